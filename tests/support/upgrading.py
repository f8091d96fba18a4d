"""Two generations of a small starter, and workspaces made with the first, for the tests of ``leafletgen upgrade``."""

import datetime
import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from leafletgen.app import scaffold
from leafletgen.errors import ExitCode
from leafletgen.starters import shipped
from leafletgen.starters.contents import contents
from leafletgen.starters.shipped import Shipped
from leafletgen.system import clock
from tests.starters import add
from tests.starters import write as write_record
from tests.support.commands import LEAFLET, files_of, run, small_workspace, write
from tests.support.ledger_sample import leaflet

SHARED = "body:\n  - Phone 999 at once.\n"
NEW_SHARED = "body:\n  - Phone 999 at once, and say where you are.\n"
INCLUDING = LEAFLET + "  - include: signs\n"
LONG = "\n".join(f"# line {number}" for number in range(40)) + "\n"


class Pair(NamedTuple):
    """An earlier starter and the present one."""

    old: Path
    new: Path
    record: Path

    def use(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let the commands take the present one for theirs."""
        monkeypatch.setattr(scaffold, "starter_folder", lambda: self.new)
        monkeypatch.setattr(shipped, "RECORD", self.record)


def release(root: Path, *leaflets: str, month: str = "2026-11") -> None:
    """Release leaflets as they are."""
    arguments: list[str | Path] = [
        "--reason",
        "Better",
        "--approved-by",
        "Lead",
        "--issued",
        month,
        "--workspace",
        root,
    ]
    result = run("release", *leaflets, *arguments)
    assert result.exit_code == ExitCode.OK, result.output
    shutil.rmtree(root / "build")


def make_pair(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Pair:
    """Make both: between them a shared block, a picture, a layout and two leaflets change, and one is new.

    P1 includes the shared block, P2 has other words, P3 stays. The layout "old" is given up, "extra" comes.
    """
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 11, 21))
    old = small_workspace(folder / "old")
    write(old / "leaflets" / "P1-good.yaml", INCLUDING)
    write(old / "leaflets" / "shared" / "signs.yaml", SHARED)
    write(old / "layouts" / "old.yaml", (old / "layouts" / "small.yaml").read_text("utf-8"))
    write(old / "layouts" / "other.yaml", (old / "layouts" / "small.yaml").read_text("utf-8") + LONG)
    (old / "assets" / "images" / "dots.png").write_bytes(b"\x89PNG\0old")
    for number in ("P2", "P3"):
        leaflet(old, number)
    release(old, "P1", "P2", "P3")
    new = folder / "new"
    shutil.copytree(old, new)
    write(new / "leaflets" / "shared" / "signs.yaml", NEW_SHARED)
    path = new / "leaflets" / "P2-leaflet.yaml"
    write(path, path.read_text("utf-8").replace("A paragraph", "A better paragraph"))
    (new / "layouts" / "old.yaml").unlink()
    write(new / "layouts" / "extra.yaml", (new / "layouts" / "small.yaml").read_text("utf-8"))
    write(new / "layouts" / "other.yaml", (new / "layouts" / "small.yaml").read_text("utf-8") + LONG.replace("l", "L"))
    (new / "assets" / "images" / "dots.png").write_bytes(b"\x89PNG\0new")
    leaflet(new, "P4")
    release(new, "P1", "P2", "P4", month="2026-12")
    record = folder / "record.json"
    write_record(add(add(Shipped([], {}), contents(old), "1"), contents(new), "2"), record)
    return Pair(old, new, record)


def without_list(root: Path) -> Path:
    """Make a workspace as 0.1.0 did, which kept no list of what it gave."""
    (root / ".starter.json").unlink()
    return root


def held(root: Path) -> dict[str, bytes]:
    """What a workspace holds, without locks."""
    return {name: data for name, data in files_of(root).items() if not name.endswith(".lock")}


def upgrade(root: Path, *options: str, exit_code: ExitCode = ExitCode.OK) -> dict[str, Any]:
    """Upgrade a workspace and return what is said in JSON."""
    result = run("upgrade", "--json", *options, "--workspace", root)
    assert result.exit_code == exit_code, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def fates(data: dict[str, Any], what: str) -> list[str]:
    """The files of one fate."""
    return [one["file"] for one in data["files"] if one["what"] == what]


def states(root: Path) -> dict[str, str]:
    """The state of each leaflet."""
    result = run("status", "--json", "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.output
    shutil.rmtree(root / "build", ignore_errors=True)
    return {one["leaflet"]: one["state"] for one in json.loads(result.stdout)["leaflets"]}
