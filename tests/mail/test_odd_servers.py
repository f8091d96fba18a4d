"""Servers that are slow on purpose, say too much, or answer unasked: no run hangs, and no answer is misread."""

import time
from pathlib import Path

import pytest

from leafletgen.errors import RefusedError, Report
from leafletgen.mail.events import Outcome
from leafletgen.mail.outbox import Outbox
from leafletgen.mail.sending import send
from leafletgen.mail.server import Server, Times
from leafletgen.system.workers import Stop
from tests.support.mail_servers import BOUND, Line, context_of, scripted, server_at
from tests.support.outboxes import fill


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox")


def sent_by(outbox: Outbox, server: Server) -> list[str]:
    events = send(outbox, server, None, Stop())
    return [event.outcome.value for event in events if event.outcome is not Outcome.PAUSE]


def states(outbox: Outbox) -> list[str]:
    return [entry.state.value for entry in outbox.entries(Report())]


def takes(number: int, line: Line) -> None:
    for _ in range(number):
        line.take_until_data()
        line.take_body()
        line.say(b"250 taken")


def takes_one(line: Line) -> None:
    line.begin(context_of())
    takes(1, line)
    line.hear()


def drip(line: Line, words: bytes) -> None:
    """Say something a byte at a time, each within the bound and all of it not."""
    for letter in words:
        line.connection.sendall(bytes([letter]))
        time.sleep(0.1)


@pytest.mark.parametrize("size", [b"9" * 5000, b"9" * 21, "²".encode("latin-1"), b"-1", b"much"])
def test_a_size_that_is_no_number_of_the_standard_says_nothing(size: bytes, outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)

    def boasts(line: Line) -> None:
        line.begin(context_of(), b"SIZE " + size)
        takes(1, line)

    with scripted(boasts) as port:
        assert sent_by(outbox, server_at(port, tmp_path)) == ["sent"]


def test_a_greeting_that_drips_in_is_given_up(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)

    def drips(line: Line) -> None:
        drip(line, b"220-" + b"." * 40 + b"\r\n")
        takes_one(line)

    times = Times(0.5, BOUND, BOUND, BOUND)
    with scripted(drips) as port, pytest.raises(RefusedError) as caught:
        sent_by(outbox, server_at(port, tmp_path, times=times))
    assert caught.value.diagnostics[0].code == "mail-server-not-reached"
    assert states(outbox) == ["waiting"]


def test_an_answer_to_the_dot_that_drips_in_leaves_it_unknown(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)

    def drips(line: Line) -> None:
        line.begin(context_of())
        line.take_until_data()
        line.take_body()
        drip(line, b"250-" + b"." * 40 + b"\r\n250 taken\r\n")

    with scripted(drips) as port:
        assert sent_by(outbox, server_at(port, tmp_path, times=Times(BOUND, BOUND, BOUND, 0.5))) == ["unknown"]
    assert states(outbox) == ["unknown"]


@pytest.mark.parametrize("unasked", [b"550 5.1.1 no", b"250 and once more", b"421 farewell"])
def test_what_is_said_unasked_is_no_answer_to_the_next_message(unasked: bytes, outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 2)

    def says_more(line: Line) -> None:
        line.begin(context_of())
        line.take_until_data()
        line.take_body()
        line.say(b"250 taken", unasked)
        line.hear()

    with scripted(says_more, takes_one) as port:
        assert sent_by(outbox, server_at(port, tmp_path)) == ["sent", "sent"]
    assert states(outbox) == []


def test_a_login_that_is_asked_for_after_the_dot_leaves_nothing_in_doubt(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 2)

    def asks_late(line: Line) -> None:
        line.begin(context_of())
        line.take_until_data()
        line.take_body()
        line.say(b"530 5.7.0 log in first")
        line.hear()

    with scripted(asks_late) as port, pytest.raises(RefusedError) as caught:
        sent_by(outbox, server_at(port, tmp_path))
    assert caught.value.diagnostics[0].code == "mail-login-needed"
    assert states(outbox) == ["waiting", "waiting"]


def refuses(answer: bytes, number: int, line: Line) -> None:
    for _ in range(number):
        line.take_until_data()
        line.take_body()
        line.say(answer)
        line.hear()  # RSET
        line.say(b"250 OK")


def test_a_server_that_refuses_one_after_the_other_does_not_get_them_all(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 5)

    def refuses_all(line: Line) -> None:
        line.begin(context_of())
        refuses(b"554 5.7.60 this account may not send as that", 5, line)

    with scripted(refuses_all) as port, pytest.raises(RefusedError) as caught:
        sent_by(outbox, server_at(port, tmp_path))
    assert caught.value.diagnostics[0].code == "mail-server-refuses"
    assert states(outbox) == ["refused"] * 3 + ["waiting"] * 2


def test_refusals_of_single_messages_or_addresses_end_no_run(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 8)

    def refuses_some(line: Line) -> None:
        line.begin(context_of())
        refuses(b"554 5.7.1 no", 2, line)
        takes(1, line)
        refuses(b"554 5.7.1 no", 1, line)
        for _ in range(4):
            for answer in (b"250 OK", b"550 5.1.1 nobody", b"250 OK"):
                line.hear()
                line.say(answer)

    with scripted(refuses_some) as port:
        assert sent_by(outbox, server_at(port, tmp_path)) == ["refused"] * 2 + ["sent"] + ["refused"] * 5
