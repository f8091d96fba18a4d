"""``leafletgen release``: a new version of leaflets, recorded in the ledger."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.app.opening import clear_unfinished
from leafletgen.app.writing import check_place
from leafletgen.cli.wording import new_report, option
from leafletgen.cli.workspace import complete_leaflets, fail, open_workspace, show, workspace_option
from leafletgen.errors import ExitCode, Report
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace
    from leafletgen.release.candidates import Candidates

#: With fewer leaflets than this, starting processes takes longer than composing.
_MANY = 8

_MONTH = re.compile(r"(20[0-9]{2}-(?:0[1-9]|1[0-2]))(?:-[0-9]{2})?")


@click.command("release", short_help="Release leaflets as a new version, and record it.")
@click.argument("leaflets", nargs=-1, metavar="LEAFLET...", shell_complete=complete_leaflets)
@click.option("--reason", metavar="TEXT", help="Why: what changed.  [required]")
@click.option("--approved-by", metavar="ROLE", help="Who approved it: a role, not a person's name.  [required]")
@click.option("--review", metavar="MONTH", help="The next review, such as 2029-04; it is written into the leaflet.")
@click.option("--reissue", is_flag=True, help="The same words in another look: the version stays, the month is new.")
@click.option("--all", "all_of_them", is_flag=True, help="All leaflets that have something to release.")
@click.option("--issued", metavar="MONTH", help="The month of issue, such as 2026-11; else this month.")
@click.option("--strict-check", is_flag=True, help='Release none where "leafletgen check" finds an error.')
@click.option("--dry-run", is_flag=True, help="Say what would be released under which code, and write nothing.")
@workspace_option
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Where to write; else build/ in the workspace."
)
def command(
    leaflets: tuple[str, ...],
    reason: str | None,
    approved_by: str | None,
    review: str | None,
    reissue: bool,
    all_of_them: bool,
    issued: str | None,
    strict_check: bool,
    dry_run: bool,
    folder: Path | None,
    out: Path | None,
) -> None:
    """Release leaflets as they are now: a new version, written into their files, recorded in the ledger, and built.

    \b
      leafletgen release P4400 --reason "New phone number" --approved-by "Physiotherapy lead"
      leafletgen release --all --reissue --reason "New colours" --approved-by "Communications"

    A leaflet that was never released keeps the version in its code; the month becomes the present one. Everything
    else in the files stays, comments too. Several leaflets are released together: when one has a fault, none is.

    --reissue is for colours, typefaces and layouts. A logo and a picture are content: with them a leaflet is released
    as a new version.
    """  # noqa: D301 - click reads the escape
    from leafletgen.library.code_clashes import code_clashes
    from leafletgen.release.candidates import candidates, refuse_interrupted
    from leafletgen.release.lost_lines import PENDING
    from leafletgen.release.publish import Request, release
    from leafletgen.system.workers import cores
    from leafletgen.system.writing import WriteError

    workspace = open_workspace(folder)
    reason, approved_by = (_said(*given, dry_run) for given in (("--reason", reason), ("--approved-by", approved_by)))
    for given, text in (("--reason", reason), ("--approved-by", approved_by)):
        if not text.strip():
            fail("option-empty", f"{given} is empty", "the ledger keeps it for whoever asks later", ExitCode.USAGE)
        if not text.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in text):
            fail(
                "option-not-text",
                f"{given} is not UTF-8 text",
                "set the terminal to UTF-8, and type it again",
                ExitCode.USAGE,
            )
    request = Request(
        " ".join(reason.split()),
        " ".join(approved_by.split()),
        _month("--review", review),
        reissue,
        _month("--issued", issued),
        option,
    )
    if bool(leaflets) == all_of_them:
        fail(
            "nothing-named",
            "name the leaflets to release, or give --all",
            "for example: leafletgen release P4400",
            ExitCode.USAGE,
        )
    check_place(out)
    clear_unfinished(workspace)
    report = new_report()
    paths = workspace.find_leaflets(leaflets, report)
    if report.has_errors:
        show(report.diagnostics)
        sys.exit(ExitCode.USAGE)
    try:
        if all_of_them:
            if dry_run:
                refuse_interrupted(workspace)
            found = candidates(workspace, paths, reissue, report)
            _tell(found, reissue, dry_run, report)
            paths = found.paths
        for path, faults in code_clashes(workspace, workspace.leaflet_files()).items():
            if path in paths:
                report.add(faults)
        if strict_check and not report.has_errors:
            from leafletgen.app.checking.before_release import check_before_release

            check_before_release(workspace, paths, report)
        workers = cores() if len(paths) >= _MANY else 1
        issues = [] if report.has_errors else release(workspace, paths, request, report, workers, dry_run=dry_run)
    except WriteError as fault:
        show(report.diagnostics)
        fail(
            "file-not-written",
            str(fault),
            "check that the folder can be written to; then run it again",
            ExitCode.ENVIRONMENT,
        )
    except KeyboardInterrupt:
        half = (workspace.root / PENDING).exists()
        what = "the next command finishes what was begun" if half else "nothing was released"
        click.echo(f"stopped: {what}", err=True)
        sys.exit(ExitCode.INTERRUPTED)
    show(report.diagnostics)
    for one in issues if dry_run else ():
        click.echo(f"{one.release.leaflet}: would be released as {one.release.code}")
    if report.has_errors:
        click.echo("nothing would be released" if dry_run else "nothing was released", err=True)
        sys.exit(ExitCode.CONTENT)
    if dry_run:
        sys.exit(ExitCode.OK)
    for one in issues:
        click.echo(f"{one.release.leaflet}: released as {one.release.code}")
    sys.exit(_build(workspace, [one.path for one in issues], out, report))


def _said(option: str, text: str | None, dry_run: bool) -> str:
    """What was given; a dry run asks for no reason and no role, since it records none."""
    if text is None and not dry_run:
        raise click.UsageError(f"Missing option '{option}'.")
    return "nobody says" if text is None else text


def _month(option: str, text: str | None) -> str | None:
    if text is None:
        return None
    match = _MONTH.fullmatch(text.strip())
    if match is None:
        fail("date-not-valid", f'{option}: "{text}" is no year and month', "for example 2029-04", ExitCode.USAGE)
    return match[1]


def _tell(found: "Candidates", reissue: bool, dry_run: bool, report: Report) -> None:
    """Say which leaflets have something to release, and why others have not; ends the command when none has."""
    for leaflet, why in found.left if dry_run else ():
        click.echo(f"{leaflet}: would not be released: {why}")
    for leaflet, what in found.changed:
        click.echo(f"{leaflet} needs a release of its own, without --reissue: {what} changed")
    if report.has_errors:
        return
    if not found.paths:
        show(report.diagnostics)
        restyled = found.restyled
        more = f"; {count(restyled, 'leaflet')} in a new look: add --reissue" if restyled and not reissue else ""
        click.echo(f"there is nothing to {'issue again' if reissue else 'release'}{more}")
        sys.exit(ExitCode.OK)
    click.echo(f"{count(len(found.paths), 'leaflet')} to release")


def _build(workspace: "Workspace", paths: list[Path], out: Path | None, report: Report) -> int:
    from leafletgen.batch.job import Settings
    from leafletgen.cli.building import Building

    target = (out if out is not None else workspace.root / "build").absolute()
    settings = Settings(workspace.root, target, wording=option)
    return Building(workspace, settings, None, (), False, None, report.diagnostics).build(paths)
