"""Paragraphs, headings, quotes and lines to write on as blocks of a leaflet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from leafletgen.word.importing.by_our_styles import is_quote, said_by, without_italic
from leafletgen.word.importing.headings import LONGEST_BY_HAND, number_of
from leafletgen.word.importing.items import Item, text_of, wholly, without_bold
from leafletgen.word.importing.made import Made, Value
from leafletgen.word.importing.making import Making
from leafletgen.word.importing.writing_lines import ToWrite
from leafletgen.word.story import Kind, Paragraph, Piece, Stretch

_QUOTED: Final = (("\u201c", "\u201d"), ("\u2018", "\u2019"), ('"', '"'), ("'", "'"))
_DASHES: Final = " \n\t,-\u2013\u2014"
"""What stands between a quote and whose words it has."""
_LONGEST_BY: Final = 60
"""Characters of whose words they are."""


def paragraph(item: Item, making: Making) -> Made:
    """Return a paragraph as prose; a bold one is a doubt, for it may be more than that."""
    made = making.keep(making.words(item.pieces, item.spot), item)
    text = item.text.strip()
    if item.is_kind(Kind.BODY) and wholly(item.pieces, "bold") and (text.endswith(".") or len(text) >= LONGEST_BY_HAND):
        making.told.about(
            made,
            making.doubts.doubt(
                "word-bold-paragraph",
                'a whole paragraph is bold: kept as bold text, could be a "key"',
                'write "- key: …" where it is the one sentence to remember',
                item.spot,
            ),
        )
    return made


def heading(item: Item, source: Paragraph, making: Making) -> Made:
    """Return a heading with its level, and an id when something leads to it."""
    words = making.words(_numbered(source, item.pieces), item.spot)
    value: dict[str, Value] = {"heading": words}
    if source.level > 1:
        value["level"] = source.level
    if (name := making.links.id_of(source)) is not None:
        value["id"] = name
    return making.keep(Made(value, item.spot), item)


def _numbered(source: Paragraph, pieces: Sequence[Piece]) -> list[Piece]:
    plain = without_bold(pieces)
    label = number_of(source)
    return [Stretch(f"{label} "), *plain] if label else plain


def heading_inside(item: Item, making: Making) -> Made:
    """Return a heading that stands where none may, in a box or under an entry, as a bold paragraph."""
    bold = [piece._replace(bold=True) if isinstance(piece, Stretch) else piece for piece in without_bold(item.pieces)]
    made = making.keep(making.words(bold, item.spot), item)
    making.told.about(
        made,
        making.doubts.doubt(
            "word-heading-in-box",
            "a heading stands in a box, where none may: it became a bold paragraph",
            "make it the title of the box, or take it out of the box",
            item.spot,
        ),
    )
    return made


def quote(items: Sequence[Item], making: Making) -> list[Made]:
    """Return paragraphs in the style of quotations as a quote, without quotation marks; nothing without words."""
    if any(map(is_quote, items)):
        return [_quote_and_by(items, making)]
    said, by = _said_and_by(without_bold(_joined(items)))
    bare = _without_marks(said)
    words = making.words(bare, items[0].spot)
    if words.value == "":
        return []
    is_changed = bool(by) or text_of(bare) != text_of(said)
    value: dict[str, Value] = {"quote": words}
    if by:
        value["by"] = making.words(by, items[-1].spot)
    made = Made(value, items[0].spot)
    making.told.about(
        made,
        making.doubts.doubt(
            "word-quote",
            "a paragraph in a style for quotations became a quote; its quotation marks are set by the layout",
            'see whose words "by:" says they are, or write it; or make it a paragraph',
            items[0].spot,
            "\n".join([item.text for item in items]) if is_changed else "",
        ),
    )
    return [making.keep(made, *items)]


def _said_and_by(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Part what stands in quotation marks from the few words after it, which say whose words they are."""
    text = text_of(pieces)
    # A single mark is an apostrophe as well, and where straight ones stand in straight ones nobody can tell them apart.
    last = '"' if text.lstrip().startswith('"') and text.count('"') == 2 else "\u201d"
    end = text.rfind(last) + 1
    by = text[end:].strip(_DASHES)
    plain = all([isinstance(piece, Stretch) for piece in pieces])
    is_quoted = plain and end > 1 and text.lstrip().startswith(('"', "\u201c"))
    # "says Jo." goes on with the sentence; "Jo, a patient" does not.
    if not is_quoted or not by or len(by) > _LONGEST_BY or by[0].islower() or by.endswith("."):
        return list(pieces), []
    start = text.index(by, end)
    return _between(pieces, 0, end), _between(pieces, start, start + len(by))


def _between(pieces: Sequence[Piece], begin: int, end: int) -> list[Piece]:
    """Return the pieces from one character to another."""
    made, at = list[Piece](), 0
    for piece in pieces:
        if isinstance(piece, Stretch):
            if part := piece.text[max(begin - at, 0) : max(end - at, 0)]:
                made.append(piece._replace(text=part))
            at += len(piece.text)
    return made


def _quote_and_by(items: Sequence[Item], making: Making) -> Made:
    """Return a quote in the styles that leafletgen has for quotes, and whose words it has."""
    said, by = said_by(items)
    whole = without_italic(_joined(said or by))
    bare = _without_marks(whole)
    if text_of(bare) != text_of(whole):
        making.printed.append("“ ”")
    words = making.words(bare, items[0].spot)
    value: dict[str, Value] = {"quote": words}
    if said and by:
        value["by"] = making.words(_joined(by), by[0].spot)
    return making.keep(Made(value, items[0].spot), *items)


def _joined(items: Sequence[Item]) -> list[Piece]:
    """Return the pieces of paragraphs as those of one, a line for each."""
    pieces: list[Piece] = []
    for item in items:
        pieces += [*([Stretch("\n")] if pieces else []), *item.pieces]
    return pieces


def _without_marks(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without quotation marks around them."""
    text = text_of(pieces).strip()
    for first, last in _QUOTED:
        if len(text) > 2 and text.startswith(first) and text.endswith(last):
            return _without_ends(pieces)
    return list(pieces)


def _without_ends(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without the first and the last character that is seen."""
    made = list(pieces)
    for order, cut in ((range(len(made)), 1), (range(len(made) - 1, -1, -1), -1)):
        for at in order:
            piece = made[at]
            if isinstance(piece, Stretch) and piece.text.strip():
                text = piece.text.lstrip()[1:] if cut == 1 else piece.text.rstrip()[:-1]
                made[at] = piece._replace(text=text)
                break
    return made


def lines_to_write_on(written: ToWrite, making: Making) -> Made:
    """Return a label and its lines as a block to write on."""
    spot = written.label.spot
    value: dict[str, Value] = {"label": making.words(written.pieces, spot), "lines": written.lines}
    made = Made({"write": value}, spot)
    making.told.about(
        made,
        making.doubts.doubt(
            "word-writing-lines",
            "underscores or dots to write on became lines to write on",
            "check the label and how many lines there are",
            spot,
            "\n".join([item.text for item in written.sources]),
        ),
    )
    return making.keep(made, *written.sources)
