"""Which letters of a run are of a symbol font, and how Word shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from leafletgen.word.reading.looks import RunLook
from leafletgen.word.reading.names import W
from leafletgen.word.reading.plain_words import said_in
from leafletgen.word.symbols import character, is_symbol_font

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.styles import Styles

SYMBOL: Final = "Symbol"
"""The font that a letter of the private area is of when its own is no symbol font: Word's bullets are of this one."""


def shown_in(element: Element, look_of: Callable[[Element], RunLook]) -> str:
    """Return the words of an element that is left out as Word shows them, for messages; "" where no font matters.

    A deleted "50 µg" must not be told as "50 mg".
    """
    changed = False
    said: list[str] = []
    for run in element.iter(f"{W}r"):
        look = look_of(run)
        low, high = symbol_fonts(look)
        words = said_in(run)
        shown = "".join([_seen(one, low, high) for one in words])
        changed = changed or shown != words
        said.append(shown)
    return "".join(said) if changed else ""


def shown_by(styles: Styles, element: Element) -> str:
    """Return the same of paragraphs in plain style, with single spaces."""
    plain = styles.paragraph(None)
    return " ".join(shown_in(element, lambda run: styles.run(run.find(f"{W}rPr"), plain)).split())


def symbol_fonts(look: RunLook) -> tuple[str, str]:
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
