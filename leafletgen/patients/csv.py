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
_SAID_DELIMITER = re.compile(r"\"?sep=([,;\t|])\"?[ \t]*(?:\r\n|\n|\r)", re.IGNORECASE)
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

    The delimiter is that of a first line such as ``sep=;``, which Excel writes and which is no record; else the one of
    comma, semicolon and tab that stands most often in the first line. A cell begins with its first character after the
    delimiter: white space around it is left out of the text, unless it is quoted.

    Args:
        content: the bytes, in UTF-8, UTF-16 or Windows-1252; at most `MAXIMUM_BYTES` are read.
        shown_as: the file's name in diagnostics.
        report: receives every fault. After one in the quotation marks it is not known which cell belongs to whom.

    Returns:
        The records, or None when there was a fault that leaves nothing to rely on.
    """
    top = Place(shown_as, 1, 1)
    if len(content) > MAXIMUM_BYTES:
        report.error(
            "csv-too-large",
            f"this file is larger than {MAXIMUM_BYTES // 1_000_000} MB",
            "divide it into several, or leave columns out that no sheet needs",
            top,
        )
        return None
    if content.startswith(b"PK\x03\x04"):
        report.error(
            "csv-is-a-workbook", "this is a workbook, and no CSV file", 'save it from Excel as "CSV UTF-8"', top
        )
        return None
    text = _decoded(content, shown_as, report)
    if text is None:
        return None
    lines = _Lines(text, shown_as)
    control = _CONTROL.search(text)
    if control:
        report.error(
            "control-character",
            f"a control character (U+{ord(control[0]):04X}) stands here",
            'delete it; or save the file again as "CSV UTF-8", if it is of another kind',
            lines.place_at(control.start()),
        )
        return None
    found = Report()
    said = _SAID_DELIMITER.match(text)
    read = _records(text, said[1] if said else _delimiter(text), lines, found, said.end() if said else 0)
    records = [record for record in read if any(cell.text.strip() for cell in record)]
    report.add(found.diagnostics)
    if found.has_errors:
        return None
    if not records:
        report.error(
            "file-empty", "this file is empty", "its first line names the columns, each other line is a patient", top
        )
        return None
    return records


def _decoded(content: bytes, shown_as: str, report: Report) -> str | None:
    """Return the text of a file in one of the encodings that spreadsheets and patient systems write."""
    wide = _wide_encoding(content)
    if wide:
        try:
            return content.decode(wide).removeprefix("\ufeff")
        except UnicodeDecodeError:
            report.error("csv-not-text", _NO_TEXT, _SAVE_AGAIN, Place(shown_as, 1, 1))
            return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = content[: fault.start].decode("utf-8", "replace").removeprefix("\ufeff")
        place = _Lines(before, shown_as).place_at(len(before))
        # After the mark of UTF-8, or after letters that only UTF-8 writes so, one wrong byte is a damaged file.
        if content.startswith(b"\xef\xbb\xbf") or not before.isascii():
            report.error("csv-not-text", _NO_TEXT, _SAVE_AGAIN, place)
            return None
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        report.error("csv-not-text", _NO_TEXT, _SAVE_AGAIN, place)
        return None
    if _CONTROL.search(text) is None:
        report.note(
            "csv-read-as-windows-1252",
            "this file is not in UTF-8 and was read as Windows-1252, the encoding of older Excel files",
            f"look at the accents on the sheets; if they are wrong, {_SAVE_AGAIN}",
            place,
        )
    return text


_NO_TEXT = "this file is not text in UTF-8, UTF-16 or Windows-1252"
_SAVE_AGAIN = 'save it again as "CSV UTF-8" (Excel: Save as)'


def _wide_encoding(content: bytes) -> str:
    """Return the form of UTF-16 that a file is in: by its mark, or by zeros that stand in every second byte."""
    if content.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if content.startswith(b"\xfe\xff"):
        return "utf-16-be"
    head = content[:2000]
    half = len(head) // 2
    if half < 4 or len(content) % 2:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    # Latin letters, digits and delimiters have a zero each, and hardly another byte is one.
    few, most = 0.02 * half, 0.7 * half
    if odd >= most and even <= few:
        return "utf-16-le"
    return "utf-16-be" if even >= most and odd <= few else ""


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


def _records(text: str, delimiter: str, lines: _Lines, report: Report, index: int) -> Iterator[list[Cell]]:
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    spaces = re.compile(r" *" if delimiter == "\t" else r"[ \t]*")
    record: list[Cell] = []
    while index < len(text):
        start = _end(spaces, text, index)
        if text.startswith('"', start):
            place = lines.place_at(start)
            quoted = _QUOTED.match(text, start)
            if quoted is None:
                report.error(
                    "csv-quotation-mark-open",
                    "a quotation mark is not closed",
                    'close it; write "" for one in the text',
                    place,
                )
                return
            index = _end(spaces, text, quoted.end())
            if index < len(text) and text[index] not in (delimiter, "\r", "\n"):
                report.error(
                    "csv-text-after-quotation-mark",
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
            report.error(
                "csv-too-many-cells",
                f"this line has more than {MAXIMUM_CELLS} cells",
                "delete empty columns",
                record[0].place,
            )
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
