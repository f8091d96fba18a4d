"""The connection of a run: made when it is needed, given back in time, and made again after a rest when it is lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final, NamedTuple

from leafletgen.mail.replies import SESSION_FAULTS, stopped
from leafletgen.mail.server import Server
from leafletgen.mail.smtp import Session
from leafletgen.mail.smtp_faults import AnswerError, LostError, Step
from leafletgen.system.workers import Stop

MOST_IN_A_SESSION: Final = 50
"""Messages after which a new connection is made: servers end long ones, some in the middle of a message."""
LONGEST_IDLE: Final = 30.0
"""Seconds without a message after which the connection is given back; servers end idle ones."""


class Line:
    """A connection that may be lost; after as many faults in a row as there are waits, it is given up."""

    def __init__(self, server: Server, password: str | None, *, once: bool) -> None:
        """Begin without a connection; once says that none is made again after it was lost."""
        self._server = server
        self._password = password
        self._once = once
        self._rests_until = 0.0
        self.session: Session | None = None
        self.used = time.monotonic()
        """When it was used last."""
        self.faults = 0
        """How often it was lost since a server last heard us out."""

    def connect(self, stop: Stop, *, is_known: bool) -> Iterator[float]:
        """Have a connection, and yield the seconds to wait before; there is none when somebody wants to stop meanwhile.

        Args:
            stop: the wish to stop.
            is_known: whether the server has answered in this run.

        Raises:
            RefusedError: there is none to be had.
        """
        is_stale = time.monotonic() - self.used > LONGEST_IDLE
        if self.session is not None and (is_stale or self.session.messages >= MOST_IN_A_SESSION):
            self.end()
        while self.session is None and not stop.wished:
            seconds = self._rests_until - time.monotonic()
            if seconds > 0:
                yield seconds
                continue
            try:
                self.session = Session(self._server, self._password)
            except SESSION_FAULTS as fault:
                raise stopped(fault) from None
            except AnswerError as answer:
                self.lose(answer, passes=answer.reply.passes)
            except LostError as lost:
                # One that never answered has the wrong name; one that did may be back soon.
                self.lose(lost, passes=is_known or lost.step is not Step.CONNECT)
            self.used = time.monotonic()

    def lose(self, fault: AnswerError | LostError, *, passes: bool) -> None:
        """Note that there is no connection, and when the next one is made.

        Raises:
            RefusedError: there is no use in another one.
        """
        self.drop()
        self.faults += 1
        if not passes or self._once or self.faults > len(self._server.waits):
            raise stopped(fault) from None
        self._rests_until = time.monotonic() + self._server.waits[self.faults - 1]

    def reset(self) -> None:
        """Have the server forget the message that was begun, or break the connection when it cannot."""
        self.faults = 0
        try:
            if self.session is not None:
                self.session.reset()
        except (AnswerError, LostError):
            self.drop()

    def end(self) -> None:
        """Give it back with a word of farewell."""
        if self.session is not None:
            self.session.quit()
            self.session = None

    def drop(self) -> None:
        """Break it."""
        if self.session is not None:
            self.session.drop()
            self.session = None


class Greeting(NamedTuple):
    """What a server said of itself before anything was sent."""

    encryption: str
    """Such as ``TLSv1.3``; the certificate is right."""
    limit: int | None
    """Bytes of the largest message that it takes; None when it does not say."""


def try_out(server: Server, password: str | None) -> Greeting:
    """Connect, encrypt, log in and say goodbye; nothing is sent.

    Raises:
        RefusedError: something of it is not possible.
    """
    try:
        session = Session(server, password)
    except (*SESSION_FAULTS, AnswerError, LostError) as fault:
        raise stopped(fault) from None
    found = Greeting(session.encryption, session.limit)
    session.quit()
    return found
