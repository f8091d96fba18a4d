"""Where a thing stands that is named, and where else it is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from leafletgen.app.editing.candidates import brand_of
from leafletgen.app.editing.edited import Edited, edited_file
from leafletgen.app.editing.mentions import Mention, mention_at, mentions_of, scope_of
from leafletgen.app.editing.named import file_of
from leafletgen.library.translation_names import named_like_translations_of, split_name
from leafletgen.rules.data import rule_files
from leafletgen.source.names import stems

OF_A_LEAFLET: Final = frozenset(("heading", "reference"))
"""What is known by its name inside of one leaflet, with the shared blocks that it includes."""
_FOLDERS: Final = {
    "exercise": ("assets/exercises", "assets/programmes"),
    "programme": ("assets/programmes",),
}


class Target(NamedTuple):
    """A stretch of a file: a thing, or its name. The text is None where there is none, as in a picture."""

    path: Path
    text: str | None
    start: int = 0
    end: int = 0


def target_at(file: Edited, index: int) -> Target | None:
    """Return where the thing stands that is named where a cursor is; None when nothing is, or when it is nowhere."""
    named = mention_at(file, index)
    if named is None:
        return None
    if named.what in OF_A_LEAFLET:
        return next((_target(part, one) for part, one in defined(file, named)), None)
    if named.what == "department":
        brand = brand_of(file)
        path = None if brand is None else file_of("brand", brand, file)
        part = None if path is None else edited_file(path, file.unsaved)
        return None if part is None else next((_target(part, one) for part, one in defined(part, named)), None)
    if named.what == "rule":
        return _rule(file, named.name)
    path = file_of(named.what, named.name, file)
    if path is None:
        return None
    part = edited_file(path, file.unsaved)
    return Target(path, None if part is None else part.text)


def defined(file: Edited, named: Mention) -> Iterator[tuple[Edited, Mention]]:
    """Yield where a thing of a leaflet or of a brand itself stands."""
    for part in scope_of(file):
        for one in mentions_of(part):
            if one.defines and (one.what, one.name) == (named.what, named.name):
                yield part, one


def _target(file: Edited, one: Mention) -> Target:
    return Target(file.path, file.text, one.start, one.end)


def _rule(file: Edited, name: str) -> Target | None:
    for path, _ in rule_files(file.root):
        text = path.read_text("utf-8")
        start = text.find(f"\n  {name}:")
        if start >= 0:
            return Target(path, text, start + 3, start + 3 + len(name))
    return None


def uses_of(file: Edited, named: Mention) -> Iterator[tuple[Edited, Mention]]:
    """Yield every place where a thing is named that is named in a file, in all files that can name it."""
    for part in _searched(file, named):
        for one in mentions_of(part):
            if (one.what, one.name) == (named.what, named.name):
                yield part, one


def uses_at(file: Edited, index: int) -> list[tuple[Edited, Mention]]:
    """Return every place where the thing is named that is named where a cursor is."""
    named = mention_at(file, index)
    return [] if named is None else list(uses_of(file, named))


def _searched(file: Edited, named: Mention) -> Iterator[Edited]:
    """The files that may name a thing."""
    if named.what in OF_A_LEAFLET:
        yield from _of_leaflets(file, named)
        return
    brand = brand_of(file) if named.what == "department" else None
    for path in content_files(file, named.what):
        part = file if path == file.path else edited_file(path, file.unsaved)
        if part is not None and named.name in part.text and (brand is None or brand_of(part) in (brand, None)):
            yield part


def _of_leaflets(file: Edited, named: Mention) -> Iterator[Edited]:
    """The files of a leaflet, and where shared blocks name the thing those of all leaflets that include them."""
    seen: dict[Path, Edited] = {}
    waiting = [file]
    while waiting:
        for part in with_translations(waiting.pop()):
            if part.path in seen:
                continue
            seen[part.path] = part
            if part.kind == "shared" and any((one.what, one.name) == named[:2] for one in mentions_of(part)):
                waiting.append(part)
    yield from seen.values()


def with_translations(file: Edited) -> Iterator[Edited]:
    """Yield the files among which ids and references of a leaflet hold, with their translations and sources."""
    seen = set[Path]()
    begin = [file]
    source = _source_of(file)
    if source is not None:
        begin.insert(0, source)
    for one in begin:
        for part in scope_of(one):
            for path in (part.path, *named_like_translations_of(part.path)):
                if path not in seen:
                    seen.add(path)
                    known = edited_file(path, file.unsaved)
                    if known is not None:
                        yield known


def _source_of(file: Edited) -> Edited | None:
    named = split_name(file.path.stem)
    path = None if named is None else file.path.with_name(f"{named[0]}.yaml")
    return None if path is None or not path.is_file() else edited_file(path, file.unsaved)


def content_files(file: Edited, what: str) -> list[Path]:
    """Return the files of a workspace in which things of a kind can be named."""
    root = file.root
    if what in _FOLDERS:
        return [root / part / f"{name}.yaml" for part in _FOLDERS[what] for name in stems(root / part)]
    shared = [root / "leaflets" / "shared" / f"{name}.yaml" for name in stems(root / "leaflets" / "shared")]
    folders = [root / "assets" / "brands" / name for name in file.workspace().brand_names()]
    brands = [path for folder in folders for path in sorted(folder.glob("brand*.yaml"))]
    exercises = [root / "assets/exercises" / f"{name}.yaml" for name in stems(root / "assets/exercises")]
    topics = root / "assets" / "rules" / "topics.yaml"
    more = {
        "department": [*shared, *brands],
        "brand": brands,
        "picture": [*shared, *exercises],
        "shared": [*shared, *([topics] if topics.is_file() else [])],
    }.get(what, shared)
    return [*file.workspace().leaflet_files(), *more]
