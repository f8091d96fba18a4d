"""The page that prints: the file that is saved, in the browser's viewer."""

from tests.support.clinic import NAME, Clinic, a_draft


def test_the_print_page_shows_the_file_that_is_saved(clinic: Clinic) -> None:
    answer = clinic.sheet(a_draft(name=NAME))
    response = clinic.get(f"/documents/{answer['document']}/print?paper=2")
    assert f'src="/documents/{answer["document"]}/exercise-sheet.pdf"' in response.text
    assert "2 sheets of paper when printed on both sides" in response.text
    shown = clinic.get(f"/documents/{answer['document']}/exercise-sheet.pdf")
    saved = clinic.get(f"/documents/{answer['document']}/exercise-sheet.pdf?save=1")
    assert shown.data == saved.data
    assert shown.headers["Content-Disposition"] == "inline; filename=exercise-sheet.pdf"
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
