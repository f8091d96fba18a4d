"""What the batch is measured against: plain ReportLab on a sample of the leaflets, and the memory of one process."""

import gc
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
from reportlab.lib.utils import ImageReader

from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.library.workspace import Workspace
from leafletgen.pages.leaflet import compose_leaflet
from tests.bench import document as documents
from tests.bench import reportlab_peer
from tests.bench.measuring import UnsoundError, timed

#: Layouts that the peer can set as they are: it has one column.
LAYOUTS = ("a5-booklet", "a4-leaflet")
#: Leaflets that are not counted, because both programs fill with them what a process keeps.
_WARMING = 8
#: Leaflets after which the size of a process is noted.
MARKS = (10, 50, 100, 200, 500, 1000, 1500, 3000)


class Photograph:
    """A PNG as the peer's pictures are: it has a size, and draws itself; the file is read once."""

    def __init__(self, file: str) -> None:
        self.reader = ImageReader(file)
        self.width, self.height = self.reader.getSize()

    def drawOn(self, canvas: Any, left: float, bottom: float) -> None:  # noqa: N802 - ReportLab's name
        canvas.drawImage(self.reader, left, bottom, self.width, self.height)


class Process:
    """A process that builds leaflets one after the other, and keeps what a worker keeps."""

    def __init__(self, root: Path, cache: Path) -> None:
        self.workspace = Workspace(root)
        self.pictures = PictureStore(cache)

    def build(self, path: Path, layouts: tuple[str, ...] = ()) -> list[bytes]:
        """The files of a leaflet, from its YAML file to bytes.

        Raises:
            UnsoundError: it has a fault or a warning.
        """
        report = Report()
        loaded = self.workspace.load_leaflet(path, report)
        made = []
        for name in layouts or (loaded.leaflet.layouts if loaded else ()):
            layout = self.workspace.load_layout(name, report)
            composed = compose_leaflet(loaded, layout, self.pictures, report) if loaded and layout else None
            if composed is not None:
                made.append(composed.data)
        if loaded is None or report.diagnostics:
            raise UnsoundError("\n".join(map(str, report.diagnostics)))
        return made


def _photographs(held: object) -> set[str]:
    if isinstance(held, list):
        return {file for entry in held for file in _photographs(entry)}
    if isinstance(held, dict):
        return {file for name, entry in held.items() if name != "code" for file in _photographs(entry)}
    return {held} if isinstance(held, str) and held.endswith(".png") else set()


def _limit(held: object, pictures: dict[str, Any], column: float, tallest: float) -> None:
    """Make tall pictures smaller, as leafletgen does; the peer sets the width alone."""
    for entry in held if isinstance(held, list) else list(held.values()) if isinstance(held, dict) else []:
        _limit(entry, pictures, column, tallest)
    if isinstance(held, dict) and held.get("kind") == "picture":
        picture = pictures[held["file"]]
        held["width"] = min(held["width"], tallest * picture.width / picture.height / (0.85 * column))


class Pair(NamedTuple):
    """A leaflet that both set, ready for the clock."""

    path: Path
    layout: str
    document: documents.Document
    writer: reportlab_peer.Writer
    pages: reportlab_peer.Pages
    photographs: bool


def _pairs(root: Path, codes: Path, leaflets: list[Path], count: int) -> Iterator[Pair]:
    """Leaflets from all over the list, with the peer's story, pictures and page numbers."""
    pictures: dict[str, Any] = {}
    writers: dict[tuple[str, str], reportlab_peer.Writer] = {}
    workspace = Workspace(root)
    for path in leaflets[:: max(1, len(leaflets) // (2 * count))]:
        loaded = workspace.load_leaflet(path, Report())
        layout = loaded.leaflet.layouts[0] if loaded else ""
        if layout not in LAYOUTS:
            continue
        document = documents.load(root, path, layout, codes)
        if not writers:
            reportlab_peer.register(document)
        photographs = _photographs(document)
        pictures |= {file: Photograph(file) for file in photographs - pictures.keys()}
        pictures = reportlab_peer.drawings(document) | pictures
        writer = writers.setdefault((document["author"], layout), reportlab_peer.Writer(document, pictures))
        writer.pictures = pictures
        top, _, bottom, _ = document["margins"]
        _limit(document["parts"], pictures, writer.column, 0.55 * (document["height"] - top - bottom))
        yield Pair(path, layout, document, writer, writer.build(document, {})[1], bool(photographs))


def compare(root: Path, cache: Path, codes: Path, leaflets: list[Path], sample: int) -> dict[str, Any]:
    """Seconds and pages of leafletgen and of plain ReportLab for the same leaflets, one after the other.

    Both are warm: fonts are read and pictures prepared. Each leaflet is set once by leafletgen, as in a batch. The peer
    is given more: its story is ready as data, it needs not read or check YAML, and it knows the page numbers from an
    earlier build. Leaflets in two columns or large print are left out, because the peer has one column.

    Args:
        root: the workspace.
        cache: where its pictures are prepared.
        codes: a folder for QR codes of the peer.
        leaflets: the files to choose from.
        sample: about how many are counted.
    """
    process = Process(root, cache)
    facts: dict[str, Any] = {}
    for number, pair in enumerate(list(_pairs(root, codes, leaflets, sample + _WARMING))):
        made: list[bytes] = []
        ours = timed(lambda pair=pair, made=made: made.extend(process.build(pair.path, (pair.layout,))))  # type: ignore[misc]
        peer = timed(lambda pair=pair, made=made: made.append(pair.writer.build(pair.document, pair.pages)[0]))  # type: ignore[misc]
        if number < _WARMING:
            continue
        name = "with photographs" if pair.photographs else "without photographs"
        entry = facts.setdefault(name, dict.fromkeys(("leaflets", "ours", "peer", "our pages", "peer pages"), 0))
        counts = [len(pypdfium2.PdfDocument(data)) for data in made]
        for key, value in zip(entry, (1, ours, peer, *counts), strict=True):
            entry[key] += value
    return facts


def _sizes() -> dict[str, float]:
    """Megabytes of this process now and at most, where the system tells it (Linux)."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    values = {
        line.split(":")[0]: int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(("VmRSS", "VmHWM"))
    }
    return {"now": values.get("VmRSS", 0.0), "peak": values.get("VmHWM", 0.0)}


def main() -> None:
    """Build leaflets in this process: ``python -m tests.bench.batch_peer ROOT CACHE``; prints its sizes as JSON."""
    root, cache = map(Path, sys.argv[1:])
    process = Process(root, cache)
    leaflets = process.workspace.leaflet_files()
    sizes, files = [], 0
    begun = time.perf_counter()
    for number, path in enumerate(leaflets, 1):
        files += len(process.build(path))
        if number in MARKS or number == len(leaflets):
            sizes.append({"leaflets": number, "files": files, **_sizes()})
    gc.collect()
    print(json.dumps({"sizes": sizes, "collected": _sizes()["now"], "seconds": time.perf_counter() - begun}))


if __name__ == "__main__":
    main()
