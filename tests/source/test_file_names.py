"""Names of files that are not read, that look alike, or that no output takes: told by every command."""

import json
import os
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from tests.support.commands import BRAND, LAYOUT, LEAFLET, run, run_apart, small_workspace, write

COMMANDS = {
    "build": ["build"],
    "dry run": ["build", "--dry-run"],
    "build as JSON": ["build", "--json"],
    "status": ["status"],
    "status as JSON": ["status", "--json"],
    "due": ["due"],
    "list leaflets": ["list", "leaflets"],
    "list as JSON": ["list", "layouts", "--json"],
    "list exercises": ["list", "exercises"],
    "list brands": ["list", "brands"],
    "preview": ["preview", "P1-good"],
    "diff": ["diff", "P1"],
    "sheet": ["sheet", "--pick", "bridge"],
    "figure": ["figure", "--refresh"],
    "sign": ["sign", "P1", "--by", "Lead"],
    "release": ["release", "--all", "--reason", "x", "--approved-by", "y"],
    "verify": ["verify", "."],
    "new": ["new", "leaflet", "P9-new"],
    "upgrade": ["upgrade", "--dry-run"],
}
#: What speaks of names; the others do not look at those folders.
TELLING = ("build", "dry run", "status", "due", "list leaflets", "list exercises", "list brands", "figure", "release")
FOLDERS = (
    *("leaflets", "leaflets/back", "leaflets/shared", "layouts", "layouts/sheets"),
    *("assets/exercises", "assets/programmes", "assets/brands/plain"),
)

not_utf8 = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="every name is Unicode here")
NFC, NFD = (unicodedata.normalize(form, "caf\u00e9") for form in ("NFC", "NFD"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_workspace(tmp_path / "w")


@not_utf8
@pytest.mark.parametrize("command", COMMANDS)
def test_a_name_that_is_not_utf8_is_told_and_stops_nothing(root: Path, command: str) -> None:
    texts = {"leaflets": LEAFLET, "leaflets/back": LEAFLET, "layouts": LAYOUT, "assets/brands/plain": BRAND}
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True, exist_ok=True)
        Path(os.fsdecode(os.fsencode(root / folder) + b"/caf\xe9.yaml")).write_text(texts.get(folder, "{}"), "utf-8")
    Path(os.fsdecode(os.fsencode(root / "assets/images") + b"/caf\xe9.svg")).write_text("<svg/>", "utf-8")
    other = Path(os.fsdecode(os.fsencode(root / "leaflets") + b"/\xff"))
    write(other / "P7.yaml", LEAFLET.replace("P1/", "P7/"))
    brand = Path(os.fsdecode(os.fsencode(root / "assets/brands") + b"/\xff"))
    write(brand / "brand.yaml", BRAND)
    result = run_apart(*COMMANDS[command], folder=root)
    assert "Traceback" not in result.stderr
    assert result.returncode in (ExitCode.OK, ExitCode.CONTENT, ExitCode.USAGE), result.stderr
    assert "P7" not in result.stdout
    if command in TELLING:
        for folder in FOLDERS:
            warning = f"warning: {folder}/caf\\xe9.yaml is not read: its name is not UTF-8\n  hint: rename it\n"
            assert warning in result.stderr
        assert "leaflets/\\xff is not read" in result.stderr
    if command.endswith("JSON"):
        told = [one["message"] for one in json.loads(result.stdout)["diagnostics"]]
        assert ("leaflets/caf\\xe9.yaml is not read: its name is not UTF-8" in told) == (command != "build as JSON")
    if command == "build":
        assert result.returncode == ExitCode.OK
        assert sorted(path.name for path in (root / "build").glob("*.pdf")) == ["P1-good.small.DRAFT.pdf"]


@pytest.mark.parametrize("ending", ["yml", "YAML", "Yml"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_another_ending_is_told_in_every_folder(root: Path, folder: str, ending: str) -> None:
    name = "brand" if "brands" in folder else "another"
    write(root / folder / f"{name}.{ending}", "title: A")
    for command in (["build"], ["status"], ["list", "leaflets"], ["list", "exercises"]):
        result = run(*command, "--workspace", root)
        assert f"warning: {folder}/{name}.{ending} is not read\n  hint: rename it to end in .yaml" in result.stderr
        assert result.exit_code == ExitCode.OK


def test_other_files_are_left_alone(root: Path) -> None:
    write(root / "assets" / "fonts" / "build.yml", "")
    write(root / "leaflets" / ".hidden.yml", "")
    write(root / "leaflets" / "notes.txt", "")
    assert run("status", "--workspace", root).stderr == ""


@pytest.mark.parametrize("folder", FOLDERS)
def test_twins_are_told_with_both_names(root: Path, folder: str) -> None:
    for number, name in enumerate((NFC, NFD)):
        write(root / folder / f"{name}.yaml", LEAFLET.replace("P1/", f"P2{number}/"))
    if len(list((root / folder).glob("caf*.yaml"))) == 1:
        pytest.skip("this disk knows one form alone")
    for command in ("build", "status", "release"):
        extra = ["P1", "--reason", "x", "--approved-by", "y"] if command == "release" else []
        result = run(command, *extra, "--workspace", root)
        assert result.exit_code in (ExitCode.CONTENT, ExitCode.USAGE)
        assert "look alike and are two files: 'cafe\\u0301.yaml' and 'caf\\xe9.yaml'" in result.stderr
        assert not (root / "build").exists() or not list((root / "build").glob("*.pdf"))
    assert not (root / "leaflets" / "releases.jsonl").exists()


def test_twins_in_two_folders_are_told(root: Path) -> None:
    write(root / "leaflets" / "a" / f"{NFC}.yaml", LEAFLET.replace("P1/", "P2/"))
    write(root / "leaflets" / "b" / f"{NFD}.yaml", LEAFLET.replace("P1/", "P3/"))
    result = run("build", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert f"leaflets/a/{NFC}.yaml and leaflets/b/{NFD}.yaml have one name" in result.stderr


@pytest.mark.parametrize("command", ["build", "status", "release", "figure"])
def test_unfinished_files_are_removed_when_they_are_old(root: Path, command: str) -> None:
    arguments = {"release": ["P1", "--reason", "x", "--approved-by", "y"], "figure": ["--refresh"]}
    folders = ("leaflets", "leaflets/.history", "leaflets/back", "assets/images", "assets/images/exercises", "layouts")
    old = [write(root / folder / f".a.json.{number}.part", "x") for number, folder in enumerate(folders, 41)]
    fresh = [write(root / folder / ".b.json.51.part", "x") for folder in folders]
    kept = write(root / "assets/images/a.part", "not ours")
    hours_ago = time.time() - 7200
    for path in (*old, kept):
        os.utime(path, (hours_ago, hours_ago))
    run(command, *arguments.get(command, []), "--workspace", root)
    assert [path for path in old if path.exists()] == []
    assert [path for path in (*fresh, kept) if not path.exists()] == []


@pytest.mark.parametrize("name", [".html", ".text"])
def test_a_layout_may_not_begin_with_a_dot(root: Path, name: str) -> None:
    write(root / "layouts" / f"{name}.yaml", LAYOUT)
    write(root / "layouts" / "._small.yaml", "what macOS leaves beside a file")
    listed = run("list", "layouts", "--workspace", root)
    assert (listed.exit_code, name in listed.stdout) == (ExitCode.OK, False)
    assert listed.stderr == (
        f"warning: layouts/{name}.yaml is not read: a layout's name may not begin with a dot\n  hint: rename it\n"
    )
    result = run("build", "--layout", name, "--workspace", root)
    assert (result.exit_code, f'error: a layout may not be called "{name}"' in result.stderr) == (ExitCode.USAGE, True)
    write(root / "leaflets" / "P1-good.yaml", LEAFLET.replace("[small]", f'["{name}"]'))
    result = run("build", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert f'not "{name}"' in result.stderr
