"""Which column of a clinic's CSV is which field: as its header calls them, or as they are mapped."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from leafletgen.content.dates import is_date
from leafletgen.errors import Report, Setting, did_you_mean
from leafletgen.library.workspace import Workspace
from leafletgen.patients import recipients
from leafletgen.patients.clinic_dates import is_written_in_numbers
from leafletgen.patients.clinic_names import printed_name
from leafletgen.patients.csv import Cell
from leafletgen.source.kinds import Name
from leafletgen.source.yaml import read_source

FIELDS = (
    *("name", "nhs_number", "programme", "exercises", "without", "date", "review", "goal", "note"),
    *("clinician", "clinician_role", "clinician_contact", "language", "person", "layout", "brand", "text_size"),
    *("order", "diary"),
    recipients.FIELD,
)
"""What a column may be, in the words of a prescription, and where its sheet is sent."""


def read_mapping(path: Path, shown_as: str, report: Report) -> dict[str, str]:
    """Return which column is which field, from a YAML file with ``field: column``.

    A field without a column is not read from the file, even when a column has its name.
    """
    root = read_source(path, shown_as, report)
    if root is None:
        return {}
    if root.kind != "map":
        report.error(
            "not-a-map", "this must be a map of fields to columns", "write, for example, nhs_number: NHS No", root.place
        )
        return {}
    mapping: dict[str, str] = {}
    for field, column in root.data.items():
        if field not in FIELDS:
            report.error(
                "patient-field-unknown", f'no field is called "{field}"', did_you_mean(field, FIELDS), column.key.place
            )
        elif column.kind != "scalar":
            report.error(
                "wrong-value",
                f'"{field}" must be the name of a column',
                f"write, for example, {field}: Column",
                column.place,
            )
        else:
            mapping[field] = Name.of("" if column.is_null else column.data, column.place)
    return mapping


def parse_map(text: str, report: Report) -> tuple[str, str]:
    """Return the field and the column of ``FIELD=COLUMN``."""
    field, equals, column = text.partition("=")
    field = field.strip()
    given = report.called(Setting.COLUMNS, text)
    if not equals:
        such = report.called(Setting.COLUMNS, '"name=Full name"')
        report.error(
            "map-option-not-valid", f"{given}: an equals sign is missing", f"write FIELD=COLUMN, such as {such}"
        )
    elif field not in FIELDS:
        report.error("patient-field-unknown", f'{given}: no field is called "{field}"', did_you_mean(field, FIELDS))
    return field, column.strip()


def columns_of(maps: Sequence[str], mapping: Path | None, workspace: Workspace, report: Report) -> dict[str, str]:
    """Return which column is which field, from a file and from texts, which come before it."""
    columns = read_mapping(mapping, workspace.shown(mapping), report) if mapping is not None else {}
    columns.update(parse_map(text, report) for text in maps)
    return columns


def _plain(name: str) -> str:
    """Return a column's name as it is compared: ``NHS number`` is ``nhs_number``."""
    folded = name.strip().casefold()
    return re.sub(r"[\W_]+", "_", folded).strip("_") or folded


def found_columns(
    header: Sequence[Cell],
    mapping: Mapping[str, str],
    lines: Sequence[Sequence[Cell]],
    known: Collection[str],
    report: Report,
) -> dict[str, int]:
    """Return the index of each field's column; nothing after a fault that leaves the header unknown.

    Columns that are no field are told in one warning, by their number.

    Args:
        header: the names.
        mapping: the column of a field, where the header does not call it so; an empty one leaves the field out.
        lines: the patients, which tell a header from a patient's line.
        known: ids of exercises and programmes, which no column is called by.
        report: receives what is wrong; nothing of a header that is not known is repeated.
    """
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
            "no-column-known",
            "no column has the name of a field",
            f"{hint or 'the first line must name the columns'}; or say which is which with "
            f"{report.called(Setting.COLUMNS, 'FIELD=COLUMN')}; "
            f"the fields are {', '.join(FIELDS)}",
            header[0].place,
        )
        return {}
    own = {index for index in columns.values() if names[index] in FIELDS}
    exercises = {columns[field] for field in ("exercises", "programme", "without") if field in columns} - own
    if _is_patient(header, own, lines) or any(header[index].text.partition(":")[0] in known for index in exercises):
        report.error(
            "header-missing",
            "the first line looks like a patient's, and not like the names of the columns",
            f"write a line above it that names them; the fields are {', '.join(FIELDS)}",
            header[0].place,
        )
        return {}
    for field, column in mapping.items():
        place = column.place if isinstance(column, Name) else None
        if field in wanted and field not in columns:
            where = f'"{field}"' if place else report.called(Setting.COLUMNS, f"{field}={column}")
            # No other name of the header is told: what stands there may be a patient's.
            meant = did_you_mean(_plain(column), [name for name in names if name in FIELDS])
            hint = meant if meant.startswith("did you mean") else "write it as it stands in the file's first line"
            report.error("column-unknown", f"{where}: the file has no such column", hint, place)
    indexes = list(columns.values())
    for field, index in columns.items():
        if names.count(names[index]) > 1:
            again = names.index(names[index], index + 1)
            report.error(
                "column-twice", f'two columns are "{field}"', "rename or delete one of the two", header[again].place
            )
        if indexes.count(index) > 1:
            report.error(
                "column-twice",
                f'"{field}" has the same column as another field',
                "map each to its own",
                header[index].place,
            )
    used = {names[index] for index in indexes}
    rest = [index for index in range(len(header)) if names[index] not in used]
    unused = [index for index in rest if names[index] or _filled(lines, index)]
    if unused:
        hints = (did_you_mean(names[index], [field for field in FIELDS if field not in columns]) for index in unused)
        near = [hint for hint in hints if hint.startswith("did you mean")]
        listed = ", ".join(f"column {index + 1}" for index in unused[:12]) + (", …" if len(unused) > 12 else "")
        report.warning(
            "columns-not-used",
            f"not used: {listed}",
            (f"{near[0]} If so: " if near else "to use one: ")
            + f"{report.called(Setting.COLUMNS, 'FIELD=COLUMN')}; the first line is read as the columns' names",
            header[unused[0]].place,
        )
    return columns


#: What clinics call a column of names: "SURNAME, Forename (Title)" is written as a name is.
_HEADS_NAMES = {
    *("family", "first", "forename", "forenames", "full", "given", "initial", "initials", "known", "last"),
    *("middle", "name", "names", "patient", "patients", "s", "surname", "title"),
}


def _is_patient(header: Sequence[Cell], sure: set[int], lines: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first line is no header: it has a date, a patient's number or name, a dose, or what comes again."""
    for index, cell in enumerate(header):
        text = cell.text.strip()
        if not text or index in sure:
            continue
        if is_date(text) or is_written_in_numbers(text) or re.fullmatch(r"(?:[0-9][ -]?){10,}", text):
            return True
        if re.search(r":\s*[0-9]", text):
            return True
        if printed_name(text) != text and not _HEADS_NAMES.issuperset(re.findall(r"\w+", text.casefold())):
            return True
        if any(below.text.strip().casefold() == text.casefold() for below in cells_in(lines, index)):
            return True
    return False


def _filled(lines: Sequence[Sequence[Cell]], index: int) -> bool:
    return any(index < len(cells) and cells[index].text.strip() for cells in lines)


def cells_in(lines: Sequence[Sequence[Cell]], index: int) -> list[Cell]:
    """The cells of one column, where a line is long enough."""
    return [cells[index] for cells in lines if index < len(cells)]
