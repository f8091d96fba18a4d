"""``leafletgen sheet --from … --email``: a message for each line, to one recipient, once, and nothing told of it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode, Report
from leafletgen.mail.outbox import Outbox
from leafletgen.mail.parts import Mailbox
from leafletgen.pages.frame import Composed
from leafletgen.patients.making import SheetMaker
from leafletgen.patients.message_jobs import Post, message_jobs
from leafletgen.patients.rows import read_patients
from leafletgen.patients.settings import Options
from tests.support.commands import files_of, run, run_apart, write
from tests.support.each_step import each_step
from tests.support.outbox_reading import read_outbox
from tests.support.processes import BOUND, Child
from tests.support.sheet_workspace import sheet_workspace, text_of

HEADER = "name,nhs_number,exercises,goal,note,email"
_PICKS = ("bridge", "mini-squat", "clamshell", "heel-raise", "wall-sit")
SERVER = {"LEAFLETGEN_SMTP_HOST": "mail.example.org", "LEAFLETGEN_SMTP_FROM": "Hillside Clinic <clinic@example.org>"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that no test changes."""
    return sheet_workspace(tmp_path_factory.mktemp("messages") / "w")


@pytest.fixture(autouse=True)
def server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set a mail server, to which nothing is sent."""
    for name, value in SERVER.items():
        monkeypatch.setenv(name, value)


def name_of(number: int) -> str:
    """A name that stands in no other patient's line."""
    return f"Sam Zq{number:03}x"


def line_of(number: int) -> str:
    """A patient's line, in which each word that is theirs has their number."""
    pick = f"{_PICKS[number % 5]}; {_PICKS[(number + 2) % 5]}"
    return f"{name_of(number)},,{pick},Goal zq{number:03}g,Note zq{number:03}n,zq{number:03}@example.org"


def patients(folder: Path, *lines: str, header: str = HEADER) -> Path:
    return write(folder / "patients.csv", "\n".join([header, *lines]) + "\n")


def mail(root: Path, path: Path, *arguments: str | Path, code: ExitCode = ExitCode.OK) -> tuple[list[str], str]:
    """Fill the outbox beside the file, which ends as said; return the lines of the output, and the diagnostics."""
    outbox = path.parent / "outbox"
    result = run("sheet", "--from", path, "--email", "--outbox", outbox, *arguments, "--workspace", root)
    assert result.exit_code == code, result.stderr
    return result.stdout.splitlines(), result.stderr.replace(f"{path.as_posix()}:", "")


def test_each_line_is_a_message_to_its_patient_with_the_sheet_of_that_line(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, *map(line_of, range(9)))
    said, errors = mail(root, path)
    assert errors == ""
    assert said == [
        *(f"{path.as_posix()}:{number + 2}  put in the outbox" for number in range(9)),
        "9 messages put in the outbox",
        f'nothing is sent yet: leafletgen outbox send --outbox "{tmp_path / "outbox"}"',
    ]
    assert run("sheet", "--from", path, "--out", tmp_path / "out", "--workspace", root).exit_code == ExitCode.OK
    sheets = list(files_of(tmp_path / "out").values())
    read = read_outbox(tmp_path / "outbox")
    assert [one.line for one in read] == list(range(2, 11))
    assert [one.to for one in read] == [f"zq{number:03}@example.org" for number in range(9)]
    assert [one.pdf for one in read] == sheets
    for number, one in enumerate(read):
        for words in (name_of(number), f"Goal zq{number:03}g", f"Note zq{number:03}n"):
            assert words in one.text and words in one.html
        head = one.data.partition(b"\r\n\r\n")[0].decode("ascii")
        whose = {*re.findall(r"(?i)zq(\d{3})", f"{head} {one.text} {one.html} {one.subject} {text_of(one.pdf)}")}
        assert whose == {f"{number:03}"}, "one patient's words are in no other's message"
    assert len({one.message_id for one in read}) == 9
    assert not (root / "build").exists(), "no PDF is written when it is not asked for"


def test_nothing_that_is_told_or_named_has_an_address_or_a_name(root: Path, tmp_path: Path) -> None:
    lines = [line_of(number) for number in range(4)]
    lines += [lines[1].replace("bridge", "brigde").replace("zq001@", "zq001 "), "Sam Zq900x,,bridge,,,"]
    lines += ["Sam Zq901x,,bridge,,,zq000@example.org", "Sam Zq902x,,bridge,,,Sam Zq902x <zq902@nowhere>"]
    path = patients(tmp_path, *lines)
    cache = tmp_path / "cache"
    for jobs in ("1", "2"):
        result = run_apart(
            *("sheet", "--from", path, "--email", "--outbox", tmp_path / "outbox", "--jobs", jobs, "--workspace", root),
            environment={"LEAFLETGEN_CACHE": str(cache)},
        )
        assert result.returncode == ExitCode.CONTENT
        assert re.search("(?i)zq", result.stdout + result.stderr) is None
    assert len(read_outbox(tmp_path / "outbox")) == 5
    kept = {**files_of(cache), **files_of(tmp_path / "outbox")}
    assert any(name.endswith(".eml") for name in kept)
    for name, data in kept.items():
        assert re.search("(?i)zq|sam|example", name) is None
        assert name.endswith(".eml") or re.search(b"(?i)zq[0-9]{3}|example.org", data) is None
    if os.name != "nt":
        modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "outbox").glob("*.eml")}
        assert (modes, (tmp_path / "outbox").stat().st_mode & 0o777) == ({0o600}, 0o700)


def test_a_subject_that_tells_one_of_the_patients_is_warned_about_at_the_line(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, line_of(1), line_of(2), line_of(3))
    said = mail(root, path, "--subject", "Exercises for zq002x")[1]
    assert said.count("warning: the subject of the message tells who the patient is") == 1
    assert said.startswith("3:1: warning") and "zq002x" not in said


def test_a_shared_address_counts_as_a_warning_and_is_told_once(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, line_of(1), line_of(2).replace("zq002@", "zq001@"))
    out, said = mail(root, path)
    assert said.count("warning: ") == 1 and "the same e-mail address as line 2" in said
    assert out[-2] == "2 messages put in the outbox, 1 warning"


@pytest.mark.skipif(os.name == "nt", reason="no file can have that name there")
def test_a_name_of_a_list_moves_no_cursor(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, line_of(1)).rename(tmp_path / "list\x1b[2J\n\x9b1m.csv")
    result = run("sheet", "--from", path, "--email", "--outbox", tmp_path / "o\x1b[2J", "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr
    assert "list\\x1b[2J\\x0a\\x9b1m.csv:2  put in the outbox" in result.stdout
    assert "\x1b" not in result.output and "\x9b" not in result.output
    written = run("sheet", "--from", path, "--out", tmp_path / "w\x1b[2J", "--workspace", root)
    assert "w\\x1b[2J/exercise-sheet-001.pdf" in written.stdout and "\x1b" not in written.output


def test_processes_change_nothing_but_ids_and_dates(root: Path, tmp_path: Path) -> None:
    found = []
    for jobs in ("1", "2"):
        path = patients(tmp_path / jobs, *map(line_of, range(12)))
        said, _ = mail(root, path, "--jobs", jobs)
        assert "12 messages put in the outbox" in said
        found.append([one.lasting for one in read_outbox(path.parent / "outbox")])
    assert found[0] == found[1]


def test_a_run_that_is_repeated_puts_nothing_in_twice(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = patients(tmp_path, *map(line_of, range(4)))
    mail(root, path)
    first = files_of(tmp_path / "outbox")
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-12-01")
    # Columns in another order and under other names, and a line more at the top, are the same patients.
    moved = [",".join(reversed(line_of(number).split(","))) for number in (7, 0, 1, 2, 3)]
    path = patients(tmp_path, *moved, header="email,note,goal,exercises,nhs_number,Patient")
    said, errors = mail(root, path, "--map", "name=Patient")
    assert errors == ""
    assert said[0].endswith(":2  put in the outbox") and said[1].endswith(":3  waits in the outbox already")
    assert said[-3:-1] == [
        "1 message put in the outbox, 4 in it or sent already",
        "what is in the outbox or was sent already is left out; --again puts it in once more",
    ]
    assert first.items() <= files_of(tmp_path / "outbox").items(), "what was there is untouched"
    assert [one.to for one in read_outbox(tmp_path / "outbox")].count("zq000@example.org") == 1


def test_how_it_stands_is_told_of_what_was_there_before(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, *map(line_of, range(3)))
    mail(root, path)
    outbox = Outbox(tmp_path / "outbox")
    with outbox.locked():
        first, second, _ = outbox.entries(Report())
        outbox.sent(outbox.begin_dot(first) or first)
        outbox.refuse(second, "550-5.1.1")
    said, _ = mail(root, path)
    assert [line.partition("  ")[2].partition(";")[0] for line in said[:3]] == [
        "sent already",
        "refused before",
        "waits in the outbox already",
    ]


def test_again_puts_each_in_once_more(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, *map(line_of, range(3)))
    mail(root, path)
    said, errors = mail(root, path, "--again")
    assert "3 messages put in the outbox, 3 warnings" in said
    assert errors.count("warning: an older message to this patient's address waits in the outbox: patients.csv:") == 3
    assert len(read_outbox(tmp_path / "outbox")) == 6
    assert "0 messages put in the outbox, 3 in it or sent already" in mail(root, path)[0]


@pytest.mark.parametrize("change", [("--layout", "words"), ("--subject", "For you"), ("--date", "2026-11-20")])
def test_another_wish_is_another_message(root: Path, tmp_path: Path, change: tuple[str, str]) -> None:
    path = patients(tmp_path, line_of(0))
    mail(root, path)
    said, _ = mail(root, path, *change)
    assert said[-2] == "1 message put in the outbox, 1 warning"


def test_a_mended_line_adds_its_message_alone(root: Path, tmp_path: Path) -> None:
    lines = [line_of(number) for number in range(3)]
    mail(
        root, patients(tmp_path, lines[0], lines[1].replace("mini-squat", "mini-sqat"), lines[2]), code=ExitCode.CONTENT
    )
    said, errors = mail(root, patients(tmp_path, *lines))
    assert (said[-3], errors) == ("1 message put in the outbox, 2 in it or sent already", "")
    said, errors = mail(root, patients(tmp_path, *lines[:2], lines[2].replace("Goal", "Aim")))
    assert said[-3] == "1 message put in the outbox, 2 in it or sent already, 1 warning"
    assert errors.startswith(
        "4:1: warning: an older message to this patient's address waits in the outbox: patients.csv:4 (number 2)\n"
    )


def test_equal_lines_have_one_message(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, line_of(0), line_of(0), line_of(1))
    said, errors = mail(root, path, "--jobs", "2")
    assert said[-3] == "2 messages put in the outbox, 1 in it or sent already, 1 warning"
    assert errors.startswith("3:1: warning: this line says the same as line 2\n")
    assert len(read_outbox(tmp_path / "outbox")) == 2


def test_one_address_written_in_two_ways_has_one_message(root: Path, tmp_path: Path) -> None:
    line = line_of(0)
    others = [line.replace("zq000@example.org", other) for other in ("ZQ000@Example.ORG", "Sam <zq000@example.org>")]
    said, _ = mail(root, patients(tmp_path, line, *others, line.replace("zq000@", "zq001@")))
    assert "2 messages put in the outbox, 2 in it or sent already" in said[-3]
    assert [one.to for one in read_outbox(tmp_path / "outbox")] == ["zq000@example.org", "zq001@example.org"]


def test_what_is_wrong_with_an_address_is_told_at_its_cell(root: Path, tmp_path: Path) -> None:
    lines = ["A One,,bridge,,,a@example.org", "B Two,,bridge,,,", "C Three,,bridge,,,c at example.org"]
    lines += ["D Four,,bridge,,,Family <A@example.org>", "E Five,,brigde,,,e@example", "F,,bridge"]
    said, errors = mail(root, patients(tmp_path, *lines), code=ExitCode.CONTENT)
    places = re.findall(r"(?m)^(\d+:\d+): (\w+): (.*)$", errors)
    assert [f"{place} {severity}" for place, severity, _ in places] == [
        *("5:18 warning", "3:1 warning", "4:19 error", "6:9 error", "6:18 error", "7:1 error")
    ]
    assert places[0][2] == "this line has the same e-mail address as line 2"
    assert places[1][2] == "this patient has no e-mail address, and no message is made"
    assert "2 messages put in the outbox, 1 without an address, 3 failed, 4 errors, 2 warnings" in said


def test_without_email_addresses_are_known_and_not_read(root: Path, tmp_path: Path) -> None:
    lines = ["A One,,bridge,,,not an address", "B Two,,bridge,,,not an address"]
    path = patients(tmp_path, *lines)
    result = run("sheet", "--from", path, "--out", tmp_path / "out", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert all(b"address" not in data for data in files_of(tmp_path / "out").values())


def test_a_wrong_column_of_addresses_tells_nothing(root: Path, tmp_path: Path) -> None:
    values = ["Sam Zq", "999 000 0018", "3/11/1950", "zq, sam@zq.org", "Zq <zq>", "zq@zq@zq.org", "z\u00e4q@zq.org"]
    path = patients(tmp_path, *[f'"{value}",bridge' for value in values], header="Column,exercises")
    said, errors = mail(root, path, "--map", "email=Column", code=ExitCode.CONTENT)
    assert said == [f"0 messages put in the outbox, {len(values)} failed, {len(values)} errors"]
    assert re.search("(?i)zq|z\u00e4q|999|1950", errors) is None, errors
    assert [int(line) for line in re.findall(r"(?m)^(\d+):1: error: ", errors)] == list(range(2, 2 + len(values)))


def test_a_date_may_be_written_otherwise_by_a_spreadsheet(root: Path, tmp_path: Path) -> None:
    header = "name,exercises,review,email"
    mail(root, patients(tmp_path, "A One,bridge,2026-12-05,a@example.org", header=header))
    path = patients(tmp_path, "A One,bridge,05/12/2026,a@example.org", header=header)
    assert mail(root, path, "--dates", "dmy")[0][-2] == "0 messages put in the outbox, 1 in it or sent already"


def test_the_column_of_addresses_is_mapped(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, "A One,bridge,a@example.org", header="name,exercises,E-mail address")
    _, errors = mail(root, path, code=ExitCode.CONTENT)
    assert errors.startswith('1:1: error: no column is "email", and messages need addresses\n')
    assert 'hint: name one with --map "email=E-mail address"\n' in errors
    _, errors = mail(root, path, "--map", "email=Adress", code=ExitCode.USAGE)
    assert "the file has no such column" in errors and "messages need addresses" not in errors
    mapping = write(tmp_path / "map.yaml", "email: E-mail address\n")
    for arguments in (("--map", "email=e-mail address"), ("--mapping", str(mapping))):
        said, errors = mail(root, path, *arguments)
        assert errors == ""
    assert said[-2].startswith("0 messages put in the outbox, 1 in it")


def test_pdfs_are_written_as_well_where_a_folder_is_named(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, line_of(0), "B Two,,bridge,,,", line_of(1))
    said, _ = mail(root, path, "--out", tmp_path / "out")
    assert list(files_of(tmp_path / "out")) == [f"exercise-sheet-{number:03}.pdf" for number in (1, 2, 3)]
    assert "2 messages put in the outbox, 1 without an address, 1 warning" in said
    read = read_outbox(tmp_path / "outbox")
    assert [one.pdf for one in read] == [files_of(tmp_path / "out")[f"exercise-sheet-00{n}.pdf"] for n in (1, 3)]
    for file in (tmp_path / "out").iterdir():
        file.unlink()
    mail(root, path, "--out", tmp_path / "out")
    assert len(files_of(tmp_path / "out")) == 3, "also of those whose message is there already"
    assert len(read_outbox(tmp_path / "outbox")) == 2


def test_the_limit_of_the_brand_is_told_at_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = sheet_workspace(tmp_path / "w")
    brand = workspace / "assets/brands/riverside/brand.yaml"
    brand.write_text(brand.read_text("utf-8") + 'email: {limit_mb: 1, secure_subject: "[secure]"}\n', "utf-8")
    path = patients(tmp_path, line_of(0))
    mail(workspace, path, "--subject", "For you")
    assert read_outbox(tmp_path / "outbox")[0].subject == "[secure] For you"
    monkeypatch.setattr(SheetMaker, "compose", lambda *_: Composed(bytes(800_000), 1))
    said, errors = mail(workspace, patients(tmp_path, line_of(1), line_of(2)), code=ExitCode.CONTENT)
    assert re.match(r"2:1: error: .*1\.\d MB.*\n.*\n3:1: error: ", errors), errors
    assert said == ["0 messages put in the outbox, 2 failed, 2 errors"]
    assert len(read_outbox(tmp_path / "outbox")) == 1


_REFUSED = {
    "no list": (["--pick", "bridge"], "--email makes a message for each line of a CSV file, and none is named"),
    "a named file": (["-o", "a.pdf"], "-o names one file, and --email makes messages"),
    "opening": (["--open"], "--open opens one file, and --email makes messages"),
    "records": (["--summary"], "--summary prints texts for records, and --email makes messages"),
    "a form": (["--format", "html"], "--format is what is written, and --email makes messages"),
    "columns": (["--columns", "40"], "--columns is for plain text, and --email makes messages"),
    "one name for all": (["--for", "Sam"], "--for names one patient, and there are 2 patients"),
    "an unknown template": (["--template", "shet"], 'no e-mail template is called "shet"'),
    "a header in the subject": (
        ["--subject", "For you\nBcc: a@example.org"],
        "the subject of the message has a line break",
    ),
}


@pytest.mark.parametrize("name", _REFUSED)
def test_what_does_not_fit_is_refused_before_anything_is_made(root: Path, tmp_path: Path, name: str) -> None:
    arguments, said = _REFUSED[name]
    path = patients(tmp_path, line_of(0), line_of(1))
    source: list[str | Path] = [] if "--pick" in arguments else ["--from", path]
    result = run("sheet", *source, "--email", "--outbox", tmp_path / "outbox", *arguments, "--workspace", root)
    assert result.exit_code == ExitCode.USAGE, result.stderr
    assert result.stderr.startswith(f"error: {said}"), result.stderr
    assert "hint: " in result.stderr and result.stdout == "" and "zq0" not in result.stderr
    assert not (tmp_path / "outbox").exists()


@pytest.mark.parametrize("option", [["--outbox", "x"], ["--template", "sheet"], ["--subject", "x"], ["--again"]])
def test_words_of_messages_need_email(root: Path, option: list[str]) -> None:
    result = run("sheet", "--pick", "bridge", *option, "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr == f"error: {option[0]} is for messages\n  hint: say --email too\n"


def test_without_a_mail_server_nothing_is_begun(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SERVER:
        monkeypatch.delenv(name)
    said, errors = mail(root, patients(tmp_path, line_of(0)), code=ExitCode.ENVIRONMENT)
    assert said == []
    assert errors.startswith("error: no mail server is set") and "leafletgen outbox server" in errors


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_an_outbox_that_cannot_be_used_is_told_once(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, *map(line_of, range(3)))
    (tmp_path / "outbox").mkdir()
    (tmp_path / "outbox").chmod(0o777)
    for jobs in ("1", "2"):
        said, errors = mail(root, path, "--jobs", jobs, code=ExitCode.ENVIRONMENT)
        assert said == [] and errors.count("error: ") == 1 and "zq0" not in errors


def test_a_trace_tells_nobody(tmp_path: Path) -> None:
    rows = read_patients(f"{HEADER}\n{line_of(1)}\n".encode(), "p.csv", {}, Report(), addressed=True)
    post = Post(tmp_path / "outbox", Mailbox("Zq Sender", "zq@example.org"))
    jobs = message_jobs(rows, [], Options(goal="Zq"), post)
    assert [job.to for job in jobs] == [Mailbox("", "zq001@example.org")]
    assert re.search("(?i)zq", f"{rows} {jobs[0]!r} {post}") is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_a_terminal_has_a_bar_and_then_what_is_to_be_known(root: Path, tmp_path: Path) -> None:
    import pty

    lines = [line_of(number) for number in range(10)]
    path = patients(tmp_path, *lines[:4], lines[4].replace("wall-sit", "wal-sit"), "B Two,,bridge,,,", *lines[5:])
    command = [sys.executable, "-m", "leafletgen", "sheet", "--from", str(path), "--email", "--jobs", "1"]
    ours, theirs = pty.openpty()
    surroundings = {**os.environ, "LEAFLETGEN_STATE": str(tmp_path / "state")}
    with Child([*command, "--workspace", str(root)], stdout=theirs, stderr=theirs, env=surroundings) as process:
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
    assert "messages  [" in text
    after = text[text.index("11/11") :]
    assert "patients.csv:6:" in after and "patients.csv:7:1" in after and "put in the outbox\r\n/" not in after
    assert "9 messages put in the outbox, 1 without an address, 1 failed, 1 error, 1 warning" in after
    assert after.rstrip().endswith("nothing is sent yet: leafletgen outbox send")
    assert len(read_outbox(tmp_path / "state" / "outbox")) == 9, "the outbox of the user"


# --- ended in the middle ------------------------------------------------------------------------------------------


def _begin(root: Path, path: Path, *arguments: str) -> "Child[str]":
    """Start the command in a group of its own, as a terminal does, and wait until some messages are there."""
    outbox = path.parent / "outbox"
    command = [sys.executable, "-m", "leafletgen", "sheet", "--from", str(path), "--email", "--outbox", str(outbox)]
    process: Child[str] = Child(
        [*command, *arguments, "--workspace", str(root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    limit = time.monotonic() + 60
    while len(list(outbox.glob("*.eml"))) < 3:
        assert time.monotonic() < limit and process.poll() is None
        time.sleep(0.01)
    return process


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_what_is_put_in_and_the_next_run_adds_the_rest(root: Path, tmp_path: Path, jobs: str) -> None:
    path = patients(tmp_path, *map(line_of, range(60)))
    process = _begin(root, path, "--jobs", jobs)
    os.killpg(process.pid, signal.SIGINT)
    said, errors = process.communicate(timeout=BOUND)
    put = len(read_outbox(tmp_path / "outbox"))
    assert process.returncode == ExitCode.INTERRUPTED
    assert 3 <= put < 60
    assert errors == f"stopped: {put} of 60 lines are done\n"
    assert said.splitlines()[-2] == f"{put} messages put in the outbox"
    assert f"{60 - put} messages put in the outbox, {put} in it or sent already" in mail(root, path)[0]
    assert [one.line for one in read_outbox(tmp_path / "outbox")] == list(range(2, 62))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to find the workers")
@pytest.mark.parametrize("again", [[], ["--again"]])
def test_a_killed_worker_neither_loses_nor_doubles_a_message(root: Path, tmp_path: Path, again: list[str]) -> None:
    path = patients(tmp_path, *map(line_of, range(40)))
    process = _begin(root, path, "--jobs", "2", *again)
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8").split()
    os.kill(int(workers[0]), signal.SIGKILL)
    said, errors = process.communicate(timeout=BOUND)
    assert (process.returncode, errors) == (ExitCode.OK, "")
    assert "40 messages put in the outbox" in said
    assert [one.line for one in read_outbox(tmp_path / "outbox")] == list(range(2, 42))


_STEPS = """\
os.mkdir = ending(os.mkdir)
os.replace = ending(os.replace)
os.fsync = ending(os.fsync)
os.write = ending(os.write, half=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="copies a process for each step")
def test_killed_at_each_step_and_run_again_each_message_is_there_once(root: Path, tmp_path: Path) -> None:
    path = patients(tmp_path, *map(line_of, range(2)))
    outbox = tmp_path / "outbox"
    arguments = [
        "sheet",
        "--from",
        str(path),
        "--email",
        "--outbox",
        str(outbox),
        "--jobs",
        "1",
        "--workspace",
        str(root),
    ]
    killed = 0
    for _, code, said in each_step(tmp_path, arguments, _STEPS, 200):
        whole = read_outbox(outbox)
        if code == ExitCode.OK:
            assert len(whole) == 2
            break
        assert code == -signal.SIGKILL, said
        killed += 1
        again, errors = mail(root, path)
        put = sum(line.endswith("  put in the outbox") for line in again)
        assert (put, errors) == (2 - len(whole), "")
        assert [one.line for one in read_outbox(outbox)] == [2, 3]
        assert not list(outbox.glob("*.part"))
        shutil.rmtree(outbox)
    assert killed > 6
