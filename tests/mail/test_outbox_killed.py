"""An outbox whose process is killed before any line, or at any time, loses no message and doubles none."""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from leafletgen.errors import Report
from leafletgen.mail.entry import State
from leafletgen.mail.outbox import Outbox
from tests.mail.each_line import each_line
from tests.mail.outbox_samples import is_empty, put, send_all, states, taken_by, tidy
from tests.support.commands import ROOT
from tests.support.processes import BOUND, Child

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are copied, and killed by a signal")


@pytest.fixture(autouse=True)
def disk_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the time: no machine fails in these tests, but processes."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


def _copies(tmp_path: Path, *numbers: int) -> Callable[[], Path]:
    """Return what makes a folder with an outbox of these messages, each time anew."""
    model = tmp_path / "model"
    model.mkdir()
    if numbers:
        put(Outbox(model / "outbox"), *numbers)
    number = count(1)
    return lambda: shutil.copytree(model, tmp_path / f"run-{next(number)}")


def _left_over(outbox: Outbox) -> list[Path]:
    return [path for path in outbox.folder.iterdir() if path.suffix == ".part"]


def test_killed_while_it_is_filled(tmp_path: Path) -> None:
    runs = 0
    for folder, was_killed in each_line("fill", _copies(tmp_path)):
        outbox = Outbox(folder / "outbox")
        report = Report()
        before = outbox.entries(report)
        assert {entry.state for entry in before} <= {State.WAITING}
        assert [entry.number for entry in before] == [1, 2][: len(before)]
        assert was_killed or len(before) == 2
        put(outbox, 1, 2)
        after = outbox.entries(report)
        assert [entry.origin.line for entry in after] == [2, 3]
        assert after[: len(before)] == before
        assert not _left_over(outbox)
        with outbox.locked():
            assert all(outbox.letter(entry) is not None for entry in after)
        assert not report.diagnostics
        shutil.rmtree(folder)
        runs += 1
    assert runs > 50


@pytest.mark.parametrize("work", ["send", "send and keep", "send and forget"])
def test_killed_while_it_sends(tmp_path: Path, work: str) -> None:
    seen: set[State | None] = set()
    for folder, was_killed in each_line(work, _copies(tmp_path, 1, 2)):
        outbox = Outbox(
            folder / "outbox",
            keep_sent_days=5 if work == "send and keep" else 0,
            remember_days=0 if work == "send and forget" else 30,
        )
        server = folder / "server"
        taken = taken_by(server)
        with outbox.locked():
            after = states(outbox)
        for number in (1, 2):
            state = after.get(number)
            seen.add(state)
            if number in taken:
                assert state in (None, State.SENT, State.UNKNOWN)
            else:
                assert state in (State.WAITING, State.UNKNOWN)
        unknown = [number for number, state in after.items() if state is State.UNKNOWN]
        assert len(unknown) <= 1
        assert was_killed or not unknown
        send_all(outbox, server)
        assert sorted({*taken_by(server), *unknown}) == [1, 2]
        assert len(taken_by(server)) == len(set(taken_by(server)))
        _resend(outbox, server)
        assert set(taken_by(server)) == {1, 2}
        assert is_empty(outbox)
        assert not _left_over(outbox)
        shutil.rmtree(folder)
    assert {State.WAITING, State.UNKNOWN, State.SENT if work == "send and keep" else None} <= seen


def _resend(outbox: Outbox, server: Path) -> None:
    with outbox.locked():
        for entry in outbox.entries(Report()):
            if entry.state is State.UNKNOWN:
                outbox.resend(entry)
    send_all(outbox, server)


def test_killed_while_states_change(tmp_path: Path) -> None:
    expected = {
        1: {State.WAITING},
        2: {State.WAITING, State.REFUSED, None},
        3: {State.WAITING, State.UNKNOWN},
        4: {State.WAITING, State.REFUSED, None},
        5: {State.WAITING},
    }
    seen: dict[int, set[State | None]] = {number: set() for number in expected}
    for folder, _ in each_line("change", _copies(tmp_path, 1, 2, 3, 4, 5)):
        files = [path.name for path in (folder / "outbox").glob("*.eml")]
        assert len({name[:8] for name in files}) == len(files)
        after = states(Outbox(folder / "outbox"))
        for number in expected:
            seen[number].add(after.get(number))
        shutil.rmtree(folder)
    assert seen == expected


def test_killed_while_it_forgets(tmp_path: Path) -> None:
    copy = _copies(tmp_path, 1, 2)
    old, new = b"946684800 1 %b\n" % (b"0" * 24), b"%d 9 %b\n" % (int(time.time()), b"1" * 24)
    (tmp_path / "model" / "outbox" / "sent-digests").write_bytes(old + new)
    seen = set()
    for folder, _ in each_line("forget", copy):
        outbox = Outbox(folder / "outbox")
        digests = outbox.folder / "sent-digests"
        seen.add(digests.read_bytes())
        tidy(outbox)
        assert digests.read_bytes() == new
        put(outbox, 3)
        assert sorted(states(outbox)) == [1, 2, 10]
        assert not _left_over(outbox)
        shutil.rmtree(folder)
    assert seen == {old + new, new}


_WORK = """\
import sys
from pathlib import Path
from tests.mail.outbox_samples import is_empty, put, send_all
from leafletgen.errors import RefusedError
from leafletgen.mail.outbox import Outbox

outbox = Outbox(Path(sys.argv[1]) / "outbox")
print("begun", flush=True)
put(outbox, *range(1, 61))
try:
    send_all(outbox, Path(sys.argv[1]) / "server")
except RefusedError:
    pass  # another one sends
"""


def test_several_are_killed_at_any_time(tmp_path: Path) -> None:
    chance = random.Random(15)
    outbox, server = Outbox(tmp_path / "outbox"), tmp_path / "server"
    doubtful: set[int] = set()
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(12):
        children = [
            Child([sys.executable, "-c", _WORK, str(tmp_path)], stdout=-1, text=True, env=surroundings)
            for _ in range(2)
        ]
        for child in children:
            assert child.stdout is not None
            child.stdout.readline()
        for child in children:
            time.sleep(chance.random() * 0.05)
            child.send_signal(signal.SIGKILL)
            child.wait(BOUND)
            assert child.stdout is not None
            child.stdout.close()
        with outbox.locked():
            doubtful |= {number for number, state in states(outbox).items() if state is State.UNKNOWN}
    put(outbox, *range(1, 61))
    send_all(outbox, server)
    taken = taken_by(server)
    assert len(taken) == len(set(taken))
    assert len({*taken, *doubtful}) == 60
    assert set(states(outbox)) == doubtful
    _resend(outbox, server)
    assert is_empty(outbox)
