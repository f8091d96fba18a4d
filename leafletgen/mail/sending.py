"""Sends what waits in the outbox: politely, one recipient each, and never twice without being asked.

A message leaves the outbox after the server took it. What breaks before the line with the dot leaves it waiting; what
breaks after it leaves it unknown, which a person decides about. What the server puts off is tried again after growing
waits; what it refuses for good is set apart. Nothing here, and nothing that is told, holds an address.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from typing import Final

from leafletgen.errors import RefusedError, Report, Wording, plainly
from leafletgen.mail.entry import Entry, State
from leafletgen.mail.events import Event, Outcome, beginning, told
from leafletgen.mail.line import LONGEST_IDLE, Line
from leafletgen.mail.outbox import Outbox
from leafletgen.mail.pace import Pace, pause
from leafletgen.mail.replies import (
    meaning,
    needs_login,
    of_all_refused,
    of_damaged,
    of_given_up,
    of_pause,
    of_refused,
    of_too_large,
    of_unknown,
    of_waiting,
    stopped,
)
from leafletgen.mail.server import Server
from leafletgen.mail.smtp_faults import AnswerError, LostError, Reply, Step, TooLargeError
from leafletgen.system.workers import Stop

_TOO_LARGE: Final = "552-5.3.4"
_MOST_ALIKE: Final = 3
"""Messages in a row that are refused with the same answer, none of them for its address."""


def send(
    outbox: Outbox,
    server: Server,
    password: str | None,
    stop: Stop,
    *,
    resend_unknown: bool = False,
    once: bool = False,
    only: Collection[int] | None = None,
    wording: Wording = plainly,
) -> Iterator[Event]:
    """Send what waits, until nothing waits any more, and yield what becomes of each message.

    Args:
        outbox: the messages; nobody else sends from it meanwhile.
        server: where they go, and nowhere else.
        password: of the server's user; None where nobody logs in.
        stop: ends the run after the message in hand, and every wait at once.
        resend_unknown: whether those go too that may have arrived.
        once: whether each is tried once only, however long it has to wait afterwards.
        only: the numbers of the messages that go; all of them when it is None.
        wording: what the reader calls a setting.

    Raises:
        RefusedError: another process sends; or the run cannot go on, and what was not sent stays where it was.
    """
    with outbox.locked():
        run = _Run(outbox, server, password, stop, once=once, wording=wording)
        try:
            yield from run.through(resend_unknown, only)
        except RefusedError:
            run.line.end()
            raise
        except BaseException:  # an interrupt in the middle of a message, whose end the server must not see
            run.line.drop()
            raise
        run.line.end()


class _Run:
    """One run: the connection, what was tried in it, and how often it went wrong."""

    def __init__(
        self, outbox: Outbox, server: Server, password: str | None, stop: Stop, *, once: bool, wording: Wording
    ) -> None:
        self.outbox = outbox
        self.server = server
        self.stop = stop
        self.once = once
        self.wording = wording
        self.pace = Pace(server.per_minute)
        self.line = Line(server, password, once=once)
        self.tries: dict[int, int] = {}
        self.due: dict[int, float] = {}
        """When those are tried again that were tried in this run; others are due as the outbox says."""
        self.over: set[int] = set()
        """Those that this run is through with."""
        self.breaks_off = False
        self.alike: list[Reply] = []
        """The same answer, by which the last messages were refused."""
        self.entry: Entry
        """The message in hand, as the outbox has it now."""

    def through(self, resend_unknown: bool, only: Collection[int] | None) -> Iterator[Event]:
        """Go over what waits until nothing is left to be tried in this run."""
        states = (State.WAITING, State.UNKNOWN) if resend_unknown else (State.WAITING,)
        while not self.is_over:
            left = [
                entry
                for entry in self.outbox.entries(Report())
                if entry.state in states and entry.number not in self.over and (only is None or entry.number in only)
            ]
            due = [entry for entry in left if self._wait_of(entry) <= 0]
            if not due:
                if not left or self.once:
                    return
                yield from self._rest(min(map(self._wait_of, left)))
            for entry in due:
                if self.is_over:
                    return
                yield from self._try(entry)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is begun."""
        return self.stop.wished or self.breaks_off

    def _wait_of(self, entry: Entry) -> float:
        """Return how many seconds a message still has to wait."""
        if entry.number in self.due:
            return self.due[entry.number] - time.monotonic()
        now = time.time()
        return 0 if entry.state is State.UNKNOWN or entry.is_due(now) else entry.not_before - now

    def _rest(self, seconds: float) -> Iterator[Event]:
        """Wait; a connection that would be idle for long is given back before."""
        if seconds > LONGEST_IDLE:
            self.line.end()
        yield Event(Outcome.PAUSE, None, of_pause(seconds))
        pause(seconds, self.stop)

    def _try(self, entry: Entry) -> Iterator[Event]:
        """Try one message once, and yield what becomes of it; nothing when the run is to stop before."""
        self.pace.wait(self.stop)
        for seconds in self.line.connect(self.stop, is_known=bool(self.tries)):
            yield from self._rest(seconds)
        session = self.line.session
        if session is None or self.stop.wished:
            return
        letter = self.outbox.letter(entry)
        if letter is None:
            self.over.add(entry.number)
            yield told(Outcome.REFUSED, entry, of_damaged(beginning(entry)))
            return
        self.entry = self.outbox.resend(entry) if entry.state is State.UNKNOWN else entry
        self.tries[entry.number] = self.tries.get(entry.number, 0) + 1
        is_first = session.messages == 0
        try:
            session.transmit(letter, self._begin_dot)
        except TooLargeError:
            self._refuse(_TOO_LARGE)
            yield told(Outcome.REFUSED, entry, of_too_large(beginning(entry)))
        except AnswerError as answer:
            yield from self._answered(answer)
        except LostError as lost:
            yield from self._lost(lost, is_first)
        except _GoneError:  # somebody has deleted it meanwhile, and the server delivers nothing without the dot
            self.line.drop()
        else:
            self.outbox.sent(self.entry)
            self.over.add(entry.number)
            self.line.faults, self.alike = 0, []
            yield Event(Outcome.SENT, entry)
        self.line.used = time.monotonic()

    def _begin_dot(self) -> None:
        flying = self.outbox.begin_dot(self.entry)
        if flying is None:
            raise _GoneError
        self.entry = flying

    def _answered(self, answer: AnswerError) -> Iterator[Event]:
        """Do what the server's answer to a message asks for.

        Raises:
            RefusedError: it is about all messages.
        """
        reply, entry = answer.reply, self.entry
        if reply.code == 421:  # it closes the connection (RFC 5321, 3.8)
            yield self._put_off(reply)
            self.line.lose(answer, passes=True)
        elif reply.passes:
            yield self._put_off(reply)
            self.line.reset()
        elif self._is_about_all(answer):
            if entry.in_flight:  # the server has said that it did not take it
                self.outbox.back(entry, _code(reply), 0)
            raise stopped(answer) from None
        else:
            self._refuse(_code(reply))
            self.line.reset()
            yield told(Outcome.REFUSED, entry, of_refused(beginning(entry), answer))
            self._stop_after_alike(answer)

    def _stop_after_alike(self, answer: AnswerError) -> None:
        """End the run when one message after the other gets the same answer, which is about none of them then.

        Raises:
            RefusedError: so many in a row; what waits would be set apart to the last message.
        """
        self.alike = [*self.alike, answer.reply] if self.alike[-1:] == [answer.reply] else [answer.reply]
        is_of_address = answer.step is Step.RECIPIENT and not answer.reply.enhanced.startswith("5.7.")
        if len(self.alike) == _MOST_ALIKE and not is_of_address:
            raise of_all_refused(answer.reply, _MOST_ALIKE)

    def _is_about_all(self, answer: AnswerError) -> bool:
        """Return whether a refusal would meet every other message as well."""
        if answer.step is Step.SENDER:
            return answer.reply.code != 552  # that is said of the size
        # Whoever has not logged in is told for each recipient that nothing is passed on.
        to_strangers = not self.server.user and answer.step is Step.RECIPIENT and answer.reply.enhanced == "5.7.1"
        return to_strangers or needs_login(answer)

    def _refuse(self, code: str) -> None:
        self.outbox.refuse(self.entry, code)
        self.over.add(self.entry.number)

    def _lost(self, lost: LostError, is_first: bool) -> Iterator[Event]:
        """Note a message whose connection broke."""
        entry = self.entry
        if lost.step is Step.END:
            self.outbox.unknown(entry, "")
            self.over.add(entry.number)
            yield told(Outcome.UNKNOWN, entry, of_unknown(beginning(entry), self.wording))
            if self.once:  # the next one, without a rest, would most likely be in doubt as well
                self.line.drop()
                self.breaks_off = True
                return
        elif lost.step is Step.SENDER and not is_first:
            # The server had ended a session that was idle: nothing of the message was said.
            self.line.drop()
            self.tries[entry.number] -= 1
            return
        else:
            yield self._put_off(None)
        self.line.lose(lost, passes=True)

    def _put_off(self, reply: Reply | None) -> Event:
        """Have a message wait for its next try; without a reply the connection broke."""
        entry, waits = self.entry, self.server.waits
        why = "the connection broke" if reply is None else meaning(reply)
        tries = self.tries[entry.number]
        earlier = entry.tries if self.once else tries - 1
        seconds = waits[min(earlier, len(waits) - 1)] if waits else 0.0
        gives_up = tries > len(waits) and not self.once
        self.outbox.back(entry, _code(reply) if reply else "", 0 if gives_up else time.time() + seconds)
        self.due[entry.number] = time.monotonic() + seconds
        if gives_up or self.once:
            self.over.add(entry.number)
        if gives_up:
            return told(Outcome.GIVEN_UP, entry, of_given_up(beginning(entry), why, tries))
        return told(Outcome.WAITING, entry, of_waiting(beginning(entry), why, seconds))


class _GoneError(Exception):
    """The message is not in the outbox any more."""


def _code(reply: Reply) -> str:
    """Return a reply as the outbox keeps it."""
    return f"{reply.code}-{reply.enhanced}".rstrip("-")
