"""``leafletgen preview``: the pages of a leaflet as PNG pictures, to look at while writing."""

import sys
from pathlib import Path

import click

from leafletgen.app.writing import check_place
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import (
    complete_layouts,
    complete_leaflets,
    open_workspace,
    seen_from_here,
    show,
    workspace_option,
)
from leafletgen.errors import ExitCode


@click.command("preview")
@click.argument("leaflet", shell_complete=complete_leaflets)
@click.option(
    "--layout",
    "layout_name",
    metavar="NAME",
    help="The layout; else the first that the leaflet names.",
    shell_complete=complete_layouts,
)
@click.option("--page", "pages", type=click.IntRange(1), multiple=True, metavar="N", help="This page; else all.")
@workspace_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write; else build/preview/ in the workspace.",
)
@click.option("--dpi", type=click.IntRange(20, 600), default=80, show_default=True, help="Dots an inch.")
def command(
    leaflet: str, layout_name: str | None, pages: tuple[int, ...], folder: Path | None, out: Path | None, dpi: int
) -> None:
    """Show the pages of a leaflet as PNG pictures.

    LEAFLET is a path, the name of a file without .yaml, or a code number such as P4396.
    """
    from leafletgen.app.previewing import compose, draw, leaflets_of

    workspace = open_workspace(folder)
    report = new_report()
    paths = leaflets_of(workspace, leaflet, layout_name, report)
    check_place(out)
    for path in paths:
        found = new_report()
        preview = compose(workspace, path, layout_name, found)
        show(found.diagnostics)
        if preview is None:
            sys.exit(ExitCode.CONTENT)
        for picture in draw(workspace, preview, pages, out, dpi, found):
            click.echo(f"{seen_from_here(picture.path)}  {picture.width} x {picture.height} pixels")
