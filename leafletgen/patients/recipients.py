"""Whom a patient's message goes to: the column of addresses in a clinic's file. No message repeats an address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from leafletgen.errors import Report
from leafletgen.patients.csv import Cell

if TYPE_CHECKING:
    from leafletgen.mail.parts import Mailbox
    from leafletgen.patients.row import Row

FIELD = "email"
"""What the column is called, in the words of a prescription's file."""


_USUAL_HEADINGS = {"email", "emailaddress", "emails", "mail", "mailaddress", "patientemail", "patientemailaddress"}
"""What clinics call that column, without blanks, hyphens and capitals."""


def mapped_from(header: Sequence[Cell]) -> str:
    """Return how the column of addresses is named in a mapping, by its usual names; no other cell is repeated.

    Args:
        header: the first line, which may be a patient's.
    """
    found = (cell.text.strip() for cell in header if re.sub(r"[\W_]", "", cell.text.casefold()) in _USUAL_HEADINGS)
    column = next(found, "")
    return f'"{FIELD}={column}"' if column else f"{FIELD}=COLUMN"


def recipient_of(row: Row, report: Report) -> Mailbox | None:
    """Return whom a row's message goes to; None after a fault, which the report has, or where no address stands.

    Args:
        row: a row without faults.
        report: receives what is wrong with the address, at its cell, and a warning where there is none.
    """
    cell = row.cells.get(FIELD)
    if cell is None:
        report.warning(
            "patient-without-address",
            "this patient has no e-mail address, and no message is made",
            "print this sheet and hand it out, or write the address into the line and run the command again",
            row.place,
        )
        return None
    from leafletgen.mail.address import mailbox_of  # a printed sheet has no use for it

    label = " ".join(row.labels[FIELD].split())[:40]
    return mailbox_of(cell.text, report, cell.place, f'"{label}"')


def tell_shared_addresses(lines: Sequence[Sequence[Cell]], columns: Mapping[str, int], report: Report) -> None:
    """Warn of one address for two patients: a family's, or a slip by which one reads what is meant for another.

    Lines with the same name and number are one patient, whose two sheets go to one address by right.

    Args:
        lines: the patients.
        columns: the index of each field's column, the addresses' among them.
        report: receives a warning at each later line.
    """
    known_by = [columns[field] for field in ("name", "nhs_number") if field in columns]
    first: dict[str, Sequence[Cell]] = {}
    for cells in lines:
        address = _bare(_text(cells, columns[FIELD]))
        before = first.setdefault(address, cells) if address else cells
        if before is cells or _are_of_one_patient(before, cells, known_by):
            continue
        report.warning(
            "address-of-two-patients",
            f"this line has the same e-mail address as line {before[0].place.line}",
            "a family may share one; else one patient would read what is meant for another: compare both with the "
            "patients' records before you send",
            cells[columns[FIELD]].place,
        )


def _are_of_one_patient(one: Sequence[Cell], other: Sequence[Cell], known_by: Sequence[int]) -> bool:
    """Whether both lines name the same patient; of lines that name nobody it is not known."""
    names = [(_folded(_text(one, index)), _folded(_text(other, index))) for index in known_by]
    return any(mine for mine, _ in names) and all(mine == theirs for mine, theirs in names)


def _text(cells: Sequence[Cell], index: int) -> str:
    return cells[index].text if index < len(cells) else ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _bare(text: str) -> str:
    """Return the address without a name beside it, as it is compared: no provider tells capitals apart."""
    named = re.search(r"<([^<>]*)>\s*$", text)
    return _folded(named[1] if named else text)
