"""``leafletgen check --fix``: the safe changes are shown, asked about, and made."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from leafletgen.cli.outbox import can_be_asked
from leafletgen.cli.workspace import fail, show
from leafletgen.errors import ExitCode, Report, Severity, error, visible
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    from leafletgen.app.checking.mending import Mended
    from leafletgen.app.checking.results import Results
    from leafletgen.library.workspace import Workspace


def fix_files(
    workspace: "Workspace", results: "Results", rules: Sequence[str], severity: Severity, yes: bool, report: Report
) -> None:
    """Show the changes that can be made in files, and make them when that is wanted.

    What is shown goes to the error stream, so that the findings that are left can go to a program. Ends the command
    when nobody can be asked, or a file cannot be written.
    """
    from leafletgen.app.checking.fixing import carry_out, prepared, stale_translations

    changed = prepared(workspace, results, rules, severity, report)
    if not changed:
        click.echo("there is nothing to mend", err=True)
        return
    for one in changed:
        _show(one)
    told = f"{count(sum(len(one.made) for one in changed), 'change')} in {count(len(changed), 'file')}"
    if not yes and not _wanted(told):
        click.echo("nothing was changed", err=True)
        return
    faults = carry_out(workspace, changed)
    if faults:
        for fault in faults:
            hint = "check that the file can be written to, and run the command again"
            click.echo(str(error("file-not-written", str(fault), hint)), err=True)
        show(report.diagnostics)
        sys.exit(ExitCode.ENVIRONMENT)
    click.echo(f"made {told}", err=True)
    if stale := stale_translations(workspace, changed):
        click.echo(f"what these translate has changed: {visible(', '.join(stale))}", err=True)


def _wanted(told: str) -> bool:
    if not can_be_asked():
        fail(
            "options-do-not-fit",
            f"{told} can be made, and nobody can be asked here; nothing was changed",
            "add --yes to make them without being asked",
            ExitCode.USAGE,
        )
    return click.confirm(f"make {told}?", err=True)


def _show(mended: "Mended") -> None:
    """Print the difference, in colour on a terminal."""
    colours = {"-": "red", "+": "green", "@": "cyan"} if sys.stderr.isatty() else {}
    for line in mended.difference():
        click.secho(line, fg=colours.get(line[:1]), err=True)
