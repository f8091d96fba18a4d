"""Where the time of a warm booklet goes, by stage: ``python -m tests.bench.profile [--rounds N] [--calls]``."""

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

from leafletgen.compose import leaflet as compose
from leafletgen.content.library import Workspace
from leafletgen.pdf.canvas import TaggedCanvas
from tests.bench.compare import build_ours
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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.profile", description="A warm booklet by stages.")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--calls", action="store_true", help="list the functions that take longest, by cProfile")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="leafletgen-bench-") as folder:
        bench = BenchWorkspace(Path(folder))
        for _ in range(2):
            build_ours(bench)
        if options.calls:
            profile = cProfile.Profile()
            profile.enable()
            for _ in range(options.rounds):
                build_ours(bench)
            profile.disable()
            pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(30)
            return
        clock = Clock()
        clock.hook(Workspace, "load_leaflet", STAGES[0])
        clock.hook(Workspace, "load_layout", STAGES[0])
        setter = compose._Setter
        clock.hook(setter, "__init__", STAGES[1])
        clock.hook(setter, "_lay_out", STAGES[2])
        clock.hook(setter, "set", STAGES[3])
        clock.hook(TaggedCanvas, "bytes", STAGES[4])
        rounds: list[dict[str, float]] = []
        for _ in range(options.rounds):
            clock.spent = dict.fromkeys(STAGES, 0.0)
            gc.collect()
            build_ours(bench)
            rounds.append(clock.spent)
    medians = {stage: 1000 * statistics.median(times[stage] for times in rounds) for stage in STAGES}
    whole = sum(medians.values())
    for stage, median in medians.items():
        print(f"{stage:<16}{median:8.2f} ms{100 * median / whole:6.0f}%")
    print(f"{'together':<16}{whole:8.2f} ms")


if __name__ == "__main__":
    main()
