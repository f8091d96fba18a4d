"""``leafletgen sheet`` at the desk: exercises by their names, today's date, a number that is not shown, notes."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from leafletgen.cli.main import main
from leafletgen.errors import ExitCode
from tests.support.commands import sheet, write
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


FULL = """\
patient: {name: Sam Example, nhs_number: 999 000 0018}
clinician: {name: A Physio, role: Physiotherapist, contact: 01632 960 000}
date: 2026-11-21
exercises: [bridge]
"""
WITHOUT_DATE = "patient: {name: Sam Example}\nexercises: [bridge]\n"
NO_DATE = f"date: none\n{WITHOUT_DATE}"


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
        (NO_DATE, [], "Date (write here):"),
        (NO_DATE, ["--date", "2026-11-21"], "Date: 21 November 2026"),
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
    without = f"{path.as_posix()}:1:1: warning: the review is before today\n  hint: say another review\n"
    assert sheet(root, path, "--date", "none", "-o", out)[1] == without
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
        "Quad-Set",
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


def test_it_is_not_put_in_the_place_of_another_one(root: Path, out: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "p.yaml", FULL)
    for options in ([], ["--for", "Sam Example"]):
        result = with_number(root, out, "943 476 5919\n", path, *options)
        assert result.exit_code == ExitCode.CONTENT
        assert result.stderr == (
            f"{path.as_posix()}:1:10: error: --nhs-number gives another number than the prescription\n"
            "  hint: compare both with the patient's record; correct the prescription, or leave the option out\n"
        )
    assert with_number(root, out, "999 000 0018\n", path).exit_code == ExitCode.OK
    result = with_number(root, out, "943 476 5919\n", path, "--for", "Jo Sample")
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    text = text_of(out)
    assert "943 476 5919" in text and "Jo Sample" in text and "999 000 0018" not in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "999 000 0081\n",
            "error: --nhs-number: this entry is not an NHS number: its last digit does not fit the others",
        ),
        ("999 000\n", "error: --nhs-number: this entry is not an NHS number: it has 6 digits, not 10"),
        ("Sam\n", "error: --nhs-number: this entry is not an NHS number"),
        ("111 111 1111\n", "error: --nhs-number: this entry is not an NHS number: it is one digit ten times"),
        ("0" * 9999, "error: --nhs-number: this entry is not an NHS number: it has 200 digits, not 10"),
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


def test_a_number_without_quotation_marks_is_refused_first(root: Path, out: Path) -> None:
    typed = ["--nhs-number", "999", "000", "0018"]
    _, errors = sheet(root, "--pick", "bridge", *typed, "-o", out, code=ExitCode.USAGE)
    assert errors.startswith("error: --nhs-number takes no number: it would stay in your shell's history\n")
    assert not any(part in errors for part in typed[1:])


@pytest.mark.parametrize(
    ("typed", "hidden"),
    [
        (["--pick", "bridge", "--for", "Zeb", "Quux"], "Quux"),
        (["--pick", "bridge", "--for", "Zeb", "Bird dog"], "ird"),
        (["--programme", "back-strength", "Zeb Quux"], "Quux"),
        (["--pick", "bridge", "--nhs-number", "-", "9990000018"], "999"),
        (["--pick", "bridge", "26/11/1950"], "1950"),
    ],
)
def test_what_may_be_a_patient_s_is_not_repeated(root: Path, out: Path, typed: list[str], hidden: str) -> None:
    _, errors = sheet(root, *typed, "-o", out, code=ExitCode.USAGE)
    assert errors == (
        "error: there is no file of the name that is given\n"
        '  hint: put a name of several words in quotation marks: --for "Sam Example"\n'
    )
    assert hidden not in errors


def test_a_sheet_of_an_earlier_run_is_pointed_out_after_early_faults(root: Path, out: Path, tmp_path: Path) -> None:
    sheet(root, "--pick", "bridge", "--for", "Sam Example", "-o", out)
    still = f"{out} is still the sheet of an earlier run: take it away\n"
    for typed in (["--for", "Zeb", "Quux"], ["--nhs-number", "9990000018"], ["--from", "gone.csv"]):
        _, errors = sheet(root, "--pick", "bridge", *typed, "-o", out, code=ExitCode.USAGE)
        assert errors.endswith(still)
    assert with_number(root, out, "", "--pick", "bridge").stderr.endswith(still)
    sheet(root, "--pick", "bridge", "--out", tmp_path / "more")
    _, errors = sheet(root, "--pick", "bridge", "Quux", "--out", tmp_path / "more", code=ExitCode.USAGE)
    assert "exercise-sheet.pdf is still the sheet of an earlier run: take it away\n" in errors
    other = write(tmp_path / "letter.pdf", "of somebody else")
    assert "earlier run" not in sheet(root, "--pick", "bridge", "Quux", "-o", other, code=ExitCode.USAGE)[1]


@pytest.mark.skipif(os.name == "nt", reason="its shells cannot close standard input")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--pick bridge --nhs-number -", "error: --nhs-number -: nothing was read\n"),
        ("--from -", "error: standard input is closed\n"),
    ],
)
def test_closed_standard_input_is_told(root: Path, tmp_path: Path, arguments: str, said: str) -> None:
    errors = tmp_path / "errors"
    shell = f'exec "{sys.executable}" -m leafletgen sheet {arguments} --workspace "{root}" --out "{tmp_path}/o" <&-'
    with errors.open("wb") as file, Child(["sh", "-c", shell], stderr=file) as child:
        assert child.wait(BOUND) == ExitCode.USAGE
    assert errors.read_text("utf-8").startswith(said)


@pytest.mark.parametrize("options", [["--goal", "Walk"], ["--note", "Well done"], ["--note-for", "bridge", "Slowly"]])
def test_words_to_one_patient_are_not_for_several(root: Path, tmp_path: Path, options: list[str]) -> None:
    path = write(tmp_path / "patients.csv", "name,exercises,goal\nSam,bridge,Swim\nJo,bridge,\n")
    _, errors = sheet(root, "--from", path, *options, "--out", tmp_path / "out", code=ExitCode.USAGE)
    assert errors.startswith(f"error: {options[0]} is ") and "and there are 2 patients\n  hint: write each " in errors
    assert not (tmp_path / "out").exists()


def test_a_year_that_is_no_date_s(root: Path, out: Path, tmp_path: Path) -> None:
    _, errors = sheet(root, "--pick", "bridge", "--date", "1899-01-01", "-o", out, code=ExitCode.USAGE)
    assert errors.startswith("error: --date must be a date (year-month-day) in the years 1900 to 2099\n")
    path = write(tmp_path / "p.yaml", "date: 2100-01-01\nexercises: [bridge]\n")
    _, errors = sheet(root, path, "-o", out, code=ExitCode.CONTENT)
    assert 'error: "date" must be a date (year-month-day) in the years 1900 to 2099\n' in errors


def test_a_file_of_patients_may_leave_the_date_open(root: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "patients.csv", "date,review,exercises\nNone,2026-12-05,bridge\n")
    assert sheet(root, "--from", path, "--out", tmp_path)[1] == ""
    assert "Date (write here):" in text_of(tmp_path / "exercise-sheet-001.pdf")


def test_a_number_is_for_one_patient(root: Path, tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{name}.yaml", WITHOUT_DATE) for name in "ab"]
    _, errors = sheet(root, *paths, "--nhs-number", "-", "--out", tmp_path / "out", code=ExitCode.USAGE)
    assert errors.startswith("error: --nhs-number is that of one patient, and there are 2 prescriptions\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_ctrl_c_at_the_question_stops(root: Path, out: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "leafletgen", "sheet", "--pick", "bridge", "--nhs-number", "-", "-o", str(out)]
    with Child([*command, "--workspace", str(root)], stdin=theirs, stdout=theirs, stderr=theirs) as child:
        os.close(theirs)
        shown = b""
        while b"not shown" not in shown:
            shown += os.read(ours, 1000)
        os.kill(child.pid, signal.SIGINT)
        with suppress(OSError):
            while more := os.read(ours, 1000):
                shown += more
        assert child.wait(BOUND) == ExitCode.INTERRUPTED, shown
    os.close(ours)
    assert not out.exists()


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
        "error: --note-for: no exercise has this name\n"
        '  hint: did you mean "bridge"?; the exercise comes first, and then the note: --note-for bridge "Slowly"\n'
    )
    _, errors = sheet(
        root, *picks, "--note-for", "clamshell", "x", "--note-for", "bird dog", "y", "-o", out, code=ExitCode.USAGE
    )
    assert errors == (
        'error: --note-for bird-dog: "bird-dog" is not on this sheet\n  hint: on it: bridge, quad-set\n'
        'error: --note-for clamshell: "clamshell" is not on this sheet\n  hint: on it: bridge, quad-set\n'
    )


def test_a_note_in_the_place_of_the_exercise_is_not_repeated(root: Path, out: Path) -> None:
    note = ["--note-for", "Mr Jones: mind the new hip", "bridge"]
    _, errors = sheet(root, "--pick", "bridge", *note, "-o", out, code=ExitCode.USAGE)
    assert errors.startswith("error: --note-for: no exercise has this name\n  hint: ")
    assert errors.endswith('the exercise comes first, and then the note: --note-for bridge "Slowly"\n')
    assert "Jones" not in errors and "new hip" not in errors


def test_one_note_for_an_exercise(root: Path, out: Path) -> None:
    notes = ["--note-for", "bridge", "One", "--note-for", "Bridge", "Two"]
    _, errors = sheet(root, "--pick", "bridge", *notes, "-o", out, code=ExitCode.USAGE)
    assert errors == "error: --note-for bridge is there twice\n  hint: write both notes as one text\n"


@pytest.mark.parametrize("option", ["--pick", "--without", "--programme"])
def test_a_choice_that_is_empty_names_its_option(root: Path, out: Path, option: str) -> None:
    _, errors = sheet(root, "--pick", "bridge", option, " ", "-o", out, code=ExitCode.USAGE)
    assert errors.startswith(f"error: {option} names nothing\n  hint: give an id or a name, as in {option} ")


def test_layouts_and_people_in_capitals(root: Path, out: Path) -> None:
    sheet(root, "--pick", "bridge", "--layout", "SHEET-2", "--person", " Leo", "--date", "none", "-o", out)
    assert "EX02/" in text_of(out)
    capitals = out.read_bytes()
    sheet(root, "--pick", "bridge", "--layout", "sheet-2", "--person", "leo", "--date", "none", "-o", out)
    assert out.read_bytes() == capitals
