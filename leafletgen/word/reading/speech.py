"""Words of a run on their way into a paragraph: symbols to Unicode, and what is hidden, struck or changed set apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from leafletgen.word.reading.line import Line, Told
from leafletgen.word.reading.names import W
from leafletgen.word.reading.plain import said_in
from leafletgen.word.story import Stretch
from leafletgen.word.symbols import character, is_symbol_font

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element

    from leafletgen.word.reading.looks import RunLook
    from leafletgen.word.reading.reader import Reader

PRIVATE: Final = re.compile("[\uf020-\uf0ff]")
EAST_ASIAN: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
MICRO: Final = "\u00b5\u03bc"
"""The micro sign, and the Greek letter that is often typed for it."""
SYMBOL: Final = "Symbol"
"""The font that a letter of the private area is of when its own is no symbol font: Word's bullets are of this one."""
UNKNOWN: Final = "?"


def speak(reader: Reader, line: Line, words: str, look: RunLook) -> None:
    """Put words of a run into the paragraph; letters of a symbol font become Unicode and are told."""
    low, high = _symbol_fonts(look)
    if low or high or PRIVATE.search(words):
        words = "".join([_of_font(line, one, low, high) for one in words])
    put(reader, line, words, look)


def shown_in(element: Element, look_of: Callable[[Element], RunLook]) -> str:
    """Return the words of an element that is left out as Word shows them, for messages; "" where no font matters.

    A deleted "50 µg" must not be told as "50 mg".
    """
    changed = False
    said: list[str] = []
    for run in element.iter(f"{W}r"):
        look = look_of(run)
        low, high = _symbol_fonts(look)
        words = said_in(run)
        shown = "".join([_seen(one, low, high) for one in words])
        changed = changed or shown != words
        said.append(shown)
    return "".join(said) if changed else ""


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
    elif look.hidden:
        line.tell(Told.HIDDEN, words)
    elif look.struck:
        line.tell(Told.STRUCK, words)
    else:
        _say(reader, line, words, look)


def tick(reader: Reader, line: Line, box: str, look: RunLook) -> None:
    """Put a box to tick into the paragraph; the first of all its words may be the mark of an entry."""
    if line.box or line.text.strip() or reader.fields.swallowing or look.hidden or look.struck:
        put(reader, line, box, look)
    else:
        line.box = box


def _say(reader: Reader, line: Line, words: str, look: RunLook) -> None:
    if look.positioned:
        line.tell(Told.RAISED, words)
    if look.lowered and words.strip():
        line.tell(Told.LOWERED, words)
    for ear in reader.ears:
        ear.append(words)
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
    return look.east_asian if look.east_asian and EAST_ASIAN.search(words) else look.language


def _symbol_fonts(look: RunLook) -> tuple[str, str]:
    """Return a run's fonts for letters below U+0080 and from there on, "" for those that are no symbol fonts."""
    low = look.font if look.font and is_symbol_font(look.font) else ""
    return low, (look.high_font if look.high_font and is_symbol_font(look.high_font) else "")


def _seen(letter: str, low: str, high: str) -> str:
    """Return a letter as it is shown, the letter itself where no table has it."""
    code = ord(letter)
    private = 0xF020 <= code <= 0xF0FF
    font = (high or low or SYMBOL) if private else low if code < 0x80 else high
    if not font or code & 0xFF == ord(" ") or (code > 0xFF and not private):
        return letter
    return character(font, code) or letter


def _of_font(line: Line, letter: str, low: str, high: str) -> str:
    """Return a letter of a run as Unicode; `low` and `high` are its symbol fonts for letters below and from U+0080."""
    code = ord(letter)
    if 0xF020 <= code <= 0xF0FF:
        return _unicode(line, letter, high or low or SYMBOL)
    font = low if code < 0x80 else high
    return _unicode(line, letter, font) if font and code <= 0xFF and not letter.isspace() else letter


def _unicode(line: Line, letter: str, font: str) -> str:
    code = ord(letter)
    if code & 0xFF == ord(" "):
        return " "
    found = character(font, code)
    return _lost(line, letter, font) if found is None else _changed(line, letter, font, found)


def _changed(line: Line, letter: str, font: str, shown: str) -> str:
    line.tell(Told.SYMBOL, letter, shown, font)
    return shown


def _lost(line: Line, letter: str, font: str) -> str:
    line.tell(Told.LOST_SYMBOL, letter, UNKNOWN, font)
    return UNKNOWN
