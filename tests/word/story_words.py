"""The words of a story, for tests of reading alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leafletgen.word.counting.count import lost_words
from leafletgen.word.counting.every_word import every_word
from leafletgen.word.doubts import Doubts
from leafletgen.word.reading.package import Package
from leafletgen.word.reading.reader import read_story
from leafletgen.word.story import Anchored, Block, Box, PageOf, Paragraph, Piece, Story, Stretch, Table


def lost_in_reading(data: bytes) -> list[str]:
    """Return the words of a Word file that neither its story nor a doubt has."""
    doubts = Doubts()
    story = read_story(data, "tried.docx", doubts)
    found = every_word(Package.open(data, "tried.docx"))
    return lost_words(found, words_of(story), [doubt.words for doubt in doubts.found])


def words_of(story: Story) -> list[str]:
    """Return all that a story says, a text for each paragraph."""
    said = [*_of_blocks(story.blocks), *[value for value in story.settled.values()]]
    for blocks in (*story.notes.values(), *story.headers, *story.footers):
        said += _of_blocks(blocks)
    return said


def _of_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield "".join(map(_words, block.pieces))
            yield from _of_blocks([piece.what for piece in block.pieces if isinstance(piece, Anchored)])
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _of_blocks(cell.blocks)
        elif isinstance(block, Box):
            yield from _of_blocks(block.blocks)
        else:
            yield block.words


def _words(piece: Piece) -> str:
    if isinstance(piece, PageOf):
        return piece.shown
    return piece.text if isinstance(piece, Stretch) else ""
