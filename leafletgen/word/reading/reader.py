"""Reads a Word file into a story: the body, then notes, headers and footers, then what nothing has shown."""

from __future__ import annotations

from leafletgen.word.doubts import Doubts, Part, Spot
from leafletgen.word.reading.blocks import blocks
from leafletgen.word.reading.core_properties import properties_of
from leafletgen.word.reading.drawings import untold
from leafletgen.word.reading.line import Note, Told
from leafletgen.word.reading.margins import read_margins
from leafletgen.word.reading.own_source import source_of
from leafletgen.word.reading.package import Package
from leafletgen.word.reading.paragraph_doubts import tell
from leafletgen.word.reading.plain_words import local_name, words_of
from leafletgen.word.reading.runs import walk
from leafletgen.word.reading.said_notes import read_notes
from leafletgen.word.reading.state import Reader, Ways
from leafletgen.word.story import Story


def read_story(data: bytes, name: str, doubts: Doubts) -> Story:
    """Return what a Word file says.

    Args:
        data: the file's bytes.
        name: what it is called in messages.
        doubts: where all that an author must look at is told.

    Raises:
        RefusedError: it is no Word file, or it is damaged, protected or beyond the limits.
    """
    return story_of(Package.open(data, name), doubts)


def story_of(package: Package, doubts: Doubts) -> Story:
    """Return what a Word file that is open says; doubts receive all that an author must look at."""
    reader = Reader(package, doubts, Ways(blocks, walk))
    story = Story()
    reader.open_fields(reader.root)
    story.blocks = reader.blocks(reader.body)
    _tell_beside(reader)
    reader.changes.settle()
    story.notes = read_notes(reader)
    story.headers, story.footers = read_margins(reader)
    reader.comments.rest(reader.doubts, reader.styles)
    _tell_glossary(reader)
    untold(reader)
    story.language = reader.styles.language
    story.properties = properties_of(package)
    story.settled = reader.settled
    story.source = source_of(package)
    return story


def _tell_beside(reader: Reader) -> None:
    """Tell the words of what stands beside the body, where only a background belongs (ECMA-376 1, 17.2.3)."""
    others = [one for one in reader.root if one is not reader.body] if reader.body is not reader.root else []
    told = [Note(words, local_name(one)) for one in others if (words := words_of(one))]
    if told:
        tell(reader.doubts, Spot(Part.FILE), {Told.STRANGE: told})


def _tell_glossary(reader: Reader) -> None:
    """Tell the words of the building blocks that Word keeps beside a document, and never prints."""
    root = reader.package.main_xml("glossaryDocument")
    words = "" if root is None else words_of(root)
    if words:
        reader.doubts.doubt(
            "word-building-blocks",
            "the building blocks that Word keeps beside the document are left out",
            "leave it so: they are no part of the document",
            Spot(Part.FILE),
            words,
        )
