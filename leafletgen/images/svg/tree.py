"""The tree of an SVG file: names, places, boxes, and how a refusal is worded."""

import re
from functools import lru_cache
from math import isfinite
from typing import Any

from leafletgen.images.fault import PictureError
from leafletgen.images.svg.path import NUMBER
from leafletgen.images.svg.properties import length, words

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XHTML = "{http://www.w3.org/1999/xhtml}"

Box = tuple[float, float, float, float]
"""Left, top, width and height, in the drawing's units."""

#: Elements one inside another: under what lxml and the painter stop at, each in its own way.
DEEPEST = 200
SHAPES = words("path rect circle ellipse line polyline polygon")
PAINTED = SHAPES | words("svg g text tspan textPath use symbol defs image a switch")
SERVANTS = words(
    "linearGradient radialGradient stop clipPath mask pattern marker filter feBlend feColorMatrix feComponentTransfer"
    " feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA"
    " feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight"
    " feSpecularLighting feSpotLight feTile feTurbulence"
)
#: What is never painted where it stands.
HIDDEN = words("defs symbol clipPath mask linearGradient radialGradient pattern marker filter stop")
#: The way out that every designer's program has.
AS_PNG = "export the picture as PNG, or save it as plain SVG without that"
OUTLINES = "turn the text into outlines"


def local(element: Any) -> str:
    """An element's name; nothing when it is not of SVG."""
    tag = element.tag
    return _name(tag) if isinstance(tag, str) else ""


@lru_cache(500)
def _name(tag: str) -> str:
    return tag[len(SVG) :] if tag.startswith(SVG) else ""


def take_out(element: Any) -> None:
    """Remove an element, and keep the words that stand behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def short(value: str) -> str:
    """A value fit for a message."""
    value = " ".join(value.split())
    return value if len(value) <= 60 else value[:57] + "…"


def unknown(name: str, value: str, line: int, hint: str = AS_PNG) -> PictureError:
    """What is said of a value that would not be printed as browsers show it."""
    return PictureError(
        "svg-not-supported", f'it has {name}="{short(value)}" in line {line}, which is not supported', hint
    )


def out_of_proportion(line: int) -> PictureError:
    """What is said of numbers that no drawing needs."""
    return PictureError(
        "svg-number-too-large", f"it has a number out of all proportion in line {line}", "save it again as plain SVG"
    )


def too_deep() -> PictureError:
    """What is said of elements nested without end."""
    return PictureError(
        "svg-nested-too-deep", f"its elements are nested more than {DEEPEST} deep", "ungroup them, and save it again"
    )


def pixels(value: str | None) -> float | None:
    """A size of the outermost element; None when it is none, or a part of what is around."""
    known = length(value.strip()) if value is not None else None
    if known is None or known.endswith("%"):
        return None
    if known.endswith(("em", "ex")):
        return float(known[:-2]) * (16 if known.endswith("em") else 8)
    return float(known)


def box_of(element: Any, outer: Box = (0.0, 0.0, 0.0, 0.0)) -> Box:
    """The box that parts of the whole are counted of, inside of an element with a view of its own."""
    said = element.get("viewBox")
    if said is not None:
        numbers = re.split(r"[\s,]+", said.strip())
        box = [float(number) for number in numbers if re.fullmatch(NUMBER, number)]
        if len(box) != 4 or len(numbers) != 4 or not all(map(isfinite, box)):
            raise PictureError(
                "svg-without-size",
                f'it has viewBox="{short(said)}" in line {element.sourceline}, which is not right',
                'write four numbers, such as viewBox="0 0 100 50"',
            )
        return box[0], box[1], box[2], box[3]
    if local(element) != "svg":
        return outer
    wide_, high_ = (pixels(element.get(name)) for name in ("width", "height"))
    return 0.0, 0.0, wide_ or outer[2], high_ or outer[3]


def own_box(element: Any) -> Box | None:
    """The box of a shape that says it in numbers; None for others."""
    names = {
        "rect": ("x", "y", "width", "height"),
        "circle": ("cx", "cy", "r", "r"),
        "ellipse": ("cx", "cy", "rx", "ry"),
        "line": ("x1", "y1", "x2", "y2"),
    }
    kind = local(element)
    said = [length(element.get(name, "0")) for name in names.get(kind, ())]
    if not said or any(one is None or one.endswith(("%", "m", "x")) for one in said):
        return None
    a, b, c, d = (float(one or 0) for one in said)
    if kind == "rect":
        return a, b, c, d
    return (min(a, c), min(b, d), abs(a - c), abs(b - d)) if kind == "line" else (a - c, b - d, 2 * c, 2 * d)
