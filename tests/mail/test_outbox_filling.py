"""The outbox takes each message whole and once, and nobody can read in its folder who is meant."""

import email
import os
import stat
import sys
from pathlib import Path

import pytest

from leafletgen.errors import Report
from leafletgen.mail.entry import Origin, State
from leafletgen.mail.outbox import Outbox
from tests.mail.outbox_samples import LIST, Clock, address, message, only, put, send_all, states
from tests.support.commands import ROOT
from tests.support.processes import BOUND, Child

_FILLING = """\
import sys
from pathlib import Path
from leafletgen.errors import Report
from leafletgen.mail.entry import Origin
from leafletgen.mail.outbox import Outbox
from tests.mail.outbox_samples import put

put(Outbox(Path(sys.argv[1])), *map(int, sys.argv[2].split(",")))
"""


def test_message_lies_whole_in_the_outbox(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "state" / "outbox")
    report = Report()
    result = outbox.put(message(), Origin(LIST, 7), b"content", report)
    assert result is not None
    assert (result.is_new, result.number, result.state) == (True, 1, State.WAITING)
    entry = only(outbox)
    assert (entry.called, entry.tries, entry.why) == ("patients.csv:7", 0, "")
    with outbox.locked():
        letter = outbox.letter(entry)
    assert letter is not None
    assert (letter.sender, letter.recipient) == ("clinic@example.org", address(1))
    read = email.message_from_bytes(letter.data)
    assert read["To"] == f"Sam Example <{address(1)}>"
    assert read["Message-ID"].endswith("@example.org>")
    assert not report.diagnostics


def test_typed_message_is_told_by_its_number(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    assert outbox.put(message(), Origin("", None), b"", Report()) is not None
    assert only(outbox).called == "message 1"


def test_draft_is_no_message(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="draft"):
        Outbox(tmp_path).put(message()._replace(sender=None), Origin("", None), b"", Report())


def test_same_message_is_put_in_once(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    put(outbox, 1, 2)
    first = outbox.entries(Report())
    report = Report()
    result = outbox.put(message(2), Origin(LIST, 3), b"content 2", report)
    assert result is not None
    assert (result.is_new, result.number, result.state) == (False, 2, State.WAITING)
    assert outbox.entries(Report()) == first
    assert not report.diagnostics


@pytest.mark.parametrize(("to", "content"), [(1, b"other"), (2, b"content 1")], ids=["content", "address"])
def test_another_message_is_put_in(tmp_path: Path, to: int, content: bytes) -> None:
    outbox = Outbox(tmp_path)
    put(outbox, 1)
    result = outbox.put(message(to), Origin(LIST, 2), content, Report())
    assert result is not None
    assert result.is_new
    assert states(outbox) == {1: State.WAITING, 2: State.WAITING}


def test_same_message_is_put_in_again_when_that_is_wanted(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    put(outbox, 1)
    result = outbox.put(message(1), Origin(LIST, 2), b"content 1", Report(), again=True)
    assert result is not None
    assert result.is_new
    one, other = outbox.entries(Report())
    with outbox.locked():
        letters = [outbox.letter(one), outbox.letter(other)]
    identifiers = {email.message_from_bytes(letter.data)["Message-ID"] for letter in letters if letter is not None}
    assert len(identifiers) == 2


def test_sent_message_is_known_for_thirty_days(tmp_path: Path) -> None:
    clock = Clock()
    outbox = Outbox(tmp_path / "outbox", now=clock)
    put(outbox, 1)
    send_all(outbox, tmp_path / "server")
    sent = clock.now
    for days, is_new in ((0, False), (30, False), (30.1, True)):
        clock.now = sent + days * 86_400
        result = Outbox(outbox.folder, now=clock).put(message(1), Origin(LIST, 2), b"content 1", Report())
        assert result is not None
        assert result.is_new is is_new
        assert is_new or (result.state, result.when) == (State.SENT, int(sent))


def test_sent_message_is_not_known_when_nothing_is_remembered(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox", remember_days=0)
    put(outbox, 1)
    send_all(outbox, tmp_path / "server")
    assert {path.name for path in outbox.folder.iterdir()} == {"key", ".filling.lock", ".sending.lock"}
    result = outbox.put(message(1), Origin(LIST, 2), b"content 1", Report())
    assert result is not None
    assert result.is_new


def test_put_and_the_questions_before_it_agree(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    assert outbox.knows(address(1), b"content 1", Report()) is None
    assert not outbox.waiting_for(address(1), Report())
    assert not outbox.folder.exists()
    put(outbox, 1)
    send_all(outbox, tmp_path / "server")
    put(outbox, 2, 3)
    asked = Outbox(outbox.folder)
    found = [asked.knows(address(number), b"content %d" % number, Report()) for number in (1, 2, 3, 4)]
    assert [one and one.state for one in found] == [State.SENT, State.WAITING, State.WAITING, None]
    assert asked.knows(address(2), b"content 3", Report()) is None
    assert [one.called for one in asked.waiting_for(address(3).upper(), Report())] == ["patients.csv:4"]
    assert not asked.waiting_for(address(1), Report())


def test_other_message_that_waits_for_the_recipient_is_told(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    put(outbox, 1, 2)
    report = Report()
    outbox.put(message(2), Origin("new.csv", 9), b"other", report)
    [told] = report.diagnostics
    assert (told.code, str(told.place)) == ("outbox-recipient-waits", "new.csv:9:1")
    assert told.message == "another message to this recipient waits in the outbox: patients.csv:3"


def test_numbers_are_not_given_twice(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1, 2)
    send_all(outbox, tmp_path / "server")
    put(outbox, 3)
    assert only(outbox).number == 3


def test_several_processes_fill_it_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    # Each has ten lines of its own, and ten that all have.
    lines = [[*range(30 * one, 30 * one + 10), *range(200, 210)] for one in range(1, 5)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    children = [
        Child([sys.executable, "-c", _FILLING, str(folder), ",".join(map(str, numbers))], env=surroundings)
        for numbers in lines
    ]
    assert [child.wait(BOUND) for child in children] == [0] * 4
    entries = Outbox(folder).entries(Report())
    assert [entry.number for entry in entries] == list(range(1, 51))
    assert sorted(entry.origin.line or 0 for entry in entries) == sorted({one + 1 for each in lines for one in each})


@pytest.mark.skipif(sys.platform == "win32", reason="the folder's rights count there")
def test_all_files_are_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: set[int] = set()
    real = os.open

    def opened(path: Path, flags: int, mode: int = 0o777) -> int:
        descriptor = real(path, flags, mode)
        if flags & os.O_CREAT:
            modes.add(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return descriptor

    monkeypatch.setattr(os, "open", opened)
    old = os.umask(0)
    try:
        outbox = Outbox(tmp_path / "state" / "outbox", keep_sent_days=1)
        put(outbox, 1, 2)
        send_all(outbox, tmp_path / "server")
    finally:
        os.umask(old)
    assert modes == {0o600}
    assert stat.S_IMODE(outbox.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in outbox.folder.iterdir()} == {0o600}


def test_nothing_but_the_message_says_whose_it_is(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox", keep_sent_days=1)
    put(outbox, 1, 2)
    send_all(outbox, tmp_path / "server")
    put(outbox, 3)
    entries = outbox.entries(Report())
    said = [repr(entries), *(path.name for path in outbox.folder.iterdir())]
    said += [path.read_bytes().decode("latin-1") for path in outbox.folder.iterdir() if path.suffix != ".eml"]
    for word in ("sam", "Sam", "example", "Your exercises", "Hillside"):
        assert not [one for one in said if word in one]
    with outbox.locked():
        assert repr(outbox.letter(entries[0])) == "Letter(…)"


def test_digests_say_nothing_without_the_key(tmp_path: Path) -> None:
    digests = []
    for name in ("one", "other"):
        outbox = Outbox(tmp_path / name)
        put(outbox, 1)
        digests.append((only(outbox).identity, only(outbox).recipient))
    assert not set(digests[0]) & set(digests[1])
