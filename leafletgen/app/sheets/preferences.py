"""What a user has kept for every sheet: read, checked before it is kept, and kept; nothing of a patient is among it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from leafletgen.errors import ExitCode, RefusedError, Report, refused
from leafletgen.patients.defaults import Changed, Defaults, change_defaults, defaults_file, read_defaults
from leafletgen.system.writing import WriteError

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace
    from leafletgen.patients.settings import Options

_OTHERS = "the usual is taken; choose another, and have that remembered"


def known_defaults(workspace: Workspace, report: Report, said: Defaults | None = None, hint: str = _OTHERS) -> Defaults:
    """Return what the user's file says; nothing when there is none, or after reporting that it is damaged.

    Args:
        workspace: a layout that it does not have is warned about and left out, and so is a person who is nobody.
        report: receives what is wrong.
        said: what is said in place of a layout or a person of the file, which is then not looked up.
        hint: what to do about one that is not there.
    """
    path = defaults_file()
    if path is None or not path.exists():
        return Defaults()
    from leafletgen.figures.people import PEOPLE  # most have no such file

    said = said or Defaults()
    found = read_defaults(path, report)
    if found.layout and not said.layout and found.layout not in workspace.sheet_layout_names():
        _warn_of_missing("the layout that you keep is not in this workspace", found.layout, hint, report)
        found = found._replace(layout=None)
    if found.person and said.person is None and found.person not in PEOPLE:
        _warn_of_missing("the person that you keep is nobody who can be drawn", found.person, hint, report)
        found = found._replace(person=None)
    return found


def _warn_of_missing(message: str, name: str, hint: str, report: Report) -> None:
    from leafletgen.source.kinds import Name

    report.warning("default-not-there", message, hint, Name.place_of(name))


def checked_defaults(options: Options, workspace: Workspace, report: Report) -> Defaults:
    """Return what settings say that may be kept, after reporting what would spoil every sheet; None is not said."""
    from leafletgen.figures.people import check_person
    from leafletgen.patients.settings import Texts

    given = Texts(options, report).to_remember()
    if given.layout:
        workspace.load_sheet_layout(given.layout, report)
    check_person(given.person or None, report)
    if not report.has_errors:
        _try_out(given, workspace, report)
    return given


def _try_out(given: Defaults, workspace: Workspace, report: Report) -> None:
    """Report what would stop every sheet with these texts, such as a letter that no font has, by setting one."""
    from leafletgen.library.exercises import Exercises
    from leafletgen.patients.making import SheetMaker
    from leafletgen.patients.settings import Options

    tried = Defaults().changed(given)
    exercises, brands = Exercises(workspace).exercise_names()[:1], workspace.brand_names()[:1]
    if not (exercises and brands):
        return
    maker, found = SheetMaker(workspace, Options(picks=exercises, brand=brands[0], defaults=tried)), Report()
    prepared = maker.prepare(None, found)
    if prepared is not None:
        maker.compose(prepared, found)
    report.add(fault for fault in found.errors if fault.place is None)  # the others are the workspace's


def keep_defaults(given: Defaults, report: Report, *, anew: bool = False) -> Changed:
    """Keep what is given in the user's file, and return what came of it.

    Args:
        given: what is to be kept; None leaves what is there, empty text takes it out.
        report: receives what is wrong with an old file, which then stays as it is.
        anew: whether nothing that was kept before stays.

    Raises:
        RefusedError: the user has no folder for it, or it cannot be written; an old file is as it was.
    """
    path = defaults_file()
    if path is None:
        raise _not_written("this user has no folder for settings", "name one in the variable LEAFLETGEN_CONFIG")
    try:
        return change_defaults(path, given, report, anew=anew)
    except WriteError as fault:
        raise _not_written(f"{path}: {fault}", "check that the folder can be written to") from fault


def _not_written(message: str, hint: str) -> RefusedError:
    return refused("file-not-written", message, hint, ExitCode.ENVIRONMENT)


def defaults_of(said: Mapping[str, str]) -> Defaults:
    """Return what a screen says of every sheet, by the fields of a draft; what is not said stays as it is.

    Raises:
        RefusedError: it says something else.
    """
    if not said.keys() <= set(Defaults._fields):
        message = "this is not kept for every sheet, or it is of another version of the page"
        raise refused("draft-not-readable", message, "load the page again", ExitCode.USAGE)
    return Defaults(**said)


def remember(sent: Defaults, workspace: Workspace, report: Report) -> Changed | None:
    """Check and keep what a screen says of every sheet; None after reporting why not.

    Raises:
        RefusedError: it cannot be written.
    """
    from leafletgen.patients.settings import Options

    said = dict(sent._asdict())
    given = checked_defaults(Options(wording=report.wording)._replace(**said), workspace, report)
    if report.has_errors:
        return None
    changed = keep_defaults(given, report)
    return None if report.has_errors else changed
