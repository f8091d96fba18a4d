"""The boxes of what a PDF draws, from a renderer that shares no code with what wrote it, and their faults."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from tests.checker.document import Document
from tests.checker.tag_tree import Element

OVERLAP = 1.0
"""Boxes may share so many points across or down: the rounding of glyphs, no letter over a letter."""
Claim = dict[tuple[int, int], Element]


class Box(NamedTuple):
    """A rectangle in points, from the bottom left of a page."""

    left: float
    bottom: float
    right: float
    top: float

    def shares(self, other: Box) -> tuple[float, float]:
        """Return how many points across and down two boxes share; less than nothing when they are apart."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across, min(self.top, other.top) - max(self.bottom, other.bottom)

    def overlaps(self, other: Box) -> bool:
        """Whether the boxes share more than rounding explains."""
        return min(self.shares(other)) > OVERLAP

    def holds(self, other: Box, slack: float = 1.2) -> bool:
        """Whether the other box is inside; a letter such as j reaches a little over the margin."""
        return (
            other.left >= self.left - slack
            and other.right <= self.right + slack
            and other.bottom >= self.bottom - slack
            and other.top <= self.top + slack
        )


class Drawn(NamedTuple):
    """A string or a path on a page, with the number of its mark, -1 for an artifact, and of the last mark before it."""

    box: Box
    mark: int
    text: str
    after: int


class PageBoxes(NamedTuple):
    """All that one page draws."""

    size: tuple[float, float]
    texts: list[Drawn]
    paths: list[Drawn]


def read_boxes(path: Path) -> list[PageBoxes]:
    """Read the boxes of every page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [_read_page(page) for page in document]
    finally:
        document.close()


def _read_page(page: Any) -> PageBoxes:
    texts: list[Drawn] = []
    paths: list[Drawn] = []
    after = -1
    textpage = page.get_textpage()
    edges = [ctypes.c_float() for _ in range(4)]
    pointers = [ctypes.byref(edge) for edge in edges]
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, number)
        kind = pdfium.FPDFPageObj_GetType(item)
        if not pdfium.FPDFPageObj_GetBounds(item, *pointers):
            continue
        box = Box(*(edge.value for edge in edges))
        mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
        after = mark if mark >= 0 else after
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            text = _text(item, textpage.raw)
            if text.strip():
                texts.append(Drawn(box, mark, text, after))
        else:
            paths.append(Drawn(box, mark, "", after))
    return PageBoxes(page.get_size(), texts, paths)


def _text(item: Any, textpage: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(item, textpage, None, 0)
    buffer = (ctypes.c_ushort * length)()
    pdfium.FPDFTextObj_GetText(item, textpage, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


class Sight:
    """A file with its tags and with the boxes of what they claim."""

    def __init__(self, path: Path, document: Document) -> None:
        """Read the boxes and find out which element each string belongs to."""
        self.document = document
        self.pages = read_boxes(path)
        self.owner: Claim = {
            (mark.page, mark.number): element
            for element in document.elements
            for mark in _own_marks(element)
            if mark.page is not None
        }
        self.figures: list[list[tuple[Element, Box]]] = [[] for _ in self.pages]
        for element in document.elements:
            if element.standard == "Figure":
                page = next(mark.page for mark in element.marks() if mark.page is not None)
                self.figures[page].append((element, Box(*map(float, element.attributes["BBox"]))))

    def texts(self, page: int) -> Iterator[tuple[Drawn, Element | None]]:
        """Yield the strings of a page with the elements that own them; those inside a picture belong to it.

        A drawing's words are artifacts, right after the drawing and inside of its box.
        """
        for drawn in self.pages[page].texts:
            owner = self.owner.get((page, drawn.mark))
            if drawn.mark < 0:
                before = self.owner.get((page, drawn.after))
                if any(figure is before and box.holds(drawn.box) for figure, box in self.figures[page]):
                    owner = before
            yield drawn, owner

    def places(self, element: Element) -> Iterator[tuple[int, Box]]:
        """Yield page and box of every string and every figure of an element and of all below it."""
        marks = {(mark.page, mark.number) for mark in element.marks()}
        for page, drawn in enumerate(self.pages):
            for one in drawn.texts:
                if (page, one.mark) in marks:
                    yield page, one.box
            for figure, box in self.figures[page]:
                if any((mark.page, mark.number) in marks for mark in figure.marks()):
                    yield page, box

    def overlaps(self) -> list[str]:
        """Return strings over strings, strings over figures, figures over figures, and strings cut by a frame."""
        faults = []
        for page, drawn in enumerate(self.pages):
            texts = [(one, owner) for one, owner in self.texts(page) if owner is None or owner.standard != "Figure"]
            frames = [path for path in drawn.paths if path.mark < 0]
            for at, (first, owner) in enumerate(texts):
                faults += [
                    f"page {page + 1}: {first.text!r} over {second.text!r}"
                    for second, _ in texts[at + 1 :]
                    if first.box.overlaps(second.box)
                ]
                faults += [
                    f"page {page + 1}: {first.text!r} over the picture {figure.text.get('Alt')!r}"
                    for figure, box in self.figures[page]
                    if first.box.overlaps(box) and not (_is_caption(owner) and box.holds(first.box))
                ]
                faults += [
                    f"page {page + 1}: {first.text!r} is cut by a frame at {path.box}"
                    for path in frames
                    if _cuts(path.box, first.box)
                ]
            figures = self.figures[page]
            for at, (figure, box) in enumerate(figures):
                faults += [
                    f"page {page + 1}: the picture {figure.text.get('Alt')!r} over {other.text.get('Alt')!r}"
                    for other, second in figures[at + 1 :]
                    if box.overlaps(second)
                ]
        return faults

    def _is_of_figure(self, page: int, drawn: Drawn) -> bool:
        """Whether it is part of a picture, whose paths may go on beyond the frame that it is clipped to."""
        owner = self.owner.get((page, drawn.mark))
        return owner is not None and owner.standard == "Figure"

    def outside(self, fields: Callable[[int, Box], Iterable[Box]]) -> list[str]:
        """Return what lies in none of the fields that a page has for it; fields of artifacts are asked with page -1."""
        faults = []
        for page, drawn in enumerate(self.pages):
            boxes = [(one.box, one.text, owner is None) for one, owner in self.texts(page)]
            boxes += [(box, figure.text.get("Alt", ""), False) for figure, box in self.figures[page]]
            for box, name, artifact in boxes:
                if not any(field.holds(box) for field in fields(-1 if artifact else page, box)):
                    faults.append(f"page {page + 1}: {name!r} at {box} is outside")
            sheet = Box(0, 0, *drawn.size)
            faults += [
                f"page {page + 1}: a path at {one.box} leaves the page"
                for one in drawn.paths
                if not sheet.holds(one.box, 2) and not self._is_of_figure(page, one)
            ]
        return faults


def _own_marks(element: Element) -> Iterator[Any]:
    return (kid for kid in element.kids if hasattr(kid, "number") and hasattr(kid, "page"))


def _is_caption(owner: Element | None) -> bool:
    """Whether it is the caption of a picture, which may stand in a corner of it that is empty."""
    return owner is not None and owner.standard == "Caption"


def _cuts(frame: Box, text: Box) -> bool:
    """Whether a frame, a tinted ground or a rule goes through a string; a thin line under it may be an underline."""
    across, down = frame.shares(text)
    if frame.top - frame.bottom < 2:
        middle = (frame.top + frame.bottom) / 2
        high = text.top - text.bottom
        return across > OVERLAP and text.bottom + 0.35 * high < middle < text.top - OVERLAP
    return min(across, down) > OVERLAP and not frame.holds(text)
