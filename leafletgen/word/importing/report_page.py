"""The report of what came from Word as a page, to read beside the Word file.

Names of people are nowhere in it: a comment is "a comment".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.document.edition import fit
from leafletgen.errors import Severity
from leafletgen.html.report_frame import environment, hashed, style_of
from leafletgen.languages.numbers import count
from leafletgen.word.doubts import Doubt
from leafletgen.word.importing.reported import Common, Reported, counted

if TYPE_CHECKING:
    from jinja2 import Template

#: Lines of YAML that stand beside a doubt: a longer block is cut, for its author has the file.
_LINES: Final = 8
#: Characters of the paragraph that a doubt is about, and of a line of YAML: a paragraph of a megabyte with a thousand
#: doubts in it would make a page of a gigabyte.
_SHOWN: Final = 1_000
#: Characters that each font has for itself (Unicode 23.5, private use).
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
#: Files from which on the page has a list of contents.
_MANY: Final = 2


class _Row(NamedTuple):
    anchor: str
    doubt: Doubt
    place: str
    original: str
    """The paragraph in the Word file."""
    words: str
    """What was left out or changed, where the paragraph does not say the same."""
    gone: bool
    """Whether those words are not in the leaflet."""
    lines: str
    first: int
    last: int


class _Section(NamedTuple):
    anchor: str
    reported: Reported
    rows: list[_Row]
    counts: str
    pictures: int
    language: str
    waits: bool
    """Whether its leaflet was there already."""


def page(files: Sequence[Reported], common: Sequence[Common] = ()) -> bytes:
    """Return the page, in UTF-8. It follows WCAG 2.2, levels A and AA, and needs no network and no script.

    Args:
        files: in the order in which they are told.
        common: what is about several of them.
    """
    style = style_of(Path(__file__).with_name("report.css"))
    sections = [_section(number, reported) for number, reported in enumerate(files, 1)]
    text = _template().render(
        style=style,
        style_hash=hashed(style),
        sections=sections,
        common=common,
        many=len(files) >= _MANY,
        title=fit(files[0].file) if len(files) == 1 else count(len(files), "Word file"),
        written=sum(bool(each.yaml_file) for each in files),
        numbers=_numbers(files),
    )
    return text.encode("utf-8", "replace")


def _numbers(files: Sequence[Reported]) -> list[tuple[str, int]]:
    doubts = [doubt for each in files if each.imported for doubt in each.imported.doubts]
    errors = sum(doubt.severity is Severity.ERROR for doubt in doubts)
    unread = sum(each.imported is None for each in files)
    numbers = [("leaflets", len(files) - unread), ("doubts", len(doubts) - errors), ("errors", errors)]
    pictures = sum(len(each.imported.pictures) for each in files if each.imported)
    return [*numbers, ("pictures", pictures), *([("not imported", unread)] if unread else [])]


def _section(number: int, reported: Reported) -> _Section:
    anchor, imported = f"file-{number}", reported.imported
    if imported is None:
        return _Section(anchor, reported, [], "", 0, "", False)
    yaml = imported.yaml.split("\n")
    rows = [_row(f"{anchor}-{at}", doubt, yaml) for at, doubt in enumerate(imported.doubts, 1)]
    counts, pictures = counted(imported.doubts), len(imported.pictures)
    return _Section(anchor, reported, rows, counts, pictures, imported.language, _waits(reported))


def _waits(reported: Reported) -> bool:
    return any(told.code == "word-leaflet-there" for told in reported.told)


def _row(anchor: str, doubt: Doubt, yaml: list[str]) -> _Row:
    original = " ".join(_beginning(doubt.spot.words).split())
    words = " ".join(doubt.words.split())
    lines = block_at(yaml, doubt.line)
    gone = words not in " ".join(lines)
    return _Row(
        anchor,
        doubt,
        str(doubt.spot),
        original,
        "" if words == original else words,
        gone,
        "\n".join(map(_beginning, lines)),
        doubt.line,
        doubt.line + len(lines) - 1,
    )


def _beginning(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def block_at(yaml: Sequence[str], line: int) -> list[str]:
    """Return the block of YAML that begins on a line, counted from 1, without the indent that all of it has.

    A long one ends in ``…``. For line 0 there is none.
    """
    if not 0 < line <= len(yaml):
        return []
    indent = _indent(yaml[line - 1])
    block = [yaml[line - 1]]
    for each in yaml[line:]:
        if not each.strip() or _indent(each) <= indent:
            break
        block.append(each)
    shown = block if len(block) <= _LINES else [*block[: _LINES - 1], " " * indent + "…"]
    return [each[indent:] for each in shown]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _fit(value: object) -> object:
    """A value as the page shows it: letters of symbol fonts, which no other font has, by their numbers."""
    return _PRIVATE.sub(lambda found: f"U+{ord(found[0]):04X}", fit(value)) if type(value) is str else value


@cache
def _template() -> Template:
    made = environment(Path(__file__).parent, _fit)
    made.filters["count"] = count
    return made.get_template("report.html")
