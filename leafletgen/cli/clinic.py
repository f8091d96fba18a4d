"""``leafletgen clinic``: sheets put together in a browser, on this computer alone."""

from pathlib import Path

import click

from leafletgen.cli.workspace import fail, open_workspace, workspace_option
from leafletgen.errors import ExitCode


@click.command("clinic")
@workspace_option
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="The port on this computer; else a free one.")
@click.option("--no-browser", is_flag=True, help="Open no browser: print the address, which can be opened once.")
def command(folder: Path | None, port: int | None, no_browser: bool) -> None:
    """Put exercise sheets together in your browser: pick, see, print.

    It can be reached from this computer alone, and keeps nothing of a patient but what you save. It ends by itself
    a minute after its last page was closed, and by Ctrl-C at once.
    """
    try:
        import flask  # noqa: F401  # the two that are installed with it alone
        import waitress  # noqa: F401
    except ImportError:
        fail(
            "clinic-not-installed",
            "the clinic's pages need Flask and waitress, which are not installed",
            'pip install "leafletgen[clinic]"',
            ExitCode.ENVIRONMENT,
        )
    from leafletgen.clinic.running import Desk, run

    run(open_workspace(folder).root, port, Desk(_say, _complain, browser=not no_browser))


def _say(line: str) -> None:
    click.echo(line)


def _complain(line: str) -> None:
    click.echo(line, err=True)
