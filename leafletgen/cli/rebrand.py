"""``leafletgen rebrand``: leaflets under another brand, and what must be released anew."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.workspace import (
    complete_brands,
    complete_leaflets,
    count,
    fail,
    ledger_of,
    open_workspace,
    show,
    signatures_of,
    workspace_option,
)
from leafletgen.errors import ExitCode, Report, did_you_mean

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace
    from leafletgen.release.rebrand import Move


@click.command("rebrand", short_help="Move leaflets to another brand.")
@click.argument("old", shell_complete=complete_brands)
@click.argument("new", shell_complete=complete_brands)
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...", shell_complete=complete_leaflets)
@click.option("--dry-run", is_flag=True, help="Say what would be moved, and write nothing.")
@workspace_option
def command(old: str, new: str, leaflets: tuple[str, ...], dry_run: bool, folder: Path | None) -> None:
    """Move leaflets from the brand OLD to the brand NEW: all that have it, or those that are named.

    \b
      leafletgen rebrand riverside hillside --dry-run
      leafletgen rebrand riverside hillside P4396 P4400

    The value of "brand:" changes in each file, and nothing else. Before that every leaflet is read under the new
    brand: it must have the departments and the fields that the leaflet uses, and read its code as before. When one
    cannot be moved, none is.

    Exit codes: 1 a leaflet cannot be moved, 2 a name is wrong, 3 a file cannot be written.
    """  # noqa: D301 - the backslash is Click's mark for lines to be kept as they are
    from leafletgen.release.rebrand import carry_out, plan
    from leafletgen.system.writing import WriteError

    workspace = open_workspace(folder)
    if new not in workspace.brand_names():
        hint = did_you_mean(new, workspace.brand_names()) or "assets/brands/ is empty"
        fail(f'no brand is called "{new}"', hint, ExitCode.USAGE)
    if old == new:
        fail("both brands are the same", "name the one to move to last", ExitCode.USAGE)
    report = Report()
    ledger = ledger_of(workspace, report)
    paths = [] if ledger is None else _chosen(workspace, old, leaflets, report)
    signatures = signatures_of(workspace, report)
    moves = [] if ledger is None else plan(workspace, paths, new, ledger, signatures, report)
    show(report.diagnostics)
    if report.has_errors:
        click.echo("nothing was moved", err=True)
        sys.exit(ExitCode.CONTENT)
    if not dry_run:
        try:
            carry_out(moves)
        except WriteError as fault:
            hint = "check that the folder can be written to; nothing was moved"
            fail(str(fault), hint, ExitCode.ENVIRONMENT)
    _tell(moves, old, new, dry_run)


def _chosen(workspace: "Workspace", old: str, leaflets: tuple[str, ...], report: Report) -> list[Path]:
    """The leaflets to move; ends the command when there is none, or one that is named has another brand."""
    from leafletgen.release.rebrand import brand_of

    finding = Report()
    paths = workspace.find_leaflets(leaflets, finding)
    if finding.has_errors:
        show(finding.diagnostics)
        sys.exit(ExitCode.USAGE)
    brands = {path: brand_of(workspace, path, report) for path in paths}
    known = {brand for brand in brands.values() if brand is not None}
    chosen = [path for path, brand in brands.items() if brand == old]
    if leaflets:
        for path, brand in brands.items():
            if brand not in (None, old):
                fail(f'{path.stem} has the brand "{brand}", not "{old}"', "leave it out", ExitCode.USAGE)
    elif not chosen and not report.has_errors:
        fail(f'no leaflet has the brand "{old}"', did_you_mean(old, known), ExitCode.USAGE)
    return chosen


def _tell(moves: "list[Move]", old: str, new: str, dry_run: bool) -> None:
    """What was moved, and what is to be done now."""
    from leafletgen.release.state import State

    for move in moves:
        click.echo(f"{move.path.stem}: {move.why}")
    click.echo(f"{count(len(moves), 'leaflet')} {'to move' if dry_run else 'moved'} from {old} to {new}")
    anew = [move.path.stem for move in moves if move.state not in (State.RELEASED, State.RESTYLED, State.NEVER)]
    restyled = [move.path.stem for move in moves if move.state is State.RESTYLED]
    unsigned = [move.path.stem for move in moves if move.loses_signature]
    for names, what in (
        (unsigned, "to be signed anew, since what a clinician checked has changed"),
        (anew, "to be released anew (leafletgen release), since what they print has changed"),
        (restyled, "to be released with --reissue, since their look alone has changed"),
    ):
        if names:
            click.echo(f"{what}: {', '.join(names)}")
