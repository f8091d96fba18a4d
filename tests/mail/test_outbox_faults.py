"""What can be wrong with an outbox's folder and files is told, with what to do; nothing is lost and nothing said."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode, RefusedError, Report
from leafletgen.mail.entry import LONGEST_HEAD, Origin, State
from leafletgen.mail.outbox import Outbox
from tests.mail.outbox_samples import is_empty, message, only, put, send_all, states, taken_by, tidy

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights and links of POSIX")


def _codes(outbox: Outbox) -> list[str]:
    """What is reported when one more message is put in."""
    report = Report()
    result = outbox.put(message(9), Origin("patients.csv", 10), b"content 9", report)
    assert (result is None) == report.has_errors
    assert not any("example.org" in str(one) for one in report.diagnostics)
    return [one.code for one in report.diagnostics]


def _refusals(do: Callable[[], object]) -> list[str]:
    with pytest.raises(RefusedError) as refusal:
        do()
    assert refusal.value.status is ExitCode.ENVIRONMENT
    return [one.code for one in refusal.value.diagnostics]


@POSIX
def test_link_is_no_outbox(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "outbox").symlink_to(tmp_path / "elsewhere")
    outbox = Outbox(tmp_path / "outbox")
    assert _codes(outbox) == ["outbox-not-usable"]
    assert _refusals(lambda: outbox.entries(Report())) == ["outbox-not-usable"]
    assert not list((tmp_path / "elsewhere").iterdir())


def test_file_is_no_outbox(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file")
    assert _codes(Outbox(tmp_path / "outbox")) == ["outbox-not-usable"]
    assert _codes(Outbox(tmp_path / "outbox" / "below")) == ["outbox-not-usable"]


@POSIX
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_folder_that_others_may_write_to_is_no_outbox(tmp_path: Path, mode: int) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1)
    outbox.folder.chmod(mode)
    again = Outbox(outbox.folder)
    assert _codes(again) == ["outbox-not-usable"]
    assert _refusals(lambda: again.purge((State.WAITING,))) == ["outbox-not-usable"]
    assert _refusals(lambda: send_all(again, tmp_path / "server")) == ["outbox-not-usable"]
    assert not taken_by(tmp_path / "server")


@POSIX
def test_folder_of_somebody_else_is_no_outbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(Outbox(tmp_path / "outbox"), 1)
    whose = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: whose + 1)
    assert _codes(Outbox(tmp_path / "outbox")) == ["outbox-not-usable"]


def test_folder_with_other_files_is_no_outbox(tmp_path: Path) -> None:
    (tmp_path / "letter.odt").write_text("a letter")
    assert _codes(Outbox(tmp_path)) == ["outbox-not-usable"]
    assert [path.name for path in tmp_path.iterdir()] == ["letter.odt"]


def test_files_from_elsewhere_are_told_and_left(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1)
    for name in ("Sam Example.eml", "notes.txt", "00000002_waiting_x.eml"):
        (outbox.folder / name).write_text("other")
    (outbox.folder / "folder").mkdir()
    report = Report()
    assert [entry.number for entry in outbox.entries(report)] == [1]
    [told] = report.diagnostics
    assert told.code == "outbox-strange-files"
    assert "4 files" in told.message
    assert "Sam" not in str(told)
    assert outbox.purge(tuple(State)) == 1
    assert len(list(outbox.folder.iterdir())) == 8


def _no_room(*arguments: object, **named: object) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/home/sam/outbox")


@pytest.mark.parametrize("step", ["write", "fsync", "open"])
def test_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1)
    with monkeypatch.context() as full:
        full.setattr(os, step, _no_room)
        assert _codes(outbox) == ["outbox-not-written"]
    assert not list(outbox.folder.glob("*.part"))
    assert states(outbox) == {1: State.WAITING}
    assert _codes(outbox) == []


def test_disk_that_fails_at_the_end_of_filling_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1, 2, 3)
    outbox.sync(())
    outbox.sync((1, 2, 3, 9))  # one has gone meanwhile
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", _no_room)
        assert _refusals(lambda: outbox.sync((1, 2, 3))) == ["outbox-not-written"]
    assert len(states(outbox)) == 3


def test_full_disk_while_it_sends_leaves_nothing_in_doubt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1)
    with outbox.locked():
        flying = outbox.begin_dot(only(outbox))
        assert flying is not None
        with monkeypatch.context() as full:
            full.setattr(os, "write", _no_room)
            assert _refusals(lambda: outbox.sent(flying)) == ["outbox-not-written"]
        assert states(outbox) == {1: State.SENT}
    put(outbox, 1)
    assert states(outbox) == {1: State.SENT}, "it is known by its name"
    tidy(outbox)
    put(outbox, 1)
    assert states(outbox) == {}, "it is known by its digest"


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="everything may be written by root")
def test_folder_that_is_read_only_is_told(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1)
    outbox.folder.chmod(0o500)
    try:
        assert _codes(outbox) == ["outbox-not-written"]
        assert states(outbox) == {1: State.WAITING}
    finally:
        outbox.folder.chmod(0o700)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _beheaded(path: Path) -> None:
    path.write_bytes(path.read_bytes().partition(b"\r\n")[2])


def _other_head(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"size": ', b'"size": -', 1))


def _no_json(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"{", b"[", 1))


def _long_head(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"{", b"{" + b" " * LONGEST_HEAD, 1))


def _text_for_a_line(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"line": 3', b'"line": "3"', 1))


def _linked(path: Path) -> None:
    target = path.parent.parent / "elsewhere.eml"
    path.rename(target)
    path.symlink_to(target)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "damage",
    [
        *(_cut, _emptied, _beheaded, _other_head, _no_json, _long_head, _text_for_a_line),
        *(pytest.param(one, marks=POSIX) for one in (_linked, _folder)),
    ],
)
def test_damaged_message_is_set_apart(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1, 2, 3)
    damage(next(outbox.folder.glob("00000002_*")))
    report = Report()
    assert [entry.is_damaged for entry in outbox.entries(report)] == [False, True, False]
    [told] = report.diagnostics
    assert (told.code, told.message) == (
        "outbox-message-damaged",
        "message 2 in the outbox is damaged, and is not sent",
    )
    send_all(outbox, tmp_path / "server")
    assert taken_by(tmp_path / "server") == [1, 3]
    assert (states(outbox), only(outbox).why) == ({2: State.REFUSED}, "damaged")
    put(outbox, 2)  # it can be made again
    assert states(outbox) == {2: State.REFUSED, 4: State.WAITING}


def test_changed_message_is_not_sent(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1)
    [path] = outbox.folder.glob("*.eml")
    path.write_bytes(path.read_bytes().replace(b"Do your", b"Do more", 1))
    send_all(outbox, tmp_path / "server")
    assert not taken_by(tmp_path / "server")
    assert (only(outbox).state, only(outbox).why) == (State.REFUSED, "damaged")


@pytest.mark.parametrize(
    ("said", "instead"),
    [(b'"to": "sam1', b'"to": "sam3'), (b'"from": "cli', b'"from": "cla'), (b'"line": 2', b'"line": 3')],
)
def test_message_whose_first_line_was_changed_goes_to_nobody_else(tmp_path: Path, said: bytes, instead: bytes) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1)
    [path] = outbox.folder.glob("*.eml")
    path.write_bytes(path.read_bytes().replace(said, instead, 1))
    send_all(outbox, tmp_path / "server")
    assert not taken_by(tmp_path / "server")
    assert (only(outbox).state, only(outbox).why) == (State.REFUSED, "damaged")


def test_messages_of_two_outboxes_in_one_folder_are_both_seen(tmp_path: Path) -> None:
    outbox, other = Outbox(tmp_path / "outbox"), Outbox(tmp_path / "other")
    put(outbox, 1)
    put(other, 2)
    [path] = other.folder.glob("*.eml")
    path.rename(outbox.folder / path.name)
    assert [entry.number for entry in outbox.entries(Report())] == [1, 1]
    send_all(outbox, tmp_path / "server")
    assert taken_by(tmp_path / "server") == [1, 1]
    assert is_empty(outbox)


def test_message_that_was_taken_away_is_not_sent(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1)
    with outbox.locked():
        entry = only(outbox)
        (outbox.folder / entry.file).unlink()
        assert outbox.letter(entry) is None
        assert outbox.begin_dot(entry) is None
        outbox.back(entry, "451", 0)
        outbox.sent(entry)
    assert is_empty(outbox)


def test_folder_that_is_taken_away_is_told(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1)
    outbox.folder.rename(tmp_path / "away")
    assert _codes(outbox) == ["outbox-not-written"]
    assert not outbox.entries(Report())


def test_damaged_key_is_told(tmp_path: Path) -> None:
    put(Outbox(tmp_path / "outbox"), 1)
    (tmp_path / "outbox" / "key").write_bytes(b"short")
    outbox = Outbox(tmp_path / "outbox")
    assert _codes(outbox) == ["outbox-key-damaged"]
    send_all(outbox, tmp_path / "server")
    assert taken_by(tmp_path / "server") == [1]


def test_key_that_has_gone_is_told(tmp_path: Path) -> None:
    put(Outbox(tmp_path / "outbox"), 1)
    (tmp_path / "outbox" / "key").unlink()
    outbox = Outbox(tmp_path / "outbox")
    assert _codes(outbox) == ["outbox-key-damaged"]  # message 1 might be put in twice
    send_all(outbox, tmp_path / "server")
    assert _codes(Outbox(tmp_path / "outbox")) == ["outbox-key-gone"]
    assert len((tmp_path / "outbox" / "key").read_bytes()) == 32


def test_number_is_never_longer_than_its_place_in_a_name(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1)
    (outbox.folder / "99999998_from_elsewhere.eml").write_text("other")
    put(outbox, 2)
    assert states(outbox) == {1: State.WAITING, 99_999_999: State.WAITING}
    for again in (outbox, Outbox(outbox.folder)):
        assert _codes(again) == ["outbox-not-usable"]
    assert len(states(outbox)) == 2


def test_what_goes_wrong_while_it_is_locked_is_no_fault_of_the_outbox(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    with pytest.raises(ConnectionResetError), outbox.locked():
        raise ConnectionResetError
    with outbox.locked():
        assert not states(outbox)
