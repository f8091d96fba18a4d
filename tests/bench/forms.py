"""How long the web page and the plain text of a leaflet take beside its PDF: ``python -m tests.bench.forms``.

A batch makes each leaflet once, in a process that has made others before. So each round begins a process that makes all
other starter leaflets first, and takes the processor time of this one's PDF, in the first layout that it names; another
such process takes that of both other forms. The least of some rounds, in milliseconds.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.pages.leaflet import compose_leaflet
from leafletgen.release.forms import write_form
from leafletgen.system.rubbish import collect_rarely

ROOT = Path(__file__).resolve().parents[2]


class Times(NamedTuple):
    """Milliseconds of processor time: the PDF, and both other forms together."""

    pdf: float
    others: float


def _write_pdf(workspace: Workspace, loaded: LoadedLeaflet, pictures: PictureStore) -> None:
    layout = workspace.load_layout(str(loaded.leaflet.layouts[0]), Report())
    assert layout is not None
    assert compose_leaflet(loaded, layout, pictures, Report()) is not None


def _write_others(workspace: Workspace, loaded: LoadedLeaflet, pictures: PictureStore) -> None:
    for form in ("html", "text"):
        assert write_form(form, loaded, "", Report(), pictures) is not None


_Write = Callable[[Workspace, LoadedLeaflet, PictureStore], None]


def _once(path: Path, write: _Write) -> float:
    """Milliseconds of processor time for one leaflet, after all others."""
    collect_rarely()
    workspace, pictures = Workspace(ROOT), PictureStore(None)
    read = {each: workspace.load_leaflet(each, Report()) for each in workspace.leaflet_files()}
    for other, loaded in read.items():
        if other != path and loaded is not None:
            write(workspace, loaded, pictures)
    mine = read[path]
    assert mine is not None
    began = time.process_time()
    write(workspace, mine, pictures)
    return 1000 * (time.process_time() - began)


def measure(path: Path, rounds: int) -> Times:
    """The least time of each, from processes that take turns."""
    least = [float("inf")] * 2
    context = multiprocessing.get_context("spawn")
    for _ in range(rounds):
        for at, write in enumerate((_write_pdf, _write_others)):
            with context.Pool(1) as pool:
                least[at] = min(least[at], pool.apply(_once, (path, write)))
    return Times(*least)


def main() -> None:
    """Print a line for each starter leaflet."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    print(f"{'leaflet':40}{'PDF':>8}{'others':>8}{'share':>8}")
    for path in Workspace(ROOT).leaflet_files():
        times = measure(path, rounds)
        print(f"{path.stem:40}{times.pdf:8.2f}{times.others:8.2f}{times.others / times.pdf:8.2f}")


if __name__ == "__main__":
    main()
