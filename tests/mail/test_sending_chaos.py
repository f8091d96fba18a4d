"""A server that does anything at any step: no message is lost, doubled, or called what it is not."""

import random
import re
import threading
from collections import Counter
from pathlib import Path

import pytest

from leafletgen.errors import RefusedError, Report
from leafletgen.mail.entry import State
from leafletgen.mail.outbox import Outbox
from leafletgen.mail.sending import send
from leafletgen.system.workers import Stop
from tests.support.mail_servers import Line, context_of, scripted, server_at
from tests.support.outboxes import fill

MESSAGES = 12
#: What is said instead of yes, each as often as another.
FAULTS = (b"451 4.3.0 later", b"421 4.3.2 closing", b"hello", b"drop", b"250-half of a reply", b"550 5.1.1 no", b"")
_IDENTIFIER = re.compile(rb"(?mi)^Message-ID: <([^>]*)>")


class Chaos:
    """What the server has seen of messages, by their Message-IDs."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.context = context_of()
        self.taken: Counter[bytes] = Counter()
        """Those that it may deliver: it has seen their end, and has not said no."""
        self.confirmed: set[bytes] = set()
        self.lock = threading.Lock()

    def serve(self, line: Line) -> None:
        """Answer until it goes wrong."""
        line.say(b"220 ready")
        line.hear()
        line.say(b"250-here", b"250 STARTTLS")
        line.hear()
        line.say(b"220 go on")
        line.encrypt(self.context)
        while command := line.hear():
            yes = b"354 go on" if command == b"DATA" else b"250 OK"
            said = self.says(line, yes)
            if said == b"354 go on":
                self.take(line)
            elif not said[:2].isdigit() or said.startswith((b"421", b"250-half")):
                return

    def says(self, line: Line, yes: bytes) -> bytes:
        """Say yes, or something else, and return it."""
        said = self.random.choice(FAULTS) if self.random.random() < 0.12 else yes
        if said != b"drop":
            line.say(said)
        return said

    def take(self, line: Line) -> None:
        """Read a message, and perhaps take it; all that may not be delivered is known from before it is answered."""
        if self.random.random() < 0.05:
            line.file.readline()
            raise ConnectionError
        body = []
        while (read := line.file.readline()) != b".\r\n":
            if not read:
                raise ConnectionError
            body.append(read)
        found = _IDENTIFIER.search(b"".join(body))
        assert found is not None
        chance = self.random.random()
        if chance < 0.1:
            line.say(self.random.choice((b"451 4.3.0 later", b"550 5.7.1 no", b"421 4.3.2 closing")))
            raise ConnectionError
        with self.lock:
            self.taken[found[1]] += 1
            if chance >= 0.2:
                self.confirmed.add(found[1])
        if chance < 0.2:
            raise ConnectionError
        line.say(b"250 taken")


def identifiers(outbox: Outbox) -> dict[bytes, State]:
    """Return the Message-IDs of what is in the outbox, with their states."""
    found = {}
    for entry in outbox.entries(Report()):
        letter = outbox.letter(entry)
        assert letter is not None
        identifier = _IDENTIFIER.search(letter.data)
        assert identifier is not None
        found[identifier[1]] = entry.state
    return found


@pytest.mark.parametrize("seed", range(12))
def test_whatever_a_server_does_each_message_is_what_it_is_called(seed: int, tmp_path: Path) -> None:
    outbox, chaos = Outbox(tmp_path / "outbox"), Chaos(seed)
    fill(outbox, MESSAGES)
    put_in = set(identifiers(outbox))
    assert len(put_in) == MESSAGES
    with scripted(*[chaos.serve] * 400) as port:
        server = server_at(port, tmp_path, waits=(0.001,) * 4)
        for _ in range(30):
            try:
                for event in send(outbox, server, None, Stop()):
                    assert "example.org" not in f"{event}"
            except RefusedError as refusal:
                assert "example.org" not in str(refusal)
            if State.WAITING not in identifiers(outbox).values():
                break
    left = identifiers(outbox)
    by_state = {state: {one for one, its in left.items() if its is state} for state in State}
    assert by_state[State.WAITING] == set()
    assert put_in - set(left) <= chaos.confirmed, "what has left the outbox was taken"
    assert by_state[State.REFUSED].isdisjoint(chaos.taken), "what was refused was not taken"
    assert set(chaos.taken) <= (put_in - set(left)) | by_state[State.UNKNOWN], "what was taken is gone, or in doubt"
    assert set(chaos.taken.values()) <= {1}, "none went twice"
