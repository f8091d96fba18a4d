"""The ink of words, as leafletgen and as HarfBuzz's own program draw them.

A word is drawn in black on white at `SIZE` pixels, its baseline at `BASELINE` from the top of a picture that is `PITCH`
high, its left end at `MARGIN`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from leafletgen.document.element import Element, Role
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.xmp import Metadata
from tests.fonts.words import Script
from tests.support.processes import BOUND

if TYPE_CHECKING:
    from leafletgen.fonts.typeface import Typeface

SIZE, MARGIN = 96, 16
_ASCENT, _DESCENT = 3 * SIZE, 2 * SIZE
PITCH, BASELINE = _ASCENT + _DESCENT, _ASCENT
HB_VIEW = shutil.which("hb-view")


def by_harfbuzz(words: Sequence[str], script: Script, weight: str = "Regular") -> list[Image.Image]:
    """Each word, drawn by hb-view."""
    assert HB_VIEW is not None
    drawn = subprocess.run(
        [
            HB_VIEW,
            f"--font-size={SIZE}",
            f"--font-extents={_ASCENT},{_DESCENT},0",
            f"--margin=0 {MARGIN}",
            f"--direction={'rtl' if script.rtl else 'ltr'}",
            f"--script={script.script}",
            f"--language={script.language}",
            "--output-format=pdf",
            *([] if script.is_shaped else ["--features=-kern"]),
            str(script.path(weight)),
        ],
        input="\n".join(map(_padded, words)).encode(),
        capture_output=True,
        check=True,
        timeout=BOUND,
        env={**os.environ, "HB_DRAW": "0"},  # or else outlines are cut at the face's ascent
    )
    return _cut(_shown(drawn.stdout), len(words))


def _padded(word: str) -> str:
    """A word with room on both sides: hb-view cuts what reaches beyond its advance."""
    return f"  {word}  "


def by_leafletgen(words: Sequence[str], face: Typeface, rtl: bool) -> list[Image.Image]:
    """Each word, drawn in a PDF by way of its face, and shown by PDFium."""
    words = [*map(_padded, words)]
    coded = [face.word(word, rtl) for word in words]
    width = round(max(word[1] for word in coded) * SIZE / 1000) + 2 * MARGIN
    return _cut(_shown(page_of(words, face, rtl, (width, PITCH * len(words)))), len(words))


def _shown(pdf: bytes) -> Image.Image:
    """The first page of a file, a pixel for each point."""
    with pypdfium2.PdfDocument(pdf) as document:
        page: Image.Image = document[0].render(scale=1).to_pil()
        return page.convert("L")


def page_of(words: Sequence[str], face: Typeface, rtl: bool, size: tuple[float, float]) -> bytes:
    """A PDF of one page with each word in a line of its own."""
    root = Element(Role.DOCUMENT)
    canvas = TaggedCanvas(root, Metadata("Words", "en-GB"), size)
    used = canvas.use_face(face)
    used.texts += words
    for number, word in enumerate(words):
        node = Element(Role.PARAGRAPH)
        root.kids.append(node)
        canvas.operators.append(
            f"BT\n1 0 0 1 {MARGIN} {size[1] - BASELINE - number * PITCH:.2f} Tm\n{canvas.begin(node)}\n"
            f"/{used.resource} {SIZE} Tf\n0 0 0 rg\n({used.encode(face.word(word, rtl)[0])}) Tj\n{canvas.end()}\nET"
        )
    canvas.showPage()
    return canvas.bytes()


def _cut(page: Image.Image, count: int) -> list[Image.Image]:
    ink = page.point(lambda grey: 255 if grey < 128 else 0)
    return [ink.crop((0, number * PITCH, page.width, (number + 1) * PITCH)) for number in range(count)]


def overlap(one: Image.Image, other: Image.Image) -> float:
    """How much of the ink of two pictures is the same, 0 to 1: what both have by what either has."""
    width = max(one.width, other.width)
    one, other = (_widened(picture, width) for picture in (one, other))
    either = _area(ImageChops.lighter(one, other))
    return _area(ImageChops.darker(one, other)) / either if either else 1.0


def astray(one: Image.Image, other: Image.Image) -> float:
    """The ink of either that the other has not within a pixel, in squares of the size; a dot of a letter is 0.01."""
    width = max(one.width, other.width)
    one, other = (_widened(picture, width) for picture in (one, other))
    lost = [
        _area(ImageChops.subtract(here, there.filter(ImageFilter.MaxFilter(5))))
        for here, there in ((one, other), (other, one))
    ]
    return max(lost) / SIZE**2


def _widened(picture: Image.Image, width: int) -> Image.Image:
    wide = Image.new("L", (width, picture.height))
    wide.paste(picture)
    return wide


def _area(picture: Image.Image) -> int:
    return picture.histogram()[255]


def sheet(pictures: Iterable[Image.Image]) -> Image.Image:
    """Pictures below one another, to be looked at."""
    every = list(pictures)
    whole = Image.new("L", (max(one.width for one in every), sum(one.height for one in every)), 255)
    top = 0
    for one in every:
        whole.paste(ImageChops.invert(one), (0, top))
        top += one.height
    return whole
