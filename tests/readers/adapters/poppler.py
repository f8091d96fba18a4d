"""poppler: the words in the order of the page, as they are painted (-raw), and the structure tree of pdfinfo."""

import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.readers.adapters.reader import Reader, run, told_version
from tests.readers.outline import AREA, Node, line, visible

_ELEMENT = re.compile(r'(?P<role>[A-Za-z]\w*)(?: <[^>]*>)?(?: "(?P<title>.*)")?(?: \((?:block|inline)\))?:?$')


def words(*options: str) -> Callable[[Sequence[Path]], list[str]]:
    """Return a function that reads with pdftotext and these options."""
    return lambda files: [visible(run("pdftotext", *options, file, "-")) for file in files]


def trees(files: Sequence[Path]) -> list[str]:
    """Return the tree of each file as pdfinfo prints it, without attributes."""
    return [line(tree(run("pdfinfo", "-struct-text", file).splitlines())) for file in files]


def tree(lines: Sequence[str]) -> list[Node | str]:
    """Read lines that are nested by two spaces a level; a heading's title repeats its words, and is left out."""
    found: list[Node | str] = []
    at = 0
    while at < len(lines):
        depth, text = _depth(lines[at]), lines[at].strip()
        end = next(
            (each for each in range(at + 1, len(lines)) if lines[each] and _depth(lines[each]) <= depth), len(lines)
        )
        if text.startswith('"'):
            end = next(each for each in range(at, len(lines)) if lines[each].endswith('"')) + 1
            found.append("\n".join(lines[at:end]).strip()[1:-1])
        elif text.startswith("Object "):
            found.append(Node(AREA, "", ()))
        elif element := _ELEMENT.match(text):
            found.append(Node(element["role"], "", tuple(tree(lines[at + 1 : end]))))
        at = end
    return found


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def lacking() -> str:
    """Return what is missing."""
    return "" if shutil.which("pdftotext") and shutil.which("pdfinfo") else "there is no poppler here"


def version() -> str:
    """Return poppler's version."""
    return told_version("pdftotext", "-v")


READERS = (
    Reader("pdftotext", lacking, version, words()),
    Reader("pdftotext -raw", lacking, version, words("-raw")),
    Reader("pdfinfo -struct-text", lacking, version, trees),
)
