"""A page has another key when, and only when, it looks different; and it is drawn from memory, at most once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from leafletgen.app.sheets import page_pictures
from leafletgen.app.sheets.desk import SheetDesk
from leafletgen.app.sheets.draft import Draft, Row
from leafletgen.app.sheets.page_pictures import Documents, Kept
from leafletgen.pages.frame import Composed
from leafletgen.pdf.looks import Look
from leafletgen.system import raster
from tests.support.building import ROOT
from tests.support.processes import BOUND

LAYOUTS = sorted(path.stem for path in (ROOT / "layouts" / "sheets").glob("*.yaml"))
EXERCISES = ("bridge", "bird-dog", "dead-bug", "heel-raise", "knees-to-chest", "sit-to-stand")
Part = tuple[int, int, int, int] | None
SHEET = Draft([Row(str(number), name) for number, name in enumerate(EXERCISES)], name="Sam Example")


@pytest.fixture(scope="module")
def desk() -> SheetDesk:
    """Return a desk over the library that is shipped, which is only read."""
    return SheetDesk(ROOT)


def composed(desk: SheetDesk, draft: Draft) -> Composed:
    answer = desk.answer(draft)
    assert answer.composed is not None, answer.found
    return answer.composed


def opened(data: bytes) -> Image.Image:
    """Return a picture from its file."""
    image = Image.open(BytesIO(data))
    assert image.format == "JPEG"
    return image.convert("RGB")


def changed(draft: Draft, number: int, **changes: str) -> Draft:
    """Return a draft with another dose or note for one of its exercises."""
    rows = list(draft.rows)
    rows[number] = rows[number]._replace(**changes)
    return draft._replace(rows=rows)


def versions(layout: str) -> Iterator[Draft]:
    """Yield a sheet, itself again, and with one thing changed; an italic note brings a face before others."""
    sheet = SHEET._replace(layout=layout)
    yield from (sheet, sheet)
    yield changed(sheet, 4, dose="2x5")
    yield changed(sheet, 0, dose="2x5")
    yield changed(sheet, 5, note="Slowly, with a chair beside you.")
    yield sheet._replace(name="Alex Sample")
    yield sheet._replace(note="Ring us.", goal="Walk to the shops")
    yield sheet._replace(clinician="Jo Sample", review="2026-12-24")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_keys_are_equal_where_pixels_are(desk: SheetDesk, layout: str) -> None:
    documents = Documents()
    seen: dict[str, bytes] = {}
    for draft in versions(layout):
        made = composed(desk, draft)
        kept = documents.keep("one", made)
        with raster.opened(made.data) as pages:
            assert len(kept.pages) == len(pages)
            for index, page in enumerate(kept.pages):
                pixels = pages.image(index, 1).tobytes()
                assert seen.setdefault(page.key, pixels) == pixels
                assert pages.size(index) == pytest.approx((page.width, page.height), abs=0.01)
    assert len(set(seen.values())) == len(seen), "pages with two keys look the same"
    assert len(seen) > 1


LANGUAGES = ("ar", "ur", "bn", "zh-Hans", "pl")
SPOKEN = Draft(
    [Row(str(number), name) for number, name in enumerate(("cat-stretch", "childs-pose", "chin-tuck"))],
    name="Sam Example",
    layout="sheet-2",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_in_other_scripts_have_keys_and_are_drawn_in_part_too(
    desk: SheetDesk, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters of a script such as Nastaliq reach far over and under their line."""
    parts: list[Part] = []
    dots = raster.Pages.dots

    def noted(self: raster.Pages, index: int, scale: float, part: Part = None) -> Image.Image:
        parts.append(part)
        return dots(self, index, scale, part)

    monkeypatch.setattr(raster.Pages, "dots", noted)
    documents = Documents()
    sheet = SPOKEN._replace(language=language)
    keys = []
    for draft in (sheet, *(changed(sheet, row, dose="3x12") for row in range(3)), sheet._replace(name="Al Sample")):
        made = composed(desk, draft)
        kept = documents.keep("one", made)
        whole = Documents()
        keys.append([page.key for page in kept.pages])
        for ours, theirs in zip(kept.pages, whole.keep("other", made).pages, strict=True):
            picture, wanted = documents.picture(ours.key, 1), whole.picture(theirs.key, 1)
            assert picture is not None and wanted is not None
            assert picture.data == wanted.data
    assert keys[0] != keys[1] and set(keys[0]) & set(keys[-1])
    assert any(part is not None for part in parts)


def test_a_dose_changes_one_page_of_several(desk: SheetDesk) -> None:
    documents = Documents()
    before = documents.keep("one", composed(desk, SHEET)).pages
    after = documents.keep("one", composed(desk, changed(SHEET, 5, dose="2x5"))).pages
    assert len(before) == len(after) > 1
    assert [first.key == second.key for first, second in zip(before, after, strict=True)].count(False) == 1


def test_keys_tell_nothing_and_are_good_for_one_process(desk: SheetDesk) -> None:
    made = composed(desk, SHEET)
    first, second = Documents().keep("one", made), Documents().keep("one", made)
    assert not {page.key for page in first.pages} & {page.key for page in second.pages}
    assert repr(Look(1, 2, ["Sam Example"], {}, ["Sam Example"], {})) == "Look(1 x 2)"


def test_a_page_is_drawn_once(desk: SheetDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    dots = raster.Pages.dots

    def counted(self: raster.Pages, index: int, scale: float, part: Part = None) -> object:
        drawn.append(index)
        return dots(self, index, scale, part)

    monkeypatch.setattr(raster.Pages, "dots", counted)
    documents = Documents()
    kept = documents.keep("one", composed(desk, SHEET))
    threads = [threading.Thread(target=documents.picture, args=(page.key, 1)) for page in kept.pages for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(BOUND)
    again = documents.keep("two", composed(desk, changed(SHEET, 5, dose="2x5")))
    for page in again.pages:
        assert documents.picture(page.key, 1) is not None
    assert len(drawn) == len(kept.pages) + 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_drawn_in_part_is_what_is_drawn_whole(
    desk: SheetDesk, layout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts: list[Part] = []
    dots = raster.Pages.dots

    def noted(self: raster.Pages, index: int, scale: float, part: Part = None) -> Image.Image:
        parts.append(part)
        return dots(self, index, scale, part)

    monkeypatch.setattr(raster.Pages, "dots", noted)
    documents = Documents()
    sheet = SHEET._replace(layout=layout, goal="Walk to the shops")
    drafts = [sheet, *(changed(sheet, number, dose="3x12") for number in range(6))]
    drafts += [sheet._replace(name="Alex Sample"), sheet._replace(goal="Walk to the shore")]
    for draft in drafts:
        made = composed(desk, draft)
        kept = documents.keep("one", made)
        whole = Documents()
        for ours, theirs in zip(kept.pages, whole.keep("other", made).pages, strict=True):
            so_far = len(parts)
            picture = documents.picture(ours.key, 1)
            if any(parts[so_far:]):
                wanted = whole.picture(theirs.key, 1)
                assert picture is not None and wanted is not None
                assert picture.data == wanted.data
    assert len([part for part in parts if part is not None]) > 2


@pytest.mark.parametrize("scale", [1, 4 / 3, 2, 8 / 3, 4])
def test_letters_stand_where_they_stand_on_the_whole_page_at_every_scale(desk: SheetDesk, scale: float) -> None:
    """At the largest, a part that was drawn from its own edge had other dots here."""
    documents, whole = Documents(), Documents()
    sheet = Draft([Row("a", "standing-hip-out", "3x12")], layout="sheet-2", goal="Walk", name="Sam Example")
    sheet = changed(sheet, 0, note="Wyyyj jjgqp ⁹ x²")
    for draft in (sheet, changed(sheet, 0, dose="2x5")):
        made = composed(desk, draft)
        ours, theirs = (held.keep("one", made).pages[0].key for held in (documents, whole))
        picture = documents.picture(ours, scale)
    wanted = whole.picture(theirs, scale)
    assert picture is not None and wanted is not None and picture.data == wanted.data


def test_a_picture_has_the_size_that_was_asked_for(desk: SheetDesk) -> None:
    documents = Documents()
    page = documents.keep("one", composed(desk, SHEET)).pages[0]
    picture = documents.picture(page.key, 2)
    assert picture is not None
    assert opened(picture.data).size == pytest.approx((2 * page.width, 2 * page.height), abs=1)


def test_what_is_forgotten_is_gone(desk: SheetDesk) -> None:
    documents = Documents()
    mine, other = (documents.keep(window, composed(desk, SHEET)) for window in ("mine", "other"))
    own = documents.keep("mine", composed(desk, SHEET._replace(name="Alex Sample")))
    assert documents.picture(own.pages[0].key, 1) is not None
    documents.forget("mine")
    documents.forget("mine")
    assert documents.data(mine.identifier) is None
    assert documents.picture(own.pages[0].key, 1) is None
    assert documents.data(other.identifier) is not None
    assert documents.picture(other.pages[0].key, 1) is not None


def test_what_is_remembered_has_bounds(desk: SheetDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_pictures, "_WINDOWS", 2)
    monkeypatch.setattr(page_pictures, "_KEPT_BYTES", 1)
    documents = Documents()
    made = composed(desk, SHEET)

    def remembered(kept: Kept) -> bool:
        return documents.data(kept.identifier) == made.data

    of_one = [documents.keep("one", made) for _ in range(5)]
    assert [remembered(kept) for kept in of_one] == [False, False, True, True, True]
    others = [documents.keep(name, made) for name in ("two", "three")]
    assert not any(remembered(kept) for kept in of_one)
    assert all(remembered(kept) for kept in others)
    for page in others[0].pages:
        assert documents.picture(page.key, 1) is not None


def test_what_is_printed_stays_until_its_window_prints_another(desk: SheetDesk) -> None:
    documents = Documents()
    made = composed(desk, SHEET)
    first = documents.keep("one", made)
    assert documents.data(first.identifier, printing=True) == made.data
    later = [documents.keep("one", made) for _ in range(5)]
    documents.keep("two", made)
    assert [documents.data(kept.identifier) is None for kept in (first, later[0])] == [False, True]
    assert documents.data(later[-1].identifier, printing=True) == made.data
    assert documents.data(first.identifier) is None
    documents.forget("one")
    assert documents.data(later[-1].identifier) is None


def test_how_many_sheets_of_paper(desk: SheetDesk) -> None:
    for layout in LAYOUTS:
        answer = desk.answer(SHEET._replace(layout=layout))
        assert answer.composed is not None
        pages = answer.composed.pages
        assert answer.paper == (pages if layout == "pocket" else (pages + 1) // 2)
    assert desk.answer(Draft()).paper == 0
