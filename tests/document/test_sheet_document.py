"""An exercise sheet as a document: all of it without pages, and nothing of the patient where it could be repeated."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from leafletgen.content.model.layout import SHEET_PARTS, SheetRules
from leafletgen.content.model.prescription import Clinician, Patient
from leafletgen.document import looks
from leafletgen.document.element import Element, Role, Words
from leafletgen.document.exercise_picture import ExercisePicture
from leafletgen.document.form import HTML, SHEET, TEXT, Form
from leafletgen.document.sheet import SheetDocument
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.document.sources import QrCode
from leafletgen.document.tables import header_cells, rows_of
from leafletgen.dose.short import parse_short
from leafletgen.errors import Place, Report
from leafletgen.library.exercises import Exercises, Prescribed
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.workspace import Workspace
from tests.support.building import ROOT
from tests.support.sheet_samples import BRAND, SheetShop, bare_request, full_request, short_exercise

LANGUAGE = "en-GB"
RULES = SheetRules(place=Place("layout.yaml", 1, 1), code="EX03/0001/11.2026/VERSION2", show=list(SHEET_PARTS))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> SheetShop:
    return SheetShop(tmp_path_factory.mktemp("document") / "shop")


def request_of(shop: SheetShop, *programmes: str) -> SheetRequest:
    """Return a request for programmes, with all that a clinician can say and the signs of the exercises."""
    report = Report()
    prescribed = resolve_prescription(shop.library, report, programmes=programmes)
    prescribed = [one._replace(note="Keep the kettle in sight.") for one in prescribed]
    signs = Exercises(Workspace(ROOT)).signs_for([one.exercise for one in prescribed], report)
    assert not report.errors
    return full_request(prescribed, 2)._replace(signs=signs)


def document_of(shop: SheetShop, request: SheetRequest, form: Form = SHEET) -> SheetDocument:
    report = Report()
    brand = shop.workspace.load_brand(BRAND, report)
    assert brand is not None
    document = SheetDocument(brand, RULES, request, LANGUAGE, report, form)
    assert not report.diagnostics
    return document


def with_look(root: Element, look: str) -> list[Element]:
    return [element for element in root.walk() if element.look == look]


def test_without_pages_a_sheet_is_one_whole(shop: SheetShop) -> None:
    request = request_of(shop, "back-strength", "neck", "hip")
    document = document_of(shop, request, HTML)
    document.add_safety()
    document.add_diary()
    root = document.assemble()
    assert [element.title for element in root.walk() if element.role is Role.HEADING] == [
        document.title,
        *(f"{number} {one.exercise.name}" for number, one in enumerate(request.prescribed, 1)),
        "How much pain is all right, from 0 to 10",
        "My diary",
    ]
    (safety,) = with_look(root, looks.SAFETY)
    assert len(with_look(safety, looks.SIGNS)) == len(request.signs) > 1
    assert not with_look(root, looks.ON_CARD)
    tables = [element for element in root.walk() if element.role is Role.TABLE]
    assert len(tables) == request.diary
    for table in tables:
        cells = [element for element in table.walk() if element.role is Role.CELL]
        assert len(cells) == 7 * (len(request.prescribed) + 1)
        assert {cell.plain() for cell in cells} == {" "}
    assert not any(isinstance(element.source, QrCode) for element in root.walk())


def test_on_paper_a_film_has_a_code_to_scan(shop: SheetShop) -> None:
    report = Report()
    exercise = shop.library.load("long-01", report)
    assert exercise is not None
    document = document_of(shop, bare_request([Prescribed(exercise, exercise.dose)]))
    root = document.assemble()
    codes = [element for element in root.walk() if isinstance(element.source, QrCode)]
    (link,) = [element for element in with_look(root, looks.VIDEO)[0].walk() if element.role is Role.LINK]
    assert [code.source for code in codes] == [QrCode(exercise.video or "")] == [QrCode(link.target)]


def test_what_is_a_patients_has_no_place_and_stands_in_words_alone(shop: SheetShop) -> None:
    request = request_of(shop, "back-strength")
    document = document_of(shop, request)
    document.add_cards(request.signs)
    document.add_diary()
    root = document.assemble()
    private = [
        *("Featherstonehaugh", "999 000 0018", "Fotheringay", "corridor", "21 November", "5 December"),
        *("third floor", "feel well", "kettle"),
    ]
    for words in private:
        holders = [
            element
            for element in root.walk()
            if any(isinstance(kid, Words) and words in kid.text for kid in element.kids)
        ]
        assert holders, words
        for element in holders:
            assert element.place is None, words
            assert all(kid.place is None for kid in element.kids if isinstance(kid, Words)), words
    for element in root.walk():
        said = (element.title, element.anchor, element.alt, element.target, element.description)
        assert not any(words in (text or "") for text in said for words in private)


def test_what_is_not_given_is_left_to_write(shop: SheetShop) -> None:
    request = bare_request(request_of(shop, "back-strength").prescribed)
    document = document_of(shop, request)
    panel = with_look(document.assemble(), looks.PANEL)[0]
    assert [(entry.look, entry.plain(), entry.elements[1].lines) for entry in panel.elements] == [
        (looks.WRITE, "Name (write here):", 1),
        (looks.WRITE, "Date (write here):", 1),
    ]
    panel = with_look(document_of(shop, request, HTML).assemble(), looks.PANEL)[0]
    assert [entry.plain() for entry in panel.elements] == ["Name:", "Date:"]
    assert [entry.elements[1].description for entry in panel.elements] == ["Name", "Date"]


def test_labels_end_in_a_colon_in_every_form(shop: SheetShop) -> None:
    request = request_of(shop, "back-strength")
    for form in (SHEET, HTML, TEXT):
        document = document_of(shop, request, form)
        document.add_cards(request.signs)
        root = document.assemble()
        labels = [
            kid.text
            for entry in with_look(root, looks.PANEL)[0].elements
            for kid in entry.kids
            if isinstance(kid, Words) and kid.label
        ]
        assert labels == [
            *("Name:\n", "NHS number:\n", "Date:\n", "Next visit:\n"),
            *("Advanced physiotherapy practitioner:\n", "My goal:\n"),
        ]
        (card,) = with_look(root, looks.ON_CARD)
        assert card.elements[0].plain().startswith("Name: Wilhelmina")


def test_levels_of_pain_end_in_a_colon_and_have_lines_of_their_own(shop: SheetShop) -> None:
    document = document_of(shop, request_of(shop, "back-strength"))
    document.add_safety()
    (pain,) = with_look(document.assemble(), looks.PAIN)
    labels = [level.plain().splitlines()[0] for level in pain.elements]
    assert labels == ["Pain 0 to 3:", "Pain 4 to 5:", "Pain 6 to 10:"]


def links_in(element: Element) -> list[tuple[str, str, str]]:
    return [(one.target, one.plain(), one.description) for one in element.walk() if one.role is Role.LINK]


def test_a_clinician_is_phoned_and_written_to_and_a_patient_is_not(shop: SheetShop) -> None:
    """The NHS number has ten digits as a telephone number has, and is none."""
    place = Place("", 1, 1)
    contact = "01632 960 123 (desk) or physio@example.org."
    request = request_of(shop, "back-strength")._replace(
        patient=Patient(place=place, name="Sam Example", nhs_number="9990000018"),
        clinician=Clinician(place=place, name="Alex Doe", contact=contact),
        goal="Ring 01632 960 777 by myself",
    )
    dialled = ("tel:01632960123", "01632 960 123", "Telephone 01632 960 123")
    written = ("mailto:physio@example.org", "physio@example.org", "Link to physio@example.org")
    for form in (SHEET, HTML, TEXT):
        document = document_of(shop, request, form)
        document.add_safety()
        root = document.assemble()
        (clinician,) = with_look(root, looks.CLINICIAN)
        assert clinician.plain() == f"Physiotherapist:\nAlex Doe, {contact}"
        (questions,) = with_look(root, looks.QUESTIONS)
        assert questions.plain() == f"Questions? Phone {contact}"
        assert links_in(clinician) == links_in(questions) == [dialled, written]
        assert {target for target, _, _ in links_in(root) if not target.startswith("http")} == {
            "tel:01632960123",
            "mailto:physio@example.org",
        }


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("01632 960 000", "Phone 01632 960 000."),
        ("the desk on 01632 960 000.", "Phone the desk on 01632 960 000."),
        ("NHS 111", "Phone NHS 111."),
        ("Phone: 01632 960 000 ext 45", "Phone: 01632 960 000 ext 45."),
        ("Ring or text 07700 900 123", "Ring or text 07700 900 123."),
        ("physio2@example.org", "E-mail physio2@example.org."),
        ("physio@example.org or 01632 960 000", "physio@example.org or 01632 960 000."),
        ("The desk of the gym", "The desk of the gym."),
    ],
)
def test_only_what_has_a_number_is_phoned_and_that_is_said_once(shop: SheetShop, contact: str, said: str) -> None:
    request = bare_request(request_of(shop, "back-strength").prescribed)
    request = request._replace(clinician=Clinician(place=Place("", 1, 1), name="Alex Doe", contact=contact))
    document = document_of(shop, request)
    document.add_safety()
    (questions,) = with_look(document.assemble(), looks.QUESTIONS)
    assert questions.plain() == f"Questions? {said}"


def test_without_a_clinician_the_department_is_phoned(shop: SheetShop) -> None:
    document = document_of(shop, bare_request(request_of(shop, "back-strength").prescribed))
    document.add_cards([])
    (questions,) = with_look(document.on_cards[0], looks.QUESTIONS)
    assert links_in(questions) == [("tel:01632960000", "01632 960 000", "Telephone 01632 960 000")]


def test_boxes_to_tick_say_what_to_tick(shop: SheetShop) -> None:
    request = request_of(shop, "back-strength")
    each = {
        "10,daily=1": ("Tick each day you do this:", 1, "Mon Tue Wed Thu Fri Sat Sun", 7),
        "10,daily=2": ("Tick a box each time you do this:", 2, "Mon Tue Wed Thu Fri Sat Sun", 7),
        "10,daily=1,days=3": ("Tick each day you do this:", 1, "Day 1 Day 2 Day 3", 3),
        "10,daily=2,days=mon+thu": ("Tick a box each time you do this:", 2, "Mon Thu", 2),
    }
    for short, (told, boxes, days, count) in each.items():
        dose = parse_short(short, None, Report())
        assert dose is not None
        asked = request._replace(prescribed=[one._replace(dose=dose) for one in request.prescribed])
        for form in (SHEET, TEXT, HTML):
            ticks = with_look(document_of(shop, asked, form).assemble(), looks.TICKS)
            assert len(ticks) == len(request.prescribed)
            assert {(one.lines, len(one.kids) - 1) for one in ticks} == {(boxes, count)}
            if form is not HTML:
                assert {one.plain() for one in ticks} == {f"{told} {days}"}


def test_cards_that_are_cut_off_lead_to_the_signs_that_are_not_on_them(shop: SheetShop) -> None:
    request = request_of(shop, "back-strength", "neck")
    document = document_of(shop, request)
    writer = document.safety_writer
    assert writer is not None
    on_card, lacking = request.signs[:1], request.signs[1:]
    document.add_cards(on_card)
    document.add_sign_cards([[writer.signs(one)] for one in lacking])
    root = document.assemble()
    (card,) = with_look(root, looks.ON_CARD)
    assert [group.elements[0].plain() for group in with_look(card, looks.SIGNS)] == [on_card[0].title.plain()]
    assert card.elements[-1].look == looks.SEE_SIGNS
    assert [section.elements[0].title for section in document.safety] == ["Signs to look out for"] * len(lacking)
    document.add_cards(request.signs)
    assert document.on_cards[0].elements[-1].look != looks.SEE_SIGNS


def test_a_week_is_divided_where_it_has_to_be(shop: SheetShop) -> None:
    request = request_of(shop, "back-strength")
    document = document_of(shop, request)
    document.add_diary([range(1, 3), range(3, 4), range(4, len(request.prescribed) + 1)])
    tables = [table for table in document.diary if table.role is Role.TABLE]
    tick, pain = "Tick the box when you do it.", "Write your pain from 0 to 10."
    assert [[kid.plain() for kid in table.elements if kid.role is Role.CAPTION] for table in tables] == [
        [f"Week {week}. {told}"] for week in (1, 2) for told in (tick, tick, f"{tick} {pain}")
    ]
    first, second, third, fourth = (f"{at} {one.exercise.name}, 2 days" for at, one in enumerate(request.prescribed, 1))
    heads = [[cell.plain() for cell in header_cells(table)] for table in tables]
    assert heads == [["Day", first, second], ["Day", third], ["Day", fourth, "Pain"]] * 2


def test_a_pose_and_a_file_stand_in_one_exercise_each_with_its_own_words(tmp_path: Path) -> None:
    shop = SheetShop(tmp_path / "shop")
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="80" height="80"/></svg>'
    (shop.folder / "assets" / "images" / "up.svg").write_text(picture, "utf-8")
    figure = (
        "figure:\n  start: {pose: standing, alt: A person stands and rests.}\n"
        "  finish: {image: up.svg, alt: The person walks away now.}\n  credit: A Painter\n  licence: CC BY 4.0\n"
    )
    shop.add_exercise("mixed", short_exercise("[Sit., Rise.]", figure))
    report = Report()
    exercise = shop.library.load("mixed", report)
    assert exercise is not None, report.diagnostics
    request = bare_request([Prescribed(exercise, exercise.dose)])
    figures = [element for element in document_of(shop, request).assemble().walk() if element.role is Role.FIGURE]
    sources = [(figure.source, figure.alt) for figure in figures if isinstance(figure.source, ExercisePicture)]
    assert sources == [
        (ExercisePicture(exercise, 0, None, None), "A person stands and rests."),
        (ExercisePicture(exercise, 1, None, None), "The person walks away now."),
    ]
    sheet = shop.make("sheet-1", request, "mixed")
    assert sheet.pages, sheet.diagnostics
    with pikepdf.open(sheet.path) as pdf:
        said = [str(part["/Alt"]) for part in pdf.objects if isinstance(part, pikepdf.Dictionary) and "/Alt" in part]
    assert [alt for alt in said if "person" in alt] == [alt for _, alt in sources]


def test_who_is_drawn_is_said_by_the_prescription_before_the_programme(shop: SheetShop) -> None:
    """A child on a sheet for children, unless somebody else was asked for."""
    request = request_of(shop, "young-heels")
    for person, drawn in ((None, "maya"), ("ben", "ben")):
        document = document_of(shop, request._replace(person=person)).assemble()
        sources = [element.source for element in document.walk() if isinstance(element.source, ExercisePicture)]
        assert len(sources) == 2 * len(request.prescribed)
        assert {source.person for source in sources} == {drawn}


def test_a_diary_has_as_many_boxes_as_a_dose_asks_for(shop: SheetShop) -> None:
    """Two a day for twice a day; a day that the dose leaves out by name is one to rest."""
    request = request_of(shop, "back-strength")
    shorts = ("10,daily=2", "10,daily=1,days=mon+wed", "10,daily=1,days=3", "10")
    doses = [parse_short(short, None, Report()) for short in shorts]
    asked = [one._replace(dose=dose) for one, dose in zip(request.prescribed, doses, strict=True) if dose is not None]
    document = document_of(shop, request._replace(prescribed=asked))
    document.add_diary()
    (table, *_) = [part for part in document.diary if part.role is Role.TABLE]
    caption = table.only(Role.CAPTION)
    assert caption is not None and caption.plain().startswith("Week 1. Tick a box each time you do it.")
    assert [head.plain().partition(", ")[2] for head in header_cells(table)] == ["", "", "", "3 days", "", ""]
    monday, tuesday, *_ = rows_of(table)
    assert [cell.lines for cell in monday[1:5]] == [2, 1, 1, 1]
    assert [cell.plain() for cell in tuesday[1:5]] == [" ", "Rest", " ", " "]
