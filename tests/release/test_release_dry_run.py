"""``leafletgen release --dry-run`` says what a release would do, and --reissue says what it is not for."""

import datetime
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from leafletgen.release.pending import PENDING
from leafletgen.system import clock
from tests.support.commands import SVG, files_of, run, small_workspace, write
from tests.support.ledger_sample import leaflet

SAID = ("--reason", "First", "--approved-by", "Lead")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with three leaflets, the first of them released."""
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 11, 21))
    root = small_workspace(tmp_path / "w")
    leaflet(root, "P2")
    leaflet(root, "P3")
    assert run("release", "P1", *SAID, "--workspace", root).exit_code == ExitCode.OK
    return root


def dry(root: Path, *options: str, code: ExitCode = ExitCode.OK) -> tuple[list[str], str]:
    """Make a dry run, which may write nothing; return what it says on both streams."""
    before = files_of(root)
    result = run("release", *options, "--dry-run", "--workspace", root)
    assert result.exit_code == code
    assert files_of(root) == before
    return result.stdout.splitlines(), result.stderr


def test_it_says_what_would_be_released_and_why_the_others_not(root: Path) -> None:
    assert dry(root, "--all") == (
        [
            "P1-good: would not be released: released as VERSION3 of 11.2026",
            "2 leaflets to release",
            "P2-leaflet: would be released as P2/22/11.2026/VERSION3",
            "P3-leaflet: would be released as P3/22/11.2026/VERSION3",
        ],
        "",
    )
    result = run("release", "--all", *SAID, "--workspace", root)
    assert "P2-leaflet: released as P2/22/11.2026/VERSION3\n" in result.stdout, "as it said"
    said, _ = dry(root, "--all")
    assert said[-1] == "there is nothing to release"
    assert len(said) == 4


def test_of_named_leaflets_each_fault_is_told_with_those_that_have_none(root: Path) -> None:
    path = root / "leaflets" / "P3-leaflet.yaml"
    write(path, path.read_text("utf-8").replace("hills.svg", "none.svg"))
    said, faults = dry(root, "P1", "P2", "P3", code=ExitCode.CONTENT)
    assert said == ["P2-leaflet: would be released as P2/22/11.2026/VERSION3"]
    assert "leaflets/P1-good.yaml:1:7: error: nothing changed since VERSION3 of 11.2026\n" in faults
    assert "none.svg" in faults
    assert faults.endswith("nothing would be released\n")


def test_month_and_review_are_taken_into_account(root: Path) -> None:
    said, _ = dry(root, "P2", "--issued", "2026-12", "--review", "2029-12")
    assert said == ["P2-leaflet: would be released as P2/22/12.2026/VERSION3"]
    _, faults = dry(root, "P2", "--review", "2025-12", code=ExitCode.CONTENT)
    assert "the next review, 2025-12, would be before the month of issue" in faults


def test_a_release_that_was_interrupted_is_left_to_the_next_command(root: Path) -> None:
    write(root / PENDING, "[]")
    for options in (("--all",), ("P2",)):
        _, faults = dry(root, *options, code=ExitCode.CONTENT)
        assert "error: a release was interrupted\n  hint: the next command finishes it" in faults


def test_a_real_release_asks_for_a_reason_and_a_role(root: Path) -> None:
    for left_out, given in (("--reason", SAID[2:]), ("--approved-by", SAID[:2])):
        result = run("release", "P2", *given, "--workspace", root)
        assert result.exit_code == ExitCode.USAGE
        assert f"Missing option '{left_out}'" in result.stderr


def new_logo(root: Path) -> None:
    write(root / "assets" / "brands" / "plain" / "logo.svg", SVG.replace("#0B4F6C", "#0B4F60"))


def test_a_new_logo_is_content_and_reissue_names_the_leaflets_that_need_a_release(root: Path) -> None:
    run("release", "--all", *SAID, "--workspace", root)
    new_logo(root)
    result = run("release", "--all", "--reissue", "--issued", "2026-12", *SAID, "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert result.stdout == (
        "P1-good needs a release of its own, without --reissue: logo changed\n"
        "P2-leaflet needs a release of its own, without --reissue: logo changed\n"
        "P3-leaflet needs a release of its own, without --reissue: logo changed\n"
        "there is nothing to issue again\n"
    )
    named = run("release", "P1", "--reissue", "--issued", "2026-12", *SAID, "--workspace", root)
    assert named.exit_code == ExitCode.CONTENT
    assert "the content changed (logo), and --reissue is for a change of appearance alone" in named.stderr
    result = run("release", "--all", *SAID, "--workspace", root)
    assert "P1-good: released as P1/22/11.2026/VERSION4\n" in result.stdout


def test_new_colours_are_issued_again_beside_those_that_need_a_release(root: Path) -> None:
    run("release", "--all", *SAID, "--workspace", root)
    brand = root / "assets" / "brands" / "plain" / "brand.yaml"
    write(brand, brand.read_text("utf-8").replace('primary: "#0B4F6C"', 'primary: "#0B4F60"'))
    path = root / "leaflets" / "P3-leaflet.yaml"
    write(path, path.read_text("utf-8").replace("A paragraph", "A better paragraph"))
    result = run("release", "--all", "--reissue", "--issued", "2026-12", *SAID, "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    said = result.stdout.splitlines()
    assert said[:2] == [
        "P3-leaflet needs a release of its own, without --reissue: paragraph changed",
        "2 leaflets to release",
    ]
    assert "P1-good: released as P1/22/12.2026/VERSION3" in said
