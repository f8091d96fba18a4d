"""An import of a folder that is killed: what it wrote is whole, and the same command goes on to the same end."""

import sys
from pathlib import Path

import yaml

from leafletgen.errors import ExitCode
from tests.support.commands import files_of, run, small_workspace
from tests.support.processes import BOUND, Child
from tests.word.own_file import own_file

FILES = 6


def leaflets(root: Path) -> dict[str, bytes]:
    """Return what stands in a workspace's folder of leaflets."""
    return files_of(root / "leaflets")


def killed_when_it_tells_of_a_leaflet(folder: Path, root: Path) -> None:
    """Begin to import a folder, and kill the process as soon as it says that one leaflet is written."""
    command = [sys.executable, "-u", "-m", "leafletgen", "import", folder, "--workspace", root]
    with Child(command, stdout=-1, stderr=-3) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
        process.communicate(timeout=BOUND)


def test_a_killed_import_leaves_whole_leaflets_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"heel-{number}.docx").write_bytes(own_file())
    root, at_once = small_workspace(tmp_path / "w"), small_workspace(tmp_path / "at-once")
    killed_when_it_tells_of_a_leaflet(folder, root)
    begun = leaflets(root)
    written = [name for name in begun if name.startswith("heel-") and name.endswith(".yaml")]
    assert written
    for name in written:
        assert "body" in yaml.safe_load(begun[name])
    assert run("import", folder, "--workspace", root).exit_code == ExitCode.OK
    assert run("import", folder, "--workspace", at_once).exit_code == ExitCode.OK
    assert leaflets(root) == leaflets(at_once)
    assert {name: content for name, content in leaflets(root).items() if name in written} == {
        name: begun[name] for name in written
    }
