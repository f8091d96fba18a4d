"""A message in the outbox: the name of its file says its state, and the file's first line where it came from.

    00000007_waiting_1_1796044800000_1796044860000_451-4.7.1_IDENTITY_RECIPIENT.eml

These are number, state, tries, the time of the last change and the time before which it is not tried again (in
milliseconds since 1970), why it did not go, and two keyed digests (`outbox_key`). A state changes by one renaming, so
that a message is in one state whenever a process is killed. The first line is a header field, so that the file stays a
message that a mail program can show; it is not sent.
"""

from __future__ import annotations

import json
import re
import zlib
from enum import StrEnum
from typing import Final, NamedTuple

from leafletgen.errors import visible

ENDING: Final = ".eml"
DAMAGED: Final = "damaged"
"""Why a message is set apart that is not as it was written."""
LONGEST_HEAD: Final = 8_192
_FIELD: Final = b"X-Leafletgen-Outbox: "
#: Milliseconds by which a clock may have been set back before a waiting message is tried all the same.
_CLOCK = 60_000
#: The state in a file's name between the end of a message's text and the server's answer.
_IN_FLIGHT = "sending"
_NAME = re.compile(
    r"(?P<number>[0-9]{8})_(?P<state>waiting|sending|unknown|refused|sent)_(?P<tries>[0-9]{1,9})_(?P<since>[0-9]{1,18})"
    r"_(?P<before>[0-9]{1,18})_(?P<why>[0-9A-Za-z.-]{1,40})_(?P<identity>[0-9a-f]{24})_(?P<recipient>[0-9a-f]{16})\.eml"
)
_NOTHING = "-"
#: Characters of a list's name that are kept; systems allow as many.
_LONGEST_ORIGIN = 255
LARGEST: Final = 99_999_999
"""The largest number that a name has room for."""


class State(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    """It is to be sent, perhaps not before some time."""
    UNKNOWN = "unknown"
    """The connection broke when the server had all of it: a person decides whether it is sent again."""
    REFUSED = "refused"
    """The server does not take it, or its file is damaged; it is set apart."""
    SENT = "sent"
    """The server has taken it; it is there only where sent messages are kept."""


class Origin(NamedTuple):
    """Whose message it is, as people are told: a line of a list, or nothing for one that was typed."""

    file: str
    """The file's name without its folders, such as ``patients.csv``."""
    line: int | None

    def __str__(self) -> str:
        """Return ``patients.csv:7``; empty for one that was typed."""
        return f"{visible(self.file)}:{self.line}" if self.line is not None else visible(self.file)


class Letter(NamedTuple):
    """What goes to the mail server."""

    sender: str
    recipient: str
    data: bytes
    """The message with CRLF at the ends of lines, before dots are stuffed."""

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "Letter(…)"


class Head(NamedTuple):
    """The first line of a file."""

    sender: str
    recipient: str
    origin: Origin
    size: int
    """Bytes of the message after this line."""
    check: int
    """CRC-32 of them and of what stands here: it finds damage, to an address too, and is no seal."""

    def __repr__(self) -> str:
        """Return the class alone."""
        return "Head(…)"


class Entry(NamedTuple):
    """A message in the outbox, without what it says and to whom."""

    number: int
    state: State
    tries: int
    """How often a server has put it off."""
    since: float
    """When it came into this state, in seconds since 1970."""
    not_before: float
    """When it is to be tried again, in seconds since 1970; 0 for at once."""
    why: str
    """A code, such as ``550-5.1.1``; empty for none."""
    identity: str
    """A keyed digest of the address and of what made the message."""
    recipient: str
    """A keyed digest of the address."""
    in_flight: bool = False
    """Whether its file says that the end of its text was about to be sent."""
    origin: Origin = Origin("", None)
    is_damaged: bool = False
    """Whether what is left of its file cannot be sent."""

    @property
    def called(self) -> str:
        """What people are told: ``patients.csv:7``, or ``message 12`` where nothing else is known."""
        return str(self.origin) or f"message {self.number}"

    @property
    def file(self) -> str:
        """The name of its file."""
        state = _IN_FLIGHT if self.in_flight else self.state.value
        since, before = max(0, round(self.since * 1000)), max(0, round(self.not_before * 1000))
        why = self.why or _NOTHING
        return f"{self.number:08}_{state}_{self.tries}_{since}_{before}_{why}_{self.identity}_{self.recipient}{ENDING}"

    def is_due(self, now: float) -> bool:
        """Whether it waits and may be tried now; a clock that was set back keeps no message."""
        return self.state is State.WAITING and (now >= self.not_before or (self.since - now) * 1000 > _CLOCK)

    def moved(self, state: State, now: float, why: str = "", not_before: float = 0.0) -> Entry:
        """Return it in another state.

        Raises:
            ValueError: the reason is no code.
        """
        if why and not re.fullmatch(r"[0-9A-Za-z.-]{1,40}", why):
            raise ValueError("a reason is a code of letters, digits, dots and hyphens")
        return self._replace(state=state, since=now, why=why, not_before=not_before, in_flight=False)


def entry_of(name: str) -> Entry | None:
    """Read a file's name; None when it is no message's."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    in_flight = found["state"] == _IN_FLIGHT
    return Entry(
        number=int(found["number"]),
        state=State.UNKNOWN if in_flight else State(found["state"]),
        tries=int(found["tries"]),
        since=int(found["since"]) / 1000,
        not_before=int(found["before"]) / 1000,
        why="" if found["why"] == _NOTHING else found["why"],
        identity=found["identity"],
        recipient=found["recipient"],
        in_flight=in_flight,
    )


def number_of(name: str) -> int:
    """Return the number in a file's name, whatever else stands in it; 0 when there is none."""
    number = name[:8]
    return int(number) if name[8:9] == "_" and number.isascii() and number.isdigit() else 0


def identity_in(name: str) -> str:
    """Return the digest of a message in its file's name; of another name anything."""
    parts = name.rsplit("_", 2)
    return parts[1] if len(parts) > 2 else ""


def written(letter: Letter, origin: Origin) -> bytes:
    """Return a file's bytes."""
    origin = origin._replace(file=origin.file[:_LONGEST_ORIGIN])
    head = Head(letter.sender, letter.recipient, origin, len(letter.data), 0)
    about = _said(head) | {"check": _check(head, letter.data)}
    return b"".join((_FIELD, json.dumps(about).encode("ascii"), b"\r\n", letter.data))


def _said(head: Head) -> dict[str, str | int | None]:
    sender, recipient, origin, size, _ = head
    return {"from": sender, "to": recipient, "file": origin.file, "line": origin.line, "size": size}


def _check(head: Head, message: bytes) -> int:
    return zlib.crc32(message, zlib.crc32(json.dumps(_said(head)).encode("ascii")))


def head_of(beginning: bytes) -> tuple[Head, int] | None:
    """Read the first line of a file, given its first `LONGEST_HEAD` bytes; None when it is damaged.

    Returns:
        The head, and at which byte the message begins.
    """
    line, end, _ = beginning.partition(b"\r\n")
    if not end or not line.startswith(_FIELD):
        return None
    try:
        about = json.loads(line[len(_FIELD) :])
        origin = Origin(about["file"], about["line"])
        head = Head(about["from"], about["to"], origin, about["size"], about["check"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    is_text = all(isinstance(text, str) for text in (head.sender, head.recipient, origin.file))
    is_counted = all(type(number) is int for number in (head.size, head.check))
    if not is_text or not is_counted or not (origin.line is None or type(origin.line) is int):
        return None
    return head, len(line) + 2


def letter_of(data: bytes) -> Letter | None:
    """Read a whole file; None when it is not as it was written."""
    found = head_of(data[:LONGEST_HEAD])
    if found is None:
        return None
    head, begins = found
    message = data[begins:]
    if len(message) != head.size or _check(head, message) != head.check:
        return None
    return Letter(head.sender, head.recipient, message)
