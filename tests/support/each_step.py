"""A command that is killed at its first step on the disk, at its second, and so on, until it comes to its end.

One process reads leafletgen once; each run is a copy of it, so that a hundred runs take seconds.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.support.commands import ROOT, write
from tests.support.processes import BOUND, Child

#: Reads all of leafletgen; then, for each number that it is told, a copy runs the command and is killed at that step.
_SERVER = """\
import importlib, os, pkgutil, signal, sys

import cssselect2, filelock, lxml.etree, reportlab.pdfgen.canvas, resvg_py, tinycss2

import leafletgen
from leafletgen.cli.main import run

for found in pkgutil.walk_packages(leafletgen.__path__, "leafletgen."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
left = 0


def ending(step, half=False):
    def wrapped(*arguments, **named):
        global left
        left -= 1
        if left == 0:
            if half:
                step(arguments[0], arguments[1][: len(arguments[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*arguments, **named)

    return wrapped


said = sys.argv.pop(1)
for line in sys.stdin:
    process = os.fork()
    if process == 0:
        left = int(line)
        for number, name in ((1, os.devnull), (2, said)):
            os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
{prepared}
        try:
            run()
        except SystemExit as ended:
            sys.stderr.flush()
            os._exit(ended.code or 0)
        os._exit(99)
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
"""


def each_step(folder: Path, arguments: Sequence[str], prepared: str, most: int) -> Iterator[tuple[int, int, str]]:
    """Yield step, exit code and messages of each run; whoever is given them puts the workspace back before the next.

    Args:
        folder: holds the script.
        arguments: the command's.
        prepared: Python that makes functions steps, as in ``os.replace = ending(os.replace)``.
        most: how many steps there may be.
    """
    indented = "".join(f"        {line}\n" for line in prepared.splitlines())
    script = write(folder / "each_step.py", _SERVER.replace("{prepared}\n", indented))
    said = folder / "said.txt"
    command = [sys.executable, str(script), str(said), *arguments]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    with Child(command, stdin=-1, stdout=-1, text=True, env=surroundings) as process:
        assert process.stdin is not None and process.stdout is not None
        for step in range(1, most + 1):
            process.stdin.write(f"{step}\n")
            process.stdin.flush()
            code = int(process.stdout.readline())
            yield step, code, said.read_text("utf-8")
            if code == 0:
                break
        else:
            raise AssertionError("there are more steps than this test takes")
        process.stdin.close()
        process.wait(BOUND)
