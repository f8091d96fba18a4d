"""Blocks: paragraphs, tables and what holds them (ECMA-376 1, 17.2.2 and 17.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from leafletgen.word.doubts import Spot
from leafletgen.word.reading import changes, inner_documents, tables
from leafletgen.word.reading.alternatives import chosen, tell_other_words
from leafletgen.word.reading.controls import CONTENT, PROPERTIES, Heard, is_contents, is_prompt
from leafletgen.word.reading.drawings import left_out
from leafletgen.word.reading.line import Note, Told
from leafletgen.word.reading.names import MC, W
from leafletgen.word.reading.paragraph_doubts import tell
from leafletgen.word.reading.paragraphs import Flow, loose, paragraph, told
from leafletgen.word.reading.plain_words import local_name, words_of
from leafletgen.word.reading.runs import INLINE
from leafletgen.word.reading.wordless import SILENT
from leafletgen.word.story import Block, Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.state import Reader

OfBlock: TypeAlias = "Callable[[Reader, Flow, Element], None]"


def blocks(reader: Reader, element: Element) -> list[Block]:
    """Return what stands in an element that holds blocks."""
    flow = Flow()
    read(reader, flow, element)
    flow.settle(reader)
    return flow.blocks


def read(reader: Reader, flow: Flow, element: Element) -> None:
    """Read all blocks that stand in an element."""
    if not reader.enter():
        _tell(reader, flow, Told.DEEP, words_of(element))
        return
    for child in element:
        tag = str(child.tag)
        handler = BLOCKS.get(tag)
        if handler is not None:
            handler(reader, flow, child)
        elif tag in INLINE:
            loose(reader, flow, child)
        else:
            _strange(reader, flow, child)
    reader.leave()


def _strange(reader: Reader, flow: Flow, element: Element) -> None:
    words = words_of(element)
    if words:
        _tell(reader, flow, Told.STRANGE, words, shown=local_name(element))


def _tell(reader: Reader, flow: Flow, kind: Told, words: str, shown: str = "", made: Kind = Kind.BODY) -> None:
    spot = told(reader, flow, words, made)
    tell(reader.doubts, spot, {kind: [Note(words, shown)]})


def _table(reader: Reader, flow: Flow, element: Element) -> None:
    flow.settle(reader)
    found = tables.table(reader, element)
    if found is not None:
        flow.blocks.append(found)


def _control(reader: Reader, flow: Flow, element: Element) -> None:
    content = element.find(CONTENT)
    properties = element.find(PROPERTIES)
    if content is None:
        _strange(reader, flow, element)
    elif is_prompt(properties):
        _tell(reader, flow, Told.PLACEHOLDER, words_of(content))
        left_out(reader, content, flow.blocks[-1].spot, "a control that nobody filled in")
    elif is_contents(properties):
        _tell(reader, flow, Told.CONTENTS, words_of(content), made=Kind.CONTENTS)
    else:
        with Heard(reader, properties):
            read(reader, flow, content)


def _kept(reader: Reader, flow: Flow, element: Element) -> None:
    reader.changes.inside.append(changes.BY_TAG[str(element.tag)])
    read(reader, flow, element)
    reader.changes.inside.pop()


def _gone(reader: Reader, flow: Flow, element: Element) -> None:
    words = words_of(element)
    if words:
        spot = told(reader, flow, words)
        reader.changes.mark(changes.BY_TAG[str(element.tag)], words, spot)
    else:
        spot = reader.before or Spot(reader.place)
    left_out(reader, element, spot, "a deleted passage")


def _alternatives(reader: Reader, flow: Flow, element: Element) -> None:
    branch = chosen(element)
    if branch is not None:
        read(reader, flow, branch)
        spot = flow.blocks[-1].spot if flow.blocks else Spot(reader.place, reader.count)
        tell_other_words(element, branch, reader.doubts, spot)


def _bookmark(_reader: Reader, flow: Flow, element: Element) -> None:
    name = element.get(f"{W}name", "")
    if name and name != "_GoBack":
        flow.bookmarks.append(name)


def _chunk(reader: Reader, flow: Flow, element: Element) -> None:
    spot = told(reader, flow, "")
    inner_documents.tell(reader, element, spot)


def _comment_begins(reader: Reader, _flow: Flow, element: Element) -> None:
    reader.comments.begin(element.get(f"{W}id", ""))


def _comment_ends(reader: Reader, _flow: Flow, element: Element) -> None:
    reader.comments.end(element.get(f"{W}id", ""))


def _nothing(_reader: Reader, _flow: Flow, _element: Element) -> None:
    """Pass over what holds no words."""


BLOCKS: Final[dict[str, OfBlock]] = dict.fromkeys(
    [W + name for name in (*SILENT, "tblPr", "tcPr", "tblGrid")], _nothing
) | {
    f"{W}p": paragraph,
    f"{W}tbl": _table,
    f"{W}sdt": _control,
    f"{W}customXml": read,
    f"{W}smartTag": read,
    f"{W}ins": _kept,
    f"{W}moveTo": _kept,
    f"{W}del": _gone,
    f"{W}moveFrom": _gone,
    f"{W}bookmarkStart": _bookmark,
    f"{W}commentRangeStart": _comment_begins,
    f"{W}commentRangeEnd": _comment_ends,
    f"{W}altChunk": _chunk,
    f"{MC}AlternateContent": _alternatives,
}
