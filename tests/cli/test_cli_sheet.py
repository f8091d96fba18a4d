"""``leafletgen sheet``: what it takes, what it writes, what it says when something is wrong."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from leafletgen.errors import ExitCode
from leafletgen.pdf.packet import packet_of
from tests.support.commands import files_of, run, run_apart, write
from tests.support.exercise_sample import exercise_text
from tests.support.processes import BOUND
from tests.support.sheet_workspace import pages_of, sheet_workspace, text_of

FULL = """\
patient: {name: Sam Example, nhs_number: 999 000 0018}
clinician: {name: A Physio, role: Physiotherapist, contact: 01632 960 000}
date: 2026-11-21
review: 2026-12-05
goal: Walk to the shops without stopping
programme: back-strength
exercises:
  - {exercise: bird-dog, dose: {sets: 2, reps: 8, side: each, times_per_day: 1}, note: Keep the kettle in sight}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that no test changes, but for build/."""
    root = sheet_workspace(tmp_path_factory.mktemp("sheets") / "w")
    pictured = exercise_text(name="Pictured").replace("poses/finish", "exercises/bridge-finish")
    write(root / "assets" / "exercises" / "pictured.yaml", pictured.replace("poses/start", "exercises/brigde-start"))
    for name in ("twin-one", "twin-two"):
        write(root / "assets" / "exercises" / f"{name}.yaml", exercise_text(name="Twins", others="heel lifts"))
    return root


@pytest.fixture
def out(root: Path, tmp_path: Path) -> Path:
    """Return where a test writes."""
    return tmp_path / "out.pdf"


def sheet(root: Path, *arguments: str | Path, code: ExitCode = ExitCode.OK) -> tuple[str, str]:
    """Run the command, which ends as said, and return its output and its diagnostics."""
    result = run("sheet", *arguments, "--workspace", root)
    assert result.exit_code == code, result.stderr
    return result.stdout, result.stderr


def test_picks(root: Path, out: Path) -> None:
    said, errors = sheet(root, "--pick", "bridge:3x10,daily=1", "--pick", "bird-dog", "--for", "Sam Example", "-o", out)
    assert errors == ""
    pages = pages_of(out)
    number = "1 page" if pages == 1 else f"{pages} pages"
    assert said == f"{out}  {number}, {out.stat().st_size / 1000:.0f} KB\n"
    text = text_of(out)
    assert "Sam Example" in text
    assert "3 rounds of 10" in text
    assert text.index("Bridge") < text.index("Bird dog"), "lying comes before hands and knees"


@pytest.mark.parametrize(("patient", "loaded"), [("nhs_number: 999 000 0018", True), ("name: Sam Example", False)])
def test_what_checks_an_nhs_number_is_loaded_where_one_is_given(
    root: Path, out: Path, tmp_path: Path, patient: str, loaded: bool
) -> None:
    path = write(tmp_path / "p.yaml", f"patient: {{{patient}}}\nexercises: [bridge]\n")
    script = (
        "import sys; from leafletgen.cli.main import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print('stdnum' in sys.modules)\n"
    )
    command = [sys.executable, "-c", script, "sheet", str(path), "-o", str(out), "--workspace", str(root)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=BOUND)
    assert done.stdout.splitlines()[-1] == str(loaded)


def test_a_prescription(root: Path, out: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "p.yaml", FULL)
    assert sheet(root, path, "-o", out)[1] == ""
    text = text_of(out)
    for words in (
        *("Sam Example", "999 000 0018", "A Physio", "01632 960 000", "21 November 2026", "5 December 2026"),
        *("Walk to the shops", "Keep the kettle in sight", "Bridge", "Do 8 on each side, rest", "Squat"),
    ):
        assert words in text, words


def test_options_come_before_the_file(root: Path, out: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "p.yaml", FULL + "order: given\nlayout: sheet-1\ndiary: 2\n")
    options = ["--for", "Jo Other", "--clinician", "B Physio", "--date", "2026-11-22", "--review", "", "--goal", "Swim"]
    more = ["--note", "Well done.", "--layout", "words", "--order", "position", "--diary", "0", "--without", "bridge"]
    _, errors = sheet(root, path, *options, *more, "-o", out)
    assert errors == (
        "warning: --for gives another name than the prescription, so its NHS number is left out\n"
        "  hint: write the number into the prescription of this patient\n"
    )
    text = text_of(out)
    for words in ("Jo Other", "B Physio", "22 November 2026", "Swim", "Well done.", "EX08/"):
        assert words in text, words
    for words in ("Sam", "999 000", "A Physio", "01632 960 000 Physio", "December", "shops", "EX01/", "Bridge"):
        assert words not in text, words
    assert pages_of(out) < 4
    assert sheet(root, path, "--for", "Sam Example", "-o", out)[1] == "", "the same name keeps the number"
    assert "999 000 0018" in text_of(out)


def test_order(root: Path, out: Path) -> None:
    picks = ["--pick", "heel-raise", "--pick", "bridge"]
    for order, first in (([], "Bridge"), (["--order", "given"], "Heel raise"), (["--order", "position"], "Bridge")):
        sheet(root, *picks, *order, "-o", out)
        found = re.search("Bridge|Heel raise", text_of(out))
        assert found is not None
        assert found[0] == first


def test_a_programme_without_one(root: Path, out: Path) -> None:
    sheet(root, "--programme", "back-strength", "--without", "squat-with-weights", "-o", out)
    text = text_of(out)
    assert "Wall press-up" in text
    assert "Squat" not in text


def test_a_diary_adds_to_it(root: Path, out: Path) -> None:
    sheet(root, "--pick", "bridge", "-o", out)
    without = pages_of(out)
    sheet(root, "--pick", "bridge", "--diary", "4", "-o", out)
    assert pages_of(out) > without


def test_every_layout(root: Path, out: Path) -> None:
    names = sorted(path.stem for path in (root / "layouts" / "sheets").glob("*.yaml"))
    assert len(names) >= 9
    for name in names:
        _, errors = sheet(root, "--pick", "bridge", "--pick", "bird-dog", "--layout", name, "-o", out)
        assert errors == "", name
        assert "Bridge" in text_of(out)


def test_default_name_and_rights(root: Path) -> None:
    target = root / "build" / "exercise-sheet.pdf"
    write(target, "old").chmod(0o644)
    sheet(root, "--pick", "bridge", "--for", "Sam Example")
    assert target.read_bytes().startswith(b"%PDF")
    assert os.name == "nt" or target.stat().st_mode & 0o777 == 0o600
    assert not list(target.parent.glob("*Sam*"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder(root: Path, tmp_path: Path, jobs: str) -> None:
    folder = tmp_path / "patients"
    for name in ("c-sam", "a-jo", "b-lin"):
        write(folder / f"{name}.yaml", f"patient: {{name: {name.upper()}}}\nexercises: [bridge]\n")
    write(folder / "b-lin.yaml", "exercises: [brigde]\n")
    write(folder / "notes.txt", "no prescription")
    process = run_apart(
        *("sheet", folder, folder / "a-jo.yaml", "--jobs", jobs, "--out", tmp_path / "out", "--workspace", root)
    )
    assert process.returncode == ExitCode.CONTENT
    assert process.stderr == (
        f'{folder.as_posix()}/b-lin.yaml:1:13: error: no exercise has this name\n  hint: did you mean "bridge"?\n'
    )
    lines = process.stdout.splitlines()
    assert [re.sub(".*/", "", line.partition("  ")[0]) for line in lines[:-1]] == [
        "exercise-sheet-001.pdf",
        "exercise-sheet-003.pdf",
    ]
    assert lines[-1] == "2 sheets written, 1 failed, 1 error"
    assert "A-JO" in text_of(tmp_path / "out" / "exercise-sheet-001.pdf")
    assert "C-SAM" in text_of(tmp_path / "out" / "exercise-sheet-003.pdf")
    assert sorted(files_of(tmp_path / "out")) == ["exercise-sheet-001.pdf", "exercise-sheet-003.pdf"]
    assert all(os.name == "nt" or path.stat().st_mode & 0o777 == 0o600 for path in (tmp_path / "out").glob("*.pdf"))


def test_jobs_change_nothing(root: Path, tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.yaml", f"programme: hip\npatient: {{name: P{n}}}\n") for n in range(5)]
    for jobs in (1, 3):
        options = ("--jobs", str(jobs), "--date", "none", "--out", tmp_path / str(jobs))
        process = run_apart("sheet", *paths, *options, "--workspace", root)
        assert process.returncode == ExitCode.OK, process.stderr
    assert files_of(tmp_path / "1") == files_of(tmp_path / "3")


def test_the_order_given_numbers_the_files(root: Path, tmp_path: Path) -> None:
    second = write(tmp_path / "a.yaml", "patient: {name: SECOND}\nexercises: [bridge]\n")
    first = write(tmp_path / "b.yaml", "patient: {name: FIRST}\nexercises: [bridge]\n")
    sheet(root, first, second, "--pick", "bird-dog", "--out", tmp_path / "out")
    assert "FIRST" in text_of(tmp_path / "out" / "exercise-sheet-001.pdf")
    assert "Bird dog" in text_of(tmp_path / "out" / "exercise-sheet-002.pdf")


def test_an_old_sheet_is_not_taken_for_the_new_one(root: Path, out: Path) -> None:
    sheet(root, "--pick", "bridge", "-o", out)
    before = out.read_bytes()
    _, errors = sheet(root, "--pick", "nothing", "-o", out, code=ExitCode.USAGE)
    assert errors.endswith(f"{out} is still the sheet of an earlier run: take it away\n")
    assert out.read_bytes() == before


def test_leftovers_of_a_killed_run_are_cleared(root: Path, out: Path) -> None:
    old = write(out.parent / ".exercise-sheet-001.pdf.999.part", "a patient")
    new = write(out.parent / ".exercise-sheet-002.pdf.999.part", "still at work")
    own = write(out.parent / ".[out].pdf.999.part", "a patient")
    other = write(out.parent / ".film.part", "of another program")
    for path in (old, own, other):
        os.utime(path, (time.time() - 9999, time.time() - 9999))
    sheet(root, "--pick", "bridge", "-o", out.with_name("[out].pdf"))
    assert [path.exists() for path in (old, own, new, other)] == [False, False, True, True]


def test_open(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def launch(target: str) -> int:
        opened.append(target)
        return 0

    monkeypatch.setattr(click, "launch", launch)
    sheet(root, "--pick", "bridge", "--open", "-o", out)
    assert opened == [str(out)]
    monkeypatch.setattr(click, "launch", lambda target: 1)
    _, errors = sheet(root, "--pick", "bridge", "--open", "-o", out, code=ExitCode.ENVIRONMENT)
    assert errors == f"error: {out} is written, but cannot be opened from here\n  hint: open it yourself\n"
    opened.clear()
    sheet(root, "--pick", "nothing", "--open", "-o", out, code=ExitCode.USAGE)
    assert opened == []


EMPTY = (
    "this prescription is empty: it has no exercise\n  hint: name exercises or a programme: "
    '"exercises: [bridge]", or --pick bridge, or --programme back-strength\n'
)
DIAGNOSTICS = {
    "unknown exercise": (
        ["--pick", "brigde"],
        'error: no exercise is called "brigde"\n  hint: did you mean "bridge"?\n',
    ),
    "nearly another name": (
        ["--pick", "glute bridging:10"],
        'error: no exercise is called "glute bridging"\n  hint: did you mean "bridge" (Bridge)?\n',
    ),
    "nearly a name, with a wrong dose": (
        ["--pick", "Thigh sqeeze:soon"],
        'error: --pick Thigh sqeeze:soon: "soon" is no amount\n  hint: begin with 10, 8-12, 3x10 or 30s\n'
        'error: no exercise is called "Thigh sqeeze"\n'
        '  hint: did you mean "quad-set" (Thigh squeeze) or "ball-squeeze" (Ball squeeze)?\n',
    ),
    "a name that several have": (
        ["--pick", "twins", "--pick", "Heel Lifts:10"],
        'error: "Heel Lifts" is the name of 2 exercises\n'
        '  hint: choose one by its id: "twin-one" (Twins) or "twin-two" (Twins)\n'
        'error: "twins" is the name of 2 exercises\n'
        '  hint: choose one by its id: "twin-one" (Twins) or "twin-two" (Twins)\n',
    ),
    "unknown programme": (
        ["--programme", "back-strenght"],
        'error: no programme is called "back-strenght"\n  hint: did you mean "back-strength"?\n',
    ),
    "wrong dose": (
        ["--pick", "bridge:10,hold=soon"],
        'error: --pick bridge:10,hold=soon: "hold" must be a time with its unit, not "soon"\n'
        "  hint: for example 5s or 2min\n",
    ),
    "impossible dose": (
        ["--pick", "bridge:30s,hold=40s"],
        "error: --pick bridge:30s,hold=40s: the hold (40s) is longer than the duration (30s)\n"
        "  hint: to hold once write hold=40s without a duration; otherwise make the hold shorter\n",
    ),
    "a side of what has none": (
        ["--pick", "bridge:10,side=left"],
        'error: the dose says side=left, but "Bridge" is not done on one side\n'
        '  hint: take the side out, or write "sided: true" in the exercise\'s file\n',
    ),
    "nothing": (
        [],
        f"error: {EMPTY}",
    ),
    "layout of a leaflet": (
        ["--pick", "bridge", "--layout", "a4-leaflet"],
        'error: no layout is called "a4-leaflet"\n  hint: known here: large-print, pictures, pocket, sheet-1, sheet-2, '
        "sheet-3, sheet-3-ticks, sheet-4, sheet-6, words\n",
    ),
    "person": (
        ["--pick", "bridge", "--person", "jon"],
        'error: nobody is called "jon"\n  hint: did you mean "joan"?\n',
    ),
    "brand": (
        ["--pick", "bridge", "--brand", "riversid"],
        'error: no brand is called "riversid"\n  hint: did you mean "riverside"?\n',
    ),
    "no date": (
        ["--pick", "bridge", "--date", "21.11.2026"],
        "error: --date must be a date (year-month-day) that exists\n  hint: for example 2026-11-21\n",
    ),
    "no such day": (
        ["--pick", "bridge", "--review", "2026-02-29"],
        "error: --review must be a date (year-month-day) that exists\n  hint: for example 2026-11-21\n",
    ),
    "dates in reverse": (
        ["--pick", "bridge", "--date", "2026-11-21", "--review", "2026-11-20"],
        "error: the review is before the date\n  hint: check --date and --review\n",
    ),
    "control character": (
        ["--pick", "bridge", "--for", "Sam\x07"],
        "error: --for: a control character (U+0007) is written here\n"
        "  hint: take the escape out; a page cannot show it\n",
    ),
    "two lines": (
        ["--pick", "bridge", "--for", "Sam\nExample"],
        'error: --for: this text must stand on one line\n  hint: use ">-" instead of "|"\n',
    ),
    "all at once": (
        ["--pick", "brigde", "--layout", "sheet-9", "--date", "x"],
        "error: --date must be a date (year-month-day) that exists\n  hint: for example 2026-11-21\n"
        'error: no exercise is called "brigde"\n  hint: did you mean "bridge"?\n'
        'error: no layout is called "sheet-9"\n  hint: did you mean "sheet-6"?\n',
    ),
    "no file": (
        ["nobody.yaml"],
        'error: there is no file nobody.yaml\n  hint: begin one with "leafletgen new prescription"\n',
    ),
    "an exercise as file": (
        ["bridge:3x10"],
        "error: there is no file bridge:3x10\n  hint: to choose the exercise: --pick bridge:3x10\n",
    ),
    "a name as file": (
        ["thigh squeeze"],
        'error: there is no file thigh squeeze\n  hint: to choose the exercise: --pick "thigh squeeze"\n',
    ),
    "a programme as file": (
        ["hip"],
        "error: there is no file hip\n  hint: to choose the programme: --programme hip\n",
    ),
    "no PDF": (
        ["--pick", "bridge", "-o", "sam.yaml"],
        "error: sam.yaml is no name for a PDF, a web page or a plain text\n"
        "  hint: let it end in .pdf or .html or .txt\n",
    ),
}


@pytest.mark.parametrize("name", DIAGNOSTICS)
def test_wrong_on_the_command_line(root: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments, expected = DIAGNOSTICS[name]
    monkeypatch.chdir(tmp_path)
    output = [] if "-o" in arguments else ["-o", "out.pdf"]
    said, errors = sheet(root, *arguments, *output, code=ExitCode.USAGE)
    assert (said, errors) == ("", expected)
    assert not list(tmp_path.iterdir())


BAD = {
    "unknown exercise": (
        "exercises: [bird-dog, brigde, glute-bridge]\n",
        '1:23: error: no exercise has this name\n  hint: did you mean "bridge"?\n'
        '1:31: error: no exercise has this name\n  hint: did you mean "bridge" (Bridge)?\n',
    ),
    "wrong dose": (
        "exercises:\n  - {exercise: bridge, dose: 3 x ten}\n",
        '2:30: error: "…" is no amount\n  hint: begin with 10, 8-12, 3x10 or 30s\n',
    ),
    "NHS number": (
        "patient: {name: Sam Example, nhs_number: 999 000 0081}\nexercises: [bridge]\n",
        '1:42: error: "nhs_number" is not an NHS number: its last digit does not fit the others\n'
        "  hint: compare it with the patient's record; two digits may be swapped\n",
    ),
    "a side of what has none": (
        "exercises: [{exercise: bridge, dose: '10,side=left'}]\n",
        '1:38: error: the dose says side=left, but "Bridge" is not done on one side\n'
        '  hint: take the side out, or write "sided: true" in the exercise\'s file\n',
    ),
    "empty": (
        "patient: {name: Sam Example}\n",
        f"1:1: error: {EMPTY}",
    ),
    "nothing at all": ("", "1:1: error: this file is empty\n  hint: write the content, or delete the file\n"),
    "layout, brand, person": (
        "exercises: [bridge]\nlayout: sheet-9\nbrand: riversid\nperson: jon\n",
        '2:9: error: no layout has this name\n  hint: did you mean "sheet-6"?\n'
        '3:8: error: no brand has this name\n  hint: did you mean "riverside"?\n'
        '4:9: error: this is nobody who can be drawn\n  hint: did you mean "joan"?\n',
    ),
    "a missing picture": (
        "exercises: [pictured]\n",
        'assets/exercises/pictured.yaml:14:53: error: the image "exercises/brigde-start.svg" is not in '
        'assets/exercises or assets/images\n  hint: did you mean "exercises/bridge-start.svg"?\n',
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_wrong_in_a_file(root: Path, tmp_path: Path, name: str) -> None:
    text, expected = BAD[name]
    path = write(tmp_path / "p.yaml", text)
    said, errors = sheet(root, path, "-o", tmp_path / "out.pdf", code=ExitCode.CONTENT)
    assert (said, errors.replace(f"{path.as_posix()}:", "")) == ("", expected)
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_meant_for_one_sheet(root: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"{name}.yaml", "exercises: [bridge]\n")
    for arguments, message in (
        (["--for", "Sam"], "--for names one patient, and there are 2 prescriptions\n  hint: write each name into"),
        (["-o", "x.pdf"], "-o names one file, and there are 2 prescriptions\n  hint: name a folder with --out"),
        (["--open"], "--open opens one file, and there are 2 prescriptions\n  hint: leave it out"),
    ):
        _, errors = sheet(root, tmp_path, *arguments, code=ExitCode.USAGE)
        assert errors.startswith(f"error: {message}")


def test_a_folder_without_prescriptions(root: Path, tmp_path: Path) -> None:
    _, errors = sheet(root, tmp_path, code=ExitCode.USAGE)
    assert errors.startswith(
        f"error: there are no prescriptions in {tmp_path}\n  hint: they are files that end in .yaml\n"
    )


def test_more_than_six_are_warned_about(root: Path, out: Path) -> None:
    picks = ["bridge", "bird-dog", "clamshell", "heel-raise", "mini-squat", "wall-sit", "chin-tuck"]
    _, errors = sheet(root, *[word for pick in picks for word in ("--pick", pick)], "-o", out)
    assert errors.startswith("warning: 7 exercises are many: few are done more often and better")
    assert out.exists()


def test_a_folder_that_cannot_be_written(root: Path, tmp_path: Path) -> None:
    write(tmp_path / "file", "")
    _, errors = sheet(root, "--pick", "bridge", "--out", tmp_path / "file" / "out", code=ExitCode.ENVIRONMENT)
    assert errors.startswith("error: exercise-sheet.pdf cannot be written: ")


def test_a_fault_of_one_page_says_whose(root: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "p.yaml", "patient: {name: 이}\nexercises: [bridge]\n")
    _, errors = sheet(root, path, "-o", tmp_path / "out.pdf", code=ExitCode.CONTENT)
    assert errors.startswith(f"{path.as_posix()}:1:1: error: ")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed; it limits the size of files")
def test_a_full_disk_leaves_the_old_file_whole(root: Path, out: Path) -> None:
    old = "%PDF-1.7\n1 0 obj <</Producer (leafletgen 0.1.0)>> endobj\n"
    write(out, old)
    command = [
        sys.executable,
        "-m",
        "leafletgen",
        "sheet",
        "--pick",
        "bridge",
        "-o",
        str(out),
        "--workspace",
        str(root),
    ]
    process = subprocess.run(
        ["bash", "-c", 'ulimit -f 4 && exec "$@"', "bash", *command],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=BOUND,
    )
    assert process.returncode == ExitCode.ENVIRONMENT, process.stderr
    assert process.stderr.startswith("error: out.pdf cannot be written: ")
    assert files_of(out.parent) == {"out.pdf": old.encode()}


# --- other forms ------------------------------------------------------------------------------------------------------


def test_a_sheet_in_every_form_is_for_its_reader_alone(root: Path) -> None:
    forms = ("--format", "pdf", "--format", "html", "--format", "text")
    result = run("sheet", "--pick", "bridge", "--for", "Sam Example", *forms, "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr
    made = [root / "build" / f"exercise-sheet{ending}" for ending in (".pdf", ".html", ".txt")]
    assert [path.stat().st_mode & 0o777 for path in made] == [0o600] * 3
    page, text = (path.read_text("utf-8") for path in made[1:])
    head, _, body = page.partition("</head>")
    assert ("Sam" in head, "Sam Example" in body, "Sam Example" in text) == (False, True, True)


@pytest.mark.parametrize("ending", [".html", ".txt", ".HTML"])
def test_the_ending_of_the_file_tells_its_form(root: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"mine{ending}"
    for _ in range(2):  # the second time over the first
        result = run("sheet", "--pick", "bridge", "-o", target, "--workspace", root)
        assert result.exit_code == ExitCode.OK, result.stderr
    assert ("<!DOCTYPE html>" in target.read_text("utf-8")) == (ending != ".txt")


def test_nothing_is_written_over_another_s_text(root: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("my notes\n", "utf-8")
    result = run("sheet", "--pick", "bridge", "-o", notes, "--workspace", root)
    assert (result.exit_code, notes.read_text("utf-8")) == (ExitCode.USAGE, "my notes\n")


def test_many_sheets_have_their_forms_side_by_side(root: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("name,exercises\nSam Example,bridge\nAlex Example,bridge\n", "utf-8")
    out = tmp_path / "out"
    result = run("sheet", "--from", rows, "--format", "html", "--format", "text", "--out", out, "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr
    assert sorted(path.name for path in out.iterdir()) == [
        f"exercise-sheet-00{number}.{ending}" for number in (1, 2) for ending in ("html", "txt")
    ]
    assert result.stdout.endswith("2 sheets written\n")
    result = run("sheet", "--from", rows, "--format", "pdf", "--out", out, "--workspace", root)
    assert "4 sheets of an earlier run are still in" in result.stderr


# --- standards --------------------------------------------------------------------------------------------------------


def test_a_sheet_in_the_standard_that_is_asked_for(root: Path, out: Path) -> None:
    sheet(root, "--pick", "bridge", "--for", "Sam Example", "-o", out)
    assert out.read_bytes().startswith(b"%PDF-1.7")
    sheet(root, "--pick", "bridge", "--for", "Sam Example", "--standard", "ua-2", "-o", out)
    packet = packet_of(out.read_bytes())
    assert out.read_bytes().startswith(b"%PDF-2.0")
    assert packet.claims[:2] == ("PDF/A-4", "PDF/UA-2")
    assert "Sam" not in " ".join(packet.info.values())
    assert "Sam Example" in text_of(out)


def test_every_sheet_of_a_csv_is_in_the_standard(root: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("name,exercises\nSam Example,bridge\nAlex Example,bridge\n", "utf-8")
    out = tmp_path / "out"
    sheet(root, "--from", rows, "--standard", "ua-2", "--jobs", "2", "--out", out)
    assert [path.read_bytes()[:8] for path in sorted(out.iterdir())] == [b"%PDF-2.0"] * 2


def test_a_standard_is_for_pdf(root: Path, tmp_path: Path) -> None:
    _, errors = sheet(root, "--pick", "bridge", "--standard", "ua-2", "-o", tmp_path / "page.html", code=ExitCode.USAGE)
    assert "--standard is for PDF" in errors
