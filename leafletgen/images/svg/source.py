"""An SVG file, read strictly: all that it says is known and says one thing, or it is refused with its line.

What comes out is the same drawing told plainly: attributes in place of style sheets, colours as numbers, one branch of
each switch, nothing of editing programs. Both ways to print start from it.
"""

import re
from functools import partial
from typing import Any, NamedTuple

from leafletgen.images.fault import PictureError, nothing_to_see
from leafletgen.images.svg.admit import admitted, drop_unseen
from leafletgen.images.svg.links import check_links, drop_unused
from leafletgen.images.svg.operators import RATIO
from leafletgen.images.svg.quarrels import refuse_quarrels
from leafletgen.images.svg.styling import Styling
from leafletgen.images.svg.tree import HIDDEN, PAINTED, SVG, box_of, local, pixels, short, unknown
from leafletgen.images.svg.values import check_values
from leafletgen.images.svg.wording import Wording, Words

#: SVGs inside of one another.
_DEEPEST = 3
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
        told: what a user is to know: a value that browsers pass over, or a family that the brand's face stands in for.
        filtered: whether it has filters, whose time grows with every dot.
        layers: about how many times all dots are painted over, at most.
        window: how far, in pixels of CSS, a filter looks around every dot one by one; its time grows with the square.
    """

    root: Any
    named_elements: dict[str, Any]
    width: float
    height: float
    words: list[Words]
    told: str
    filtered: bool
    layers: int
    window: float


def read_source(data: bytes, family: str, depth: int = 0) -> Source:
    """Read a file; family is the brand's, in which its words are set. Depth counts SVGs inside of one another.

    Raises:
        PictureError: it is damaged, or something in it would not be printed as a browser shows it.
    """
    root = admitted(data)
    styling = Styling(root)
    drop_unseen(root)
    drop_unused(root)
    held = list(root.iter())  # while one is held, lxml need not make it anew for every look at the tree
    seen = PAINTED - {"svg", "g", "defs", "symbol"}
    if not any(local(element) in seen and _stands(element) for element in held):
        raise nothing_to_see()
    width, height = _size(root)
    _refuse_rem(root)
    told = check_values(root, styling, partial(_inner, family, depth + 1) if depth < _DEEPEST else None)
    named = check_links(root)
    refuse_quarrels(root, named)
    _refuse_places(root, named, styling)
    wording = Wording(root, family)
    filtered, window = _filters(root, width, height)
    if wording.named:
        told = f'its words ask for "{wording.named}" and are set in {family}, the brand\'s font'
    return Source(root, named, width, height, wording.words, told, filtered, _layers(root, named), window)


def _inner(family: str, depth: int, data: bytes) -> bytes:
    from lxml import etree

    inner: bytes = etree.tostring(read_source(data, family, depth).root)
    return inner


def _stands(element: Any) -> bool:
    return not any(local(holder) in HIDDEN for holder in element.iterancestors())


def _refuse_rem(root: Any) -> None:
    """Refuse lengths in letters of an outermost element that says how large its letters are."""
    if root.get("font-size") is None:
        return
    for element in root.iter():
        for name, value in element.attrib.items():
            if re.fullmatch(r"[-+.\d]+rem", value.strip()):
                raise unknown(name, value, element.sourceline)


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
    if not styling.of_places and not (styling.customs and styling.varying):
        return
    for use in root.iter(f"{SVG}use"):
        target = named.get(use.get("href", "")[1:])
        if target is None:
            continue
        placed = styling.of_places and any(
            (element, name) in styling.lines for element in target.iter() for name in element.attrib
        )
        if placed or (styling.customs and any(element in styling.varying for element in target.iter())):
            raise PictureError(
                f"what its <use> in line {use.sourceline} shows has styles that hang on where it stands",
                "draw it out in plain shapes, or save it with presentation attributes",
            )


#: How many times the dots of a whole drawing some parts of it count.
_LAYERS = {"opacity": 1, "style": 1, "clip-path": 2, "mask": 3, "filter": 2}
_STEPS = {"feTurbulence": 10, "feDropShadow": 6, "feDiffuseLighting": 4, "feSpecularLighting": 4}


def _layers(root: Any, named: dict[str, Any]) -> int:
    """About how many times the painter goes over all dots, if every part were as large as the whole."""
    counted: dict[Any, int] = {}
    marked = next(root.iter(f"{SVG}marker"), None) is not None

    def count(element: Any) -> int:
        known = counted.get(element)
        if known is not None:
            return known
        counted[element] = 0  # what leads back to itself was refused, or counts once
        own = 0
        for name, weight in _LAYERS.items():
            value = element.get(name, "none")
            if value not in ("none", "1", "auto"):
                target = named.get(value[5:].partition(")")[0]) if value.startswith("url(#") else None
                own += weight + (count(target) if target is not None else 0)
        kind = local(element)
        if kind.startswith("fe"):
            order = re.findall(r"[0-9]+", element.get("order", "3")) if kind == "feConvolveMatrix" else ["0"]
            own += _STEPS.get(kind, 2) + int(order[0]) ** 2 // 10
        elif kind == "use" and element.get("href", "")[1:] in named:
            own += count(named[element.get("href")[1:]])
        elif marked and kind in ("path", "polyline", "polygon", "line"):
            own += len(re.findall(r"[a-zA-Z]|,", element.get("d", element.get("points", "")))) // 50
        counted[element] = own + sum(count(child) for child in element)
        return counted[element]

    return count(root)


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
