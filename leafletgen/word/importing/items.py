"""Parts of a story on their way to blocks: words, and what hangs on them, one after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from leafletgen.source.inline import SEEN
from leafletgen.word.doubts import Doubt, Doubts, Spot
from leafletgen.word.importing.set_apart import boxes_among
from leafletgen.word.importing.table_kinds import is_layout
from leafletgen.word.story import (
    REFERS,
    Anchored,
    Block,
    Box,
    BoxForm,
    Cell,
    Counting,
    Kind,
    NoteMark,
    PageOf,
    Paragraph,
    Picture,
    Piece,
    Stretch,
    Table,
)

_MOVED: Final = ", and a picture under the heading beside it"
_LONGEST_TITLE: Final = 60
"""Characters of a bold paragraph that heads what stands in a row."""


class Mark(NamedTuple):
    """The mark of an entry of a list.

    Attributes:
        counting, level, value, series: as those of `Numbering`.
        indent: from the left, in points.
        odd: a label that is no number alone, such as "Step 2:" or "1.1"; "" for none.
        typed: the characters that an author typed for it; "" for a mark of Word's own.
    """

    counting: Counting
    level: int
    value: int
    series: str
    indent: float
    odd: str = ""
    typed: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether it is a number or a letter."""
        return self.counting in (Counting.DECIMAL, Counting.LETTER, Counting.ROMAN)


class Item:
    """A part of the text: words, a picture, a box or a table.

    Attributes:
        what: the paragraph that the words are of, or the other thing.
        pieces: the words; none for what is no paragraph.
        anchor: the paragraph that it hangs on, or stands in, when it is a picture or a box.
        after: the spot of the last words before it, or among them.
        floats: whether words flow around it.
        among: whether it stands in a line with words before and after it.
        cell: the cell of a table of columns that it stood in, in which a list ends; None elsewhere.
        mark: that of the entry of a list, when it is one.
        caption: the words under it, or over a table.
        doubts: what is doubtful about it so far.
    """

    __slots__ = ("after", "among", "anchor", "caption", "cell", "doubts", "floats", "mark", "pieces", "what")

    def __init__(self, what: Block, pieces: Sequence[Piece] = ()) -> None:
        """Begin without anything else."""
        self.what = what
        self.pieces = list(pieces)
        self.anchor: Paragraph | None = None
        self.after: Spot | None = None
        self.floats = False
        self.among = False
        self.mark: Mark | None = None
        self.cell: Cell | None = None
        self.caption: Item | None = None
        self.doubts: list[Doubt] = []

    @property
    def spot(self) -> Spot:
        """Where it is."""
        return self.what.spot

    @property
    def words(self) -> Paragraph | None:
        """The paragraph that its words are of."""
        return self.what if isinstance(self.what, Paragraph) else None

    @property
    def text(self) -> str:
        """Its words without styles."""
        return text_of(self.pieces)

    def is_kind(self, kind: Kind) -> bool:
        """Whether it is words of this kind."""
        return isinstance(self.what, Paragraph) and self.what.kind is kind


def text_of(pieces: Iterable[Piece]) -> str:
    """Return the words of pieces without styles."""
    return "".join([piece.text for piece in pieces if isinstance(piece, Stretch)])


def says_something(pieces: Iterable[Piece]) -> bool:
    """Whether anything in these pieces would be seen, besides what hangs on them."""
    return any([bool(SEEN.search(piece.text)) if isinstance(piece, Stretch) else True for piece in pieces])


def wholly(pieces: Iterable[Piece], style: str) -> bool:
    """Whether all words that are seen have a style: "bold", "underlined"; no words have none."""
    seen = [piece for piece in pieces if isinstance(piece, Stretch) and SEEN.search(piece.text)]
    return bool(seen) and all([getattr(piece, style) for piece in seen])


def without_bold(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without bold and underline, in one line, as a heading, a title or a caption has them.

    Italics go where all words have them, as in Word's own style Caption; one word in italics keeps them.
    """
    kept = not wholly(pieces, "italic")
    return [
        piece._replace(bold=False, underlined=False, italic=piece.italic and kept, text=piece.text.replace("\n", " "))
        if isinstance(piece, Stretch)
        else piece
        for piece in pieces
    ]


def items_of(blocks: Sequence[Block], doubts: Doubts | None = None, inside: BoxForm | None = None) -> list[Item]:
    """Return the parts of blocks in order, empty paragraphs left out.

    Args:
        blocks: a body, or what stands in a box or in a cell.
        doubts: receives which tables are taken for columns of text; without it none is.
        inside: the form of the box that they stand in; a cell counts as a table.
    """
    found: list[Item] = []
    last: Spot | None = None
    for block in boxes_among(blocks, inside):
        if isinstance(block, Paragraph):
            made = list(_of_paragraph(block, last))
            if any([item.what is block for item in made]):
                last = block.spot
        elif doubts is not None and isinstance(block, Table) and is_layout(block):
            made = _columns(block, doubts)
        else:
            made = [Item(block)]
            made[0].after = last
        found += made
    return found


def _columns(table: Table, doubts: Doubts) -> list[Item]:
    """Return what stands in the cells of a table that sets text side by side, from left to right."""
    made: list[Item] = []
    moved = False
    for row in table.rows:
        cells = [_in_cell(cell, doubts) for cell in row.cells]
        moved |= (beside := _beside_a_heading(cells))
        made += [cells[1][0], *cells[0], *cells[1][1:]] if beside else [item for inner in cells for item in inner]
    if made:
        columns = max([len(row.cells) for row in table.rows])
        made[0].doubts.append(
            doubts.doubt(
                "word-layout-table",
                f"a table without a header sets text and pictures in {columns} column{'s' * (columns > 1)}: "
                f"its cells are written one after the other, each row from left to right{_MOVED if moved else ''}",
                "check the order; a table of data needs its columns named",
                table.spot,
            )
        )
    return made


def _in_cell(cell: Cell, doubts: Doubts) -> list[Item]:
    inner = items_of(cell.blocks, doubts)
    for item in inner:
        item.cell = item.cell or cell
    return inner


def _beside_a_heading(cells: Sequence[Sequence[Item]]) -> bool:
    """Whether the first of two cells holds pictures alone, and the other begins with what heads them both."""
    if len(cells) != 2 or not cells[0] or not cells[1]:
        return False
    first = cells[1][0]
    is_bold = first.is_kind(Kind.BODY) and wholly(first.pieces, "bold") and len(first.text) <= _LONGEST_TITLE
    return all([isinstance(item.what, Picture) for item in cells[0]]) and (is_bold or first.is_kind(Kind.HEADING))


def untaken(items: Sequence[Item], taken: Collection[int]) -> list[Item]:
    """Return the items without the paragraphs that the head of the leaflet took, by the `id` of their spots."""
    return [item for item in items if not (isinstance(item.what, Paragraph) and id(item.spot) in taken)]


def _of_paragraph(paragraph: Paragraph, last: Spot | None) -> Iterator[Item]:
    """Yield the words and what hangs on them: after them, but for a picture in the line that comes first."""
    words = [piece for piece in paragraph.pieces if not isinstance(piece, Anchored)]
    says = says_something(words)
    hung: list[Item] = []
    before: list[Item] = []
    after: list[Item] = []
    in_line: list[Item] = []
    seen = False
    for piece in paragraph.pieces:
        if isinstance(piece, Anchored):
            item = _hanging(piece.what)
            item.anchor, item.floats = paragraph, piece.floats
            item.after = paragraph.spot if says else last
            leads = not (seen or piece.floats or paragraph.numbering) and isinstance(piece.what, Picture)
            hung.append(item)
            (before if leads else after).append(item)
            if seen and not piece.floats:
                in_line.append(item)
        elif not isinstance(piece, Stretch) or SEEN.search(piece.text):
            seen = True
            for item in in_line:
                item.among = True
            in_line.clear()
    if not says:
        yield from hung
        return
    yield from before
    yield Item(paragraph, words)
    yield from after


def _hanging(what: Picture | Box) -> Item:
    """A picture or a box; a text box with a caption alone, as Word puts under a picture that floats, is the caption."""
    if isinstance(what, Box):
        held = [one for one in what.blocks if not isinstance(one, Paragraph) or one.pieces]
        if len(held) == 1 and isinstance(held[0], Paragraph) and held[0].kind is Kind.CAPTION:
            words = [piece for piece in held[0].pieces if not isinstance(piece, Anchored)]
            if len(words) == len(held[0].pieces):
                return Item(held[0], words)
    return Item(what)


def marks_of_notes(paragraph: Paragraph) -> list[str]:
    """Return the names of the notes that a paragraph cites."""
    return [piece.name for piece in paragraph.pieces if isinstance(piece, NoteMark)]


def bookmarks_led_to(paragraph: Paragraph) -> list[str]:
    """Return the bookmarks that links of a paragraph lead to."""
    targets = [piece.target for piece in paragraph.pieces if isinstance(piece, Stretch)]
    return [target[1:] for target in targets if target.startswith("#") and not target.startswith(REFERS)]


def bookmarks_named(paragraph: Paragraph) -> list[str]:
    """Return the bookmarks whose words or pages a paragraph names by cross-references."""
    found = [piece.bookmark for piece in paragraph.pieces if isinstance(piece, PageOf)]
    targets = [piece.target for piece in paragraph.pieces if isinstance(piece, Stretch)]
    return found + [target.removeprefix(REFERS) for target in targets if target.startswith(REFERS)]
