"""What is heard of a sheet: whole lists, diaries whose columns and tables explain themselves, drawings by their Alt."""

from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest

from leafletgen.content.model.prescription import Clinician
from leafletgen.document import looks
from leafletgen.document.element import Element as Said
from leafletgen.document.element import Role, Words
from leafletgen.document.sheet_ticks import column_heads
from leafletgen.errors import Place, Report
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.library.exercises import Prescribed
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.pages.context import Context
from leafletgen.pages.sheet_parts import TickBoxes
from tests.checker import structure
from tests.checker.document import Document
from tests.checker.tag_tree import Element
from tests.support.sheet_boxes import Box, read_boxes
from tests.support.sheet_samples import BRAND, LAYOUTS, Sheet, SheetShop, bare_request, short_exercise

PICKS = ("bridge", "clamshell", "pelvic-tilt", "sit-to-stand", "heel-raise", "bicep-curl", "bird-dog")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> SheetShop:
    """Return a workspace to set sheets in."""
    return SheetShop(tmp_path_factory.mktemp("heard"))


def picked(shop: SheetShop, *picks: str) -> list[Prescribed]:
    report = Report()
    prescribed = resolve_prescription(shop.library, report, picks=picks)
    assert not report.errors
    return prescribed


def with_diary(shop: SheetShop, layout: str, count: int) -> Sheet:
    sheet = shop.make(layout, bare_request(picked(shop, *PICKS[:count]))._replace(diary=2), f"diary-{count}")
    assert sheet.pages and not sheet.diagnostics, "no word is broken"
    return sheet


def all_of(document: Document, kind: str) -> Iterator[Element]:
    return (element for element in document.elements if element.standard == kind)


@pytest.mark.parametrize("count", [1, 4, 7])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_diary_names_the_exercise_over_each_column(shop: SheetShop, layout: str, count: int) -> None:
    """Each exercise has one column a week, named in whole words; each table says what to do, and stands on one page."""
    sheet = with_diary(shop, layout, count)
    doses = [(one.exercise.name, one.dose) for one in sheet.request.prescribed]
    names = column_heads(doses, exercise_words("en-GB"))
    with structure.read(sheet.path) as document:
        heads: list[str] = []
        for table in all_of(document, "Table"):
            (caption,) = (kid for kid in table.walk() if kid.standard == "Caption")
            columns = [
                " ".join(document.text(kid).split())
                for kid in table.walk()
                if kid.standard == "TH" and kid.attributes.get("Scope") == "Column"
            ]
            assert columns[0] == "Day"
            told = " ".join(document.text(caption).split())
            week = 1 + len([head for head in heads if head == "Pain"])
            assert told.startswith(
                (f"Week {week}. Tick the box when you do it.", f"Week {week}. Tick a box each time you do it.")
            )
            assert told.endswith("Write your pain from 0 to 10.") == (columns[-1] == "Pain")
            cells = [kid for kid in table.walk() if kid.standard == "TD"]
            assert len(cells) == 7 * (len(columns) - 1)
            assert len({mark.page for mark in table.marks()}) == 1
            heads += columns[1:]
        assert heads == [*names, "Pain"] * 2


def test_a_diary_is_divided_only_where_words_have_no_room(shop: SheetShop) -> None:
    tables = {}
    for layout in ("sheet-3", "large-print", "pocket"):
        with structure.read(with_diary(shop, layout, 7).path) as document:
            tables[layout] = len(list(all_of(document, "Table")))
    assert tables["sheet-3"] == 2
    assert tables["large-print"] == 4
    assert tables["pocket"] > 4


@pytest.mark.parametrize("layout", LAYOUTS)
def test_lists_stay_whole_on_a_page(shop: SheetShop, layout: str) -> None:
    """Steps, in large print also those of exercises that are higher than a page, and signs."""
    report = Report()
    prescribed = picked(shop, *PICKS)
    signs = tuple(shop.library.signs_for([one.exercise for one in prescribed], report))
    sheets = [shop.make(layout, bare_request(prescribed)._replace(signs=signs), "lists")]
    sheets += [shop.make_kind(layout, "long", 1, full) for full in (True, False)]
    for sheet in sheets:
        with structure.read(sheet.path) as document:
            divided = [element for element in all_of(document, "L") if len({mark.page for mark in element.marks()}) > 1]
            assert [document.text(element) for element in divided] == []


def test_words_in_a_drawing_are_artifacts(tmp_path: Path) -> None:
    """What a drawing of a file says in letters is said by its alternative text, and heard once."""
    shop = SheetShop(tmp_path / "shop")
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><rect width="90" height="90" fill="#eee"/>'
        '<text x="10" y="50" font-size="14">Xylophone</text></svg>'
    )
    (shop.folder / "assets" / "images" / "worded.svg").write_text(picture, "utf-8")
    figure = (
        "figure:\n  start: {image: worded.svg, alt: A person rests and waits.}\n"
        "  finish: {image: worded.svg, alt: The person stands upright.}\n  credit: A Painter\n  licence: CC BY 4.0\n"
    )
    shop.add_exercise("worded", short_exercise("[Sit., Rise.]", figure))
    exercise = shop.library.load("worded", Report())
    assert exercise is not None
    for layout in LAYOUTS:
        sheet = shop.make(layout, bare_request([Prescribed(exercise, exercise.dose)]), "worded")
        assert "Xylophone" not in structure.reading_text(sheet.path)
        painted = sum(text.count("Xylophone") for text in structure.artifact_text(sheet.path))
        assert painted == (0 if layout == "words" else 2)


def test_what_to_tick_stands_beside_the_days_where_there_is_room(shop: SheetShop) -> None:
    report = Report()
    layout = shop.workspace.load_sheet_layout("sheet-3-ticks", report)
    brand = shop.workspace.load_brand(BRAND, report)
    assert layout is not None and brand is not None
    paragraph = Said(Role.PARAGRAPH, look=looks.TICKS)
    paragraph.kids.append(Words("Tick each day you do this: ", label=True))
    for day in ("Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun"):
        paragraph.say(day)
    ticks = TickBoxes(Context(brand, layout, shop.pictures, report, None), paragraph)
    beside, over = ticks.measure(500), ticks.measure(230)
    assert beside < over < 2 * beside
    days = [day.natural_width() for day in ticks.days]
    assert 7 * max(days) < 230, "each day has its own place also in the narrow one"


def test_every_card_looks_the_same_and_one_is_heard(shop: SheetShop) -> None:
    """A telephone number is underlined on each card, and a link on the one that is read out."""
    sheet = shop.make("pocket", bare_request(picked(shop, *PICKS[:3])), "underlined")
    underlined = cards = 0
    for page in read_boxes(sheet.path):
        cards += sum(", card " in text.text for text in page.texts)
        for number in (text.box for text in page.texts if "01632 960 000" in text.text):
            near = Box(number.left - 2, number.bottom - 4, number.right + 2, number.top)
            assert any(path.box.top - path.box.bottom < 2 and near.holds(path.box) for path in page.paths)
            underlined += 1
    assert underlined == cards > 2
    with structure.read(sheet.path) as document:
        targets = [document.target(annotation) for annotation in document.annotations]
    assert targets == ["tel:01632960000"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_long_mailbox_stands_on_one_line(shop: SheetShop, layout: str) -> None:
    """In a third of the panel it would be broken, and a link over two lines is heard apart in Firefox."""
    contact = "a.physiotherapist@riverside.example.org"
    clinician = Clinician(place=Place("", 1, 1), name="Alex Doe", contact=contact)
    request = bare_request(picked(shop, "bridge"))._replace(clinician=clinician, goal="Walk")
    sheet = shop.make(layout, request, "mailbox")
    with pdfplumber.open(sheet.path) as pdf:
        lines = [line for page in pdf.pages for line in page.extract_text().splitlines()]
    assert sum(contact in line for line in lines) >= 2, "in the head, and where questions are asked"
    assert not sheet.diagnostics
