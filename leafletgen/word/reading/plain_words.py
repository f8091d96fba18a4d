"""Words of a piece of XML as they stand, for what is left out of a leaflet and told in a doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.word.reading.names import MC, A, M, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SPOKEN: Final = frozenset({f"{W}t", f"{W}delText", f"{M}t", f"{A}t"})
SYMBOL: Final = f"{W}sym"
FALLBACK: Final = f"{MC}Fallback"
CHOICE: Final = f"{MC}Choice"
BETWEEN: Final = {
    f"{W}p": " ",
    f"{W}tc": " ",
    f"{A}p": " ",
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
}
"""What stands between words, by the element that parts them."""
OPAQUE: Final = frozenset({f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}tblPr", f"{W}tcPr", f"{W}trPr"})
"""Properties, in which a tab or a break is no word."""
PRIVATE: Final = 0xF000
"""Where Word keeps the letters of symbol fonts in Unicode's private area."""


def words_of(element: Element) -> str:
    """Return all words in an element, deleted ones too, in their order and with single spaces between them."""
    return " ".join(said_in(element).split())


def said_in(element: Element) -> str:
    """Return the words of `words_of` with their spaces as they stand, for words that go on in the next element.

    Of an mc:AlternateContent the Fallback is left out where there is a Choice (ECMA-376 3, 7.5), since both say the
    same. A w:sym is the letter of its font in Unicode's private area.
    """
    said: list[str] = []
    waiting = [element]
    while waiting:
        one = waiting.pop()
        tag = one.tag
        if tag in SPOKEN:
            said.append(one.text or "")
        elif tag in OPAQUE or (tag == FALLBACK and _has_choice(one)):
            continue
        elif tag == SYMBOL:
            said.append(letter(one))
        else:
            said.append(BETWEEN.get(str(tag), ""))
            waiting.extend(reversed(one))
    return "".join(said)


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def letter(symbol: Element) -> str:
    """Return the letter of a w:sym as it stands in the file, U+F020 to U+F0FF; "" when it names none."""
    code = code_of(symbol)
    if code is None:
        return ""
    return chr(code if code >= PRIVATE else code + PRIVATE) if code <= 0xFF or code >= PRIVATE else chr(code)


def code_of(symbol: Element) -> int | None:
    """Return the number of a w:sym (ECMA-376 1, 17.3.3.30: w:char is hexadecimal); None when it is not one."""
    try:
        code = int(symbol.get(f"{W}char", ""), 16)
    except ValueError:
        return None
    surrogate = 0xD800 <= code <= 0xDFFF
    return code if 0x20 <= code <= 0xFFFF and not surrogate else None


def _has_choice(fallback: Element) -> bool:
    parent = fallback.getparent()
    return parent is not None and parent.find(CHOICE) is not None
