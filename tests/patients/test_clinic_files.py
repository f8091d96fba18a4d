"""A clinic's CSV as clinics have it: encodings, ``sep=``, dates in their order, names turned round, titles."""

from pathlib import Path

import pytest

from leafletgen.errors import ExitCode, Report, Severity
from leafletgen.patients.clinic_dates import found_order, iso_date
from leafletgen.patients.clinic_names import printed_name
from leafletgen.patients.csv import read_csv
from tests.support.commands import run, write
from tests.support.sheet_workspace import sheet_workspace, text_of


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that no test changes, but for build/."""
    return sheet_workspace(tmp_path_factory.mktemp("clinic") / "w")


def sheets(
    root: Path, tmp_path: Path, text: str | bytes, *arguments: str, code: ExitCode = ExitCode.OK
) -> tuple[list[str], str]:
    """Run the command over a CSV; return the texts of its sheets and its diagnostics."""
    path = tmp_path / "p.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    result = run("sheet", "--from", path, "--out", tmp_path / "out", "--workspace", root, *arguments)
    assert result.exit_code == code, result.stderr
    made = sorted((tmp_path / "out").iterdir()) if (tmp_path / "out").exists() else []
    return [text_of(each) for each in made], result.stderr.replace(f"{path.as_posix()}:", "")


TABLE = "name,exercises\nZo\u00eb Example,bridge\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_that_are_sure_are_read_without_a_word(root: Path, tmp_path: Path, encoding: str) -> None:
    texts, errors = sheets(root, tmp_path, TABLE.encode(encoding))
    assert errors == ""
    assert "Zo\u00eb Example" in texts[0]


def test_windows_1252_is_read_and_said(root: Path, tmp_path: Path) -> None:
    texts, errors = sheets(root, tmp_path, TABLE.replace("Zo", "\u2019Zo").encode("cp1252"))
    assert errors.startswith("2:1: note: this file is not in UTF-8 and was read as Windows-1252")
    assert "\u2019Zo\u00eb Example" in texts[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line", ["sep={}", "SEP={}", '"sep={}"'])
def test_a_line_that_names_the_delimiter_is_no_record(delimiter: str, line: str) -> None:
    report = Report()
    text = line.format(delimiter) + f"\r\nname{delimiter}goal, or; wish\r\n"
    records = read_csv(text.encode(), "p.csv", report)
    assert report.diagnostics == ()
    assert records is not None
    wanted = "goal, or; wish".split(delimiter)
    assert [[cell.text for cell in record] for record in records] == [["name", *[part.strip() for part in wanted]]]
    assert records[0][0].place.line == 2


NAMES = {
    "EXAMPLE, Sam (Mr)": "Sam Example",
    "EXAMPLE, Sam": "Sam Example",
    "EXAMPLE,Sam": "Sam Example",
    " EXAMPLE ,  Sam  ( Mrs. ) ": "Sam Example",
    "O'BRIEN, Mary-Ann (Dr)": "Mary-Ann O'Brien",
    "O\u2019BRIEN, Mary Ann": "Mary Ann O\u2019Brien",
    "SMITH-JONES, Jo J.": "Jo J. Smith-Jones",
    "McDONALD, Ann": "Ann McDonald",
    "MCDONALD, Ann": "Ann McDonald",
    "MacLEOD, Ann": "Ann MacLeod",
    "LLOYD GEORGE, David": "David Lloyd George",
    "M\u00dcLLER, J\u00f6rg": "J\u00f6rg M\u00fcller",
    "EXAMPLE, Mr Sam": "Mr Sam Example",
    # What is not clear stays as it is written.
    "VAN DER BERG, Sam": None,
    "EXAMPLE, SAM": None,
    "Example, Sam (Mr)": None,
    "Sam Example": None,
    "SAM EXAMPLE": None,
    "EXAMPLE, Sam, Jr": None,
    "EXAMPLE, Sam (known as Pat)": None,
    "EXAMPLE, Mr": None,
    "EXAMPLE (Mr)": None,
    "EXAMPLE, (Mr)": None,
    "EXAMPLE, 2": None,
    "E, Sam": None,
    "BED 4, Sam": None,
    "EXAMPLE, sam": None,
    "EXAMPLE,": None,
    ", Sam": None,
    "": None,
}


@pytest.mark.parametrize("written", NAMES)
def test_a_name_is_turned_round_where_that_is_clear(written: str) -> None:
    assert printed_name(written) == (NAMES[written] or written)


def test_names_that_are_turned_round_are_said_without_one(root: Path, tmp_path: Path) -> None:
    texts, errors = sheets(root, tmp_path, 'name,exercises\n"EXAMPLE, Sam (Mr)",bridge\nAnn Example,bridge\n')
    assert errors == (
        "1:1: note: names written SURNAME, Forename are printed as Forename Surname: 1 of 2\n"
        "  hint: look at them on the sheets; write a name as it is to be printed where that is wrong\n"
    )
    assert "Sam Example" in texts[0] and "EXAMPLE" not in texts[0]
    assert "Ann Example" in texts[1]


@pytest.mark.parametrize(
    ("text", "order", "date"),
    [
        ("2026-11-03", "", "2026-11-03"),
        ("2026-11-03", "dmy", "2026-11-03"),
        ("2026/11/03", "", "2026-11-03"),
        ("03/11/2026", "", None),
        ("03/11/2026", "dmy", "2026-11-03"),
        ("3.11.2026", "dmy", "2026-11-03"),
        ("03-11-26", "dmy", "2026-11-03"),
        ("03/11/2026", "mdy", "2026-03-11"),
        ("26/11/03", "ymd", "2026-11-03"),
        ("03/11/2026", "ymd", None),
        ("03/11/2026 00:00:00", "dmy", "2026-11-03"),
        ("03/11/2026 10:30", "dmy", None),
        ("3 Nov 2026", "", "2026-11-03"),
        ("03-November-2026", "mdy", "2026-11-03"),
        ("1 Sept 2026", "", "2026-09-01"),
        ("3 Novemb\u00e9r 2026", "", None),
        ("3 Foo 2026", "", None),
        ("31/02/2026", "dmy", None),
        ("21/13/2026", "mdy", None),
        ("03/11-2026", "dmy", None),
    ],
)
def test_a_date_is_read_in_its_order(text: str, order: str, date: str | None) -> None:
    assert iso_date(text, order) == date


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["3/4/2026", "21/11/2026"], ("dmy", 1)),
        (["3/4/2026", "11/21/2026"], ("mdy", 1)),
        (["3/4/2026", "5/6/2026"], None),
        (["21/11/2026", "11/21/2026"], None),
        (["21/11/26"], None),
        (["2026-11-21", ""], None),
        (["32/11/2026", "99/1/2026"], None),
    ],
)
def test_a_day_over_12_decides_for_the_column(texts: list[str], found: tuple[str, int] | None) -> None:
    assert found_order(texts) == found


def test_dates_of_a_column_are_found_and_said(root: Path, tmp_path: Path) -> None:
    table = "exercises,date,review\nbridge,3/4/2026,04/05/2026\nbridge,21/4/2026,\n"
    texts, errors = sheets(root, tmp_path, table, code=ExitCode.CONTENT)
    assert errors.startswith(
        '1:11: note: "date" is read as day, month, year, since the date in line 3 has a day over 12'
    )
    assert '2:17: error: "review" must be a date (year-month-day)\n' in errors, "each column decides for itself"
    texts, errors = sheets(root, tmp_path, table, "--dates", "dmy")
    assert errors == ""
    assert "3 April 2026" in texts[0] and "4 May 2026" in texts[0] and "21 April 2026" in texts[1]
    texts, errors = sheets(root, tmp_path, table.replace("21/4", "4/21"), "--dates", "mdy")
    assert "4 March 2026" in texts[0] and "21 April 2026" in texts[1]


def test_titles_do_as_well_as_ids(root: Path, tmp_path: Path) -> None:
    rows = {
        "Lower back: strength,": "Wall press-up",
        ",Bird dog": "Bird dog",
        ',"Bird dog: 2x8,side=each,daily=1"': "Do 8 on each side",
        ',"bird DOG; bridge:3x10,daily=1"': "3 rounds of 10",
        ',"Bird dog, Bridge"': "Bridge",
        ",bridge bird-dog": "Bird dog",
    }
    texts, errors = sheets(root, tmp_path, "programme,exercises\n" + "\n".join(rows) + "\n")
    assert errors.count("error") == 0, errors
    for text, wanted in zip(texts, rows.values(), strict=True):
        assert wanted in text
    texts, errors = sheets(root, tmp_path, "exercises\nBird cat\n", code=ExitCode.CONTENT)
    assert "error: no exercise has this name\n" in errors


def test_the_same_line_twice_is_warned_about(root: Path, tmp_path: Path) -> None:
    _, errors = sheets(root, tmp_path, "name,exercises\nSam Example,bridge\nAnn,bridge\nSam  Example , bridge\n")
    assert errors == (
        "4:1: warning: this line says the same as line 2\n  hint: delete one of the two, if they are one patient\n"
    )


def test_notes_are_no_warnings() -> None:
    report = Report()
    assert read_csv("name\nZo\u00eb\n".encode("cp1252"), "p.csv", report) is not None
    assert [found.severity for found in report.diagnostics] == [Severity.NOTE]


def test_a_prescription_s_name_is_printed_as_it_is_written(root: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "p.yaml", "patient: {name: 'EXAMPLE, Sam (Mr)'}\nexercises: [bridge]\n")
    assert run("sheet", path, "-o", tmp_path / "p.pdf", "--workspace", root).exit_code == ExitCode.OK
    assert "EXAMPLE, Sam (Mr)" in text_of(tmp_path / "p.pdf")
