"""Words of a run on their way into a paragraph: symbols to Unicode, and what is hidden, struck or changed set apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import bidirectional

from leafletgen.word.reading.line import Line, Told
from leafletgen.word.reading.names import XML
from leafletgen.word.reading.plain_words import local_name, words_of
from leafletgen.word.reading.symbol_letters import SYMBOL, symbol_fonts
from leafletgen.word.story import Stretch
from leafletgen.word.symbols import character, is_symbol_font

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.looks import RunLook
    from leafletgen.word.reading.state import Reader

SPACE: Final = f"{XML}space"
PRIVATE: Final = re.compile("[\uf020-\uf0ff]")
EAST_ASIAN: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
MICRO: Final = "\u00b5\u03bc"
"""The micro sign, and the Greek letter that is often typed for it."""
UNKNOWN: Final = "?"
SPACES: Final = (0x20, 0xF020)
"""A space of a symbol font."""


def keeps_spaces(element: Element) -> bool:
    """Return whether spaces at the ends count: as the element says, or the nearest around it (XML 1.0, 2.10)."""
    said = element.get(SPACE) or next((one.get(SPACE) for one in element.iterancestors() if one.get(SPACE)), "")
    return said == "preserve"


def speak(reader: Reader, line: Line, words: str, look: RunLook) -> None:
    """Put words of a run into the paragraph; letters of a symbol font become Unicode and are told."""
    low, high = symbol_fonts(look)
    if low or high or PRIVATE.search(words):
        words = "".join([_of_font(line, one, low, high) for one in words])
    put(reader, line, words, look)


def symbol(reader: Reader, line: Line, code: int | None, font: str, look: RunLook) -> None:
    """Put a symbol by its number in a font (ECMA-376 1, 17.3.3.30) into the paragraph; None is no number."""
    if code is None:
        put(reader, line, _lost(line, "", font), look)
    elif is_symbol_font(font):
        raw = chr(0xF000 + (code & 0xFF)) if code <= 0xFF or 0xF000 <= code <= 0xF0FF else chr(code)
        put(reader, line, _unicode(line, raw, font), look)
    elif 0xE000 <= code <= 0xF8FF:
        put(reader, line, _lost(line, chr(code), font), look)
    else:
        put(reader, line, _changed(line, chr(code), font, chr(code)), look)


def put(reader: Reader, line: Line, words: str, look: RunLook) -> None:
    """Put words as they are to be read into the paragraph, or where they are told when readers do not see them."""
    if reader.fields.open and reader.fields.takes(words):
        line.left_out()
    elif look.hidden or look.struck:
        reader.fields.unhear()
        line.tell(Told.HIDDEN if look.hidden else Told.STRUCK, words)
        if not look.hidden and words.isspace():
            line.part()  # a line through a space alone is hardly seen, and what it parts stays apart
    else:
        _say(reader, line, words, look)


def strange(line: Line, element: Element) -> None:
    """Tell an element that is not known: always when it holds words, for without any nothing is lost."""
    words = words_of(element)
    if words:
        line.tell(Told.STRANGE, words, local_name(element))


def tick(reader: Reader, line: Line, box: str, look: RunLook) -> None:
    """Put a box to tick into the paragraph; the first of all its words may be the mark of an entry."""
    if line.box or line.speaks or reader.fields.swallowing or look.hidden or look.struck:
        put(reader, line, box, look)
    else:
        line.box = box


def turned(line: Line, words: str) -> None:
    """Note words that Word is made to show backwards (w:bdo; U+202D, U+202E), unless that is their own direction."""
    if any([bidirectional(letter) in ("L", "EN", "AN") for letter in words]):
        line.tell(Told.TURNED, words)


def _say(reader: Reader, line: Line, words: str, look: RunLook) -> None:
    if "\u202e" in words or "\u202d" in words:
        turned(line, words)
    if look.positioned and look.raised and words.strip():
        line.tell(Told.RAISED, words)
    if look.lowered and words.strip():
        line.tell(Told.LOWERED, words)
    reader.listeners.hear(words)
    reader.changes.said(words, line.spot)
    line.add(
        Stretch(
            in_capitals(words) if look.capitals else words,
            look.bold,
            look.italic,
            look.raised,
            look.lowered,
            look.underlined,
            look.size,
            _language(words, look),
            reader.fields.target or reader.target,
        )
    )


def in_capitals(words: str) -> str:
    """Return words in capitals, but a micro sign as it is: its capital is a letter that looks like M."""
    return "".join([one if one in MICRO else one.upper() for one in words])


def _language(words: str, look: RunLook) -> str:
    """Return the language of words; Word keeps that of Chinese, Japanese and Korean letters apart (17.3.2.20)."""
    if not look.east_asian or words.isascii():
        return look.language
    return look.east_asian if EAST_ASIAN.search(words) else look.language


def _of_font(line: Line, letter: str, low: str, high: str) -> str:
    """Return a letter of a run as Unicode; `low` and `high` are its symbol fonts for letters below and from U+0080."""
    code = ord(letter)
    if 0xF020 <= code <= 0xF0FF:
        return _unicode(line, letter, high or low or SYMBOL)
    font = low if code < 0x80 else high
    return _unicode(line, letter, font) if font and code <= 0xFF and not letter.isspace() else letter


def _unicode(line: Line, letter: str, font: str) -> str:
    code = ord(letter)
    if code in SPACES:
        return " "
    found = character(font, code)
    return _lost(line, letter, font) if found is None else _changed(line, letter, font, found)


def _changed(line: Line, letter: str, font: str, shown: str) -> str:
    line.tell(Told.SYMBOL, letter, shown, font)
    return shown


def _lost(line: Line, letter: str, font: str) -> str:
    line.tell(Told.LOST_SYMBOL, letter, UNKNOWN, font)
    return UNKNOWN
