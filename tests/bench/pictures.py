"""SVG drawings on paper beside reference pictures: ``python -m tests.bench.pictures FOLDER [--json FILE] [--list]``.

FOLDER holds, at any depth, pairs ``NAME.svg`` and ``NAME.png``; the PNG is what a browser or resvg shows of the SVG,
transparent where nothing is drawn. Sources of such pairs are the tests of resvg, and icons and logos from npm drawn by
a browser. Each SVG is prepared by the PictureStore with the starter's faces, painted into a page and drawn by PDFium.
The table counts, for every folder inside of FOLDER:

right
    like the reference: within 2 % of its shape, and at most 0.05 % of the picture differs; "noted" are those right ones
    of which a build tells the user that they are printed as a picture
refused
    a PictureError: the user is told, and nothing is printed
wrong
    something else than the reference goes to print, and nobody is told
crashed
    any other exception, a process that ended, or one that took more than a minute

``tests/support/picture_measure.py`` has the measure. Of 1,380 icons and logos that resvg and Chromium drew, 1,377
differ in no pixel at all and one in 0.007 %; the other two are files of which a part is missing, which each program
takes in its own way. Of the tests of resvg, those of text apart, both drew 1,168 without one pixel of difference and
the others with 0.13 % and more. What svglib made of 3,101 drawings had no difference, or 0.03 % (a chip of 2 by 4
pixels that was covered), 0.06 % (an end of a line that is square in place of mitred), 0.15 % (the spike of a mitre),
0.18 % (a line too many), or more: a missing arrow head is 0.3 % and over. So 0.05 % is far from what is right, and
about what a reader may just see.

"outside" are pictures, right or wrong, that also paint over what stands around their box on a page; a reference cannot
show it. Times are those of preparing alone, several at once by default: ``--jobs 1`` for times that mean something.
"""

import argparse
import json
import multiprocessing
import os
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue

from leafletgen.fonts.loading import load_face
from leafletgen.images import PictureError, PictureStore
from leafletgen.starters.contents import starter_folder
from tests.support.picture_measure import MOST, has_shape, outside, share_wrong

OUTCOMES = ("right", "refused", "wrong", "crashed")
#: Of the starter's fonts; the tests of resvg have their words in Noto Sans.
FAMILIES = ("AtkinsonHyperlegibleNext", "NotoSans")
#: Points: as wide as a picture over the column of an A5 leaflet.
_WIDTH = 300.0
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of one drawing; share is of pixels that differ, and outside of what is painted around the box."""

    name: str
    outcome: str
    kind: str = ""
    share: float | None = None
    message: str = ""
    note: str = ""
    outside: float = 0.0
    milliseconds: float | None = None

    @property
    def folder(self) -> str:
        """The folder that it is counted in."""
        head, slash, _ = self.name.partition("/")
        return head if slash else "."

    def __str__(self) -> str:
        measure = "" if self.share is None else f"{self.share:8.3%}"
        return f"{self.outcome:<8}{measure:>9}  {self.name}  {self.kind} {self.message}".rstrip()


def pairs(folder: Path) -> list[str]:
    """Names, without suffix, of all drawings that have a reference."""
    found = (path.relative_to(folder).with_suffix("") for path in folder.rglob("*.svg"))
    return sorted(name.as_posix() for name in found if Path(f"{folder / name}.png").is_file())


def look(folder: Path, name: str, family: str) -> Seen:
    """Prepare, paint and compare one drawing."""
    from PIL import Image

    fonts = (starter_folder() or Path()) / "assets" / "fonts"
    faces = [load_face(fonts / f"{family}-{style}.ttf") for style in ("Regular", "Bold")]
    pictures = PictureStore(None)
    start = time.perf_counter()
    try:
        artwork = pictures.load(Path(f"{folder / name}.svg"), _WIDTH, *faces)
    except PictureError as fault:
        return Seen(name, "refused", message=str(fault), milliseconds=1000 * (time.perf_counter() - start))
    spent = 1000 * (time.perf_counter() - start)
    kind, note = type(artwork).__name__, str(getattr(artwork, "note", ""))
    with Image.open(f"{folder / name}.png") as reference:
        reference.load()
    width, height = reference.size
    if not has_shape(artwork, width, height):
        shapes = f"its shape is {artwork.width:g} by {artwork.height:g} in place of {width} by {height}"
        return Seen(name, "wrong", kind, None, shapes, note, milliseconds=spent)
    share = share_wrong(artwork, reference)
    around = outside(artwork, width, height)
    message = f"paints outside: {around:.2%}" if around > MOST else ""
    return Seen(name, "wrong" if share > MOST else "right", kind, share, message, note, around, spent)


# --- processes, since a drawing may end one -------------------------------------------------------------------------


def _serve(folder: Path, family: str, asked: "Connection[Seen | None, str]") -> None:
    """Look at drawings, one after the other, until the other side goes away."""
    with suppress(BaseException):
        look(folder, next(iter(pairs(folder))), family)  # what is loaded once is not in any drawing's time
    while True:
        try:
            name = asked.recv()
        except EOFError:
            return
        try:
            seen = look(folder, name, family)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as fault:  # a panic of a compiled library is no Exception
            seen = Seen(name, "crashed", message=f"{type(fault).__name__}: {fault}"[:300])
        asked.send(seen)


class _Looker:
    """A process that looks at drawings, begun anew when one has ended it."""

    def __init__(self, folder: Path, family: str) -> None:
        self._work = (folder, family)
        self._begin()

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._asks, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(*self._work, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def look(self, name: str) -> Seen:
        """Look at one drawing."""
        message = f"it took more than {_SECONDS} seconds"
        try:
            self._asks.send(name)
            if self._asks.poll(_SECONDS):
                seen = self._asks.recv()
                assert isinstance(seen, Seen)
                return seen
        except (EOFError, OSError):
            self._process.join(_SECONDS)
            message = f"the process ended with {self._process.exitcode}"
        self.end()
        self._begin()
        return Seen(name, "crashed", message=message)

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._asks.close()


@contextmanager
def _lookers(folder: Path, family: str, jobs: int) -> "Iterator[SimpleQueue[_Looker]]":
    free: SimpleQueue[_Looker] = SimpleQueue()
    lookers = [_Looker(folder, family) for _ in range(jobs)]
    for looker in lookers:
        free.put(looker)
    try:
        yield free
    finally:
        for looker in lookers:
            looker.end()


def look_at_all(folder: Path, family: str, jobs: int) -> list[Seen]:
    """Look at all drawings of a folder, in the order of their names."""
    names = pairs(folder)
    if not names:
        return []
    with _lookers(folder, family, jobs) as free, ThreadPoolExecutor(jobs) as threads:

        def one(name: str) -> Seen:
            looker = free.get()
            try:
                return looker.look(name)
            finally:
                free.put(looker)

        return list(threads.map(one, names))


# --- the report -----------------------------------------------------------------------------------------------------


def counts(all_seen: Sequence[Seen]) -> dict[str, float]:
    """How many there are of each outcome, and the median of milliseconds."""
    found: dict[str, float] = {name: sum(seen.outcome == name for seen in all_seen) for name in OUTCOMES}
    found["noted"] = sum(seen.outcome == "right" and bool(seen.note) for seen in all_seen)
    found["outside"] = sum(seen.outside > MOST for seen in all_seen)
    times = [seen.milliseconds for seen in all_seen if seen.milliseconds is not None]
    return {"drawings": len(all_seen), **found, "median ms": statistics.median(times) if times else 0.0}


def report(all_seen: Sequence[Seen]) -> list[str]:
    """The table."""
    heads = ("drawings", "right", "noted", "refused", "wrong", "crashed", "outside")
    lines = [f"{'':<24}" + "".join(f"{head:>10}" for head in (*heads, "median ms"))]
    folders = sorted({seen.folder for seen in all_seen})
    rows = [(folder, counts([seen for seen in all_seen if seen.folder == folder])) for folder in folders]
    total = counts(all_seen)
    for name, row in [*rows, ("all", total)]:
        lines.append(f"{name:<24}" + "".join(f"{row[head]:>10}" for head in heads) + f"{row['median ms']:>10.2f}")
    share = (total[head] / max(1, len(all_seen)) for head in heads)
    return [*lines, f"{'':<24}" + "".join(f"{value:>10.1%}" for value in share)]


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.pictures", description="SVG beside reference pictures."
    )
    parser.add_argument("folder", type=Path, help="pairs NAME.svg and NAME.png, at any depth")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what became of each drawing there as well")
    parser.add_argument("--list", action="store_true", help="name what is not right, not quite equal, or outside")
    parser.add_argument("--family", default=FAMILIES[0], choices=FAMILIES, help="what words in drawings are set in")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    options = parser.parse_args()
    all_seen = look_at_all(options.folder, options.family, options.jobs)
    if not all_seen:
        parser.error(f"{options.folder} has no pairs NAME.svg and NAME.png")
    if options.json:
        options.json.write_text(json.dumps([asdict(seen) for seen in all_seen], indent=1) + "\n", "utf-8")
    print("\n".join(report(all_seen)))
    if options.list:
        listed = [seen for seen in all_seen if seen.outcome != "right" or seen.outside > MOST or seen.share]
        print("", *sorted(listed, key=lambda seen: OUTCOMES.index(seen.outcome)), sep="\n")


if __name__ == "__main__":
    main()
