"""``leafletgen rebrand``: leaflets under another brand, and what must be released anew."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.app.writing import writes
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import complete_brands, complete_leaflets, open_workspace, show, workspace_option
from leafletgen.errors import ExitCode
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
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
    from leafletgen.app.rebranding import moves_to
    from leafletgen.release.rebrand import carry_out

    report = new_report()
    moves = moves_to(open_workspace(folder), old, new, leaflets, report)
    show(report.diagnostics)
    if report.has_errors:
        click.echo("nothing was moved", err=True)
        sys.exit(ExitCode.CONTENT)
    if not dry_run:
        with writes("check that the folder can be written to; nothing was moved"):
            carry_out(moves)
    _tell(moves, old, new, dry_run)


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
