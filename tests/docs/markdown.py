"""What the tests and the generator know of Markdown: cells, headings, links and blocks of code."""

import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_FENCE = re.compile(r"^ *```")
_LINK = re.compile(r"(?<!!)\[[^\]\n]*(?:\n[^\]\n]*)?\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


class Code(NamedTuple):
    """A block of code: its language, the number of its first line, and its lines."""

    language: str
    line: int
    lines: list[str]


def pages() -> list[Path]:
    """Return all pages that people read, those at the top of the repository first."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


def name(page: Path) -> str:
    """Return how a page is called in the repository."""
    return page.relative_to(ROOT).as_posix()


def plain(text: str) -> str:
    """Return text in which nothing is markup, for all who read Markdown, and a bar does not end a cell."""
    return re.sub(r"([\\*_\[\]`])", r"\\\1", html.escape(text, quote=False)).replace("|", "&#124;")


def cell(text: str) -> str:
    """Return text for a cell of a table: plain, on one line."""
    return plain(" ".join(text.split()))


def code(text: str) -> str:
    """Return text as code in a cell; Markdown's readers differ about a bar in it, so that is written as HTML."""
    if "|" not in text:
        return f"`{text}`"
    return f"<code>{html.escape(text, quote=False)}</code>".replace("|", "&#124;")


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of cells that are written as Markdown."""
    lines = [tuple(header)]
    lines += [("---",) * len(lines[0]), *map(tuple, rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def prose(text: str) -> str:
    """Return a page's text without its blocks of code and without comments, with as many lines."""
    lines, within = [], False
    for line in text.splitlines():
        fence = bool(_FENCE.match(line))
        lines.append("" if within or fence else line)
        within = within != fence
    emptied = re.sub(r"<!--.*?-->", lambda found: "\n" * found[0].count("\n"), "\n".join(lines), flags=re.DOTALL)
    return emptied


def links(text: str) -> list[str]:
    """Return where the links and pictures of a page lead; what stands in code is none."""
    plain = re.sub(r"(`+).*?\1", "", prose(text), flags=re.DOTALL)
    return [first or second for first, second in _LINK.findall(plain)]


def headings(text: str) -> list[str]:
    """Return the headings of a page, as they are written."""
    return [line.lstrip("#").strip() for line in prose(text).splitlines() if re.match(r"#{1,6} ", line)]


def anchor(heading: str) -> str:
    """Return the anchor that a code host gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def site_anchor(heading: str) -> str:
    """Return the anchor that mkdocs gives a heading, as Python-Markdown's ``toc`` makes it."""
    ascii_only = heading.replace("`", "").encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


def blocks(text: str) -> Iterator[Code]:
    """Yield the blocks of code of a page."""
    language: str | None = None
    held: list[str] = []
    begun = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not _FENCE.match(line):
            held.append(line)
        elif language is None:
            language, held, begun = line.strip(" `"), [], number + 1
        else:
            yield Code(language, begun, held)
            language = None
