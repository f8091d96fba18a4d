"""What is named in a file, and where: ids of headings, references, exercises, shared blocks and all that has a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from leafletgen.app.editing.edited import Edited, edited_file
from leafletgen.app.editing.named import NAMED
from leafletgen.app.editing.sketch import Step
from leafletgen.app.editing.slots import Entry, Slot, entry_of, under
from leafletgen.content.model.blocks import Blocks
from leafletgen.content.model.exercise import StepKind
from leafletgen.content.model.programme import Notes
from leafletgen.source.kinds import ProseText
from leafletgen.source.names import stems
from leafletgen.source.records import MapOf, RecordOf
from leafletgen.source.yaml import Value

_NAME: Final = r"[A-Za-z0-9][\w.:-]*"
_IN_PROSE: Final = re.compile(
    rf"(?<!\\)\[@(?P<citations>{_NAME}(?:\s*[;,]\s*@{_NAME})*)\]"
    r"|(?<!\\)\{page:(?P<page>[A-Za-z][\w.-]*)\}"
    r"|\]\(#(?P<link>[A-Za-z][\w.-]*)\)"
    r"|(?<!\\)\{(?P<field>[A-Za-z_]\w*(?:\.\w+)+)\}"
)
_CITED: Final = re.compile(_NAME)
_LONGEST_ABOUT: Final = 200


class Mention(NamedTuple):
    """A name in a file.

    Attributes:
        what: the kind of thing it is the name of, such as "exercise".
        name: the name.
        start: the index of its first letter in the file's text.
        end: the index after its last one.
        defines: whether the thing itself stands here.
        about: what it is, in a few words, where it stands here.
        in_key: whether it is the key of a map.
    """

    what: str
    name: str
    start: int
    end: int
    defines: bool = False
    about: str = ""
    in_key: bool = False


def mentions_of(file: Edited) -> list[Mention]:
    """Return all that is named in a file, in its order; what is not finished there is left out."""
    tree = file.tree()
    if tree is None:
        return []
    found = sorted(_walk(Slot("", RecordOf(file.record)), tree, file), key=lambda one: one.start)
    headings = {one.name for one in found if one.what == "heading" and one.defines}
    # A waiver is at a heading of its file, or at a key or words, which are nobody's name.
    own = [one._replace(what="heading") if one.what == "place" and one.name in headings else one for one in found]
    return [one for one in own if one.what != "place"]


def mention_at(file: Edited, index: int) -> Mention | None:
    """Return what is named where a cursor stands."""
    return next((one for one in mentions_of(file) if one.start <= index <= one.end), None)


def _walk(slot: Slot, value: Value, file: Edited) -> Iterator[Mention]:
    kind = slot.kind
    if value.kind == "map":
        beside = tuple(value.data)
        for key, entry in value.data.items():
            inside = under(slot, Step(key, beside))
            if inside is None:
                continue
            if isinstance(kind, MapOf):
                yield from _defined(slot, key, entry, file)
            if (inside.record, inside.field) == ("Heading", "id") and entry.kind == "scalar" and not entry.is_null:
                words = value.data.get("heading")
                said = str(words.data) if words is not None and words.kind == "scalar" else ""
                yield Mention("heading", str(entry.data), *_bare(entry), True, _short(said))
            else:
                yield from _walk(inside, entry, file)
    elif value.kind == "list":
        inner = entry_of(slot)
        if inner is not None:
            for entry in value.data:
                yield from _walk(inner, entry, file)
    elif not value.is_null:
        yield from _of_scalar(slot, value, file)


def _defined(slot: Slot, key: str, entry: Value, file: Edited) -> Iterator[Mention]:
    """A name of the author's choice: a reference, or a department of a brand."""
    what = {"references": "reference", "departments": "department", "rules": "rule"}.get(slot.field)
    if what is not None and entry.key is not entry:
        about = entry.data.get("text") or entry.data.get("name") if entry.kind == "map" else None
        said = str(about.data) if about is not None and about.kind == "scalar" else ""
        yield Mention(what, key, *_bare(entry.key), file.kind in ("leaflet", "shared", "brand"), _short(said), True)


def _of_scalar(slot: Slot, value: Value, file: Edited) -> Iterator[Mention]:
    what = NAMED.get((slot.record, slot.field))
    if what is not None and not _is_prose(slot.kind):
        start, end = _bare(value)
        if what == "form":
            what = "layout"
        yield Mention(what, str(value.data), start, end)
    elif _is_prose(slot.kind):
        yield from in_prose(value.source.text, value.start, value.end)


def in_prose(text: str, start: int, end: int) -> Iterator[Mention]:
    """Yield what a text with markup names, between two indices of its file."""
    for found in _IN_PROSE.finditer(text, start, end):
        kind = found.lastgroup
        if kind == "citations":
            for one in _CITED.finditer(text, found.start("citations"), found.end("citations")):
                yield Mention("reference", one[0], one.start(), one.end())
        elif kind is not None:
            what = "field" if kind == "field" else "heading"
            yield Mention(what, found[kind], found.start(kind), found.end(kind))


def _is_prose(kind: Any) -> bool:
    return isinstance(kind, ProseText | Entry | Blocks | StepKind | Notes) or (
        isinstance(kind, RecordOf) and kind.record.__name__ == "Item"
    )


def _bare(value: Value) -> tuple[int, int]:
    """The indices of a scalar without quotes around it and white space after it."""
    text = value.source.text[value.start : value.end].rstrip()
    quoted = 1 if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else 0
    return value.start + quoted, value.start + len(text) - quoted


def _short(text: str) -> str:
    words = " ".join(text.split()).strip("\"'")
    return words if len(words) <= _LONGEST_ABOUT else f"{words[:_LONGEST_ABOUT]}…"


def scope_of(file: Edited) -> list[Edited]:
    """Return the files among which ids of headings and names of references hold: a leaflet and what it includes.

    For shared blocks these are all leaflets that include them, with what else those include.
    """
    if file.kind not in ("leaflet", "shared"):
        return [file]
    leaflets = [file] if file.kind == "leaflet" else _including(file)
    found = {file.path: file}
    for leaflet in leaflets:
        found.setdefault(leaflet.path, leaflet)
        for one in _included(leaflet):
            found.setdefault(one.path, one)
    return list(found.values())


def _included(file: Edited) -> Iterator[Edited]:
    folder = file.root / "leaflets" / "shared"
    known = stems(folder)
    language = language_of(file)
    for one in mentions_of(file):
        if one.what == "shared" and one.name in known:
            translated = f"{one.name}.{language}"
            name = translated if translated in known else one.name
            part = edited_file(folder / f"{name}.yaml", file.unsaved)
            if part is not None:
                yield part


def language_of(file: Edited) -> str:
    """Return the language that a file says it is in."""
    tree = file.tree()
    value = None if tree is None else tree.data.get("language")
    return str(value.data) if value is not None and value.kind == "scalar" else ""


def _including(shared: Edited) -> list[Edited]:
    """The leaflets that include shared blocks; of a translation those in its language."""
    from leafletgen.library.translation_names import split_name

    name, language = split_name(shared.name) or (shared.name, "")
    found = []
    for path in shared.workspace().leaflet_files():
        leaflet = edited_file(path, shared.unsaved)
        if leaflet is None or name not in leaflet.text:
            continue
        if language and language_of(leaflet) != language:
            continue
        if any(one.what == "shared" and one.name == name for one in mentions_of(leaflet)):
            found.append(leaflet)
    return found
