"""The user's defaults for sheets: reading them, and remembering new ones."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from leafletgen.app.sheets.preferences import checked_defaults, keep_defaults, known_defaults
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import fail, show
from leafletgen.errors import ExitCode
from leafletgen.patients.defaults import Defaults, defaults_file

if TYPE_CHECKING:
    from leafletgen.errors import Report
    from leafletgen.library.workspace import Workspace
    from leafletgen.patients.making import Options

#: What each of the defaults is called where it is told.
_CALLED = dict(zip(Defaults._fields, ("clinician", "role", "contact", "layout", "person"), strict=True))

#: Options of a sheet that do not go without one, by what they are kept as.
_OF_A_SHEET = {
    **{"name": "--for", "date": "--date", "review": "--review", "goal": "--goal", "note": "--note"},
    **{"notes_for": "--note-for", "without": "--without", "order": "--order", "diary": "--diary", "brand": "--brand"},
    **{"text_size": "--text-size", "language": "--language"},
}


def usual_defaults(workspace: "Workspace", said: Mapping[str, Any]) -> Defaults:
    """What the user's file says; ends the command when it is damaged.

    A layout or a person that is not there is warned about and left out, unless options say another.
    """
    report = new_report()
    hint = "the usual one is taken; keep another with --remember, or leave yours out with --no-defaults"
    given = Defaults(layout=said["layout"], person=said["person"])
    found = known_defaults(workspace, report, given, hint)
    _end_for_damage(report)
    show(report.diagnostics)
    return found


def _end_for_damage(report: "Report") -> None:
    """End the command when the user's file is damaged."""
    if report.has_errors:
        show(report.diagnostics)
        click.echo(
            "  hint: these are your defaults for sheets; --no-defaults makes a sheet without them, and with --remember "
            "writes them anew",
            err=True,
        )
        sys.exit(ExitCode.CONTENT)


def refuse_without_a_sheet(given: Mapping[str, object], said: Mapping[str, object]) -> None:
    """End the command when there are options of a sheet, by name or by what they are kept as, and there is none."""
    unused = [name for name, value in given.items() if value]
    unused += [name for key, name in _OF_A_SHEET.items() if said[key] not in (None, ())]
    if unused:
        fail(
            "options-do-not-fit",
            f"--remember alone makes no sheet, and {', '.join(unused)} would be lost",
            "name exercises or a prescription as well, or leave out what is of one sheet",
            ExitCode.USAGE,
        )


def remember(options: "Options", workspace: "Workspace", summary: bool, *, anew: bool) -> None:
    """Keep what options say of clinician, layout and person, and say what is kept; ends the command when it cannot.

    With a summary for the record, that is alone on the output. Anew, nothing that was kept before stays.
    """
    report = new_report()
    given = checked_defaults(options, workspace, report)
    if all(each is None for each in given) and not report.has_errors:
        fail(
            "options-do-not-fit",
            "--remember has nothing to keep",
            "give --clinician, --role, --contact, --layout or --person with it",
            ExitCode.USAGE,
        )
    show(report.diagnostics)
    if report.has_errors:
        sys.exit(ExitCode.USAGE)
    _keep(given, summary, anew)


def _keep(given: Defaults, summary: bool, anew: bool) -> None:
    reading = new_report()
    changed = keep_defaults(given, reading, anew=anew)
    _end_for_damage(reading)
    path, kept = defaults_file(), _listed(changed.kept)
    told = f"remembered in {path}: {kept}" if kept else f"nothing is remembered any more: {path} is gone"
    click.echo(told, err=summary)
    dropped = _listed(changed.dropped)
    if dropped:
        click.echo(f"no longer remembered, for it was of the clinician before: {dropped}", err=summary)


def _listed(defaults: Defaults) -> str:
    return "; ".join(f"{_CALLED[field]} {value}" for field, value in defaults._asdict().items() if value)
