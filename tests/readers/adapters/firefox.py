"""Firefox's own viewer: the tree that it gives to screen readers, through its accessibility service.

The viewer is pdf.js; its pages lie in a process of their own, and what is read here is what has come from there to the
process that screen readers talk to. A page is read once it is drawn, all its letters have come, and two looks see the
same.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from tests.readers.adapters.marionette import Firefox
from tests.readers.adapters.reader import Reader, told_version
from tests.readers.outline import Node, pages
from tests.support.processes import BOUND

_NAMES = ("firefox-esr", "firefox")
_PAGE, _TREE = (Path(__file__).with_name(f"firefox_{part}.js").read_text("utf-8") for part in ("page", "tree"))
#: The language of the documents.
_LANGUAGE = "en-GB"
#: Roles that no screen reader says: boxes and runs of text.
_SILENT = frozenset(("section", "text", "text container"))

Found = TypeVar("Found")
Tree = tuple[str, str, str, list[Any]]
"""Role, name, language and children."""


def read(files: Sequence[Path]) -> list[str]:
    """Return the trees of the pages of each file, one after another, from one Firefox."""
    program = _program()
    assert program is not None
    with Firefox(program) as firefox:
        return [pages(map(_inside, _pages(firefox, file))) for file in files]


def _pages(firefox: Firefox, file: Path) -> Iterator[Tree]:
    """Yield the trees of the pages of a file."""
    firefox.command("Marionette:SetContext", value="content")
    firefox.command("WebDriver:Navigate", url=file.as_uri())
    last = _until(partial(_run, firefox, "content", _PAGE, 1))["pages"]
    for number in range(1, last + 1):
        shown = _until(partial(_run, firefox, "content", _PAGE, number))
        yield _whole(firefox, number, shown["letters"])


def _whole(firefox: Firefox, number: int, letters: int) -> Tree:
    """The tree of a page that has so many letters."""
    seen: list[Tree | None] = [None]

    def look() -> Tree | None:
        seen.append(_run(firefox, "chrome", _TREE, number))
        same = seen[-1] is not None and seen[-1] == seen[-2]
        return seen[-1] if same and _letters(seen[-1]) >= letters else None

    return _until(look)


def _until(look: Callable[[], Found | None]) -> Found:
    """Look until there is something."""
    end = time.monotonic() + BOUND
    while (found := look()) is None:
        assert time.monotonic() < end, "Firefox does not show the page in full"
        time.sleep(0.05)
    return found


def _run(firefox: Firefox, context: str, script: str, number: int) -> Any:
    firefox.command("Marionette:SetContext", value=context)
    return firefox.command("WebDriver:ExecuteScript", script=script, args=[number], sandbox="system")["value"]


def _letters(tree: Tree | None) -> int:
    """How many letters the leaves of a tree have."""
    if tree is None:
        return 0
    role, name, _, inside = tree
    return len("".join(name.split())) if role == "text leaf" else sum(map(_letters, inside))


def _inside(tree: Tree) -> Iterator[Node | str]:
    """Yield what is in an element that is said."""
    for child in tree[3]:
        role, name, language, _ = child
        if role == "text leaf":
            words = f"{name} "  # a line, or part of one
            yield words if language == _LANGUAGE else Node(language, "", (words,))
        elif role in _SILENT:
            yield from _inside(child)
        else:
            inside = tuple(_inside(child))
            yield Node(role, "" if inside else name, inside)  # the name of what has words is made of them


def _program() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


def lacking() -> str:
    """Return what is missing."""
    return "" if _program() else "there is no Firefox here"


def version() -> str:
    """Return its version."""
    return told_version(_program() or "", "--version")


READERS = (Reader("Firefox tree", lacking, version, read),)
