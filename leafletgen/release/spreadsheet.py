"""Tables as CSV that Excel opens as it should."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

#: What a spreadsheet would take for a formula, also in one that cuts cells at semicolons: OWASP, "CSV injection".
_FORMULA = re.compile("(^|[;|])(?=\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def csv_file(heading: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """Return a table as CSV (RFC 4180: CRLF, quotes where needed) in UTF-8 with a byte order mark, for Excel.

    Text stands on one line, and gets an apostrophe before what a spreadsheet would run as a formula. None is an empty
    cell.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heading)
    for row in rows:
        writer.writerow(["" if cell is None else _harmless(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str | int) -> str | int:
    return _FORMULA.sub(r"\1'", _CONTROL.sub(" ", cell)) if isinstance(cell, str) else cell
