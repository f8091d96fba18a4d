"""``leafletgen list``: what a workspace holds."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leafletgen.cli.table import table
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import fail, open_workspace, show, workspace_option
from leafletgen.errors import ExitCode, RefusedError, Report

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace

Entry = dict[str, Any]


@click.command("list")
@click.argument(
    "what",
    type=click.Choice(["leaflets", "layouts", "brands", "emails", "exercises", "programmes", "sheets"]),
    metavar="WHAT",
)
@click.option("--search", metavar="TEXT", help='Only what fits these words, such as "knee pain"; the best first.')
@click.option("--language", metavar="TAG|NAME", help="Only what there is in this language, such as ar or Arabic.")
@workspace_option
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def command(what: str, search: str | None, language: str | None, folder: Path | None, as_json: bool) -> None:
    """Show what the workspace holds.

    WHAT is leaflets, layouts, brands, or emails, which are the templates of messages; or, for exercise sheets:
    exercises, programmes, or sheets, which are their layouts. A search finds exercises and programmes by all their
    names, by parts of the body, position, equipment and aim, and in plain words such as "stiff neck" or "kneecap"; one
    slip in a word is forgiven, and said.

    A faulty file is in the list as well; its faults are printed after it, and the exit code is 1.
    """
    from leafletgen.app.listing import entries

    workspace = open_workspace(folder)
    report = new_report()
    tag = "" if language is None else _language_of(workspace, what, language, report)
    found = entries(workspace, what, report, search or "", tag)
    if as_json:
        import json

        diagnostics = [diagnostic.as_data() for diagnostic in report.diagnostics]
        click.echo(json.dumps({what: found, "diagnostics": diagnostics}, ensure_ascii=False, indent=2))
    else:
        for line in _lines(found, _COLUMNS[what]):
            click.echo(line)
        if not found:
            spoken = f" in {language}" if language else ""
            wanted = f'{spoken} for "{search}"' if search else spoken or f" in {_FOLDERS[what]}"
            click.echo(f"there are no {what}{wanted}")
        show(report.diagnostics)
    sys.exit(ExitCode.CONTENT if report.has_errors else ExitCode.OK)


def _language_of(workspace: "Workspace", what: str, said: str, report: Report) -> str:
    """Return the tag of a language that was asked for; one that nothing is in ends the command."""
    if what not in ("leaflets", "exercises", "programmes"):
        message, hint = f"{what} are in no language that could be asked for", "leave --language out"
        fail("options-do-not-fit", message, hint, ExitCode.USAGE)
    if what == "leaflets":  # may be in a language that no exercise is translated to
        from leafletgen.languages.names import tag_called

        return tag_called(said)
    from leafletgen.library.sheet_languages import SOURCE, report_unknown_language, tag_of

    tag = tag_of(workspace, said)
    if tag is None:
        report_unknown_language(workspace, said, report, None)
        raise RefusedError(ExitCode.USAGE, *report.diagnostics)
    return "" if tag == SOURCE else tag  # all exercises are in English


_FOLDERS = {
    "leaflets": "leaflets/",
    "layouts": "layouts/",
    "brands": "assets/brands/",
    "emails": "assets/brands/",
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


def _brand(entry: Entry) -> str:
    """Whose an e-mail template is; one that comes with leafletgen holds for every brand that has none of its name."""
    return str(entry["brand"] or "any") if "brand" in entry else ""


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
    "emails": [
        ("NAME", _words("name")),
        ("SUBJECT", _words("subject")),
        ("LANGUAGE", _words("language")),
        ("BRAND", _brand),
    ],
    "exercises": [
        ("NAME", _words("name")),
        ("TITLE", _words("title")),
        ("POSITION", _words("position")),
        ("LEVEL", _words("level")),
        ("FOR", _words("areas")),
        ("DOSE", _words("dose")),
        ("LANGUAGES", _words("languages")),
        ("CHECKED", _words("checked")),
    ],
    "programmes": [
        ("NAME", _words("name")),
        ("TITLE", _words("title")),
        ("LANGUAGES", _words("languages")),
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


def _lines(entries: list[Entry], columns: list[tuple[str, Callable[[Entry], str]]]) -> list[str]:
    """The entries as a table."""
    if not any(entry.get("checked") for entry in entries):  # nothing here is an example
        columns = [column for column in columns if column[0] != "CHECKED"]
    if not any(entry.get("languages") for entry in entries):
        columns = [column for column in columns if column[0] != "LANGUAGES"]
    rows = []
    for entry in entries:
        cells = [value(entry) for _, value in columns]
        rows.append([cells[0], "(faulty)", *cells[2:]] if entry["faulty"] else cells)
    return table([heading for heading, _ in columns], rows)
