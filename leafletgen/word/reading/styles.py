"""Styles of a Word file: chains of basedOn, defaults and toggles added up (ECMA-376 1, 17.7.2 and 17.7.3)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from leafletgen.word.reading.levels import Levels
from leafletgen.word.reading.looks import ParagraphLook, RunLook
from leafletgen.word.reading.names import VAL, A, w
from leafletgen.word.reading.properties import (
    TOGGLES,
    RunValues,
    has_border,
    has_ground,
    is_on,
    left_indent,
    number,
    run_values,
)
from leafletgen.word.reading.style_names import Meaning, meaning_of
from leafletgen.word.story import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.package import Package

BODY_LEVEL: Final = 9
"""The outline level of text that is no heading (17.3.1.20)."""
_BODY: Final = Meaning(Kind.BODY)
_NOTHING: Final[RunValues] = {}
_Key: TypeAlias = tuple[tuple[object, ...], ...]
_OF_REVIEWS: Final = frozenset({w("rPrChange"), w("pPrChange"), w("sectPr")})
"""What stands among properties and says nothing of how something looks."""


class _Style(NamedTuple):
    """A style as the file has it."""

    name: str
    kind: str
    based_on: str
    link: str
    paragraph: Element | None
    run: Element | None


class _Chain(NamedTuple):
    """A paragraph style with all that it is based on, added up.

    `numbered` is the style that numbers it, by its id, "" for none, with the ilvl that is written there.
    """

    meaning: Meaning
    num_id: str
    num_level: int
    numbered: tuple[str, ...]
    indent: float | None
    elements: dict[str, Element]
    run: RunValues


class Styles:
    """How paragraphs and runs of a Word file look.

    Attributes:
        levels: the levels of lists, which styles and numbers share.
    """

    def __init__(self, package: Package) -> None:
        """Read the styles; a file without any looks plain."""
        self.levels = Levels(package)
        self._package = package
        self._styles: dict[str, _Style] = {}
        self._defaults: dict[str, str] = {}
        self._chains: dict[str, _Chain] = {}
        self._letters: dict[str, RunValues] = {}
        self._base: RunValues = {}
        self._paragraphs: dict[_Key, ParagraphLook] = {}
        self._runs: dict[tuple[str, _Key], RunLook] = {}
        part = package.main("styles")
        root = package.xml(part) if part else None
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        self._base = run_values(root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"))
        for element in root.iterchildren(w("style")):
            name = element.get(w("styleId"), "")
            style = _style(element, name)
            self._styles.setdefault(name, style)
            if element.get(w("default"), "0") in ("1", "true", "on"):
                self._defaults.setdefault(style.kind, name)
            if (numbered := _found(style.paragraph, "numPr")) is not None and style.kind == "numbering":
                self.levels.styled(name, _value(numbered, "numId"))

    @property
    def language(self) -> str:
        """The language of text that says nothing of it; "" when the file says none."""
        return self.paragraph(None).run.language

    def paragraph(self, properties: Element | None) -> ParagraphLook:
        """Return how a paragraph with such a w:pPr looks."""
        key = () if properties is None else _key(properties)
        if key not in self._paragraphs:
            self._paragraphs[key] = self._paragraph(_value(properties, "pStyle"), properties)
        return self._paragraphs[key]

    def run(self, properties: Element | None, paragraph: ParagraphLook) -> RunLook:
        """Return how a run with such a w:rPr looks in a paragraph."""
        if properties is None or not len(properties):
            return paragraph.run
        key = (paragraph.style_id, _key(properties))
        if key not in self._runs:
            direct = run_values(properties)
            chain = self._chain(paragraph.style_id)
            self._runs[key] = self._look(chain.run, direct) if direct else paragraph.run
        return self._runs[key]

    def _paragraph(self, name: str, properties: Element | None) -> ParagraphLook:
        chain = self._chain(name)
        meaning = _with_outline(chain.meaning, properties)
        numbering = self._numbering(chain, properties)
        frame = _either(properties, chain, "framePr")
        drop = frame is not None and frame.get(w("dropCap"), "none") != "none"
        page = _either(properties, chain, "pageBreakBefore")
        return ParagraphLook(
            style=self._named(name),
            style_id=name,
            kind=meaning.kind,
            level=meaning.level,
            numbering=numbering,
            indent=self._indent(chain, properties, numbering),
            framed=frame is not None and not drop,
            drop_cap=drop,
            tinted=has_ground(_either(properties, chain, "shd")) or has_border(_either(properties, chain, "pBdr")),
            break_before=page is not None and is_on(page),
            hidden_mark=run_values(_found(properties, "rPr")).get("vanish") is True,
            run=self._look(chain.run, _NOTHING),
        )

    def _numbering(self, chain: _Chain, properties: Element | None) -> tuple[str, int] | None:
        direct = _found(properties, "numPr")
        num_id = _value(direct, "numId") or chain.num_id
        if not num_id or num_id == "0":
            return None
        level = _whole(_value(direct, "ilvl"))
        if level is None and _value(direct, "numId"):
            level = 0
        if level is None:
            level = self.levels.level_of_style(num_id, chain.numbered)
        return num_id, min(max(chain.num_level if level is None else level, 0), 8)

    def _indent(self, chain: _Chain, properties: Element | None, numbering: tuple[str, int] | None) -> float:
        """Return the indent; numbering goes before the style unless the style itself numbers (17.9.23)."""
        direct = left_indent(properties)
        if direct is not None:
            return direct
        of_list = self.levels.indent(*numbering) if numbering else None
        if of_list is None or (numbering and numbering[0] == chain.num_id and chain.indent is not None):
            return chain.indent or 0.0
        return of_list

    def _look(self, of_paragraph: RunValues, direct: RunValues) -> RunLook:
        """Add up the levels: what is set directly, the character style, the paragraph style, the defaults."""
        style = direct.get("style")
        letters = self._letter_style(str(style)) if style else _NOTHING
        base = self._base
        on = {name: _toggled(name, direct, letters, of_paragraph, base) for name in TOGGLES}
        values = {**base, **of_paragraph, **letters, **direct}
        vertical, position = values.get("vertical", "baseline"), float(values.get("position", 0.0))
        plain = vertical not in ("superscript", "subscript")
        return RunLook(
            bold=on["b"],
            italic=on["i"],
            raised=vertical == "superscript" or (plain and position > 0),
            lowered=vertical == "subscript" or (plain and position < 0),
            positioned=plain and position != 0,
            underlined=bool(values.get("underlined", False)),
            struck=on["strike"] or bool(values.get("dstrike", False)),
            hidden=on["vanish"],
            capitals=on["caps"],
            size=float(values.get("size", 10.0)),
            language=str(values.get("bidi" if values.get("rtl") else "language", "")),
            east_asian=str(values.get("east_asian", "")),
            font=self._font(str(values.get("font", ""))),
            high_font=self._font(str(values.get("high_font", ""))),
        )

    def _letter_style(self, name: str) -> RunValues:
        """Return what a character style says with all that it is based on."""
        if name not in self._letters:
            values: RunValues = {}
            for style in self._based(self._of_kind(name, "character")):
                values = {**run_values(style.run), **values}
            self._letters[name] = values
        return self._letters[name]

    def _chain(self, name: str) -> _Chain:
        if name not in self._chains:
            self._chains[name] = self._added_up(name)
        return self._chains[name]

    def _added_up(self, name: str) -> _Chain:
        own = self._of_kind(name, "paragraph")
        start = own or self._defaults.get("paragraph", "")
        styles = list(self._based(start))
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
        numbers = [found for style in styles if (found := _found(style.paragraph, "numPr")) is not None]
        return _Chain(
            meaning or _BODY,
            next(filter(None, [_value(found, "numId") for found in numbers]), ""),
            next((level for found in numbers if (level := _whole(_value(found, "ilvl"))) is not None), 0),
            tuple(self._names(start)) if numbers else (),
            next((indent for style in styles if (indent := left_indent(style.paragraph)) is not None), None),
            elements,
            run,
        )

    def _of_kind(self, name: str, kind: str) -> str:
        """Return a style of a kind by its id, or the one of that kind that is linked with it; "" for none."""
        style = self._styles.get(name)
        if style is None or style.kind == kind:
            return name if style is not None else ""
        linked = self._styles.get(style.link)
        return style.link if linked is not None and linked.kind == kind else ""

    def _names(self, name: str) -> Iterator[str]:
        """Yield the ids of a style and of those it is based on, the nearest first; a circle ends where it closes."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield name
            name = self._styles[name].based_on

    def _based(self, name: str) -> Iterator[_Style]:
        return (self._styles[one] for one in self._names(name))

    def _named(self, name: str) -> str:
        style = self._styles.get(name or self._defaults.get("paragraph", ""))
        return style.name if style is not None else name

    def _font(self, font: str) -> str:
        return self._theme.get(font[1:6], "") if font.startswith("+") else font

    @cached_property
    def _theme(self) -> dict[str, str]:
        """The fonts of the theme by the first letters of what asks for them: "major" and "minor"."""
        part = self._package.main("theme")
        root = self._package.xml(part) if part else None
        if root is None:
            return {}
        found = {name: root.find(f".//{A}{name}Font/{A}latin") for name in ("major", "minor")}
        return {name: font.get("typeface", "") for name, font in found.items() if font is not None}


def _key(properties: Element) -> _Key:
    """Return what is the same for properties that say the same; files repeat a few of them over and over."""
    return tuple(
        [
            (child.tag, *child.items(), *[(inner.tag, *inner.items()) for inner in child])
            for child in properties
            if child.tag not in _OF_REVIEWS
        ]
    )


def _style(element: Element, name: str) -> _Style:
    return _Style(
        name=_value(element, "name") or name,
        kind=element.get(w("type"), "paragraph"),
        based_on=_value(element, "basedOn"),
        link=_value(element, "link"),
        paragraph=element.find(w("pPr")),
        run=element.find(w("rPr")),
    )


def _toggled(name: str, direct: RunValues, letters: RunValues, of_paragraph: RunValues, base: RunValues) -> bool:
    """Return whether a toggle is on: as it is set directly, else as styles of both kinds switch it in turn."""
    if name in direct:
        return bool(direct[name])
    if base.get(name):
        return True
    return bool(of_paragraph.get(name, False)) != bool(letters.get(name, False))


def _meaning(style: _Style) -> Meaning | None:
    """Return what a style itself says that it is: by its name, else by its outline level."""
    named = meaning_of(style.name)
    if named is not None and named.kind is not Kind.HEADING:
        return named
    return _outline(style.paragraph) or named


def _outline(properties: Element | None) -> Meaning | None:
    level = _whole(_value(properties, "outlineLvl"))
    if level is None:
        return None
    return Meaning(Kind.HEADING, level + 1) if 0 <= level < BODY_LEVEL else _BODY


def _with_outline(meaning: Meaning, properties: Element | None) -> Meaning:
    """Return what a paragraph is: an outline level of its own makes a heading or body text, but no title."""
    own = _outline(properties)
    return own if own is not None and meaning.kind in (Kind.BODY, Kind.HEADING) else meaning


def _found(parent: Element | None, name: str) -> Element | None:
    return None if parent is None else parent.find(w(name))


def _value(parent: Element | None, name: str) -> str:
    """Return the value of a property inside of others; "" when it is not there."""
    child = _found(parent, name)
    return "" if child is None else child.get(VAL, "")


def _whole(text: str) -> int | None:
    value = number(text)
    return None if value is None else int(value)


def _either(properties: Element | None, chain: _Chain, name: str) -> Element | None:
    """Return a property as the paragraph has it, else as its style has it."""
    own = _found(properties, name)
    return chain.elements.get(w(name)) if own is None else own
