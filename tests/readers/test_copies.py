"""What is left of a released leaflet that another program writes anew, and that docs/run/copies.md tells it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

from tests.checker import verapdf
from tests.readers.adapters.reader import is_required
from tests.readers.rewriting import ANY, REWRITINGS, Rewriting, encrypted
from tests.support.commands import ROOT, run, small_workspace


class Released(NamedTuple):
    """A workspace, and the file of the leaflet that was released in it."""

    root: Path
    file: Path


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Released:
    """Return a leaflet that was released and built."""
    root = small_workspace(tmp_path_factory.mktemp("released") / "w")
    said = ("--reason", "First issue", "--approved-by", "Lead", "--workspace", root)
    assert run("release", "P1", *said).exit_code == 0
    (file,) = (root / "build").glob("*.pdf")
    return Released(root, file)


def verdict(released: Released, file: Path) -> tuple[str, str]:
    """Return what ``leafletgen verify`` says of a file: the verdict, and the message."""
    (found,) = json.loads(run("verify", file, "--json", "--workspace", released.root).stdout)
    return found["verdict"], found["message"]


def holds(rules: frozenset[str], file: Path, profile: str) -> bool:
    """Whether veraPDF names these rules, or any where those are not told."""
    faults = verapdf.validate(file, profile).faults
    return bool(faults) if ANY in rules else set(faults) == rules


def elements(file: Path, password: str = "") -> int:
    """Return how many elements the structure tree has."""
    with pikepdf.open(file, password=password) as document:
        found = (each for each in document.objects if isinstance(each, pikepdf.Dictionary))
        return sum("/P" in each and "/S" in each for each in found)


@pytest.mark.parametrize("rewriting", REWRITINGS, ids=lambda rewriting: rewriting.told)
def test_what_is_left_of_a_copy(released: Released, tmp_path: Path, rewriting: Rewriting) -> None:
    if why := rewriting.lacking():
        (pytest.fail if is_required() else pytest.skip)(why)
    copy = tmp_path / "copy.pdf"
    rewriting.write(released.file, copy)
    assert elements(copy, rewriting.password) == (elements(released.file) if rewriting.keeps_tags else 0)
    assert holds(rewriting.ua1, copy, "ua1")
    assert holds(rewriting.a2, copy, "2a")
    assert verdict(released, copy)[0] == rewriting.verdict


def test_the_released_file_is_the_current_one(released: Released) -> None:
    assert verdict(released, released.file)[0] == "current"
    assert elements(released.file) > 5


def test_a_locked_copy_is_told_as_such(released: Released, tmp_path: Path) -> None:
    locked = next(one for one in REWRITINGS if one.verdict == "unknown")
    locked.write(released.file, tmp_path / "locked.pdf")
    assert verdict(released, tmp_path / "locked.pdf")[1] == "unknown: it is locked with a password"


def test_encryption_of_today_does_not_keep_assistive_technology_out(released: Released, tmp_path: Path) -> None:
    copy = tmp_path / "copy.pdf"
    encrypted(accessible=False)(released.file, copy)
    with pikepdf.open(copy) as document:
        assert document.allow.accessibility


def test_the_page_tells_of_every_one() -> None:
    lines = (ROOT / "docs" / "run" / "copies.md").read_text("utf-8").splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert rows[2:] == [rewriting.row for rewriting in REWRITINGS]
