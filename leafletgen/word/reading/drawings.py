"""Everything that is drawn in a Word file: pictures, text boxes, charts, objects, in the new form and the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.word.doubts import Part, Spot
from leafletgen.word.reading import telling
from leafletgen.word.reading.alternatives import ALTERNATIVES, chosen, tell_other_words
from leafletgen.word.reading.drawing_words import chart_words
from leafletgen.word.reading.names import MC, a, r, v, w
from leafletgen.word.reading.old_drawings import in_old_drawing
from leafletgen.word.reading.picture_data import bytes_of
from leafletgen.word.reading.shapes import in_drawing
from leafletgen.word.story import Anchored, Picture

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

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
_IMAGES: Final = ("image", "hdphoto")
"""Kinds of relationships that lead to pictures."""


def drawn(reader: Reader, element: Element, spot: Spot) -> list[Anchored]:
    """Return what is drawn: pictures and boxes, in the order of the file.

    Args:
        reader: reads the paragraphs of text boxes, and says which part is read.
        element: w:drawing, w:pict, w:object, or the mc:AlternateContent around one.
        spot: the paragraph that it hangs on. Pictures of headers, footers and notes are told, and not returned.
    """
    return _with_place(reader, _drawn(reader, element, spot), spot)


def _drawn(reader: Reader, element: Element, spot: Spot) -> list[Anchored]:
    if element.tag == w("drawing"):
        return in_drawing(reader, element, spot)
    if element.tag in _DRAWN:
        return in_old_drawing(reader, element, spot)
    read = chosen(element) if element.tag == ALTERNATIVES else None
    if read is None:
        return []
    tell_other_words(element, read, reader.doubts, spot)
    found = [one for child in read for one in _drawn(reader, child, spot)]
    pictures = [one.what for one in found if isinstance(one.what, Picture)]
    if read.tag == f"{MC}Fallback":
        _tell_what_it_is(reader, element, pictures, spot)
    if pictures:
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
                telling.chart_in_picture(reader.doubts, chart_words(reader, one.get(r("id"), "")), spot)
    needed = " ".join([one.get("Requires", "") for one in element.iterchildren(f"{MC}Choice")]).split()
    for what in [_ONLY_DRAWN[prefix] for prefix in needed if prefix in _ONLY_DRAWN][:1]:
        for picture in pictures:
            telling.kept_picture(reader.doubts, what, picture)


def _with_place(reader: Reader, found: list[Anchored], spot: Spot) -> list[Anchored]:
    """Take away and tell the pictures that stand where a leaflet has no place for one; a logo is told once."""
    where = _NO_PLACE.get(spot.part)
    if where is None:
        return found
    pictures = [one.what for one in found if isinstance(one.what, Picture)]
    news = [one for one in pictures if not one.data or one.data not in reader.shown.told]
    reader.shown.told.update(one.data for one in news)
    telling.elsewhere(reader.doubts, news, where, spot)
    return [one for one in found if not isinstance(one.what, Picture)]


def left_out(reader: Reader, element: Element, spot: Spot, why: str) -> None:
    """Tell the pictures in an element that is left out, such as a deleted run.

    Args:
        reader: says which part is read.
        element: what is left out.
        spot: where it stands.
        why: what it is, such as "a deleted passage".
    """
    found: list[Picture] = []
    for one in element.iter(*_DRAWN):
        if not _is_older_form(one, element):
            found += [inner.what for inner in _drawn(reader, one, spot) if isinstance(inner.what, Picture)]
    telling.elsewhere(reader.doubts, found, why, spot)


def _is_older_form(element: Element, outermost: Element) -> bool:
    """Whether an element stands in a form that is not read, or in another drawing, which tells it."""
    for ancestor in element.iterancestors():
        if ancestor is outermost:
            return False
        if ancestor.tag in _DRAWN:
            return True
        parent = ancestor.getparent()
        if parent is not None and parent.tag == ALTERNATIVES and chosen(parent) is not ancestor:
            return True
    return False


def untold(reader: Reader) -> None:
    """Tell the pictures of all parts that nothing has shown: of bullets, backgrounds, themes, diagrams.

    Call it when all else was read.
    """
    package = reader.package
    for part in package.parts():
        if part.endswith(".rels"):
            continue
        for relation in package.relationships(part).values():
            if relation.kind not in _IMAGES or relation.external or relation.target in reader.shown.parts:
                continue
            reader.shown.parts.add(relation.target)
            _tell_unshown(reader, part, relation.target)


def _tell_unshown(reader: Reader, part: str, target: str) -> None:
    name = part.rpartition("/")[2].removesuffix(".xml")
    reader.doubts.doubt(
        "word-picture-not-shown",
        f'a picture of "{name}" ({target}) is not shown in the text: a bullet, a background or a part of a drawing',
        "nothing is to be done unless readers need it",
        Spot(Part.FILE),
    )
