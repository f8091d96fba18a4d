"""A clinic's CSV file as rows, one a patient. No message repeats a cell below the header."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from leafletgen.errors import Report, Setting, error
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from leafletgen.patients import recipients
from leafletgen.patients.clinic_dates import ORDERS, found_order
from leafletgen.patients.clinic_names import printed_name
from leafletgen.patients.columns import FIELDS, cells_in, columns_of, found_columns, parse_map, read_mapping
from leafletgen.patients.csv import Cell, read_csv
from leafletgen.patients.row import Row, prescription_of

__all__ = ["FIELDS", "Row", "columns_of", "parse_map", "prescription_of", "read_mapping", "read_patients", "rows_of"]

MAXIMUM_ROWS = 5000
LONGEST_CELL = 4000


def rows_of(
    content: bytes,
    shown_as: str,
    columns: Mapping[str, str],
    workspace: Workspace,
    report: Report,
    *,
    exercises_given: bool = False,
    dates: str = "",
    addressed: bool = False,
) -> list[Row]:
    """Return the rows of a CSV file for a workspace, as `read_patients` does with the names that it knows."""
    library = Exercises(workspace)
    return read_patients(
        content,
        shown_as,
        columns,
        report,
        exercises_given=exercises_given,
        dates=dates,
        known={*library.exercise_names(), *library.programme_names()},
        addressed=addressed,
    )


def read_patients(
    content: bytes,
    shown_as: str,
    mapping: Mapping[str, str],
    report: Report,
    *,
    exercises_given: bool = False,
    dates: str = "",
    known: Collection[str] = (),
    addressed: bool = False,
) -> list[Row]:
    """Return the rows of a CSV file; the first line names the columns.

    Faults of one row are kept in it, so that it stops no other. Columns that are no field are told in one warning.

    Args:
        content: the file's bytes.
        shown_as: its name in diagnostics.
        mapping: the column of a field, where the header does not call it so; an empty one leaves the field out.
        report: receives what is wrong with the file as a whole; then there are no rows.
        exercises_given: whether every row has exercises from elsewhere.
        dates: the order of the numbers of its dates, one of `ORDERS`; else each column decides for itself.
        known: ids of exercises and programmes, which no column is called by.
        addressed: whether each row's e-mail address is needed; else that column is not kept, and not called unused.
    """
    records = read_csv(content, shown_as, report)
    if records is None:
        return []
    header, *lines = records
    columns = found_columns(header, mapping, lines, known, report)
    if columns and not exercises_given and not {"exercises", "programme"} & columns.keys():
        report.error(
            "exercises-column-missing",
            'no column is "exercises" or "programme"',
            f"name one with {report.called(Setting.COLUMNS, 'exercises=COLUMN')}, or give all the same with "
            f"{report.called(Setting.PROGRAMME)} or {report.called(Setting.PICK)}",
            header[0].place,
        )
    if columns and addressed and recipients.FIELD not in columns and not mapping.get(recipients.FIELD):
        report.error(
            "email-column-missing",
            f'no column is "{recipients.FIELD}", and messages need addresses',
            f"name one with {report.called(Setting.COLUMNS, recipients.mapped_from(header))}",
            header[0].place,
        )
    if not lines:
        report.error(
            "no-patients", "this file has no patient", "write one line for each under the first", header[0].place
        )
    if len(lines) > MAXIMUM_ROWS:
        report.error(
            "too-many-patients",
            f"this file has {len(lines)} patients, more than {MAXIMUM_ROWS}",
            "divide it into several",
            lines[MAXIMUM_ROWS][0].place,
        )
    if report.has_errors:
        return []
    if not addressed:
        columns.pop(recipients.FIELD, None)
    labels = {field: header[index].text for field, index in columns.items()}
    orders: dict[str, str] = {
        field: _date_order(field, header[columns[field]], cells_in(lines, columns[field]), dates, report)
        for field in ("date", "review")
        if field in columns
    }
    _tell_repeated(lines, [columns[field] for field in ("name", "nhs_number") if field in columns], report)
    if "name" in columns:
        _tell_turned_names(header[columns["name"]], cells_in(lines, columns["name"]), report)
    if addressed:
        recipients.tell_shared_addresses(lines, columns, report)
    return [_row(number, cells, len(header), columns, labels, orders) for number, cells in enumerate(lines, 1)]


def _date_order(field: str, head: Cell, cells: Sequence[Cell], stated: str, report: Report) -> str:
    """Return the order of a column's dates: as stated, or as one of them decides it, which is said."""
    found = None if stated else found_order([cell.text for cell in cells])
    if found is None:
        return stated
    order, index = found
    report.note(
        "dates-read-as",
        f'"{field}" is read as {ORDERS[order]}, since the date in line {cells[index].place.line} has a day over 12',
        f"to have it read otherwise, say {report.called(Setting.DATE_ORDER, 'dmy, mdy or ymd')}",
        head.place,
    )
    return order


def _tell_repeated(lines: Sequence[Sequence[Cell]], known_by: Sequence[int], report: Report) -> None:
    """Warn of patients who stand twice: two sheets would be made, and one be handed to somebody else.

    Lines without a name or a number may be of many patients.
    """
    known: dict[tuple[str, ...], int] = {}
    for cells in lines:
        if not any(index < len(cells) and cells[index].text.strip() for index in known_by):
            continue
        texts = tuple(" ".join(cell.text.split()) for cell in cells)
        first = known.setdefault(texts, cells[0].place.line)
        if first != cells[0].place.line:
            report.warning(
                "patient-twice",
                f"this line says the same as line {first}",
                "delete one of the two, if they are one patient",
                cells[0].place,
            )


def _tell_turned_names(head: Cell, cells: Sequence[Cell], report: Report) -> None:
    turned = sum(printed_name(cell.text) != cell.text for cell in cells)
    if turned:
        report.note(
            "names-turned",
            f"names written SURNAME, Forename are printed as Forename Surname: {turned} of {len(cells)}",
            "look at them on the sheets; write a name as it is to be printed where that is wrong",
            head.place,
        )


def _row(
    number: int,
    cells: Sequence[Cell],
    width: int,
    columns: Mapping[str, int],
    labels: Mapping[str, str],
    orders: Mapping[str, str],
) -> Row:
    faults = []
    if len(cells) != width:
        faults.append(
            error(
                "row-wrong-width",
                f"this line has {len(cells)} cells, but the header has {width}",
                "put a cell with a delimiter or a line break in it in quotation marks",
                cells[0].place,
            )
        )
        return Row(number, cells[0].place, {}, labels, tuple(faults), orders)
    used = {field: cells[index] for field, index in columns.items() if cells[index].text.strip()}
    for cell in used.values():
        if len(cell.text) > LONGEST_CELL:
            message = f"this cell has {len(cell.text)} characters, more than {LONGEST_CELL}"
            faults.append(error("text-too-long", message, "say it shorter", cell.place))
    return Row(number, cells[0].place, used, labels, tuple(faults), orders)
