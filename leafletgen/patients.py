"""A clinic's CSV file as rows, one a patient. No message repeats a cell below the header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from leafletgen.content.csv_source import Cell, read_csv
from leafletgen.content.kinds import Name
from leafletgen.content.source import read_source
from leafletgen.errors import Report, did_you_mean, error
from leafletgen.patient_row import Row, prescription_of

__all__ = ["FIELDS", "Row", "parse_map", "prescription_of", "read_mapping", "read_patients"]

FIELDS = (
    *("name", "nhs_number", "programme", "exercises", "without", "date", "review", "goal", "note"),
    *("clinician", "clinician_role", "clinician_contact", "person", "layout", "brand", "order", "diary"),
)
"""What a column may be, in the words of a prescription."""
MAXIMUM_ROWS = 5000
LONGEST_CELL = 4000


def read_mapping(path: Path, shown_as: str, report: Report) -> dict[str, str]:
    """Return which column is which field, from a YAML file with ``field: column``.

    A field without a column is not read from the file, even when a column has its name.
    """
    root = read_source(path, shown_as, report)
    if root is None:
        return {}
    if root.kind != "map":
        report.error("this must be a map of fields to columns", "write, for example, nhs_number: NHS No", root.place)
        return {}
    mapping: dict[str, str] = {}
    for field, column in root.data.items():
        if field not in FIELDS:
            report.error(f'no field is called "{field}"', did_you_mean(field, FIELDS), column.key.place)
        elif column.kind != "scalar":
            report.error(
                f'"{field}" must be the name of a column', f"write, for example, {field}: Column", column.place
            )
        else:
            mapping[field] = Name.of("" if column.is_null else column.data, column.place)
    return mapping


def parse_map(text: str, report: Report) -> tuple[str, str]:
    """Return the field and the column of ``FIELD=COLUMN`` from the command line."""
    field, equals, column = text.partition("=")
    field = field.strip()
    if not equals:
        report.error(f"--map {text}: an equals sign is missing", 'write FIELD=COLUMN, such as --map "name=Full name"')
    elif field not in FIELDS:
        report.error(f'--map {text}: no field is called "{field}"', did_you_mean(field, FIELDS))
    return field, column.strip()


def read_patients(
    content: bytes, shown_as: str, mapping: Mapping[str, str], report: Report, *, exercises_given: bool = False
) -> list[Row]:
    """Return the rows of a CSV file; the first line names the columns.

    Faults of one row are kept in it, so that it stops no other. Columns that are no field are told in one warning.

    Args:
        content: the file's bytes.
        shown_as: its name in diagnostics.
        mapping: the column of a field, where the header does not call it so; an empty one leaves the field out.
        report: receives what is wrong with the file as a whole; then there are no rows.
        exercises_given: whether every row has exercises from elsewhere.
    """
    records = read_csv(content, shown_as, report)
    if records is None:
        return []
    header, *lines = records
    columns = _columns(header, mapping, lines, report)
    if columns and not exercises_given and not {"exercises", "programme"} & columns.keys():
        report.error(
            'no column is "exercises" or "programme"',
            "name one with --map exercises=COLUMN, or give all the same with --programme or --pick",
            header[0].place,
        )
    if not lines:
        report.error("this file has no patient", "write one line for each under the first", header[0].place)
    if len(lines) > MAXIMUM_ROWS:
        report.error(
            f"this file has {len(lines)} patients, more than {MAXIMUM_ROWS}",
            "divide it into several",
            lines[MAXIMUM_ROWS][0].place,
        )
    if report.has_errors:
        return []
    labels = {field: header[index].text for field, index in columns.items()}
    return [_row(number, cells, len(header), columns, labels) for number, cells in enumerate(lines, 1)]


def _row(number: int, cells: Sequence[Cell], width: int, columns: Mapping[str, int], labels: Mapping[str, str]) -> Row:
    faults = []
    if len(cells) != width:
        faults.append(
            error(
                f"this line has {len(cells)} cells, but the header has {width}",
                "put a cell with a delimiter or a line break in it in quotation marks",
                cells[0].place,
            )
        )
        return Row(number, cells[0].place, {}, labels, tuple(faults))
    used = {field: cells[index] for field, index in columns.items() if cells[index].text.strip()}
    for cell in used.values():
        if len(cell.text) > LONGEST_CELL:
            message = f"this cell has {len(cell.text)} characters, more than {LONGEST_CELL}"
            faults.append(error(message, "say it shorter", cell.place))
    return Row(number, cells[0].place, used, labels, tuple(faults))


def _plain(name: str) -> str:
    """Return a column's name as it is compared: ``NHS number`` is ``nhs_number``."""
    folded = name.strip().casefold()
    return re.sub(r"[\W_]+", "_", folded).strip("_") or folded


def _columns(
    header: Sequence[Cell], mapping: Mapping[str, str], lines: Sequence[Sequence[Cell]], report: Report
) -> dict[str, int]:
    """Return the index of each field's column."""
    names = [_plain(cell.text) for cell in header]
    wanted = {field: field for field in FIELDS} | {field: _plain(column) for field, column in mapping.items()}
    wanted = {field: name for field, name in wanted.items() if name}
    # A column that is mapped to one field is no other one, even when it is called so.
    mapped = {wanted[field] for field in mapping if field in wanted}
    wanted = {field: name for field, name in wanted.items() if field in mapping or name not in mapped}
    columns = {field: names.index(name) for field, name in wanted.items() if name in names}
    if not columns:
        near = [did_you_mean(name, FIELDS) for name in names]
        hint = next((hint for hint in near if hint.startswith("did you mean")), "")
        # Nothing of this line is repeated: without a header it is a patient's.
        report.error(
            "no column has the name of a field",
            f"{hint or 'the first line must name the columns'}; or say which is which with --map FIELD=COLUMN; "
            f"the fields are {', '.join(FIELDS)}",
            header[0].place,
        )
        return {}
    for field, column in mapping.items():
        place = column.place if isinstance(column, Name) else None
        if field in wanted and field not in columns:
            where = f'"{field}"' if place else f"--map {field}={column}"
            hint = did_you_mean(column, [_shown(header, index) for index in range(len(header))])
            report.error(f"{where}: the file has no such column", hint, place)
    indexes = list(columns.values())
    for field, index in columns.items():
        if names.count(names[index]) > 1:
            again = names.index(names[index], index + 1)
            report.error(f'two columns are "{field}"', "rename or delete one of the two", header[again].place)
        if indexes.count(index) > 1:
            report.error(f'"{field}" has the same column as another field', "map each to its own", header[index].place)
    used = {names[index] for index in indexes}
    rest = [index for index in range(len(header)) if names[index] not in used]
    unused = [index for index in rest if names[index] or _filled(lines, index)]
    if unused:
        hints = (did_you_mean(names[index], [field for field in FIELDS if field not in columns]) for index in unused)
        near = [hint for hint in hints if hint.startswith("did you mean")]
        listed = ", ".join(_shown(header, index) for index in unused[:12]) + (", …" if len(unused) > 12 else "")
        report.warning(
            f"not used: {listed}",
            (f"{near[0]} If so: " if near else "to use one: ") + "--map FIELD=COLUMN",
            header[unused[0]].place,
        )
    return columns


def _shown(header: Sequence[Cell], index: int) -> str:
    """Return a column's name, unless it looks like a value: a long text, a number or a date."""
    name = header[index].text.strip()
    named = 0 < len(name) <= 40 and name.isprintable() and len(re.findall("[0-9]", name)) < 4
    return name if named else f"column {index + 1}"


def _filled(lines: Sequence[Sequence[Cell]], index: int) -> bool:
    return any(index < len(cells) and cells[index].text.strip() for cells in lines)
