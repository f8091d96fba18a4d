"""Many messages are put in with one look at the folder, and none twice, whatever others do meanwhile."""

from pathlib import Path

import pytest

from leafletgen.errors import Report
from leafletgen.mail import outbox_filling
from leafletgen.mail.entry import Origin, State, identity_in
from leafletgen.mail.filling_log import LOG
from leafletgen.mail.outbox import Outbox
from leafletgen.mail.outbox_files import PART, names_in
from tests.mail.outbox_samples import message, only, put, send_all, states


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the looks at the folder that are needed to put something in."""
    taken: list[Path] = []

    def look(folder: Path) -> list[str]:
        taken.append(folder)
        return names_in(folder)

    monkeypatch.setattr(outbox_filling, "names_in", look)
    return taken


def add(outbox: Outbox, number: int, *, many: bool = True, again: bool = False) -> tuple[bool, int]:
    """Put a message in, as one of many; return whether it is new, and its number."""
    identity = b"content %d" % number
    done = outbox.put(message(number), Origin("a.csv", number), identity, Report(), again=again, one_of_many=many)
    assert done is not None
    return done.is_new, done.number


def test_many_take_one_look(tmp_path: Path, looks: list[Path]) -> None:
    outbox = Outbox(tmp_path / "outbox")
    assert [add(outbox, number) for number in range(1, 51)] == [(True, number) for number in range(1, 51)]
    assert len(looks) == 1
    assert [entry.number for entry in outbox.entries(Report())] == list(range(1, 51))


def test_two_who_take_turns_know_of_each_other(tmp_path: Path, looks: list[Path]) -> None:
    one, other = Outbox(tmp_path / "outbox"), Outbox(tmp_path / "outbox")
    for number in range(1, 21, 2):
        assert add(one, number) == (True, number)
        assert add(other, number + 1) == (True, number + 1)
    assert len(looks) == 2
    assert [add(who, number) for who, number in ((one, 20), (other, 1))] == [(False, 20), (False, 1)]
    assert len(states(one)) == 20


def test_one_alone_is_seen_by_those_who_put_many_in(tmp_path: Path) -> None:
    many, alone = Outbox(tmp_path / "outbox"), Outbox(tmp_path / "outbox")
    add(many, 1)
    assert add(alone, 2, many=False) == (True, 2)
    assert add(many, 2) == (False, 2)
    assert add(many, 3) == (True, 3)
    assert add(many, 3, again=True) == (True, 4)


def test_the_log_goes_when_all_are_in(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    add(outbox, 1, many=False)
    assert not (outbox.folder / LOG).exists(), "for one alone there is none"
    put(outbox, 2, 3)
    assert not (outbox.folder / LOG).exists()
    put(outbox, 3, 4)
    assert list(states(outbox)) == [1, 2, 3, 4]


def test_what_a_killed_process_left_goes_with_the_next_run(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    add(outbox, 1)
    (outbox.folder / f"x{PART}").write_bytes(b"half")
    report = Report()
    assert (outbox.folder / LOG).exists() and outbox.entries(report)
    assert report.diagnostics == (), "it is no file of others"
    outbox.tidy()
    assert not (outbox.folder / LOG).exists()
    add(Outbox(outbox.folder), 2)
    assert f"x{PART}" not in names_in(outbox.folder)


def test_sending_meanwhile_changes_nothing(tmp_path: Path) -> None:
    outbox, sender = Outbox(tmp_path / "outbox"), Outbox(tmp_path / "outbox")
    add(outbox, 1)
    add(outbox, 2)
    send_all(sender, tmp_path / "server")
    assert [add(outbox, number) for number in (1, 2, 3)] == [(False, 1), (False, 2), (True, 3)]
    sender.purge([State.WAITING])
    assert add(outbox, 3) == (True, 4)
    assert only(outbox).number == 4


@pytest.mark.parametrize("left", [b"", b"0", b"00000009 0123", b"\0" * 33, b"\0" * 67, b"\0" * 70])
@pytest.mark.parametrize("is_added", [True, False])
def test_a_log_that_is_damaged_has_all_look_again(tmp_path: Path, left: bytes, is_added: bool) -> None:
    one, other = Outbox(tmp_path / "outbox"), Outbox(tmp_path / "outbox")
    add(one, 1)
    add(other, 2)
    log = one.folder / LOG
    log.write_bytes(log.read_bytes() + left if is_added else left)
    assert [add(who, number) for who, number in ((other, 1), (one, 2), (other, 3), (one, 3), (one, 4))] == [
        *((False, 1), (False, 2), (True, 3), (False, 3), (True, 4))
    ]


def test_a_line_without_its_message_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Outbox(tmp_path / "outbox"), Outbox(tmp_path / "outbox")
    add(one, 1)
    add(other, 2)
    with monkeypatch.context() as broken:
        broken.setattr(outbox_filling, "write_file", _full)
        report = Report()
        assert other.put(message(3), Origin("a.csv", 3), b"content 3", report, one_of_many=True) is None
    assert [one.code for one in report.errors] == ["outbox-not-written"]
    assert add(one, 3) == (True, 4), "it is put in, and no number is given twice"
    assert add(other, 3) == (False, 4)


def _full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_digest_is_found_in_a_name() -> None:
    name = f"00000007_waiting_1_2_3_451-4.7.1_{'ab' * 12}_{'cd' * 8}.eml"
    assert identity_in(name) == "ab" * 12
    assert identity_in("key") == ""
