"""Every layout of an exercise sheet with few and many exercises, with long and short texts, proved as a whole."""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from leafletgen.errors import Report
from leafletgen.figures.sides import alt_texts
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.library.exercises import Prescribed
from tests.checker import structure, verapdf
from tests.checker.document import Document
from tests.checker.tag_tree import Element
from tests.support.building import ROOT
from tests.support.expected_text import words_of
from tests.support.processes import BOUND
from tests.support.sheet_boxes import Box, Sight
from tests.support.sheet_samples import (
    COUNTS,
    KINDS,
    LAYOUTS,
    LONG_NOTE,
    LONG_SENTENCE,
    SHORT_DOSE,
    SHORT_SENTENCE,
    Sheet,
    SheetShop,
    bare_request,
    full_request,
    short_exercise,
)
from tests.support.sheet_words import WAYS, expected_diary, expected_lines, said

PROFILES = ("ua1", "2a")
MM = 72 / 25.4


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> SheetShop:
    """Return a workspace with the made-up exercises, one for each worker."""
    return SheetShop(tmp_path_factory.mktemp("sheets"))


def faults_of(sheet: Sheet, profiles: tuple[str, ...] = ()) -> list[str]:
    """Return all that is wrong with a sheet."""
    if not sheet.pages:
        return ["no file was made", *map(str, sheet.diagnostics)]
    faults = [str(found) for found in sheet.diagnostics]
    with structure.read(sheet.path) as document:
        faults += word_faults(sheet, document)
        faults += running_faults(sheet, document)
        sight = Sight(sheet.path, document)
        faults += sight.overlaps()
        faults += sight.outside(lambda page, box: fields(sheet, page < 0))
        faults += exercise_faults(sheet, document, sight)
    faults += bookmark_faults(sheet)
    for profile in profiles:
        verdict = verapdf.validate(sheet.path, profile)
        if not verdict.passed:
            faults.append(f"veraPDF {profile}: {verdict}")
    return faults


def word_faults(sheet: Sheet, document: Document) -> list[str]:
    """Return the faults of the structure, and the words that are lost, doubled or misplaced."""
    diary = expected_diary(sheet, diary_parts(document)) if sheet.request.diary else []
    faults = structure.check(document)
    found = words_of(structure.reading_text(document))
    # To save paper a sheet may say the same in other places; and each of these ways is one of a whole sheet.
    ways = [words_of("\n".join([*expected_lines(sheet, way), *diary])) for way in WAYS]
    if found not in ways:
        expected = max(ways, key=lambda way: difflib.SequenceMatcher(None, way, found, autojunk=False).quick_ratio())
        difference = list(difflib.unified_diff(expected, found, "source", "file", lineterm="", n=4))
        faults.append("words differ:\n" + "\n".join(difference[:60]))
    alts = [element.text.get("Alt") for element in document.elements if element.standard == "Figure"]
    for one in sheet.request.prescribed if "pictures" in shown(sheet) else ():
        wanted = alt_texts(one.exercise.figure, one.dose.side)
        faults += [f"no picture says {alt!r}" for alt in wanted if alt not in alts]
    return faults


def shown(sheet: Sheet) -> list[str]:
    """Return the parts of an exercise that the layout prints."""
    assert sheet.layout.sheet is not None
    return sheet.layout.sheet.show


def diary_parts(document: Document) -> list[list[int]]:
    """Return how the exercises are divided over the tables of the first week; only the room decides that."""
    parts: list[list[int]] = []
    for table in (element for element in document.elements if element.standard == "Table"):
        heads = [document.text(head).strip() for head in table.walk() if head.attributes.get("Scope") == "Column"]
        parts.append([int(head.split()[0]) for head in heads if head[0].isdecimal()])
        if heads[-1] == exercise_words("en-GB")["sheet.pain_column"]:
            break
    return parts


def cards(sheet: Sheet) -> list[Box]:
    """Return the cards of a page, or the page as a single one."""
    rules, page = sheet.layout.sheet, sheet.layout.page
    assert rules is not None
    wide, high = page.width_mm * MM / rules.cards_across, page.height_mm * MM / rules.cards_down
    return [
        Box(across * wide, down * high, (across + 1) * wide, (down + 1) * high)
        for down in range(rules.cards_down)
        for across in range(rules.cards_across)
    ]


def fields(sheet: Sheet, artifact: bool) -> Iterator[Box]:
    """Yield where text may stand: inside the margins of the page or of a card; running lines in the bottom margin.

    On a card the box of safety is furniture too, and stands where content may.
    """
    margins = sheet.layout.page.margins_mm
    for card in cards(sheet):
        bottom = card.bottom + (4 if artifact else margins.bottom) * MM
        running = artifact and len(cards(sheet)) == 1
        top = card.bottom + margins.bottom * MM if running else card.top - margins.top * MM
        yield Box(card.left + margins.left * MM, bottom, card.right - margins.right * MM, top)


def running_faults(sheet: Sheet, document: Document) -> list[str]:
    """Return the pages, or cards, without the code and the number."""
    rules = sheet.layout.sheet
    assert rules is not None
    artifacts = structure.artifact_text(document)
    if len(artifacts) != sheet.pages:
        return [f"{len(artifacts)} pages in the file, {sheet.pages} in the result"]
    if len(cards(sheet)) > 1:
        return card_faults(sheet, document)
    faults = []
    for number, text in enumerate(artifacts, 1):
        words = " ".join(words_of(text))
        wanted = (rules.code, "Your exercises", f"Page {number} of {sheet.pages}")
        faults += [f"page {number}: the footer lacks {part!r}: {words}" for part in wanted if part not in words]
    return faults


def card_faults(sheet: Sheet, document: Document) -> list[str]:
    """Return the cards that lack the code or what makes them safe by themselves, and a wrong order of the numbers."""
    rules, said_by_brand = sheet.layout.sheet, sheet.brand.sheet
    assert rules is not None and said_by_brand is not None
    patient = sheet.request.patient
    wanted = [f"Name: {patient.name}" if patient is not None and patient.name else "Name (write here):"]
    wanted += [f"Pain {level.low} to {level.high}: {said(level.text)}" for level in said_by_brand.pain]
    wanted += [said(said_by_brand.emergency), said(said_by_brand.stop)]
    sight = Sight(sheet.path, document)
    numbers: list[int] = []
    faults = []
    for page in range(sheet.pages):
        for card in cards(sheet):
            inside = [one for one, _ in sight.texts(page) if card.holds(one.box)]
            text = " ".join(" ".join(one.text for one in inside).split())
            if not text:
                continue
            found = re.search(re.escape(rules.code) + r", card (\d+)", text)
            if found is None:
                faults.append(f"page {page + 1}, {card}: no code and number in {text!r}")
                continue
            numbers.append(int(found[1]))
            letters = "".join(text.replace("\x02", "-").split())  # a line may break inside of a name
            faults += [f"card {numbers[-1]} lacks {part!r}" for part in wanted if "".join(part.split()) not in letters]
    if sorted(numbers) != list(range(1, len(numbers) + 1)):
        faults.append(f"the cards are numbered {numbers}")
    return faults


def exercise_faults(sheet: Sheet, document: Document, sight: Sight) -> list[str]:
    """Return the exercises that are on two pages or two cards, and the pictures that are too small to see."""
    sections = exercise_sections(document)
    if len(sections) != len(sheet.request.prescribed):
        return [f"{len(sections)} exercises in the file, {len(sheet.request.prescribed)} asked for"]
    faults = []
    fields_of_page = cards(sheet)
    for number, section in enumerate(sections, 1):
        places = list(sight.places(section))
        on = {
            (page, next((at for at, card in enumerate(fields_of_page) if card.holds(box)), -1)) for page, box in places
        }
        # In large print an exercise may be higher than a page: its steps go on to the next one. With the longest texts
        # not even its beginning finds room on one, so that it goes over three.
        pages = [page for page, _ in sorted(on)]
        goes_on = not small_enough(sheet, number) and on == {(page, 0) for page in range(pages[0], pages[-1] + 1)}
        goes_on = goes_on and len(on) <= 3
        if (not goes_on and len(on) != 1) or {mark.page for mark in section.marks()} != {page for page, _ in on}:
            faults.append(f"exercise {number} is on {sorted(on)} (page, card)")
        figures = [element.elements[0] for element in section.walk() if roles(element) == ["Figure", "Caption"]]
        boxes = [Box(*map(float, figure.attributes["BBox"])) for figure in figures]
        sizes = [(box.right - box.left, box.top - box.bottom) for box in boxes]
        small = [size for size in sizes if max(size) < 22 * MM or min(size) < 8 * MM]
        faults += [f"exercise {number}: a picture is only {size} points" for size in small]
        for sides in zip(*sizes, strict=True):
            if max(sides) - min(sides) > 1:
                faults.append(f"exercise {number}: the pictures differ in size: {sides}")
    return faults


def small_enough(sheet: Sheet, number: int) -> bool:
    """Whether an exercise is one that a page holds: only in large print, and with many words, it is not."""
    exercise = sheet.request.prescribed[number - 1].exercise
    words = [*exercise.prepare, *exercise.cautions, *exercise.key_points, exercise.stop]
    return sheet.layout.name not in ("large-print", "sheet-1") or sum(len(said(one)) for one in words) < 300


def exercise_sections(document: Document) -> list[Element]:
    """Return the sections of the exercises: their heading begins with a number."""
    return [
        element
        for element in document.elements
        if element.standard == "Sect" and "H2" in roles(element) and document.text(element.elements[0])[:1].isdigit()
    ]


def roles(element: Element) -> list[str]:
    """Return the roles of the element's kids."""
    return [kid.standard for kid in element.elements]


def bookmark_faults(sheet: Sheet) -> list[str]:
    """Return what is wrong with the bookmarks: one an exercise, and one for the diary."""
    wanted = [f"{number} {one.exercise.name}" for number, one in enumerate(sheet.request.prescribed, 1)]
    wanted += ["My diary"] if sheet.request.diary else []
    with pikepdf.open(sheet.path) as pdf, pdf.open_outline() as outline:
        found = [entry.title for entry in outline.root]
    return [] if found == wanted else [f"the bookmarks are {found}, not {wanted}"]


CASES = [
    pytest.param(layout, kind, count, id=f"{layout}-{kind}-{count}")
    for layout in LAYOUTS
    for count in COUNTS
    for kind in KINDS
]


@pytest.mark.parametrize(("layout", "kind", "count"), CASES)
def test_layout(shop: SheetShop, layout: str, kind: str, count: int) -> None:
    """Nothing is lost, doubled, cut, split or overlapping, with and without patient, clinician, goal and diary."""
    # The validator sees each layout with each count once: the long texts, with a diary and all where it is quick.
    profiles: tuple[str, ...] = () if kind == "short" else PROFILES if count == 4 else PROFILES[:1]
    full, bare = (shop.make_kind(layout, kind, count, whole) for whole in (True, False))
    assert faults_of(full, profiles if count < 6 else ()) == []
    assert faults_of(bare, profiles if count >= 6 else ()) == []


def test_made_up_doses_are_what_they_say(shop: SheetShop) -> None:
    """The longest and the shortest dose stand on the sheet as a person would say them."""
    for kind, sentence in (("long", LONG_SENTENCE), ("short", SHORT_SENTENCE)):
        sheet = shop.make_kind("sheet-4", kind, 1, False)
        text = " ".join(structure.reading_text(sheet.path).split())
        assert sentence in text
        assert (LONG_NOTE in text) == (kind == "long")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_keeps_its_promise(shop: SheetShop, layout: str) -> None:
    """As many short exercises as the layout's name says stand on a page where that saves one, and never more."""
    most = 0
    rules = shop.make(layout, bare_request(shop.prescribed("short", 1, SHORT_DOSE, None)), "rules").layout.sheet
    assert rules is not None
    for count in (17, 18, 20):
        standing = shop.prescribed("short", 1, SHORT_DOSE, None) * count
        sheet = shop.make(layout, bare_request(standing), f"{count}")
        with structure.read(sheet.path) as document:
            pages = [next(section.marks()).page for section in exercise_sections(document)]
        most = max(most, *(pages.count(page) for page in set(pages)))
    assert most <= rules.across * rules.down * rules.cards_across * rules.cards_down
    # Words alone and cards run on; the others say in their name how many there are.
    if layout.startswith("sheet-"):
        assert most == int(layout.split("-")[1])


PROGRAMMES = sorted(path.stem for path in (ROOT / "assets" / "programmes").glob("*.yaml"))


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_programme(shop: SheetShop, programme: str) -> None:
    """Every programme that is shipped is good in every layout."""
    prescribed, loaded = shop.programme(programme)
    for layout in LAYOUTS:
        request = full_request(prescribed, 1)._replace(programmes=(loaded,))
        sheet = shop.make(layout, request, programme)
        assert faults_of(sheet, PROFILES if layout == "pictures" else ()) == [], layout


def test_too_long_is_named(shop: SheetShop) -> None:
    """An exercise that no page holds is named, with what to do; nothing that tells the patient is."""
    prescribed = [one._replace(note="Never mind. " * 300) for one in shop.prescribed("long", 1, "10", None)]
    sheet = shop.make("large-print", full_request(prescribed, 0), "too-long")
    assert not sheet.pages
    (fault,) = sheet.diagnostics
    assert fault.message.startswith(f'the exercise "{prescribed[0].exercise.name}" is ')
    assert "choose a layout" in fault.hint
    assert "mind" not in str(fault)


TEXTS = {
    "{brand.name} on {department.phone}": "Riverside Community Health on 01632 960 000",
    "**Sit** on [this page](https://www.riverside.example.org/sit)": "Sit on this page",
    "{leaflet.review}": 'the field "{leaflet.review}" has no value here',
    "Sit [@chair]": "an exercise sheet has no references",
    "Sit, page {page:chair}": "this leads to a place of a leaflet, and an exercise sheet has none",
    "Sit [here](#chair)": "this leads to a place of a leaflet, and an exercise sheet has none",
}


@pytest.mark.parametrize("step", TEXTS)
def test_inline_markup(tmp_path: Path, step: str) -> None:
    """Merge fields are filled, links are links, and what only a leaflet has is refused at its place."""
    shop = SheetShop(tmp_path / "shop")
    shop.add_exercise("odd", short_exercise(f"- '{step}'\n  - Rise."))
    exercise = shop.library.load("odd", Report())
    assert exercise is not None
    sheet = shop.make("sheet-3", bare_request([Prescribed(exercise, exercise.dose)]), "odd")
    if sheet.pages:
        assert TEXTS[step] in structure.reading_text(sheet.path)
        assert structure.check(sheet.path) == []
    else:
        assert [found.message for found in sheet.diagnostics] == [TEXTS[step]]
        assert sheet.diagnostics[0].place is not None and sheet.diagnostics[0].place.file.endswith("odd.yaml")


def test_picture_files(tmp_path: Path) -> None:
    """Pictures from files are printed with who made them and their licence."""
    shop = SheetShop(tmp_path / "shop")
    for name, height in (("up", 90), ("down", 60)):
        picture = f'<rect x="5" y="{95 - height}" width="90" height="{height}"/>'
        text = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">{picture}</svg>'
        (shop.folder / "assets" / "images" / f"{name}.svg").write_text(text, "utf-8")
    figure = (
        "figure:\n  start: {image: down.svg, alt: A person sits on a chair.}\n"
        "  finish: {image: up.svg, alt: The person stands upright.}\n  credit: A Painter\n  licence: CC BY 4.0\n"
    )
    shop.add_exercise("painted", short_exercise("[Sit., Rise.]", figure))
    report = Report()
    exercise = shop.library.load("painted", report)
    assert exercise is not None, report.diagnostics
    for layout in LAYOUTS:
        sheet = shop.make(layout, bare_request([Prescribed(exercise, exercise.dose)] * 3), "painted")
        assert faults_of(sheet) == []
        assert ("A Painter, CC BY 4.0" in structure.reading_text(sheet.path)) == ("pictures" in shown(sheet))


_MAKE = """\
import sys
from pathlib import Path
from tests.support.sheet_samples import SheetShop, full_request
shop = SheetShop(Path(sys.argv[1]))
for layout in ("sheet-3", "pocket", "pictures"):
    prescribed, programme = shop.programme("back-strength")
    sheet = shop.make(layout, full_request(prescribed, 2)._replace(programmes=(programme,)), "same")
    assert sheet.pages, sheet.diagnostics
"""


def test_same_request_same_bytes(tmp_path: Path) -> None:
    """Two runs in two folders give the same bytes, whatever the order of sets is."""
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run(
            [sys.executable, "-c", _MAKE, str(folder)], env=environment, check=True, cwd=tmp_path, timeout=BOUND
        )
        made.append({path.name: path.read_bytes() for path in (folder / "out").iterdir()})
    assert len(made[0]) == 3
    assert made[0] == made[1]


def test_the_same_shop_gives_the_same_bytes_again(shop: SheetShop) -> None:
    """What is kept between sheets changes nothing, and one sheet leaves nothing for the next."""
    first = shop.make_kind("sheet-4", "long", 7, True).path.read_bytes()
    shop.make_kind("sheet-4", "short", 4, False)
    assert shop.make_kind("sheet-4", "long", 7, True).path.read_bytes() == first


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (lambda content: content + b"\nq 1 0 0 1 0 -20 cm\n%s\nQ", " over "),
        (lambda content: content + b"\nq 1 0 0 1 300 0 cm\n%s\nQ", " is outside"),
    ],
    ids=["twice-a-little-lower", "far-to-the-right"],
)
def test_the_box_check_sees(shop: SheetShop, tmp_path: Path, edit: Callable[[bytes], bytes], fault: str) -> None:
    """A page drawn over itself, or past its margin, is found; else the proof above would prove nothing."""
    sheet = shop.make_kind("sheet-2", "long", 1, True)
    target = tmp_path / "moved.pdf"
    with pikepdf.open(sheet.path) as pdf:
        page = pdf.pages[1]
        content = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(edit(content) % content)
        pdf.save(target)
    with structure.read(target) as document:
        sight = Sight(target, document)
        found = [*sight.overlaps(), *sight.outside(lambda page, box: fields(sheet, page < 0))]
    assert any(fault in one for one in found)
