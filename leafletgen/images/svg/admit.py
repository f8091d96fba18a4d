"""What an SVG file may hold: read with limits, without what runs, moves, or is meant for other programs."""

from typing import Any

from leafletgen.images.fault import PictureError
from leafletgen.images.svg.properties import words
from leafletgen.images.svg.tree import (
    AS_PNG,
    DEEPEST,
    HIDDEN,
    PAINTED,
    SERVANTS,
    SVG,
    XHTML,
    XLINK,
    local,
    take_out,
    too_deep,
)

_MOST_ELEMENTS = 300_000
#: What says nothing to paper.
DROPPED = words(
    "title desc metadata style view cursor color-profile font font-face font-face-src font-face-uri font-face-name"
    " font-face-format glyph missing-glyph hkern vkern"
)
#: What browsers know besides SVG.
_PAGES = "http://www.w3.org/1999/xhtml"
_MOVING = words("animate animateColor animateMotion animateTransform set discard mpath")
#: What would be missed, since browsers show it and the painter does not, or since no browser shows it.
_REFUSED = {
    "foreignObject": ("holds a part of a web page", "turn its words into SVG text or outlines, or export it as PNG"),
    "flowRoot": ("holds flowed text, which no browser shows", "turn the text into outlines"),
    "tref": ("holds text from elsewhere, which no browser shows", "turn the text into outlines"),
    "altGlyph": ("holds glyphs of its own, which no browser shows", "turn the text into outlines"),
    **dict.fromkeys(("video", "audio", "iframe", "canvas", "embed", "object"), ("belongs to a web page", AS_PNG)),
    **dict.fromkeys(("meshgradient", "mesh", "hatch", "solidcolor", "solidColor"), ("is shown by no browser", AS_PNG)),
}


def admitted(data: bytes) -> Any:
    """The outermost element of a file.

    Raises:
        PictureError: it is damaged, without end, or runs or moves.
    """
    root = _parsed(data)
    _bound(root)
    _refuse_programs(root)
    return root


def drop_unseen(root: Any) -> None:
    """Take out what says nothing to paper, after the style sheets that count with it.

    Raises:
        PictureError: something would be missed.
    """
    _drop_foreign(root)
    _choose(root)
    _drop_unknown(root)


def _parsed(data: bytes) -> Any:
    from lxml import etree

    try:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
        )
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        if fault.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            if "depth" in fault.msg:
                raise too_deep() from fault
            raise PictureError(
                "svg-too-complex",
                "it holds a text or a path far too long",
                "save it again as plain SVG, with simpler paths",
            ) from fault
        raise PictureError(
            "svg-not-well-formed", f"it is not well-formed SVG: {fault.msg}", "save it again as plain SVG"
        ) from fault
    definitions = root.getroottree().docinfo.internalDTD
    if definitions is not None and any(True for _ in definitions.iterentities()):
        plain = data.replace(b"\0", b"")  # UTF-16 has one beside each of these letters
        line = plain[: plain.find(b"<!DOCTYPE")].count(b"\n") + 1
        raise PictureError(
            "svg-entities",
            f"its DOCTYPE in line {line} defines entities, which are not allowed",
            "save it as plain SVG",
        )
    if root.tag != f"{SVG}svg":
        name = str(root.tag).rpartition("}")[2]
        told = (
            "its <svg> does not say that it is SVG" if root.tag == "svg" else f"it begins with <{name}>, not with <svg>"
        )
        raise PictureError(
            "svg-not-well-formed",
            f"{told}, in line {root.sourceline}",
            'save it as plain SVG: <svg xmlns="http://www.w3.org/2000/svg">',
        )
    for one in root.itersiblings(preceding=True):
        if one.tag is etree.PI and one.target == "xml-stylesheet":
            raise PictureError(
                "svg-refers-outside",
                f"its xml-stylesheet in line {one.sourceline} refers to another file",
                "put everything into the SVG itself",
            )
    etree.strip_tags(root, etree.PI)
    return root


def _bound(root: Any) -> None:
    from lxml import etree

    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > DEEPEST:
            raise too_deep()
        if count > _MOST_ELEMENTS:
            raise PictureError(
                "svg-too-complex", f"it has more than {_MOST_ELEMENTS:,} elements", "export the picture as PNG"
            )


def _refuse_programs(root: Any) -> None:
    """Refuse what runs or moves, wherever it stands."""
    still = "save it without animation"
    for element in root.iter():
        name = local(element)
        where = f"in line {element.sourceline}"
        if name in _MOVING:
            raise PictureError("svg-moves", f"it has <{name}> {where}: it moves, and paper does not", still)
        if name == "script":
            raise PictureError("svg-script", f"it has <script> {where}: it runs a program", "save it without scripts")
        for attribute in element.attrib:
            if attribute.startswith("on") and attribute.isalpha():
                raise PictureError(
                    "svg-script", f'it has {attribute}="…" {where}: it runs a program', "save it without scripts"
                )


def _drop_foreign(root: Any) -> None:
    """Take out the notes of drawing programs, and what is meant for other programs and languages."""
    for element in list(root.iter()):
        parent = element.getparent()
        if parent is None or not local(parent):
            continue
        if not local(element):
            shown = not any(
                local(holder) in DROPPED or local(holder) == "foreignObject" for holder in _holders(element)
            )
            if isinstance(element.tag, str) and element.tag.startswith(XHTML) and shown:
                name = element.tag[len(XHTML) :]
                raise PictureError(
                    "svg-not-supported", f"it has <{name}> of a web page in line {element.sourceline}", AS_PNG
                )
            take_out(element)
        elif local(element) in HIDDEN and local(element) != "defs":
            continue  # these conditions are for what is shown where it stands (SVG 2, 5.9)
        elif not _language_fits(element) or element.get("requiredExtensions", _PAGES).strip() != _PAGES:
            take_out(element)


def _holders(element: Any) -> list[Any]:
    return list(element.iterancestors())


def _choose(root: Any) -> None:
    """Leave one branch of each switch, and of a link what it shows."""
    for switch in list(root.iter(f"{SVG}switch")):
        for child in list(switch)[1:]:
            switch.remove(child)
        switch.tag = f"{SVG}g"
    for element in list(root.iter(f"{SVG}a")):
        inside = any(local(holder) == "text" for holder in _holders(element))
        element.tag = f"{SVG}tspan" if inside else f"{SVG}g"
        for attribute in ("href", XLINK):
            element.attrib.pop(attribute, None)


def _drop_unknown(root: Any) -> None:
    """Take out elements that no browser knows, which show nothing; refuse those that would be missed."""
    for element in list(root.iter()):
        name = local(element)
        if name in PAINTED or name in SERVANTS or element.getparent() is None:
            continue
        told = _REFUSED.get(name)
        if told is None or any(local(holder) == "defs" for holder in _holders(element)):
            take_out(element)
        else:
            raise PictureError(
                "svg-not-supported", f"it has <{name}> in line {element.sourceline}: it {told[0]}", told[1]
            )


def _language_fits(element: Any) -> bool:
    said = element.get("systemLanguage")
    return said is None or any(one.strip().lower().partition("-")[0] == "en" for one in said.split(","))
