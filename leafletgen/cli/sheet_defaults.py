"""The user's defaults for sheets: reading them, and remembering new ones."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import fail, show
from leafletgen.errors import ExitCode
from leafletgen.patients.defaults import Defaults, change_defaults, defaults_file, read_defaults
from leafletgen.system.writing import WriteError

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
    **{"text_size": "--text-size"},
}


def usual_defaults(workspace: "Workspace", said: Mapping[str, object]) -> Defaults:
    """What the user's file says; ends the command when it is damaged.

    A layout or a person that is not there is warned about and left out, unless options say another.
    """
    path, report = defaults_file(), new_report()
    if path is None or not path.exists():
        return Defaults()
    from leafletgen.figures.people import PEOPLE  # most have no such file

    found = read_defaults(path, report)
    _end_for_damage(report)
    layout, person = found.layout, found.person
    if layout and not said["layout"] and layout not in workspace.sheet_layout_names():
        _warn_of_missing("the layout that you keep is not in this workspace", layout, report)
        found = found._replace(layout=None)
    if person and said["person"] is None and person not in PEOPLE:
        _warn_of_missing("the person that you keep is nobody who can be drawn", person, report)
        found = found._replace(person=None)
    show(report.diagnostics)
    return found


def _warn_of_missing(message: str, name: str, report: "Report") -> None:
    hint = "the usual one is taken; keep another with --remember, or leave yours out with --no-defaults"
    from leafletgen.source.kinds import Name

    report.warning("default-not-there", message, hint, Name.place_of(name))


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
    from leafletgen.figures.people import check_person
    from leafletgen.patients.settings import Texts

    report = new_report()
    given = Texts(options, report).to_remember()
    if all(each is None for each in given) and not report.has_errors:
        fail(
            "options-do-not-fit",
            "--remember has nothing to keep",
            "give --clinician, --role, --contact, --layout or --person with it",
            ExitCode.USAGE,
        )
    if given.layout:
        workspace.load_sheet_layout(given.layout, report)
    check_person(given.person or None, report)
    if not report.has_errors:
        _try_out(given, workspace, report)
    show(report.diagnostics)
    if report.has_errors:
        sys.exit(ExitCode.USAGE)
    _keep(given, summary, anew)


def _try_out(given: Defaults, workspace: "Workspace", report: "Report") -> None:
    """Report what would stop every sheet with these texts, such as a letter that no font has, by setting one."""
    from leafletgen.errors import Report
    from leafletgen.library.exercises import Exercises
    from leafletgen.patients.making import Options, SheetMaker

    tried = Defaults().changed(given)
    exercises, brands = Exercises(workspace).exercise_names()[:1], workspace.brand_names()[:1]
    if not (exercises and brands):
        return
    maker, found = SheetMaker(workspace, Options(picks=exercises, brand=brands[0], defaults=tried)), Report()
    prepared = maker.prepare(None, found)
    if prepared is not None:
        maker.compose(prepared, found)
    report.add(fault for fault in found.errors if fault.place is None)  # the others are the workspace's


def _keep(given: Defaults, summary: bool, anew: bool) -> None:
    path = defaults_file()
    if path is None:
        fail(
            "file-not-written",
            "this user has no folder for settings",
            "name one in the variable LEAFLETGEN_CONFIG",
            ExitCode.ENVIRONMENT,
        )
    reading = new_report()
    try:
        changed = change_defaults(path, given, reading, anew=anew)
    except WriteError as fault:
        fail("file-not-written", f"{path}: {fault}", "check that the folder can be written to", ExitCode.ENVIRONMENT)
    _end_for_damage(reading)
    kept = _listed(changed.kept)
    told = f"remembered in {path}: {kept}" if kept else f"nothing is remembered any more: {path} is gone"
    click.echo(told, err=summary)
    dropped = _listed(changed.dropped)
    if dropped:
        click.echo(f"no longer remembered, for it was of the clinician before: {dropped}", err=summary)


def _listed(defaults: Defaults) -> str:
    return "; ".join(f"{_CALLED[field]} {value}" for field, value in defaults._asdict().items() if value)
