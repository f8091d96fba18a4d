"""Styles of a Word file: chains of basedOn, defaults and toggles added up (ECMA-376 1, 17.7.2 and 17.7.3)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from leafletgen.word.reading.levels import Levels
from leafletgen.word.reading.looks import ParagraphLook, RunLook
from leafletgen.word.reading.names import A, w
from leafletgen.word.reading.properties import (
    TOGGLES,
    RunValues,
    found_in,
    has_border,
    has_ground,
    is_on,
    left_indent,
    run_values,
    value_in,
    whole,
)
from leafletgen.word.reading.style_chains import Chain, StyleChains, outline_of
from leafletgen.word.reading.style_names import Meaning
from leafletgen.word.story import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.package import Package

_NOTHING: Final[RunValues] = {}
_Key: TypeAlias = tuple[tuple[object, ...], ...]
_OF_REVIEWS: Final = frozenset({w("rPrChange"), w("pPrChange"), w("sectPr")})
"""What stands among properties and says nothing of how something looks."""


class Styles:
    """How paragraphs and runs of a Word file look.

    Attributes:
        levels: the levels of lists, which styles and numbers share.
    """

    def __init__(self, package: Package) -> None:
        """Read the styles; a file without any looks plain."""
        self.levels = Levels(package)
        self._package = package
        self._paragraphs: dict[_Key, ParagraphLook] = {}
        self._runs: dict[tuple[str, _Key], RunLook] = {}
        self._chains = StyleChains(package.main_xml("styles"), self.levels)

    @property
    def language(self) -> str:
        """The language of text that says nothing of it; "" when the file says none."""
        return self.paragraph(None).run.language

    def paragraph(self, properties: Element | None) -> ParagraphLook:
        """Return how a paragraph with such a w:pPr looks."""
        key = () if properties is None else _key(properties)
        if key not in self._paragraphs:
            self._paragraphs[key] = self._paragraph(value_in(properties, "pStyle"), properties)
        return self._paragraphs[key]

    def run(self, properties: Element | None, paragraph: ParagraphLook) -> RunLook:
        """Return how a run with such a w:rPr looks in a paragraph."""
        if properties is None or not len(properties):
            return paragraph.run
        key = (paragraph.style_id, _key(properties))
        if key not in self._runs:
            direct = run_values(properties)
            chain = self._chains.of_paragraphs(paragraph.style_id)
            self._runs[key] = self._look(chain.run, direct) if direct else paragraph.run
        look = self._runs[key]
        # Word raises or lowers the big letter that begins a paragraph, and makes it large, so that it fits its lines.
        if paragraph.drop_cap:
            return look._replace(raised=False, lowered=False, positioned=False, size=paragraph.run.size)
        return look

    def _paragraph(self, name: str, properties: Element | None) -> ParagraphLook:
        chain = self._chains.of_paragraphs(name)
        meaning = _with_outline(chain.meaning, properties)
        numbering = self._numbering(chain, properties)
        frame = _either(properties, chain, "framePr")
        drop = frame is not None and frame.get(w("dropCap"), "none") != "none"
        page = _either(properties, chain, "pageBreakBefore")
        return ParagraphLook(
            style=self._chains.name_of(name),
            style_id=name,
            kind=meaning.kind,
            level=meaning.level,
            numbering=numbering,
            indent=self._indent(chain, properties, numbering),
            framed=frame is not None and not drop,
            drop_cap=drop,
            tinted=has_ground(_either(properties, chain, "shd")) or has_border(_either(properties, chain, "pBdr")),
            break_before=page is not None and is_on(page),
            hidden_mark=run_values(found_in(properties, "rPr")).get("vanish") is True,
            run=self._look(chain.run, _NOTHING),
        )

    def _numbering(self, chain: Chain, properties: Element | None) -> tuple[str, int] | None:
        direct = found_in(properties, "numPr")
        num_id = value_in(direct, "numId") or chain.num_id
        if not num_id or num_id == "0":
            return None
        level = whole(value_in(direct, "ilvl"))
        if level is None and value_in(direct, "numId"):
            level = 0
        if level is None:
            level = self.levels.level_of_style(num_id, chain.numbered)
        return num_id, min(max(chain.num_level if level is None else level, 0), 8)

    def _indent(self, chain: Chain, properties: Element | None, numbering: tuple[str, int] | None) -> float:
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
        letters = self._chains.of_letters(str(style)) if style else _NOTHING
        base = self._chains.defaults
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

    def _font(self, font: str) -> str:
        return self._theme.get(font[1:6], "") if font.startswith("+") else font

    @cached_property
    def _theme(self) -> dict[str, str]:
        """The fonts of the theme by the first letters of what asks for them: "major" and "minor"."""
        root = self._package.main_xml("theme")
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


def _toggled(name: str, direct: RunValues, letters: RunValues, of_paragraph: RunValues, base: RunValues) -> bool:
    """Return whether a toggle is on: as it is set directly, else as styles of both kinds switch it in turn."""
    if name in direct:
        return bool(direct[name])
    if base.get(name):
        return True
    return bool(of_paragraph.get(name, False)) != bool(letters.get(name, False))


def _with_outline(meaning: Meaning, properties: Element | None) -> Meaning:
    """Return what a paragraph is: an outline level of its own makes a heading or body text, but no title."""
    own = outline_of(properties)
    return own if own is not None and meaning.kind in (Kind.BODY, Kind.HEADING) else meaning


def _either(properties: Element | None, chain: Chain, name: str) -> Element | None:
    """Return a property as the paragraph has it, else as its style has it."""
    own = found_in(properties, name)
    return chain.elements.get(w(name)) if own is None else own
