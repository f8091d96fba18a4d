"""The zips that need no terminal: the one for this system is unpacked and started, up to its page.

On Linux that is done without a network. Of what is for other systems, Windows above all, the texts are looked at.
"""

import importlib.util
import json
import os
import platform
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.utils import parse_wheel_filename

from leafletgen.app.shortcut import TITLE
from tests.support.commands import ROOT
from tests.support.processes import BOUND

HERE = ROOT / ".ci" / "portable"
STARTS = ("start-leafletgen.sh", "Start leafletgen.command", "Start leafletgen.cmd")
#: The zip that this machine can run, and what its shortcut is called.
OWN = {("linux", "x86_64"): ("linux", "leafletgen-clinic.desktop"), ("darwin", "arm64"): ("macos", f"{TITLE}.command")}
SYSTEM, SHORTCUT = OWN.get((sys.platform, platform.machine()), ("linux", ""))
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"

#: Runs in a network of its own, where only this machine itself can be reached: starts the clinic by its start file,
#: fetches the page as a browser does, and tells what came.
VISIT = """
import fcntl, http.cookiejar, json, signal, socket, struct, subprocess, sys, urllib.request
if sys.argv[1] == "alone":
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        up = struct.pack("16sh", b"lo", 1)  # SIOCSIFFLAGS, IFF_UP
        fcntl.ioctl(any_socket, 0x8914, up)
process = subprocess.Popen([sys.argv[2], "--no-browser"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
said = []
for line in process.stdout:
    said.append(line)
    if line.startswith("http://127.0.0.1:"):
        break
else:
    sys.exit("".join(said))
jar = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy())
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar))
address = said[-1].strip()
first = opener.open(address, timeout=60)
page = opener.open(address.partition("/start")[0] + "/", timeout=60)
told = {"said": said, "statuses": [first.status, page.status], "page": page.read().decode("utf-8")}
process.send_signal(signal.SIGTERM)
process.communicate(timeout=60)
print(json.dumps(told))
"""


def module(name: str) -> ModuleType:
    """Load a program of the folder, which is no package."""
    specification = importlib.util.spec_from_file_location(f"portable_{name}", HERE / f"{name}.py")
    assert specification is not None and specification.loader is not None
    loaded = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(loaded)
    return loaded


def can_be_alone() -> bool:
    """Whether this user may have a network without a way out."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False, timeout=BOUND).returncode == 0


def unpack(file: Path, folder: Path) -> Path:
    """Unpack a zip with the rights that are in it."""
    with zipfile.ZipFile(file) as packed:
        for entry in packed.infolist():
            Path(packed.extract(entry, folder)).chmod(entry.external_attr >> 16 & 0o777)
    return folder / "leafletgen-clinic"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the zip for this system, for this version of Python alone."""
    folder = tmp_path_factory.mktemp("portable")
    command = [sys.executable, str(HERE / "build.py"), "--system", SYSTEM, "--python", VERSION, "--out", str(folder)]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=250)
    assert ended.returncode == 0, ended.stderr
    return folder / f"leafletgen-clinic-{SYSTEM}.zip"


def test_the_zip_is_sorted_and_has_no_times(packed: Path) -> None:
    with zipfile.ZipFile(packed) as file:
        entries = file.infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(names)
    assert {name.partition("/")[0] for name in names} == {"leafletgen-clinic"}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    runs = [entry.filename for entry in entries if entry.external_attr >> 16 & stat.S_IXUSR]
    assert runs == [f"leafletgen-clinic/{module('build').SYSTEMS[SYSTEM].start}"]
    assert "leafletgen-clinic/licences/leafletgen/LICENSE" in names
    assert "leafletgen-clinic/licences/python-stdnum/COPYING" in names


def test_the_same_files_give_the_same_bytes(packed: Path, tmp_path: Path) -> None:
    folder = unpack(packed, tmp_path)
    again = tmp_path / "again.zip"
    module("build").pack(folder, again)
    assert again.read_bytes() == packed.read_bytes()


def test_nothing_is_in_it_but_the_tested_set(packed: Path, tmp_path: Path) -> None:
    folder = unpack(packed, tmp_path)
    lines = (folder / "requirements.txt").read_text("utf-8").splitlines()
    named = {line.partition("==")[0] for line in lines}
    assert {"leafletgen[clinic,languages]", "flask", "waitress", "reportlab", "pikepdf"} <= named
    assert not named & {"pytest", "mypy", "distributed", "opendataloader-pdf"}
    wheels = {parse_wheel_filename(path.name)[0] for path in (folder / "wheels").iterdir()}
    assert wheels == {name.partition("[")[0] for name in named} | {"pip"}
    pins = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert {line.partition(" ")[0] for line in lines} - set(pins) == {
        line.partition(" ")[0] for line in lines if line.startswith("leafletgen")
    }


@pytest.mark.skipif(not SHORTCUT, reason="no zip is for this system, or only one that a person has to start")
def test_the_zip_sets_itself_up_without_a_network_and_serves_the_page(packed: Path, tmp_path: Path) -> None:
    start = unpack(packed, tmp_path / "a folder with spaces") / module("build").SYSTEMS[SYSTEM].start
    home = tmp_path / "home of sam"
    (home / "Desktop").mkdir(parents=True)
    alone = can_be_alone()
    variables = {"HOME": str(home), "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "LANG": "C.UTF-8"}
    # What pip is told here it must not heed; where the network cannot be taken away, nothing is to be had from it.
    variables |= {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_REQUIRE_VIRTUALENV": "1", "http_proxy": "http://[::1]:9"}
    told = visit(start, alone, variables)
    assert "Setting leafletgen up" in told["said"][0]
    sheets = home / "Documents" / "leafletgen-sheets"
    assert (sheets / "assets" / "exercises").is_dir()
    shortcut = (home / "Desktop" / SHORTCUT).read_text("utf-8")
    (environment,) = module("start").programs_folder(sys.platform, home, {}).iterdir()
    assert str(sheets) in shortcut
    assert str(environment / "bin" / "python") in shortcut

    (home / "Desktop" / SHORTCUT).unlink()
    before = (sheets / ".starter.json").stat().st_mtime_ns
    again = visit(start, alone, variables)
    assert len(again["said"]) == 1, "a later start says its address alone"
    assert (sheets / ".starter.json").stat().st_mtime_ns == before
    assert list((home / "Desktop").iterdir()) == [], "a shortcut that was taken away stays away"


def visit(start: Path, alone: bool, variables: dict[str, str]) -> dict[str, Any]:
    """Start it, and return what it said and what its page is; the page is there."""
    shell = ["unshare", "-rn"] if alone else []
    command = [*shell, sys.executable, "-c", VISIT, "alone" if alone else "", str(start)]
    ended = subprocess.run(
        command, env=variables, cwd="/", capture_output=True, encoding="utf-8", check=False, timeout=250
    )
    assert ended.returncode == 0, ended.stderr
    told: dict[str, Any] = json.loads(ended.stdout)
    assert told["statuses"] == [200, 200]
    assert "<main" in told["page"]
    return told


@pytest.mark.skipif(sys.platform != "linux", reason="the start file of Linux")
@pytest.mark.parametrize("name", STARTS[:2])
def test_without_python_it_says_which_one_and_where_to_get_it(name: str, tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for program in ("sh", "dirname"):
        (programs / program).symlink_to(shutil.which(program) or "")
    ended = subprocess.run(
        ["/bin/sh", str(HERE / name)],
        env={"PATH": str(programs)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=BOUND,
    )
    if name == STARTS[1] and ended.returncode != 3:
        pytest.skip("there is a Python where the start file of macOS looks for one")
    assert ended.returncode == 3
    assert "3.14 3.13 3.12 3.11" in ended.stdout
    assert "Install one" in ended.stdout or "https://www.python.org/" in ended.stdout


@pytest.mark.parametrize("name", STARTS[:2])
def test_scripts_of_shells_are_sound(name: str) -> None:
    for shell in (["bash", "-n"], ["sh", "-n"], ["shellcheck"]):
        if shutil.which(shell[0]):
            ended = subprocess.run(
                [*shell, str(HERE / name)], capture_output=True, encoding="utf-8", check=False, timeout=BOUND
            )
            assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_start_file_of_windows_goes_nowhere_that_is_not_there() -> None:
    text = (HERE / STARTS[2]).read_text("utf-8")
    assert text.isascii()
    labels = re.findall(r"^:(\w+)$", text, re.MULTILINE)
    assert {*re.findall(r"goto (\w+)", text)} <= {*labels}
    assert text.count("(") == text.count(")")
    assert all(line.count('"') % 2 == 0 for line in text.splitlines())


@pytest.mark.parametrize("system", ["linux", "macos", "windows"])
def test_the_files_of_a_system_name_its_versions_and_have_its_line_ends(system: str, tmp_path: Path) -> None:
    build = module("build")
    (tmp_path / "wheels").mkdir()
    build.dress(build.SYSTEMS[system], ("3.13", "3.12"), tmp_path)
    start, readme = tmp_path / build.SYSTEMS[system].start, tmp_path / "README.txt"
    assert start.name in STARTS
    assert "3.13 3.12" in start.read_text("utf-8")
    assert "3.11" not in start.read_text("utf-8")
    assert "versions: 3.12, 3.13." in readme.read_text("utf-8")
    assert "{" not in readme.read_text("utf-8")
    assert max(map(len, readme.read_text("utf-8").splitlines())) <= 90
    for file in (start, readme):
        data = file.read_bytes()
        assert data.count(b"\r\n") == (data.count(b"\n") if system == "windows" else 0)


def test_each_system_has_its_own_folder_and_start() -> None:
    start = module("start")
    home, environment, sheets = Path("/home/sam"), Path("/e"), Path("/s")
    assert start.programs_folder("linux", home, {"XDG_DATA_HOME": "x"}) == home / ".local/share/leafletgen/programs"
    assert start.programs_folder("linux", home, {"XDG_DATA_HOME": "/x"}) == Path("/x/leafletgen/programs")
    assert start.programs_folder("darwin", home, {}) == home / "Library/Application Support/leafletgen/programs"
    assert start.programs_folder("win32", home, {}) == home / "AppData/Local/leafletgen/programs"
    assert start.programs_folder("win32", home, {"LOCALAPPDATA": "/l"}) == Path("/l/leafletgen/programs")
    windowless = start.start_command(environment, "win32", sheets, [])
    assert windowless == [
        str(Path("/e/Scripts/pythonw.exe")),
        "-P",
        "-m",
        "leafletgen.cli.from_shortcut",
        *rest(sheets),
    ]
    seen = start.start_command(environment, "win32", sheets, ["--port", "8000"])
    assert seen[0] == str(Path("/e/Scripts/python.exe"))
    assert seen[-2:] == ["--port", "8000"]
    assert start.start_command(environment, "linux", sheets, [])[1:] == [
        "-P",
        "-m",
        "leafletgen",
        "clinic",
        *rest(sheets),
    ]


def rest(sheets: Path) -> list[str]:
    return ["--workspace", str(sheets)]


def test_a_start_that_was_slower_takes_what_the_quicker_one_made(tmp_path: Path) -> None:
    start = module("start")
    (tmp_path / "done").mkdir()
    (tmp_path / "done" / "file").touch()
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "other").touch()
    start.move_into_place(tmp_path / "part", tmp_path / "done")
    assert [path.name for path in (tmp_path / "done").iterdir()] == ["file"]


def test_the_environment_before_this_one_is_kept_for_whoever_still_runs_it(tmp_path: Path) -> None:
    start = module("start")
    for age, name in enumerate(("new", "before", "old", "oldest")):
        folder = tmp_path / f"leafletgen-{name}-python3.11"
        folder.mkdir()
        os.utime(folder, (1_000_000 - age, 1_000_000 - age))
    start.clear_old(tmp_path)
    assert sorted(path.name.split("-")[1] for path in tmp_path.iterdir()) == ["before", "new"]
