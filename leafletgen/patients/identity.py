"""By what a patient's message is known again, so that a run that is repeated puts nothing in twice."""

from __future__ import annotations

import json

from leafletgen.patients.clinic_dates import iso_date
from leafletgen.patients.recipients import FIELD
from leafletgen.patients.row import Row
from leafletgen.patients.settings import Options

#: What only paper or other forms of a sheet depend on, and how messages of the program call things.
_NO_MATTER = frozenset({"columns", "wording"})


def identity_of(row: Row, options: Options, template: str, subject: str | None) -> bytes:
    """Return what makes a row's message the one that it is; as private as the row.

    It is what stands in the row and all that was asked for. The day of the run, the number of the line, and the name
    of the file and its columns are left out: the same file gives the same tomorrow, also with a line more at its top.
    So is the address, which the outbox adds as it is sent to: two ways to write it are no two patients.
    """
    cells = {field: " ".join(cell.text.split()) for field, cell in row.cells.items() if field != FIELD}
    for field in row.orders.keys() & cells.keys():
        cells[field] = iso_date(cells[field], row.orders[field]) or cells[field]
    asked = {key: value for key, value in options._asdict().items() if key not in _NO_MATTER}
    said = {"cells": cells, "asked": asked, "template": template, "subject": subject}
    return json.dumps(said, sort_keys=True, ensure_ascii=True).encode("ascii")
