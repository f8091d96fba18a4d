"""``leafletgen due``: what is to be reviewed, as a table, for Excel, and as a calendar for Outlook."""

import csv
import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leafletgen.errors import ExitCode
from leafletgen.release.calendar import calendar_file
from leafletgen.release.due import day_within, due_day
from leafletgen.release.overview import Entry
from leafletgen.release.spreadsheet import csv_file
from leafletgen.system import clock
from tests.support.commands import run, small_workspace, write
from tests.support.ledger_sample import leaflet, record, release_of, tamper, withdrawal_of


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with two released leaflets, one overdue, on 21 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 11, 21))
    root = small_workspace(tmp_path / "w")
    (root / "leaflets" / "P1-good.yaml").unlink()
    late, soon = leaflet(root, "P1", review="2026-10", title="Late"), leaflet(root, "P2", review="2027-01")
    record(root, release_of(root, late), release_of(root, soon))
    return root


def numbers_due(root: Path, *arguments: str) -> list[str]:
    """Return the numbers of the leaflets in the table."""
    result = run("due", "--workspace", root, *arguments)
    assert result.exit_code == ExitCode.OK, result.stderr
    rows = [line.split() for line in result.stdout.splitlines() if line[:1].isdigit() and "leaflet" not in line[:12]]
    return [next(cell.split("/")[0] for cell in row if "/" in cell) for row in rows]


def entry(**changes: Any) -> Entry:
    """Return a leaflet that was never released."""
    whole = Entry(
        "l", "l.yaml", "P1/1", "P1", "T", "b", None, "2027-04", "never released", "never released", None, None
    )
    return whole._replace(**changes)


def test_the_table(root: Path) -> None:
    leaflet(root, "P3", review="2026-11")
    leaflet(root, "P4", review="2027-03")
    leaflet(root, "P5")
    result = run("due", "--workspace", root)
    assert (result.exit_code, result.stderr) == (ExitCode.OK, "")
    assert result.stdout == (
        "DUE         DAYS LEFT      CODE                    DEPARTMENT  TITLE           LEAFLET\n"
        "2026-10-31  -21 (overdue)  P1/22/01.2026/VERSION3  physio      Late            P1-leaflet\n"
        "2026-11-30  9              P3/22/01.2026/VERSION3  physio      A good leaflet  P3-leaflet\n"
        "2027-01-31  71             P2/22/01.2026/VERSION3  physio      A good leaflet  P2-leaflet\n"
        "3 leaflets due for review by 2027-02-19, 1 of them overdue\n"
        "1 leaflet has no review date: P5-leaflet\n"
    )


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (["--within", "0d"], ["P1"]),
        (["--within", "70d"], ["P1"]),
        (["--within", "71d"], ["P1", "P2"]),
        (["--within", "10w"], ["P1"]),
        (["--within", "11w"], ["P1", "P2"]),
        (["--within", "2M"], ["P1"]),
        (["--within", "1y"], ["P1", "P2"]),
        (["--within", "9999y"], ["P1", "P2"]),
        (["--within", "0d", "--on", "2026-10-31"], ["P1"]),
        (["--within", "0d", "--on", "2026-10-30"], []),
    ],
)
def test_only_what_is_due_in_time(root: Path, arguments: list[str], numbers: list[str]) -> None:
    assert numbers_due(root, *arguments) == numbers


@pytest.mark.parametrize("length", ["90", "d", "-1d", "1.5y", "90 days", "٣d", "99999d"])
def test_what_is_no_length_of_time_is_wrong_usage(root: Path, length: str) -> None:
    result = run("due", f"--within={length}", "--workspace", root)
    assert (result.exit_code, result.stdout) == (ExitCode.USAGE, "")
    assert "is no length of time; write it as 90d, 12w, 6m or 1y" in result.stderr


def test_a_month_later_is_the_same_day_or_the_last() -> None:
    day = datetime.date
    assert day_within("1m", day(2027, 1, 31)) == day(2027, 2, 28)
    assert day_within("1y", day(2028, 2, 29)) == day(2029, 2, 28)
    assert day_within("13m", day(2026, 12, 5)) == day(2028, 1, 5)
    assert due_day("2028-02") == day(2028, 2, 29)


def test_what_was_withdrawn_is_left_out(root: Path) -> None:
    record(root, withdrawal_of(release_of(root, root / "leaflets" / "P1-leaflet.yaml")))
    assert numbers_due(root) == ["P2"]
    leaflet(root, "P1", title="New words")
    result = run("due", "--workspace", root)
    assert "P1" not in result.stdout


def test_the_files_date_counts_before_the_releases(root: Path) -> None:
    leaflet(root, "P1", review="2029-10")
    assert numbers_due(root) == ["P2"]


def test_the_releases_date_counts_when_the_file_is_gone_or_faulty(root: Path) -> None:
    (root / "leaflets" / "P1-leaflet.yaml").unlink()
    write(root / "leaflets" / "P2-leaflet.yaml", "faulty: true\n")
    result = run("due", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    ends = [line.split("  ")[-1].strip() for line in result.stdout.splitlines()[1:3]]
    assert ends == ["P1-leaflet (its file is gone)", "P2-leaflet (its file has errors)"]
    assert "leaflets/P2-leaflet.yaml:" in result.stderr


def test_only_a_brand_or_department(root: Path) -> None:
    assert numbers_due(root, "--brand", "plain", "--department", "physio") == ["P1", "P2"]
    result = run("due", "--brand", "plane", "--workspace", root)
    assert result.exit_code == ExitCode.USAGE
    assert 'did you mean "plain"?' in result.stderr


def test_the_spreadsheet_has_no_formula_and_opens_in_excel(root: Path) -> None:
    leaflet(root, "P1", review="2026-10", title='"@SUM(1,2)"')
    result = run("due", "--format", "csv", "--workspace", root)
    assert result.stderr == "2 leaflets due for review by 2027-02-19, 1 of them overdue\n"
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbfcode,")
    assert b"\n" not in result.stdout_bytes.replace(b"\r\n", b"")
    rows = list(csv.DictReader(StringIO(result.stdout_bytes.decode("utf-8-sig"))))
    assert [row["title"] for row in rows] == ["'@SUM(1,2)", "A good leaflet"]
    assert [(row["due"], row["days_left"]) for row in rows] == [("2026-10-31", "-21"), ("2027-01-31", "71")]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        *((f"{start}1", f"'{start}1") for start in "=+-@\uff1d"),
        ("a;=1", "a;'=1"),
        ("\t=1", "' =1"),
        ("two\r\nlines", "two lines"),
        ("plain - text", "plain - text"),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(cell: str, written: str) -> None:
    (_, row) = csv.reader(StringIO(csv_file(["a", "b", "c"], [[cell, -5, None]]).decode("utf-8-sig"), newline=""))
    assert row == [written, "-5", ""]


def test_the_calendar(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "reviews.ics"
    result = run("due", "-o", target, "--workspace", root)
    assert (result.exit_code, result.stdout.strip()) == (ExitCode.OK, str(target))
    calendar = icalendar.Calendar.from_ical(target.read_bytes())
    assert isinstance(calendar, icalendar.Calendar)
    assert (calendar["VERSION"], "METHOD" in calendar) == ("2.0", False)
    assert calendar["PRODID"]
    late, soon = calendar.walk("VEVENT")
    assert late["SUMMARY"] == "Review due: P1 Late"
    assert late["UID"] == "review-P1-2026-10@leafletgen"
    assert late["DTSTART"].params["VALUE"] == "DATE"
    assert late.decoded("DTSTART") == datetime.date(2026, 10, 31)
    assert late.decoded("DTEND") == datetime.date(2026, 11, 1)
    assert late.decoded("DTSTAMP") == datetime.datetime(2026, 1, 15, tzinfo=datetime.UTC)
    assert late["TRANSP"] == "TRANSPARENT"
    assert late["DESCRIPTION"] == "Code: P1/22/01.2026/VERSION3\nDue by the end of 10.2026\nDepartment: physio"
    (alarm,) = late.walk("VALARM")
    assert (alarm["ACTION"], alarm.decoded("TRIGGER")) == ("DISPLAY", datetime.timedelta(days=-30))
    assert soon["UID"] == "review-P2-2027-01@leafletgen"
    assert calendar.to_ical().count(b"BEGIN:VEVENT") == 2
    assert run("due", "--format", "ics", "--workspace", root).stdout_bytes == target.read_bytes()


def test_the_calendar_is_the_same_on_another_day(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run("due", "--format", "ics", "--workspace", root).stdout_bytes
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 11, 25))
    assert run("due", "--format", "ics", "--workspace", root).stdout_bytes == before


def test_a_leaflet_never_released_is_dated_by_its_review() -> None:
    calendar = icalendar.Calendar.from_ical(calendar_file([entry()]))
    assert isinstance(calendar, icalendar.Calendar)
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("DTSTAMP") == datetime.datetime(2027, 4, 30, tzinfo=datetime.UTC)


def test_a_calendar_without_reviews_can_be_read() -> None:
    calendar = icalendar.Calendar.from_ical(calendar_file([]))
    assert isinstance(calendar, icalendar.Calendar)
    assert calendar.subcomponents  # RFC 5545, 3.6: at least one
    assert not calendar.walk("VEVENT")


def test_two_files_with_one_number_have_two_entries_in_the_calendar() -> None:
    calendar = icalendar.Calendar.from_ical(calendar_file([entry(leaflet="a"), entry(leaflet="b")]))
    assert isinstance(calendar, icalendar.Calendar)
    assert [event["UID"] for event in calendar.walk("VEVENT")] == [
        "review-P1-a-2027-04@leafletgen",
        "review-P1-b-2027-04@leafletgen",
    ]


_LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=120)


@given(title=_LETTERS, department=_LETTERS)
def test_whatever_a_title_says_the_calendar_keeps_the_rules(title: str, department: str) -> None:
    data = calendar_file([entry(title=title, department=department)])
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # no letter is broken in two
    unfolded = data.replace(b"\r\n ", b"").decode()
    assert unfolded.count("\r\n") == 19
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == f"Review due: P1 {title}"
    assert str(event["DESCRIPTION"]).endswith(f"\nDepartment: {department}")


def test_a_control_character_does_not_reach_the_calendar() -> None:
    data = calendar_file([entry(title="a\x00b\r\nEND:VCALENDAR")])
    assert b"\x00" not in data
    assert b"SUMMARY:Review due: P1 ab\\nEND:VCALENDAR\r\n" in data


def test_a_backslash_in_a_title_stays_what_it_is() -> None:
    title = r"Folder \New\names, 1\;2 \\N"
    calendar = icalendar.Calendar.from_ical(calendar_file([entry(title=title)]))
    assert isinstance(calendar, icalendar.Calendar)
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == f"Review due: P1 {title}"


def test_a_changed_ledger_is_told_with_its_place(root: Path, tmp_path: Path) -> None:
    tamper(root)
    result = run("due", "-o", tmp_path / "due.ics", "--workspace", root)
    assert (result.exit_code, result.stdout) == (ExitCode.CONTENT, "")
    assert "leaflets/releases.jsonl:1:1: error: this line of the ledger was changed" in result.stderr
    assert not (tmp_path / "due.ics").exists()
