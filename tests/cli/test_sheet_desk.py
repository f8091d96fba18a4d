"""``leafletgen sheet`` at the desk: exercises by their names, today's date, a number that is not shown, notes."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from leafletgen.cli.main import main
from leafletgen.errors import ExitCode
from tests.support.commands import run, write
from tests.support.exercise_sample import exercise_text
from tests.support.processes import BOUND, Child
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


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("static quads", ExitCode.OK, ""),
        ("Static Quads: 3x10,hold=5s,side=each,daily=1; bridge", ExitCode.OK, ""),
        (
            "twins",
            ExitCode.CONTENT,
            ":2:14: error: this is the name of 2 exercises\n"
            '  hint: choose one by its id: "twin-one" (Twins) or "twin-two" (Twins)\n',
        ),
    ],
)
def test_a_file_of_patients_has_names_and_today_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: ExitCode, said: str
) -> None:
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-11-29")
    root = sheet_workspace(tmp_path / "w")
    for name in ("twin-one", "twin-two"):
        write(root / "assets" / "exercises" / f"{name}.yaml", exercise_text(name="Twins"))
    path = write(tmp_path / "patients.csv", f'name,exercises\nSam Example,"{typed}"\n')
    _, errors = sheet(root, "--from", path, "--out", tmp_path / "out", code=code)
    assert errors == (f"{path.as_posix()}{said}" if said else "")
    if code is ExitCode.OK:
        text = text_of(tmp_path / "out" / "exercise-sheet-001.pdf")
        assert "Thigh squeeze" in text and "Date: 29 November 2026" in text


# --- the NHS number --------------------------------------------------------------------------------------------------


def with_number(root: Path, out: Path, typed: str, *arguments: str | Path) -> Result:
    """Run the command with a number that comes through a pipe."""
    options = ["sheet", *map(str, arguments), "--nhs-number", "-", "-o", str(out), "--workspace", str(root)]
    return CliRunner().invoke(main, options, input=typed)


def test_the_nhs_number_is_read_from_a_pipe(root: Path, out: Path) -> None:
    result = with_number(root, out, "999 000 0018\nmore\n", "--pick", "bridge", "--for", "Sam Example", "--summary")
    assert result.exit_code == ExitCode.OK, result.output
    assert "999 000 0018" in text_of(out)
    assert "999" not in result.output and "0018" not in result.output


def test_it_comes_before_that_of_the_prescription(root: Path, out: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "p.yaml", FULL)
    result = with_number(root, out, "943 476 5919\n", path)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    text = text_of(out)
    assert "943 476 5919" in text and "Sam Example" in text and "999 000 0018" not in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "999 000 0081\n",
            "error: --nhs-number: this entry is not an NHS number: its last digit does not fit the others",
        ),
        ("999 000\n", "error: --nhs-number: this entry is not an NHS number: it has 6 digits, not 10"),
        ("Sam\n", "error: --nhs-number: this entry is not an NHS number"),
        ("\n", "error: --nhs-number -: nothing was read"),
        ("", "error: --nhs-number -: nothing was read"),
    ],
)
def test_a_wrong_number_is_not_repeated(root: Path, out: Path, typed: str, said: str) -> None:
    result = with_number(root, out, typed, "--pick", "bridge")
    assert result.exit_code == ExitCode.USAGE
    assert result.output.splitlines()[0] == said
    assert not any(word in result.output for word in ("0081", "999 000\n", "Sam"))
    assert not out.exists()


def test_a_number_on_the_command_line_is_refused_and_not_repeated(root: Path, out: Path) -> None:
    said, errors = sheet(root, "--pick", "bridge", "--nhs-number", "9990000018", "-o", out, code=ExitCode.USAGE)
    assert (said, errors) == (
        "",
        "error: --nhs-number takes no number: it would stay in your shell's history\n"
        "  hint: write --nhs-number -, and type it when you are asked\n",
    )


def test_a_number_is_for_one_patient(root: Path, tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{name}.yaml", WITHOUT_DATE) for name in "ab"]
    _, errors = sheet(root, *paths, "--nhs-number", "-", "--out", tmp_path / "out", code=ExitCode.USAGE)
    assert errors.startswith("error: --nhs-number is that of one patient, and there are 2 prescriptions\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_at_a_terminal_it_is_asked_for_and_not_shown(root: Path, out: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "leafletgen", "sheet", "--pick", "bridge", "--nhs-number", "-", "-o", str(out)]
    with Child(
        [*command, "--workspace", str(root)], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as child:
        os.close(theirs)
        shown = b""
        while b"not shown" not in shown:
            shown += os.read(ours, 1000)
        os.write(ours, b"9990000018\n")
        with suppress(OSError):  # Linux ends a terminal that nobody writes to with one
            while more := os.read(ours, 1000):
                shown += more
        assert child.wait(BOUND) == ExitCode.OK, shown
    os.close(ours)
    assert b"9990000018" not in shown
    assert "999 000 0018" in text_of(out)


# --- notes for one exercise ------------------------------------------------------------------------------------------


def test_a_note_for_an_exercise(root: Path, out: Path, tmp_path: Path) -> None:
    notes = ["--note-for", "bridge", "Ask *Ann* first", "--note-for", "thigh squeeze", "A small towel will do"]
    sheet(root, "--pick", "bridge", "--pick", "quad-set", *notes, "-o", out)
    text = text_of(out)
    assert "Ask *Ann* first" in text and "A small towel will do" in text
    path = write(tmp_path / "p.yaml", "exercises:\n  - {exercise: bridge, note: Old words}\n")
    sheet(root, path, "--note-for", "Bridge", "New words", "-o", out)
    assert "New words" in text_of(out) and "Old words" not in text_of(out)
    sheet(root, path, "--note-for", "bridge", "", "-o", out)
    assert "Old words" not in text_of(out)


def test_a_note_is_on_both_sides(root: Path, out: Path) -> None:
    picks = ["--pick", "clamshell:8,side=left", "--pick", "clamshell:12,side=right"]
    sheet(root, *picks, "--note-for", "clamshell", "Slowly now", "-o", out)
    assert text_of(out).count("Slowly now") == 2


def test_a_note_for_what_is_not_on_the_sheet(root: Path, out: Path) -> None:
    notes = ["--note-for", "clamshell", "Sam's", "--note-for", "brigde", "Sam's", "--note-for", "bird dog", "a\x07"]
    picks = ["--pick", "bridge", "--pick", "quad-set"]
    _, errors = sheet(root, *picks, *notes, "-o", out, code=ExitCode.USAGE)
    assert errors == (
        "error: --note-for: a control character (U+0007) is written here\n"
        "  hint: take the escape out; a page cannot show it\n"
        'error: no exercise is called "brigde"\n  hint: did you mean "bridge"?\n'
    )
    _, errors = sheet(
        root, *picks, "--note-for", "clamshell", "x", "--note-for", "bird dog", "y", "-o", out, code=ExitCode.USAGE
    )
    assert errors == (
        'error: --note-for bird-dog: "bird-dog" is not on this sheet\n  hint: on it: bridge, quad-set\n'
        'error: --note-for clamshell: "clamshell" is not on this sheet\n  hint: on it: bridge, quad-set\n'
    )
