"""Styles of a Word file with all that they are based on, added up (ECMA-376 1, 17.7.4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.word.reading.levels import Levels
from leafletgen.word.reading.names import w
from leafletgen.word.reading.properties import RunValues, found_in, is_yes, left_indent, run_values, value_in, whole
from leafletgen.word.reading.style_names import Meaning, meaning_of
from leafletgen.word.story import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BODY_LEVEL: Final = 9
"""The outline level of text that is no heading (17.3.1.20)."""
DEEPEST: Final = 100
"""Styles in one chain that are looked at: nobody bases so many on each other but to take up time."""
_BODY: Final = Meaning(Kind.BODY)


class Style(NamedTuple):
    """A style as the file has it."""

    name: str
    kind: str
    based_on: str
    link: str
    paragraph: Element | None
    run: Element | None


class Chain(NamedTuple):
    """A paragraph style with all that it is based on, added up.

    Attributes:
        meaning: what it stands for.
        num_id, num_level: the numbering that it gives, as it is written; "" for none.
        numbered: the ids of the style and of those it is based on, by which a list knows its level; of numbered ones.
        indent: from the left, in points; None when it says none.
        elements: its properties of paragraphs by their names.
        run: its properties of runs.
    """

    meaning: Meaning
    num_id: str
    num_level: int
    numbered: tuple[str, ...]
    indent: float | None
    elements: dict[str, Element]
    run: RunValues


class StyleChains:
    """The styles of a file, each with those that it is based on.

    Attributes:
        defaults: what runs look like of which no style says anything.
    """

    def __init__(self, root: Element | None, levels: Levels) -> None:
        """Read the styles; `levels` learns which lists numbering styles name."""
        self.defaults: RunValues = {}
        self._elements: dict[str, Element] = {}
        self._styles: dict[str, Style] = {}
        self._usual: dict[str, str] = {}
        self._chains: dict[str, Chain] = {}
        self._letters: dict[str, RunValues] = {}
        if root is not None:
            self._read(root, levels)

    def _read(self, root: Element, levels: Levels) -> None:
        self.defaults = run_values(root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"))
        for element in root.iterchildren(w("style")):
            name, kind = element.get(w("styleId"), ""), _kind(element)
            self._elements.setdefault(name, element)
            if is_yes(element.get(w("default"))):
                self._usual.setdefault(kind, name)
            if kind == "numbering":
                levels.styled(name, value_in(found_in(found_in(element, "pPr"), "numPr"), "numId"))

    def _style(self, name: str) -> Style | None:
        """Return a style by its id; most of a file are never asked for."""
        if name not in self._styles and name in self._elements:
            self._styles[name] = _style(self._elements[name], name)
        return self._styles.get(name)

    def of_paragraphs(self, name: str) -> Chain:
        """Return a paragraph style by its id; the usual one for a name that is not there."""
        if name not in self._chains:
            self._chains[name] = self._added_up(name)
        return self._chains[name]

    def of_letters(self, name: str) -> RunValues:
        """Return what a character style says with all that it is based on."""
        if name not in self._letters:
            values: RunValues = {}
            for _, style in self._based(self._of_kind(name, "character")):
                values = {**run_values(style.run), **values}
            self._letters[name] = values
        return self._letters[name]

    def _added_up(self, name: str) -> Chain:
        own = self._of_kind(name, "paragraph")
        start = own or self._usual.get("paragraph", "")
        chain = list(self._based(start))
        styles = [style for _, style in chain]
        run: RunValues = {}
        elements: dict[str, Element] = {}
        for style in styles:
            run = {**run_values(style.run), **run}
            for child in style.paragraph if style.paragraph is not None else ():
                elements.setdefault(child.tag, child)
        meaning = next(filter(None, map(_meaning, styles)), None)
        if not own and name:
            # Word shows a style that is not there as plain text; whoever wrote its name meant it.
            meaning = meaning_of(name) or meaning
        numbers = [found for style in styles if (found := found_in(style.paragraph, "numPr")) is not None]
        return Chain(
            meaning or _BODY,
            next(filter(None, [value_in(found, "numId") for found in numbers]), ""),
            next((level for found in numbers if (level := whole(value_in(found, "ilvl"))) is not None), 0),
            tuple(one for one, _ in chain) if numbers else (),
            next((indent for style in styles if (indent := left_indent(style.paragraph)) is not None), None),
            elements,
            run,
        )

    def _of_kind(self, name: str, kind: str) -> str:
        """Return a style of a kind by its id, or the one of that kind that is linked with it; "" for none."""
        style = self._style(name)
        if style is None or style.kind == kind:
            return name if style is not None else ""
        linked = self._style(style.link)
        return style.link if linked is not None and linked.kind == kind else ""

    def _based(self, name: str) -> Iterator[tuple[str, Style]]:
        """Yield a style and those it is based on with their ids, the nearest first; a circle ends where it closes."""
        seen: set[str] = set()
        while name not in seen and len(seen) < DEEPEST and (style := self._style(name)) is not None:
            seen.add(name)
            yield name, style
            name = style.based_on

    def name_of(self, name: str) -> str:
        """Return what Word calls a paragraph style, "" standing for the usual one."""
        style = self._style(name or self._usual.get("paragraph", ""))
        return style.name if style is not None else name


def _kind(element: Element) -> str:
    kind: str = element.get(w("type"), "paragraph")
    return kind


def _style(element: Element, name: str) -> Style:
    return Style(
        name=value_in(element, "name") or name,
        kind=_kind(element),
        based_on=value_in(element, "basedOn"),
        link=value_in(element, "link"),
        paragraph=element.find(w("pPr")),
        run=element.find(w("rPr")),
    )


def _meaning(style: Style) -> Meaning | None:
    """Return what a style itself says that it is: by its name, else by its outline level."""
    named = meaning_of(style.name)
    if named is not None and named.kind is not Kind.HEADING:
        return named
    return outline_of(style.paragraph) or named


def outline_of(properties: Element | None) -> Meaning | None:
    """Return what an outline level makes of a paragraph; None where there is none."""
    level = whole(value_in(properties, "outlineLvl"))
    if level is None:
        return None
    return Meaning(Kind.HEADING, level + 1) if 0 <= level < BODY_LEVEL else _BODY
