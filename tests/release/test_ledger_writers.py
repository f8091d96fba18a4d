"""The ledger among several writers: processes at once, killed ones, folders and files that are read-only."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from leafletgen.errors import Report
from leafletgen.release.ledger import LEDGER, append
from leafletgen.system.writing import WriteError, locked
from tests.support.commands import ROOT
from tests.support.ledger_entries import read, record, release
from tests.support.processes import BOUND, Child

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and permissions of POSIX")

_WRITER = """
import os, signal, sys
from itertools import count
from pathlib import Path
from leafletgen.errors import Report
from leafletgen.release.ledger import append
from tests.support.ledger_entries import release
root, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
import filelock
if sys.argv[4:] == ["dies"]:
    os.fsync = lambda file: os.kill(os.getpid(), signal.SIGKILL)
print("ready", flush=True)
sys.stdin.readline()
for number in range(times) if times else count():
    assert append(root, [release(f"{name}-{number}")], Report())
"""


def writer(root: Path, name: str, times: int, *how: str) -> subprocess.Popen[str]:
    """Start a process that waits for a line, and then records releases one by one."""
    return Child(
        [sys.executable, "-c", _WRITER, str(root), name, str(times), *how],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def pipe(stream: IO[str] | None) -> IO[str]:
    """Return a pipe that is there."""
    assert stream is not None
    return stream


@pytest.fixture
def started() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start writers, wait until each is ready, and leave none behind."""
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: object) -> subprocess.Popen[str]:
        running.append(writer(*arguments))  # type: ignore[arg-type]
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate(timeout=BOUND)


def go(process: subprocess.Popen[str]) -> None:
    """Let a writer begin."""
    assert pipe(process.stdout).readline() == "ready\n"
    pipe(process.stdin).write("\n")
    pipe(process.stdin).flush()


def test_eight_processes_that_write_at_once_lose_nothing(
    tmp_path: Path, started: Callable[..., subprocess.Popen[str]]
) -> None:
    processes = [started(tmp_path, f"W{number}", 10) for number in range(8)]
    for process in processes:
        go(process)
    assert [process.wait(timeout=BOUND) for process in processes] == [0] * 8
    ledger = read(tmp_path)
    assert ledger.numbers() == sorted(f"W{process}-{number}" for process in range(8) for number in range(10))
    assert len(ledger.lines) == 80
    assert len(ledger.tips()) == 1, "the lines are one chain"


@POSIX
def test_a_writer_killed_at_any_moment_leaves_the_ledger_whole_and_no_lock(
    tmp_path: Path, started: Callable[..., subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leafletgen.system.writing._PATIENCE", 5.0)
    chance = random.Random(20)
    record(tmp_path, *(release(f"P{number}") for number in range(300)))  # enough that a write takes a while
    known = 300
    for batch in range(4):
        processes = [started(tmp_path, f"W{batch}{number}", 0) for number in range(5)]
        for process in processes:
            size = (tmp_path / LEDGER).stat().st_size
            go(process)
            if chance.random() < 0.7:
                while (tmp_path / LEDGER).stat().st_size == size:
                    time.sleep(0.001)
            time.sleep(chance.uniform(0.0, 0.06))
            process.send_signal(signal.SIGKILL)
            assert process.wait(timeout=BOUND) == -signal.SIGKILL
            assert len(read(tmp_path).lines) >= known
            record(tmp_path, release(f"K{process.pid}-{known}"))  # would wait in vain if the lock had stayed
            known = len(read(tmp_path).lines)
    assert known > 320, "some writers had recorded something"


@POSIX
def test_a_writer_killed_between_writing_and_renaming_changes_nothing(
    tmp_path: Path, started: Callable[..., subprocess.Popen[str]]
) -> None:
    record(tmp_path, release("P1"))
    before = (tmp_path / LEDGER).read_bytes()
    process = started(tmp_path, "W", 1, "dies")
    go(process)
    assert process.wait(timeout=BOUND) == -signal.SIGKILL
    assert (tmp_path / LEDGER).read_bytes() == before
    (left,) = (tmp_path / LEDGER).parent.glob(".*.part")
    record(tmp_path, release("P2"))
    assert left.exists(), "it could be somebody's who is at work"
    os.utime(left, (time.time() - 7200,) * 2)
    record(tmp_path, release("P3"))
    assert not left.exists()
    assert read(tmp_path).numbers() == ["P1", "P2", "P3"]


def test_a_writer_that_waits_too_long_says_who_is_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leafletgen.system.writing._PATIENCE", 0.1)
    with locked(tmp_path / LEDGER), pytest.raises(WriteError, match=r"releases\.jsonl is in use: another leafletgen"):
        append(tmp_path, [release()], Report())
    record(tmp_path, release())


@pytest.fixture
def shared() -> Iterator[Path]:
    """A workspace that everybody on this machine can reach."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def become() -> Iterator[Callable[[], None]]:
    """Give up root's rights for a while, which no read-only folder binds."""
    yield lambda: os.seteuid(65534) if os.geteuid() == 0 else None
    if os.getuid() == 0:
        os.seteuid(0)


@POSIX
def test_a_read_only_folder_is_told_and_nothing_changes(shared: Path, become: Callable[[], None]) -> None:
    record(shared, release("P1"))
    folder = (shared / LEDGER).parent
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    folder.chmod(0o555)
    become()
    try:
        with pytest.raises(WriteError, match=r"releases\.jsonl cannot be written: Permission denied"):
            append(shared, [release("P2")], Report())
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
        assert read(shared).numbers() == ["P1"]
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        folder.chmod(0o755)


@POSIX
def test_a_folder_without_a_ledger_that_is_read_only_is_told(shared: Path, become: Callable[[], None]) -> None:
    shared.chmod(0o555)
    become()
    with pytest.raises(WriteError, match=r"releases\.jsonl cannot be written: Permission denied"):
        append(shared, [release("P2")], Report())
    assert list(shared.iterdir()) == []


def test_a_ledger_marked_read_only_is_told_and_nothing_changes(tmp_path: Path) -> None:
    record(tmp_path, release("P1"))
    path = tmp_path / LEDGER
    before = path.read_bytes()
    path.chmod(0o444)
    try:
        with pytest.raises(WriteError, match=r"releases\.jsonl cannot be written: it is marked as read-only"):
            append(tmp_path, [release("P2")], Report())
        assert path.read_bytes() == before
        assert not list(path.parent.glob("*.part")) and not list(path.parent.glob(".*.part"))
    finally:
        path.chmod(0o644)
    record(tmp_path, release("P2"))


@pytest.mark.parametrize(("where", "code"), [("os.fsync", errno.ENOSPC), ("os.fsync", errno.EROFS)])
def test_a_full_or_read_only_disk_is_told_and_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, code: int
) -> None:
    record(tmp_path, release("P1"))
    before = (tmp_path / LEDGER).read_bytes()

    def fail(file: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(where, fail)
        with pytest.raises(WriteError, match=f"releases.jsonl cannot be written: {os.strerror(code)}"):
            append(tmp_path, [release("P2")], Report())
    assert (tmp_path / LEDGER).read_bytes() == before
    assert not list((tmp_path / LEDGER).parent.glob(".*.part"))
    record(tmp_path, release("P2"))
    assert read(tmp_path).numbers() == ["P1", "P2"]


@POSIX
def test_the_ledger_keeps_its_mode(tmp_path: Path) -> None:
    """A colleague's careful umask must not shut the others out."""
    record(tmp_path, release("P1"))
    (tmp_path / LEDGER).chmod(0o664)
    mask = os.umask(0o077)
    try:
        record(tmp_path, release("P2"))
    finally:
        os.umask(mask)
    assert (tmp_path / LEDGER).stat().st_mode & 0o777 == 0o664


@POSIX
@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can become two people")
def test_two_people_may_write_one_ledger_in_turn(shared: Path, become: Callable[[], None]) -> None:
    """The lock file of the first must not shut out the second."""
    folder = (shared / LEDGER).parent
    folder.mkdir()
    folder.chmod(0o777)
    mask = os.umask(0o022)
    try:
        record(shared, release("P1"))
        become()
        record(shared, release("P2"))
    finally:
        os.umask(mask)
    assert read(shared).numbers() == ["P1", "P2"]
