"""SVG drawings as page operators, plain or by svglib; nothing outside the file is ever read or started."""

import re
from typing import Any

from leafletgen.images.fault import PictureError
from leafletgen.images.plain_svg import read_plain
from leafletgen.images.stand_ins import StandIns
from leafletgen.pdf.artwork import Drawing

_SVG_ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "title",
        "desc",
        "metadata",
        "defs",
        "use",
        "symbol",
        "style",
    ]
)
#: Elements one inside another, and uses: under what lxml and svglib stop at, each in its own way.
_DEEPEST = 200
_MOST_USES = 5_000


def prepare_svg(data: bytes) -> Drawing:
    """The operators of an SVG file.

    Raises:
        PictureError: it is damaged, refers to something outside, or holds what has no place in a tagged PDF.
    """
    drawing = read_plain(data)
    return prepare_by_svglib(data) if drawing is None else drawing


def prepare_by_svglib(data: bytes) -> Drawing:
    """The operators of an SVG file, plain or not.

    Raises:
        PictureError: it is damaged, refers to something outside, or holds what has no place in a tagged PDF.
    """
    import logging
    from io import BytesIO

    from lxml import etree
    from svglib.svglib import svg2rlg

    from leafletgen.pdf.vector import from_shapes
    from leafletgen.pdf.vector_operators import VectorError

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        if fault.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise (_too_deep() if "depth" in fault.msg else _too_long()) from fault
        raise PictureError(f"it is not well-formed SVG: {fault.msg}", "save it again as plain SVG") from fault
    definitions = root.getroottree().docinfo.internalDTD
    if definitions is not None and any(True for _ in definitions.iterentities()):
        raise PictureError("it defines entities, which are not allowed", "save it as plain SVG")
    foreign = []
    for element in root.iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        namespace = etree.QName(element).namespace if isinstance(element.tag, str) else None
        if namespace not in (None, "http://www.w3.org/2000/svg"):
            foreign.append(element)
            continue
        if name and name not in _SVG_ELEMENTS:
            raise PictureError(
                f"it has <{name}> in line {element.sourceline}, which is not supported",
                "keep to shapes, paths and text; turn gradients, masks, filters and embedded images into plain shapes",
            )
        for attribute, value in element.attrib.items():
            elsewhere = not str(value).startswith("#") if attribute.endswith("href") else _leads_elsewhere(str(value))
            if elsewhere:
                raise PictureError("it refers to another file", "put everything into the SVG itself")
        if name == "style" and _leads_elsewhere(element.text or ""):
            raise PictureError("it refers to another file", "put everything into the SVG itself")
    for element in foreign:
        parent = element.getparent()
        if parent is None:
            raise PictureError("it is not SVG", "save it again as plain SVG")
        parent.remove(element)  # notes of drawing programs; svglib would take them for shapes of the same name
    if any(sum(1 for _ in element.iterancestors()) >= _DEEPEST for element in root.iter() if not len(element)):
        raise _too_deep()
    _refuse_many_uses(root)
    logging.getLogger("svglib").setLevel(logging.CRITICAL)
    try:
        drawing = svg2rlg(BytesIO(etree.tostring(root)), font_map=StandIns())
        if drawing is None or not drawing.width or not drawing.height:
            raise PictureError("it has no size", 'give the <svg> element a "viewBox"')
        return from_shapes(drawing)
    except VectorError as fault:
        raise PictureError(f"it has {fault}, which is not supported", "turn it into plain shapes") from fault
    except (ArithmeticError, ValueError, TypeError, AttributeError, LookupError, RecursionError, OSError) as fault:
        raise PictureError("it cannot be drawn", "save it again as plain SVG") from fault


def _too_deep() -> PictureError:
    return PictureError(f"its elements are nested more than {_DEEPEST} deep", "ungroup them, and save it again")


def _too_long() -> PictureError:
    return PictureError("it holds a text or a path far too long", "save it again as plain SVG, with simpler paths")


def _refuse_many_uses(root: Any) -> None:
    """A use of something that itself uses others multiplies with every level: a few lines can stand for millions."""
    if sum(1 for _ in root.iter("{*}use")) > _MOST_USES:
        raise PictureError(f"it has more than {_MOST_USES:,} <use>", "draw them out in plain shapes")
    for element in root.iter("{*}use"):
        holders = [holder.get("id") for holder in element.iterancestors() if holder.get("id")]
        if not holders:
            continue
        used = {
            str(value)[1:] for use in root.iter("{*}use") for key, value in use.attrib.items() if key.endswith("href")
        }
        if used.intersection(holders):
            raise PictureError("a <use> stands inside of what is used elsewhere", "draw it out in plain shapes")
        return


def _leads_elsewhere(style: str) -> bool:
    """Whether a style or attribute of an SVG names something outside the file."""
    return "@import" in style or re.search(r"url\(\s*[\"']?\s*[^#\"'\s]", style) is not None
