"""What a command that lives for a moment need not do: tidy up at its end."""

import sys
from contextlib import suppress

#: What was loaded when more than this thread may be at work: such a process ends as Python ends it.
_NEEDS_AN_END = ("concurrent.futures.process", "multiprocessing", "jpype", "distributed")


def leave(code: object) -> None:
    """End the process at once, all written; return where it has to end as Python ends it.

    Taking apart what was loaded takes a twentieth of a short command, and frees memory that the system frees anyway.
    """
    import atexit
    import os
    import threading

    if not (code is None or isinstance(code, int)) or threading.active_count() > 1:
        return
    if any(name in sys.modules for name in _NEEDS_AN_END):
        return
    with suppress(OSError, ValueError):  # what cannot be written, Python tells in its own way
        _flush()
        atexit._run_exitfuncs()
        _flush()
        os._exit(code or 0)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
