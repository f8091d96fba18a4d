"""The user's defaults for sheets: reading them, and remembering new ones."""

import sys
from typing import TYPE_CHECKING

import click

from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import fail, show
from leafletgen.errors import ExitCode
from leafletgen.patients.defaults import Defaults, defaults_file, read_defaults, write_defaults
from leafletgen.system.writing import WriteError

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace
    from leafletgen.patients.making import Options

#: What each of the defaults is called where it is told.
_CALLED = dict(zip(Defaults._fields, ("clinician", "role", "contact", "layout", "person"), strict=True))


def usual_defaults() -> Defaults:
    """What the user's file says; ends the command when it is damaged."""
    path, report = defaults_file(), new_report()
    if path is None:
        return Defaults()
    found = read_defaults(path, report)
    show(report.diagnostics)
    if report.has_errors:
        click.echo("  hint: these are your defaults for sheets; --no-defaults makes a sheet without them", err=True)
        sys.exit(ExitCode.CONTENT)
    return found


def remember(options: "Options", workspace: "Workspace", summary: bool) -> None:
    """Keep what options say of clinician, layout and person, and say what is kept; ends the command when it cannot.

    With a summary for the record, that is alone on the output.
    """
    from leafletgen.patients.making import check_person
    from leafletgen.patients.settings import Texts

    report = new_report()
    given = Texts(options, report).to_remember()
    if all(each is None for each in given):
        fail(
            "options-do-not-fit",
            "--remember has nothing to keep",
            "give --clinician, --role, --contact, --layout or --person with it",
            ExitCode.USAGE,
        )
    if given.layout:
        workspace.load_sheet_layout(given.layout, report)
    check_person(given.person or None, report)
    show(report.diagnostics)
    if report.has_errors:
        sys.exit(ExitCode.USAGE)
    _keep(options.defaults.changed(given), summary)


def _keep(defaults: Defaults, summary: bool) -> None:
    path = defaults_file()
    if path is None:
        fail(
            "file-not-written",
            "this user has no folder for settings",
            "name one in the variable LEAFLETGEN_CONFIG",
            ExitCode.ENVIRONMENT,
        )
    try:
        write_defaults(path, defaults)
    except WriteError as fault:
        fail("file-not-written", f"{path}: {fault}", "check that the folder can be written to", ExitCode.ENVIRONMENT)
    kept = [f"{_CALLED[field]} {value}" for field, value in defaults._asdict().items() if value]
    told = f"remembered in {path}: {'; '.join(kept)}" if kept else f"nothing is remembered any more: {path} is gone"
    click.echo(told, err=summary)
