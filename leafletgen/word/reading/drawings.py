"""Everything that is drawn in a Word file: pictures, text boxes, charts, objects, in the new form and the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.word.doubts import Part
from leafletgen.word.reading import drawing_doubts
from leafletgen.word.reading.alt_texts import described
from leafletgen.word.reading.alternatives import ALTERNATIVES, chosen, is_read, tell_other_words
from leafletgen.word.reading.drawing_parts import CHART, DIAGRAM
from leafletgen.word.reading.drawing_words import chart_words, diagram_words
from leafletgen.word.reading.names import MC, a, r, v, w, wp
from leafletgen.word.reading.old_drawings import in_old_drawing
from leafletgen.word.reading.picture_data import address_of, bytes_of, part_of
from leafletgen.word.reading.shapes import in_drawing
from leafletgen.word.story import Anchored, Picture

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.doubts import Spot
    from leafletgen.word.reading.state import Reader

_DRAWN: Final = (w("drawing"), w("pict"), w("object"))
_NO_PLACE: Final = {
    Part.HEADER: "the header",
    Part.FOOTER: "the footer",
    Part.FOOTNOTE: "a footnote",
    Part.ENDNOTE: "an endnote",
    Part.COMMENT: "a comment",
}
"""Parts of which a leaflet takes words, and no pictures."""
_ONLY_DRAWN: Final = {
    "wpi": "ink",
    "am3d": "a 3D model",
    "cx": "a chart of a new kind",
    "cx1": "a chart of a new kind",
    "cx2": "a map",
    "cx4": "a chart of a new kind",
    "aink": "ink",
}
"""What Word has a picture of for older readers, by the usual prefix of its namespace."""
_SHOWN: Final = (a("blip"), v("imagedata"), CHART, DIAGRAM)
_IMAGES: Final = ("image", "hdphoto")
"""Kinds of relationships that lead to pictures."""


def drawn(reader: Reader, element: Element, spot: Spot) -> list[Anchored]:
    """Return what is drawn: pictures and boxes, in the order of the file.

    Args:
        reader: reads the paragraphs of text boxes, and says which part is read.
        element: w:drawing, w:pict, w:object, or the mc:AlternateContent around one.
        spot: the paragraph that it hangs on. Pictures of headers, footers and notes are told, and not returned.
    """
    found = _drawn(reader, element, spot)
    around = reader.target or reader.fields.target
    if around and not around.startswith("#") and any([isinstance(one.what, Picture) for one in found]):
        drawing_doubts.link(reader.doubts, around, spot)
    return _with_place(reader, found, spot)


def _drawn(reader: Reader, element: Element, spot: Spot) -> list[Anchored]:
    if element.tag == w("drawing"):
        return in_drawing(reader, element, spot)
    if element.tag in _DRAWN:
        return in_old_drawing(reader, element, spot)
    if element.tag != ALTERNATIVES:
        drawing_doubts.strangers(reader.doubts, [element], (), spot)
        return []
    read = chosen(element)
    if read is None:
        return []
    tell_other_words(element, read, reader.doubts, spot)
    found = [one for child in read for one in _drawn(reader, child, spot)]
    pictures = [one.what for one in found if isinstance(one.what, Picture)]
    if read.tag == f"{MC}Fallback":
        _tell_what_it_is(reader, element, pictures, spot)
    if pictures and all([one.data or one.linked for one in pictures]):
        _pass_over(reader, [form for form in element if form is not read])
    return found


def _pass_over(reader: Reader, forms: list[Element]) -> None:
    """Take the pictures of forms that are not read as shown: they are the same in another form."""
    for form in forms:
        for one in form.iter(a("blip"), v("imagedata")):
            bytes_of(reader, one.get(r("embed"), "") or one.get(r("id"), ""))


def _tell_what_it_is(reader: Reader, element: Element, pictures: list[Picture], spot: Spot) -> None:
    """Tell what a picture stands for that is read from the older form, because no leaflet has the newer one."""
    for choice in element.iterchildren(f"{MC}Choice"):
        for one in choice.iter():
            if isinstance(one.tag, str) and one.tag.endswith("/chartex}chart"):
                drawing_doubts.chart_in_picture(reader.doubts, chart_words(reader, one.get(r("id"), "")), spot)
    needed = " ".join([one.get("Requires", "") for one in element.iterchildren(f"{MC}Choice")]).split()
    for what in [_ONLY_DRAWN[prefix] for prefix in needed if prefix in _ONLY_DRAWN][:1]:
        for picture in pictures:
            drawing_doubts.kept_picture(reader.doubts, what, picture)


def _with_place(reader: Reader, found: list[Anchored], spot: Spot) -> list[Anchored]:
    """Take away and tell the pictures that stand where a leaflet has no place for one; a logo is told once."""
    where = _NO_PLACE.get(spot.part)
    if where is None:
        return found
    pictures = [one.what for one in found if isinstance(one.what, Picture)]
    news = [one for one in pictures if not one.data or one.data not in reader.shown.told]
    reader.shown.told.update(one.data for one in news)
    drawing_doubts.elsewhere(reader.doubts, news, where, spot)
    return [one for one in found if not isinstance(one.what, Picture)]


def left_out(reader: Reader, element: Element, spot: Spot, why: str) -> None:
    """Tell the pictures in an element that is left out, such as a deleted run.

    Args:
        reader: says which part is read.
        element: what is left out.
        spot: where it stands.
        why: what it is, such as "a deleted passage".
    """
    found = [_named(reader, one, spot) for one in element.iter(*_SHOWN) if is_read(one, element)]
    drawing_doubts.elsewhere(reader.doubts, found, why, spot)


def _named(reader: Reader, element: Element, spot: Spot) -> Picture:
    """A picture, a chart or a diagram by the name of its part and its alt text; it is not read any further."""
    picture = Picture(spot)
    if element.tag == CHART:
        picture.what, picture.words = "chart", chart_words(reader, element.get(r("id"), ""))
    elif element.tag == DIAGRAM:
        picture.what, picture.words = "diagram", diagram_words(reader, element)
    else:
        identity = element.get(r("embed"), "") or element.get(r("id"), "")
        picture.part = part_of(reader, identity)
        picture.linked = address_of(reader, element.get(r("link"), ""))
    for ancestor in element.iterancestors(w("drawing"), v("shape")):
        properties = next(ancestor.iter(wp("docPr")), None)
        picture.alt = described(properties).words or ancestor.get("alt", "")
        break
    return picture


def untold(reader: Reader) -> None:
    """Tell the pictures of all parts that nothing has shown: of bullets, backgrounds, themes, diagrams.

    Call it when all else was read.
    """
    package = reader.package
    for part in package.parts():
        if part.endswith(".rels"):
            continue
        related = [one for one in package.relationships(part).values() if one.kind in _IMAGES and not one.external]
        targets = dict.fromkeys([one.target for one in related if one.target not in reader.shown.parts])
        reader.shown.parts.update(targets)
        if targets:
            drawing_doubts.unshown(reader.doubts, part, list(targets))
