"""Sending to real servers: what they take is gone, what they refuse is set apart, what is in doubt is told."""

import gc
import smtplib
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from leafletgen.errors import RefusedError, Report
from leafletgen.mail.entry import Origin, State
from leafletgen.mail.events import Event, Outcome
from leafletgen.mail.outbox import Outbox
from leafletgen.mail.sending import send
from leafletgen.mail.server import Security, Server
from leafletgen.system.workers import Stop
from tests.support.mail_servers import (
    HOST,
    PASSWORD,
    SENDER,
    USER,
    Box,
    Line,
    context_of,
    scripted,
    server_at,
    serving,
)
from tests.support.outboxes import fill


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox")


def sent_by(outbox: Outbox, server: Server, **named: Any) -> list[Event]:
    """Send, and return what was told but pauses; nothing private is in it."""
    events = [event for event in send(outbox, server, PASSWORD, Stop(), **named) if event.outcome is not Outcome.PAUSE]
    for event in events:
        assert "example.org" not in repr(event)
        assert "Kim" not in repr(event)
    return events


def outcomes(events: list[Event]) -> list[str]:
    return [event.outcome.value for event in events]


def states(outbox: Outbox) -> list[str]:
    return [entry.state.value for entry in outbox.entries(Report())]


def said_of(events: list[Event]) -> str:
    return "\n".join(str(event.diagnostic) for event in events if event.diagnostic is not None)


def stops_with(code: str, outbox: Outbox, server: Server, **named: Any) -> str:
    """Send, expect the run to stop with a code, and return what is said."""
    with pytest.raises(RefusedError) as caught:
        sent_by(outbox, server, **named)
    assert [one.code for one in caught.value.diagnostics] == [code]
    return str(caught.value)


@pytest.mark.parametrize("security", list(Security))
def test_messages_arrive_once_and_whole_over_both_ways_of_tls(
    security: Security, outbox: Outbox, tmp_path: Path
) -> None:
    fill(outbox, 3, ".\n..two dots\n.one\nend")
    letters = [outbox.letter(entry) for entry in outbox.entries(Report())]
    box, implicit = Box(), security is Security.TLS
    with serving(box, implicit=implicit, auth_required=not implicit) as port:  # aiosmtpd warns of both at once
        server = server_at(port, tmp_path, security=security, user=USER)
        assert outcomes(sent_by(outbox, server)) == ["sent"] * 3
    assert states(outbox) == []
    assert [one.recipient for one in box.received] == [f"patient{which}@example.org" for which in (1, 2, 3)]
    assert [one.data for one in box.received] == [letter and letter.data for letter in letters]
    assert {one.sender for one in box.received} == {SENDER.address}
    assert set(box.greeted) == {"[127.0.0.1]"}, "no name of this machine, and no name server is asked for it"


def test_no_library_is_asked_for_the_name_of_this_machine(
    outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object) -> str:
        raise AssertionError("asks a name server")

    monkeypatch.setattr("socket.getfqdn", asked)
    monkeypatch.setattr("socket.gethostname", asked)
    fill(outbox)
    with serving(Box()) as port:
        assert outcomes(sent_by(outbox, server_at(port, tmp_path))) == ["sent"]


def test_a_refused_recipient_is_set_apart_and_told_by_the_line_alone(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 3)
    box = Box()
    box.answers["patient2@example.org"] = ["550 5.1.1 <patient2@example.org> Kim Sample unknown here"]
    with serving(box) as port:
        events = sent_by(outbox, server_at(port, tmp_path))
        assert sent_by(outbox, server_at(port, tmp_path)) == [], "it is not tried again"
    assert outcomes(events) == ["sent", "refused", "sent"]
    assert str(events[1].diagnostic).splitlines()[0] == (
        "patients.csv:3:1: error: the server refused this recipient (550 5.1.1: no such mailbox)"
    )
    assert "unknown here" not in said_of(events)
    (entry,) = outbox.entries(Report())
    assert (entry.state, entry.why, entry.origin) == (State.REFUSED, "550-5.1.1", Origin("patients.csv", 3))


def test_a_message_that_is_refused_after_its_end_is_set_apart(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 3)
    box = Box()
    box.answers["DATA"] = ["554 5.7.1 looks like spam", "552 too much"]
    with serving(box) as port:
        events = sent_by(outbox, server_at(port, tmp_path))
    assert outcomes(events) == ["refused", "refused", "sent"]
    codes = [event.diagnostic.code for event in events if event.diagnostic is not None]
    assert codes == ["email-refused", "email-too-large-for-server"]
    assert [entry.why for entry in outbox.entries(Report())] == ["554-5.7.1", "552"]


def test_251_and_252_are_yes(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 2)
    box = Box()
    box.answers["RCPT"] = ["251 will forward", "252 cannot verify"]
    with serving(box) as port:
        assert outcomes(sent_by(outbox, server_at(port, tmp_path))) == ["sent", "sent"]


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_what_is_put_off_twice_goes_at_the_third_try(command: str, outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)
    box = Box()
    box.answers[command] = ["451 4.7.1 greylisted, patient1@example.org"] * 2
    with serving(box) as port:
        events = sent_by(outbox, server_at(port, tmp_path))
    assert outcomes(events) == ["waiting", "waiting", "sent"]
    assert "451 4.7.1: the server has a difficulty of its own, or wants to see a second try" in said_of(events)
    assert "greylisted" not in said_of(events)
    assert len(box.received) == 1
    assert states(outbox) == []


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_421_makes_a_new_connection(command: str, outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 2)
    box = Box()
    box.answers[command] = ["421 4.3.2 closing"]
    with serving(box) as port:
        assert outcomes(sent_by(outbox, server_at(port, tmp_path))) == ["waiting", "sent", "sent"]
    assert len(box.peers) == 2
    assert {one.recipient for one in box.received} == {"patient1@example.org", "patient2@example.org"}


def test_after_the_last_wait_a_message_stays_and_the_next_run_begins_anew(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 2)
    box = Box()
    box.answers["patient1@example.org"] = ["450 busy"] * 5
    with serving(box) as port:
        server = server_at(port, tmp_path)
        events = sent_by(outbox, server)
        assert sorted(outcomes(events)) == ["given up", "sent", "waiting", "waiting", "waiting"]
        assert "not taken in 4 tries (450: the mailbox is busy); it stays in the outbox" in said_of(events)
        (entry,) = outbox.entries(Report())
        assert (entry.state, entry.tries, entry.not_before, entry.why) == (State.WAITING, 4, 0, "450")
        assert outcomes(sent_by(outbox, server)) == ["waiting", "sent"]


def test_once_does_not_wait_and_its_waits_grow_from_run_to_run(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 2)
    box = Box()
    box.answers["patient1@example.org"] = ["450 busy"]
    with serving(box) as port:
        server = server_at(port, tmp_path, waits=(1000.0, 5000.0))
        events = sent_by(outbox, server, once=True)
        assert outcomes(events) == ["waiting", "sent"]
        assert "the next try is in 17 minutes" in said_of(events)
        assert sent_by(outbox, server, once=True) == [], "its time has not come"
    (entry,) = outbox.entries(Report())
    assert 990 < entry.not_before - entry.since < 1010
    assert entry.tries == 1


def test_only_some_of_them_go(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 3)
    number = outbox.entries(Report())[1].number
    box = Box()
    with serving(box) as port:
        assert outcomes(sent_by(outbox, server_at(port, tmp_path), only=[number])) == ["sent"]
    assert [one.recipient for one in box.received] == ["patient2@example.org"]
    assert states(outbox) == ["waiting", "waiting"]


def test_a_wish_to_stop_ends_a_wait_at_once(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 2)
    box, stop = Box(), Stop()
    box.answers["RCPT"] = ["450 busy"] * 2
    with serving(box) as port:
        for event in send(outbox, server_at(port, tmp_path, waits=(3600.0,)), None, stop):
            stop.wished = event.outcome is Outcome.PAUSE
    assert states(outbox) == ["waiting", "waiting"]


def test_messages_are_spread_evenly_over_the_minute(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 4)
    stop = Stop()
    with serving(Box()) as port:
        sending = send(outbox, server_at(port, tmp_path, per_minute=0.001), None, stop)
        assert next(sending).outcome is Outcome.SENT
        stop.wished = True  # the second would be begun after 1000 minutes
        assert list(sending) == []
    assert len(states(outbox)) == 3


def test_a_session_ends_after_fifty_messages(outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leafletgen.mail.line.MOST_IN_A_SESSION", 2)
    fill(outbox, 5)
    box = Box()
    with serving(box) as port:
        assert outcomes(sent_by(outbox, server_at(port, tmp_path))) == ["sent"] * 5
    assert len(box.peers) == 3


def test_a_message_larger_than_the_server_takes_is_not_sent_at_all(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 1, size=300_000)
    fill(outbox, 2)
    box = Box()
    with serving(box, data_size_limit=200_000) as port:
        events = sent_by(outbox, server_at(port, tmp_path))
    assert sorted(outcomes(events)) == ["refused", "sent"]
    assert "too large for the server" in said_of(events)
    assert [entry.why for entry in outbox.entries(Report())] == ["552-5.3.4"]


# --- what breaks --------------------------------------------------------------------------------------------------


def drops_after_the_dot(line: Line) -> None:
    line.begin(context_of())
    line.take_until_data()
    line.take_body()


def takes_one(line: Line) -> None:
    line.begin(context_of())
    line.take_until_data()
    line.take_body()
    line.say(b"250 taken")
    line.hear()
    line.say(b"221 bye")


def test_a_connection_that_breaks_after_the_dot_leaves_it_unknown_and_it_goes_again_when_asked(
    outbox: Outbox, tmp_path: Path
) -> None:
    fill(outbox)
    taken: list[bytes] = []

    def drops(line: Line) -> None:
        line.begin(context_of())
        line.take_until_data()
        taken.append(line.take_body())

    with scripted(drops) as port:
        events = sent_by(outbox, server_at(port, tmp_path))
    assert outcomes(events) == ["unknown"]
    assert "patients.csv:2:1: error: the connection broke at the very end" in said_of(events)
    assert states(outbox) == ["unknown"]
    box = Box()
    with serving(box) as port:
        server = server_at(port, tmp_path)
        assert sent_by(outbox, server) == [], "never without being asked"
        assert states(outbox) == ["unknown"]
        assert outcomes(sent_by(outbox, server, resend_unknown=True)) == ["sent"]
    assert states(outbox) == []
    (again,) = box.received
    assert taken == [again.data], "the same message, with the same Message-ID"
    assert again.data.count(b"\r\nMessage-ID: ") == 1


def test_a_server_that_never_answers_the_dot_leaves_it_unknown(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)

    def is_silent(line: Line) -> None:
        line.begin(context_of())
        line.take_until_data()
        line.take_body()
        line.hear()  # until the other side has gone

    with scripted(is_silent) as port:
        server = server_at(port, tmp_path)
        events = sent_by(outbox, server._replace(times=server.times._replace(end=0.05)))
    assert outcomes(events) == ["unknown"]


def test_once_ends_with_the_first_that_is_in_doubt(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 3)
    with scripted(drops_after_the_dot) as port:
        assert outcomes(sent_by(outbox, server_at(port, tmp_path), once=True)) == ["unknown"]
    assert states(outbox) == ["unknown", "waiting", "waiting"]


def test_a_server_that_drops_all_is_given_up_before_all_are_in_doubt(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 9)
    with scripted(*[drops_after_the_dot] * 9) as port:
        stops_with("mail-server-lost", outbox, server_at(port, tmp_path))
    assert states(outbox) == ["unknown"] * 4 + ["waiting"] * 5


def test_garbage_after_the_dot_leaves_it_unknown(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)

    def babbles(line: Line) -> None:
        line.begin(context_of())
        line.take_until_data()
        line.take_body()
        line.say(b"hello patient1@example.org")

    with scripted(babbles) as port:
        assert outcomes(sent_by(outbox, server_at(port, tmp_path))) == ["unknown"]


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_connection_that_breaks_before_the_body_leaves_it_waiting_and_it_goes_by_the_next(
    steps: int, outbox: Outbox, tmp_path: Path
) -> None:
    fill(outbox)

    def drops(line: Line) -> None:
        line.begin(context_of())
        for answer in (b"250 OK", b"250 OK")[: steps - 1]:
            line.hear()
            line.say(answer)
        line.hear()

    with scripted(drops, takes_one) as port:
        assert outcomes(sent_by(outbox, server_at(port, tmp_path))) == ["waiting", "sent"]
    assert states(outbox) == []


def test_a_connection_that_breaks_in_the_body_leaves_it_waiting(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, size=12_000_000)  # more than lies in the buffers between

    def drops(line: Line) -> None:
        line.begin(context_of())
        line.take_until_data()
        line.file.readline()

    with scripted(drops, takes_one) as port:
        assert outcomes(sent_by(outbox, server_at(port, tmp_path))) == ["waiting", "sent"]


def test_a_server_that_speaks_before_the_dot_has_not_taken_it(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, size=12_000_000)

    def interrupts(line: Line) -> None:
        line.begin(context_of())
        line.take_until_data()
        line.say(b"451 4.3.0 no more")
        for _ in range(170_000):
            line.file.readline()

    with scripted(interrupts, takes_one) as port:
        events = sent_by(outbox, server_at(port, tmp_path))
    assert outcomes(events) == ["waiting", "sent"]


def test_a_reply_too_many_before_the_dot_is_not_taken_for_the_answer_to_it(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)

    def says_too_much(line: Line) -> None:
        line.begin(context_of())
        for answer in (b"250 OK", b"250 OK"):
            line.hear()
            line.say(answer)
        line.hear()
        line.say(b"354 go on", b"250 taken already")
        line.take_body()

    with scripted(says_too_much, takes_one) as port:
        assert outcomes(sent_by(outbox, server_at(port, tmp_path))) == ["waiting", "sent"]


def test_an_interrupt_in_the_middle_of_a_message_shows_the_server_no_end_of_it(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, size=100_000)
    heard: list[bytes] = []

    def listens(line: Line) -> None:
        line.begin(context_of())
        line.take_until_data()
        heard.append(line.take_body())

    class Interrupted(Outbox):
        def begin_dot(self, entry: Any) -> Any:
            raise KeyboardInterrupt

    with scripted(listens) as port, pytest.raises(KeyboardInterrupt):
        sent_by(Interrupted(outbox.folder), server_at(port, tmp_path))
    assert len(heard[0]) > 100_000
    assert not heard[0].endswith((b"QUIT\r\n", b"\n.\r\n"))
    assert states(outbox) == ["waiting"]


def test_an_idle_session_that_the_server_has_ended_costs_no_try(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 2)

    def ends_after_one(line: Line) -> None:
        line.begin(context_of())
        line.take_until_data()
        line.take_body()
        line.say(b"250 taken")

    with scripted(ends_after_one, takes_one) as port:
        assert outcomes(sent_by(outbox, server_at(port, tmp_path))) == ["sent", "sent"]


def test_a_drop_at_the_farewell_is_no_fault(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)

    def is_rude(line: Line) -> None:
        line.begin(context_of())
        line.take_until_data()
        line.take_body()
        line.say(b"250 taken")
        line.hear()

    with scripted(is_rude) as port:
        assert outcomes(sent_by(outbox, server_at(port, tmp_path))) == ["sent"]


def test_a_message_that_is_deleted_in_mid_air_is_not_finished(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)
    (entry,) = outbox.entries(Report())
    heard: list[bytes] = []

    def deletes(line: Line) -> None:
        line.begin(context_of())
        line.take_until_data()
        heard.append(line.take_body())

    class Deleting(Outbox):
        def begin_dot(self, entry: Any) -> Any:
            (self.folder / entry.file).unlink()
            return super().begin_dot(entry)

    with scripted(deletes) as port:
        assert sent_by(Deleting(outbox.folder), server_at(port, tmp_path)) == []
    assert entry.file not in {path.name for path in outbox.folder.iterdir()}
    assert heard, "its text was heard, and the connection closed without the dot"


# --- what ends a run ----------------------------------------------------------------------------------------------


def test_nobody_there_is_told_at_once(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)
    with scripted() as port:
        pass
    assert "cannot be reached" in stops_with("mail-server-not-reached", outbox, server_at(port, tmp_path))
    assert states(outbox) == ["waiting"]


def _other_authority() -> trustme.CA:
    return trustme.CA()


@pytest.mark.parametrize("security", list(Security))
@pytest.mark.parametrize(
    ("context", "why"),
    [
        pytest.param(lambda: context_of(ca=_other_authority()), "nobody trusted has signed it", id="stranger"),
        pytest.param(lambda: context_of("mail.example.org"), "it is for another", id="name"),
        pytest.param(lambda: context_of(expired=True), "it has expired", id="expired"),
    ],
)
def test_a_wrong_certificate_ends_the_run_before_anything_is_said(
    context: Any, why: str, security: Security, outbox: Outbox, tmp_path: Path
) -> None:
    fill(outbox, 2)
    box = Box()
    with serving(box, tls=context(), implicit=security is Security.TLS) as port:
        server = server_at(port, tmp_path, security=security, user=USER)
        assert why in stops_with("mail-server-certificate", outbox, server)
    assert box.received == []
    assert states(outbox) == ["waiting", "waiting"]


def test_without_a_file_of_certificates_those_of_the_system_count(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)
    with serving(Box()) as port:
        stops_with("mail-server-certificate", outbox, server_at(port, tmp_path, ca_file=None))


def test_a_file_of_certificates_that_is_none_is_told(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)
    (tmp_path / "none.pem").write_text("-----BEGIN CERTIFICATE-----\nnothing\n", "ascii")
    with serving(Box()) as port:
        server = server_at(port, tmp_path, ca_file=tmp_path / "none.pem")
        assert "the file of certificates cannot be used" in stops_with("mail-server-certificate", outbox, server)


def test_a_server_without_starttls_hears_nothing_of_a_message(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)
    heard: list[bytes] = []

    def offers_nothing(line: Line) -> None:
        line.say(b"220 ready")
        heard.append(line.hear())
        line.say(b"250-here", b"250 AUTH PLAIN LOGIN")
        heard.append(line.hear())

    with scripted(offers_nothing) as port:
        stops_with("mail-server-without-tls", outbox, server_at(port, tmp_path, user=USER))
    assert heard[0] == b"ehlo [127.0.0.1]"
    assert heard[1:] in ([b""], [b"QUIT"])


def test_words_that_are_slipped_in_before_tls_are_not_believed(outbox: Outbox, tmp_path: Path) -> None:
    """A stranger on the line adds a reply to the last one in the clear (CVE-2011-0411 and the like)."""
    fill(outbox)
    heard: list[bytes] = []

    def slips_in(line: Line) -> None:
        line.say(b"220 ready")
        line.hear()
        line.say(b"250-here", b"250 STARTTLS")
        line.hear()
        line.say(b"220 go on", b"250-there", b"250 AUTH LOGIN")
        line.encrypt(context_of())
        heard.append(line.hear())
        line.say(b"250-here", b"250 AUTH PLAIN")
        heard.append(line.hear()[:11])

    with scripted(slips_in) as port, pytest.raises(RefusedError):
        sent_by(outbox, server_at(port, tmp_path, user=USER), once=True)
    assert heard in ([], [b"ehlo [127.0.0.1]", b"AUTH PLAIN "]), "it was not heard, or the session ended"


def test_plain_words_where_tls_should_be_are_told(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)

    def is_plain(line: Line) -> None:
        line.say(b"220 ready")
        line.hear()

    with scripted(is_plain) as port:
        stops_with("mail-server-tls-failed", outbox, server_at(port, tmp_path, security=Security.TLS))


def test_a_wrong_password_is_tried_once(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 2)
    box = Box()
    tried: list[int] = []

    def keeps_out(*_: object) -> Any:
        from aiosmtpd.smtp import AuthResult

        tried.append(1)
        return AuthResult(success=False, handled=False)

    with serving(box, authenticator=keeps_out, auth_required=True) as port:
        said = stops_with("mail-login-refused", outbox, server_at(port, tmp_path, user=USER))
    assert "535 5.7.8: the user or the password is wrong" in said
    assert len(tried) == 1
    assert states(outbox) == ["waiting", "waiting"]


def test_login_is_spoken_where_plain_is_not(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)
    with serving(Box(), auth_required=True, auth_exclude_mechanism=["PLAIN"]) as port:
        assert outcomes(sent_by(outbox, server_at(port, tmp_path, user=USER))) == ["sent"]


def test_a_server_that_knows_no_password_is_told(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)
    with serving(Box(), auth_exclude_mechanism=["PLAIN", "LOGIN"]) as port:
        stops_with("mail-server-without-login", outbox, server_at(port, tmp_path, user=USER))


def test_a_server_that_wants_a_login_is_told(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)
    with serving(Box(), auth_required=True) as port:
        stops_with("mail-login-needed", outbox, server_at(port, tmp_path))
    assert states(outbox) == ["waiting"]


def test_a_server_that_passes_nothing_on_for_strangers_sets_no_message_apart(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 2)
    box = Box()
    box.answers["RCPT"] = ["554 5.7.1 relay access denied"] * 2
    with serving(box) as port:
        stops_with("mail-server-refuses", outbox, server_at(port, tmp_path))
    assert states(outbox) == ["waiting", "waiting"]


def test_a_sender_that_is_refused_ends_the_run(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox, 2)
    box = Box()
    box.answers["MAIL"] = ["553 5.7.1 physio@example.org: not yours"]
    with serving(box) as port:
        stops_with("mail-sender-refused", outbox, server_at(port, tmp_path))
    assert states(outbox) == ["waiting", "waiting"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([b"hello there"], id="no code"),
        pytest.param([b"SSH-2.0-OpenSSH_9.2"], id="ssh"),
        pytest.param([b"220 " + b"x" * 20_000], id="long line"),
        pytest.param([b"220-still"] * 300, id="endless"),
        pytest.param([b"\xff\xfe\x00"], id="bytes"),
        pytest.param([b"999 nothing"], id="no such code"),
    ],
)
def test_what_speaks_no_smtp_is_told(words: list[bytes], outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)
    with scripted(lambda line: line.say(*words)) as port:
        stops_with("mail-server-lost", outbox, server_at(port, tmp_path), once=True)
    assert states(outbox) == ["waiting"]


def test_a_server_that_is_silent_is_given_up(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)
    with scripted(lambda line: (line.hear(), None)[1]) as port:
        server = server_at(port, tmp_path)
        stops_with("mail-server-not-reached", outbox, server._replace(times=server.times._replace(connect=0.05)))


def test_a_busy_server_is_asked_again_and_then_given_up(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)

    def is_busy(line: Line) -> None:
        line.say(b"421 4.3.2 come back")

    with scripted(is_busy, is_busy, takes_one) as port:
        assert outcomes(sent_by(outbox, server_at(port, tmp_path))) == ["sent"]
    fill(outbox, 2)
    with scripted(*[is_busy] * 4) as port:
        stops_with("mail-server-busy", outbox, server_at(port, tmp_path))
    assert states(outbox) == ["waiting"]


def test_the_password_is_in_no_trace(outbox: Outbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import traceback

    wrong = "-".join(("Wr0ng", "Passw0rd"))
    fill(outbox)
    with serving(Box(), auth_required=True) as port:
        server = server_at(port, tmp_path, user=USER)
        with pytest.raises(RefusedError) as caught:
            list(send(outbox, server, wrong, Stop()))
    trace = "".join(traceback.format_exception(caught.value))
    for said in (trace, repr(server), *capsys.readouterr()):
        assert wrong not in said
        assert "patient1" not in said


def test_two_do_not_send_at_once(outbox: Outbox, tmp_path: Path) -> None:
    fill(outbox)
    with serving(Box()) as port, Outbox(outbox.folder).locked(), pytest.raises(RefusedError):
        sent_by(outbox, server_at(port, tmp_path))
    assert states(outbox) == ["waiting"]


@pytest.fixture(autouse=True)
def no_connection_but_to_the_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let each test connect to this machine alone, by its number, so that no name server is asked either."""
    import socket

    known = socket.getaddrinfo

    def looked_up(host: Any, *others: Any, **named: Any) -> Any:
        assert host == HOST, "something else was looked up"
        return known(host, *others, **named)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    yield
    gc.collect()  # a socket that was left open warns here, in the test that left it


def test_the_bounds_of_the_standard_are_ours() -> None:
    """RFC 5321, 4.5.3.2: ten minutes after the dot, five for a command, three for a block."""
    times = Server("h", 1, Security.TLS, "", SENDER).times
    assert (times.end, times.command, times.block) == (600, 300, 180)
    assert smtplib.SMTP.debuglevel == 0
    assert ssl.create_default_context().check_hostname
