"""``leafletgen release --strict-check``: with an error of the rules nothing is released, and a waived one is told."""

from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from tests.support.commands import LEAFLET, ROOT, files_of, run, small_workspace, write
from tests.support.ledger_sample import entries_in

SAID = ("--reason", "First", "--approved-by", "Lead", "--issued", "2026-11")
WORDS = "  - Ask us about a fever now.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace whose trust has made an error of words that many people do not know."""
    root = small_workspace(tmp_path / "w")
    rules = (ROOT / "assets" / "rules" / "words.yaml").read_text("utf-8")
    write(root / "assets" / "rules" / "words.yaml", rules.replace("severity: warning", "severity: error"))
    return root


def release(root: Path, *options: str) -> tuple[int, str]:
    result = run("release", "P1", *options, *SAID, "--workspace", root)
    return result.exit_code, result.stderr


def test_with_an_error_nothing_is_released(root: Path) -> None:
    write(root / "leaflets" / "P1-good.yaml", LEAFLET + WORDS)
    before = files_of(root)
    for options in (("--strict-check",), ("--strict-check", "--dry-run")):
        code, told = release(root, *options)
        assert code == ExitCode.CONTENT
        assert 'leaflets/P1-good.yaml:11:18: error: "a fever" is a medical phrase' in told
    assert told.endswith("nothing would be released\n")
    assert files_of(root) == before
    assert release(root)[0] == ExitCode.OK
    assert len(entries_in(root)) == 1


def test_an_error_in_shared_blocks_counts_too(root: Path) -> None:
    write(root / "leaflets" / "shared" / "help.yaml", "body:\n- Ask us about a fever now.\n")
    write(root / "leaflets" / "P1-good.yaml", LEAFLET + "  - include: help\n")
    code, told = release(root, "--strict-check")
    assert code == ExitCode.CONTENT
    assert 'leaflets/shared/help.yaml:2:16: error: "a fever" is a medical phrase' in told


def test_an_error_of_another_leaflet_does_not_count(root: Path) -> None:
    write(root / "leaflets" / "P2-other.yaml", LEAFLET.replace("P1/", "P2/") + WORDS)
    assert release(root, "--strict-check") == (ExitCode.OK, "")


def test_what_is_waived_is_told_with_its_reason(root: Path) -> None:
    waive = 'waive: [{rule: medical-word, because: "Our readers know it."}]\n'
    write(root / "leaflets" / "P1-good.yaml", LEAFLET.replace("body:", f"{waive}body:") + WORDS)
    code, told = release(root, "--strict-check")
    assert code == ExitCode.OK
    assert told == (
        'leaflets/P1-good.yaml:12:18: note: "a fever" is a medical phrase that most people do not use: '
        "waived, Our readers know it.\n"
    )


def test_a_warning_that_is_waived_is_no_matter_of_a_release(root: Path) -> None:
    waive = "waive: [{rule: ampersand, because: It is their name.}]\n"
    write(root / "leaflets" / "P1-good.yaml", LEAFLET.replace("body:", f"{waive}body:") + "  - Drink salt & water.\n")
    assert release(root, "--strict-check") == (ExitCode.OK, "")


def test_a_leaflet_that_says_otherwise_than_the_library_is_refused(root: Path) -> None:
    write(root / "assets" / "rules" / "ours.yaml", "rules:\n  url-two-spellings: {severity: error}\n")
    link = "  - Read [the guide](https://www.example.org/guide).\n"
    write(root / "leaflets" / "P1-good.yaml", LEAFLET + link)
    assert release(root, "--strict-check", "--dry-run")[0] == ExitCode.OK
    other = LEAFLET.replace("P1/", "P2/") + link.replace("https://www.", "http://")
    write(root / "leaflets" / "P2-other.yaml", other)
    code, told = release(root, "--strict-check")
    assert code == ExitCode.CONTENT
    assert told.startswith('leaflets/P2-other.yaml:11:22: error: "http://example.org/guide" is spelt ')
