"""Peak memory of a process that builds one leaflet: ``python -m tests.bench.memory WORKSPACE LEAFLET LAYOUT OUT``."""

import json
import resource
import sys
from pathlib import Path

from leafletgen.batch.job import Job, Settings
from leafletgen.batch.work import do


def peak() -> float:
    """The peak resident size of this process in megabytes.

    Linux lets ``getrusage`` begin with the size of the process that started this one; what the kernel keeps of this
    program alone is better where it can be had.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1e6 if sys.platform == "darwin" else size * 1024 / 1e6


def main() -> None:
    """Build, and print pages, bytes and megabytes as JSON."""
    workspace, leaflet, layout, out = sys.argv[1:]
    results = do(Job(Settings(Path(workspace), Path(out), (layout,), force=True), Path(leaflet)))
    result = results[0]
    faults = [str(fault) for fault in result.diagnostics]
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "pages": result.pages,
                "bytes": result.size,
                "megabytes": peak(),
                "seconds": used.ru_utime + used.ru_stime,
                "written": result.path is not None,
                "faults": faults[:3],
            }
        )
    )


if __name__ == "__main__":
    main()
