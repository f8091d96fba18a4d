"""Which entry of a leaflet's file each block of a document came from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from leafletgen.content.cross_references import walk
from leafletgen.content.model.blocks import Block, Break
from leafletgen.document.element import Element
from leafletgen.document.leaflet import LeafletDocument
from leafletgen.document.printed import printing
from leafletgen.errors import Place, Report
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.source.yaml import Value, parse_source
from leafletgen.word import own_names


class Segment(NamedTuple):
    """A block, with what reviewers are told of it; only the first of an entry has a bookmark before it, others ""."""

    bookmark: str
    element: Element
    remark: str


def segments_of(document: LeafletDocument, loaded: LoadedLeaflet, text: str) -> Iterator[Segment]:
    """Yield the blocks of a leaflet's body in order."""
    entries = _Entries(text, loaded.leaflet.place.file)
    before = -1
    blocks = printing(loaded.body, document.manuscript)
    for block, element in zip(blocks, document.body[len(document.notice) :], strict=True):
        if isinstance(block, Break) and (block.only or block.exclude):
            continue  # it was chosen for pages of another size
        number = entries.of(block.place)
        name = f"{own_names.SEGMENT}{number}" if number != before else ""
        before = number
        yield Segment(name, element, _restriction(block))


def inner_remarks(loaded: LoadedLeaflet) -> dict[Place, str]:
    """What reviewers are told of blocks in boxes and under entries of lists that are not printed everywhere."""
    tops = {id(block) for block in loaded.body}
    parts = [part for part in walk(loaded.body) if isinstance(part, Block) and id(part) not in tops]
    return {part.place: _restriction(part) for part in parts if part.only or part.exclude}


def _restriction(block: Block) -> str:
    """Where alone a block is printed, in words."""
    if block.only:
        return f"Only in: {', '.join(block.only)}"
    return f"Not in: {', '.join(block.exclude)}" if block.exclude else ""


class _Entries:
    """The entries of a body, gone through in the order in which the blocks come."""

    def __init__(self, text: str, file: str) -> None:
        root = parse_source(text, file, Report())
        body = root.data.get("body") if root is not None and root.kind == "map" else None
        self._entries: list[Value] = body.data if body is not None and body.kind == "list" else []
        self._file = file
        self._at = 0
        self._last: Place | None = None

    def of(self, place: Place) -> int:
        """The number of the entry that a block at a place came from; the last one again for what is found nowhere."""
        at = self._at
        if self._last is None or not self._goes_on(place):
            start = at if self._last is None else at + 1
            at = next((one for one in range(start, len(self._entries)) if self._holds(one, place)), at)
        self._at, self._last = at, place
        return at

    def _goes_on(self, place: Place) -> bool:
        """Whether a block is a later one of the shared file that the last one came from."""
        last = self._last
        return last is not None and place.file == last.file != self._file and place.line > last.line

    def _holds(self, number: int, place: Place) -> bool:
        entry = self._entries[number]
        if place.file == self._file:
            return bool(entry.place == place)
        name = entry.data.get("include") if entry.kind == "map" else None
        return name is not None and name.data == PurePosixPath(place.file).stem
