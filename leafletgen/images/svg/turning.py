"""How elements are moved and turned, by attributes and by style sheets, told as one matrix each (CSS Transforms)."""

import re
from typing import Any

from leafletgen.images.fault import PictureError
from leafletgen.images.svg.css_matrices import css_angle, css_length, css_origin, css_transform
from leafletgen.images.svg.matrices import about, read_transform, written
from leafletgen.images.svg.operators import LARGEST, UPRIGHT, Matrix, multiply
from leafletgen.images.svg.properties import length
from leafletgen.images.svg.tree import Box, local, out_of_proportion, own_box, short, unknown

#: A function of a style sheet with a number that lacks its unit; browsers pass over what has one.
_UNITLESS = re.compile(
    r"(?:translate|rotate|skew)\w*\([^)]*?(?<![\w.])[+-]?(?!0+(?:\.0*)?\b)[\d.]+\s*[,)]", re.IGNORECASE
)
#: How many times the size of the view something may be moved.
_FARTHEST = 1e5
_ITSELF = ("none", "initial", "unset")


def turn(element: Any, said: dict[str, str], box: Box) -> None:
    """Write all that moves an element as one attribute.

    Said is what style sheets say of it; box is what parts of the whole are counted of.

    Raises:
        PictureError: it is turned in a way that would not be printed as browsers show it.
    """
    attributes = element.attrib
    kind = local(element)
    own = {"pattern": "patternTransform"}.get(kind, "gradientTransform" if kind.endswith("Gradient") else "transform")
    given = attributes.pop(own, None)
    if own != "transform":
        attributes.pop("transform", None)  # these have an attribute of their own
    origin = said.get("transform-origin", attributes.pop("transform-origin", None))
    frame = said.get("transform-box", "view-box").strip().lower()
    if given is None and not said:
        return
    line = element.sourceline
    letters = _letters(element)
    matrix = _matrix(said.get("transform"), given, box, letters, line)
    matrix = _single_moves(said, matrix, box, letters, line)
    if matrix == UPRIGHT:
        return
    if element.getparent() is None:
        raise PictureError(
            "svg-not-supported",
            f"its <svg> element is turned or moved as a whole in line {line}",
            "group the drawing, and move that",
        )
    if matrix[:4] != UPRIGHT[:4]:
        matrix = _about_origin(element, matrix, origin, frame, box, line)
    far = _FARTHEST * max(box[2], box[3], 1.0)
    if not (all(abs(value) < LARGEST for value in matrix[:4]) and all(abs(value) < far for value in matrix[4:])):
        raise out_of_proportion(line)
    attributes[own] = written(matrix)


def _matrix(style: str | None, given: str | None, box: Box, letters: float, line: int) -> Matrix:
    if style is not None:
        found = css_transform(style, box[2], box[3], letters)
        if found is not None:
            return found
        if not _UNITLESS.search(style):
            raise unknown("transform", style, line)
    if given is None:
        return UPRIGHT
    found = read_transform(given)
    if found is None:
        raise unknown("transform", given, line)
    return found


def _single_moves(said: dict[str, str], matrix: Matrix, box: Box, letters: float, line: int) -> Matrix:
    """What ``translate``, ``rotate`` and ``scale`` say by themselves (CSS Transforms 2, 5)."""
    for name in ("scale", "rotate", "translate"):
        value = said.get(name, "none").strip().lower()
        if value in _ITSELF:
            continue
        words = value.split()
        step: Matrix | None = None
        if name == "translate" and len(words) in (1, 2):
            x = css_length(words[0], box[2], letters)
            y = css_length(words[1], box[3], letters) if len(words) == 2 else 0.0
            step = None if x is None or y is None else (1.0, 0.0, 0.0, 1.0, x, y)
        elif name == "rotate" and len(words) == 1 and css_angle(words[0]) is not None:
            step = css_transform(f"rotate({words[0]})", *box[2:], letters)
        elif name == "scale" and len(words) in (1, 2):
            step = css_transform(f"scale({','.join(words)})", *box[2:], letters)
        if step is None:
            raise unknown(name, value, line)
        matrix = multiply(matrix, step)
    return matrix


def _about_origin(element: Any, matrix: Matrix, origin: str | None, frame: str, box: Box, line: int) -> Matrix:
    left = top = 0.0
    if frame in ("fill-box", "content-box"):
        measured = own_box(element)
        if measured is None:
            raise unknown("transform-box", frame, line)
        left, top, box = measured[0], measured[1], measured
    elif frame not in ("view-box", *_ITSELF):
        raise unknown("transform-box", frame, line)
    if origin is None or origin.strip().lower() in _ITSELF:
        return about(matrix, (left, top)) if left or top else matrix
    point = css_origin(origin, left, top, box[2], box[3])
    if point is None:
        raise PictureError(
            "svg-not-supported",
            f'it has transform-origin="{short(origin)}" in line {line}, which is not supported',
            "move it instead",
        )
    return about(matrix, point)


def _letters(element: Any) -> float:
    """The size of letters that lengths in em are counted of."""
    for holder in (element, *element.iterancestors()):
        known = length(holder.get("font-size", ""))
        if known is not None and not known.endswith(("%", "m", "x")):
            return float(known)
    return 16.0
