"""The pages of a leaflet as pictures, to look at while writing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from leafletgen.app.opening import signatures_of
from leafletgen.app.writing import check_output, writes
from leafletgen.errors import ExitCode, RefusedError, Report, Setting, refused
from leafletgen.images import PictureStore
from leafletgen.library.workspace import Workspace
from leafletgen.pages.leaflet import compose_leaflet
from leafletgen.release.signing import with_signature
from leafletgen.system import raster
from leafletgen.system.targets import Kind, is_ours
from leafletgen.system.user_cache import cache_folder
from leafletgen.system.writing import write_whole


class Preview(NamedTuple):
    """A leaflet in one layout, as it would be built."""

    leaflet: str
    """The name of its file without the ending."""
    layout: str
    data: bytes
    """The PDF."""
    pages: int


class Picture(NamedTuple):
    """A page as a PNG file."""

    path: Path
    width: int
    height: int


def leaflets_of(workspace: Workspace, leaflet: str, layout: str | None, report: Report) -> list[Path]:
    """Return the files of the leaflet that is named, which there may be several of.

    Raises:
        RefusedError: there is no such leaflet or layout.
    """
    paths = workspace.find_leaflets([leaflet], report)
    if layout is not None and layout not in workspace.layout_names():
        workspace.load_layout(layout, report)
    if report.has_errors:
        raise RefusedError(ExitCode.USAGE, *report.diagnostics)
    return paths


def compose(workspace: Workspace, path: Path, layout: str | None, report: Report) -> Preview | None:
    """Set a leaflet in a layout, else in the first that it names; None after reporting errors."""
    loaded = workspace.load_leaflet(path, report)
    if loaded is None:
        return None
    loaded = with_signature(loaded, signatures_of(workspace, report))
    name = layout or str(loaded.leaflet.layouts[0])
    found = workspace.load_layout(name, report)
    composed = None if found is None else compose_leaflet(loaded, found, PictureStore(cache_folder()), report)
    return None if composed is None else Preview(path.stem, name, composed.data, composed.pages)


def draw(
    workspace: Workspace, preview: Preview, pages: Collection[int], given: Path | None, dpi: int, report: Report
) -> Iterator[Picture]:
    """Draw pages, each into its file, and yield what is written.

    Pictures of an earlier preview are taken away when all pages are drawn.

    Args:
        workspace: the workspace.
        preview: what to draw.
        pages: which, counted from 1; all when empty.
        given: the folder to write to; else ``build/preview`` in the workspace.
        dpi: dots an inch.
        report: is asked for the front end's words.

    Raises:
        RefusedError: there is no such page, it would be too large, or it may not or cannot be written.
    """
    missing = [number for number in pages if number > preview.pages]
    if missing:
        raise refused(
            "page-unknown",
            f"{preview.leaflet} has no page {missing[0]} in {preview.layout}",
            f"it has {preview.pages} pages" if preview.pages > 1 else "it has 1 page",
            ExitCode.USAGE,
        )
    prefix = f"{preview.leaflet}.{preview.layout}."
    chosen = sorted(set(pages)) or range(1, preview.pages + 1)
    out = given if given is not None else workspace.root / "build" / "preview"
    targets = {number: out / f"{prefix}{number:0{len(str(preview.pages))}}.png" for number in chosen}
    for target in targets.values() if given is not None else ():
        check_output(target, "PNG")
    with writes():
        if not pages:
            _clear(out, prefix, own=given is None)
        with raster.opened(preview.data) as drawn:
            for number, target in targets.items():
                width, height = (round(side * dpi / 72) for side in drawn.size(number - 1))
                if width * height > raster.LIMIT_PIXELS:
                    hint = f"choose a lower {report.called(Setting.DOTS)}"
                    raise refused(
                        "too-many-pixels", f"page {number} would have {width} x {height} pixels", hint, ExitCode.USAGE
                    )
                image = drawn.image(number - 1, dpi / 72)
                write_whole(target, raster.png(image))
                yield Picture(target, image.width, image.height)


def _clear(out: Path, prefix: str, *, own: bool) -> None:
    """Take away the pictures of an earlier preview, which may have had more pages; all of them in our own folder."""
    if not out.is_dir():
        return
    for old in out.iterdir():
        number = old.name.removeprefix(prefix).removesuffix(".png")
        if old.name == f"{prefix}{number}.png" and number.isdecimal() and (own or is_ours(old, Kind.PNG)):
            old.unlink(missing_ok=True)
