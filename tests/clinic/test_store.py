"""The sheet of a window, in Node: its script needs no page."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from leafletgen.app.sheets.draft import Draft
from tests.html.test_browser import REQUIRED
from tests.support.processes import BOUND, Child

SCRIPT = Path(__file__).parent / "store.test.mjs"
LEAST_NODE = 20
"""The first that has the array methods which browsers have had since 2023."""


def has_node() -> bool:
    """Whether there is a Node that is new enough."""
    node = shutil.which("node")
    if node is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=BOUND, check=True).stdout
    return int(said.removeprefix("v").split(".")[0]) >= LEAST_NODE


def test_the_sheet_of_a_window() -> None:
    if not has_node():
        if os.environ.get(REQUIRED):
            pytest.fail(f"there is no Node {LEAST_NODE} here")
        pytest.skip(f"there is no Node {LEAST_NODE} here")
    with Child(["node", "--test", str(SCRIPT)], stdout=-1, stderr=-2, text=True) as child:
        out, _ = child.communicate(timeout=BOUND)
    assert child.returncode == 0, out
    assert "fail 0" in out and "pass 0" not in out, out


def test_the_page_and_the_server_speak_of_the_same_fields() -> None:
    sent = SCRIPT.read_text("utf-8").split("const fields = ")[1].split(";")[0]
    assert set(Draft._fields) == set(sent.replace('"', " ").replace("+", " ").split())
