"""Drawings as Word 2003 had them (VML, ECMA-376 4, 19.1), and objects of other programs with the picture of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.word.reading import drawing_doubts
from leafletgen.word.reading.alt_texts import alt_text
from leafletgen.word.reading.alternatives import ALTERNATIVES, chosen
from leafletgen.word.reading.names import O, V, r, v, w
from leafletgen.word.reading.picture_data import begun, fill
from leafletgen.word.reading.picture_effects import number
from leafletgen.word.reading.plain_words import words_of
from leafletgen.word.reading.shapes import any_words, in_drawing
from leafletgen.word.story import AltFrom, Anchored, Box, BoxForm, Picture

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.doubts import Spot
    from leafletgen.word.reading.state import Reader

_SHAPES: Final = frozenset(
    v(name) for name in ("shape", "rect", "roundrect", "oval", "line", "polyline", "curve", "arc", "image")
)
_NOTHING: Final = frozenset(
    (v("shapetype"), v("background"), f"{O}lock", w("object"), w("movie"), f"{O}idmap", f"{O}extrusion")
)
"""What shows nothing by itself."""
_PARTS: Final = (v("textbox"), v("imagedata"), v("fill"), v("stroke"), v("textpath"))
"""What of a shape is read."""
_LENGTH: Final = re.compile(r"\s*([-+]?\d*\.?\d+)\s*([a-z%]*)\s*", re.IGNORECASE)
_POINTS: Final = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0, "px": 0.75, "": 0.75}
"""Of each unit of a length; a number alone counts pixels (19.1.2.19)."""
_FRACTION: Final = 65_536
_CHANGES: Final = {
    "grayscale": "greys",
    "bilevel": "black and white",
    "gain": "contrast",
    "blacklevel": "brightness",
    "chromakey": "one colour made transparent",
}
"""Attributes of v:imagedata that change its colours (19.1.2.11)."""


class _Shape(NamedTuple):
    """A shape.

    Attributes:
        element: it.
        scale: points to a unit of the group around it; 0 where none is around it.
        floats: whether words flow around it.
    """

    element: Element
    scale: float
    floats: bool


def in_old_drawing(reader: Reader, holder: Element, spot: Spot) -> list[Anchored]:
    """Return what a w:pict or a w:object shows."""
    found: list[Anchored] = []
    plain = 0
    for shape in _shapes(holder):
        if shape.element.tag == w("drawing"):
            found += in_drawing(reader, shape.element, spot)
        elif shape.element.tag in _SHAPES:
            inner = [*_pictures(reader, shape, spot), *_boxes(reader, shape, spot)]
            drawing_doubts.strangers(reader.doubts, shape.element, _PARTS, spot)
            found += inner
            plain += _is_plain(shape.element) and not inner
        else:
            _told(reader, shape.element, spot)
    if plain:
        drawing_doubts.shapes(reader.doubts, plain, "", spot)
    _told_objects(reader, holder, [one.what for one in found if isinstance(one.what, Picture)])
    return found


def _shapes(holder: Element) -> Iterator[_Shape]:
    """Yield the shapes, out of the groups around them, in the order of the file."""
    stack = [_Shape(one, 0.0, False) for one in reversed(holder)]
    while stack:
        shape = stack.pop()
        element = shape.element
        if element.tag == v("group"):
            inner = shape._replace(scale=_group_scale(shape), floats=shape.floats or _floats(element))
            stack.extend([inner._replace(element=one) for one in reversed(element)])
        elif element.tag == ALTERNATIVES:
            read = chosen(element)
            stack.extend([shape._replace(element=one) for one in reversed([] if read is None else list(read))])
        elif isinstance(element.tag, str) and element.tag not in _NOTHING:
            yield shape._replace(floats=shape.floats or _floats(element))


def _style(element: Element) -> Mapping[str, str]:
    pairs = (one.partition(":") for one in element.get("style", "").split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _floats(element: Element) -> bool:
    return _style(element).get("position", "") in ("absolute", "relative")


def _points(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    return number(found[1]) * _POINTS.get(found[2].lower(), 0.0) if found else 0.0


def _width(shape: _Shape) -> float:
    """In points: that of a shape in a group counts the group's units."""
    length = _style(shape.element).get("width", "")
    return number(length) * shape.scale if shape.scale else _points(length)


def _group_scale(shape: _Shape) -> float:
    """How many points a unit of a group has (19.1.2.7, coordsize)."""
    across = number(shape.element.get("coordsize", "1000,1000").partition(",")[0])
    return _width(shape) / across if across > 0 else 0.0


def _is_plain(element: Element) -> bool:
    """Whether a shape is drawn and is no line across the page, which divides what headings divide."""
    return element.get(f"{O}hr") is None and next(element.iter(v("textpath"), v("textbox")), None) is None


def _boxes(reader: Reader, shape: _Shape, spot: Spot) -> Iterator[Anchored]:
    for text in shape.element.iterchildren(v("textbox")):
        content = text.find(w("txbxContent"))
        drawing_doubts.strangers(reader.doubts, text, (w("txbxContent"),), spot)
        if content is None:
            continue
        box = Box(spot, BoxForm.GROUPED if shape.scale else BoxForm.TEXT_BOX)
        box.blocks = reader.blocks(content)
        if any_words(box):
            yield Anchored(box, shape.floats)
    for path in shape.element.iterchildren(v("textpath")):
        if path.get("string", "").strip():
            drawing_doubts.drawn_words(reader.doubts, path.get("string", "").strip(), spot)


def _pictures(reader: Reader, shape: _Shape, spot: Spot) -> Iterator[Anchored]:
    for data in shape.element.iterchildren(v("imagedata"), v("fill"), v("stroke")):
        identity = data.get(r("id"), "") or data.get(r("pict"), "") or data.get(f"{O}relid", "")
        linked = data.get(r("href"), "") or data.get(f"{O}href", "")
        if identity or linked or data.tag == v("imagedata"):
            picture = _picture(reader, shape, data, spot)
            fill(reader, picture, identity, linked)
            drawing_doubts.changed(reader.doubts, [_CHANGES[name] for name in data.attrib if name in _CHANGES], picture)
            drawing_doubts.link(reader.doubts, shape.element.get("href", ""), spot)
            yield Anchored(picture, shape.floats)


def _picture(reader: Reader, shape: _Shape, data: Element, spot: Spot) -> Picture:
    picture = begun(reader, spot)
    element = shape.element
    alt = alt_text(element.get("alt", ""), element.get("title", ""), AltFrom.SHAPE)
    picture.alt, picture.alt_from, picture.automatic = alt.words, alt.where, alt.automatic
    picture.share = min(1.0, max(0.0, _width(shape)) / reader.shown.columns.width(element))
    picture.crop = _crop(data)
    style = _style(element)
    flips = style.get("flip", "")
    picture.turn = (_degrees(style.get("rotation", "")) + (180 if "y" in flips else 0)) % 360
    picture.mirrored = ("x" in flips) != ("y" in flips)
    drawing_doubts.file_as_alt(reader.doubts, alt.file, picture)
    return picture


def _crop(data: Element) -> tuple[float, float, float, float]:
    left, top, right, bottom = (_share(data.get(f"crop{side}", "")) for side in ("left", "top", "right", "bottom"))
    return (left, top, right, bottom) if left + right < 1 and top + bottom < 1 else (0.0, 0.0, 0.0, 0.0)


def _share(value: str) -> float:
    """A share of the whole: "0.5", "50%", or "32768f", which counts 65,536ths (19.1.2.11, cropleft)."""
    share = number(value[:-1]) / _FRACTION if value.endswith("f") else number(value.rstrip("%"))
    return min(1.0, max(0.0, share / 100 if value.endswith("%") else share))


def _degrees(angle: str) -> float:
    """Degrees clockwise; "fd" counts 65,536ths of one."""
    return number(angle[:-2]) / _FRACTION if angle.endswith("fd") else number(angle)


def _told(reader: Reader, element: Element, spot: Spot) -> None:
    """Tell what is no shape: a control of a form, or something that nobody knows."""
    if element.tag == f"{O}OLEObject" or element.tag in (w("objectEmbed"), w("objectLink")):
        return
    words = words_of(element)
    if element.tag == w("control") or words or element.tag.startswith(V):
        drawing_doubts.unknown(reader.doubts, element, words, spot)


def _told_objects(reader: Reader, holder: Element, pictures: list[Picture]) -> None:
    """Tell what object a picture stands for."""
    found = [one for one in holder.iterchildren(f"{O}OLEObject", w("objectEmbed"), w("objectLink"))]
    for one, picture in zip(found, pictures, strict=False):
        program = one.get("ProgID", "") or one.get(w("progId"), "")
        picture.what = "object"
        drawing_doubts.kept_picture(reader.doubts, _object(program), picture)


def _object(program: str) -> str:
    """What an object is, by the program that made it, such as "Excel.Sheet.12"."""
    name = program.partition(".")[0].lower()
    kinds = {"excel": "a sheet of Excel", "equation": "an equation", "powerpoint": "a slide", "word": "a Word file"}
    return kinds.get(name, f"an object of {program}" if program else "an object of another program")
