"""Where the time of a warm document goes: ``python -m tests.bench.profile [--sheet] [--rounds N] [--calls]``."""

import argparse
import cProfile
import gc
import pstats
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from leafletgen.library.workspace import Workspace
from leafletgen.pages.frame import PageSetter
from leafletgen.pages.leaflet import LeafletSetter
from leafletgen.pages.sheet import SheetSetter
from leafletgen.patients.making import SheetMaker
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.system.rubbish import collect_rarely
from tests.bench.booklet import build_ours
from tests.bench.prescriptions import CHOSEN
from tests.bench.sheet import SheetPrograms
from tests.bench.workspace import BenchWorkspace

STAGES = ("read and check", "tree and runs", "lay out", "draw", "write")


class Clock:
    """Seconds by stage. A stage inside another one counts for itself alone."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.spent = dict.fromkeys(STAGES, 0.0)
        self._inner: list[float] = []

    def hook(self, owner: Any, name: str, stage: str) -> None:
        """Time a method from now on."""
        plain: Callable[..., Any] = getattr(owner, name)

        def timed(*arguments: Any, **options: Any) -> Any:
            self._inner.append(0.0)
            start = time.perf_counter()
            try:
                return plain(*arguments, **options)
            finally:
                spent = time.perf_counter() - start
                self.spent[stage] += spent - self._inner.pop()
                if self._inner:
                    self._inner[-1] += spent

        setattr(owner, name, timed)


def _hook_booklet(clock: Clock) -> None:
    clock.hook(Workspace, "load_leaflet", STAGES[0])
    clock.hook(Workspace, "load_layout", STAGES[0])
    _hook_pages(clock, LeafletSetter)


def _hook_sheet(clock: Clock) -> None:
    clock.hook(SheetMaker, "prepare", STAGES[0])
    _hook_pages(clock, SheetSetter)


def _hook_pages(clock: Clock, setter: type[PageSetter]) -> None:
    clock.hook(setter, "__init__", STAGES[1])
    clock.hook(setter, "lay_out", STAGES[2])
    clock.hook(setter, "set", STAGES[3])
    clock.hook(TaggedCanvas, "bytes", STAGES[4])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.profile", description="A warm document by stages.")
    parser.add_argument("--sheet", action="store_true", help="a sheet of six exercises instead of the booklet")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--calls", action="store_true", help="list the functions that take longest, by cProfile")
    options = parser.parse_args()
    collect_rarely()
    with tempfile.TemporaryDirectory(prefix="leafletgen-bench-") as folder:
        bench = BenchWorkspace(Path(folder))
        programs = SheetPrograms(bench) if options.sheet else None
        if programs is not None:
            programs.prescribe(0, CHOSEN[:6])

        def build() -> bytes:
            return build_ours(bench) if programs is None else programs.build_ours()

        for _ in range(2):
            build()
        if options.calls:
            profile = cProfile.Profile()
            profile.enable()
            for _ in range(options.rounds):
                build()
            profile.disable()
            pstats.Stats(profile).sort_stats("tottime").print_stats(40)
            return
        clock = Clock()
        (_hook_sheet if options.sheet else _hook_booklet)(clock)
        rounds: list[dict[str, float]] = []
        for _ in range(options.rounds):
            clock.spent = dict.fromkeys(STAGES, 0.0)
            gc.collect()
            build()
            rounds.append(clock.spent)
    medians = {stage: 1000 * statistics.median(times[stage] for times in rounds) for stage in STAGES}
    whole = sum(medians.values())
    for stage, median in medians.items():
        print(f"{stage:<16}{median:8.2f} ms{100 * median / whole:6.0f}%")
    print(f"{'together':<16}{whole:8.2f} ms")


if __name__ == "__main__":
    main()
