"""What blocks of a story say and look like, in a form that can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from leafletgen.word import own_names
from leafletgen.word.doubts import Spot
from leafletgen.word.story import Anchored, Block, Box, Counting, PageOf, Paragraph, Picture, Piece, Row, Stretch, Table

Shape: TypeAlias = tuple[object, ...]


def shapes(blocks: Iterable[Block]) -> list[Shape]:
    """The shapes of blocks; paragraphs without anything in them are left out, as Word and people add them freely."""
    return [shape(block) for block in blocks if not is_empty(block)]


def without_remarks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without what leafletgen tells reviewers, in boxes and tables too."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.style == own_names.REMARK:
            continue
        if isinstance(block, Box):
            block.blocks = without_remarks(block.blocks)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    cell.blocks = without_remarks(cell.blocks)
        made.append(block)
    return made


def is_empty(block: Block) -> bool:
    """Whether a block is a paragraph that says and shows nothing."""
    if not isinstance(block, Paragraph):
        return False
    return not any(piece.text.strip() if isinstance(piece, Stretch) else True for piece in block.pieces)


def shape(block: Block) -> Shape:
    """What a block says, how its words are emphasised, and what it is; its size and its place do not count."""
    match block:
        case Paragraph():
            mark = block.numbering
            # Bullets of all lists are counted as one list, so that their numbers say nothing.
            value = 0 if mark is None or mark.counting is Counting.BULLET else mark.value
            counted = None if mark is None else (mark.counting, mark.level, value)
            style = block.style if block.style.startswith(own_names.STYLES) else ""
            return ("paragraph", style, block.kind, block.level, counted, *_pieces(block.pieces))
        case Table():
            return ("table", *map(_row, block.rows))
        case Box():
            return ("box", *shapes(block.blocks))
    return ("picture", block.alt, block.decorative)


def _row(row: Row) -> Shape:
    """A row; in a header row some programs write as bold words what the style of the table makes bold."""
    cells: list[Shape] = [(cell.span, *shapes(cell.blocks)) for cell in row.cells]
    return (row.header, *([_not_bold(cell) for cell in cells] if row.header else cells))


def _not_bold(part: Shape) -> Shape:
    made: list[object] = []
    for one in part:
        if isinstance(one, Stretch):
            made.append(one._replace(bold=False))
        else:
            made.append(_not_bold(one) if type(one) is tuple else one)
    return tuple(made)


def _pieces(pieces: Sequence[Piece]) -> Iterator[object]:
    """The pieces with neighbours of one style as one: Word parts words wherever somebody stopped typing."""
    before: Stretch | None = None
    for piece in pieces:
        if isinstance(piece, Stretch):
            plain = _plain(piece)
            if before is not None and before._replace(text="") == plain._replace(text=""):
                before = before._replace(text=before.text + plain.text)
                continue
            if before is not None:
                yield before
            before = plain
            continue
        if before is not None:
            yield before
            before = None
        if isinstance(piece, PageOf):
            yield ("page", piece.bookmark)
        else:
            yield shape(piece.what) if isinstance(piece, Anchored) else piece
    if before is not None:
        yield before


def _plain(piece: Stretch) -> Stretch:
    """Words without what other programs than ours write otherwise: la as la-VA, an address with a slash at its end."""
    language, target = piece.language.partition("-")[0], piece.target.removesuffix("/")
    return piece._replace(size=0.0, underlined=False, language=language, target=target)


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """All paragraphs of blocks in order, with those in boxes, tables and what hangs on words."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
                for piece in block.pieces:
                    if isinstance(piece, Anchored):
                        yield from paragraphs([piece.what])
            case Table():
                for row in block.rows:
                    for cell in row.cells:
                        yield from paragraphs(cell.blocks)
            case Box():
                yield from paragraphs(block.blocks)


def pictures(blocks: Iterable[Block]) -> Iterator[Picture]:
    """All pictures of blocks in order."""
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Box):
            yield from pictures(block.blocks)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from pictures(cell.blocks)
        else:
            yield from pictures([piece.what for piece in block.pieces if isinstance(piece, Anchored)])


def words(blocks: Iterable[Block]) -> str:
    """All words of blocks, numbers of pages included."""
    return "\n".join(["".join(map(_said, paragraph.pieces)) for paragraph in paragraphs(blocks)])


def _said(piece: Piece) -> str:
    if isinstance(piece, PageOf):
        return piece.shown
    return piece.text if isinstance(piece, Stretch) else ""


def first_spot(blocks: Sequence[Block]) -> Spot | None:
    """The place of the first paragraph that says something, else of the first of all."""
    found = list(paragraphs(blocks))
    said = [paragraph.spot for paragraph in found if not is_empty(paragraph)]
    return said[0] if said else found[0].spot if found else None
