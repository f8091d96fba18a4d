"""``leafletgen sign``: a clinician has checked what is an example, and it says so no more until it changes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.app.writing import writes
from leafletgen.cli.overview import read_day
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import (
    complete_exercises,
    complete_leaflets,
    complete_programmes,
    open_workspace,
    show,
    workspace_option,
)
from leafletgen.errors import ExitCode

if TYPE_CHECKING:
    import datetime

    from click.shell_completion import CompletionItem


def _complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Leaflets, exercises and programmes for the shell's completion."""
    found = complete_leaflets(context, parameter, incomplete)
    found += complete_exercises(context, parameter, incomplete)
    return found + complete_programmes(context, parameter, incomplete)


@click.command("sign", short_help="Record that a clinician has checked examples.")
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=_complete)
@click.option("--by", metavar="ROLE", required=True, help="Who checked it: a role, not a person's name.")
@click.option("--on", "day", metavar="DATE", callback=read_day, help="The day, such as 2026-11-21; else today.")
@click.option("--withdraw", is_flag=True, help="Take signatures back: it is an example again.")
@workspace_option
def command(ids: tuple[str, ...], by: str, day: "datetime.date | None", withdraw: bool, folder: Path | None) -> None:
    """Record that a clinician has checked examples, as they are now.

    \b
      leafletgen sign P4396 --by "Lead physiotherapist"
      leafletgen sign bridge programmes/hip --by "Spinal physiotherapist" --on 2026-11-21

    ID is a leaflet (path, name of the file, code or number), an exercise, a programme, or a path. Where one name
    means two things, write exercises/NAME or programmes/NAME. Several are signed together: when one cannot be, none
    is.

    What has "example: true" prints that a clinician must review it, until it is signed, and again after any change
    of what was signed. A leaflet is to be released anew after it was signed.

    Exit codes: 1 something cannot be signed, 2 an ID or an option is wrong, 3 the signatures cannot be written.
    """  # noqa: D301 - the backslash is Click's mark for lines to be kept as they are
    from leafletgen.app.signing import sign

    workspace, report = open_workspace(folder), new_report()
    with writes():
        made = sign(workspace, ids, by, day, withdraw, report)
    show(report.diagnostics)
    if made is None:
        click.echo("nothing was signed" if not withdraw else "nothing was taken back", err=True)
        sys.exit(ExitCode.CONTENT)
    for signed in made:
        what = "signed" if signed.hash else "taken back"
        click.echo(f"{what}: {signed.kind} {signed.id}, by {signed.by} on {signed.on}")
    if any(signed.kind == "leaflet" for signed in made):
        click.echo("release the leaflets anew: what they print has changed")
