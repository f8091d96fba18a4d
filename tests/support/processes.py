"""Processes that tests begin: none outlives its test, and none is waited for without an end."""

import signal
import subprocess
from typing import Any, AnyStr

#: Seconds for a process that takes a few when the machine is quiet; less than the limit of a test in pyproject.toml.
BOUND = 120

_begun: list["Child[Any]"] = []


class Child(subprocess.Popen[AnyStr]):
    """A process that is killed when its block is left, or its test is over, while it runs."""

    def __init__(self, *arguments: Any, outlives_test: bool = False, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if not outlives_test:  # a fixture of a module ends it
            _begun.append(self)

    def __exit__(self, *fault: Any) -> None:
        if self.poll() is None:
            self.kill()  # waiting is for those who give a bound
        super().__exit__(*fault)


def end_children() -> None:
    """Kill what a test has left behind."""
    while _begun:
        child = _begun.pop()
        if child.poll() is None:
            child.kill()
            child.wait(BOUND)


def heed_signals() -> None:
    """Make this process and those that it begins heed Ctrl-C and the end of a terminal, as those of a terminal do.

    A shell that runs a script begins ``pytest &`` with Ctrl-C ignored, and ``nohup`` ignores the end of a terminal;
    what is ignored is inherited.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    hangup = getattr(signal, "SIGHUP", None)  # not on Windows
    if hangup is not None and signal.getsignal(hangup) is signal.SIG_IGN:
        signal.signal(hangup, signal.SIG_DFL)
