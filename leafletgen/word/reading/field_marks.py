"""Marks of fields among runs: where a field begins, where its result does, and where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leafletgen.word.reading import fields
from leafletgen.word.reading.field_ends import End, settle
from leafletgen.word.reading.fields import Field
from leafletgen.word.reading.names import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.line import Line
    from leafletgen.word.reading.looks import RunLook
    from leafletgen.word.reading.state import Reader


def simple(reader: Reader, line: Line, element: Element) -> None:
    """Read a w:fldSimple (17.16.19): its code is an attribute, its result what stands in it."""
    field = Field(element, line.spot)
    field.codes.append(element.get(f"{W}instr", ""))
    reader.fields.open.append(field)
    _begin_result(line, field)
    reader.walk(line, element)
    _end(reader, line, reader.styles.run(None, line.look))


def mark(reader: Reader, line: Line, element: Element, look: RunLook) -> None:
    """Read a w:fldChar (17.16.18)."""
    kind = element.get(fields.TYPE)
    if kind == "begin":
        reader.fields.open.append(Field(element, line.spot))
    elif kind == "separate" and reader.fields.open:
        _begin_result(line, reader.fields.open[-1])
    elif kind == "end" and reader.fields.open:
        _end(reader, line, look)
    elif kind == fields.STRAY:
        reader.doubts.doubt(
            "word-field-open",
            "a field begins or ends here without its other end, or deep in others: its words are kept as they stand",
            "see whether the words here are as they should be",
            line.spot,
        )


def code(reader: Reader, line: Line, element: Element, look: RunLook) -> None:
    """Read a piece of a field's code, which is no word of the text."""
    open_now = reader.fields.open
    if open_now and open_now[-1].code is None:
        open_now[-1].codes.append(element.text or "")


def _begin_result(line: Line, field: Field) -> None:
    field.code = fields.parsed(field.asked)
    if field.code.name == "SEQ":
        line.caption = True


def _end(reader: Reader, line: Line, look: RunLook) -> None:
    field = reader.fields.open.pop()
    if not reader.fields.swallowing:
        settle(End(reader, line, look, field, field.code or fields.parsed(field.asked)))
