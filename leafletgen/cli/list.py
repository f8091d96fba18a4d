"""``leafletgen list``: what a workspace holds."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leafletgen.cli.workspace import as_data, open_workspace, show, workspace_option
from leafletgen.errors import ExitCode, Report

if TYPE_CHECKING:
    from leafletgen.content.library import Workspace

Entry = dict[str, Any]


@click.command("list")
@click.argument("what", type=click.Choice(["leaflets", "layouts", "brands"]))
@workspace_option
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def command(what: str, folder: Path | None, as_json: bool) -> None:
    """Show the leaflets, layouts or brands of the workspace.

    A faulty file is in the list as well; its faults are printed after it, and the exit code is 1.
    """
    workspace = open_workspace(folder)
    report = Report()
    entries = _READERS[what](workspace, report)
    if as_json:
        import json

        diagnostics = [as_data(diagnostic) for diagnostic in report.diagnostics]
        click.echo(json.dumps({what: entries, "diagnostics": diagnostics}, ensure_ascii=False, indent=2))
    else:
        _print_table(entries, _COLUMNS[what])
        if not entries:
            click.echo(f"there are no {what} in {_FOLDERS[what]}")
        show(report.diagnostics)
    sys.exit(ExitCode.CONTENT if report.has_errors else ExitCode.OK)


def _leaflets(workspace: "Workspace", report: Report) -> list[Entry]:
    entries = []
    for path in workspace.leaflet_files():
        entry: Entry = {"name": path.stem, "file": workspace.shown(path)}
        loaded = workspace.load_leaflet(path, report)
        if loaded is not None:
            leaflet = loaded.leaflet
            entry |= {
                "code": leaflet.code,
                "number": loaded.code.number,
                "version": loaded.code.version,
                "title": leaflet.title,
                "language": leaflet.language,
                "brand": str(leaflet.brand),
                "layouts": [str(name) for name in leaflet.layouts],
                "review": leaflet.review,
            }
        entries.append({**entry, "faulty": loaded is None})
    return entries


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
}
_FOLDERS = {"leaflets": "leaflets/", "layouts": "layouts/", "brands": "assets/brands/"}


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
}


def _print_table(entries: list[Entry], columns: list[tuple[str, Callable[[Entry], str]]]) -> None:
    """Print the entries under headings, in columns as wide as they must be."""
    if not entries:
        return
    rows = [[heading for heading, _ in columns]]
    for entry in entries:
        cells = [value(entry) for _, value in columns]
        rows.append([cells[0], "(faulty)", *cells[2:]] if entry["faulty"] else cells)
    widths = [max(len(row[number]) for row in rows) for number in range(len(columns))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
