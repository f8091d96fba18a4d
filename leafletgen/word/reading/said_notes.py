"""What footnotes and endnotes say; those that nothing cites are told."""

from __future__ import annotations

from leafletgen.word.doubts import Part, Spot
from leafletgen.word.reading.notes import KINDS
from leafletgen.word.reading.state import Reader
from leafletgen.word.story import Block


def read_notes(reader: Reader) -> dict[str, list[Block]]:
    """Return what the cited notes say, those included that only other notes cite; tell the rest."""
    notes = reader.notes
    said: dict[str, list[Block]] = {}
    waiting = list(notes.names)
    while waiting:
        for key in waiting:
            part, element = notes.said(key)
            said[notes.names[key]] = reader.within(part, KINDS[key[0]][1], element)
        waiting = [key for key, name in notes.names.items() if name not in said]
    for kind, words in notes.uncited():
        _tell(reader, KINDS[kind][1], words)
    for kind, words in notes.between():
        _tell_between(reader, KINDS[kind][1], words)
    return said


def _tell(reader: Reader, part: Part, words: str) -> None:
    if words:
        reader.doubts.doubt(
            "word-note-uncited",
            f'a {part} that nothing in the text cites is left out: "{words}"',
            "write the words where they belong, if readers are to see them",
            Spot(part, words=words),
            words,
        )


def _tell_between(reader: Reader, part: Part, words: str) -> None:
    """Tell words in place of the line above notes, such as "continued on the next page" (ECMA-376 1, 17.18.33)."""
    if words:
        reader.doubts.doubt(
            "word-note-line",
            f'words that Word prints between the text and its {part}s are left out: "{words}"',
            "leave it so: a layout sets notes by itself",
            Spot(part, words=words),
            words,
        )
