"""Work on an outbox that is killed before its first line, its second, and so on, until it comes to its end.

One process reads what is needed once; each run is a copy of it, so that hundreds take seconds.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from leafletgen.mail import outbox_files, outbox_key, outbox_lock
from leafletgen.mail.outbox import Outbox
from tests.mail.outbox_samples import change_all, put, send_all, tidy
from tests.support.commands import ROOT
from tests.support.processes import BOUND, Child

WORK: dict[str, Callable[[Path], None]] = {
    "fill": lambda folder: put(Outbox(folder / "outbox"), 1, 2),
    "send": lambda folder: send_all(Outbox(folder / "outbox"), folder / "server"),
    "send and keep": lambda folder: send_all(Outbox(folder / "outbox", keep_sent_days=5), folder / "server"),
    "send and forget": lambda folder: send_all(Outbox(folder / "outbox", remember_days=0), folder / "server"),
    "forget": lambda folder: tidy(Outbox(folder / "outbox")),
    "change": lambda folder: change_all(Outbox(folder / "outbox"), folder / "server"),
}
#: What changes something on the disk, or for a server, is called from these alone.
_FILES = {
    *(module.__file__ for module in (outbox_files, outbox_key, outbox_lock)),
    str(Path(__file__).with_name("outbox_samples.py")),
}
#: Functions there that only read.
_READING = ("names_in", "read_file", "read", "check_folder", "refresh", "has", "last", "<genexpr>", "<listcomp>")

#: Reads all of it once; then, for each line and folder that it is told, a copy does the work and is killed there.
_SERVER = """\
import os, sys
import leafletgen.mail.message
from pathlib import Path
from tests.mail.each_line import WORK, kill_before, write_halves

work = WORK[sys.argv[1]]
os.fsync = lambda descriptor: None  # what a killed process has written is there without it
write_halves()
for request in sys.stdin:
    line, _, folder = request.rstrip("\\n").partition(" ")
    process = os.fork()
    if process == 0:
        kill_before(int(line))
        try:
            work(Path(folder))
        except BaseException:
            os._exit(99)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
"""


def each_line(work: str, prepare: Callable[[], Path]) -> Iterator[tuple[Path, bool]]:
    """Yield the folder of each run, made anew by whoever asks, and whether it was killed; the last was not."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", _SERVER, work]
    with Child(command, stdin=-1, stdout=-1, text=True, env=surroundings) as process:
        assert process.stdin is not None and process.stdout is not None
        for line in range(1, 5_000):
            folder = prepare()
            process.stdin.write(f"{line} {folder}\n")
            process.stdin.flush()
            code = int(process.stdout.readline())
            assert code in (0, -signal.SIGKILL)
            yield folder, code != 0
            if code == 0:
                break
        else:
            raise AssertionError("there are more lines than this test takes")
        process.stdin.close()
        process.wait(BOUND)


def kill_before(line: int) -> None:
    """Kill this process before one of the lines that it runs in the outbox, and in what stands for a server."""
    left = line

    def traced(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal left
        if frame.f_code.co_filename not in _FILES or frame.f_code.co_name in _READING:
            return None
        if event == "line":
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return traced

    sys.settrace(traced)


def write_halves() -> None:
    """Let the system take half of what is written at a time, so that there is a line between."""
    real = os.write

    def write(descriptor: int, data: memoryview) -> int:
        return real(descriptor, data[: (len(data) + 1) // 2] if len(data) > 8 else data)

    os.write = write  # type: ignore[assignment]
