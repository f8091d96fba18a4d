"""A workspace with a leaflet in every state, and what tells that nothing in it was touched."""

import datetime
from pathlib import Path

import pytest

from leafletgen.system import clock
from tests.support.commands import LAYOUT, LEAFLET, run, small_workspace, write
from tests.support.ledger_sample import leaflet


def workspace_with_every_state(root: Path) -> Path:
    """Make a workspace whose six leaflets are each in another state, released on 5 October 2026."""
    with pytest.MonkeyPatch.context() as earlier:
        earlier.setattr(clock, "today", lambda: datetime.date(2026, 10, 5))
        return _made(root)


def _made(root: Path) -> Path:
    small_workspace(root)
    write(root / "layouts" / "sheet.yaml", LAYOUT.replace("size: a5", "size: a4"))
    leaflet(root, "P2", review="2026-10", layouts="[small, sheet]")
    leaflet(root, "P3", review="2026-12")
    leaflet(root, "P4", review="2028-01")
    leaflet(root, "P5", review="2027-01")
    leaflet(root, "P6")
    for name in ("P2-leaflet", "P3-leaflet", "P4-leaflet", "P5-leaflet"):
        released = run("release", name, "--reason", "First issue", "--approved-by", "Lead", "--workspace", root)
        assert released.exit_code == 0, released.stderr
    assert run("withdraw", "P4", "--reason", "A wrong number", "--workspace", root).exit_code == 0
    changed = root / "leaflets" / "P3-leaflet.yaml"
    write(changed, changed.read_text("utf-8").replace("**bold** words", "brave words"))
    (root / "leaflets" / "P5-leaflet.yaml").unlink()
    write(root / "leaflets" / "P6-leaflet.yaml", LEAFLET.replace("P1/", "P6/").replace("hills.svg", "none.svg"))
    return root


def states_of(root: Path) -> dict[str, tuple[int, bytes]]:
    """Return when every file and folder was changed, and what each file holds."""
    return {
        path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in [root, *root.rglob("*")]
    }
