"""What a workspace holds, one table a kind: its files, what reads one, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from leafletgen.dose.short import short
from leafletgen.errors import Report
from leafletgen.languages.tags import lookups
from leafletgen.library.exercises import Exercises
from leafletgen.library.sheet_languages import translated_to
from leafletgen.library.words import words_of
from leafletgen.release.catalogue import Catalogue
from leafletgen.release.signatures import LEAFLET, Signatures
from leafletgen.release.signing import SheetExamples, checked
from leafletgen.source.names import report_names

if TYPE_CHECKING:
    from leafletgen.content.model.brand import Brand
    from leafletgen.content.model.email_template import EmailTemplate
    from leafletgen.content.model.exercise import Exercise
    from leafletgen.content.model.layout import Layout
    from leafletgen.content.model.programme import Programme
    from leafletgen.library.workspace import Workspace
    from leafletgen.release.facts import Facts

Entry = dict[str, Any]
"""One thing of a list as data: ``name``, ``file``, what is told of its kind, and whether it is ``faulty``."""


class _Reading:
    """A workspace while a list of it is made."""

    def __init__(self, workspace: Workspace, report: Report) -> None:
        self.workspace = workspace
        self.report = report
        self.library = Exercises(workspace)

    @cached_property
    def signatures(self) -> Signatures:
        return Signatures.read(self.workspace.root, self.report)

    @cached_property
    def examples(self) -> SheetExamples:
        return SheetExamples(self.signatures)

    @cached_property
    def catalogue(self) -> Catalogue:
        """What is known since the last build or status is taken from there; what changed since is read, and kept."""
        return Catalogue(self.workspace)


class _Table(NamedTuple):
    """One kind of thing that a workspace holds."""

    files: Callable[[_Reading], Iterable[tuple[str, str]]]
    """Each name, and its file in the workspace."""
    load: Callable[[_Reading, str, str], Any]
    """Reads one by its name and file; None when it is faulty, which the report says."""
    fields: Callable[[_Reading, Any], Entry]
    """What is told of one that could be read."""
    is_signed: bool = False
    """Whether clinicians sign what is an example of it."""


def entries(workspace: Workspace, kind: str, report: Report, wanted: str = "", language: str = "") -> list[Entry]:
    """Return all entries of one of `KINDS`, or those that fit a search.

    Args:
        workspace: the workspace.
        kind: one of `KINDS`.
        report: receives the faults of the files, and of their names.
        wanted: the words of a search; among exercises and programmes the best come first, and those alone are read.
        language: the tag of the language that they are to be in; any where there is none.
    """
    report_names(workspace.root, report)
    reading, table = _Reading(workspace, report), KINDS[kind]
    if table.is_signed:
        _ = reading.signatures  # a faulty file of signatures is told, also when nothing is signed
    files = _searched(reading, kind, wanted) if wanted and kind in _RANKED else table.files(reading)
    found = [(name, file, table.load(reading, name, file)) for name, file in files]
    told = [
        {"name": name, "file": file, **({} if one is None else table.fields(reading, one)), "faulty": one is None}
        for name, file, one in found
    ]
    if kind in _RANKED:
        languages = translated_to(workspace, "exercise" if kind == "exercises" else "programme")
        told = [{**entry, "languages": languages.get(entry["name"], [])} for entry in told]
    if language:
        told = [
            entry for entry in told if language in (*entry.get("languages", ()), *lookups(entry.get("language") or ""))
        ]
    if kind == "leaflets":
        reading.catalogue.journal.compact()
    return told if not wanted or kind in _RANKED else [entry for entry in told if fits(entry, wanted)]


#: What a search ranks, by a glance at each file; the others are searched by what is told of them.
_RANKED = ("exercises", "programmes")


def _searched(reading: _Reading, kind: str, wanted: str) -> list[tuple[str, str]]:
    """Return the names and files of what a search finds, so that those alone are read."""
    from leafletgen.library.searching import search

    known = reading.library.entries(kind.removesuffix("s"))
    for entry in known:
        if not entry.name:  # it may be what is looked for, so its faults are told
            KINDS[kind].load(reading, entry.identifier, f"assets/{kind}/{entry.identifier}.yaml")
    found = search(wanted, known)
    for typed, shown in found.instead.items():
        listed = ", ".join(f'"{one}"' for one in shown)
        reading.report.note("searched-otherwise", f'nothing is called "{typed}"; showing {listed}')
    return _called([entry.identifier for entry in found.entries], f"assets/{kind}/{{}}.yaml")


def fits(entry: Entry, wanted: str) -> bool:
    """Whether every word of a search begins a word of the entry."""
    values = [value if isinstance(value, str) else " ".join(map(str, value)) if isinstance(value, list) else ""
              for key, value in entry.items() if key != "file"]  # fmt: skip
    words = words_of(" ".join(values))
    return all(any(word.startswith(beginning) for word in words) for beginning in words_of(wanted))


def _called(names: Iterable[str], file: str) -> list[tuple[str, str]]:
    return [(name, file.format(name)) for name in names]


def _leaflet(reading: _Reading, facts: Facts) -> Entry:
    signature = reading.signatures.of(LEAFLET, facts.number)
    return {
        "code": facts.code,
        "number": facts.written_number,
        "version": facts.version,
        "title": facts.title,
        "language": facts.language,
        "brand": facts.brand,
        "layouts": list(facts.layouts),
        "review": facts.review,
        "checked": checked(signature, bool(facts.signable), partial(getattr, facts, "signable")) or None,
    }


def _exercise(reading: _Reading, exercise: Exercise) -> Entry:
    return {
        "title": exercise.name,
        "other_names": exercise.other_names,
        "areas": exercise.areas,
        "position": exercise.position,
        "equipment": exercise.equipment,
        "level": exercise.level,
        "sided": exercise.sided,
        "dose": short(exercise.dose),
        "checked": reading.examples.checked(exercise) or None,
    }


def _programme(reading: _Reading, programme: Programme) -> Entry:
    return {
        "title": programme.name,
        "aim": " ".join(programme.aim.plain().split()),
        "exercises": [str(chosen.exercise) for chosen in programme.exercises],
        "checked": reading.examples.checked(programme) or None,
    }


def _sheet(_: _Reading, layout: Layout) -> Entry:
    if layout.sheet is None:
        return {}
    return {
        "title": layout.title,
        "code": layout.sheet.code,
        **_page(layout),
        "shows": layout.sheet.show,
    }


def _layout(_: _Reading, layout: Layout) -> Entry:
    return {"title": layout.title, **_page(layout), "columns": layout.columns}


def _page(layout: Layout) -> Entry:
    size = [layout.page.width_mm, layout.page.height_mm]
    return {"page_mm": size, "size_pt": layout.body.size, "standard": layout.standard}


def _brand(_: _Reading, brand: Brand) -> Entry:
    return {
        "title": brand.name,
        "website": brand.website,
        "code": brand.code.template,
        "departments": list(brand.departments),
    }


def _emails(reading: _Reading) -> list[tuple[str, str]]:
    """Each brand's own, then ours, which stand in no workspace."""
    from leafletgen.library.emails import FOLDER, our_names, own_names

    brands = reading.workspace.root / "assets" / "brands"
    own = [
        entry
        for brand in reading.workspace.brand_names()
        for entry in _called(own_names(brands / brand), f"assets/brands/{brand}/{FOLDER}/{{}}.yaml")
    ]
    return [*own, *_called(our_names(), "")]


def _load_email(reading: _Reading, name: str, file: str) -> EmailTemplate | None:
    from leafletgen.library.emails import read_email_template, read_our_email_template

    found = Report()
    brand = (reading.workspace.root / file).parent.parent
    template = (
        read_email_template(reading.workspace.files, brand, name, found)
        if file
        else read_our_email_template(name, found)
    )
    reading.report.add(found.diagnostics)
    return template


def _email(_: _Reading, template: EmailTemplate) -> Entry:
    return {"subject": template.subject, "language": template.language, "brand": template.brand}


KINDS: Mapping[str, _Table] = {
    "leaflets": _Table(
        lambda reading: [(path.stem, reading.workspace.shown(path)) for path in reading.workspace.leaflet_files()],
        lambda reading, _, file: reading.catalogue.facts(reading.workspace.root / file, reading.report, partly=True),
        _leaflet,
        is_signed=True,
    ),
    "layouts": _Table(
        lambda reading: _called(reading.workspace.layout_names(), "layouts/{}.yaml"),
        lambda reading, name, _: reading.workspace.load_layout(name, reading.report),
        _layout,
    ),
    "brands": _Table(
        lambda reading: _called(reading.workspace.brand_names(), "assets/brands/{}/brand.yaml"),
        lambda reading, name, _: reading.workspace.load_brand(name, reading.report),
        _brand,
    ),
    "emails": _Table(_emails, _load_email, _email),
    "exercises": _Table(
        lambda reading: _called(reading.library.exercise_names(), "assets/exercises/{}.yaml"),
        lambda reading, name, _: reading.library.load(name, reading.report),
        _exercise,
        is_signed=True,
    ),
    "programmes": _Table(
        lambda reading: _called(reading.library.programme_names(), "assets/programmes/{}.yaml"),
        lambda reading, name, _: reading.library.load_programme(name, reading.report),
        _programme,
        is_signed=True,
    ),
    "sheets": _Table(
        lambda reading: _called(reading.workspace.sheet_layout_names(), "layouts/sheets/{}.yaml"),
        lambda reading, name, _: reading.workspace.load_sheet_layout(name, reading.report),
        _sheet,
    ),
}
"""What a workspace holds, by what it is called: exercise sheets stand here with their layouts."""
