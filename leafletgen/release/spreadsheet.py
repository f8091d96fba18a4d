"""Tables as CSV that Excel opens as it should."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_file(heading: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """Return a table as CSV (RFC 4180: CRLF, quotes where needed) in UTF-8 with a byte order mark, for Excel.

    Text that a spreadsheet would run as a formula gets an apostrophe before it. None is an empty cell.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heading)
    for row in rows:
        writer.writerow(["" if cell is None else _harmless(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
