"""Outboxes of tests, and messages to invented patients in them."""

from pathlib import Path

from leafletgen.errors import Report
from leafletgen.mail.entry import Entry, Origin, State
from leafletgen.mail.outbox import Outbox
from leafletgen.mail.parts import Attachment, Body, Mailbox, Message

SENDER = Mailbox("Hillside Clinic", "clinic@example.org")
LIST = "patients.csv"


class Clock:
    """A clock that a test sets."""

    def __init__(self, now: float = 1_795_984_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def address(number: int) -> str:
    return f"sam{number}@example.org"


def message(number: int = 1, said: str = "Do your exercises.") -> Message:
    body = Body(f"{said}\n", f"<p>{said}</p>")
    pdf = Attachment("exercise-sheet.pdf", b"%PDF-1.7 of a test")
    return Message(Mailbox("Sam Example", address(number)), "Your exercises", body, (pdf,), SENDER)


def put(outbox: Outbox, *numbers: int) -> None:
    """Put messages in, as lines of a list: the first message is line 2."""
    report = Report()
    made = []
    for number in numbers:
        origin = Origin(LIST, number + 1)
        result = outbox.put(message(number), origin, b"content %d" % number, report, one_of_many=True)
        assert result is not None, report.diagnostics
        made.append(result.number)
    outbox.sync(made)


def states(outbox: Outbox) -> dict[int, State]:
    """The state of each message by its number."""
    return {entry.number: entry.state for entry in outbox.entries(Report())}


def is_empty(outbox: Outbox) -> bool:
    """Whether no message waits, is unknown or was refused."""
    return set(states(outbox).values()) <= {State.SENT}


def only(outbox: Outbox) -> Entry:
    """The one message that is in an outbox."""
    [entry] = outbox.entries(Report())
    return entry


def send_all(outbox: Outbox, server: Path) -> None:
    """Send what waits to a server that takes all and notes the numbers in a file."""
    with outbox.locked():
        for entry in outbox.entries(Report()):
            if entry.state is State.WAITING and outbox.letter(entry) is not None:
                flying = outbox.begin_dot(entry)
                assert flying is not None
                with server.open("a", encoding="ascii") as taken:
                    taken.write(f"{entry.number}\n")
                outbox.sent(flying)


def taken_by(server: Path) -> list[int]:
    """The numbers of the messages that such a server took, in its order."""
    return [int(line) for line in server.read_text("ascii").split()] if server.exists() else []


def tidy(outbox: Outbox) -> None:
    """Do what is done at the beginning of every run."""
    with outbox.locked():
        pass


def change_all(outbox: Outbox, server: Path) -> None:
    """Take messages 1 to 4 through other changes of state than those of one that is sent at once."""
    with outbox.locked():
        first, second, third, fourth = outbox.entries(Report())[:4]
        outbox.back(first, "451-4.7.1", first.since + 60)
        outbox.refuse(second, "550-5.1.1")
        flying = outbox.begin_dot(third)
        assert flying is not None
        outbox.resend(outbox.unknown(flying, "broken"))
        outbox.refuse(fourth, "550-5.1.1")
        outbox.purge((State.REFUSED,))
