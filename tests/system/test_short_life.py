"""A short command ends at once; whatever it began and whatever it was asked to do at its end is done before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.processes import BOUND

#: Ends as the command does, with this done before.
SCRIPT = """\
import atexit, sys
from leafletgen.cli.short_life import leave
class Late:
    def __del__(self):
        print("taken apart")
late = Late()
atexit.register(print, "at its end")
print("written")
{before}
leave({code})
print("goes on")
"""


def ended(before: str, code: str) -> subprocess.CompletedProcess[str]:
    """Return what such a script did."""
    script = SCRIPT.format(before=before, code=code)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=BOUND)


@pytest.mark.parametrize("code", [0, 1, 3, 130, None])
def test_ends_at_once(code: int | None) -> None:
    """What was printed is there, what was registered is done, and nothing is taken apart."""
    done = ended("", str(code))
    assert (done.returncode, done.stdout, done.stderr) == (code or 0, "written\nat its end\n", "")


@pytest.mark.parametrize(
    "before",
    [
        "import multiprocessing",
        "import concurrent.futures.process",
        "import concurrent.futures, time; pool = concurrent.futures.ThreadPoolExecutor(); pool.submit(time.sleep, 0.1)",
        "import threading, time; threading.Thread(target=time.sleep, args=(0.1,)).start()",
    ],
)
def test_ends_as_ever_when_more_is_at_work(before: str) -> None:
    """A process that may have threads or children ends in Python's own way."""
    assert ended(before, "0").stdout == "written\ngoes on\nat its end\ntaken apart\n"


def test_ends_at_once_when_its_threads_have_ended() -> None:
    """Files of the outbox are waited for by threads, which are joined where they were begun."""
    before = (
        "import concurrent.futures\nwith concurrent.futures.ThreadPoolExecutor() as pool: pool.submit(print, 'done')"
    )
    assert ended(before, "0").stdout == "written\ndone\nat its end\n"


def test_ends_as_ever_with_a_message() -> None:
    """An exit with words is left to Python, which prints them."""
    assert "goes on" in ended("", "'words'").stdout


def test_output_that_cannot_be_written() -> None:
    """What cannot be written is told as it ever was."""
    script = SCRIPT.format(before="import os; os.close(1)", code="0")
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=buffered, timeout=BOUND)
    assert done.returncode != 0
    assert "goes on" not in done.stdout


@pytest.mark.parametrize(("arguments", "code"), [(("--version",), 0), (("bild",), 2), (("build",), 2)])
def test_exit_codes_of_the_command(tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    """The command's exit codes come through."""
    command = [sys.executable, "-m", "leafletgen", *arguments]
    assert subprocess.run(command, capture_output=True, cwd=tmp_path, timeout=BOUND).returncode == code
