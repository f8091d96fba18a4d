"""Several commands at work in one workspace at the same time: each succeeds or says why, and no file is half."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from leafletgen.batch.job import Job, Settings
from leafletgen.batch.work import builder_for, do
from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.release.journal import Journal
from leafletgen.release.ledger import Ledger
from leafletgen.release.pending import PENDING
from leafletgen.release.publish import Request, release
from leafletgen.system.writing import write_whole
from tests.support.commands import ROOT, files_of, run, small_workspace, write
from tests.support.processes import BOUND, Child
from tests.whole.test_killed import LEAFLETS, make_workspace, recorded, sources

WORDS = ("--reason", "First issue", "--approved-by", "Clinical lead", "--issued", "2026-10")


def together(*commands: tuple[str, ...]) -> list[tuple[int, str, str]]:
    """Run commands at the same time; return the exit code, output and messages of each."""
    begun = [
        Child(
            [sys.executable, "-m", "leafletgen", *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for command in commands
    ]
    ended = [process.communicate(timeout=BOUND) for process in begun]
    return [(process.returncode, *texts) for process, texts in zip(begun, ended, strict=True)]


def check_whole(root: Path) -> None:
    """Every PDF can be read, nothing is left over, and the ledger is in order."""
    for path in (root / "build").rglob("*.pdf"):
        assert len(pypdfium2.PdfDocument(path.read_bytes())) >= 1
    assert not list((root / "build").rglob("*.part"))
    assert not (root / PENDING).exists()
    report = Report()
    assert Ledger.read(root, report) is not None and not report.diagnostics


@pytest.mark.parametrize("number", range(3))
def test_builds_do_each_others_work(tmp_path: Path, number: int) -> None:
    alone, root = make_workspace(tmp_path / "alone"), make_workspace(tmp_path / "w")
    run("build", "--workspace", alone)
    command = ("build", "--workspace", str(root), "--jobs", "2")
    for code, output, faults in together(*[command] * 3):
        assert (code, faults) == (0, "")
        made, fresh = (int((re.search(word, output) or [0, 0])[1]) for word in (r"(\d+) files? w", r"(\d+) up"))
        assert made + fresh == LEAFLETS
    assert files_of(root / "build") == files_of(alone / "build")
    check_whole(root)


def test_a_release_and_a_build_agree_in_the_end(tmp_path: Path) -> None:
    alone, root = make_workspace(tmp_path / "alone"), make_workspace(tmp_path / "w")
    run("release", "--all", *WORDS, "--workspace", alone)
    ended = together(
        ("release", "--all", *WORDS, "--workspace", str(root)),
        ("build", "--force", "--jobs", "2", "--workspace", str(root)),
        ("build", "--force", "--jobs", "2", "--workspace", str(root)),
    )
    assert [code for code, _, _ in ended] == [0, 0, 0], ended
    assert recorded(root) == recorded(alone)
    assert sources(root) == sources(alone)
    check_whole(root)
    result = run("build", "--workspace", root)
    assert (result.exit_code, result.stderr) == (0, "")
    assert files_of(root / "build") == files_of(alone / "build")


def test_releases_of_different_leaflets_are_all_recorded(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "w")
    commands = [("release", f"P{n}", *WORDS, "--workspace", str(root)) for n in (1, 2, 3, 4)]
    for code, output, faults in together(*commands):
        assert (code, faults) == (0, ""), output
    assert {entry["number"] for entry in recorded(root)} == {"P1", "P2", "P3", "P4"}
    check_whole(root)
    assert len([path for path in (root / "build").glob("*.pdf") if "DRAFT" not in path.name]) == 4


def test_one_of_two_releases_of_a_leaflet_is_refused(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "w", 2)
    command = ("release", "P1", *WORDS, "--workspace", str(root))
    ended = sorted(together(command, command))
    assert [code for code, _, _ in ended] == [0, 1]
    assert "nothing changed since VERSION3 of 10.2026" in ended[1][2]
    assert "nothing was released" in ended[1][2]
    assert len(recorded(root)) == 1
    check_whole(root)


def test_sheets_are_made_beside_a_build(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "w")
    for part in ("layouts", "assets"):
        shutil.copytree(ROOT / part, root / part, dirs_exist_ok=True)
    target = str(tmp_path / "sheet.pdf")
    sheet = ("sheet", "--pick", "bridge", "--brand", "riverside", "--workspace", str(root), "-o", target)
    ended = together(("build", "--jobs", "2", "--workspace", str(root)), sheet)
    assert [code for code, _, _ in ended] == [0, 0], ended
    assert len(pypdfium2.PdfDocument((tmp_path / "sheet.pdf").read_bytes())) >= 1
    check_whole(root)


def test_a_build_that_a_release_overtakes_makes_no_draft_of_what_was_released(tmp_path: Path) -> None:
    root = small_workspace(tmp_path / "w")
    path = root / "leaflets" / "P1-good.yaml"
    settings = Settings(root, root / "build", run="one")
    assert builder_for(settings).ledger is not None, "the run has begun, and knows the ledger"
    report = Report()
    assert release(Workspace(root), [path], Request("First issue", "Lead", issued="2026-10"), report)
    (result,) = do(Job(settings, path))
    assert (result.diagnostics, result.state, result.code) == ((), "released", "P1/22/10.2026/VERSION3")
    assert result.path == root / "build" / "P1-good.small.pdf"
    assert run("build", "--workspace", root).stdout == "0 files written, 1 up to date\n"


def test_a_draft_that_was_left_beside_the_release_is_taken_away(tmp_path: Path) -> None:
    root = small_workspace(tmp_path / "w")
    run("release", "--all", *WORDS, "--workspace", root)
    # What a build leaves that was overtaken between its last look at the ledger and its file.
    write(root / "build" / "P1-good.small.DRAFT.pdf", "a draft")
    assert run("build", "--workspace", root).exit_code == 0
    assert [path.name for path in (root / "build").glob("*.pdf")] == ["P1-good.small.pdf"]


def test_a_journal_that_was_deleted_and_made_anew_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "built.jsonl"
    reader, writer = Journal(path), Journal(path)
    writer.add("old", {"n": 1})
    reader.refresh()
    assert reader.get("old") == {"n": 1}
    path.unlink()
    reader.refresh()
    assert reader.get("old") is None
    writer.add("old", {"n": 2})
    reader.refresh()
    # In place, as a file system does that gives a new file the number of the one before it.
    path.write_text('\n{"name":"new","n":3}\n{"name":"newer","n":4}\n')
    reader.refresh()
    assert (reader.get("old"), reader.get("new"), reader.get("newer")) == (None, {"n": 3}, {"n": 4})


def test_half_a_line_in_a_journal_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "built.jsonl"
    path.write_text('\n{"name":"one","n":1}\n\n{"name":"two",')
    journal = Journal(path)
    journal.refresh()
    Journal(path).add("three", {"n": 3})
    journal.refresh()
    assert (journal.get("one"), journal.get("two"), journal.get("three")) == ({"n": 1}, None, {"n": 3})


def test_two_machines_with_one_process_number_do_not_share_an_unfinished_file(tmp_path: Path) -> None:
    """On a cluster two processes may have the same number: in containers they often do."""
    target = tmp_path / "leaflet.pdf"
    other = write(tmp_path / f".leaflet.pdf.{os.getpid()}.part", "of the other machine, still at work")
    write_whole(target, b"whole")
    assert target.read_bytes() == b"whole"
    assert other.read_text() == "of the other machine, still at work"
    assert {path.name for path in tmp_path.iterdir()} == {target.name, other.name}


def test_a_journal_that_is_only_added_to_keeps_nothing_in_memory(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "leaflets.jsonl")
    journal.add("one", {"n": 1})
    assert journal.get("one") is None
    journal.refresh()
    assert journal.get("one") == {"n": 1}


#: Builds a workspace over and over in one process, and prints its size in kB after 60 leaflets, and after 360.
SIZES = """
import sys
from pathlib import Path
from leafletgen.batch.job import Job, Settings
from leafletgen.batch.work import do
root = Path(sys.argv[1])
paths = sorted((root / "leaflets").glob("*.yaml"))
for turn in range(1, 31):
    for path in paths:
        assert do(Job(Settings(root, root / "build", force=True, run="one"), path))[0].made
    if turn in (5, 30):
        status = Path("/proc/self/status").read_text()
        print(status.partition("VmRSS:")[2].split()[0])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the size is told by Linux")
def test_a_process_does_not_grow_with_the_leaflets_it_builds(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "w")
    command = [sys.executable, "-c", SIZES, str(root)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings, timeout=BOUND)
    early, late = map(int, done.stdout.split())
    assert late <= 1.1 * early, f"{early} kB after 60 leaflets, {late} kB after 360"
