"""``leafletgen preview``: the pages of a leaflet as PNG pictures, to look at while writing."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.workspace import (
    check_output,
    check_place,
    complete_layouts,
    complete_leaflets,
    fail,
    open_workspace,
    seen_from_here,
    show,
    signatures_of,
    workspace_option,
)
from leafletgen.errors import ExitCode, Report

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace

#: More pixels on one page than this are no preview; 100 million take 400 MB.
_LIMIT_PIXELS = 100_000_000


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
    workspace = open_workspace(folder)
    report = Report()
    paths = workspace.find_leaflets([leaflet], report)
    if layout_name is not None and layout_name not in workspace.layout_names():
        workspace.load_layout(layout_name, report)
    if report.has_errors:
        show(report.diagnostics)
        sys.exit(ExitCode.USAGE)
    check_place(out)
    for path in paths:
        _preview(workspace, path, layout_name, pages, out, dpi)


def _preview(
    workspace: "Workspace", path: Path, layout_name: str | None, pages: tuple[int, ...], given: Path | None, dpi: int
) -> None:
    from leafletgen.system.writing import WriteError

    name, data, count = _compose(workspace, path, layout_name)
    missing = [number for number in pages if number > count]
    if missing:
        fail(
            f"{path.stem} has no page {missing[0]} in {name}",
            f"it has {count} pages" if count > 1 else "it has 1 page",
            ExitCode.USAGE,
        )
    prefix = f"{path.stem}.{name}."
    chosen = sorted(set(pages)) or range(1, count + 1)
    out = given if given is not None else workspace.root / "build" / "preview"
    targets = {number: out / f"{prefix}{number:0{len(str(count))}}.png" for number in chosen}
    for target in targets.values() if given is not None else ():
        check_output(target, "PNG")
    try:
        if not pages:
            _clear(out, prefix, own=given is None)
        _write_pages(data, targets, dpi)
    except (WriteError, OSError) as fault:
        fail(str(fault), "check that the folder can be written to and the disk has room", ExitCode.ENVIRONMENT)


def _compose(workspace: "Workspace", path: Path, layout_name: str | None) -> tuple[str, bytes, int]:
    """The layout's name, the PDF and its number of pages; ends the command when the leaflet is faulty."""
    from leafletgen.images import PictureStore
    from leafletgen.pages.leaflet import compose_leaflet
    from leafletgen.release.signing import with_signature
    from leafletgen.system.user_cache import cache_folder

    report = Report()
    loaded = workspace.load_leaflet(path, report)
    if loaded is not None:
        loaded = with_signature(loaded, signatures_of(workspace, report))
    name = layout_name or (str(loaded.leaflet.layouts[0]) if loaded else "")
    layout = workspace.load_layout(name, report) if loaded else None
    composed = None
    if loaded is not None and layout is not None:
        pictures = PictureStore(cache_folder())
        composed = compose_leaflet(loaded, layout, pictures, report)
    show(report.diagnostics)
    if composed is None:
        sys.exit(ExitCode.CONTENT)
    return name, composed.data, composed.pages


def _clear(out: Path, prefix: str, *, own: bool) -> None:
    """Take away the pictures of an earlier preview, which may have had more pages; all of them in our own folder."""
    from leafletgen.system.targets import Kind, is_ours

    if not out.is_dir():
        return
    for old in out.iterdir():
        number = old.name.removeprefix(prefix).removesuffix(".png")
        if old.name == f"{prefix}{number}.png" and number.isdecimal() and (own or is_ours(old, Kind.PNG)):
            old.unlink(missing_ok=True)


def _write_pages(data: bytes, targets: Mapping[int, Path], dpi: int) -> None:
    """Draw pages, counted from 1, each into its file."""
    from leafletgen.system import raster
    from leafletgen.system.writing import write_whole

    with raster.opened(data) as pages:
        for number, target in targets.items():
            width, height = (round(side * dpi / 72) for side in pages.size(number - 1))
            if width * height > _LIMIT_PIXELS:
                fail(f"page {number} would have {width} x {height} pixels", "choose a lower --dpi", ExitCode.USAGE)
            image = pages.image(number - 1, dpi / 72)
            write_whole(target, raster.png(image))
            click.echo(f"{seen_from_here(target)}  {image.width} x {image.height} pixels")
