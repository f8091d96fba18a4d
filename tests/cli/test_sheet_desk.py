"""``leafletgen sheet`` at the desk: exercises by their names, and the date of today."""

from pathlib import Path

import pikepdf
import pytest

from leafletgen.errors import ExitCode
from tests.support.commands import run, write
from tests.support.sheet_workspace import sheet_workspace, text_of


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that no test changes."""
    return sheet_workspace(tmp_path_factory.mktemp("desk") / "w")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return where a test writes."""
    return tmp_path / "out.pdf"


def sheet(root: Path, *arguments: str | Path, code: ExitCode = ExitCode.OK) -> tuple[str, str]:
    """Run the command, which ends as said, and return its output and its diagnostics."""
    result = run("sheet", *arguments, "--workspace", root)
    assert result.exit_code == code, result.stderr
    return result.stdout, result.stderr


FULL = """\
patient: {name: Sam Example, nhs_number: 999 000 0018}
clinician: {name: A Physio, role: Physiotherapist, contact: 01632 960 000}
date: 2026-11-21
exercises: [bridge]
"""
WITHOUT_DATE = "patient: {name: Sam Example}\nexercises: [bridge]\n"


@pytest.mark.parametrize(
    ("text", "options", "printed"),
    [
        (None, [], "Date: 29 November 2026"),
        (None, ["--date", "2026-11-21"], "Date: 21 November 2026"),
        (None, ["--date", "none"], "Date (write here):"),
        (None, ["--date", " None "], "Date (write here):"),
        (None, ["--date", ""], "Date (write here):"),
        (WITHOUT_DATE, [], "Date: 29 November 2026"),
        (WITHOUT_DATE, ["--date", "none"], "Date (write here):"),
        (FULL, [], "Date: 21 November 2026"),
        (FULL, ["--date", "none"], "Date (write here):"),
    ],
)
def test_the_date_is_today_unless_it_is_said(
    root: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, options: list[str],
    printed: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-11-29")
    given = ["--pick", "bridge"] if text is None else [str(write(tmp_path / "p.yaml", text))]
    _, errors = sheet(root, *given, *options, "-o", out)
    assert errors == ""
    assert printed in text_of(out)


def test_the_date_is_on_the_page_alone(root: Path, tmp_path: Path) -> None:
    paths = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for path, day in zip(paths, ("2026-11-29", "2027-01-15"), strict=True):
        sheet(root, "--pick", "bridge", "--date", day, "-o", path)
    with pikepdf.open(paths[0]) as one, pikepdf.open(paths[1]) as other:
        assert one.Root.Metadata.read_bytes() == other.Root.Metadata.read_bytes()
        assert dict(one.docinfo.items()) == dict(other.docinfo.items())


def test_the_same_date_gives_the_same_bytes(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-11-29")
    sheet(root, "--pick", "bridge", "-o", tmp_path / "a.pdf")
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2027-01-15")
    sheet(root, "--pick", "bridge", "--date", "2026-11-29", "-o", tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_review_before_today_is_warned_about(root: Path, out: Path, tmp_path: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-11-29")
    hint = "  hint: say another review, or the day it was given: --date 2026-11-21\n"
    said = f"warning: the review is before today, which is printed as the date\n{hint}"
    assert sheet(root, "--pick", "bridge", "--review", "2026-11-28", "-o", out)[1] == said
    path = write(tmp_path / "p.yaml", "review: 2026-11-28\nexercises: [bridge]\n")
    assert sheet(root, path, "-o", out)[1] == f"{path.as_posix()}:1:1: {said}"
    assert sheet(root, path, "--date", "none", "-o", out)[1] == ""
    dated = write(tmp_path / "d.yaml", "date: 2026-11-21\nreview: 2026-11-28\nexercises: [bridge]\n")
    assert sheet(root, dated, "-o", out)[1] == ""


@pytest.mark.parametrize(
    "typed",
    [
        "thigh squeeze",
        "Thigh Squeeze:10,hold=5s",
        "  quad set ",
        "STATIC QUADS:3x10,hold=5s",
        "quad-set",
        "thigh-squeeze",
    ],
)
def test_an_exercise_is_picked_by_any_name_that_it_has_alone(root: Path, out: Path, typed: str) -> None:
    sheet(root, "--pick", typed, "-o", out)
    assert "Thigh squeeze" in text_of(out)


def test_names_and_ids_are_one_choice(root: Path, out: Path) -> None:
    options = ["--programme", "lower back: strength", "--without", "Squat with weights", "--pick", "BRIDGE:3x7"]
    sheet(root, *options, "-o", out)
    text = text_of(out)
    assert "3 rounds of 7" in text
    assert text.count("Bridge") == text_of_programme(root, out).count("Bridge")
    assert "Squat" not in text


def text_of_programme(root: Path, out: Path) -> str:
    """Return the words of a sheet of the programme alone."""
    sheet(root, "--programme", "back-strength", "-o", out)
    return text_of(out)
