"""What a drawing is made of: its pictures, shapes, charts and diagrams, out of the groups and canvases around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.word.reading.alternatives import ALTERNATIVES, chosen
from leafletgen.word.reading.names import DGM, LC, PIC, WPC, WPG, WPS, A, C
from leafletgen.word.reading.picture_effects import number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_GROUPS: Final = (f"{WPG}wgp", f"{WPG}grpSp", f"{WPC}wpc", f"{LC}lockedCanvas", f"{A}grpSp")
_AROUND: Final = (f"{WPG}graphicFrame", f"{A}graphicFrame", f"{A}graphic", f"{A}graphicData")
PICTURES: Final = (f"{PIC}pic", f"{A}pic")
SHAPES: Final = (f"{WPS}wsp", f"{A}sp", f"{A}cxnSp", f"{WPS}cxnSp")
CHART: Final = f"{C}chart"
DIAGRAM: Final = f"{DGM}relIds"
_NOTHING: Final = (
    *(f"{room}{name}" for room in (WPG, A, WPC) for name in ("cNvGrpSpPr", "grpSpPr", "nvGrpSpPr", "extLst", "xfrm")),
    *(f"{room}{name}" for room in (WPG, A) for name in ("cNvPr", "cNvFrPr", "nvGraphicFramePr", "bg", "whole")),
    *(f"{WPC}{name}" for name in ("bg", "whole")),
)
"""What says how a group looks, and holds no words."""


class Leaf(NamedTuple):
    """A part of a drawing.

    Attributes:
        element: it.
        scale: how much wider it is shown than it says, by the groups around it.
        grouped: whether a group holds it.
    """

    element: Element
    scale: float
    grouped: bool


def leaves(data: Element) -> Iterator[Leaf]:
    """Yield what a:graphicData holds, in the order of the file; groups may hold groups to any depth."""
    stack = [Leaf(one, 1.0, False) for one in reversed(data)]
    while stack:
        leaf = stack.pop()
        tag = leaf.element.tag
        if tag == ALTERNATIVES:
            read = chosen(leaf.element)
            inner = [] if read is None else list(read)
        elif tag in _AROUND:
            inner = list(leaf.element)
        elif tag in _GROUPS:
            leaf = leaf._replace(scale=leaf.scale * _scale(leaf.element), grouped=True)
            inner = list(leaf.element)
        elif tag in _NOTHING or not isinstance(tag, str):
            continue
        else:
            yield leaf
            continue
        stack.extend([leaf._replace(element=one) for one in reversed(inner)])


def _scale(group: Element) -> float:
    """How much wider a group is shown than its children count (ECMA-376 1, 20.1.7.5 and 20.1.7.6)."""
    for properties in group.iterchildren(f"{WPG}grpSpPr", f"{A}grpSpPr"):
        frame = properties.find(f"{A}xfrm")
        if frame is not None:
            own, inner = (width(frame.find(f"{A}{name}")) for name in ("ext", "chExt"))
            return own / inner if own and inner else 1.0
    return 1.0


def width(extent: Element | None) -> float:
    """Return the width of an extent in English metric units, of which a point has 12,700."""
    return max(0.0, number(None if extent is None else extent.get("cx")))
