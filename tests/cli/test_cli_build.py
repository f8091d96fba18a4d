"""``leafletgen build`` as its user meets it: lines, data, reports, exit codes, and going on with ``--watch``."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from tests.support.commands import LEAFLET, files_of, run, run_apart, small_workspace, write
from tests.support.ledger_sample import leaflet, tamper
from tests.support.processes import Child

#: Seconds that a slow machine may take for what takes a fast one much less than one.
PATIENCE = 60.0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace."""
    return small_workspace(tmp_path / "w")


def release(root: Path, *leaflets: str) -> None:
    """Release leaflets."""
    options = ["--reason", "x", "--approved-by", "y", "--workspace", str(root)]
    assert run("release", *leaflets, *options).exit_code == ExitCode.OK


def test_what_is_said_of_a_mixed_lot(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leaflet(root, "P2")
    release(root, "P2")
    leaflet(root, "P3", layouts="[smal]")
    monkeypatch.chdir(root)
    result = run("build")
    assert result.exit_code == ExitCode.CONTENT
    lines = result.stdout.splitlines()
    assert lines[0].startswith("build/P1-good.small.DRAFT.pdf  1 page, ")
    assert lines[0].endswith(" KB  (draft: never released)")
    assert lines[1:] == ["1 file written, 1 up to date, 1 leaflet marked DRAFT or WITHDRAWN, 1 build failed, 1 error"]
    assert result.stderr == (
        'leaflets/P3-leaflet.yaml:4:11: error: no layout is called "smal"\n  hint: did you mean "small"?\n'
    )


def test_the_result_as_data(root: Path) -> None:
    release(root, "P1")
    write(root / "leaflets" / "P2-other.yaml", LEAFLET.replace("P1/", "P2/").replace("alt: Two", "alt: Picture of two"))
    result = run("build", "--json", "--impose", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    data = json.loads(result.stdout)
    assert set(data) == {"files", "failed", "not_done", "diagnostics"}
    assert {
        name: kind.__name__ for name, kind in ((name, type(value)) for name, value in data["files"][0].items())
    } == {
        "leaflet": "str",
        "layout": "str",
        "file": "str",
        "pages": "int",
        "bytes": "int",
        "sha256": "str",
        "code": "str",
        "state": "str",
        "made": "bool",
        "copies": "list",
    }
    assert {entry["leaflet"]: entry["state"] for entry in data["files"]} == {
        "P1-good": "released",
        "P2-other": "never released",
    }
    assert all(Path(path).is_file() for entry in data["files"] for path in (entry["file"], *entry["copies"]))
    assert [found["severity"] for found in data["diagnostics"]] == ["warning"]


def test_a_faulty_ledger_is_told_and_nothing_is_built(root: Path) -> None:
    release(root, "P1")
    tamper(root)
    before = files_of(root / "build")
    for arguments in (["build"], ["build", "--dry-run"], ["build", "--force", "--jobs", "2"]):
        result = run(*arguments, "--workspace", root)
        assert result.exit_code == ExitCode.CONTENT
        assert result.stderr.startswith(
            "leaflets/releases.jsonl:1:1: error: this line of the ledger was changed after it was written\n  hint: "
        )
    assert files_of(root / "build") == before


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_processes_and_one_process_make_the_same(root: Path, jobs: str, tmp_path: Path) -> None:
    for number in range(2, 7):
        leaflet(root, f"P{number}", title=f"Number {number}")
    leaflet(root, "P7", title="")
    result = run("build", "--jobs", jobs, "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    names = [line.split("  ")[0].rpartition("/")[2] for line in result.stdout.splitlines()[:-1]]
    assert names == ["P1-good.small.DRAFT.pdf", *(f"P{number}-leaflet.small.DRAFT.pdf" for number in range(2, 7))]
    run("build", "--jobs", "1", "--out", tmp_path / "one", "--workspace", root)
    assert files_of(root / "build") == files_of(tmp_path / "one")


def test_reports(root: Path, tmp_path: Path) -> None:
    leaflet(root, "P2")
    release(root, "P2")
    leaflet(root, "P3", title="")
    paths = [tmp_path / "deep" / f"report.{kind}" for kind in ("html", "json", "csv")]
    arguments = [part for path in paths for part in ("--report", str(path))]
    result = run("build", *arguments, "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    html, data, table = (path.read_text("utf-8-sig") for path in paths)
    rows = {row["leaflet"]: row for row in csv.DictReader(table.splitlines())}
    assert {name: (row["result"], row["state"]) for name, row in rows.items()} == {
        "P1-good": ("made", "never released"),
        "P2-leaflet": ("up to date", "released"),
        "P3-leaflet": ("failed", ""),
    }
    assert {entry["leaflet"]: entry["result"] for entry in json.loads(data)["files"]} == {
        name: row["result"] for name, row in rows.items()
    }
    assert "P1-good" in html and "data:image/" in html
    for text in (html, data, table):
        assert str(root) not in text
    again = run("build", *arguments, "--json", "--workspace", root)
    assert json.loads(again.stdout)["failed"] == 1, "what is said of reports does not spoil the data"


def test_a_report_of_no_kind_is_refused_before_anything_is_built(root: Path) -> None:
    result = run("build", "--report", root / "report.docx", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.startswith("error: --report: report.docx is no kind of report\n  hint: let it end in .html or")
    assert not (root / "build").exists()


def test_a_report_that_cannot_be_written(root: Path) -> None:
    write(root / "in-the-way", "")
    result = run("build", "--report", root / "in-the-way" / "report.csv", "--workspace", root)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert result.stderr.startswith("error: report.csv cannot be written: ")
    assert (root / "build" / "P1-good.small.DRAFT.pdf").exists()


def test_an_address_of_no_scheduler(root: Path) -> None:
    result = run("build", "--scheduler", "nonsense", "--workspace", root)
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert result.stderr == "error: nonsense is no scheduler\n  hint: write it as dask://host:8786\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--jobs", "0"],
        ["--jobs", "x"],
        ["--creep", "x"],
        ["--binding", "top"],
        ["--creep", "0.1mm"],
        ["--binding", "left"],
        ["--watch", "--dry-run"],
    ],
)
def test_wrong_usage(root: Path, arguments: list[str]) -> None:
    assert run("build", *arguments, "--workspace", root).exit_code == ExitCode.USAGE
    assert not (root / "build").exists()


def test_a_build_in_a_process_of_its_own(root: Path) -> None:
    process = run_apart("build", folder=root)
    assert (process.returncode, process.stderr) == (ExitCode.OK, "")
    assert process.stdout.splitlines()[1:] == ["1 file written, 1 leaflet marked DRAFT or WITHDRAWN"]
    again = run_apart("build", folder=root)
    assert again.stdout == "0 files written, 1 up to date, 1 leaflet marked DRAFT or WITHDRAWN\n"


#: Runs the command, and says at the end which libraries it loaded that have one use each.
LOADED = """\
import sys
from leafletgen.cli.main import main
try:
    main(sys.argv[1:])
finally:
    print([name for name in ("icalendar", "jinja2", "markupsafe", "stdnum") if name in sys.modules])
"""


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["build"], []),
        (["build", "--report", "report.csv", "--report", "report.json"], []),
        (["build", "--report", "report.html"], ["jinja2", "markupsafe"]),
        (["due"], []),
        (["due", "--format", "ics"], ["icalendar"]),
    ],
)
def test_a_library_of_one_use_is_loaded_for_that_alone(root: Path, arguments: list[str], loaded: list[str]) -> None:
    command = [sys.executable, "-c", LOADED, *arguments, "--workspace", str(root)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=root, check=True, timeout=PATIENCE)
    assert done.stdout.splitlines()[-1] == str(loaded)


class Watching:
    """A ``leafletgen build --watch`` that is at work, with what it says."""

    def __init__(self, root: Path) -> None:
        """Begin, and wait for the first build."""
        self.said = root.parent / "said.txt"
        command = [sys.executable, "-u", "-m", "leafletgen", "build", "--watch", "--workspace", str(root)]
        with self.said.open("wb") as file:
            self.process = Child(command, stdout=file, stderr=subprocess.STDOUT, start_new_session=True)
        self.wait(lambda: "watching; press Ctrl-C to end" in self.text)

    @property
    def text(self) -> str:
        """All that was said."""
        return self.said.read_text("utf-8")

    def wait(self, done: Callable[[], bool]) -> None:
        """Wait until something is the case."""
        end = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < end, self.text
            assert self.process.poll() is None, self.text
            time.sleep(0.02)


@pytest.fixture
def watching(root: Path) -> Iterator[Watching]:
    """Return a watching build, which is ended whatever happens."""
    found = Watching(root)
    yield found
    if found.process.poll() is None:
        found.process.kill()
    found.process.wait(timeout=PATIENCE)


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise there")
def test_watch_builds_what_is_saved_until_it_is_ended(root: Path, watching: Watching) -> None:
    assert watching.text.count("1 file written") == 1
    write(root / "leaflets" / "P2-new.yaml", LEAFLET.replace("P1/", "P2/").replace("hills.svg", "none.svg"))
    watching.wait(lambda: 'the image "none.svg" is not in' in watching.text)
    write(root / "leaflets" / "P2-new.yaml", LEAFLET.replace("P1/", "P2/"))
    watching.wait(lambda: "P2-new.small.DRAFT.pdf" in watching.text)
    layout = root / "layouts" / "small.yaml"
    write(layout, layout.read_text("utf-8").replace("size: 12", "size: 13"))
    watching.wait(lambda: "2 files written" in watching.text)
    (root / "leaflets" / "P2-new.yaml").unlink()
    (root / "leaflets" / "P1-good.yaml").unlink()
    watching.wait(lambda: "there are no leaflets in leaflets/" in watching.text)
    write(root / "leaflets" / "P1-good.yaml", LEAFLET)
    watching.wait(lambda: watching.text.endswith("up to date, 1 leaflet marked DRAFT or WITHDRAWN\n"))
    os.killpg(watching.process.pid, signal.SIGINT)
    assert watching.process.wait(timeout=PATIENCE) == ExitCode.OK
    assert "Traceback" not in watching.text and "Aborted" not in watching.text


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise there")
def test_watch_goes_on_when_the_ledger_is_faulty_for_a_while(root: Path, watching: Watching) -> None:
    ledger = write(root / "leaflets" / "releases.jsonl", "<<<<<<< ours\n")
    watching.wait(lambda: "git left a merge conflict in the ledger" in watching.text)
    ledger.unlink()
    watching.wait(lambda: "0 files written, 1 up to date" in watching.text)
    os.kill(watching.process.pid, signal.SIGINT)
    assert watching.process.wait(timeout=PATIENCE) == ExitCode.OK


#: Builds with --watch, and is pressed Ctrl-C while it sets the first leaflet.
INTERRUPTED_WHILE_BUILDING = """\
import os, signal, sys
from leafletgen.batch import work
from leafletgen.cli.main import main
build = work.Builder.build
def pressed(self, job):
    os.kill(os.getpid(), signal.SIGINT)
    return build(self, job)
work.Builder.build = pressed
main(sys.argv[1:])
"""


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise there")
def test_ctrl_c_while_it_builds_ends_watching_too(root: Path) -> None:
    leaflet(root, "P2")
    command = [sys.executable, "-c", INTERRUPTED_WHILE_BUILDING, "build", "--watch", "--workspace", str(root)]
    process = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE)
    assert process.returncode == ExitCode.OK
    assert process.stderr.startswith("stopped: 1 leaflet left; run it again to go on\n")
    assert "Traceback" not in process.stderr
    assert sorted(files_of(root / "build")) == ["P1-good.small.DRAFT.pdf"]


def test_what_is_saved_while_the_first_build_runs_is_built_after_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from leafletgen.batch.job import Settings
    from leafletgen.cli.building import Building
    from leafletgen.library.workspace import Workspace

    builds: list[str] = []

    def build(self: Building, paths: list[Path]) -> int:
        builds.append((root / "leaflets" / "P1-good.yaml").read_text("utf-8"))
        if len(builds) > 1:
            raise KeyboardInterrupt
        write(root / "leaflets" / "P1-good.yaml", LEAFLET.replace("bold", "strong"))
        return ExitCode.OK

    monkeypatch.setattr(Building, "build", build)
    monkeypatch.setattr("leafletgen.cli.building._LOOK", 0.01)
    building = Building(Workspace(root), Settings(root, root / "build"), 1, (), False, None)
    with pytest.raises(SystemExit) as ended:
        building.watch([], list)
    assert ended.value.code == ExitCode.OK
    assert builds == [LEAFLET, LEAFLET.replace("bold", "strong")]


@pytest.mark.skipif(os.name == "nt", reason="making a link takes a right there that not everybody has")
def test_no_save_is_missed_while_watching(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from leafletgen.batch.job import Settings
    from leafletgen.cli.building import Building
    from leafletgen.library.workspace import Workspace

    layouts, away, other = root / "layouts", tmp_path / "away", tmp_path / "other"
    write(other / "first.svg", "one")
    changes: list[Callable[[], object]] = [
        lambda: layouts.rename(away),
        lambda: away.rename(layouts),
        lambda: os.utime(layouts / "small.yaml", ns=(10**18, 10**18)),
        lambda: os.utime(layouts / "small.yaml", ns=(10**18, 10**18 + 10**6)),
        lambda: (root / "assets" / "linked").symlink_to(other),
        lambda: write(other / "first.svg", "more"),
        lambda: write(root / "leaflets" / "P2-odd\udce9.yaml", LEAFLET),
        lambda: (root / "leaflets" / "P2-odd\udce9.yaml").unlink(),
    ]
    builds: list[int] = []

    def build(self: Building, paths: list[Path]) -> int:
        builds.append(len(builds))
        if len(builds) > len(changes):
            raise KeyboardInterrupt
        changes[builds[-1]]()
        return ExitCode.OK

    monkeypatch.setattr(Building, "build", build)
    monkeypatch.setattr("leafletgen.cli.building._LOOK", 0.01)
    with pytest.raises(SystemExit) as ended:
        Building(Workspace(root), Settings(root, root / "build"), 1, (), False, None).watch([], list)
    assert ended.value.code == ExitCode.OK
    assert len(builds) == len(changes) + 1
