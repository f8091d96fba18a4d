"""``leafletgen release``: a new version of leaflets, recorded in the ledger."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.workspace import (
    check_place,
    clear_unfinished,
    complete_leaflets,
    count,
    fail,
    open_workspace,
    show,
    workspace_option,
)
from leafletgen.errors import ExitCode, Report

if TYPE_CHECKING:
    from leafletgen.content.library import Workspace

#: With fewer leaflets than this, starting processes takes longer than composing.
_MANY = 8

_MONTH = re.compile(r"(20[0-9]{2}-(?:0[1-9]|1[0-2]))(?:-[0-9]{2})?")


@click.command("release", short_help="Release leaflets as a new version, and record it.")
@click.argument("leaflets", nargs=-1, metavar="LEAFLET...", shell_complete=complete_leaflets)
@click.option("--reason", metavar="TEXT", required=True, help="Why: what changed.")
@click.option("--approved-by", metavar="ROLE", required=True, help="Who approved it: a role, not a person's name.")
@click.option("--review", metavar="MONTH", help="The next review, such as 2029-04; it is written into the leaflet.")
@click.option("--reissue", is_flag=True, help="The same words in another look: the version stays, the month is new.")
@click.option("--all", "all_of_them", is_flag=True, help="All leaflets that have something to release.")
@click.option("--issued", metavar="MONTH", help="The month of issue, such as 2026-11; else this month.")
@workspace_option
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Where to write; else build/ in the workspace."
)
def command(
    leaflets: tuple[str, ...],
    reason: str,
    approved_by: str,
    review: str | None,
    reissue: bool,
    all_of_them: bool,
    issued: str | None,
    folder: Path | None,
    out: Path | None,
) -> None:
    """Release leaflets as they are now: a new version, written into their files, recorded in the ledger, and built.

    \b
      leafletgen release P4400 --reason "New phone number" --approved-by "Physiotherapy lead"
      leafletgen release --all --reissue --reason "New logo" --approved-by "Communications"

    A leaflet that was never released keeps the version in its code; the month becomes the present one. Everything
    else in the files stays, comments too. Several leaflets are released together: when one has a fault, none is.
    """  # noqa: D301 - click reads the escape
    from leafletgen.content.code_clashes import code_clashes
    from leafletgen.release.lost_lines import PENDING
    from leafletgen.release.publish import Request, release
    from leafletgen.workers import cores
    from leafletgen.writing import WriteError

    workspace = open_workspace(folder)
    for option, text in (("--reason", reason), ("--approved-by", approved_by)):
        if not text.strip():
            fail(f"{option} is empty", "the ledger keeps it for whoever asks later", ExitCode.USAGE)
        if not text.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in text):
            fail(f"{option} is not UTF-8 text", "set the terminal to UTF-8, and type it again", ExitCode.USAGE)
    request = Request(
        " ".join(reason.split()),
        " ".join(approved_by.split()),
        _month("--review", review),
        reissue,
        _month("--issued", issued),
    )
    if bool(leaflets) == all_of_them:
        fail("name the leaflets to release, or give --all", "for example: leafletgen release P4400", ExitCode.USAGE)
    check_place(out)
    clear_unfinished(workspace)
    report = Report()
    paths = workspace.find_leaflets(leaflets, report)
    if report.has_errors:
        show(report.diagnostics)
        sys.exit(ExitCode.USAGE)
    try:
        if all_of_them:
            paths = _to_release(workspace, paths, reissue, report)
        for path, faults in code_clashes(workspace, workspace.leaflet_files()).items():
            if path in paths:
                report.add(faults)
        workers = cores() if len(paths) >= _MANY else 1
        issues = [] if report.has_errors else release(workspace, paths, request, report, workers)
    except WriteError as fault:
        show(report.diagnostics)
        fail(str(fault), "check that the folder can be written to; then run it again", ExitCode.ENVIRONMENT)
    except KeyboardInterrupt:
        half = (workspace.root / PENDING).exists()
        what = "the next command finishes what was begun" if half else "nothing was released"
        click.echo(f"stopped: {what}", err=True)
        sys.exit(ExitCode.INTERRUPTED)
    show(report.diagnostics)
    if report.has_errors:
        click.echo("nothing was released", err=True)
        sys.exit(ExitCode.CONTENT)
    for one in issues:
        click.echo(f"{one.release.leaflet}: released as {one.release.code}")
    sys.exit(_build(workspace, [one.path for one in issues], out, report))


def _month(option: str, text: str | None) -> str | None:
    if text is None:
        return None
    match = _MONTH.fullmatch(text.strip())
    if match is None:
        fail(f'{option}: "{text}" is no year and month', "for example 2029-04", ExitCode.USAGE)
    return match[1]


def _to_release(workspace: "Workspace", paths: list[Path], reissue: bool, report: Report) -> list[Path]:
    """The leaflets that have something to release; ends the command when none has."""
    from leafletgen.release.catalogue import catalogue
    from leafletgen.release.looks import Looks
    from leafletgen.release.pending import open_ledger
    from leafletgen.release.state import State

    ledger = open_ledger(workspace, report)
    if ledger is None:
        return []
    wanted = (State.RESTYLED,) if reissue else (State.CHANGED, State.NEVER, State.DIVIDED, State.RECODED)
    found = Report()  # warnings are told of what is released alone
    facts = catalogue(workspace, paths, found)
    report.add(found.errors)
    looks = Looks(workspace)
    states = {one.file: one.standing(ledger, looks).state for one in facts}
    chosen = [workspace.root / one.file for one in facts if states[one.file] in wanted]
    if not chosen and not report.has_errors:
        show(report.diagnostics)
        restyled = sum(state is State.RESTYLED for state in states.values())
        more = f"; {count(restyled, 'leaflet')} in a new look: add --reissue" if restyled and not reissue else ""
        click.echo(f"there is nothing to release{more}")
        sys.exit(ExitCode.OK)
    if not report.has_errors:
        click.echo(f"{count(len(chosen), 'leaflet')} to release")
    return chosen


def _build(workspace: "Workspace", paths: list[Path], out: Path | None, report: Report) -> int:
    from leafletgen.batch.job import Settings
    from leafletgen.cli.building import Building

    target = (out if out is not None else workspace.root / "build").absolute()
    settings = Settings(workspace.root, target)
    return Building(workspace, settings, None, (), False, None, report.diagnostics).build(paths)
