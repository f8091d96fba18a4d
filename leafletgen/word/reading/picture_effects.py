"""What Word does to a picture each time it shows it, and a file beside the leaflet does not: colours, shapes, turns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.word.reading.names import A
from leafletgen.word.reading.properties import is_yes

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_A14: Final = "{http://schemas.microsoft.com/office/drawing/2010/main}"
_COLOURS: Final = {
    f"{A}grayscl": "greys",
    f"{A}biLevel": "black and white",
    f"{A}duotone": "two colours",
    f"{A}lum": "brightness or contrast",
    f"{A}alphaModFix": "transparency",
    f"{A}clrChange": "one colour made transparent",
    f"{A}clrRepl": "colours replaced",
    f"{A}hsl": "colours changed",
    f"{A}tint": "a tint",
    f"{A}fillOverlay": "a colour laid over it",
    f"{A}blur": "blur",
}
"""Effects of a blip (ECMA-376 1, 20.1.8.13)."""
_PLAIN_SHAPES: Final = ("rect", "roundRect", "round2SameRect", "snip1Rect", "frame", "")
_DEGREE: Final = 60_000
"""Units of an angle to a degree (20.1.10.3)."""
_SHARE: Final = 100_000
"""Units of a share to the whole (20.1.10.40)."""


def effects(blip: Element) -> list[str]:
    """Return what Word does to the colours of a picture, in words."""
    found = [_COLOURS[one.tag] for one in blip.iterchildren() if one.tag in _COLOURS]
    if next(blip.iter(f"{_A14}imgEffect"), None) is not None:
        found.append("an artistic effect or a correction")
    return found


def shape_of(properties: Element | None) -> str:
    """Return the name of the shape that a picture is cut to, such as "ellipse"; "" for none that hides much."""
    if properties is None:
        return ""
    if properties.find(f"{A}custGeom") is not None:
        return "a shape drawn by hand"
    geometry = properties.find(f"{A}prstGeom")
    name = "" if geometry is None else geometry.get("prst", "")
    return "" if name in _PLAIN_SHAPES else name


def turn_of(properties: Element | None) -> tuple[float, bool]:
    """Return by how many degrees a picture is turned clockwise, and whether it is mirrored before.

    Upside down is mirrored and turned by half a circle.
    """
    frame = None if properties is None else properties.find(f"{A}xfrm")
    if frame is None:
        return 0.0, False
    degrees = number(frame.get("rot")) / _DEGREE
    across, down = (is_yes(frame.get(name)) for name in ("flipH", "flipV"))
    return (degrees + (180 if down else 0)) % 360, across != down


def crop_of(rectangle: Element | None) -> tuple[float, float, float, float]:
    """Return what a:srcRect cuts away on the left, top, right and bottom (20.1.8.55); white added around is no crop."""
    if rectangle is None:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = (_share(rectangle.get(side)) for side in "ltrb")
    return (left, top, right, bottom) if left + right < 1 and top + bottom < 1 else (0.0, 0.0, 0.0, 0.0)


def _share(value: str | None) -> float:
    """A share; Strict files write "50%" (ECMA-376 1, 22.9.2.9)."""
    share = number(value[:-1]) / 100 if value and value.endswith("%") else number(value) / _SHARE
    return min(1.0, max(0.0, share))


def number(value: str | None) -> float:
    """Return a number of an attribute; 0 for what is none."""
    try:
        found = float(value or 0)
    except ValueError:
        return 0.0
    return found if abs(found) < 1e12 else 0.0
