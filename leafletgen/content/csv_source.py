"""CSV files as records of cells, each knowing its file, line and column; no message repeats a cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from leafletgen.errors import Place, Report

MAXIMUM_BYTES = 5_000_000
MAXIMUM_CELLS = 500
"""Cells of one line."""
DELIMITERS = (",", ";", "\t")
_END_OF_LINE = re.compile(r"\r\n|\n|\r")
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')
#: Line breaks and tabs are none: a cell in quotes may have them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


class Cell(NamedTuple):
    """What stands between two delimiters, without its quotation marks."""

    text: str
    place: Place
    """Where the cell begins, its quotation mark included."""
    quoted: bool

    def place_at(self, index: int) -> Place:
        """Return the place of the character at this index of the text."""
        before = self.text[:index]
        lines = before.count("\n")
        last = before.rpartition("\n")[2]
        # A quotation mark inside quotes is written twice.
        width = len(last) + (last.count('"') if self.quoted else 0)
        first = 1 if lines else self.place.column + self.quoted
        return Place(self.place.file, self.place.line + lines, first + width)

    def __repr__(self) -> str:
        """Return the place alone; a trace may end in a log."""
        return f"Cell({self.place})"


def read_csv(content: bytes, shown_as: str, report: Report) -> list[list[Cell]] | None:
    """Return the records of a CSV file (RFC 4180), the header first; blank ones are left out.

    The delimiter is the one of comma, semicolon and tab that stands most often in the first line. A cell begins with
    its first character after the delimiter: white space around it is left out of the text, unless it is quoted.

    Args:
        content: the bytes, in UTF-8, with or without a byte order mark; at most `MAXIMUM_BYTES` are read.
        shown_as: the file's name in diagnostics.
        report: receives every fault. After one in the quotation marks it is not known which cell belongs to whom.

    Returns:
        The records, or None when there was a fault that leaves nothing to rely on.
    """
    top = Place(shown_as, 1, 1)
    if len(content) > MAXIMUM_BYTES:
        report.error(
            f"this file is larger than {MAXIMUM_BYTES // 1_000_000} MB",
            "divide it into several, or leave columns out that no sheet needs",
            top,
        )
        return None
    if content.startswith(b"PK\x03\x04"):
        report.error("this is a workbook, and no CSV file", 'save it from Excel as "CSV UTF-8"', top)
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = content[: fault.start].decode("utf-8", "replace").removeprefix("\ufeff")
        place = _Lines(before, shown_as).place_at(len(before))
        report.error("this file is not UTF-8 text", 'save it again as "CSV UTF-8" (Excel: Save as)', place)
        return None
    lines = _Lines(text, shown_as)
    control = _CONTROL.search(text)
    if control:
        report.error(
            f"a control character (U+{ord(control[0]):04X}) stands here",
            'delete it; or save the file again as "CSV UTF-8", if it is of another kind',
            lines.place_at(control.start()),
        )
        return None
    found = Report()
    records = [
        record for record in _records(text, _delimiter(text), lines, found) if any(cell.text.strip() for cell in record)
    ]
    report.add(found.diagnostics)
    if found.has_errors:
        return None
    if not records:
        report.error("this file is empty", "its first line names the columns, each other line is a patient", top)
        return None
    return records


class _Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.starts = [0, *(end.end() for end in _END_OF_LINE.finditer(text))]

    def place_at(self, index: int) -> Place:
        line = bisect_right(self.starts, index)
        return Place(self.file, line, index - self.starts[line - 1] + 1)


def _delimiter(text: str) -> str:
    """Return what divides the cells of the header; quoted names may hold any of them."""
    header = _QUOTED.sub("", text.lstrip("\r\n")[:20_000])
    first = _END_OF_LINE.split(header, maxsplit=1)[0]
    return max(DELIMITERS, key=first.count)


def _records(text: str, delimiter: str, lines: _Lines, report: Report) -> Iterator[list[Cell]]:
    plain = re.compile(rf"[^{delimiter}\r\n]*")
    spaces = re.compile(r" *" if delimiter == "\t" else r"[ \t]*")
    record: list[Cell] = []
    index = 0
    while index < len(text):
        start = _end(spaces, text, index)
        if text.startswith('"', start):
            place = lines.place_at(start)
            quoted = _QUOTED.match(text, start)
            if quoted is None:
                report.error("a quotation mark is not closed", 'close it; write "" for one in the text', place)
                return
            index = _end(spaces, text, quoted.end())
            if index < len(text) and text[index] not in (delimiter, "\r", "\n"):
                report.error(
                    "text stands after a closing quotation mark",
                    'put the whole cell in quotation marks; write "" for one in the text',
                    lines.place_at(index),
                )
                index = _end(plain, text, index)
            record.append(Cell(_END_OF_LINE.sub("\n", quoted[1].replace('""', '"')), place, True))
        else:
            index = _end(plain, text, start)
            record.append(Cell(text[start:index].rstrip(" \t"), lines.place_at(start), False))
        if len(record) > MAXIMUM_CELLS:
            report.error(f"this line has more than {MAXIMUM_CELLS} cells", "delete empty columns", record[0].place)
            return
        if text.startswith(delimiter, index):
            index += 1
            if index < len(text):
                continue
            record.append(Cell("", lines.place_at(index), False))
        line_end = _END_OF_LINE.match(text, index)
        index = line_end.end() if line_end else index
        yield record
        record = []


def _end(pattern: re.Pattern[str], text: str, index: int) -> int:
    """Return where a pattern that may be empty ends."""
    match = pattern.match(text, index)
    return match.end() if match else index
