"""The signs of a page as they are drawn, line by line and from left to right, whatever is said of their order.

PDFium tells of each sign where its origin lies; in which order the file has them is of no account here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

#: Points by which origins of one line differ at the most; a raised digit is a line of its own.
_SAME_LINE = 1.0


class Sign(NamedTuple):
    """A drawn sign: what it stands for, and its origin in points."""

    text: str
    x: float
    y: float


def signs(path: Path) -> Iterator[list[Sign]]:
    """Yield the signs of each page that are drawn, without spaces."""
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            text = page.get_textpage()
            yield [*_signs(text)]
            text.close()
    finally:
        document.close()


def _signs(text: pypdfium2.PdfTextPage) -> Iterator[Sign]:
    x, y = ctypes.c_double(), ctypes.c_double()
    for number in range(pdfium.FPDFText_CountChars(text.raw)):
        if pdfium.FPDFText_IsGenerated(text.raw, number) == 1:
            continue
        said = chr(pdfium.FPDFText_GetUnicode(text.raw, number))
        if not said.isspace():
            assert pdfium.FPDFText_GetCharOrigin(text.raw, number, ctypes.byref(x), ctypes.byref(y))
            yield Sign(said, x.value, y.value)


def drawn_lines(path: Path) -> list[str]:
    """Return each line of a file from left to right, without spaces, from the first page's top on."""
    made = []
    for page in signs(path):
        lines: list[list[Sign]] = []
        for sign in sorted(page, key=lambda sign: -sign.y):
            if lines and abs(lines[-1][0].y - sign.y) < _SAME_LINE:
                lines[-1].append(sign)
            else:
                lines.append([sign])
        made += ["".join(sign.text for sign in sorted(line, key=lambda sign: sign.x)) for line in lines]
    return made
