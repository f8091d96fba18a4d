"""SVG drawings, read by svglib and turned into page operators; nothing outside the file is ever followed."""

import re

from leafletgen.images.fault import PictureError
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


def prepare_svg(data: bytes) -> Drawing:
    """The operators of an SVG file.

    Raises:
        PictureError: it is damaged, refers to something outside, or holds what has no place in a tagged PDF.
    """
    import logging
    from io import BytesIO

    from lxml import etree
    from svglib.svglib import svg2rlg

    from leafletgen.pdf.vector import VectorError, from_shapes

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise PictureError(f"it is not well-formed SVG: {fault.msg}", "save it again as plain SVG") from fault
    definitions = root.getroottree().docinfo.internalDTD
    if definitions is not None and any(True for _ in definitions.iterentities()):
        raise PictureError("it defines entities, which are not allowed", "save it as plain SVG")
    for element in root.iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        namespace = etree.QName(element).namespace if isinstance(element.tag, str) else None
        if namespace not in (None, "http://www.w3.org/2000/svg"):
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
    logging.getLogger("svglib").setLevel(logging.CRITICAL)
    try:
        drawing = svg2rlg(BytesIO(data))
        if drawing is None or not drawing.width or not drawing.height:
            raise PictureError("it has no size", 'give the <svg> element a "viewBox"')
        return from_shapes(drawing)
    except VectorError as fault:
        raise PictureError(f"it has {fault}, which is not supported", "turn it into plain shapes") from fault
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, ZeroDivisionError) as fault:
        raise PictureError("it cannot be drawn", "save it again as plain SVG") from fault


def _leads_elsewhere(style: str) -> bool:
    """Whether a style or attribute of an SVG names something outside the file."""
    return "@import" in style or re.search(r"url\(\s*[\"']?\s*[^#\"'\s]", style) is not None
