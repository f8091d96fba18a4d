"""The page that prints, and the copy of a sheet that asks its viewer to."""

from io import BytesIO
from pathlib import Path

import pikepdf

from leafletgen.app.sheets.print_copy import print_copy
from tests.checker.verapdf import validate
from tests.support.clinic import NAME, Clinic, a_draft


def test_the_print_page_shows_the_file_that_is_saved(clinic: Clinic) -> None:
    answer = clinic.sheet(a_draft(name=NAME))
    response = clinic.get(f"/documents/{answer['document']}/print?paper=2")
    assert f'src="/documents/{answer["document"]}/exercise-sheet.pdf"' in response.text
    assert f'data-copy="/documents/{answer["document"]}/printed/exercise-sheet.pdf"' in response.text
    assert "it takes 2 sheets of paper" in response.text
    shown = clinic.get(f"/documents/{answer['document']}/exercise-sheet.pdf")
    saved = clinic.get(f"/documents/{answer['document']}/exercise-sheet.pdf?save=1")
    assert shown.data == saved.data
    assert shown.headers["Content-Disposition"] == 'inline; filename="exercise-sheet.pdf"'
    assert shown.headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")


def test_what_is_printed_stays_while_the_sheet_goes_on(clinic: Clinic) -> None:
    answer = clinic.sheet(a_draft(name=NAME), "w-print")
    address = f"/documents/{answer['document']}/print"
    assert clinic.get(address).status_code == 200
    for number in range(5):
        clinic.sheet(a_draft(goal=f"Goal {number}"), "w-print")
    assert clinic.get(address).status_code == 200


def test_a_number_of_sheets_that_is_none_is_left_out(clinic: Clinic) -> None:
    answer = clinic.sheet(a_draft())
    for said in ("x", "-1", "<b>", "12345", "", "²"):
        response = clinic.get(f"/documents/{answer['document']}/print?paper={said}")
        assert response.status_code == 200
        assert "sheets of paper" not in response.text and "<b>" not in response.text


def test_a_sheet_that_is_not_held_is_told_in_plain_words(clinic: Clinic) -> None:
    response = clinic.get("/documents/unknown/print")
    assert response.status_code == 404
    assert "print or save again" in response.text


def test_the_copy_prints_when_it_is_opened_and_still_is_pdf_ua(clinic: Clinic, tmp_path: Path) -> None:
    answer = clinic.sheet(a_draft("bridge", "clamshell", name=NAME))
    saved = clinic.get(f"/documents/{answer['document']}/exercise-sheet.pdf").data
    copy = clinic.get(f"/documents/{answer['document']}/printed/exercise-sheet.pdf").data
    with pikepdf.open(BytesIO(copy)) as pdf, pikepdf.open(BytesIO(saved)) as original:
        assert pdf.Root.OpenAction.S == "/Named" and pdf.Root.OpenAction.N == "/Print"
        metadata, before = str(pdf.open_metadata()), str(original.open_metadata())
        assert "pdfuaid" in metadata and "pdfaid" in before and "pdfaid:part" not in metadata
        assert "/OpenAction" not in original.Root
        assert [page.Contents.read_bytes() for page in pdf.pages] == [
            page.Contents.read_bytes() for page in original.pages
        ]
    file = tmp_path / "copy.pdf"
    file.write_bytes(copy)
    assert validate(file, "ua1").passed


def test_the_same_file_gives_the_same_copy(clinic: Clinic) -> None:
    answer = clinic.sheet(a_draft())
    saved = clinic.get(f"/documents/{answer['document']}/exercise-sheet.pdf").data
    assert print_copy(saved) == print_copy(saved)
