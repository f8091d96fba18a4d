"""Asks questions of a process of its own, which is ended when an answer takes too long, and begun anew for the next.

It keeps what may hang, die or take all memory away from the command: libraries that read files of strangers.
"""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

#: Seconds until the other process has begun, on a machine that has much else to do.
_START = 60.0
_BEGUN = b"begun"

Answer = Callable[[bytes], bytes]
"""What the other process does with a question."""


class ApartError(Exception):
    """There is no answer, because the other process died or could not be begun."""


class TooLongError(ApartError):
    """There is no answer in time."""


class Apart:
    """One process that answers questions, begun for the first one."""

    def __init__(self, prepare: Callable[[], Answer]) -> None:
        """Take a function of a module, called once in the other process, that returns what answers there."""
        self._prepare = prepare
        self._process: Any = None
        self._connection: Connection | None = None

    def ask(self, question: bytes, seconds: float) -> bytes:
        """Return the answer to a question; the process that gave none is ended.

        Raises:
            TooLongError: there was none in so many seconds.
            ApartError: the process died, or cannot be begun.
        """
        connection = self._connection or self._begin()
        try:
            connection.send_bytes(question)
            if connection.poll(seconds):
                return connection.recv_bytes()
        except (EOFError, OSError) as fault:
            self.close()
            raise ApartError("the second process ended") from fault
        except BaseException:
            self.close()  # an interrupt: the answer to this question is not that to the next one
            raise
        self.close()
        raise TooLongError(f"no answer in {seconds} seconds")

    def close(self) -> None:
        """End the process, when there is one."""
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.kill()  # it keeps nothing that would need an orderly end
            self._process.join()
            self._process.close()
        self._connection = self._process = None

    def _begin(self) -> Connection:
        from multiprocessing import get_context

        # Not a fork: what this process has open is none of the other's business.
        context = get_context("spawn")
        connection, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._prepare), daemon=True)
        self._connection = connection
        try:
            process.start()
            self._process = process
            theirs.close()
            begun = connection.poll(_START) and connection.recv_bytes() == _BEGUN
        except (EOFError, OSError):
            begun = False
        if not begun:
            self.close()
            raise ApartError("a second process cannot be begun here")
        return connection


def _serve(connection: Connection, prepare: Callable[[], Answer]) -> None:
    """Answer questions until the other side is gone."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks ends this process
    answer = prepare()
    connection.send_bytes(_BEGUN)
    while True:
        try:
            question = connection.recv_bytes()
        except (EOFError, OSError):
            return
        connection.send_bytes(answer(question))
