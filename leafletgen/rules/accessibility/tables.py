"""Tables: that they are for what stands in rows and columns, and that each column has a name."""

from __future__ import annotations

from collections.abc import Iterator

from leafletgen.rules.accessibility.parts import Part, parts_with
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.rule import FileCheck, Rule
from leafletgen.source.kinds import clean_text
from leafletgen.source.yaml import Value


def _tables(file: CheckedFile) -> Iterator[tuple[Part, list[Value], list[list[Value]]]]:
    """Yield each table with its header's cells and its rows'; what is faulty is told when the file is loaded."""
    for holder in parts_with(file, "table"):
        part = Part(f"{holder.key}.table", holder.value.data["table"])
        if part.value.kind != "map" or not {"header", "rows"} <= part.value.data.keys():
            continue
        header, rows = part.value.data["header"], part.value.data["rows"]
        if header.kind == "list" and rows.kind == "list" and all(row.kind == "list" for row in rows.data):
            yield part, header.data, [row.data for row in rows.data]


def _says(cell: Value) -> str:
    return clean_text(cell) if cell.kind == "scalar" and not cell.is_null else ""


def _one_column(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    for part, header, _ in _tables(file):
        if len(header) == 1:
            yield rule.finding(
                "this table has one column",
                part.value.data["header"].place,
                'write "- list:" with an entry for each row, under what the column is called',
            )


def _for_layout(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    for part, header, rows in _tables(file):
        if len(header) < 2 or len(rows) > rule.limits["rows"]:
            continue
        lengths = [len(_says(cell).split()) for row in rows for cell in row]
        long = [length for length in lengths if length >= rule.limits["words"]]
        if len(long) >= 2 and 2 * len(long) >= len(lengths):
            yield rule.finding(
                f"this table sets {len(long)} long texts side by side",
                part.value.data["header"].place,
                "write them one after the other, each under a heading of its own",
            )


def _header_cell_empty(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    for part, header, rows in _tables(file):
        if not any(_says(cell) for cell in header):
            continue  # told when it is loaded
        heads_rows = part.text("row_headers") == "true"
        for number, cell in enumerate(header):
            if _says(cell) or (number == 0 and heads_rows):
                continue
            first = number == 0 and all(_says(row[0]) for row in rows if row)
            yield rule.finding(
                f"column {number + 1} of this table has no name",
                cell.place,
                'write what it holds; where it names the rows write "row_headers: true"'
                if first
                else "write what it holds, also where it is there to write in",
            )


CHECKS: dict[str, FileCheck] = {
    "table-one-column": _one_column,
    "table-for-layout": _for_layout,
    "table-header-cell-empty": _header_cell_empty,
}
