"""``leafletgen check``: what it shows, where it writes, with which code it ends, and what ``--fix`` does to files."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from leafletgen.cli import check_fixing
from leafletgen.errors import ExitCode, Report
from leafletgen.rules.data import load_rules
from tests.pages.test_sheet_privacy import can_trace
from tests.support.commands import LEAFLET, files_of, run, run_apart, small_workspace, write
from tests.support.processes import BOUND

BODY = """\
  # A comment about a fever.
  - Ask us about a fever now.   # fever
"""
FILE = "leaflets/P1-good.yaml"
#: A rule with a safe change, which this text is about.
ONE = ("--rule", "medical-word")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace whose one leaflet has a word that many people do not know."""
    root = small_workspace(tmp_path / "w")
    write(root / FILE, LEAFLET + BODY)
    return root


def test_it_shows_the_words_and_ends_with_totals(root: Path) -> None:
    result = run("check", *ONE, "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    shown = result.stdout.splitlines()
    assert shown[0] == FILE
    assert shown[1].startswith(f"{FILE}:12:18: warning: ")
    assert shown[1].endswith(" [medical-word]")
    assert shown[2] == "    12 | - Ask us about a fever now.   # fever"
    assert shown[3] == "       |                ^^^^^^^"
    assert shown[4].startswith("  hint: ")
    assert shown[-1] == "2 files: 1 warning; 1 can be mended with --fix"
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (ONE, ExitCode.CONTENT),
        ((*ONE, "--severity", "advice"), ExitCode.CONTENT),
        ((*ONE, "--severity", "error"), ExitCode.OK),
        (("--rule", "american-spelling"), ExitCode.OK),
        (("--rule", "medical-wrd"), ExitCode.USAGE),
        (("--rule", "medical-word", "P9"), ExitCode.USAGE),
        (("--yes",), ExitCode.USAGE),
        (("--update-baseline",), ExitCode.USAGE),
        (("--update-baseline", "--baseline", "b.json", "--rule", "medical-word"), ExitCode.USAGE),
        (("--update-baseline", "--baseline", "b.json", "--links"), ExitCode.USAGE),
        (("--human", "--fix"), ExitCode.USAGE),
        (("--human", "--format", "sarif"), ExitCode.USAGE),
        (("--human", "-o", "x.sarif"), ExitCode.USAGE),
        (("--format", "github", "-o", "x.json"), ExitCode.USAGE),
        (("--format", "json", "-o", "x.html"), ExitCode.USAGE),
        (("-o", "x.pdf"), ExitCode.USAGE),
        (("--baseline", "gone.json"), ExitCode.USAGE),
    ],
)
def test_codes_it_ends_with(root: Path, options: tuple[str, ...], code: ExitCode) -> None:
    before = files_of(root)
    result = run("check", *options, "--workspace", root)
    assert result.exit_code == code, result.output
    assert files_of(root) == before


def test_what_is_below_the_severity_is_counted_and_does_not_fail(root: Path) -> None:
    result = run("check", *ONE, "--severity", "error", "--workspace", root)
    assert result.stdout == "2 files: nothing to say; 1 warning not shown (--severity warning)\n"


def test_a_fault_of_loading_is_told_with_its_code(root: Path) -> None:
    write(root / FILE, LEAFLET.replace("title:", "titel:"))
    result = run("check", FILE, "--format", "json", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    told = {(one["rule"], one["severity"]) for one in json.loads(result.stdout)["diagnostics"]}
    assert ("unknown-key", "error") in told


@pytest.mark.parametrize("name", ["r.json", "r.sarif", "r.html", "r.txt"])
def test_a_report_is_written_and_written_again_and_nothing_else_is_written_over(root: Path, name: str) -> None:
    target = root / "build" / name
    first = run("check", *ONE, "-o", target, "--workspace", root)
    assert first.exit_code == ExitCode.CONTENT
    data = target.read_bytes()
    assert b"fever" in data
    assert "2 files: 1 warning" in first.output
    again = run("check", *ONE, "-o", target, "--workspace", root)
    assert again.exit_code == ExitCode.CONTENT
    assert target.read_bytes() == data
    target.write_text("Somebody's own file", "utf-8")
    assert run("check", *ONE, "-o", target, "--workspace", root).exit_code == ExitCode.USAGE
    assert target.read_text("utf-8") == "Somebody's own file"


def test_a_report_is_not_written_among_the_sources(root: Path) -> None:
    before = files_of(root)
    result = run("check", *ONE, "-o", root / "leaflets" / "r.json", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert files_of(root) == before


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "html"])
def test_the_same_files_give_the_same_bytes_in_any_folder(root: Path, tmp_path: Path, form: str) -> None:
    other = small_workspace(tmp_path / "elsewhere" / "w")
    write(other / FILE, LEAFLET + BODY)
    first, second = (run("check", *ONE, "--format", form, "--workspace", each) for each in (root, other))
    assert first.stdout == second.stdout
    assert first.stdout


def test_fixing_shows_the_difference_and_changes_the_words_alone(root: Path) -> None:
    before = (root / FILE).read_text("utf-8")
    result = run("check", *ONE, "--fix", "--yes", "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.output
    assert result.stderr.splitlines() == [
        f"--- {FILE}",
        f"+++ {FILE}",
        "@@ -11,3 +11,3 @@",
        "   # A comment about a fever.",
        "-  - Ask us about a fever now.   # fever",
        "+  - Ask us about a high temperature now.   # fever",
        " ",
        "made 1 change in 1 file",
    ]
    assert result.stdout == "2 files: nothing to say\n"
    assert (root / FILE).read_text("utf-8") == before.replace("a fever now", "a high temperature now")
    again = run("check", *ONE, "--fix", "--yes", "--workspace", root)
    assert again.stderr == "there is nothing to mend\n"


def test_fixing_names_the_translations_of_what_it_changed(root: Path) -> None:
    write(root / "leaflets" / "P1-good.pl.yaml", "translates: P1-good\nlanguage: pl\ntitle: Dobra ulotka\nbody: []\n")
    result = run("check", "P1-good", *ONE, "--fix", "--yes", "--workspace", root)
    assert result.stderr.splitlines()[-2:] == [
        "made 1 change in 1 file",
        "what these translate has changed: leaflets/P1-good.pl.yaml",
    ]


def test_fixing_asks_on_a_terminal_and_never_writes_where_nobody_can_be_asked(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(root)
    result = run("check", *ONE, "--fix", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert "-  - Ask us about a fever" in result.stderr
    assert "add --yes" in result.stderr
    monkeypatch.setattr(check_fixing, "can_be_asked", lambda: True)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    result = run("check", *ONE, "--fix", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert "nothing was changed" in result.stderr
    assert files_of(root) == before
    monkeypatch.setattr("click.confirm", lambda *_, **__: True)
    assert run("check", *ONE, "--fix", "--workspace", root).exit_code == ExitCode.OK
    assert files_of(root) != before


def test_a_file_that_cannot_be_written_is_told(root: Path) -> None:
    (root / FILE).chmod(0o444)
    before = files_of(root)
    result = run("check", *ONE, "--fix", "--yes", "--workspace", root)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert "read-only" in result.stderr
    assert files_of(root) == before


def test_what_is_waived_is_not_fixed(root: Path) -> None:
    waived = 'waive: [{rule: medical-word, because: "It is the name of the test."}]\n'
    write(root / FILE, LEAFLET.replace("body:", f"{waived}body:") + BODY)
    before = files_of(root)
    result = run("check", *ONE, "--fix", "--yes", "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.output
    assert result.stdout == "2 files: nothing to say; 1 waived\n"
    assert files_of(root) == before


def test_what_is_in_the_baseline_is_left_out_and_not_fixed(root: Path) -> None:
    baseline = root / "baseline.json"
    result = run("check", "--baseline", baseline, "--update-baseline", "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.output
    before = files_of(root)
    result = run("check", *ONE, "--baseline", baseline, "--fix", "--yes", "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.output
    assert result.stdout.endswith("2 files: nothing to say; 1 in the baseline\n")
    assert files_of(root) == before
    write(root / FILE, LEAFLET + BODY + "  - It may be a fever.\n")
    result = run("check", *ONE, "--baseline", baseline, "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert "2 files: 1 warning; 1 can be mended with --fix; 1 in the baseline" in result.stdout


def test_a_baseline_of_one_file_keeps_what_is_known_of_others(root: Path) -> None:
    other = write(root / "leaflets/P2-other.yaml", LEAFLET.replace("P1/", "P2/") + BODY)
    baseline = root / "baseline.json"
    run("check", "--baseline", baseline, "--update-baseline", "--workspace", root)
    whole = json.loads(baseline.read_bytes())["findings"]
    assert "leaflets/P2-other.yaml" in whole
    write(root / FILE, LEAFLET + "  - Ask us now.\n")
    told = run("check", FILE, "--baseline", baseline, "--update-baseline", "--workspace", root).stdout
    now = json.loads(baseline.read_bytes())["findings"]
    assert now["leaflets/P2-other.yaml"] == whole["leaflets/P2-other.yaml"]
    assert "medical-word" not in now[FILE]
    number = sum(len(words) for found in now.values() for words in found.values())
    assert told.endswith(f"  {number} findings\n")
    assert other.exists()


def test_a_baseline_of_one_file_keeps_what_comparing_it_with_others_finds(root: Path) -> None:
    alike = (
        "  - Sit on a chair with both feet on the floor and slowly straighten one knee until your leg is level, hold "
        "it there for as long as it takes to count to five, and then let it down again without a hurry.\n"
    )
    write(root / FILE, LEAFLET + alike)
    write(root / "leaflets/P2-other.yaml", LEAFLET.replace("P1/", "P2/") + alike)
    baseline = root / "baseline.json"
    run("check", "--baseline", baseline, "--update-baseline", "--workspace", root)
    whole = baseline.read_bytes()
    assert b"paragraphs-alike" in whole
    for file in (FILE, "leaflets/P2-other.yaml"):
        run("check", file, "--baseline", baseline, "--update-baseline", "--workspace", root)
        assert baseline.read_bytes() == whole


def test_a_closed_output_is_no_fault_of_the_command(root: Path) -> None:
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        command = f'exec "$0" -m leafletgen check {FILE} --rule medical-word {closed}'
        ended = subprocess.run(
            ["sh", "-c", command, sys.executable], cwd=root, capture_output=True, check=False, timeout=BOUND
        )
        assert ended.returncode == ExitCode.CONTENT, ended.stderr
        assert ended.stderr == b""


def test_an_empty_name_is_no_file(root: Path) -> None:
    """A variable of a script that is empty must not stand for all files."""
    assert run("check", "", "--fix", "--yes", "--workspace", root).exit_code == ExitCode.USAGE


@pytest.mark.parametrize("name", ["layouts", "notes.txt"])
def test_what_nobody_checks_is_told_as_such(root: Path, name: str) -> None:
    """A file that there is, and that no rule looks at, is not said to be a leaflet that there is not."""
    write(root / "notes.txt", "x")
    result = run("check", root / name, "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.startswith("error: nothing of")


def test_what_was_not_asked_for_is_not_done(root: Path, tmp_path: Path) -> None:
    """No network, no other program, nothing of patients, and nothing written but what is kept."""
    if not can_trace():
        pytest.skip("strace is not installed, or may not trace: apt-get install strace")
    write(root / "assets/prescriptions/sam.yaml", "patient: {name: Sam Example}\nexercises: [bridge]\n")
    write(root / "leaflets/patients.csv", "name,nhs_number\nSam Example,999 000 0018\n")
    write(root / FILE, LEAFLET + BODY + "  - See https://www.example.org/x for more.\n")
    log = tmp_path / "trace"
    calls = "trace=%network,%file"
    command = [sys.executable, "-m", "leafletgen", "check", "--workspace", str(root)]
    ended = subprocess.run(
        ["strace", "-f", "-s", "4000", "-e", calls, "-o", log, *command],
        capture_output=True, check=False, timeout=BOUND, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert ended.returncode == ExitCode.CONTENT, ended.stderr
    lines = log.read_text("utf-8", "replace").splitlines()
    assert [line for line in lines if re.search(r"\b(socket|connect|bind|sendto|sendmsg)\(", line)] == []
    assert len([line for line in lines if "execve(" in line]) == 1
    opened = {match[1] for line in lines if (match := re.search(r'\bopen(?:at)?\((?:AT_FDCWD, )?"([^"]*)"', line))}
    assert any(name.endswith(FILE) for name in opened)
    assert not [name for name in opened if name.endswith(("sam.yaml", ".csv"))]
    written = {
        match[1]
        for line in lines
        if (match := re.search(r'\bopenat\(AT_FDCWD, "([^"]*)", [A-Z_|]*O_(?:WRONLY|RDWR)', line))
    }
    kept = (str(root / "build" / ".cache"), os.environ["LEAFLETGEN_CACHE"], "/dev/")
    assert not [name for name in written if not name.startswith(kept)]


def test_a_baseline_is_not_written_over_another_file(root: Path) -> None:
    other = write(root / "notes.json", "{}")
    result = run("check", "--baseline", other, "--update-baseline", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert other.read_text("utf-8") == "{}"


def test_a_rule_is_explained_inside_and_outside_of_a_workspace(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outside = run("check", "--explain", "heading-question")
    assert outside.exit_code == ExitCode.OK
    for said in ("heading-question (warning)", "Why: ", "Source: ", "Found:", "waive: [{rule: heading-question"):
        assert said in outside.stdout
    assert run("check", "--explain", "heading-question", "--workspace", root).stdout == outside.stdout


def test_a_rule_that_is_off_is_explained_and_not_looked_for(root: Path) -> None:
    write(root / "assets/rules/ours.yaml", "rules:\n  long-sentence: {severity: off}\n")
    told = run("check", "--explain", "long-sentence", "--workspace", root)
    assert told.stdout.startswith("long-sentence (off)\n")
    result = run("check", "--rule", "long-sentence", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert (
        'the rule "long-sentence" is off here\n  hint: its entry in assets/rules says "severity: off"' in result.stderr
    )


def test_a_list_of_words_is_shown_whole() -> None:
    told = run("check", "--explain", "medical-word").stdout
    assert "  fever (say high temperature)\n" in told
    number = len(load_rules(None, Report())["medical-word"].entries)
    assert f"Words that it finds, {number} in all:\n" in told
    assert number > 50


def test_a_code_is_explained_too_and_an_unknown_name_is_told(root: Path) -> None:
    told = run("check", "--explain", "image-no-alt-text").stdout
    assert told.startswith("image-no-alt-text (error)\n")
    assert "What to do: " in told
    result = run("check", "--explain", "heading-questoin", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert 'did you mean "heading-question"?' in result.stderr


def test_help_loads_nothing_of_the_rules() -> None:
    code = (
        "import sys; sys.argv = ['leafletgen', 'check', '--help']\n"
        "from leafletgen.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted(name for name in sys.modules if name.startswith(('leafletgen.rules', 'yaml', 'leafletgen.app'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, timeout=BOUND
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_github_paths_begin_at_the_top_of_the_repository(root: Path) -> None:
    (root.parent / ".git").mkdir()
    result = run_apart("check", *ONE, "--format", "github", folder=root)
    assert result.returncode == ExitCode.CONTENT
    assert result.stdout.startswith(
        f"::warning file=w/{FILE},line=12,col=18,endLine=12,endColumn=25,title=medical-word::"
    )
    assert result.stderr == "2 files: 1 warning; 1 can be mended with --fix\n"


@pytest.mark.parametrize(
    ("form", "begins"), [("text", f"{FILE}: A good leaflet"), ("json", "{"), ("html", "<!DOCTYPE")]
)
def test_what_only_a_person_can_check_is_filled_in_for_the_leaflet(root: Path, form: str, begins: str) -> None:
    result = run("check", "P1", "--human", "--format", form, "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.output
    assert result.stdout.startswith(begins)
    assert "Two hills, one higher than the other" in result.stdout


def test_a_form_that_somebody_may_have_filled_in_is_not_written_over(root: Path) -> None:
    target = root / "build" / "human.txt"
    assert run("check", "P1", "--human", "-o", target, "--workspace", root).exit_code == ExitCode.OK
    data = target.read_bytes()
    assert run("check", "P1", "--human", "-o", target, "--workspace", root).exit_code == ExitCode.USAGE
    assert target.read_bytes() == data
    page = root / "build" / "human.html"
    for _ in range(2):
        assert run("check", "P1", "--human", "-o", page, "--workspace", root).exit_code == ExitCode.OK
