"""The file of signatures: what is recorded, what replaces what, and what counts when a line is damaged."""

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from leafletgen.app.scaffold import lay_out, starter
from leafletgen.errors import Report
from leafletgen.release.signatures import SIGNATURES, Signature, Signatures, append
from tests.support.processes import BOUND

ONE = Signature("exercise", "bridge", "a" * 64, "Physiotherapist", "2026-11-21")
TWO = Signature("programme", "hip", "b" * 64, "Lead", "2026-11-22")


def read(root: Path) -> tuple[Signatures, list[str]]:
    """Return the signatures, and what is wrong with them."""
    report = Report()
    return Signatures.read(root, report), [f"{one.place}: {one.message}" for one in report.errors]


def record(root: Path, *signatures: Signature) -> None:
    """Record signatures."""
    report = Report()
    assert append(root, signatures, report), report.diagnostics


def test_no_file_is_no_signature(tmp_path: Path) -> None:
    signatures, faults = read(tmp_path)
    assert faults == []
    assert signatures.of("exercise", "bridge") is None


def test_a_line_is_a_signature(tmp_path: Path) -> None:
    record(tmp_path, ONE, TWO)
    lines = (tmp_path / SIGNATURES).read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [ONE._asdict(), TWO._asdict()]
    signatures, faults = read(tmp_path)
    assert faults == []
    assert signatures.of("exercise", "bridge") == ONE
    assert signatures.of("programme", "hip") == TWO
    assert signatures.of("programme", "bridge") is None


def test_lines_are_only_ever_added_and_the_later_one_counts(tmp_path: Path) -> None:
    record(tmp_path, ONE)
    before = (tmp_path / SIGNATURES).read_bytes()
    again = ONE._replace(hash="c" * 64, on="2026-11-20")
    record(tmp_path, again)
    assert (tmp_path / SIGNATURES).read_bytes().startswith(before)
    assert read(tmp_path)[0].of("exercise", "bridge") == again
    record(tmp_path, again)
    assert len((tmp_path / SIGNATURES).read_bytes().splitlines()) == 2, "the same was recorded twice"
    record(tmp_path, again._replace(hash=""))
    assert read(tmp_path)[0].of("exercise", "bridge") is None
    record(tmp_path, ONE)
    assert read(tmp_path)[0].of("exercise", "bridge") == ONE


def test_what_editors_add_says_nothing(tmp_path: Path) -> None:
    record(tmp_path, ONE, TWO)
    path = tmp_path / SIGNATURES
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n"))
    assert read(tmp_path)[0].of("exercise", "bridge") == ONE
    record(tmp_path, ONE._replace(id="clamshell"))
    signatures, faults = read(tmp_path)
    assert faults == []
    assert signatures.of("programme", "hip") == TWO
    assert signatures.of("exercise", "clamshell") is not None


DAMAGES = {
    "cut off": json.dumps(ONE._asdict())[:-9],
    "no map": "[1]",
    "a number": json.dumps({**ONE._asdict(), "by": 1}),
    "a key is missing": json.dumps({key: value for key, value in ONE._asdict().items() if key != "on"}),
    "a key more": json.dumps({**ONE._asdict(), "note": "x"}),
    "another kind": json.dumps({**ONE._asdict(), "kind": "layout"}),
    "no hash": json.dumps({**ONE._asdict(), "hash": "a" * 63}),
    "no day": json.dumps({**ONE._asdict(), "on": "today"}),
    "nobody": json.dumps({**ONE._asdict(), "by": " "}),
    "two lines in a role": json.dumps({**ONE._asdict(), "by": "a\nb"}),
    "no id": json.dumps({**ONE._asdict(), "id": ""}),
    "a merge conflict": "<<<<<<< HEAD",
    "deep": "[" * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_line_is_told_and_nothing_counts_as_signed(tmp_path: Path, damage: str) -> None:
    record(tmp_path, ONE)
    path = tmp_path / SIGNATURES
    path.write_text(path.read_text("utf-8") + DAMAGES[damage] + "\n" + json.dumps(TWO._asdict()) + "\n", "utf-8")
    before = path.read_bytes()
    signatures, faults = read(tmp_path)
    assert len(faults) == 1
    assert faults[0].startswith(f"{SIGNATURES}:2:1: ")
    assert signatures.of("exercise", "bridge") is None
    assert signatures.of("programme", "hip") is None
    report = Report()
    assert not append(tmp_path, [TWO], report)
    assert report.has_errors
    assert path.read_bytes() == before


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    record(tmp_path, ONE)
    path = tmp_path / SIGNATURES
    path.write_bytes(b"\xff\xfe\n" + path.read_bytes())
    signatures, faults = read(tmp_path)
    assert faults == [f"{SIGNATURES}:1:1: this line of the signatures is damaged"]
    assert signatures.of("exercise", "bridge") is None


def test_two_who_sign_at_once_are_both_recorded(tmp_path: Path) -> None:
    ids = [f"exercise-{number}" for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda name: record(tmp_path, ONE._replace(id=name)), ids))
    signatures, faults = read(tmp_path)
    assert faults == []
    assert all(signatures.of("exercise", name) for name in ids)


def test_git_keeps_the_signatures_of_both_branches(tmp_path: Path) -> None:
    """A workspace as ``init`` makes it: its .gitattributes say so."""
    root = tmp_path / "w"
    lay_out(starter(), root)
    who = {f"GIT_{role}_{part}": "test" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_EDITOR": "true"}

    def git(*arguments: str) -> None:
        done = subprocess.run(
            ["git", *arguments],
            cwd=root,
            env={**os.environ, **who, **settings},
            capture_output=True,
            check=False,
            timeout=BOUND,
        )
        assert done.returncode == 0, done.stderr

    git("init", "--quiet", "--initial-branch=main")
    record(root, ONE)
    git("add", "--", ".gitattributes", SIGNATURES)
    git("commit", "--quiet", "-m", "One")
    git("switch", "--quiet", "-c", "other")
    record(root, TWO)
    git("commit", "--quiet", "-a", "-m", "Two")
    git("switch", "--quiet", "main")
    record(root, ONE._replace(id="clamshell"))
    git("commit", "--quiet", "-a", "-m", "Three")
    git("merge", "--quiet", "other")
    signatures, faults = read(root)
    assert faults == []
    assert signatures.of("exercise", "bridge") == ONE
    assert signatures.of("programme", "hip") == TWO
    assert signatures.of("exercise", "clamshell") is not None
