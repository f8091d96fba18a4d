"""What keeps a patient safe on a sheet: one order of parts, signs in every layout, and cards that stand alone."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from leafletgen.errors import Report
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.library.exercises import Exercises, Prescribed
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.workspace import Workspace
from tests.checker import structure
from tests.checker.document import Document
from tests.checker.tag_tree import Element
from tests.pages.test_sheet_layouts import exercise_sections
from tests.support.building import ROOT
from tests.support.sheet_boxes import Sight
from tests.support.sheet_samples import LAYOUTS, SheetShop, bare_request

WORDS = exercise_words("en-GB")
MM = 72 / 25.4
LIBRARY = Exercises(Workspace(ROOT))
PROGRAMMES = LIBRARY.programme_names()
#: Sheets whose exercises bring the signs of backs, necks and legs.
BACK = {"low back", "mid-back"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> SheetShop:
    """Return a workspace to set sheets in."""
    return SheetShop(tmp_path_factory.mktemp("order"))


def parts_of(section: Element, document: Document) -> list[str]:
    """Return what the parts of an exercise are, in the order of the tags."""
    found: list[str] = []
    for kid in section.elements:
        text = document.text(kid).strip()
        if kid.standard == "H2":
            found.append("name")
        elif kid.standard == "Figure":
            found.append("pictures")
        elif kid.standard == "L":
            found.append("steps")
        elif text.startswith("Get ready:"):
            found.append("prepare")
        elif text.startswith("Ask us first"):
            found.append("ask")
        elif text.startswith("When to stop:"):
            found.append("stop")
        elif text.startswith("Remember:"):
            found.append("remember")
        elif text.startswith("Note:"):
            found.append("note")
        elif text.startswith(("Do ", "Hold for ")):
            found.append("dose")
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_order_in_tags_and_on_paper(shop: SheetShop, layout: str) -> None:
    """Name, get ready, ask first, pictures, dose, steps, when to stop, remember, note: in each layout."""
    report = Report()
    picks = ["step-up", "hip-flexor-stretch", "neck-rotation", "single-leg-stand"]
    prescribed = [one._replace(note="Go slowly.") for one in resolve_prescription(LIBRARY, report, picks=picks)]
    sheet = shop.make(layout, bare_request(prescribed), "order")
    assert sheet.pages, sheet.diagnostics
    order = ["name", "prepare", "ask", "pictures", "dose", "steps", "stop", "remember", "note"]
    with structure.read(sheet.path) as document:
        sight = Sight(sheet.path, document)
        for section in exercise_sections(document):
            found = parts_of(section, document)
            assert found == [part for part in order if part in found]
            assert {"name", "dose", "note"} <= set(found)
            assert "prepare" in found, "all four need something made ready"
            # On paper what is read first stands higher, or in a column further left; pictures stand beside words.
            starts = []
            for kid in section.elements:
                boxes = [(page, box) for page, box in sight.places(kid)]
                shown = kid.standard == "Figure" or any(inner.standard == "Figure" for inner in kid.walk())
                if boxes and not shown and not document.text(kid).startswith("The pictures show"):
                    page = min(page for page, _ in boxes)
                    starts.append((page, max((box for at, box in boxes if at == page), key=lambda box: box.top)))
            for (page, before), (later, after) in pairwise(starts):
                assert later > page or after.top < before.top or after.left > before.left + 40


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_signs_stand_wherever_their_exercises_stand(shop: SheetShop, programme: str) -> None:
    """A sheet for a back says the signs of cauda equina syndrome, one for a neck or a leg its own, in every layout."""
    report = Report()
    prescribed = resolve_prescription(LIBRARY, report, programmes=[programme])
    signs = LIBRARY.signs_for([one.exercise for one in prescribed], report)
    areas = {area for one in prescribed for area in one.exercise.areas}
    assert not report.diagnostics
    wanted = []
    if areas & BACK:
        wanted += ["back pain and any of these is new", "toilet paper feels different", "both legs"]
    if "neck" in areas:
        wanted += ["see double", "trouble speaking", "swallowing", "clumsy hands", "unsteady walking"]
    if areas & {"hip", "knee", "ankle"}:
        wanted += ["swollen", "calf", "sudden trouble breathing"]
    if "dizziness" in areas:
        wanted += ["face that droops", "cannot hear well in one ear"]
    if "pelvic floor" in areas:
        wanted += ["cannot pee at all", "leaking with back pain"]
    for layout in LAYOUTS:
        sheet = shop.make(layout, bare_request(prescribed)._replace(signs=tuple(signs)), f"signs-{programme}")
        assert sheet.pages, sheet.diagnostics
        assert structure.check(sheet.path) == []
        with structure.read(sheet.path) as document:
            text = " ".join(structure.reading_text(document).split())
            artifacts = " ".join(" ".join(structure.artifact_text(document)).split())
            for words in wanted:
                assert words in text, (layout, words)
            if layout == "pocket":
                assert "Call 999 for chest pain" in artifacts


def test_the_signs_of_backs_take_at_most_45_mm(shop: SheetShop) -> None:
    """On the ordinary sheet, from the line over the title to the one under the last sign; they are never divided."""
    report = Report()
    prescribed = resolve_prescription(LIBRARY, report, programmes=["back-strength"])
    signs = [one for one in LIBRARY.signs_for([one.exercise for one in prescribed], report) if BACK & set(one.areas)]
    assert len(signs) == 1
    sheet = shop.make("sheet-3", bare_request(prescribed)._replace(signs=tuple(signs)), "height")
    with structure.read(sheet.path) as document:
        sight = Sight(sheet.path, document)
        title = next(
            one for one in document.elements if one.standard == "P" and "back pain and any" in document.text(one)
        )
        listed = next(one for one in document.elements if one.standard == "L" and "toilet paper" in document.text(one))
        boxes = [*sight.places(title), *sight.places(listed)]
        assert len({page for page, _ in boxes}) == 1
        page = boxes[0][0]
        top, bottom = max(box.top for _, box in boxes), min(box.bottom for _, box in boxes)
        around = [
            path.box
            for path in sight.pages[page].paths
            if path.box.top > top and path.box.bottom < bottom and path.box.top - path.box.bottom < 150
        ]
        panel = min(around, key=lambda box: box.top - box.bottom)
        assert 20 < (panel.top - panel.bottom) / MM <= 45


@pytest.mark.parametrize(("count", "layout"), [(count, layout) for count in (1, 4, 7) for layout in ("pocket",)])
def test_each_card_stands_alone(tmp_path: Path, shop: SheetShop, count: int, layout: str) -> None:
    """Name or a line for it, the whole pain rule, 999 and the code: on every card, on paper."""
    names = [name for name in LIBRARY.exercise_names() if name not in ("knees-to-chest",)][:count]
    prescribed = [Prescribed(one, one.dose) for name in names if (one := LIBRARY.load(name, Report())) is not None]
    sheet = shop.make(layout, bare_request(prescribed), f"cards-{count}")
    with structure.read(sheet.path) as document:
        sight = Sight(sheet.path, document)
        for page in range(sheet.pages):
            half = 421
            for low, high in ((half, 842), (0, half)):
                texts = [one.text for one, _ in sight.texts(page) if low <= one.box.bottom and one.box.top <= high]
                text = " ".join(" ".join(texts).split())
                if text:
                    for words in (
                        "Name (write here):",
                        "Pain 0 to 3:",
                        "Pain 4 to 5:",
                        "Pain 6 to 10: Stop",
                        "Call 999 for chest",
                    ):
                        assert words in text, (page, words)
                    assert re.search(r"EX10/\S+, card \d", text)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_no_paragraph_goes_on_on_another_card(shop: SheetShop, programme: str) -> None:
    """Cards are cut apart: what asks to stop or to phone would be lost with the other one."""
    prescribed, loaded = shop.programme(programme)
    request = bare_request(prescribed)._replace(programmes=(loaded,))
    sheet = shop.make("pocket", request, f"cards-{programme}")
    assert sheet.pages, sheet.diagnostics
    with structure.read(sheet.path) as document:
        sight = Sight(sheet.path, document)
        cards: dict[Element, set[tuple[int, bool]]] = {}
        for page, drawn in enumerate(sight.pages):
            for text, owner in sight.texts(page):
                if owner is not None and owner.standard in ("P", "Span"):
                    cards.setdefault(owner, set()).add((page, text.box.bottom > drawn.size[1] / 2))
    assert len(cards) > 3
    assert [document.text(owner) for owner, on in cards.items() if len(on) > 1] == []
