"""The boxes of what is painted on the pages of a file, as they stand in its content streams."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

_PAINTS = {"f": "f", "f*": "f", "S": "S", "s": "S", "B": "B", "W": ""}
#: The numbers before an operator that builds a path (ISO 32000-1, 8.5.2), of which every two are a point.
_BUILDS = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4}


class PaintedBox(NamedTuple):
    """A box on a page in points, and what it is of."""

    page: int
    kind: str
    left: float
    bottom: float
    right: float
    top: float

    def mirrored(self, width: float) -> PaintedBox:
        """Where it stands on the mirror image of a page of so many points."""
        return self._replace(left=width - self.right, right=width - self.left)

    def is_near(self, other: PaintedBox, by: float = 0.03) -> bool:
        """Whether another one is the same, but for what two decimals of rounding make."""
        sides = zip(self[2:], other[2:], strict=True)
        return self[:2] == other[:2] and all(abs(one - two) <= by for one, two in sides)


def painted_boxes(path: Path) -> list[PaintedBox]:
    """The boxes of paths outside of pictures, of link areas and of figures, page by page."""
    with pikepdf.open(path) as pdf:
        made: list[PaintedBox] = []
        for number, page in enumerate(pdf.pages, 1):
            made += _paths(number, page)
            for link in page.obj.get("/Annots", []):
                left, bottom, right, top = (float(side) for side in link.Rect)
                made.append(PaintedBox(number, "link", left, bottom, right, top))
        made += _figures(pdf)
        return made


def _paths(number: int, page: pikepdf.Page) -> list[PaintedBox]:
    """The boxes of what is painted on the page itself, not in the coordinates of a picture."""
    made: list[PaintedBox] = []
    points: list[tuple[float, float]] = []
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        if not isinstance(instruction, pikepdf.ContentStreamInstruction):
            continue
        operands, name = instruction.operands, str(instruction.operator)
        depth += {"q": 1, "Q": -1}.get(name, 0)
        if depth:
            continue
        values = [float(value) for value in operands] if name in _BUILDS or name == "re" else []
        if name == "re":
            x, y, wide, high = values
            points += [(x, y), (x + wide, y + high)]
        elif name in _BUILDS:
            points += zip(values[::2], values[1::2], strict=True)
        elif name in _PAINTS:
            across, up = zip(*points, strict=True)
            made.append(PaintedBox(number, _PAINTS[name], min(across), min(up), max(across), max(up)))
            points = []
    return made


def _figures(pdf: pikepdf.Pdf) -> list[PaintedBox]:
    """The boxes that figures say they have (ISO 32000-1, 14.8.5.4.3), in the order of their objects."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    made: list[PaintedBox] = []
    todo = [pdf.Root.StructTreeRoot]
    while todo:
        node = todo.pop()
        attributes = node.get("/A")
        box = attributes.get("/BBox") if isinstance(attributes, pikepdf.Dictionary) else None
        if box is not None:
            left, bottom, right, top = (float(side) for side in box)
            page = pages.get(node.Pg.objgen, 0) if "/Pg" in node else 0
            made.append(PaintedBox(page, str(node.S), left, bottom, right, top))
        held: Any = node.get("/K", [])
        kids = held if isinstance(held, pikepdf.Array) else [held]
        todo += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return made


def direction(path: Path) -> str:
    """The direction that a file says its pages are read in, or nothing."""
    with pikepdf.open(path) as pdf:
        return str(pdf.Root.ViewerPreferences.get("/Direction", "")).removeprefix("/")
