"""What the attributes of an SVG say, checked one by one and told plainly."""

import re
from typing import Any

from leafletgen.images.svg.calculated import calculated
from leafletgen.images.svg.embedded import Reader
from leafletgen.images.svg.links import check_href
from leafletgen.images.svg.path import NUMBER
from leafletgen.images.svg.properties import (
    ALIASES,
    GEOMETRY,
    PLACES,
    PROPERTIES,
    SILENT,
    STYLE_ALONE,
    checked,
    length,
    no_value,
    words,
)
from leafletgen.images.svg.styling import WORDS, Styling, by_word
from leafletgen.images.svg.tree import SPACE, SVG, XLINK, Box, box_of, local, out_of_proportion, short, unknown
from leafletgen.images.svg.turning import turn

#: Attributes of SVG that are no properties.
_ATTRIBUTES = words(
    "id viewBox points d transform patternTransform gradientTransform offset refX refY orient"
    " pathLength dx dy rotate textLength lengthAdjust startOffset method spacing side path x y in in2 result type"
    " values mode operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode preserveAlpha"
    " kernelUnitLength surfaceScale diffuseConstant specularConstant specularExponent scale xChannelSelector"
    " yChannelSelector stdDeviation radius baseFrequency numOctaves seed stitchTiles azimuth elevation z pointsAtX"
    " pointsAtY pointsAtZ limitingConeAngle tableValues slope intercept amplitude exponent href"
)
#: Elements whose places may be negative, and whose sizes are lengths of their own.
_SERVING = words("filter mask pattern linearGradient radialGradient")
#: Properties that the painter reads in a ``style`` attribute alone.
_STYLED = ("mix-blend-mode", "isolation", "font-kerning")
#: Shapes that have no markers, though they inherit them (SVG 2, 11.6).
_UNMARKED = words("rect circle ellipse")
#: How many times the size of the view a number may be; and a number that has so many digits before its point.
_FARTHEST = 1e5
_MAY_BE_FAR = re.compile(r"(?<![0-9.])[0-9]{6}|[eE]\+?[0-9]")
_PLACED = ("d", "points", "stroke-width", "font-size")
_MARKERS = ("marker-start", "marker-mid", "marker-end")


def check_values(root: Any, styling: Styling, inner: Reader) -> str:
    """Check every attribute of a tree, and write it as both ways to print know it.

    Return what a user is to know: the first value that browsers pass over.

    Inner reads SVGs inside of it.

    Raises:
        PictureError: one of them would not be printed as browsers show it.
    """
    marked = next(root.iter(f"{SVG}marker"), None) is not None
    measured = any(element.get("stroke-dasharray", "none") != "none" for element in root.iter())
    measured = measured or next(root.iter(f"{SVG}textPath"), None) is not None
    told = ""
    stack = [(root, box_of(root))]
    while stack:
        element, box = stack.pop()
        kind = local(element)
        if kind in ("svg", "symbol", "pattern", "marker"):
            box = box_of(element, box)
        turn(element, styling.moves.get(element, {}), box)
        for name, value in list(element.attrib.items()):
            line = styling.lines.get((element, name), element.sourceline)
            if name.startswith("{"):
                _of_other_names(element, name, value, inner)
            elif name == "href":
                check_href(element, value, inner)
            else:
                if _MAY_BE_FAR.search(value) and (name in GEOMETRY or name in _PLACED):
                    _refuse_far(value, box, line)
                said = _check(element, kind, name, value.strip(), line, (element, name) in styling.lines)
                told = told or said
        if "pathLength" in element.attrib:
            if measured:
                raise unknown("pathLength", element.get("pathLength"), element.sourceline)
            del element.attrib["pathLength"]
        if marked and kind in _UNMARKED:
            for name in _MARKERS:
                element.set(name, "none")
        styles = [f"{name}:{element.attrib.pop(name)}" for name in _STYLED if name in element.attrib]
        if styles:
            element.set("style", ";".join(styles))
        stack += [(child, box) for child in element]
    return told


def _refuse_far(value: str, box: Box, line: int) -> None:
    """Refuse what lies so far outside that the painter leaves it out, though a part of it may be seen."""
    most = _FARTHEST * max(box[2], box[3], 1.0)
    if any(abs(float(number)) > most for number in re.findall(NUMBER, value)):
        raise out_of_proportion(line)


def _of_other_names(element: Any, name: str, value: str, inner: Reader) -> None:
    if name == XLINK:
        del element.attrib[name]
        if "href" not in element.attrib:
            check_href(element, value, inner)
    elif name != SPACE:
        del element.attrib[name]


def _check(element: Any, kind: str, name: str, value: str, line: int, styled: bool) -> str:
    """Check one attribute, and return what a user is to know of it."""
    attributes = element.attrib
    if name in SILENT:
        del attributes[name]
        return ""
    known_as = ALIASES.get(name, name)
    if known_as in STYLE_ALONE and not styled:
        del attributes[name]
        return ""
    if "calc(" in value:
        value = calculated(value)
    check = PROPERTIES.get(known_as)
    if check is None and name in GEOMETRY and kind not in ("tspan", "text"):
        check = length if kind.startswith("fe") or kind in _SERVING else GEOMETRY[name]
    check = check or PLACES.get(name)
    if check is None:
        if name not in _ATTRIBUTES:
            del attributes[name]  # what no browser knows says nothing
        return ""
    if value.lower() in WORDS:
        attributes[name] = by_word(known_as, value.lower(), line)
        return ""
    if kind == "svg" and element.getparent() is None and name in GEOMETRY:
        return ""  # its size is read by itself
    if name == "mask" and kind == "mask" and value != "none":
        raise unknown(name, value, line)  # browsers do not agree
    contents = name == "display" and value.lower() == "contents" and kind in _UNBOXED
    if contents or (name in ("width", "height") and value.lower() == "auto" and kind in _FRAMED):
        raise unknown(name, value, line)
    known = checked(check, value)
    if known is None and not styled and no_value(known_as, value):
        del attributes[name]
        return f'it has {name}="{short(value)}" in line {line}, which says nothing to a browser'
    if known is None:
        raise unknown(name, value, line, _WRITTEN)
    if known_as != name or not known:
        del attributes[name]
    if known:
        attributes[known_as] = known
    return ""


#: What is as large as something else says when its size is "auto".
_FRAMED = words("use image svg symbol")
_WRITTEN = "check how it is written, or export the picture as PNG"
#: What is not shown at all when it has no box of its own.
_UNBOXED = words("path rect circle ellipse line polyline polygon image text")
