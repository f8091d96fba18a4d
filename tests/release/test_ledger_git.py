"""The ledger on several branches: whatever order git puts the lines in, and what git tells that the chain cannot."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.errors import Report
from leafletgen.release.ledger import LEDGER, Ledger, Release, Withdrawal, append
from tests.support.ledger_entries import faults, put, read, record, release, withdrawal
from tests.support.processes import BOUND


@given(
    st.lists(st.tuples(st.sampled_from("abm"), st.integers(1, 3), st.booleans()), min_size=1, max_size=14),
    st.randoms(use_true_random=False),
)
def test_two_branches_with_any_appends_and_merges_read_cleanly_in_any_order(
    steps: list[tuple[str, int, bool]], chance: random.Random
) -> None:
    """Each branch releases its own leaflets; "m" merges both, as git's union does but in any order."""
    with tempfile.TemporaryDirectory() as folder:
        roots = {name: put(Path(folder) / name, b"") for name in "ab"}
        for root in roots.values():
            record(root, release("P0"))
        expected: dict[str, dict[str, Release]] = {"a": {"P0": release("P0")}, "b": {"P0": release("P0")}}
        withdrawn: dict[str, set[Withdrawal]] = {"a": set(), "b": set()}
        for branch, leaflet, ends in steps:
            if branch == "m":
                lines = [line for root in roots.values() for line in (root / LEDGER).read_bytes().splitlines(True)]
                chance.shuffle(lines)
                for root in roots.values():
                    put(root, b"".join(lines))
                both = {
                    number: last
                    for name, known in expected.items()
                    for number, last in known.items()
                    if number.startswith((name.upper(), "P"))  # each branch releases its own, so its own is the newer
                }
                expected = {"a": dict(both), "b": dict(both)}
                withdrawn = dict.fromkeys("ab", withdrawn["a"] | withdrawn["b"])
                continue
            number = f"{branch.upper()}{leaflet}"
            last = expected[branch].get(number)
            if ends and last is not None:
                record(roots[branch], withdrawal(last))
                withdrawn[branch] = withdrawn[branch] | {withdrawal(last)}
            else:
                expected[branch][number] = release(number, (last.version or 0) + 1 if last else 1)
                record(roots[branch], expected[branch][number])
        for branch, root in roots.items():
            ledger = read(root)
            assert {number: ledger.latest(number) for number in ledger.numbers()} == expected[branch]
            for last in expected[branch].values():
                assert ledger.rivals(last.number) == ()
                assert (ledger.withdrawal(last) is not None) == (withdrawal(last) in withdrawn[branch])


def test_whoever_merges_reads_the_same_even_where_two_releases_tie(tmp_path: Path) -> None:
    record(tmp_path, release("P0"))
    base = (tmp_path / LEDGER).read_bytes()
    ends = []
    for words in ("one", "two", "three"):
        record(
            put(tmp_path / words, base), release("P1", 2, words), withdrawal(release("P0"), f"2026-12-0{len(words)}")
        )
        ends.append((tmp_path / words / LEDGER).read_bytes().removeprefix(base))
    orders = {
        tuple(line.entry.reason + str(line.seal) for line in read(put(tmp_path, base + b"".join(order))).lines)
        for order in permutations(ends)
    }
    assert len(orders) == 1
    latest = {read(put(tmp_path, base + b"".join(order))).latest("P1").content for order in permutations(ends)}  # type: ignore[union-attr]
    assert len(latest) == 1


@pytest.mark.parametrize("months", [(11, 11), (11, 12), (12, 11)])
def test_one_version_with_two_contents_is_told_until_a_later_release(tmp_path: Path, months: tuple[int, int]) -> None:
    """Two branches may release at the end of a month, on either side of it."""
    one, two = release("P1", 2, "one", months[0]), release("P1", 2, "two", months[1])
    record(tmp_path, release("P1", 1), one, two)
    assert {rival.content for rival in read(tmp_path).rivals("P1")} == {one.content, two.content}
    record(tmp_path, release("P1", 3, month=12))
    assert read(tmp_path).rivals("P1") == ()


def test_a_new_look_in_a_later_month_is_no_rival(tmp_path: Path) -> None:
    record(tmp_path, release("P1", 2, "same", 10), release("P1", 2, "same", 11)._replace(reissue=True))
    assert read(tmp_path).rivals("P1") == ()
    without_version = [release("P2", None, words, month) for words, month in (("one", 10), ("two", 11))]
    record(tmp_path, *without_version)
    assert read(tmp_path).rivals("P2") == ()
    record(tmp_path, release("P2", None, "three", 11))
    assert len(read(tmp_path).rivals("P2")) == 2


class Clones:
    """A repository, and two clones of it that go their own ways."""

    def __init__(self, folder: Path, *, union: bool, begun: bool = True) -> None:
        self.one, self.two = folder / "one", folder / "two"
        self.one.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")
        (self.one / "README").write_text("A workspace\n")
        if union:
            (self.one / ".gitattributes").write_text(f"{LEDGER} merge=union\n")
        if begun:
            record(self.one, release("P0"), release("P1"))
        self.commit(self.one)
        self.git("clone", "--quiet", str(self.one), str(self.two), at=folder)

    def git(self, *arguments: str, at: Path | None = None, fails: bool = False) -> str:
        """Run git without anybody's own settings."""
        who = {f"GIT_{role}_{part}": "test" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": "true"}
        done = subprocess.run(
            ["git", *arguments], cwd=at or self.one, env={**os.environ, **who, **settings},
            capture_output=True, encoding="utf-8", timeout=BOUND, check=False,
        )  # fmt: skip
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout

    def commit(self, root: Path) -> None:
        """Commit everything but the lock."""
        self.git("add", "--", ".", ":!leaflets/.*", at=root)
        self.git("commit", "--quiet", "-m", "A release", at=root)

    def release(self, root: Path, *entries: Release | Withdrawal) -> None:
        """Record and commit."""
        record(root, *entries)
        self.commit(root)

    def merge(self, *options: str, fails: bool = False) -> None:
        """Merge the second clone's work into the first."""
        self.git("fetch", "--quiet", str(self.two), "main")
        self.git("merge", "--quiet", "--no-edit", *options, "FETCH_HEAD", fails=fails)

    def lines_taken_out(self) -> int:
        """Count the lines that any commit took out of the ledger, as the README says to."""
        log = self.git("log", "-m", "--full-history", "--numstat", "--format=", "--", LEDGER)
        return sum(int(line.split("\t")[1]) for line in log.splitlines() if line)


@pytest.fixture
def cloned(tmp_path: Path) -> Callable[..., Clones]:
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    return lambda **options: Clones(tmp_path, **options)


def test_git_merges_two_clones_releases_without_a_conflict(cloned: Callable[..., Clones]) -> None:
    clones = cloned(union=True)
    clones.release(clones.one, release("P1", 2), release("P2"))
    clones.release(clones.two, release("P3"), withdrawal(release("P0")))
    clones.release(clones.two, release("P3", 2))
    clones.merge()
    ledger = read(clones.one)
    latest = [ledger.latest(number) for number in ledger.numbers()]
    assert latest == [release("P0"), release("P1", 2), release("P2"), release("P3", 2)]
    assert ledger.withdrawal(release("P0")) is not None
    assert len(ledger.tips()) == 2
    clones.release(clones.one, release("P4"))
    assert len(read(clones.one).tips()) == 1
    clones.release(clones.two, release("P5"))
    clones.merge()
    assert read(clones.one).numbers() == ["P0", "P1", "P2", "P3", "P4", "P5"]
    assert clones.lines_taken_out() == 0


def test_git_rebases_a_clones_releases_without_a_conflict(cloned: Callable[..., Clones]) -> None:
    clones = cloned(union=True)
    clones.release(clones.one, release("P2"))
    clones.release(clones.two, release("P3"))
    clones.release(clones.two, release("P3", 2))
    clones.git("pull", "--quiet", "--rebase", str(clones.one), "main", at=clones.two)
    assert read(clones.two).numbers() == ["P0", "P1", "P2", "P3"]


def test_the_first_releases_of_two_clones_merge_and_a_release_joins_them(cloned: Callable[..., Clones]) -> None:
    clones = cloned(union=True, begun=False)
    clones.release(clones.one, release("P2"))
    clones.release(clones.two, release("P3"))
    clones.merge()
    report = Report()
    ledger = Ledger.read(clones.one, report)
    assert ledger is not None and ledger.numbers() == ["P2", "P3"]
    assert [fault.severity for fault in report.diagnostics] == ["warning"]
    assert append(clones.one, [release("P4")], Report())
    assert read(clones.one).numbers() == ["P2", "P3", "P4"]


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_without_the_attribute_the_conflict_is_told_with_its_lines(cloned: Callable[..., Clones], style: str) -> None:
    clones = cloned(union=False)
    clones.release(clones.one, release("P2"))
    clones.release(clones.two, release("P3"))
    clones.git("config", "merge.conflictStyle", style)
    clones.merge(fails=True)
    told = faults(clones.one)
    marks = [3, 5, 7] if style == "merge" else [3, 5, 6, 8]
    assert told == [f"{line}: git left a merge conflict in the ledger" for line in marks]
    path = clones.one / LEDGER
    data = path.read_bytes()
    assert not append(clones.one, [release("P4")], Report())
    assert path.read_bytes() == data
    lines = data.splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if line.startswith(b"{")))  # what the hint says to do
    assert read(clones.one).numbers() == ["P0", "P1", "P2", "P3"]


def test_a_leaflet_released_on_both_branches_is_told_and_a_later_release_heals_it(
    cloned: Callable[..., Clones],
) -> None:
    clones = cloned(union=True)
    clones.release(clones.one, release("P1", 2, "ours"))
    clones.release(clones.two, release("P1", 2, "theirs"))
    clones.merge()
    ledger = read(clones.one)
    assert {rival.content for rival in ledger.rivals("P1")} == {release("P1", 2, w).content for w in ("ours", "theirs")}
    assert len(ledger.with_code(release("P1", 2).code)) == 2
    assert ledger.rivals("P0") == ()
    clones.release(clones.one, release("P1", 3))
    assert read(clones.one).rivals("P1") == ()
    assert read(clones.one).latest("P1") == release("P1", 3)


def test_git_tells_what_the_chain_cannot(cloned: Callable[..., Clones]) -> None:
    """The last line cut off, or one side's lines dropped in a merge, leave a whole ledger; the log shows both."""
    clones = cloned(union=True)
    clones.release(clones.one, release("P2"))
    assert clones.lines_taken_out() == 0
    path = clones.one / LEDGER
    put(clones.one, b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    clones.commit(clones.one)
    assert read(clones.one).latest("P2") is None
    assert clones.lines_taken_out() == 1


def test_git_tells_that_a_merge_kept_one_side_alone(cloned: Callable[..., Clones]) -> None:
    clones = cloned(union=True)
    clones.release(clones.one, release("P2"))
    clones.release(clones.two, release("P3"))
    clones.merge("--strategy=ours")
    assert read(clones.one).latest("P3") is None
    assert clones.lines_taken_out() == 1


# ---- several processes ----
