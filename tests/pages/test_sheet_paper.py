"""How many pages sheets take, how full these are, and how large their pictures: counts over layouts and programmes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from statistics import mean
from typing import NamedTuple

import pytest

from leafletgen.content.model.prescription import Clinician, Patient
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.errors import Place, Report
from leafletgen.images import PictureStore
from leafletgen.library.exercises import Exercises
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.workspace import Workspace
from leafletgen.pages.exercise_figures import FigureStore
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.filling import Row
from leafletgen.pages.sheet import SheetSetter
from leafletgen.pages.sheet_arrangements import Beside, ExerciseGroup, Shots
from leafletgen.pages.sheet_memory import SheetMemory
from tests.support.building import ROOT
from tests.support.sheet_samples import BRAND, LAYOUTS

MM = 72 / 25.4
#: Some lie, stand, sit, are seen from above or are a close-up; backs, legs and arms bring the signs of all of them.
MIXED = (
    *("bridge", "squat-with-weights", "bird-dog", "seated-knee-extension", "calf-stretch", "knee-rolls"),
    "wrist-extension-stretch",
)
COUNTS = (1, 3, 4, 6, 7)
DENSE = ("sheet-2", "sheet-3", "sheet-4", "sheet-6")
WORKSPACE = Workspace(ROOT)
LIBRARY = Exercises(WORKSPACE)
#: Twelve programmes of three to six exercises, from long cautions to few.
PROGRAMMES = (
    *("ankle-sprain", "back-fitness", "back-movement", "back-strength", "breathing-and-calm", "desk-breaks", "hip"),
    *("knee-osteoarthritis", "neck", "rotator-cuff", "sit-to-stand-and-balance", "spinal-fracture"),
)


class Shown(NamedTuple):
    """One exercise's pictures: the size of each in mm, points for a unit, and whether these are poses of a body."""

    wide: float
    high: float
    scale: float
    body: bool

    @property
    def lies(self) -> bool:
        return self.body and self.wide >= 1.3 * self.high

    @property
    def stands(self) -> bool:
        """Who sits is less than 330 units high."""
        return self.body and self.high >= 1.3 * self.wide and self.high * MM / self.scale >= 330


class Paged(NamedTuple):
    """One page: how many exercises it has, the share of its height that is empty at the foot, the pictures."""

    exercises: int
    foot: float
    pictures: list[Shown]


class Laid(NamedTuple):
    """A sheet in a layout."""

    layout: str
    exercises: int
    pages: list[Paged]


def lay_out(layout_name: str, request: SheetRequest, figures: FigureStore) -> Laid:
    """Set a sheet without drawing it."""
    report = Report()
    layout, brand = WORKSPACE.load_sheet_layout(layout_name, report), WORKSPACE.load_brand(BRAND, report)
    assert layout is not None and brand is not None
    setter = SheetSetter(brand, layout, request, PictureStore(None), figures, report, "en-GB", SheetMemory())
    pages: list[Paged] = []
    for page in setter.lay_out():
        groups = [group for placed in page for group in groups_in(placed.block)]
        lowest = min(placed.top - placed.block.measure(placed.width) for placed in page)
        room = setter.context.height - setter.context.top - setter.foot
        shown = [pictures(shots) for group in groups for shots in shots_in(group)]
        pages.append(Paged(len(groups), (lowest - setter.foot) / room, shown))
    assert not report.diagnostics
    return Laid(layout_name, len(request.prescribed), pages)


def groups_in(block: Block) -> list[ExerciseGroup]:
    """Return the exercises of a block, which may be a row of them."""
    blocks: Sequence[Block] = block.blocks if isinstance(block, Row) else [block]
    return [one for one in blocks if isinstance(one, ExerciseGroup)]


def shots_in(group: ExerciseGroup) -> Iterator[Shots]:
    """Yield the pictures of an exercise, which stand over its words or beside them."""
    for block in group.blocks:
        yield from (one for one in (block.left if isinstance(block, Beside) else [block]) if isinstance(one, Shots))


def pictures(shots: Shots) -> Shown:
    """Return the size of an exercise's pictures."""
    artwork = shots.shots[0].picture.artwork
    return Shown(shots.wide / MM, shots.high / MM, round(shots.wide / artwork.width, 4), artwork.scaled)


def request_for(picks: Sequence[str] = (), programmes: Sequence[str] = ()) -> SheetRequest:
    """Return a request as a clinic makes it, with the signs of its exercises."""
    report = Report()
    prescribed = resolve_prescription(LIBRARY, report, picks=list(picks), programmes=list(programmes))
    loaded = [one for name in programmes if (one := LIBRARY.load_programme(name, report)) is not None]
    signs = LIBRARY.signs_for([one.exercise for one in prescribed], report)
    assert not report.has_errors
    nowhere = Place("", 1, 1)
    return SheetRequest(
        prescribed,
        programmes=tuple(loaded),
        patient=Patient(place=nowhere, name="Sam Example"),
        clinician=Clinician(place=nowhere, name="A. Physio", contact="01632 960 000"),
        date="2026-11-21",
        review="2026-12-05",
        signs=tuple(signs),
    )


@pytest.fixture(scope="module")
def laid() -> list[Laid]:
    """Return every layout with few and many exercises, and each programme in those that are to save paper."""
    figures = FigureStore()
    picked = [(layout, request_for(MIXED[:count])) for layout in LAYOUTS for count in COUNTS]
    given = [(layout, request_for(programmes=[name])) for name in PROGRAMMES for layout in DENSE]
    return [lay_out(layout, request, figures) for layout, request in [*picked, *given]]


def test_four_exercises_take_one_sheet_of_paper(laid: list[Laid]) -> None:
    four = [one for one in laid if one.exercises == 4 and one.layout in DENSE[:3]]
    assert len(four) >= 6
    assert {len(one.pages) for one in four} == {2}


@pytest.fixture(scope="module")
def drawn_by_lot() -> list[Laid]:
    """Return sheets of four and of six exercises that a seed chose, in the layouts that are to save paper."""
    figures, lot = FigureStore(), random.Random(13)
    picks = [lot.sample(LIBRARY.exercise_names(), count) for count in (4, 6) for _ in range(10)]
    return [lay_out(layout, request_for(names), figures) for names in picks for layout in DENSE]


@pytest.mark.parametrize(
    ("layout", "exercises", "pages", "least"), [
        ("sheet-2", 4, 2, 8), ("sheet-3", 4, 2, 8), ("sheet-4", 4, 2, 10), ("sheet-6", 4, 2, 10),
        ("sheet-3", 6, 3, 9), ("sheet-4", 6, 3, 10), ("sheet-6", 6, 2, 6), ("sheet-6", 6, 3, 10),
    ],
)  # fmt: skip
def test_any_exercises_take_little_paper(
    drawn_by_lot: list[Laid], layout: str, exercises: int, pages: int, least: int
) -> None:
    """Of ten sheets whose exercises go together by chance, so that their signs and cautions are many."""
    found = [one for one in drawn_by_lot if one.layout == layout and one.exercises == exercises]
    assert len(found) == 10
    assert sum(len(one.pages) <= pages for one in found) >= least


def test_safety_never_has_a_page_to_itself(laid: list[Laid]) -> None:
    """In large print what is said about safety fills a page, and shares it with nothing; nowhere else."""
    pages = [one for one in laid if one.layout not in ("pocket", "large-print")]
    assert [one for one in pages if any(not page.exercises for page in one.pages)] == []
    for one in laid:
        if one.layout == "large-print":
            *before, last = one.pages
            assert all(page.exercises for page in before)
            assert not last.exercises and last.foot < 0.1


def test_pages_are_full(laid: list[Laid]) -> None:
    """At most a tenth of their height is empty at the foot, on average, last pages left out."""
    feet = [page.foot for one in laid if one.layout != "pocket" for page in one.pages[:-1]]
    assert mean(feet) < 0.1
    assert min(feet) > -0.001


def test_sheets_are_short(laid: list[Laid]) -> None:
    """Half as many pages as exercises, and one more for the head, the cautions and the signs."""
    for one in laid:
        if one.layout in DENSE:
            assert len(one.pages) <= one.exercises / 2 + 1, one.layout


def test_one_body_scale_on_a_page(laid: list[Laid]) -> None:
    """A patient is no giant in one exercise and a dwarf in the next; cards are cut apart."""
    for one in laid:
        for page in one.pages if one.layout != "pocket" else []:
            assert len({shown.scale for shown in page.pictures if shown.body}) <= 1


SAVING = ("sheet-1", "sheet-2", "sheet-3", "sheet-3-ticks")
LEAST = {
    **dict.fromkeys(SAVING, (45, 45)),
    "large-print": (60, 70),
    **dict.fromkeys(("sheet-4", "sheet-6", "pictures"), (45, 45)),
    "pocket": (28, 26),
}
"""The least width of who lies and height of who stands, in mm; the first four go under 60 and 70 to save paper."""
CLOSE_UP = 40
"""The least longer side of a close-up in mm, but on cards."""


def test_pictures_are_large(laid: list[Laid]) -> None:
    """Nobody is smaller than the layout lets them be, and most are as large as they should be where there is room."""
    large = small = 0
    for one in laid:
        lying, standing = LEAST.get(one.layout, (0, 0))
        wanted_lying, wanted_standing = (60, 70) if one.layout in SAVING else (lying, standing)
        for shown in [shown for page in one.pages for shown in page.pictures]:
            if shown.lies:
                assert shown.wide >= lying - 0.1, one.layout
                large, small = large + (shown.wide >= wanted_lying), small + (shown.wide < wanted_lying)
            elif shown.stands:
                assert shown.high >= standing - 0.1, one.layout
                large, small = large + (shown.high >= wanted_standing), small + (shown.high < wanted_standing)
            elif not shown.body and one.layout != "pocket":
                assert max(shown.wide, shown.high) >= CLOSE_UP - 0.1, one.layout
    assert small < 0.2 * large


def test_the_number_in_a_name_is_on_a_page(laid: list[Laid]) -> None:
    """Two to a page has two, three has three, and four four, on some page of a sheet that has so many and more."""
    for layout, count, least in (("sheet-2", 2, 0.9), ("sheet-3", 3, 0.25), ("sheet-4", 3, 0.25)):
        many = [one for one in laid if one.layout == layout and one.exercises > count]
        full = [one for one in many if max(page.exercises for page in one.pages) == count]
        assert len(full) >= least * len(many), layout


def test_the_first_page_of_large_print_has_an_exercise(laid: list[Laid]) -> None:
    assert all(one.pages[0].exercises for one in laid if one.layout == "large-print")


def test_no_caution_is_lost() -> None:
    """However a sheet says them: each caution of each exercise is on it, as are the signs and what to stop for."""
    figures = FigureStore()
    for layout_name in LAYOUTS:
        request = request_for(MIXED)
        report = Report()
        layout, brand = WORKSPACE.load_sheet_layout(layout_name, report), WORKSPACE.load_brand(BRAND, report)
        assert layout is not None and brand is not None
        setter = SheetSetter(brand, layout, request, PictureStore(None), figures, report, "en-GB", SheetMemory())
        setter.lay_out()
        said = setter.root().plain()
        for one in request.prescribed:
            assert all(caution.plain() in said for caution in one.exercise.cautions), layout_name
            assert one.exercise.stop.plain() in said
        assert all(item.plain() in said for signs in request.signs for item in signs.items)
