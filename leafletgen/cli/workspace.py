"""What the subcommands share: finding the workspace, showing diagnostics, ending with a code."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from leafletgen.errors import Diagnostic, ExitCode, Severity

if TYPE_CHECKING:
    from leafletgen.content.library import Workspace

workspace_option = click.option(
    "--workspace",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The workspace; else the folder you are in, or one above it.",
)


def open_workspace(folder: Path | None) -> "Workspace":
    """The workspace that was named, or the one around the current folder; ends the command when there is none."""
    from leafletgen.content.library import Workspace

    start = folder if folder is not None else Path.cwd()
    workspace = Workspace.find(start)
    if workspace is None or (folder is not None and workspace.root != folder.absolute()):
        fail(
            f"{start} is no workspace: it has no leaflets/, layouts/ and assets/",
            'make one with "leafletgen init DIR", or name one with --workspace',
            ExitCode.USAGE,
        )
    return workspace


def fail(message: str, hint: str, code: ExitCode) -> NoReturn:
    """Say what is wrong and what to do, and end."""
    click.echo(f"error: {message}", err=True)
    if hint:
        click.echo(f"  hint: {hint}", err=True)
    sys.exit(code)


def show(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics on the error stream, in colour on a terminal."""
    for diagnostic in diagnostics:
        first, _, rest = str(diagnostic).partition("\n")
        colour = "red" if diagnostic.severity is Severity.ERROR else "yellow"
        click.secho(first, fg=colour if sys.stderr.isatty() else None, err=True)
        if rest:
            click.echo(rest, err=True)
