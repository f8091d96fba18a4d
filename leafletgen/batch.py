"""Builds leaflets into files: one job a leaflet and layout, one result a job; a faulty one stops no other."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from leafletgen import __version__
from leafletgen.compose.leaflet import compose_leaflet
from leafletgen.content.cross_references import check_cross_references, walk
from leafletgen.content.library import LoadedLeaflet, Workspace
from leafletgen.errors import Diagnostic, Report
from leafletgen.images import PictureStore

#: Temporary files older than this many seconds belong to a build that was killed.
_STALE = 3600.0


class Result(NamedTuple):
    """What became of one leaflet in one layout; path is None when nothing was written."""

    leaflet: str
    layout: str
    path: Path | None
    pages: int
    size: int
    diagnostics: tuple[Diagnostic, ...]


class WriteError(Exception):
    """A file could not be written; the old one is as it was."""


def build(
    workspace: Workspace, leaflets: Sequence[Path], layouts: Sequence[str], out: Path, strict: bool
) -> Iterator[Result]:
    """Build leaflets in the layouts they name, or in those given.

    Nothing is written for a leaflet and layout that has an error, or a warning when ``strict``.

    Raises:
        WriteError: the folder cannot be written to; what was written before stays.
    """
    pictures = PictureStore(out / ".cache")
    clear_leftovers(out)
    clear_leftovers(out / ".cache")
    for path in leaflets:
        yield from _build_leaflet(workspace, path, layouts, out, strict, pictures)


def _build_leaflet(
    workspace: Workspace, path: Path, layouts: Sequence[str], out: Path, strict: bool, pictures: PictureStore
) -> Iterator[Result]:
    report = Report()
    loaded = workspace.load_leaflet(path, report)
    found = tuple(report.diagnostics)
    if loaded is None or (strict and found):
        yield Result(path.stem, "", None, 0, 0, found)
        return
    for number, name in enumerate(layouts or list(dict.fromkeys(loaded.leaflet.layouts))):
        before = found if not number else ()
        yield _build_one(workspace, loaded, str(name), out, strict, pictures, before)


def _build_one(
    workspace: Workspace,
    loaded: LoadedLeaflet,
    name: str,
    out: Path,
    strict: bool,
    pictures: PictureStore,
    before: tuple[Diagnostic, ...],
) -> Result:
    report = Report()
    report.add(before)
    layout = workspace.load_layout(name, report)
    composed = None
    if layout is not None and name not in loaded.leaflet.layouts:
        # What "only" and "except" leave in a layout that the leaflet does not name was not looked at when it was read.
        check_cross_references(walk(loaded.body), loaded.references, [name], report)
    if layout is not None and not report.has_errors:
        composed = compose_leaflet(loaded, layout, pictures, report, f"leafletgen {__version__}")
    found = tuple(report.diagnostics)
    if composed is None or (strict and found):
        return Result(loaded.stem, name, None, 0, 0, found)
    target = out / f"{loaded.stem}.{name}.pdf"
    write_whole(target, composed.data)
    return Result(loaded.stem, name, target, composed.pages, len(composed.data), found)


def write_whole(target: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file so that a reader finds the old one or the new one and nothing between.

    A private file is readable by its owner alone from its first byte, whatever the umask says and whoever could read
    an old file in its place.

    Raises:
        WriteError: it could not be written; an old file is as it was.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if private:
            write_private(temporary, data)
        else:
            with temporary.open("wb") as file:
                file.write(data)
        temporary.replace(target)
    except BaseException as fault:
        with suppress(OSError):  # what cannot be removed now, a later build clears away
            temporary.unlink(missing_ok=True)
        if not isinstance(fault, OSError):
            raise  # an interrupt leaves no half file behind either
        raise WriteError(f"{target.name} cannot be written: {fault.strerror or fault}") from fault


def write_private(path: Path, data: bytes) -> None:
    """Write a new file that its owner alone can read; one that was left over in its place is taken away.

    Raises:
        OSError: it cannot be written.
    """
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)


def clear_leftovers(folder: Path, of: str = "*") -> None:
    """Remove the temporary files of builds that were killed; ``of`` is a pattern of the names they were to have."""
    now = time.time()
    for leftover in folder.glob(f".{of}.part"):
        try:
            if now - leftover.stat().st_mtime > _STALE:
                leftover.unlink(missing_ok=True)
        except OSError:
            continue
