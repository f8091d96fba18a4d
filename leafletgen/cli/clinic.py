"""``leafletgen clinic``: sheets put together in a browser, on this computer alone."""

import sys
from pathlib import Path

import click

from leafletgen.cli.workspace import fail, find_workspace, workspace_option
from leafletgen.errors import ExitCode


@click.command("clinic")
@workspace_option
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="The port on this computer; else a free one.")
@click.option("--no-browser", is_flag=True, help="Open no browser: print the address, which can be opened once.")
@click.option("--shortcut", is_flag=True, help="Put a shortcut onto your desktop that starts the clinic, and end.")
def command(folder: Path | None, port: int | None, no_browser: bool, shortcut: bool) -> None:
    """Put exercise sheets together in your browser: pick, see, print.

    It can be reached from this computer alone, and keeps nothing of a patient but what you save. It ends by itself
    a minute after its last page was closed, and by Ctrl-C at once.
    """
    try:
        import flask  # noqa: F401  # the two that are installed with it alone
        import waitress  # noqa: F401
    except ModuleNotFoundError:
        fail(
            "clinic-not-installed",
            "the clinic's pages need Flask and waitress, which are not installed",
            'pip install "leafletgen[clinic]"',
            ExitCode.ENVIRONMENT,
        )
    from leafletgen.clinic.running import Desk, run

    root = find_workspace(folder)
    if shortcut:
        _make_shortcut(root, port is not None or no_browser)
        return
    run(root, port, Desk(_say, _complain, browser=not no_browser))


def _make_shortcut(root: Path, more_was_asked: bool) -> None:
    """Make the shortcut, and say what was written."""
    if more_was_asked:
        fail(
            "options-do-not-fit",
            "--shortcut starts nothing, so --port and --no-browser would be lost",
            "leave them out",
            ExitCode.USAGE,
        )
    from leafletgen.app.shortcut import make_shortcut
    from leafletgen.system.known_folders import surroundings

    made = make_shortcut(root, Path(sys.executable), surroundings())
    for file in made.files:
        click.echo(f"written: {file}")
    click.echo(f"It starts the clinic for {root}.")
    for note in made.notes:
        click.echo(f"note: {note}")


def _say(line: str) -> None:
    click.echo(line)


def _complain(line: str) -> None:
    click.echo(line, err=True)
