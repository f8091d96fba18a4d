"""``leafletgen sheet --from``: a clinic's CSV as sheets; nothing that a message says is a patient's."""

import csv
import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.errors import ExitCode, Report
from leafletgen.patients.csv import read_csv
from leafletgen.patients.rows import FIELDS, read_patients
from tests.support.commands import files_of, run, run_apart, write
from tests.support.processes import BOUND, Child
from tests.support.sheet_workspace import sheet_workspace, text_of

HEADER = "name,nhs_number,programme,exercises,without,date,review,goal,note"
SAM = 'Sam Example,999 000 0018,back-strength,"bridge:3x10,hold=5s,daily=1; bird-dog",squat-with-weights,'
SAM += "2026-11-21,2026-12-05,Walk to the shops,Keep the kettle in sight"
PRIVATE = ("Sam", "Example", "999", "0018", "shops", "kettle", "Ann", "1950")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that no test changes, but for build/."""
    return sheet_workspace(tmp_path_factory.mktemp("csv") / "w")


def patients(tmp_path: Path, *lines: str, name: str = "patients.csv") -> Path:
    """Write a CSV file."""
    return write(tmp_path / name, "\n".join(lines) + "\n")


def sheets(
    root: Path, path: Path, *arguments: str | Path, code: ExitCode | int = ExitCode.OK
) -> tuple[list[str], str, Path]:
    """Run the command, which ends as said; return the names of its sheets, its diagnostics and its folder."""
    out = path.parent / "out"
    result = run("sheet", "--from", path, *arguments, "--out", out, "--workspace", root)
    assert result.exit_code == code, result.stderr
    errors = result.stderr.replace(f"{path.as_posix()}:", "")
    return sorted(each.name for each in out.iterdir()) if out.exists() else [], errors, out


def test_a_line_is_a_sheet_with_all_that_it_says(root: Path, tmp_path: Path) -> None:
    header = f"{HEADER},clinician,clinician_role,clinician_contact,person,layout,brand,order,diary"
    path = patients(tmp_path, header, f"{SAM},A Physio,Physiotherapist,01632 960 000,joan,words,riverside,given,2")
    names, errors, out = sheets(root, path)
    assert (names, errors) == (["exercise-sheet-001.pdf"], "")
    text = text_of(out / names[0])
    for words in (
        *("Sam Example", "999 000 0018", "Do 3 rounds of 10.", "Bird dog", "Wall press-up", "21 November 2026"),
        *("5 December 2026", "Walk to the shops", "kettle", "A Physio", "Physiotherapist", "01632 960 000", "EX08/"),
        "Week 2",
    ):
        assert words in text, words
    assert "Squat" not in text


def test_a_line_and_a_prescription_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, HEADER, SAM)
    prescription = """\
patient: {name: Sam Example, nhs_number: 999 000 0018}
programme: back-strength
exercises: [{exercise: bridge, dose: '3x10,hold=5s,daily=1'}, bird-dog]
without: [squat-with-weights]
date: 2026-11-21
review: 2026-12-05
goal: Walk to the shops
note: Keep the kettle in sight
"""
    _, _, out = sheets(root, path)
    result = run("sheet", write(tmp_path / "p.yaml", prescription), "-o", tmp_path / "p.pdf", "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert (out / "exercise-sheet-001.pdf").read_bytes() == (tmp_path / "p.pdf").read_bytes()


def test_columns_of_another_name_are_mapped(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, "NHS No;Full name;Note;Plan", "999 000 0018;Sam Example;Ask Ann;bridge")
    file = write(tmp_path / "map.yaml", "name: Note\nexercises: plan\nnhs_number: NHS No\n")
    names, errors, out = sheets(root, path, "--mapping", file, "--map", "name=full NAME", "--map", "note=")
    assert errors.startswith("1:18: warning: not used: column 3\n")
    text = text_of(out / names[0])
    assert "Sam Example" in text and "999 000 0018" in text and "Bridge" in text
    assert "Ann" not in text, "a column that has the name of a field is not read when the mapping says so"


def test_a_column_may_have_any_name(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, '#,"NHS\nNo",体操', "Sam Example,1,bridge", "Ann Example,,bridge")
    maps = ["--map", "name=#", "--map", "nhs_number=nhs no", "--map", "exercises=体操"]
    names, errors, out = sheets(root, path, *maps, code=ExitCode.CONTENT)
    assert errors.startswith('3:13: error: "NHS No" is not an NHS number: it has 1 digits, not 10\n')
    assert names == ["exercise-sheet-002.pdf"]
    assert "Ann Example" in text_of(out / names[0])


@pytest.mark.parametrize("number", range(4))
def test_any_spreadsheet_s_form_is_read(root: Path, tmp_path: Path, number: int) -> None:
    delimiter, before, line_end = (
        (",", "\ufeff", "\r\n"),
        (";", "", "\n"),
        ("\t", "\n\n", "\r"),
        (";", "\ufeff", "\n"),
    )[number]
    rows = [["name", "exercises", "note"], [], ["J\u00f6 =1+1", "bridge; bird-dog", 'a "b",\nc;\td'], ["", "", ""]]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows([*rows, ["+44", "clamshell", ""]])
    path = tmp_path / "patients.csv"
    path.write_bytes((before + text.getvalue()).encode())
    names, errors, out = sheets(root, path)
    assert (names, errors) == (["exercise-sheet-001.pdf", "exercise-sheet-002.pdf"], "")
    first = text_of(out / names[0])
    assert "J\u00f6 =1+1" in first and 'a "b", c; d' in first and "Bird dog" in first
    assert "+44" in text_of(out / names[1])


CELLS = st.text(st.sampled_from('ab ,;"\n\r\t'), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_cells_and_their_places_are_those_of_the_text(rows: list[list[str]], delimiter: str) -> None:
    header = ["x" * 3] * 12
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([header, *rows])
    report = Report()
    records = read_csv(text.getvalue().encode(), "p.csv", report)
    assert records is not None and report.diagnostics == ()
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    found = [[cell.text for cell in record] for record in records[1:]]
    assert found == [[re.sub("\r\n|\r", "\n", cell) for cell in row] for row in kept]
    lines = re.split("\r\n|\r|\n", text.getvalue())
    for cell in (cell for record in records for cell in record):
        assert lines[cell.place.line - 1][cell.place.column - 1] == '"'
        for index, letter in enumerate(cell.text):
            place = cell.place_at(index)
            assert letter == "\n" or lines[place.line - 1][place.column - 1] == letter


FAULTS = [
    HEADER + ",layout,order,diary,person",
    'Sam Example,999 000 0081,back-strenght,"bridge:10x3; brigde, Ann",bridge,3/11/2026,2026-02-29,'
    '"Walk\nwith Ann",Sam\u00b4s,sheet-9,last,13,Ann',
    "Sam,,,bridge,,2026-11-21,2026-11-20,,,,,,",
    "Sam,,,,,,,,,,,,",
    "Sam,,,bridge,",
    "Sam,,,bridge bridge,,,,,,,,,",
    "Ok,,,bridge,,,,,,,,,",
]
SAID = """\
2:13: error: "nhs_number" is not an NHS number: its last digit does not fit the others
  hint: compare it with the patient's record; two digits may be swapped
2:26: error: no programme has this name
  hint: did you mean "back-strength"?
2:48: error: "10x3" could be 10 rounds of 3 or 3 rounds of 10
  hint: write 3x10, or sets=10,reps=3
2:54: error: no exercise has this name
  hint: "leafletgen list exercises" has the names; write ";" between exercises when a dose has spaces
2:74: error: "date" must be a date (year-month-day)
  hint: write 2026-11-21, or say --dates dmy: 3/4 is one day in Britain and another in America
2:84: error: "review" must be a date (year-month-day), and a day that exists
  hint: for example 2026-11-21
2:95: error: this text must stand on one line
  hint: take the line break out of the cell
3:17: error: no layout has this name
  hint: did you mean "sheet-6"?
3:25: error: "order" must be position or given
3:30: error: "diary" must be a whole number of weeks from 0 to 12
  hint: for example 2
3:33: error: this is nobody who can be drawn
  hint: one of """


def test_every_fault_is_told_at_its_place_and_none_tells_who_it_is(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, *FAULTS)
    result = run_apart("sheet", "--from", path, "--out", tmp_path / "out", "--workspace", root, "--summary")
    assert result.returncode == ExitCode.CONTENT
    errors = result.stderr.replace(f"{path.as_posix()}:", "")
    assert errors.startswith(SAID), errors
    for fault in (
        "\n4:26: error: the review is before the date\n",
        "\n5:1: error: this patient has no exercise\n",
        "\n6:1: error: this line has 5 cells, but the header has 13\n",
        '\n7:14: error: "bridge" stands twice\n',
    ):
        assert fault in errors, errors
    assert list(files_of(tmp_path / "out")) == ["exercise-sheet-006.pdf"], "the number is that of the patient"
    assert "1 sheet written, 5 failed, 15 errors" in errors
    for word in (*PRIVATE, "0081", "3/11"):
        assert word not in (result.stdout + errors).replace("999 000 0018", ""), word


@pytest.mark.parametrize("field", [field for field in FIELDS if field not in ("name", "note", "goal")])
def test_a_wrong_mapping_tells_nothing(root: Path, tmp_path: Path, field: str) -> None:
    values = ["Sam Example", "sam", "999 000 0018", "9990000018", "Walk to the shops", "bridge:walk with Ann"]
    values += ['bridge:10,load="of Sam, 1950"', "3/11/1950", "joan", "bridge:10,walk=Sam,hold=Ann"]
    others = [name for name in ("x", "exercises") if name != field]
    path = patients(
        tmp_path,
        ",".join(["Column", *others]),
        *[",".join(['"' + value.replace('"', '""') + '"', *(["bridge"] * len(others))]) for value in values],
    )
    result = run("sheet", "--from", path, "--map", f"{field}=Column", "--out", tmp_path / "out", "--workspace", root)
    said = (result.stdout + result.stderr).replace(tmp_path.as_posix(), "").replace("such as 999 000 0018", "")
    if field not in ("clinician", "clinician_role", "clinician_contact", "email"):
        assert result.exit_code == ExitCode.CONTENT
    for word in ("Sam", "sam", "Example", "999", "Walk", "walk", "shops", "Ann", "1950"):
        assert re.search(rf"\b{word}\b", said) is None, f"{word}: {said}"


def test_without_a_header_nothing_of_the_first_patient_is_told(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, SAM, SAM)
    for arguments in ([], ["--map", "name=Sam Exampel"]):
        names, errors, _ = sheets(root, path, *arguments, code=ExitCode.CONTENT)
        assert names == []
        assert errors.startswith("1:1: error: no column has the name of a field\n")
        for word in PRIVATE:
            assert word not in errors, word


def test_columns_that_are_no_field_are_told_in_one_warning(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, "Name,Clinic,Exercise,programme,,12345678", "Sam,North,bridge,hip,x,y")
    names, errors, _ = sheets(root, path)
    assert names == ["exercise-sheet-001.pdf"]
    assert errors == (
        "1:6: warning: not used: column 2, column 3, column 5, column 6\n"
        '  hint: did you mean "clinician"? If so: --map FIELD=COLUMN; the first line is read as the columns\' names\n'
    )


WRONG_FILES = {
    "an open quotation mark": (
        b'name,exercises\nSam,"bridge\nAnn,bridge\n',
        "2:5: error: a quotation mark is not closed\n",
    ),
    "text after one": (
        b'name,exercises\n"Sam" Ann,bridge\n',
        "2:7: error: text stands after a closing quotation mark\n",
    ),
    "UTF-8 with a damaged letter": (
        b"name,exercises\nS\xc3\xa4m \xff,bridge\n",
        "2:5: error: this file is not text in UTF-8, UTF-16 or Windows-1252\n",
    ),
    "a byte that no text has": (
        b"name,exercises\nS\x81m,bridge\n",
        "2:2: error: this file is not text in UTF-8, UTF-16 or Windows-1252\n",
    ),
    "half of UTF-16": (
        "name,exercises\nSam,bridge\n".encode("utf-16")[:-1],
        "1:1: error: this file is not text in UTF-8, UTF-16 or Windows-1252\n",
    ),
    "a control character": (
        b"name,exercises\nSam\x07,bridge\n",
        "2:4: error: a control character (U+0007) stands here\n",
    ),
    "nothing": (b"\n\n", "1:1: error: this file is empty\n"),
    "a header alone": (b"name,exercises\n", "1:1: error: this file has no patient\n"),
    "no exercises": (b"name,goal\nSam,Walk\n", '1:1: error: no column is "exercises" or "programme"\n'),
    "a column twice": (b"name,exercises,Name\nSam,bridge,Ann\n", '1:16: error: two columns are "name"\n'),
    "too large": (b"name,exercises\n" + b"Sam,bridge\n" * 460_000, "1:1: error: this file is larger than 5 MB\n"),
    "too many": (
        b"name,exercises\n" + b"Sam,bridge\n" * 5001,
        "5002:1: error: this file has 5001 patients, more than 5000\n",
    ),
    "too wide": (b"name,exercises\n" + b"," * 600, "2:1: error: this line has more than 500 cells\n"),
    "a long cell": (
        b"name,exercises\nSam,bridge" + b"x" * 4000,
        "2:5: error: this cell has 4006 characters, more than 4000\n",
    ),
}


@pytest.mark.parametrize("name", WRONG_FILES)
def test_a_file_that_cannot_be_relied_on_makes_no_sheet(root: Path, tmp_path: Path, name: str) -> None:
    content, said = WRONG_FILES[name]
    path = tmp_path / "patients.csv"
    path.write_bytes(content)
    names, errors, _ = sheets(root, path, code=ExitCode.CONTENT)
    assert names == []
    assert errors.startswith(said), errors
    assert "Sam" not in errors and "Ann" not in errors


USAGE = {
    "an unknown field": (
        ["--map", "nam=x"],
        'error: --map nam=x: no field is called "nam"\n  hint: did you mean "name"?\n',
    ),
    "no equals sign": (["--map", "name"], "error: --map name: an equals sign is missing\n"),
    "no such column": (
        ["--map", "goal=Gaol"],
        'error: --map goal=Gaol: the file has no such column\n  hint: did you mean "goal"?\n',
    ),
    "one column for two": (["--map", "goal=name", "--map", "name=name"], "1:1: error: "),
    "the name of one": (
        ["--for", "Sam"],
        "error: --for names one patient, and there are 2 patients\n  hint: write each",
    ),
    "one file": (["-o", "a.pdf"], "error: -o names one file, and there are 2 patients\n"),
    "opening": (["--open"], "error: --open opens one file, and there are 2 patients\n"),
    "prescriptions as well": (
        ["p.yaml"],
        "error: --from names a file of patients, and prescriptions are given as well\n",
    ),
}


@pytest.mark.parametrize("name", USAGE)
def test_a_wrong_command_line_makes_no_sheet(root: Path, tmp_path: Path, name: str) -> None:
    arguments, said = USAGE[name]
    path = patients(tmp_path, "name,exercises,goal", "A,bridge,", "B,bridge,")
    code = ExitCode.CONTENT if said.startswith("1:") else ExitCode.USAGE
    names, errors, _ = sheets(root, path, *arguments, code=code)
    assert names == []
    assert errors.startswith(said), errors


def test_a_mapping_needs_a_file_that_is_there(root: Path, tmp_path: Path) -> None:
    result = run("sheet", "--pick", "bridge", "--map", "name=x", "--workspace", root)
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        2,
        "error: --map, --mapping and --dates say how to read a CSV file",
    )
    result = run("sheet", "--from", tmp_path / "none.csv", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert "none.csv cannot be read: No such file or directory\n" in result.stderr
    path = patients(tmp_path, "name,exercises", "A,bridge")
    file = write(tmp_path / "map.yaml", "nam: x\ngoal: [y]\n")
    _, errors, _ = sheets(root, path, "--mapping", file, code=ExitCode.CONTENT)
    assert f'{file.as_posix()}:1:1: error: no field is called "nam"\n  hint: did you mean "name"?\n' in errors
    assert f'{file.as_posix()}:2:7: error: "goal" must be the name of a column\n' in errors


def test_options_come_before_the_lines(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, "name,goal,layout,exercises,clinician", "A,Walk,sheet-1,bridge,B Physio", "C,,,,")
    options = ["--layout", "words", "--pick", "bird-dog", "--clinician", "D Physio"]
    names, errors, out = sheets(root, path, *options)
    assert errors == ""
    for name, words in zip(names, (("A", "Walk", "Bridge", "Bird dog", "D Physio"), ("C", "Bird dog")), strict=True):
        text = text_of(out / name)
        assert "EX08/" in text and "B Physio" not in text
        assert all(word in text for word in words)


def test_one_line_may_be_named_by_options(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, "exercises", "bridge")
    result = run("sheet", "--from", path, "--for", "Sam Example", "-o", tmp_path / "a.pdf", "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert "Sam Example" in text_of(tmp_path / "a.pdf")


def test_the_file_may_come_from_another_program(root: Path, tmp_path: Path) -> None:
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "leafletgen",
        "sheet",
        "--from",
        "-",
        "--out",
        tmp_path,
        "--workspace",
        root,
    ]
    process = subprocess.run(
        command, input=b"name,exercises\nSam,brigde\n", capture_output=True, check=False, timeout=BOUND
    )
    assert process.returncode == ExitCode.CONTENT
    assert process.stderr.startswith(b"standard input:2:5: error: no exercise has this name\n")


def many(tmp_path: Path, number: int) -> Path:
    """Write a file of patients whose sheets differ."""
    picks = ("bridge", "mini-squat", "clamshell", "heel-raise", "wall-sit")
    lines = [f"P{n},{picks[n % 5]} {picks[(n + 2) % 5]},Goal {n}" for n in range(number)]
    return patients(tmp_path, "name,exercises,goal", *lines)


def test_processes_change_nothing(root: Path, tmp_path: Path) -> None:
    path = many(tmp_path, 24)
    for jobs in ([], ["--jobs", "1"], ["--jobs", "3"]):
        out = tmp_path / "".join(jobs[1:] or ["default"])
        process = run_apart("sheet", "--from", path, *jobs, "--date", "none", "--out", out, "--workspace", root)
        assert (process.returncode, process.stderr) == (ExitCode.OK, "")
        assert process.stdout.splitlines()[-1] == "24 sheets written"
        assert [re.search(r"-(\d+)\.pdf", line)[1] for line in process.stdout.splitlines()[:-1]] == [  # type: ignore[index]
            f"{n:03}" for n in range(1, 25)
        ]
    assert files_of(tmp_path / "1") == files_of(tmp_path / "3") == files_of(tmp_path / "default")
    assert len(files_of(tmp_path / "1")) == 24
    assert os.name == "nt" or {p.stat().st_mode & 0o777 for p in (tmp_path / "3").iterdir()} == {0o600}


def test_sheets_of_an_earlier_run_are_told(root: Path, tmp_path: Path) -> None:
    sheets(root, patients(tmp_path, "exercises", *["bridge"] * 4))
    path = patients(tmp_path, "exercises", "bridge", "nothing")
    write(tmp_path / "out" / "exercise-sheet-notes.pdf", "of another program")
    _, errors, out = sheets(root, path, code=ExitCode.CONTENT)
    assert f"{out}/exercise-sheet-002.pdf is still the sheet of an earlier run: take it away\n" in errors
    assert errors.endswith(
        f"2 sheets of an earlier run are still in {out}: exercise-sheet-003.pdf to exercise-sheet-004.pdf\n"
        "  hint: take them away, so that nobody hands them out with these\n"
    )
    (out / "exercise-sheet-004.pdf").unlink()
    _, errors, _ = sheets(root, patients(tmp_path, "exercises", "bridge", "bridge"))
    assert errors.startswith(f"1 sheet of an earlier run is still in {out}: exercise-sheet-003.pdf\n")
    (out / "exercise-sheet-003.pdf").unlink()
    assert sheets(root, patients(tmp_path, "exercises", "bridge", "bridge"))[1] == ""


def _begin(root: Path, path: Path, *arguments: str) -> tuple["subprocess.Popen[str]", Path]:
    """Start the command in a group of its own, as a terminal does, and wait until it has made some sheets."""
    out = path.parent / "out"
    command: list[str | Path] = [sys.executable, "-m", "leafletgen", "sheet", "--from", path, *arguments, "--out", out]
    process = Child(
        [*command, "--workspace", root],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    limit = time.monotonic() + 60
    while len(list(out.glob("exercise-sheet-*.pdf")) if out.exists() else []) < 5:
        assert time.monotonic() < limit and process.poll() is None
        time.sleep(0.01)
    return process, out


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_what_is_made(root: Path, tmp_path: Path, jobs: str) -> None:
    process, out = _begin(root, many(tmp_path, 1500), "--jobs", jobs)
    os.killpg(process.pid, signal.SIGINT)
    said, errors = process.communicate(timeout=BOUND)
    assert process.returncode == 130
    made = sorted(path.name for path in out.iterdir())
    assert 5 <= len(made) < 1500
    assert errors == f"stopped: {len(made)} of 1500 sheets are made\n"
    assert made == [f"exercise-sheet-{n:04}.pdf" for n in range(1, len(made) + 1)], "no unfinished file either"
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in out.iterdir())
    assert said.splitlines()[-1] == f"{len(made)} sheets written"
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def _children(process: int) -> list[int]:
    return [int(text) for text in Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to find the workers")
def test_a_killed_worker_loses_no_sheet(root: Path, tmp_path: Path) -> None:
    process, out = _begin(root, many(tmp_path, 150), "--jobs", "2")
    workers = _children(process.pid)
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    said, errors = process.communicate(timeout=BOUND)
    assert (process.returncode, errors) == (ExitCode.OK, "")
    assert said.splitlines()[-1] == "150 sheets written"
    assert sorted(path.name for path in out.iterdir()) == [f"exercise-sheet-{n:03}.pdf" for n in range(1, 151)]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to find the workers")
def test_the_workers_of_a_killed_run_end_too(root: Path, tmp_path: Path) -> None:
    process, _ = _begin(root, many(tmp_path, 1500), "--jobs", "2")
    process.kill()
    process.communicate(timeout=BOUND)
    limit = time.monotonic() + 20
    while time.monotonic() < limit:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("a worker is still there")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_a_terminal_has_a_bar_and_then_the_faults(root: Path, tmp_path: Path) -> None:
    import pty

    lines = ["brigde" if n == 3 else "bridge" for n in range(20)]
    path = patients(tmp_path, "exercises", *lines)
    command: list[str | Path] = [sys.executable, "-m", "leafletgen", "sheet", "--from", path, "--out", tmp_path / "out"]
    ours, theirs = pty.openpty()
    with Child([*command, "--workspace", root], stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the terminal's other end is closed
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    assert process.returncode == ExitCode.CONTENT
    text = shown.decode()
    assert "sheets  [" in text and "20/20" in text
    after = text[text.index("20/20") :]
    assert "patients.csv:5:1: error: no exercise has this name" in after
    assert "19 sheets written, 1 failed, 1 error" in after
    assert "exercise-sheet-001.pdf" not in text


def test_faults_of_a_file_are_found_without_a_workspace() -> None:
    def said(lines: Sequence[str]) -> list[str]:
        report = Report()
        rows = read_patients("\n".join(lines).encode(), "p.csv", {}, report)
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        assert not any(word in repr(rows) for word in PRIVATE)
        return [str(fault.place) for fault in report.diagnostics]

    assert said([HEADER, SAM]) == []
    assert said([HEADER + ",Ward", SAM + ",x"]) == ["p.csv:1:67"]
    assert said(["Name,NAME,exercises", "a,b,bridge"]) == ["p.csv:1:6"]
