"""pdf.js through Node: the words of each page, and its structure tree with the words of the marked content in it.

It needs Node 18 and ``npm ci --omit=optional`` in tests/readers.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.readers.adapters.reader import Reader, run
from tests.readers.outline import AREA, Node, pages, visible

FOLDER = Path(__file__).parents[1]
_PACKAGE = FOLDER / "node_modules" / "pdfjs-dist" / "package.json"


def words(files: Sequence[Path]) -> list[str]:
    """Return the words of each file."""
    return [visible("\f".join(page["text"] for page in read)) for read in _read(files)]


def trees(files: Sequence[Path]) -> list[str]:
    """Return the trees of the pages of each file, one after another."""
    return [pages(_inside(page["tree"]) for page in read) for read in _read(files)]


def _read(files: Sequence[Path]) -> list[list[dict[str, Any]]]:
    """Return the pages of each file, each with ``text`` and ``tree``."""
    read: list[list[dict[str, Any]]] = json.loads(run("node", FOLDER / "read.mjs", *files, within=FOLDER))
    return read


def _inside(node: dict[str, Any]) -> tuple[Node | str, ...]:
    return tuple(_node(child) for child in node.get("children", ()))


def _node(node: dict[str, Any]) -> Node | str:
    if "text" in node:
        return str(node["text"])
    role = " ".join(filter(None, (node.get("role", AREA), node.get("lang"))))
    return Node(role, node.get("alt", ""), _inside(node))


def lacking() -> str:
    """Return what is missing."""
    if shutil.which("node") is None:
        return "there is no Node here"
    return "" if _PACKAGE.is_file() else "npm ci --omit=optional was not run in tests/readers"


def version() -> str:
    """Return the version of pdf.js."""
    return str(json.loads(_PACKAGE.read_text("utf-8"))["version"])


READERS = (Reader("pdf.js words", lacking, version, words), Reader("pdf.js tree", lacking, version, trees))
