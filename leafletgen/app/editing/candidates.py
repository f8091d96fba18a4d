"""What of a workspace can be named in a place of a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.app.editing.edited import Edited
from leafletgen.app.editing.mentions import mentions_of, scope_of
from leafletgen.app.editing.ruling import rules_of
from leafletgen.errors import Report
from leafletgen.library.workspace import FONT_SUFFIXES, PICTURE_SUFFIXES
from leafletgen.source.yaml import Value

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace


class Candidate(NamedTuple):
    """Something that can be named: its name, what it is in a few words, and more about it."""

    name: str
    detail: str = ""
    about: str = ""


def candidates(what: str, file: Edited) -> list[Candidate]:
    """Return what of a kind can be named in a file."""
    find = _FINDERS.get(what)
    return [] if find is None else find(file, file.workspace())


def _exercises(file: Edited, workspace: Workspace) -> list[Candidate]:
    return _entries("exercise", workspace)


def _programmes(file: Edited, workspace: Workspace) -> list[Candidate]:
    return _entries("programme", workspace)


def _entries(what: str, workspace: Workspace) -> list[Candidate]:
    from leafletgen.library.exercises import Exercises

    found = []
    for entry in Exercises(workspace).entries(what):
        about = [", ".join(entry.good_for), entry.position, *([f"level {entry.level}"] if entry.level else [])]
        found.append(Candidate(entry.identifier, entry.name, "; ".join(part for part in about if part)))
    return found


def _brands(file: Edited, workspace: Workspace) -> list[Candidate]:
    return [Candidate(name) for name in workspace.brand_names()]


def _layouts(file: Edited, workspace: Workspace) -> list[Candidate]:
    return [Candidate(name, _title(workspace.root / "layouts" / f"{name}.yaml")) for name in workspace.layout_names()]


def _forms(file: Edited, workspace: Workspace) -> list[Candidate]:
    from leafletgen.system.forms import FORMS

    return [*_layouts(file, workspace), *[Candidate(name, "a form of its own") for name in FORMS]]


def _shared(file: Edited, workspace: Workspace) -> list[Candidate]:
    return [Candidate(name, "shared blocks") for name in workspace.shared_names()]


def _leaflets(file: Edited, workspace: Workspace) -> list[Candidate]:
    return [Candidate(path.stem, _title(path)) for path in workspace.leaflet_files() if path != file.path]


def _title(path: Path) -> str:
    from leafletgen.source.heads import read_head

    head = read_head(path, ("title",))
    return "".join((head or {}).get("title", ())[:1])


def _departments(file: Edited, workspace: Workspace) -> list[Candidate]:
    brand = brand_of(file)
    loaded = None if brand is None else workspace.load_brand(brand, Report())
    if loaded is None:
        return []
    return [
        Candidate(name, one.name, "; ".join(filter(None, (one.phone, *one.hours, one.email))))
        for name, one in loaded.departments.items()
    ]


def brand_of(file: Edited) -> str | None:
    """Return the brand that a file is of: a leaflet names it; shared blocks go with the only one of a workspace."""
    if file.kind in ("brand", "brand-translation"):
        return file.path.parent.name
    tree = file.tree()
    value: Value | None = tree.data.get("brand") if tree is not None else None
    if value is not None and value.kind == "scalar" and value.data:
        return str(value.data)
    names = file.workspace().brand_names()
    return names[0] if len(names) == 1 else None


def _pictures(file: Edited, workspace: Workspace) -> list[Candidate]:
    folders = [workspace.root / "assets" / "images"]
    if file.kind != "exercise":
        folders.insert(0, file.path.parent)
    names = {
        name: workspace.shown(folder) for folder in folders for name in workspace.files.names(folder, PICTURE_SUFFIXES)
    }
    return [Candidate(name, folder) for name, folder in names.items()]


def _logos(file: Edited, workspace: Workspace) -> list[Candidate]:
    return [Candidate(name) for name in workspace.files.names(file.path.parent, PICTURE_SUFFIXES)]


def _fonts(file: Edited, workspace: Workspace) -> list[Candidate]:
    return [Candidate(name) for name in workspace.files.names(workspace.root / "assets" / "fonts", FONT_SUFFIXES)]


def _people(file: Edited, workspace: Workspace) -> list[Candidate]:
    from leafletgen.figures.people import PEOPLE

    return [Candidate(name) for name in PEOPLE]


def _languages(file: Edited, workspace: Workspace) -> list[Candidate]:
    from leafletgen.languages.names import NAMES, english_name

    return [Candidate("en-GB", "English"), *[Candidate(tag, english_name(tag)) for tag in NAMES if tag != "en"]]


def _references(file: Edited, workspace: Workspace) -> list[Candidate]:
    return _in_scope("reference", file)


def _headings(file: Edited, workspace: Workspace) -> list[Candidate]:
    return _in_scope("heading", file)


def _places(file: Edited, workspace: Workspace) -> list[Candidate]:
    """What a waiver can be at by name: the headings of its own file."""
    found = mentions_of(file)
    return [Candidate(one.name, one.about) for one in found if one.what == "heading" and one.defines]


def _in_scope(what: str, file: Edited) -> list[Candidate]:
    """What stands in a file, and in the shared blocks that it includes."""
    found: dict[str, Candidate] = {}
    for part in scope_of(file):
        for one in mentions_of(part):
            if one.what == what and one.defines:
                found.setdefault(one.name, Candidate(one.name, one.about, part.shown))
    return list(found.values())


def _fields(file: Edited, workspace: Workspace) -> list[Candidate]:
    from leafletgen.content.fields import FIELDS, PAGE_FIELDS

    pages = [Candidate(name, "The number of the page, and of all pages.") for name in PAGE_FIELDS]
    return [*[Candidate(name, about) for name, about in FIELDS.items()], *(pages if file.kind == "layout" else [])]


def _rules(file: Edited, workspace: Workspace) -> list[Candidate]:
    return [Candidate(name, rule.title, rule.why) for name, rule in rules_of(workspace.root).items()]


_FINDERS: Final[dict[str, Callable[[Edited, Workspace], list[Candidate]]]] = {
    "exercise": _exercises, "programme": _programmes, "brand": _brands, "layout": _layouts, "form": _forms,
    "shared": _shared, "leaflet": _leaflets, "department": _departments, "picture": _pictures, "logo": _logos,
    "font": _fonts, "person": _people, "language": _languages, "reference": _references, "heading": _headings,
    "field": _fields, "rule": _rules,
    "place": _places,
}  # fmt: skip
