"""``leafletgen init``: all of a workspace, or nothing."""

import json
import os
from pathlib import Path

import pytest

from leafletgen.app import scaffold
from leafletgen.errors import ExitCode
from leafletgen.library.schemas import KINDS, schema_text
from tests.support.commands import ROOT, files_of, run, write


def test_a_new_folder(tmp_path: Path) -> None:
    result = run("init", tmp_path / "deep" / "demo")
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    made = files_of(tmp_path / "deep" / "demo")
    for part in ("leaflets", "layouts", "assets"):
        source = {
            f"{part}/{name}": data
            for name, data in files_of(ROOT / part).items()
            if "/." not in f"/{name}".replace("/.history/", "/")
        }
        assert {name: data for name, data in made.items() if name.startswith(f"{part}/")} == source
    others = [name for name in made if name.partition("/")[0] not in ("leaflets", "layouts", "assets")]
    schemas = sorted(f".schema/{kind}.json" for kind in KINDS)
    assert others == [".gitattributes", ".gitignore", *schemas, ".starter.json"]
    assert json.loads(made[".starter.json"])["files"] == sorted(made.keys() - {".starter.json"})
    assert made[".schema/leaflet.json"].decode() == schema_text("leaflet")
    assert b"build/" in made[".gitignore"]
    assert b"leaflets/releases.jsonl" in made[".gitattributes"] and b"merge=union" in made[".gitattributes"]
    assert "is a workspace with 5 starter leaflets." in result.stdout
    assert "leafletgen build" in result.stdout


def test_what_it_makes_can_be_built(tmp_path: Path) -> None:
    run("init", tmp_path / "demo")
    result = run("build", "P4399", "--workspace", tmp_path / "demo")
    assert result.exit_code == ExitCode.OK
    listed = run("list", "leaflets", "--workspace", tmp_path / "demo")
    assert (listed.exit_code, listed.stderr) == (ExitCode.OK, "")


def test_the_empty_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("init", ".")
    assert result.exit_code == ExitCode.OK
    assert result.stdout.startswith("This folder is a workspace")
    assert "cd " not in result.stdout
    assert (tmp_path / "leaflets").is_dir()


def test_the_next_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("init", "my leaflets")
    assert result.stdout == (
        "my leaflets is a workspace with 5 starter leaflets.\n"
        "Next:\n"
        '  cd "my leaflets"             go there\n'
        "  leafletgen build             make their PDF files in build/\n"
        "  leafletgen list leaflets     show what there is\n"
        "  leafletgen new brand NAME    begin a brand: your names, logo and colours\n"
        "  leafletgen new leaflet NAME  begin a leaflet\n"
    )


def test_a_folder_with_something_in_it(tmp_path: Path) -> None:
    write(tmp_path / "mine.txt", "mine")
    result = run("init", tmp_path)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr == (
        f"error: {tmp_path} is not empty, and nothing in it is to be overwritten\n"
        "  hint: name a folder that does not exist yet, or an empty one\n"
    )
    assert list(files_of(tmp_path)) == ["mine.txt"]


def test_a_file(tmp_path: Path) -> None:
    write(tmp_path / "mine.txt", "mine")
    result = run("init", tmp_path / "mine.txt")
    assert result.exit_code == ExitCode.USAGE
    assert "is a file\n  hint: " in result.stderr
    under = run("init", tmp_path / "mine.txt" / "demo")
    assert under.exit_code == ExitCode.ENVIRONMENT
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize("existing", [True, False])
@pytest.mark.parametrize("fault", [OSError(13, "Permission denied"), KeyboardInterrupt()])
def test_nothing_is_left_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, existing: bool, fault: BaseException
) -> None:
    folder = tmp_path / "deep" / "demo"
    if existing:
        folder.mkdir(parents=True)

    write_bytes = Path.write_bytes

    def refuse_schemas(self: Path, data: bytes) -> int:
        if self.parent.name == ".schema":
            raise fault
        return write_bytes(self, data)

    monkeypatch.setattr(Path, "write_bytes", refuse_schemas)
    result = run("init", folder)
    if isinstance(fault, OSError):
        assert result.exit_code == ExitCode.ENVIRONMENT
        assert result.stderr.startswith(f"error: the workspace cannot be made in {folder}: Permission denied\n  hint: ")
    else:
        assert (result.exit_code, result.stderr) == (ExitCode.INTERRUPTED, "\nstopped\n")
    assert [path.name for path in tmp_path.rglob("*")] == (["deep", "demo"] if existing else [])


def test_a_fault_between_two_moves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def refuse_leaflets(self: Path, target: Path) -> Path:
        if target.name == "leaflets":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_leaflets)
    assert run("init", tmp_path / "demo").exit_code == ExitCode.ENVIRONMENT
    assert list(tmp_path.iterdir()) == []


def test_after_the_machine_went_down_in_the_middle(tmp_path: Path) -> None:
    write(tmp_path / ".leafletgen-init.part" / "leaflets" / "half.yaml", "half")
    assert run("init", tmp_path).exit_code == ExitCode.OK
    assert not (tmp_path / ".leafletgen-init.part").exists()
    assert not (tmp_path / "leaflets" / "half.yaml").exists()


def test_files_of_a_read_only_installation_can_be_changed(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for part in ("leaflets", "layouts", "assets"):
        write(source / part / "file.yaml", "text").chmod(0o444)
        write(source / part / ".hidden", "text")
    scaffold.lay_out(source, tmp_path / "demo")
    assert os.access(tmp_path / "demo" / "leaflets" / "file.yaml", os.W_OK)
    assert (tmp_path / "demo" / "leaflets" / "file.yaml").stat().st_mode & 0o200
    assert not list((tmp_path / "demo").rglob(".hidden"))
