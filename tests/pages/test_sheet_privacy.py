"""What identifies a patient is on the page, and nowhere else."""

import os
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from leafletgen.errors import ExitCode, Report
from leafletgen.fonts.loading import load_face
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from leafletgen.pages.flow import lines
from leafletgen.patients.making import Options, SheetMaker
from leafletgen.pdf import writer
from leafletgen.source import kept as source_kept
from leafletgen.source import yaml
from leafletgen.system.shelf import Again
from tests.support.commands import run, run_apart, write
from tests.support.processes import BOUND
from tests.support.sheet_workspace import sheet_workspace, text_of

PRIVATE = ("Sam", "Example", "Walk to", "9990000018", "999 000 0018", "Physio", "kettle")
FULL = """\
patient: {name: Sam Example, nhs_number: 999 000 0018}
clinician: {name: A Physio, role: Physiotherapist, contact: 01632 960 000}
date: 2026-11-21
review: 2026-12-05
goal: Walk to the shops with Ann
exercises:
  - {exercise: bird-dog, note: Keep the kettle in sight}
  - bridge
"""
SUMMARY = """\
Exercises given on 21 November 2026
1. Bridge. Do 8 to 10, rest, and do 8 to 10 again. Hold each for 3 seconds. Do this once a day, on 3 days a week.
2. Bird dog. Do 5 to 8 on each side, rest, and do 5 to 8 on each side again. Hold each for 3 seconds. Do this once \
a day, on 3 days a week.{meaning}
Review: 5 December 2026
Sheet: EX03/0001/11.2026/VERSION4
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace."""
    return sheet_workspace(tmp_path_factory.mktemp("privacy") / "w")


def can_trace() -> bool:
    if shutil.which("strace") is None:
        return False
    probe = ["strace", "-f", "-o", os.devnull, sys.executable, "-c", ""]
    return subprocess.run(probe, capture_output=True, check=False, timeout=BOUND).returncode == 0


def _started(lines: list[str]) -> set[str]:
    """Return the programs that a trace shows."""
    return {match[1] for line in lines if (match := re.search(r'\bexecve(?:at)?\([^"]*"([^"]*)"', line))}


@pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may not trace: apt-get install strace")
def test_the_trace_shows_no_network_and_no_other_file(root: Path, tmp_path: Path) -> None:
    log, target = tmp_path / "trace", root / "build" / "exercise-sheet.pdf"
    calls = "trace=%network,%file,write,pwrite64,writev,ftruncate,fchmod"
    arguments = ["sheet", "--pick", "bridge", "--for", "Sam Example", "--diary", "1", "--workspace", str(root)]
    process = subprocess.run(
        ["strace", "-f", "-s", "200000", "-e", calls, "-o", log, sys.executable, "-m", "leafletgen", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
        timeout=BOUND,
    )
    assert not any(word in process.stdout + process.stderr for word in ("Sam", "Example"))
    lines = log.read_text("utf-8", "replace").splitlines()
    network = r"\b(socket|socketpair|connect|bind|listen|accept4?|send(to|m?msg)|recv(from|m?msg))\("
    assert [line[:200] for line in lines if re.search(network, line)] == []
    assert _started(lines) == {sys.executable}
    written: set[Path] = set()
    rights: set[str] = set()
    for line in lines:
        opened = re.search(r'\b(?:open|openat|creat)\((?:AT_FDCWD, )?"([^"]*)", ([A-Z_|]+)(?:, (\d+))?.*\) = \d', line)
        if opened and re.search("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", opened[2]):
            written.add(Path(opened[1]))
            rights |= {opened[3]} if Path(opened[1]).name.startswith(".exercise-sheet.pdf.") else set()
        elif re.search(r"\b(rename|link|symlink|mknod|mkdir|truncate|unlink)[a-z0-9]*\(", line) and "= -1" not in line:
            written |= {Path(name) for name in re.findall(r'"([^"]*)"', line)}
    build, cache = root / "build", Path(os.environ["LEAFLETGEN_CACHE"])
    other = [
        path
        for path in written
        if path not in (build, cache, target, Path(os.devnull), Path("/dev/tty"))
        and path.parent != cache
        and not re.fullmatch(r"\.exercise-sheet\.pdf\.\d+\.part", path.name)
    ]
    assert other == []
    assert target in written
    assert rights == {"0600"}, "it is nobody else's from its first byte"
    # The name is in the arguments of the process, in the PDF as numbers of glyphs, and in nothing that is written.
    naming = [line[:200] for line in lines if "Sam" in line and "execve(" not in line]
    assert naming == []


@pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may not trace: apt-get install strace")
def test_rows_of_a_csv_file_reach_the_processes_through_pipes_alone(root: Path, tmp_path: Path) -> None:
    log, out = tmp_path / "trace", tmp_path / "out"
    rows = ["Sam Example,999 000 0018,bridge,Walk to the shops\n"] * 6
    path = write(tmp_path / "patients.csv", "name,nhs_number,exercises,goal\n" + "".join(rows) + "Sam,0018,bridge,\n")
    calls = "trace=%network,%file,write,pwrite64,writev,ftruncate,memfd_create"
    arguments: list[str | Path] = ["sheet", "--from", path, "--jobs", "2", "--out", out, "--workspace", root]
    process = subprocess.run(
        ["strace", "-f", "-y", "-s", "200000", "-e", calls, "-o", log, sys.executable, "-m", "leafletgen", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        timeout=BOUND,
    )
    assert process.returncode == ExitCode.CONTENT
    assert not any(word in process.stdout + process.stderr.replace("such as 999 000 0018", "") for word in PRIVATE)
    lines = log.read_text("utf-8", "replace").splitlines()
    assert len({line.split()[0] for line in lines}) >= 3, "the work was done by two processes"
    network = r"\b(socket|socketpair|connect|bind|listen|accept4?|send(to|m?msg)|recv(from|m?msg)|memfd_create)\("
    assert [line[:200] for line in lines if re.search(network, line)] == []
    assert _started(lines) == {sys.executable}
    written: set[Path] = set()
    for line in lines:
        opened = re.search(r'\b(?:open|openat|creat)\((?:AT_FDCWD[^,]*, )?"([^"]*)", ([A-Z_|]+).*\) = \d', line)
        if opened and re.search("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", opened[2]):
            written.add(Path(opened[1]))
    # Semaphores of the processes are counters that the system keeps in memory.
    semaphores = {path for path in written if path.parent == Path("/dev/shm")}
    known = (Path(os.environ["LEAFLETGEN_CACHE"]), Path("/dev"))
    other = [path for path in written - semaphores if path.parent != out and path.parent not in known]
    assert other == []
    naming = [line for line in lines if any(word in line for word in ("Sam", "Example", "shops", "9990000018"))]
    assert len(naming) >= 6, "each row is seen on its way"
    assert [line[:200] for line in naming if not re.search(r"\bwrite\(\d+<pipe:\[\d+\]>", line)] == []
    assert sorted(path.name for path in out.iterdir()) == [f"exercise-sheet-{n:03}.pdf" for n in range(1, 7)]
    assert not any(word.encode() in path.read_bytes() for path in out.iterdir() for word in PRIVATE)


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a sheet with everything about a patient in it; its prescription's name has theirs."""
    folder = tmp_path_factory.mktemp("made")
    path = write(folder / "Sam Example.yaml", FULL)
    process = run_apart("sheet", path, "--diary", "2", "--workspace", root, "--out", folder / "out")
    assert (process.returncode, process.stderr) == (ExitCode.OK, "")
    assert not any(word in process.stdout for word in PRIVATE)
    return folder / "out" / "exercise-sheet.pdf"


def test_it_is_on_the_page(made: Path) -> None:
    text = text_of(made)
    for word in ("Sam Example", "999 000 0018", "A Physio", "Walk to the shops", "kettle"):
        assert word in text


def test_it_is_not_in_metadata_or_anything_beside_the_page(made: Path) -> None:
    with pikepdf.open(made) as pdf:
        pages = {page.Contents.objgen for page in pdf.pages if not isinstance(page.Contents, pikepdf.Array)}
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
        assert pdf.Root.Metadata.read_bytes()
        found: list[str] = []
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and each.objgen not in pages:
                found.append(each.read_bytes().decode("latin-1"))
                found.append(each.read_bytes().decode("utf-16-be", "replace"))
            found += _strings(each)
    everything = "\n".join([*found, *info.values()])
    assert "Your exercises" in everything
    for word in PRIVATE:
        assert word not in everything, word


def _strings(value: Any) -> list[str]:
    """Return the strings of an object, without following references."""
    if isinstance(value, pikepdf.String):
        return [str(value)]
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return [text for _, entry in value.items() if not _is_reference(entry) for text in _strings(entry)]
    if isinstance(value, pikepdf.Array):
        return [text for entry in value if not _is_reference(entry) for text in _strings(entry)]
    return []


def _is_reference(value: Any) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


def test_it_is_not_in_names_or_caches(made: Path, root: Path) -> None:
    files = [path for folder in (root, made.parent) for path in folder.rglob("*") if path.is_file()]
    for path in files:
        assert not any(word in path.name for word in PRIVATE)
    for path in (root / "build").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(word.encode() in data for word in PRIVATE), path
    assert not any(word.encode() in made.read_bytes() for word in PRIVATE)


@pytest.mark.parametrize("layout", ["sheet-3", "pocket"])
def test_it_is_not_in_what_a_process_keeps_of_its_work(
    root: Path, tmp_path: Path, layout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[bytes] = []

    def keep(data: bytes) -> bytes:
        kept.append(data)
        return zlib.compress(data, writer._LEVEL)

    monkeypatch.setattr(writer, "_kept", keep)
    # Other documents of this process have such words too, and other files such a name.
    monkeypatch.setattr(lines, "_KNOWN", {})
    for module, shelf in ((yaml, "_trees"), (source_kept, "_read")):
        monkeypatch.setattr(module, shelf, Again(module._ROOM))
    path = write(tmp_path / "sheet.yaml", FULL)
    for _ in range(3):
        maker, report = SheetMaker(Workspace(root), Options(layout=layout, diary=2)), Report()
        prepared = maker.prepare(path, report)
        assert prepared and maker.compose(prepared, report)
    broken = [part for key in lines._KNOWN for part in key if isinstance(part, str)]
    assert any("Hold" in words for words in broken)
    said = ("Sam Example", "A Physio", "999 000", "Walk to", "kettle")
    assert [words for words in broken if any(word in words for word in said)] == []
    faces = [load_face(file) for file in sorted((root / "assets" / "fonts").glob("*.ttf"))]
    assert kept
    for word in ("Sam Example", "A Physio", "999 000 0018", "kettle", "shops"):
        codes = [face.word(word)[0].encode("latin-1") for face in faces]
        assert not any(code in page for page in kept for code in codes), word
    held = [key for shelf in (yaml._trees, source_kept._read) for key in shelf._held]
    assert held and not any("sheet.yaml" in str(key) or "Sam Example" in str(key) for key in held)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_the_owner_alone_reads_it(made: Path, tmp_path: Path, root: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o600
    before = os.umask(0)
    try:
        run("sheet", "--pick", "bridge", "-o", tmp_path / "a.pdf", "--workspace", root)
    finally:
        os.umask(before)
    assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == 0o600


def test_no_name_leaves_a_line(root: Path, tmp_path: Path) -> None:
    run("sheet", "--pick", "bridge", "-o", tmp_path / "a.pdf", "--workspace", root)
    assert "Name (write here):" in text_of(tmp_path / "a.pdf")


def test_summary(root: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "Sam Example.yaml", FULL)
    result = run("sheet", path, "--summary", "-o", tmp_path / "a.pdf", "--workspace", root)
    bird_dog = Exercises(Workspace(root)).load("bird-dog", Report())
    assert bird_dog is not None
    meaning = f" Left or right means {bird_dog.side_means}." if bird_dog.side_means else ""
    assert result.stdout == SUMMARY.format(meaning=meaning)
    assert result.stderr.startswith(f"{tmp_path / 'a.pdf'}  "), "the file's line is not among the summary"


@pytest.mark.parametrize("goal", ["Sam's cat", "walk, EXAMPLE says", "born 3.11.1950", "Call 01632 960 000"])
def test_a_goal_is_free_text_and_not_in_the_summary(root: Path, tmp_path: Path, goal: str) -> None:
    people = ["--for", "Sam Example", "--clinician", "A Physio"]
    result = run(
        *("sheet", "--pick", "bridge", *people, "--goal", goal, "--summary"),
        *("-o", tmp_path / "a.pdf", "--workspace", root),
    )
    assert goal not in result.stdout
    assert "Goal" not in result.stdout


def test_summaries_of_several(root: Path, tmp_path: Path) -> None:
    for name, goal in (("a", "Swim"), ("b", "Dance")):
        write(tmp_path / f"{name}.yaml", f"patient: {{name: Pat {name}}}\ngoal: {goal}\nexercises: [bridge]\n")
    result = run("sheet", tmp_path, "--summary", "--out", tmp_path / "out", "--workspace", root)
    first, second = result.stdout.rstrip("\n").split("\n\n")
    assert first.splitlines()[0] == "exercise-sheet-001.pdf"
    assert second.splitlines()[0] == "exercise-sheet-002.pdf"
    assert "Swim" not in result.stdout and "Dance" not in result.stdout
    assert "Pat" not in result.stdout + result.stderr


def test_no_fault_tells_who_it_is(root: Path, tmp_path: Path) -> None:
    bad = FULL.replace("0018", "0081").replace("date: 2026", "date: Sam 2026").replace("bird-dog", "bird-dgo")
    path = write(tmp_path / "p.yaml", bad.replace("goal: ", "goal: [").replace("Ann", "Ann]"))
    process = run_apart("sheet", path, "--for", "Sam\x07", "--note", "", "--workspace", root, "-o", tmp_path / "a.pdf")
    assert process.returncode == ExitCode.CONTENT
    assert len(re.findall("error: ", process.stderr)) >= 4
    for word in (*PRIVATE, "0081"):
        assert word not in process.stdout + process.stderr, word
