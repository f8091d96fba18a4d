"""Stories that tests read from small Word files, and short ways to ask what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leafletgen.word.doubts import Doubt, Doubts
from leafletgen.word.reading.reader import read_story
from leafletgen.word.story import Block, Paragraph, Story, Stretch, Table


class Read(NamedTuple):
    """A story, and the doubts that were told while it was read."""

    story: Story
    doubts: list[Doubt]

    @property
    def texts(self) -> list[str]:
        """The words of each paragraph of the body that says anything."""
        return [text for text in texts_of(self.story.blocks) if text]

    @property
    def codes(self) -> list[str]:
        """The codes of all doubts, in order."""
        return [doubt.code for doubt in self.doubts]

    def one(self, code: str) -> Doubt:
        """Return the one doubt of a code."""
        (doubt,) = [doubt for doubt in self.doubts if doubt.code == code]
        return doubt

    def words(self, code: str) -> list[str]:
        """Return the words of all doubts of a code."""
        return [doubt.words for doubt in self.doubts if doubt.code == code]


def read(data: bytes) -> Read:
    """Read a Word file."""
    doubts = Doubts()
    return Read(read_story(data, "old.docx", doubts), doubts.found)


def texts_of(blocks: Sequence[Block]) -> list[str]:
    """Return the words of each paragraph, those of cells included."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    found += texts_of(cell.blocks)
    return found


def stretches(read: Read, number: int = 0) -> list[Stretch]:
    """Return the words of a paragraph of the body in their styles, by its place among the blocks."""
    block = read.story.blocks[number]
    assert isinstance(block, Paragraph)
    return [piece for piece in block.pieces if isinstance(piece, Stretch)]
