"""Equations (ECMA-376 1, 22.1) in one line of text: every letter kept, what stands above and below by signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leafletgen.word.reading.plain import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def in_one_line(equation: Element) -> str:
    """Return an equation in one line."""
    return words_of(equation)
