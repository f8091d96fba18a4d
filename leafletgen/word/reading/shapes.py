"""Drawings as Word has made them since 2007 (DrawingML): pictures, text boxes, groups, canvases, charts, diagrams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.word.reading import drawing_doubts
from leafletgen.word.reading.alt_texts import AltText, described, link_ids
from leafletgen.word.reading.drawing_parts import CHART, DIAGRAM, PICTURES, SHAPES, Leaf, leaves, width
from leafletgen.word.reading.drawing_words import chart_words, diagram_words
from leafletgen.word.reading.names import ASVG, WPS, A, M, r, w, wp
from leafletgen.word.reading.picture_data import address_of, begun, bytes_of, fill
from leafletgen.word.reading.picture_effects import crop_of, effects, shape_of, turn_of
from leafletgen.word.reading.plain_words import words_of
from leafletgen.word.story import Anchored, Box, BoxForm, Paragraph, Picture

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.doubts import Spot
    from leafletgen.word.reading.state import Reader

_POINT: Final = 12_700.0
"""English metric units."""
_HOLDERS: Final = (wp("inline"), wp("anchor"))
_VIDEO: Final = "webVideoPr"
_CONTENT: Final = w("txbxContent")
_WORDS: Final = (w("t"), w("sym"), f"{M}t", f"{A}t")
_SAYING: Final = (*_WORDS, f"{A}blip", w("drawing"), w("pict"), w("object"), f"{WPS}linkedTxbx")
"""What a shape has that is more than an outline."""


class _Frame(NamedTuple):
    """What holds for all parts of a drawing.

    Attributes:
        reader, spot: who reads it, and where it hangs.
        alt: the alt text of the whole, where it is about one part alone.
        width: of the whole, in points.
        floats: whether words flow around it.
        column: the width of the text's column, in points.
    """

    reader: Reader
    spot: Spot
    alt: AltText
    width: float
    floats: bool
    column: float


def in_drawing(reader: Reader, drawing: Element, spot: Spot) -> list[Anchored]:
    """Return what a w:drawing shows: the boxes and pictures of each wp:inline and wp:anchor in it."""
    found: list[Anchored] = []
    for holder in drawing.iterchildren(*_HOLDERS):
        found += _held(reader, holder, spot)
    drawing_doubts.strangers(reader.doubts, drawing, _HOLDERS, spot)
    return found


def _held(reader: Reader, holder: Element, spot: Spot) -> list[Anchored]:
    properties = holder.find(wp("docPr"))
    shown = width(holder.find(wp("extent"))) / _POINT
    column = reader.shown.columns.width(holder)
    parts = _parts(reader, holder, spot)
    plain = [leaf for leaf in parts if leaf.element.tag in SHAPES and not _says(leaf.element)]
    alt = described(properties)
    alone = len(parts) - len(plain) == 1
    frame = _Frame(reader, spot, alt if alone else AltText(), shown, holder.tag == wp("anchor"), column)
    found = [one for leaf in parts for one in _shown(frame, leaf)]
    _named(reader, alt, found, alone, spot)
    if plain and not alt.decorative:
        drawing_doubts.shapes(reader.doubts, len(plain), "" if found else alt.words, spot)
    for identity in link_ids(properties):
        drawing_doubts.link(reader.doubts, address_of(reader, identity), spot)
    return found


def _parts(reader: Reader, holder: Element, spot: Spot) -> list[Leaf]:
    """What a wp:inline or wp:anchor shows; words in it that stand elsewhere are told."""
    drawing_doubts.strangers(reader.doubts, holder, (f"{A}graphic",), spot)
    found: list[Leaf] = []
    for graphic in holder.iterchildren(f"{A}graphic"):
        drawing_doubts.strangers(reader.doubts, graphic, (f"{A}graphicData",), spot)
        for data in graphic.iterchildren(f"{A}graphicData"):
            found += leaves(data)
    return found


def _named(reader: Reader, alt: AltText, found: list[Anchored], alone: bool, spot: Spot) -> None:
    """Tell an alt text that is about several parts, or about words that are there themselves."""
    pictures = [one for one in found if isinstance(one.what, Picture)]
    if found and alt.words and not alt.automatic and not (alone and pictures):
        drawing_doubts.alt_of_many(reader.doubts, alt.words, len(pictures), len(found), spot)


def _shown(frame: _Frame, leaf: Leaf) -> list[Anchored]:
    tag = leaf.element.tag
    if tag in PICTURES:
        return [Anchored(_picture(frame, leaf), frame.floats)]
    if tag in SHAPES:
        return _shape(frame, leaf)
    if tag == CHART:
        words = chart_words(frame.reader, leaf.element.get(r("id"), ""))
        return [Anchored(_wordy(frame, "chart", words), frame.floats)]
    if tag == DIAGRAM:
        words = diagram_words(frame.reader, leaf.element)
        return [Anchored(_wordy(frame, "diagram", words), frame.floats)]
    drawing_doubts.unknown(frame.reader.doubts, leaf.element, words_of(leaf.element), frame.spot)
    return [Anchored(_blip(frame, blip, leaf), frame.floats) for blip in leaf.element.iter(f"{A}blip")]


def _shape(frame: _Frame, leaf: Leaf) -> list[Anchored]:
    """A shape: its words are a box, and what it is filled with is a picture."""
    found: list[Anchored] = []
    for fill_ in leaf.element.iterchildren():
        blip = fill_.find(f"{A}blipFill/{A}blip")
        if blip is not None:
            found.append(Anchored(_blip(frame, blip, leaf), frame.floats))
    for content in leaf.element.iter(_CONTENT):
        if _is_inner(content, leaf.element):
            continue
        box = Box(frame.spot, BoxForm.GROUPED if leaf.grouped else BoxForm.TEXT_BOX)
        box.blocks = frame.reader.blocks(content)
        if any_words(box):
            found.append(Anchored(box, frame.floats))
    drawing_doubts.words_of_a_shape(frame.reader.doubts, _other_words(leaf.element), frame.spot)
    return found


def _is_inner(content: Element, shape: Element) -> bool:
    """Whether a text box stands in a text box of the shape, which reads it itself."""
    for ancestor in content.iterancestors():
        if ancestor is shape:
            return False
        if ancestor.tag == _CONTENT:
            return True
    return False


def _other_words(shape: Element) -> str:
    """Words of a shape that no text box of Word's holds, as a:txBody of other programs' drawings."""
    boxed = any(True for _ in shape.iter(_CONTENT))
    holders = [one for one in shape if not boxed or next(one.iter(_CONTENT), None) is None]
    return " ".join([words for one in holders if (words := words_of(one))])


def any_words(box: Box) -> bool:
    """Whether a box holds anything; Word leaves empty ones, and fills chains of linked ones from the first."""
    return any(not isinstance(one, Paragraph) or one.pieces for one in box.blocks)


def _says(shape: Element) -> bool:
    """Whether a shape shows words or a picture, or goes on with the words of another box."""
    return next(shape.iter(*_SAYING), None) is not None


def _picture(frame: _Frame, leaf: Leaf) -> Picture:
    element = leaf.element
    space = element.tag[: -len("pic")]
    own = element.find(f"{space}nvPicPr/{space}cNvPr")
    blip = element.find(f"{space}blipFill/{A}blip")
    whole, part = frame.alt, described(own)
    picture = _blip(
        frame._replace(alt=part if part.words and not (whole.words or whole.decorative) else whole), blip, leaf
    )
    if leaf.grouped and not whole.file:
        drawing_doubts.file_as_alt(frame.reader.doubts, part.file, picture)
    for identity in link_ids(own):
        drawing_doubts.link(frame.reader.doubts, address_of(frame.reader, identity), frame.spot)
    return picture


def _begun(frame: _Frame) -> Picture:
    """A picture with its alt text, before anything is told of it."""
    picture = begun(frame.reader, frame.spot)
    alt = frame.alt
    picture.alt, picture.alt_from = alt.words, alt.where
    picture.automatic, picture.decorative = alt.automatic, alt.decorative
    drawing_doubts.file_as_alt(frame.reader.doubts, alt.file, picture)
    return picture


def _blip(frame: _Frame, blip: Element | None, leaf: Leaf) -> Picture:
    """A picture as it is filled in (ECMA-376 1, 20.1.8.13 and 20.1.8.14)."""
    picture = _begun(frame)
    properties = next((one for one in leaf.element if one.tag.endswith("}spPr")), None)
    if leaf.grouped and properties is not None:
        shown = width(properties.find(f"{A}xfrm/{A}ext")) / _POINT * leaf.scale
    else:
        shown = frame.width
    picture.share = min(1.0, shown / frame.column)
    picture.turn, picture.mirrored = turn_of(properties)
    if blip is None:
        fill(frame.reader, picture, "", "")
        return picture
    parent = blip.getparent()
    picture.crop = crop_of(None if parent is None else parent.find(f"{A}srcRect"))
    fill(frame.reader, picture, blip.get(r("embed"), ""), blip.get(r("link"), ""))
    _drawing_first(frame.reader, picture, blip)
    told = [*effects(blip), *([f"cut to a shape ({shape})"] if (shape := shape_of(properties)) else [])]
    drawing_doubts.changed(frame.reader.doubts, told, picture)
    _film(frame, blip, picture)
    return picture


def _drawing_first(reader: Reader, picture: Picture, blip: Element) -> None:
    """Of a picture with a drawing in SVG beside it, the drawing is the picture ([MS-ODRAWXML] 2.28.1, svgBlip)."""
    for one in blip.iter(f"{ASVG}svgBlip"):
        data = bytes_of(reader, one.get(r("embed"), ""))
        if data:
            picture.stand_in, picture.data, picture.suffix = picture.data, data, ".svg"
    for one in blip.iter():  # what an artistic effect was made from stays in the file, and is no other picture
        if isinstance(one.tag, str) and one.tag.endswith("}imgLayer"):
            bytes_of(reader, one.get(r("embed"), ""))


def _film(frame: _Frame, blip: Element, picture: Picture) -> None:
    for one in blip.iter():
        if isinstance(one.tag, str) and one.tag.endswith(f"}}{_VIDEO}"):
            drawing_doubts.film(frame.reader.doubts, one.get("embeddedHtml", ""), picture)


def _wordy(frame: _Frame, what: str, words: str) -> Picture:
    """A chart or a diagram, of which the file has no picture."""
    picture = _begun(frame)
    picture.what, picture.words = what, words
    picture.share = min(1.0, frame.width / frame.column)
    return picture
