"""Two hundred messages through a real mail server, by a command that is killed again and again."""

import email
import os
import random
import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from leafletgen.errors import Report
from leafletgen.mail.entry import Origin, State
from leafletgen.mail.outbox import Outbox
from tests.mail.outbox_samples import LIST, address, message, put, states
from tests.support.commands import ROOT, write
from tests.support.mail_servers import HOST, SENDER, Box, authority, serving
from tests.support.processes import BOUND, Child

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal")

MESSAGES, RANDOM_KILLS = 200, 20
#: `leafletgen`, but that it does not spread the messages over minutes.
_COMMAND = """\
import sys
from leafletgen.cli.main import run
from leafletgen.mail.pace import Pace

Pace.wait = lambda pace, stop: None
sys.argv[0] = "leafletgen"
run()
"""


class Kill(NamedTuple):
    """When a run is killed."""

    message: int
    """At which of its messages, from 1."""
    at: str
    """At which command of the client the server kills it: MAIL, RCPT or DATA, which is when all of it has come."""
    delay: float = 0.0
    """Seconds after that, while both go on; 0 for before the server answers."""


class KillingBox(Box):
    """Takes messages, and kills the process that sends them when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.child: Child[str] | None = None
        self.kill: Kill | None = None
        self.begun = 0
        self.timers: list[threading.Timer] = []

    def expect(self, child: "Child[str]", kill: Kill | None) -> None:
        self.child, self.kill, self.begun = child, kill, 0

    def _reached(self, command: str) -> None:
        if self.kill is None or self.child is None or (self.begun, command) != self.kill[:2]:
            return
        if not self.kill.delay:
            self.child.send_signal(signal.SIGKILL)
            return
        timer = threading.Timer(self.kill.delay, self.child.send_signal, (signal.SIGKILL,))
        timer.start()
        self.timers.append(timer)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.begun += 1
        self._reached("MAIL")
        return await super().handle_MAIL(server, session, envelope, address, options)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self._reached("RCPT")
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        self._reached("DATA")
        return answer


class Proof:
    """An outbox, a server that kills, and what was seen of them."""

    def __init__(self, folder: Path, box: KillingBox, port: int) -> None:
        self.outbox = Outbox(folder / "outbox")
        self.box = box
        certificates = folder / "authority.pem"
        authority().cert_pem.write_to_path(str(certificates))
        self.surroundings = {
            **os.environ,
            **{"PYTHONPATH": str(ROOT), "LEAFLETGEN_SMTP_HOST": HOST, "LEAFLETGEN_SMTP_PORT": str(port)},
            **{"LEAFLETGEN_SMTP_SECURITY": "starttls", "LEAFLETGEN_SMTP_FROM": SENDER.address},
            "LEAFLETGEN_SMTP_CA_FILE": str(certificates),
        }
        self.command = [sys.executable, str(write(folder / "command.py", _COMMAND)), "outbox", "send"]
        self.said: list[str] = []

    def run(self, kill: Kill | None, *options: str) -> int:
        """Send until there is nothing left to send, or the process is killed."""
        command = [*self.command, "--outbox", str(self.outbox.folder), *options]
        with Child(command, stdout=-1, stderr=-1, text=True, env=self.surroundings) as child:
            self.box.expect(child, kill)
            self.said += child.communicate(timeout=BOUND)
        for timer in self.box.timers:
            timer.join(BOUND)
        self.box.timers.clear()
        return int(child.returncode)


@pytest.fixture
def proof(tmp_path: Path) -> Iterator[Proof]:
    box = KillingBox()
    with serving(box) as port:
        yield Proof(tmp_path, box, port)


def _kills() -> list[Kill]:
    """Twenty by chance, and one at each step of a message, at its first and at a later one."""
    chance = random.Random(2026)
    random_ones = [
        Kill(chance.randint(1, 12), chance.choice(("MAIL", "RCPT", "DATA")), chance.uniform(1e-5, 4e-3))
        for _ in range(RANDOM_KILLS)
    ]
    return [*random_ones, *(Kill(number, at) for number in (1, 5) for at in ("MAIL", "RCPT", "DATA"))]


def test_two_hundred_messages_arrive_whatever_is_killed(proof: Proof) -> None:
    outbox, box = proof.outbox, proof.box
    put(outbox, *range(1, MESSAGES + 1))
    with outbox.locked():
        letters = {entry.number: outbox.letter(entry) for entry in outbox.entries(Report())}
    identifiers = {one.recipient: email.message_from_bytes(one.data)["Message-ID"] for one in letters.values() if one}
    assert len(set(identifiers.values())) == MESSAGES

    codes = [proof.run(kill) for kill in _kills()]
    assert set(codes) == {-signal.SIGKILL}
    assert proof.run(None) == 1, "some may have arrived"
    unknown = states(outbox)
    assert set(unknown.values()) == {State.UNKNOWN}
    once = Counter(received.recipient for received in box.received)
    assert set(once.values()) == {1}, "none went twice without being asked for"
    assert len(once.keys() | set(map(address, unknown))) == MESSAGES
    resent = Counter(unknown.keys())

    assert proof.run(Kill(2, "DATA"), "--resend-unknown") == -signal.SIGKILL
    resent.update(states(outbox).keys())
    assert proof.run(None, "--resend-unknown") == 0
    assert not states(outbox)
    assert not list(outbox.folder.glob("*.eml"))
    arrived = Counter(received.recipient for received in box.received)
    assert set(arrived) == {address(number) for number in range(1, MESSAGES + 1)}
    for number in range(1, MESSAGES + 1):
        assert arrived[address(number)] <= 1 + resent[number]
    assert any(copies > 1 for copies in arrived.values()), "one was killed between the dot and the answer"
    for received in box.received:
        assert email.message_from_bytes(received.data)["Message-ID"] == identifiers[received.recipient]
    _ends_with_nothing_to_do(proof)


def _ends_with_nothing_to_do(proof: Proof) -> None:
    """Nothing was said of anybody, and filling the outbox again puts nothing in."""
    assert not any("sam" in said.lower() for said in proof.said)
    for number in range(1, MESSAGES + 1):
        origin = Origin(LIST, number + 1)
        result = proof.outbox.put(message(number), origin, b"content %d" % number, Report())
        assert result is not None
        assert (result.is_new, result.state) == (False, State.SENT)
