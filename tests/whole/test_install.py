"""A wheel in a fresh environment: init, build, and files that conform."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.checker import structure, verapdf
from tests.support.commands import ROOT, files_of


def call(*command: str | Path, folder: Path | None = None, expected: int = 0) -> str:
    """Run a program of the fresh environment and return what it prints; another exit code shows all of it."""
    # Nothing of the environment that runs the tests may be seen from inside.
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    process = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=folder,
        env={**variables, "PYTHONUTF8": "1"},
        check=False,
        timeout=300,
    )
    assert process.returncode == expected, process.stdout
    return process.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", ROOT, "-w", folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel with what it asks for, and nothing else; return the folder with its programs."""
    folder = tmp_path_factory.mktemp("environment") / "v"
    call(sys.executable, "-m", "venv", folder)
    found = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (found / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    call(*pip, "-c", ROOT / "constraints.txt", wheel)
    return found


def test_the_wheel_has_the_starter_workspace_and_no_more(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("leaflets", "layouts", "assets"):
        checkout = {f"leafletgen/starter/{part}/{name}" for name in files_of(ROOT / part)}
        assert {name for name in names if name.startswith(f"leafletgen/starter/{part}/")} == checkout
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"leafletgen"}
    assert not [name for name in names if "/tests/" in name or "__pycache__" in name]
    assert "leafletgen/py.typed" in names
    package = {f"leafletgen/{name}" for name in files_of(ROOT / "leafletgen") if "__pycache__" not in name}
    assert package <= set(names), "templates and styles are as needed as code"
    assert [name for name in names if name.endswith("/licenses/LICENSE")]
    licences = {name for name in names if ".dist-info/licenses/" in name and "/OFL-" in name}
    beside = [
        *(ROOT / "assets" / "fonts").glob("OFL-*.txt"),
        *(ROOT / "leafletgen" / "fonts" / "noto").glob("OFL-*.txt"),
    ]
    assert {name.partition(".dist-info/licenses/")[2] for name in licences} == {
        path.relative_to(ROOT).as_posix() for path in beside
    }
    assert len(beside) == 3


def test_init_and_build(programs: Path, tmp_path: Path) -> None:
    command = programs / "leafletgen"
    assert call(command, "--version", folder=tmp_path).startswith("leafletgen, version ")
    call(command, "init", "demo", folder=tmp_path)
    said = call(command, "build", folder=tmp_path / "demo")
    files = sorted((tmp_path / "demo" / "build").glob("*.pdf"))
    assert len(files) == 17, said
    assert "17 files written" in said.splitlines()[-1]
    assert said.count("uharfbuzz is not installed; this is a draft, and is left out") == 3, "ar, bn and ur"
    assert said.count('hint: pip install "leafletgen[languages]"') == 3
    named = call(command, "build", "P4400-mid-back-pain.ar", folder=tmp_path / "demo", expected=1)
    assert "error: words whose letters join or stack cannot be set here: uharfbuzz is not installed" in named
    for file in files:
        with structure.read(file) as document:
            assert structure.check(document) == [], file.name
        # The same leaflets in all layouts are validated by the tests of the starters.
        for profile in verapdf.PROFILES if file == files[0] else ():
            verdict = verapdf.validate(file, profile)
            assert verdict.passed, f"{file.name}: {verdict}"


def test_the_other_commands(programs: Path, tmp_path: Path) -> None:
    command = programs / "leafletgen"
    demo = tmp_path / "demo"
    call(command, "init", "demo", folder=tmp_path)
    call(command, "new", "brand", "mine", folder=demo)
    call(command, "new", "leaflet", "P9-knee", "--brand", "mine", folder=demo)
    call(command, "list", "leaflets", folder=demo)
    call(command, "list", "brands", "--json", folder=demo)
    assert "(draft: never released)" in call(command, "build", "P9", folder=demo)
    call(command, "build", "P9", "--report", "report.html", folder=demo)
    assert "<h1>Build report: demo</h1>" in (demo / "report.html").read_text("utf-8")
    assert "BEGIN:VCALENDAR" in call(command, "due", "--format", "ics", folder=demo)
    call(command, "preview", "P9", "--page", "1", folder=demo)
    assert list((demo / "build" / "preview").glob("P9-knee.*.png"))
    for kind in ("leaflet", "brand", "layout", "shared"):
        assert call(command, "schema", kind) == (demo / ".schema" / f"{kind}.json").read_text("utf-8")


def test_the_tested_set_has_all_that_is_installed_and_no_place_it_came_from() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("# ")]
    shape = r"[a-z0-9]+(-[a-z0-9]+)*==[0-9][0-9a-z.]*(; (sys_platform|platform_system|python_version) .+)?"
    assert [line for line in pins if not re.fullmatch(shape, line)] == []
    assert pins == sorted(pins, key=lambda line: line.partition("==")[0])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(line for lines in project["optional-dependencies"].values() for line in lines),
    ]
    named = {re.split(r"[^A-Za-z0-9-]", line)[0].lower() for line in wanted} - {"leafletgen"}
    assert named <= {line.partition("==")[0] for line in pins}


def test_what_installs_from_the_checkout_keeps_to_the_tested_set() -> None:
    named = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", ".ci/run", ".pre-commit-config.yaml")]
    for path in (*named, *sorted((ROOT / "docs").rglob("*.md"))):
        text = path.read_text("utf-8").partition("\nnewest() {")[0]  # which takes the newest on purpose
        lines = [line for line in text.splitlines() if "install" in line and " -e " in line]
        assert lines or path not in named, path
        assert [line for line in lines if "-c constraints.txt -e" not in line] == []


def test_pre_commit_runs_what_ci_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    steps = [line.removeprefix("step ") for line in script if line.startswith("step ")]
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8").splitlines()
    entries = [line.partition("entry: ")[2] for line in hooks if "entry: " in line]
    assert entries == steps[6:-2], "all but the installation, what is built and the tests"
    assert " npm ci " in steps[1]
    assert steps[2].startswith("npm ci --prefix tests/readers ")
    assert steps[3].startswith("npm ci --prefix tests/unicode ")
    assert steps[4] == "leafletgen build"
    assert steps[5].startswith("mkdocs build --strict ")
    assert steps[-2:] == ['pytest "$@"', "pytest -m dates"]
