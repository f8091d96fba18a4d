"""An SVG file, read strictly: all that it says is known and says one thing, or it is refused with its line.

What comes out is the same drawing told plainly: attributes in place of style sheets, colours as numbers, one branch of
each switch, nothing of editing programs. Both ways to print start from it.
"""

import re
from typing import Any, NamedTuple

from leafletgen.images.fault import PictureError, nothing_to_see
from leafletgen.images.svg.admit import admitted
from leafletgen.images.svg.links import check_links
from leafletgen.images.svg.operators import RATIO
from leafletgen.images.svg.styling import Styling
from leafletgen.images.svg.tree import HIDDEN, PAINTED, SVG, box_of, local, pixels, short, unknown
from leafletgen.images.svg.values import check_values
from leafletgen.images.svg.wording import Wording, Words

#: Octaves of noise that can be told apart in 8 bits; browsers paint no more.
_MOST_OCTAVES = 9
#: Numbers across a matrix of a filter.
_MOST_ORDER = 25
#: A filter that looks farther looks at all of a drawing; the number is one that can be worked with.
_FARTHEST = 1e9
_BOXED = 'give the <svg> element a "viewBox"'


class Source(NamedTuple):
    """A drawing told plainly.

    Attributes:
        root: its tree; elements keep the lines of the file.
        named_elements: those with an id.
        width, height: in pixels of CSS.
        words: what it says.
        asked: the family that its words ask for first where the brand's face stands in; else empty.
        filtered: whether it has filters, whose time grows with every dot.
        window: how far, in pixels of CSS, a filter looks around every dot one by one; its time grows with the square.
    """

    root: Any
    named_elements: dict[str, Any]
    width: float
    height: float
    words: list[Words]
    asked: str
    filtered: bool
    window: float


def read_source(data: bytes, family: str, depth: int = 0) -> Source:
    """Read a file; family is the brand's, in which its words are set. Depth counts SVGs inside of one another.

    Raises:
        PictureError: it is damaged, or something in it would not be printed as a browser shows it.
    """
    root = admitted(data)
    held = list(root.iter())  # while one is held, lxml need not make it anew for every look at the tree
    if not any(local(element) in PAINTED - {"svg", "g", "defs", "symbol"} and _stands(element) for element in held):
        raise nothing_to_see()
    styling = Styling(root)
    width, height = _size(root)
    check_values(root, styling, family, depth)
    named = check_links(root)
    _refuse_places(root, named, styling)
    wording = Wording(root, family)
    filtered, window = _filters(root, width, height)
    return Source(root, named, width, height, wording.words, wording.named, filtered, window)


def _stands(element: Any) -> bool:
    return not any(local(holder) in HIDDEN for holder in element.iterancestors())


def _size(root: Any) -> tuple[float, float]:
    said = root.get("viewBox")
    width, height = (pixels(root.get(name)) for name in ("width", "height"))
    if said is not None:
        _, _, across, down = box_of(root)
        if min(across, down) <= 0:
            raise PictureError(f'its viewBox="{short(said)}" in line {root.sourceline} has no size', _BOXED)
        if width is None and height is None:
            width, height = across, down
        elif width is None and height is not None:
            width = height * across / down
        elif height is None and width is not None:
            height = width * down / across
    if not width or not height or width < 0 or height < 0:
        raise PictureError(f"its <svg> in line {root.sourceline} has no size", _BOXED)
    if not 1 / RATIO < width / height < RATIO:
        raise PictureError("it has a frame that is a thousand times longer than wide", "give it another size")
    if said is None:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    root.set("width", f"{width:.6g}")
    root.set("height", f"{height:.6g}")
    for name in ("x", "y"):
        root.attrib.pop(name, None)
    return width, height


def _refuse_places(root: Any, named: dict[str, Any], styling: Styling) -> None:
    """Refuse styles by place where a part is used elsewhere: browsers do not agree on which place counts."""
    if not styling.of_places:
        return
    for use in root.iter(f"{SVG}use"):
        target = named.get(use.get("href", "")[1:])
        if target is not None and any(
            (element, name) in styling.lines for element in target.iter() for name in element.attrib
        ):
            raise PictureError(
                f"what its <use> in line {use.sourceline} shows has styles that hang on where it stands",
                "draw it out in plain shapes, or save it with presentation attributes",
            )


def _filters(root: Any, width: float, height: float) -> tuple[bool, float]:
    """Whether there are filters, and how far they look; octaves are cut to what browsers have."""
    window = 0.0
    filtered = any(element.get("filter", "none") != "none" for element in root.iter())
    box = box_of(root)
    scale = max(width / box[2], height / box[3])
    for element in root.iter(f"{SVG}feMorphology", f"{SVG}feTurbulence", f"{SVG}feConvolveMatrix"):
        kind = local(element)
        if kind == "feTurbulence":
            octaves = re.match(r"\s*\+?0*([0-9]+)", element.get("numOctaves", "1"))
            if octaves and (len(octaves[1]) > 1 or int(octaves[1]) > _MOST_OCTAVES):
                element.set("numOctaves", str(_MOST_OCTAVES))
            continue
        name = "radius" if kind == "feMorphology" else "order"
        try:
            reach = min(_FARTHEST, max(float(part) for part in re.split(r"[\s,]+", element.get(name, "0").strip())))
        except ValueError:
            continue
        if kind == "feConvolveMatrix":
            if reach > _MOST_ORDER:
                raise unknown(name, element.get(name), element.sourceline)
            continue
        holder = element.getparent()
        if holder is not None and holder.get("primitiveUnits") == "objectBoundingBox":
            reach *= max(box[2], box[3])
        window = max(window, reach * scale)
    return filtered, window
