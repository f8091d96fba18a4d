"""``leafletgen list``: what a workspace holds."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leafletgen.cli.workspace import open_workspace, show, workspace_option
from leafletgen.errors import ExitCode, Report

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace

Entry = dict[str, Any]


@click.command("list")
@click.argument(
    "what", type=click.Choice(["leaflets", "layouts", "brands", "exercises", "programmes", "sheets"]), metavar="WHAT"
)
@click.option("--search", metavar="TEXT", help='Only what fits these words, such as "knee standing"; the best first.')
@workspace_option
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def command(what: str, search: str | None, folder: Path | None, as_json: bool) -> None:
    """Show what the workspace holds.

    WHAT is leaflets, layouts or brands; or, for exercise sheets: exercises, programmes, or sheets, which are their
    layouts. A search finds exercises by other names as well, by parts of the body, position and equipment.

    A faulty file is in the list as well; its faults are printed after it, and the exit code is 1.
    """
    from leafletgen.source.names import report_names

    workspace = open_workspace(folder)
    report = Report()
    report_names(workspace.root, report)
    if what == "exercises":
        entries = _exercises(workspace, report, search)
    else:
        entries = _READERS[what](workspace, report)
        entries = [entry for entry in entries if _fits(entry, search)] if search else entries
    if as_json:
        import json

        diagnostics = [diagnostic.as_data() for diagnostic in report.diagnostics]
        click.echo(json.dumps({what: entries, "diagnostics": diagnostics}, ensure_ascii=False, indent=2))
    else:
        _print_table(entries, _COLUMNS[what])
        if not entries:
            click.echo(f'there are no {what} for "{search}"' if search else f"there are no {what} in {_FOLDERS[what]}")
        show(report.diagnostics)
    sys.exit(ExitCode.CONTENT if report.has_errors else ExitCode.OK)


def _leaflets(workspace: "Workspace", report: Report) -> list[Entry]:
    """What is known since the last build or status is taken from there; what changed since is read, and kept."""
    from leafletgen.release.catalogue import Catalogue
    from leafletgen.release.signatures import LEAFLET, Signatures
    from leafletgen.release.signing import checked

    signatures = Signatures.read(workspace.root, report)
    catalogue = Catalogue(workspace)
    entries = []
    for path in workspace.leaflet_files():
        entry: Entry = {"name": path.stem, "file": workspace.shown(path)}
        facts = catalogue.facts(path, report, partly=True)
        if facts is not None:
            entry |= {
                "code": facts.code,
                "number": facts.written_number,
                "version": facts.version,
                "title": facts.title,
                "language": facts.language,
                "brand": facts.brand,
                "layouts": list(facts.layouts),
                "review": facts.review,
                "checked": checked(
                    signatures.of(LEAFLET, facts.number), bool(facts.signable), partial(getattr, facts, "signable")
                )
                or None,
            }
        entries.append({**entry, "faulty": facts is None})
    catalogue.journal.compact()
    return entries


def _exercises(workspace: "Workspace", report: Report, search: str | None) -> list[Entry]:
    from leafletgen.dose.short import short
    from leafletgen.library import exercises
    from leafletgen.release.signatures import Signatures
    from leafletgen.release.signing import SheetExamples

    library = exercises.Exercises(workspace)
    examples = SheetExamples(Signatures.read(workspace.root, report))
    found = {name: library.load(name, report) for name in library.exercise_names()}
    names = list(found)
    if search:
        names = [each.identifier for each in exercises.search(search, filter(None, found.values()))]
    entries = []
    for name in names:
        entry: Entry = {"name": name, "file": f"assets/exercises/{name}.yaml"}
        exercise = found[name]
        if exercise is not None:
            entry |= {
                "title": exercise.name,
                "other_names": exercise.other_names,
                "areas": exercise.areas,
                "position": exercise.position,
                "equipment": exercise.equipment,
                "level": exercise.level,
                "sided": exercise.sided,
                "dose": short(exercise.dose),
                "checked": examples.checked(exercise) or None,
            }
        entries.append({**entry, "faulty": exercise is None})
    return entries


def _programmes(workspace: "Workspace", report: Report) -> list[Entry]:
    from leafletgen.library.exercises import Exercises
    from leafletgen.release.signatures import Signatures
    from leafletgen.release.signing import SheetExamples

    library = Exercises(workspace)
    examples = SheetExamples(Signatures.read(workspace.root, report))
    entries = []
    for name in library.programme_names():
        entry: Entry = {"name": name, "file": f"assets/programmes/{name}.yaml"}
        programme = library.load_programme(name, report)
        if programme is not None:
            entry |= {
                "title": programme.name,
                "aim": " ".join(programme.aim.plain().split()),
                "exercises": [str(chosen.exercise) for chosen in programme.exercises],
                "checked": examples.checked(programme) or None,
            }
        entries.append({**entry, "faulty": programme is None})
    return entries


def _sheets(workspace: "Workspace", report: Report) -> list[Entry]:
    entries = []
    for name in workspace.sheet_layout_names():
        entry: Entry = {"name": name, "file": f"layouts/sheets/{name}.yaml"}
        layout = workspace.load_sheet_layout(name, report)
        if layout is not None and layout.sheet is not None:
            entry |= {
                "title": layout.title,
                "code": layout.sheet.code,
                "page_mm": [layout.page.width_mm, layout.page.height_mm],
                "size_pt": layout.body.size,
                "shows": layout.sheet.show,
            }
        entries.append({**entry, "faulty": layout is None})
    return entries


def _fits(entry: Entry, search: str) -> bool:
    """Whether every word of a search begins a word of the entry."""
    from leafletgen.library.exercises import words_of

    values = [value if isinstance(value, str) else " ".join(map(str, value)) if isinstance(value, list) else ""
              for key, value in entry.items() if key != "file"]  # fmt: skip
    words = words_of(" ".join(values))
    return all(any(word.startswith(wanted) for word in words) for wanted in words_of(search))


def _layouts(workspace: "Workspace", report: Report) -> list[Entry]:
    entries = []
    for name in workspace.layout_names():
        entry: Entry = {"name": name, "file": f"layouts/{name}.yaml"}
        layout = workspace.load_layout(name, report)
        if layout is not None:
            entry |= {
                "title": layout.title,
                "page_mm": [layout.page.width_mm, layout.page.height_mm],
                "size_pt": layout.body.size,
                "columns": layout.columns,
            }
        entries.append({**entry, "faulty": layout is None})
    return entries


def _brands(workspace: "Workspace", report: Report) -> list[Entry]:
    entries = []
    for name in workspace.brand_names():
        entry: Entry = {"name": name, "file": f"assets/brands/{name}/brand.yaml"}
        brand = workspace.load_brand(name, report)
        if brand is not None:
            entry |= {
                "title": brand.name,
                "website": brand.website,
                "code": brand.code.template,
                "departments": list(brand.departments),
            }
        entries.append({**entry, "faulty": brand is None})
    return entries


_READERS: dict[str, Callable[["Workspace", Report], list[Entry]]] = {
    "leaflets": _leaflets,
    "layouts": _layouts,
    "brands": _brands,
    "programmes": _programmes,
    "sheets": _sheets,
}
_FOLDERS = {
    "leaflets": "leaflets/",
    "layouts": "layouts/",
    "brands": "assets/brands/",
    "exercises": "assets/exercises/",
    "programmes": "assets/programmes/",
    "sheets": "layouts/sheets/",
}


def _words(key: str) -> Callable[[Entry], str]:
    """What a column shows of an entry: text as it is, a list with commas."""

    def shown(entry: Entry) -> str:
        value = entry.get(key)
        return ", ".join(value) if isinstance(value, list) else str(value or "")

    return shown


def _page(entry: Entry) -> str:
    return "{:g} x {:g} mm".format(*entry["page_mm"]) if "page_mm" in entry else ""


def _type_size(entry: Entry) -> str:
    return f"{entry['size_pt']:g} pt" if "size_pt" in entry else ""


_COLUMNS: dict[str, list[tuple[str, Callable[[Entry], str]]]] = {
    "leaflets": [
        ("NAME", _words("name")),
        ("CODE", _words("code")),
        ("REVIEW", _words("review")),
        ("CHECKED", _words("checked")),
        ("TITLE", _words("title")),
        ("LAYOUTS", _words("layouts")),
    ],
    "layouts": [("NAME", _words("name")), ("PAGE", _page), ("TEXT", _type_size), ("TITLE", _words("title"))],
    "brands": [
        ("NAME", _words("name")),
        ("TITLE", _words("title")),
        ("CODE", _words("code")),
        ("DEPARTMENTS", _words("departments")),
    ],
    "exercises": [
        ("NAME", _words("name")),
        ("TITLE", _words("title")),
        ("POSITION", _words("position")),
        ("LEVEL", _words("level")),
        ("FOR", _words("areas")),
        ("DOSE", _words("dose")),
        ("CHECKED", _words("checked")),
    ],
    "programmes": [
        ("NAME", _words("name")),
        ("TITLE", _words("title")),
        ("CHECKED", _words("checked")),
        ("EXERCISES", _words("exercises")),
    ],
    "sheets": [
        ("NAME", _words("name")),
        ("PAGE", _page),
        ("TEXT", _type_size),
        ("CODE", _words("code")),
        ("TITLE", _words("title")),
    ],
}


def _print_table(entries: list[Entry], columns: list[tuple[str, Callable[[Entry], str]]]) -> None:
    """Print the entries under headings, in columns as wide as they must be."""
    if not entries:
        return
    if not any(entry.get("checked") for entry in entries):  # nothing here is an example
        columns = [column for column in columns if column[0] != "CHECKED"]
    rows = [[heading for heading, _ in columns]]
    for entry in entries:
        cells = [value(entry) for _, value in columns]
        rows.append([cells[0], "(faulty)", *cells[2:]] if entry["faulty"] else cells)
    widths = [max(len(row[number]) for row in rows) for number in range(len(columns))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
