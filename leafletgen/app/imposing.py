"""Booklets in the order in which they are printed, folded and stapled: which files, and where their copies go."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from leafletgen.app.scaffold import starter
from leafletgen.errors import ExitCode, RefusedError, Report, Setting, Wording, refused
from leafletgen.library.workspace import Workspace
from leafletgen.press.impose import fits_twice, impose
from leafletgen.press.source import OutputError
from leafletgen.system.raster import opened as opened_pdf
from leafletgen.system.writing import write_whole


class Asked(NamedTuple):
    """How booklets are to be imposed."""

    paper: str
    """One of `leafletgen.press.paper.PAPERS`."""
    creep_mm: float
    """How much more the pages of each sheet move to the fold than those of the sheet around it."""
    binding: str | None
    """Left or right; as the language asks for when None."""
    wording: Wording
    """What the front end calls its settings."""


class Copy(NamedTuple):
    """A copy that was written."""

    path: Path
    sides: int
    size: int


def job_line_font() -> Path:
    """The font of job lines: the text font of the starter workspace, so that it is there outside a workspace too."""
    return starter() / "assets" / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf"


def booklets(given: str, paper: str, opened: Callable[[], Workspace], report: Report) -> list[Path]:
    """Return the file that was named, or the built booklets of a leaflet.

    Args:
        given: a PDF, or a leaflet by code, number or name.
        paper: one of `leafletgen.press.paper.PAPERS`, on which pages are to lie twice.
        opened: gives the workspace, which a PDF needs none of.
        report: receives what is wrong with the name.

    Raises:
        RefusedError: there is no such file, leaflet or booklet.
    """
    path = Path(given)
    if path.is_file():
        return [path]
    if path.exists() or path.suffix.lower() == ".pdf":
        what = f"{given} is a folder" if path.exists() else f"there is no file {given}"
        raise refused("input-not-found", what, "name a PDF", ExitCode.USAGE)
    workspace = opened()
    leaflets = workspace.find_leaflets([given], report)
    if report.has_errors:
        raise RefusedError(ExitCode.USAGE, *report.diagnostics)
    found = []
    for leaflet in leaflets:
        for layout in workspace.layout_names():
            # A draft is taken only where there is no file of the released leaflet.
            names = [f"{leaflet.stem}.{layout}{mark}.pdf" for mark in ("", ".DRAFT", ".WITHDRAWN")]
            built = next((file for name in names if (file := workspace.root / "build" / name).is_file()), None)
            with suppress(OutputError):
                if built is not None and fits_twice(built.read_bytes(), built.name, paper):
                    found.append(built)
    if not found:
        raise refused(
            "booklet-not-built",
            f"build/ has no booklet of {given} whose pages lie twice on {paper.upper()}",
            f'build it first: "leafletgen build {given}"',
            ExitCode.USAGE,
        )
    return found


def name_of_copy(file: Path, out: Path | None) -> Path:
    """Return the file that a copy is written to: in a folder that is named, else beside its original."""
    stem = file.stem if file.suffix.lower() == ".pdf" else file.name
    return (out if out is not None else file.parent) / f"{stem}.imposed.pdf"


def copy(file: Path, out: Path | None, taken: set[Path], shown: Callable[[Path], str], asked: Asked) -> Copy:
    """Write the copy of a booklet, never over a file that was named or over another's copy.

    Args:
        file: the booklet.
        out: the folder of the copies; else that of the file.
        taken: what may not be written over; the copy is added.
        shown: how the front end shows a path.
        asked: how it is to be imposed.

    Raises:
        OutputError: the file cannot be used, or there is no place for its copy.
        WriteError: the copy cannot be written.
    """
    target = name_of_copy(file, out)
    if target.resolve() in taken:
        raise OutputError(
            "output-name-taken",
            f"{shown(target)} is not written: it would take the place of another file of this run",
            f"name the files in runs of their own, with another {asked.wording(Setting.OUT, '')}",
        )
    taken.add(target.resolve())
    try:
        data = file.read_bytes()
        private = file.stat().st_mode & 0o077 == 0  # what its owner alone may read, stays so
    except OSError as fault:
        raise OutputError(
            "file-not-readable", f"{file} cannot be read: {fault.strerror}", "check that you may read it"
        ) from fault
    made = impose(data, file.name, font=job_line_font(), **asked._asdict())
    write_whole(target, made, private=private)
    with opened_pdf(made) as pages:
        return Copy(target, len(pages), len(made))
