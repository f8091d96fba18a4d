"""Levels of lists as numbering.xml defines them (ECMA-376 1, 17.9): which mark, which start, which font."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.word.reading.names import VAL, w
from leafletgen.word.reading.properties import is_on, is_yes, left_indent, run_values, value_in, whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.package import Package


class Level(NamedTuple):
    """One level of a list.

    Attributes:
        format: numFmt, such as "decimal" or "bullet"; `custom` is the pattern of a custom one, such as "01, 02".
        text: lvlText, in which %1 stands for the number of the first level.
        start: the number of its first entry.
        restart: the level from 1 whose entries start it anew; 0 for never; None for every level above it.
        legal: whether all numbers in its text are shown as decimals (isLgl).
        font: the font of its mark; `picture`: whether the mark is a picture.
        indent: from the left, in points; None when the level says none.
        style: the paragraph style that is numbered on this level; "" for none.
    """

    format: str
    custom: str
    text: str
    start: int
    restart: int | None
    legal: bool
    font: str
    picture: bool
    indent: float | None
    style: str


LONGEST_TEXT: Final = 255
"""Letters of a mark that are read; Word has room for 30. Each entry repeats them."""
PLAIN_LEVEL = Level("none", "", "", 1, None, False, "", False, None, "")
"""What a level is that the file does not define: Word shows no mark."""


class List(NamedTuple):
    """A list that paragraphs name by its numId.

    Attributes:
        series: the abstract list that counts it; several lists may share one, and count on.
        levels: its levels by ilvl, those that it overrides in their place.
        starts: where a level starts anew when this list is met first (startOverride).
    """

    series: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Levels:
    """The lists of a Word file by their numId."""

    def __init__(self, package: Package) -> None:
        """Find the lists; each is read when it is first asked for."""
        root = package.main_xml("numbering")
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._links: dict[str, str] = {}
        self._read: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, List | None] = {}
        for element in () if root is None else root:
            if element.tag == w("abstractNum"):
                self._abstract.setdefault(element.get(w("abstractNumId"), ""), element)
            elif element.tag == w("num"):
                self._numbers.setdefault(element.get(w("numId"), ""), element)

    def styled(self, style: str, num_id: str) -> None:
        """Say which list a numbering style names; abstract lists refer to it (numStyleLink)."""
        self._links[style] = num_id

    def list(self, num_id: str) -> List | None:
        """Return a list; None when the file has none of this numId."""
        if num_id not in self._lists:
            self._lists[num_id] = self._made(num_id)
        return self._lists[num_id]

    def level(self, num_id: str, ilvl: int) -> Level | None:
        """Return a level of a list; None when there is no such list."""
        found = self.list(num_id)
        return None if found is None else found.levels.get(ilvl, PLAIN_LEVEL)

    def indent(self, num_id: str, ilvl: int) -> float | None:
        """Return the indent of a level in points; None when it says none."""
        level = self.level(num_id, ilvl)
        return None if level is None else level.indent

    def level_of_style(self, num_id: str, styles: Sequence[str]) -> int | None:
        """Return the level that is linked with the first of some paragraph styles that has one (17.9.23)."""
        found = self.list(num_id)
        linked = {} if found is None else {level.style: ilvl for ilvl, level in found.levels.items() if level.style}
        return next((linked[style] for style in styles if style in linked), None)

    def _made(self, num_id: str) -> List | None:
        element = self._numbers.get(num_id)
        if element is None:
            return None
        series = self._series(value_in(element, "abstractNumId"))
        if series not in self._abstract:
            return None
        levels = dict(self._levels(series))
        starts: dict[int, int] = {}
        for override in element.iterchildren(w("lvlOverride")):
            ilvl = whole(override.get(w("ilvl"))) or 0
            own = override.find(w("lvl"))
            if own is not None:
                levels[ilvl] = _level(own)
            if (start := whole(value_in(override, "startOverride"))) is not None:
                starts[ilvl] = start
        return List(series, levels, starts)

    def _series(self, abstract: str) -> str:
        """Follow links to the abstract list that has levels; a circle ends where it closes."""
        seen: set[str] = set()
        while abstract in self._abstract and abstract not in seen:
            seen.add(abstract)
            link = value_in(self._abstract[abstract], "numStyleLink")
            number_element = self._numbers.get(self._links.get(link, ""))
            if not link or number_element is None:
                break
            abstract = value_in(number_element, "abstractNumId")
        return abstract

    def _levels(self, abstract: str) -> dict[int, Level]:
        if abstract not in self._read:
            found = self._abstract[abstract].iterchildren(w("lvl"))
            self._read[abstract] = {whole(level.get(w("ilvl"))) or 0: _level(level) for level in found}
        return self._read[abstract]


def _level(element: Element) -> Level:
    kind, custom = _format(element)
    values = run_values(element.find(w("rPr")))
    legal = element.find(w("isLgl"))
    start = whole(value_in(element, "start"))
    return Level(
        format=kind,
        custom=custom,
        text=_text(element),
        # Word counts from 0 where a level does not say where to start (17.9.25).
        start=0 if start is None else start,
        restart=whole(value_in(element, "lvlRestart")),
        legal=legal is not None and is_on(legal),
        font=str(values.get("font", values.get("high_font", ""))),
        picture=element.find(w("lvlPicBulletId")) is not None,
        indent=left_indent(element.find(w("pPr"))),
        style=value_in(element, "pStyle"),
    )


def _text(element: Element) -> str:
    text = element.find(w("lvlText"))
    return "" if text is None or is_yes(text.get(w("null"))) else text.get(VAL, "")[:LONGEST_TEXT]


def _format(element: Element) -> tuple[str, str]:
    """Return numFmt, and the pattern of a custom one, which stands as a choice beside a common one ([MS-DOCX])."""
    found = element.find(f".//{w('numFmt')}")
    if found is None:
        return "decimal", ""
    return found.get(VAL, "decimal"), found.get(w("format"), "")
