"""``leafletgen lsp``: a language server, which an editor starts and talks to."""

import sys
from pathlib import Path

import click

from leafletgen.cli.workspace import fail
from leafletgen.errors import ExitCode


@click.command("lsp", short_help="Serve an editor: faults, fixes and completion while you write.")
@click.option("--stdio", is_flag=True, help="Talk over input and output, which it always does; editors may say so.")
@click.option(
    "--extension",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the extension for VS Code into this new folder, and end.",
)
def command(stdio: bool, extension: Path | None) -> None:
    """Serve an editor: faults while you type, completion, hover, outline, go to, rename.

    An editor starts it and talks to it over its input and output, by the Language Server Protocol. It looks at the
    files of workspaces alone, and writes no word of a file into any log.
    """
    if extension is not None:
        from leafletgen.lsp.extension import write_extension

        for path in write_extension(extension):
            click.echo(f"written: {path}")
        return
    try:
        import pygls  # noqa: F401  # installed with it alone
    except ModuleNotFoundError:
        fail(
            "lsp-not-installed",
            "the language server needs pygls, which is not installed",
            'pip install "leafletgen[lsp]"',
            ExitCode.ENVIRONMENT,
        )
    from leafletgen.lsp.server import run

    if sys.stdin.isatty():
        click.echo("An editor starts this and talks to it: see docs/howto/editor.md. Ctrl-C ends it.", err=True)
    run()
