"""States of messages in the outbox: who may change them, what they become, and when they go."""

import email
import os
import stat
import sys
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode, RefusedError, Report
from leafletgen.mail.entry import Entry, Origin, State, entry_of
from leafletgen.mail.outbox import Outbox, outbox_folder
from tests.mail.outbox_samples import Clock, is_empty, message, only, put, send_all, states, taken_by

DAY = 86_400


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def outbox(tmp_path: Path, clock: Clock) -> Outbox:
    """An outbox with one message."""
    made = Outbox(tmp_path / "outbox", now=clock)
    put(made, 1)
    return made


def _identifier(outbox: Outbox, entry: Entry) -> str:
    letter = outbox.letter(entry)
    assert letter is not None
    return str(email.message_from_bytes(letter.data)["Message-ID"])


def test_message_that_was_put_off_waits_until_its_time(outbox: Outbox, clock: Clock) -> None:
    with outbox.locked():
        returned = outbox.back(only(outbox), "451-4.7.1", clock.now + 60)
    entry = only(outbox)
    assert entry == returned
    assert (entry.state, entry.tries, entry.why) == (State.WAITING, 1, "451-4.7.1")
    assert not entry.is_due(clock.now + 59)
    assert entry.is_due(clock.now + 60)


def test_clock_that_is_set_back_keeps_no_message(outbox: Outbox, clock: Clock) -> None:
    with outbox.locked():
        entry = outbox.back(only(outbox), "451", clock.now + 3600)
    assert not entry.is_due(clock.now - 30)
    assert entry.is_due(clock.now - 30 * DAY)


def test_refused_message_is_set_apart(outbox: Outbox, clock: Clock) -> None:
    with outbox.locked():
        outbox.refuse(only(outbox), "550-5.1.1")
    entry = only(outbox)
    assert (entry.state, entry.why, entry.called) == (State.REFUSED, "550-5.1.1", "patients.csv:2")
    assert not entry.is_due(clock.now)
    assert not is_empty(outbox)


def test_unknown_message_is_sent_again_as_it_was(outbox: Outbox) -> None:
    with outbox.locked():
        first = _identifier(outbox, only(outbox))
        flying = outbox.begin_dot(only(outbox))
        assert flying is not None
        outbox.unknown(flying, "broken")
        assert (only(outbox).state, only(outbox).why) == (State.UNKNOWN, "broken")
        outbox.resend(only(outbox))
        assert only(outbox).state is State.WAITING
        assert _identifier(outbox, only(outbox)) == first


def test_message_in_flight_is_unknown_to_everybody_else(outbox: Outbox) -> None:
    with outbox.locked():
        flying = outbox.begin_dot(only(outbox))
        assert flying is not None
        assert flying.in_flight
        assert states(Outbox(outbox.folder)) == {1: State.UNKNOWN}
    with outbox.locked():
        assert not only(outbox).in_flight
        assert states(outbox) == {1: State.UNKNOWN}


def test_one_sends_at_a_time(outbox: Outbox) -> None:
    other = Outbox(outbox.folder)
    with outbox.locked():
        with pytest.raises(RefusedError) as refusal, other.locked():
            pass
        with pytest.raises(RefusedError):
            other.purge((State.WAITING,))
        put(other, 2)  # filling goes on
    assert refusal.value.status is ExitCode.ENVIRONMENT
    assert [one.code for one in refusal.value.diagnostics] == ["outbox-in-use"]
    with other.locked():
        assert states(other) == {1: State.WAITING, 2: State.WAITING}


def test_states_are_changed_under_the_lock_alone(outbox: Outbox) -> None:
    with pytest.raises(RuntimeError):
        outbox.refuse(only(outbox), "550")
    assert states(outbox) == {1: State.WAITING}


@pytest.mark.parametrize("why", ["sam@example.org", "550 no such user", "x" * 41, "a_b", "../.."])
def test_reason_is_a_code(outbox: Outbox, why: str) -> None:
    with outbox.locked(), pytest.raises(ValueError, match="code"):
        outbox.refuse(only(outbox), why)
    assert states(outbox) == {1: State.WAITING}


def test_sent_message_leaves(outbox: Outbox, tmp_path: Path) -> None:
    send_all(outbox, tmp_path / "server")
    assert is_empty(outbox)
    assert not outbox.entries(Report())
    assert not list(outbox.folder.glob("*.eml"))


def test_sent_message_is_kept_for_some_days(tmp_path: Path, clock: Clock) -> None:
    outbox = Outbox(tmp_path / "outbox", keep_sent_days=5, now=clock)
    put(outbox, 1)
    send_all(outbox, tmp_path / "server")
    assert is_empty(outbox)
    for days, kept in ((4.9, {1: State.SENT}), (5, {})):
        later = Outbox(outbox.folder, keep_sent_days=5, now=Clock(clock.now + days * DAY))
        with later.locked():
            assert states(later) == kept


def test_sent_messages_go_once_none_are_kept_any_more(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox", keep_sent_days=5)
    put(outbox, 1)
    send_all(outbox, tmp_path / "server")
    with Outbox(outbox.folder).locked():
        pass
    assert not states(outbox)


def test_old_digests_are_forgotten(tmp_path: Path, clock: Clock) -> None:
    outbox = Outbox(tmp_path / "outbox", now=clock)
    digests = outbox.folder / "sent-digests"
    put(outbox, 1)
    send_all(outbox, tmp_path / "server")
    clock.now += 20 * DAY
    put(outbox, 2)
    send_all(outbox, tmp_path / "server")
    assert len(digests.read_bytes().splitlines()) == 2
    clock.now += 20 * DAY
    with outbox.locked():
        pass
    assert len(digests.read_bytes().splitlines()) == 1


def test_half_a_digest_counts_for_nothing(outbox: Outbox, tmp_path: Path) -> None:
    digests = outbox.folder / "sent-digests"
    digests.write_bytes(b"1795984000 1 0123")
    send_all(outbox, tmp_path / "server")
    put(outbox, 1)
    assert is_empty(outbox)
    assert len(digests.read_bytes().splitlines()) == 2


def test_copy_that_is_put_back_is_not_sent_again(outbox: Outbox, tmp_path: Path) -> None:
    [path] = outbox.folder.glob("*.eml")
    data = path.read_bytes()
    send_all(outbox, tmp_path / "server")
    path.write_bytes(data)
    send_all(outbox, tmp_path / "server")
    assert taken_by(tmp_path / "server") == [1]
    assert is_empty(outbox)


@pytest.mark.parametrize("state", [State.WAITING, State.UNKNOWN, State.REFUSED])
def test_purge_deletes_by_state(tmp_path: Path, state: State) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1, 2, 3)
    with outbox.locked():
        _, second, third = outbox.entries(Report())
        outbox.refuse(second, "550")
        outbox.unknown(third, "broken")
    assert outbox.purge((state,)) == 1
    left = states(outbox)
    assert len(left) == 2
    assert state not in left.values()
    assert outbox.purge((state,)) == 0


def test_purge_deletes_by_age(outbox: Outbox, clock: Clock) -> None:
    clock.now += 3 * DAY
    put(outbox, 2)
    assert outbox.purge(tuple(State), older_than_days=2) == 1
    assert states(outbox) == {2: State.WAITING}


def test_number_of_a_purged_message_is_given_to_no_other(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    put(outbox, 1, 2)
    assert outbox.purge(tuple(State), only=[2]) == 1
    put(Outbox(outbox.folder), 3)
    assert list(states(outbox)) == [1, 3], "somebody may be about to delete message 2"


def test_purged_message_can_be_put_in_again(outbox: Outbox) -> None:
    outbox.purge((State.WAITING,))
    assert is_empty(outbox)
    put(outbox, 1)
    assert not is_empty(outbox)


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    assert not outbox.entries(Report())
    assert is_empty(outbox)
    assert outbox.purge(tuple(State)) == 0
    assert not outbox.folder.exists()


def test_name_of_a_file_keeps_all_of_a_state(outbox: Outbox, clock: Clock) -> None:
    entry = only(outbox)._replace(tries=3, since=clock.now + 0.125, not_before=clock.now + 9.5, why="451-4.7.1")
    assert entry_of(entry.file) == entry._replace(origin=Origin("", None))


def test_outbox_lies_where_the_user_keeps_states(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_STATE", str(tmp_path))
    assert outbox_folder() == tmp_path / "outbox"
    monkeypatch.setenv("LEAFLETGEN_STATE", "")
    assert outbox_folder() is None


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not synchronised there")
def test_each_change_is_on_the_disk_before_the_next(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    sync, replace, unlink = os.fsync, Path.replace, Path.unlink

    def synced(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def replaced(path: Path, target: Path) -> Path:
        done.append("rename")
        return replace(path, target)

    def unlinked(path: Path) -> None:
        unlink(path)
        done.append("remove")

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(Path, "unlink", unlinked)
    assert outbox.put(message(2), Origin("", None), b"", Report()) is not None
    assert done == ["file", "rename", "folder"]
    with outbox.locked():
        del done[:]
        flying = outbox.begin_dot(outbox.entries(Report())[0])
        assert flying is not None
        assert done == ["rename", "folder"]
        del done[:]
        outbox.sent(flying)
        assert done == ["file", "folder", "remove", "folder"], "the digest is there before the message goes"
