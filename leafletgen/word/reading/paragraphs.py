"""Paragraphs (ECMA-376 1, 17.3.1): begun, gone on with where the end between two was deleted, and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.word.doubts import Part, Spot
from leafletgen.word.reading import changes
from leafletgen.word.reading.line import Line, Told
from leafletgen.word.reading.names import VAL, W
from leafletgen.word.reading.paragraph_doubts import tell
from leafletgen.word.reading.plain_words import words_of
from leafletgen.word.reading.runs import INLINE, walk
from leafletgen.word.story import Block, Counting, Kind, Numbering, Paragraph, Stretch

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.state import Reader

PPR: Final = f"{W}pPr"
RPR: Final = f"{W}rPr"


class Flow:
    """Blocks one after another.

    Attributes:
        blocks: those that were read.
        bookmarks: names that stand between blocks, for the next paragraph.
        carried: a paragraph whose end was deleted: the next one goes on with it.
    """

    __slots__ = ("blocks", "bookmarks", "carried")

    def __init__(self) -> None:
        """Begin without any."""
        self.blocks: list[Block] = []
        self.bookmarks: list[str] = []
        self.carried: Line | None = None

    def settle(self, reader: Reader) -> None:
        """End a paragraph that no other goes on with."""
        if self.carried is not None:
            line, self.carried = self.carried, None
            self.blocks.append(_ended(reader, line))


def paragraph(reader: Reader, flow: Flow, element: Element) -> None:
    """Read a w:p."""
    properties = element.find(PPR)
    line = _begun(reader, flow, properties)
    mark = None if properties is None else properties.find(RPR)
    walk(reader, line, element)
    new_page = _ends_section(properties)
    if new_page:
        line.tell(Told.BREAK, "", "section break with a new page")
    change = changes.of_mark(mark)
    reader.end_paragraph(change, line)
    if change in changes.GONE or line.look.drop_cap:
        flow.carried = line
    elif _runs_on(mark, line):
        line.tell(Told.JOINED, "")
        flow.carried = line
    else:
        flow.blocks.append(_ended(reader, line, element))
    if new_page:
        reader.next_page(as_printed=False)


def loose(reader: Reader, flow: Flow, element: Element) -> None:
    """Read what belongs into a paragraph and stands in none, such as an equation between paragraphs."""
    line = _begun(reader, flow, None)
    INLINE[str(element.tag)](reader, line, element)
    flow.blocks.append(_ended(reader, line, element))


def told(reader: Reader, flow: Flow, words: str, kind: Kind = Kind.BODY) -> Spot:
    """Leave an empty paragraph where something is left out, so that its place is known, and return its spot."""
    flow.settle(reader)
    made = Paragraph(reader.spot(words))
    made.kind = kind
    flow.blocks.append(made)
    return made.spot


def _begun(reader: Reader, flow: Flow, properties: Element | None) -> Line:
    look = reader.styles.paragraph(properties)
    line = flow.carried
    if line is None:
        line = Line(reader.spot(), look)
    else:
        line.look = look
        flow.carried = None
    line.bookmarks += flow.bookmarks
    flow.bookmarks.clear()
    if look.break_before and reader.place is Part.BODY:
        line.tell(Told.BREAK, "", "page break")
        reader.turn(line, as_printed=False)
    return line


def _ends_section(properties: Element | None) -> bool:
    """Return whether a section ends with a paragraph, and the next one begins on a new page (w:type, 17.6.22)."""
    section = None if properties is None else properties.find(f"{W}sectPr")
    if section is None:
        return False
    kind = section.find(f"{W}type")
    return kind is None or kind.get(VAL, "nextPage") not in ("continuous", "nextColumn")


def _runs_on(mark: Element | None, line: Line) -> bool:
    """Return whether Word prints the next paragraph on the same line, since the end of this one is hidden.

    A style separator (w:specVanish, 17.3.2.36) keeps a heading apart from the words after it, so it does not count.
    """
    return line.look.hidden_mark and bool(line.said) and (mark is None or mark.find(f"{W}specVanish") is None)


def _ended(reader: Reader, line: Line, element: Element | None = None) -> Paragraph:
    made = Paragraph(line.spot)
    made.pieces = line.pieces
    made.bookmarks = line.bookmarks
    made.style = line.look.style
    made.kind = Kind.CAPTION if line.caption and line.look.kind is Kind.BODY else line.look.kind
    made.level = line.look.level
    made.indent = line.look.indent
    made.framed = line.look.framed
    made.tinted = line.look.tinted
    words = words_of(element) if element is not None and not line.said else ""
    if line.said or line.box or not words:
        made.numbering = reader.numbers.next(line.look)
    _tick(line, made)
    line.spot.words = made.seen or words
    _tell(reader, line, made)
    return made


def _tick(line: Line, made: Paragraph) -> None:
    """Make the box that stands first the mark of an entry, unless there is another mark, or another box."""
    if not line.box:
        return
    if made.numbering is not None or not made.text.strip() or any(box in made.text for box in "☐☒"):
        made.pieces.insert(0, Stretch(line.box))
        return
    made.numbering = Numbering(Counting.TICK, 0, 1, line.box, "check boxes")
    first = made.pieces[0]
    if isinstance(first, Stretch):
        made.pieces[0] = first._replace(text=first.text.lstrip())
    line.tell(Told.BOX, line.box)


def _tell(reader: Reader, line: Line, made: Paragraph) -> None:
    empty = not line.spot.words.strip()
    spot = reader.before if empty and reader.before is not None and reader.before.part is line.spot.part else line.spot
    tell(reader.doubts, spot, line.told)
    if not empty:
        reader.before = line.spot
