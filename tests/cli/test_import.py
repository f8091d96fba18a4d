"""``leafletgen import``: leaflets of Word files, written whole or not at all, with every doubt told at its place."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

import leafletgen.system.writing
from leafletgen.app.word_plan import Job, Plan
from leafletgen.errors import ExitCode
from tests.support.commands import files_of, run, run_apart, small_workspace
from tests.word.make import docx, p, r
from tests.word.own_file import CODE, own_file

WORDS = docx(p("Rest your foot."))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace."""
    return small_workspace(tmp_path / "w")


@pytest.fixture
def heel(tmp_path: Path) -> Path:
    """Return a Word file."""
    return saved(tmp_path / "Sore heel.docx", own_file())


def saved(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def leaflets(root: Path) -> set[str]:
    return set(files_of(root / "leaflets")) - {"P1-good.yaml"}


def test_a_leaflet_and_its_picture_are_written_and_build(root: Path, heel: Path) -> None:
    result = run("import", heel, "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert leaflets(root) == {"Sore-heel.yaml", "Sore-heel/1.png"}
    text = (root / "leaflets" / "Sore-heel.yaml").read_text("utf-8")
    assert f"\ncode: {CODE}\n" in text
    assert "\nlayouts: [small]\n" in text, "the workspace has no a4-leaflet"
    assert "50 µg" in text
    counted = re.search(r"Sore-heel\.yaml is written, with 1 picture; ([0-9]+) doubts: read them", result.stdout)
    assert counted is not None
    assert result.stdout.endswith("then: leafletgen build Sore-heel\n")
    assert result.stderr.count(": doubt: ") == int(counted[1])


def test_a_leaflet_builds_without_a_word_changed(tmp_path: Path, heel: Path) -> None:
    run("init", tmp_path / "starter")
    result = run("import", heel, "--workspace", tmp_path / "starter")
    assert "a build would say: error" not in result.stderr
    built = run("build", "Sore-heel", "--workspace", tmp_path / "starter")
    assert (built.exit_code, "error" in built.stderr) == (ExitCode.OK, False), built.stderr
    assert (tmp_path / "starter" / "build" / "Sore-heel.a4-leaflet.DRAFT.pdf").is_file()


def test_every_doubt_is_a_line_that_begins_with_its_place(root: Path, heel: Path) -> None:
    lines = run("import", heel, "--workspace", root).stderr.splitlines()
    dose = next(line for line in lines if "µ" in line and "doubt" in line)
    assert dose.startswith('Sore heel.docx: under "What helps", paragraph ')
    assert '("Rub in 50 µg of the gel at night."' in dose
    assert ": doubt: " in dose
    assert all(line.startswith(("Sore heel.docx: ", "leaflets/Sore-heel.yaml:", "  hint: ")) for line in lines)


def test_a_dry_run_writes_nothing_and_tells_the_same(root: Path, heel: Path) -> None:
    before = files_of(root)
    result = run("import", heel, "--dry-run", "--workspace", root)
    assert files_of(root) == before
    assert "would be written, with 1 picture" in result.stdout
    assert result.stderr == run("import", heel, "--workspace", root).stderr


def test_nothing_is_written_over(root: Path, heel: Path) -> None:
    run("import", heel, "--workspace", root)
    mine = root / "leaflets" / "Sore-heel.yaml"
    mine.write_text(mine.read_text("utf-8") + "# mine\n", "utf-8")
    before = files_of(root)
    again = run("import", heel, "--workspace", root)
    assert (again.exit_code, files_of(root)) == (ExitCode.USAGE, before)
    assert 'there is a leaflet called "Sore-heel" already' in again.stderr


def test_pictures_of_others_are_left_alone(root: Path, heel: Path) -> None:
    saved(root / "leaflets" / "Sore-heel" / "mine.png", b"mine")
    result = run("import", heel, "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert "with files that do not come from Sore heel.docx" in result.stderr
    assert leaflets(root) == {"Sore-heel/mine.png"}


def test_of_a_folder_the_file_whose_pictures_have_no_place_is_told_and_stops_no_other(
    root: Path, tmp_path: Path
) -> None:
    saved(root / "leaflets" / "b" / "mine.png", b"mine")
    for name, data in (("a", WORDS), ("b", own_file()), ("c", WORDS)):
        saved(tmp_path / "old" / f"{name}.docx", data)
    result = run("import", tmp_path / "old", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert "error: leaflets/b is there already, with files that do not come from b.docx" in result.stderr
    assert "2 leaflets written" in result.stdout
    assert "1 Word file could not be imported" in result.stdout
    assert leaflets(root) == {"a.yaml", "b/mine.png", "c.yaml"}


def test_what_a_build_says_of_a_leaflet_elsewhere_names_the_file_that_is_written(root: Path, tmp_path: Path) -> None:
    file = saved(tmp_path / "heel.docx", WORDS)
    run("import", file, "--workspace", root)
    result = run("import", file, "--out", tmp_path / "out", "--workspace", root)
    assert f"{(tmp_path / 'out' / 'heel.yaml').as_posix()}:" in result.stderr
    assert "leaflets/heel.yaml:" not in result.stderr


def test_an_import_that_was_killed_after_its_pictures_is_done_again(root: Path, heel: Path) -> None:
    run("import", heel, "--workspace", root)
    whole = files_of(root)
    (root / "leaflets" / "Sore-heel.yaml").unlink()
    assert run("import", heel, "--workspace", root).exit_code == ExitCode.OK
    assert files_of(root) == whole


def test_a_folder_that_cannot_be_made_is_told_in_words(root: Path, heel: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    asked = run("import", str(heel), "--code", CODE, "--out", str(tmp_path / "file" / "below"))
    assert asked.exit_code == ExitCode.ENVIRONMENT
    assert "cannot be written: " in asked.stderr and "Errno" not in asked.stderr


@pytest.mark.parametrize("failing", ["1.png", "Sore-heel.yaml"])
def test_a_disk_that_fails_leaves_nothing(
    root: Path, heel: Path, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole = leafletgen.system.writing.write_whole

    def full(target: Path, data: bytes) -> None:
        if target.name == failing:
            raise leafletgen.system.writing.WriteError(f"{failing} cannot be written: no space left on device")
        write_whole(target, data)

    monkeypatch.setattr(leafletgen.system.writing, "write_whole", full)
    before = files_of(root)
    result = run("import", heel, "--workspace", root)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert f"error: {failing} cannot be written" in result.stderr
    assert files_of(root) == before
    assert not (root / "leaflets" / "Sore-heel").exists()


def test_a_folder_is_done_with_one_report_and_goes_on_where_it_was(root: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    saved(old / "a.docx", WORDS)
    saved(old / "sub" / "A.DOCX", WORDS)
    saved(old / "~$a.docx", b"lock")
    saved(old / "b.docx", b"PK\x03\x04 broken")
    saved(old / "c.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    report = tmp_path / "report.json"
    result = run("import", old, "--report", report, "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert leaflets(root) == {"a.yaml", "A-2.yaml"}
    assert "lock" not in result.stderr
    files = json.loads(report.read_bytes())["files"]
    assert [(file["file"], file["yaml"]) for file in files] == [
        ("a.docx", "leaflets/a.yaml"),
        ("b.docx", None),
        ("c.doc", None),
        ("sub/A.DOCX", "leaflets/A-2.yaml"),
    ]
    (root / "leaflets" / "A-2.yaml").unlink()
    again = run("import", old, "--report", report, "--workspace", root)
    assert "note: leaflets/a.yaml is there already, and is left as it is" in again.stderr
    waiting = json.loads(report.read_bytes())["files"][0]
    assert (waiting["file"], waiting["yaml"]) == ("a.docx", None)
    assert waiting["doubts"] == files[0]["doubts"], "the report of the second run is about all files"
    assert [each["code"] for each in waiting["diagnostics"]] == ["word-leaflet-there"]
    for name in ("b.docx", "c.doc"):
        (old / name).unlink()
    assert run("import", old, "--workspace", root).exit_code == ExitCode.OK
    assert leaflets(root) == {"a.yaml", "A-2.yaml"}


def test_doubts_can_be_seen_again_of_a_leaflet_that_is_there(root: Path, heel: Path) -> None:
    first = run("import", heel, "--workspace", root)
    before = files_of(root)
    for what in (heel, heel.parent):
        again = run("import", what, "--dry-run", "--workspace", root)
        assert (again.exit_code, again.stderr) == (ExitCode.OK, first.stderr)
        assert "is there already; 3 doubts" in again.stdout
    assert files_of(root) == before


def test_a_dry_run_says_which_leaflets_are_there(root: Path, tmp_path: Path) -> None:
    first = saved(tmp_path / "old" / "a.docx", WORDS)
    saved(tmp_path / "old" / "b.docx", WORDS)
    run("import", first, "--workspace", root)
    result = run("import", tmp_path / "old", "--dry-run", "--workspace", root)
    lines = [line.rpartition("/")[2] for line in result.stdout.splitlines()]
    assert lines[0].startswith("a.yaml is there already; ")
    assert lines[1].startswith("b.yaml would be written; ")
    assert lines[2].startswith("1 leaflet would be written, 1 there already; ")


def test_files_that_a_shell_names_go_on_as_a_folder_does(root: Path, tmp_path: Path) -> None:
    files = [saved(tmp_path / f"heel {number}.docx", own_file()) for number in range(7)]
    first = run("import", files[0], files[1], "--workspace", root)
    assert "2 leaflets written; " in first.stdout
    hints = [line for line in first.stderr.splitlines() if line.startswith("  hint: ")]
    assert len(hints) == len(set(hints)), "a hint is given once"
    report = tmp_path / "report.html"
    assert "5 leaflets written" in run("import", *files, "--workspace", root).stdout
    again = run("import", *files, "--report", report, "--workspace", root)
    assert (again.exit_code, again.stdout) == (ExitCode.OK, "")
    assert "heel 4.docx and 2 more: their leaflets are there already" in again.stderr
    assert again.stderr.count("note: ") == 1
    assert report.read_text("utf-8").count("Its leaflet was there already, and was left as it is.") == 7


def test_what_files_have_in_common_is_told_after_them(root: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        saved(tmp_path / "old" / f"{name}.docx", own_file())
    report = tmp_path / "report.json"
    result = run("import", tmp_path / "old", "--report", report, "--workspace", root)
    clash = next(one for one in json.loads(report.read_bytes())["common"] if CODE.partition("/")[0] in one["what"])
    assert clash["files"] == ["a.docx", "b.docx"]
    assert f"a.docx, b.docx: doubt: {clash['what']}" in result.stderr


def test_the_data_and_the_page_say_the_same(root: Path, heel: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    result = run("import", heel, "--json", "--report", page, "--workspace", root)
    file = json.loads(result.stdout)["files"][0]
    assert (file["file"], file["yaml"], file["pictures"]) == (
        "Sore heel.docx",
        "leaflets/Sore-heel.yaml",
        ["Sore-heel/1.png"],
    )
    text = page.read_text("utf-8")
    assert all(doubt["code"] in text for doubt in file["doubts"])
    yaml = (root / "leaflets" / "Sore-heel.yaml").read_text("utf-8").split("\n")
    dose = next(doubt for doubt in file["doubts"] if "µ" in doubt["message"])
    assert "50 µg" in yaml[dose["line"] - 1]
    assert dose["place"]["heading"] == "What helps"


def test_a_picture_without_alt_text_stops_the_build_and_not_the_import(root: Path, tmp_path: Path) -> None:
    result = run("import", saved(tmp_path / "x.docx", own_file(alt="")), "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert result.stderr.count('"x/1.png" has no alt text') == 1, "the doubt says it, and nothing says it again"
    text = (root / "leaflets" / "x.yaml").read_text("utf-8")
    assert "# IMPORT: " in text
    assert "alt:" not in "".join(line for line in text.splitlines(True) if "#" not in line)
    assert run("build", "x", "--workspace", root).exit_code == ExitCode.CONTENT


def test_what_a_build_says_of_several_lines_is_told_once(root: Path, tmp_path: Path) -> None:
    data = docx("".join([p(r(f"{number}) one thing")) + p("Between.") for number in range(3)]))
    result = run("import", saved(tmp_path / "x.docx", data), "--workspace", root)
    lines = [line for line in result.stderr.splitlines() if "begins like an entry of a list" in line]
    assert len(lines) == 1
    assert lines[0].endswith("(and 2 more)")


def test_no_code_is_invented(root: Path, tmp_path: Path) -> None:
    file = saved(tmp_path / "x.docx", own_file(code=""))
    assert run("import", file, "--workspace", root).exit_code == ExitCode.OK
    assert "\ncode:" not in (root / "leaflets" / "x.yaml").read_text("utf-8")
    (root / "leaflets" / "x.yaml").unlink()
    assert run("import", file, "--code", "P9/1/11.2026/VERSION1", "--workspace", root).exit_code == ExitCode.OK
    assert "\ncode: P9/1/11.2026/VERSION1\n" in (root / "leaflets" / "x.yaml").read_text("utf-8")


def test_wrong_usage_is_told_and_writes_nothing(root: Path, heel: Path, tmp_path: Path) -> None:
    other = saved(tmp_path / "b.docx", WORDS)
    empty = tmp_path / "empty"
    empty.mkdir()
    before = files_of(root)
    for arguments, told in (
        ((heel, other, "--code", CODE), "one code cannot be that of several files"),
        ((empty,), "there are no Word files to import"),
        ((heel, "--code", "P1"), "does not fit the brand's template"),
        ((heel, "--language", "English"), "is no language tag"),
        ((heel, "--layout", "smal"), 'no layout is called "smal"'),
        ((heel, "--brand", "plane"), 'no brand is called "plane"'),
        ((heel, "--report", tmp_path / "r.pdf"), "is no kind of report"),
        ((heel, "--out", root / "layouts"), "nothing else is written there"),
        ((heel, "--out", root / "leaflets" / "shared"), "nothing else is written there"),
        ((heel, "--out", root / "leaflets" / ".history" / "x"), "nothing else is written there"),
        ((tmp_path / "gone.docx",), "does not exist"),
        ((), "Missing argument"),
    ):
        result = run("import", *arguments, "--workspace", root)
        assert result.exit_code == ExitCode.USAGE, arguments
        assert told in " ".join(result.stderr.split())
    assert files_of(root) == before


def test_a_copy_for_reviewers_says_its_brand_where_there_are_several(root: Path, heel: Path, tmp_path: Path) -> None:
    built = run("build", "P1", "--format", "docx", "--workspace", root)
    assert built.exit_code == ExitCode.OK, built.stderr
    (copy,) = (root / "build").glob("P1-good*.docx")
    for name in ("other", "third"):
        shutil.copytree(root / "assets" / "brands" / "plain", root / "assets" / "brands" / name)
    back = run("import", copy, "--out", tmp_path / "back", "--workspace", root)
    assert back.exit_code == ExitCode.OK, back.stderr
    (leaflet,) = files_of(tmp_path / "back").values()
    assert leaflet == (root / "leaflets" / "P1-good.yaml").read_bytes()
    both = run("import", copy, heel, "--out", tmp_path / "both", "--workspace", root)
    assert (both.exit_code, "there is more than one brand" in both.stderr) == (ExitCode.USAGE, True)


def test_another_folder_and_layouts_as_asked(root: Path, heel: Path, tmp_path: Path) -> None:
    result = run("import", heel, "--out", tmp_path / "out", "--layout", "small", "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert set(files_of(tmp_path / "out")) == {"Sore-heel.yaml", "Sore-heel/1.png"}
    assert leaflets(root) == set()
    assert "leafletgen build" not in result.stdout
    again = run("import", heel, "--out", tmp_path / "out", "--workspace", root)
    assert again.exit_code == ExitCode.USAGE


def test_elsewhere_a_leaflet_of_the_workspace_has_its_name_too(root: Path, heel: Path, tmp_path: Path) -> None:
    run("import", heel, "--workspace", root)
    result = run("import", heel, "--out", tmp_path / "out", "--workspace", root)
    assert result.exit_code == ExitCode.OK
    assert 'note: the workspace has a leaflet called "Sore-heel" as well' in result.stderr
    assert set(files_of(tmp_path / "out")) == {"Sore-heel.yaml", "Sore-heel/1.png"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_the_name_of_a_file_moves_no_cursor(root: Path, tmp_path: Path) -> None:
    for number in range(7):
        saved(tmp_path / "old" / f"{number}\x1b[2J.docx", docx(p(f"Rest for {number} minutes.")))
    for _ in range(2):
        result = run("import", tmp_path / "old", "--workspace", root)
        assert "\\x1b[2J" in result.stderr
        assert "\x1b" not in result.output
    assert "and 2 more: their leaflets are there already" in result.stderr


def test_a_damaged_file_is_an_error_and_nothing_is_written(root: Path, tmp_path: Path) -> None:
    result = run("import", saved(tmp_path / "x.docx", WORDS[:200]), "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stderr.startswith("error: ")
    assert leaflets(root) == set()


@pytest.mark.skipif(os.name == "nt" or getattr(os, "geteuid", lambda: 1)() == 0, reason="an administrator reads all")
def test_a_file_that_may_not_be_read_is_told(root: Path, heel: Path) -> None:
    heel.chmod(0)
    assert run("import", heel, "--workspace", root).exit_code == ExitCode.CONTENT


def test_ctrl_c_keeps_what_is_done_and_its_report(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import leafletgen.app.word_import as desk

    for name in ("a", "b"):
        saved(tmp_path / "old" / f"{name}.docx", WORDS)
    carry_out = desk.carry_out

    def stopped(job: Job, plan: Plan, *, dry: bool = False) -> object:
        if job.wish.name == "b":
            raise KeyboardInterrupt
        return carry_out(job, plan, dry=dry)

    monkeypatch.setattr(desk, "carry_out", stopped)
    result = run("import", tmp_path / "old", "--report", tmp_path / "r.json", "--workspace", root)
    assert result.exit_code == ExitCode.INTERRUPTED
    assert leaflets(root) == {"a.yaml"}
    assert [file["file"] for file in json.loads((tmp_path / "r.json").read_bytes())["files"]] == ["a.docx"]


def test_help_loads_nothing_of_it() -> None:
    told = run_apart("--help", environment={"PYTHONPROFILEIMPORTTIME": "1"})
    assert told.returncode == ExitCode.OK
    assert "import" in told.stdout
    assert "leafletgen.cli.main" in told.stderr
    assert not re.search(r"leafletgen\.word|lxml|import_word", told.stderr)


def test_a_file_of_another_program_loads_nothing_that_writes_documents(root: Path, heel: Path) -> None:
    told = run_apart("import", heel, "--workspace", root, environment={"PYTHONPROFILEIMPORTTIME": "1"})
    assert told.returncode == ExitCode.OK
    assert "leafletgen.word.reading.reader" in told.stderr
    assert not re.search(
        r"leafletgen\.(html|pages|pdf|text)\b|leafletgen\.document\.leaflet|jinja2|docx\.oxml", told.stderr
    )
