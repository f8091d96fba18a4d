"""``leafletgen clinic``: sheets put together in a browser, on this computer alone."""

import sys
from pathlib import Path

import click

from leafletgen.cli.workspace import fail, open_workspace, workspace_option
from leafletgen.errors import ExitCode


@click.command("clinic")
@workspace_option
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="The port on this computer; else a free one.")
@click.option("--no-browser", is_flag=True, help="Open no browser; print the address alone, which works once.")
def command(folder: Path | None, port: int | None, no_browser: bool) -> None:
    """Put exercise sheets together in your browser: pick, see, print.

    Nothing leaves this computer, and nothing about a patient is kept but what you save. It ends by itself a minute
    after its last page was closed; Ctrl-C ends it at once.
    """
    try:
        from leafletgen.clinic import running
    except ImportError:
        fail(
            "clinic-not-installed",
            "the pages of the clinic need Flask and waitress, which are not installed",
            'pip install "leafletgen[clinic]"',
            ExitCode.ENVIRONMENT,
        )
    workspace = open_workspace(folder)
    running.run(workspace.root, port, click.echo if no_browser else None)
    sys.exit(ExitCode.OK)
