"""What a maker remembers of its last sheets changes no byte of the next one, and nothing in it is of a patient."""

from __future__ import annotations

import gc
import random
from collections.abc import Iterator

import pytest

from leafletgen.app.sheets.draft import Draft, Row, prescription
from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.pages.frame import Composed
from leafletgen.patients.making import Options, SheetMaker, Typed
from tests.support.building import ROOT

LAYOUTS = sorted(path.stem for path in (ROOT / "layouts" / "sheets").glob("*.yaml"))
NAMES = (
    *("bridge", "bird-dog", "heel-raise", "sit-to-stand", "side-leg-raise", "chin-tuck", "clamshell"),
    *("straight-leg-raise", "single-leg-stand", "wall-press-up", "knees-to-chest", "neck-rotation"),
)
DOSES = ("", "3x12", "2x5,hold=10s", "2x8,daily=3", "1x6,days=2", "4x10,load=two bags of rice")
STEPS = 14


@pytest.fixture(scope="module")
def makers() -> tuple[SheetMaker, SheetMaker]:
    """Return one that remembers, and one that does not."""
    return SheetMaker(Workspace(ROOT), Options()), SheetMaker(Workspace(ROOT), Options())


def compose(maker: SheetMaker, draft: Draft) -> tuple[Composed | None, Report]:
    report = Report()
    prepared = maker.prepare(Typed(prescription(draft).text, "the sheet"), report)
    return None if prepared is None else maker.compose(prepared, report), report


def added(rows: list[Row], chance: random.Random) -> list[Row]:
    left = [name for name in NAMES if name not in {row.exercise for row in rows}]
    name = chance.choice(left)
    return [*rows, Row(name, name)]


def removed(rows: list[Row], chance: random.Random) -> list[Row]:
    gone = chance.choice(rows)
    return [row for row in rows if row is not gone] if len(rows) > 2 else rows


def moved(rows: list[Row], chance: random.Random) -> list[Row]:
    one = chance.choice(rows)
    others = [row for row in rows if row is not one]
    at = chance.randrange(len(rows))
    return [*others[:at], one, *others[at:]]


def walk(layout: str) -> Iterator[Draft]:
    """Yield a sheet and what becomes of it step by step, by chance but each time the same."""
    chance = random.Random(f"walk {layout}")
    draft = Draft([Row(name, name) for name in NAMES[:4]], layout=layout, name="Sam Example", diary=1)
    for _ in range(STEPS):
        yield draft
        rows, at = list(draft.rows), chance.randrange(len(draft.rows))
        match chance.randrange(9):
            case 0 | 1 | 2:
                rows[at] = rows[at]._replace(dose=chance.choice(DOSES))
            case 3:
                rows[at] = rows[at]._replace(note=chance.choice(["", "Slowly, Sam Example."]))
            case 4:
                rows = added(rows, chance)
            case 5:
                rows = chance.choice([removed, moved])(rows, chance)
            case 6:
                draft = draft._replace(diary=chance.choice([None, 1, 2]))
            case 7:
                draft = draft._replace(person=chance.choice(["", "ben", "walter", "leo"]))
            case _:
                draft = draft._replace(text_size=chance.choice([None, 12, 14]))
        draft = draft._replace(rows=rows)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sheet_has_the_same_bytes_whatever_was_made_before(
    makers: tuple[SheetMaker, SheetMaker], layout: str
) -> None:
    """In a walk through one hundred and more changes, which meets sheets that cannot be made too."""
    remembering, forgetting = makers
    made = 0
    for draft in walk(layout):
        forgetting.forget()
        one, other = compose(remembering, draft), compose(forgetting, draft)
        assert (one[0] and one[0].data) == (other[0] and other[0].data), draft.as_data()
        assert one[1].diagnostics == other[1].diagnostics
        made += one[0] is not None
    assert made > STEPS // 2


def test_a_changed_dose_leaves_the_other_exercises_as_they_were(makers: tuple[SheetMaker, SheetMaker]) -> None:
    """Of six exercises five are taken from the memory; without that each would be made anew."""
    maker = makers[0]
    draft = Draft([Row(name, name) for name in NAMES[:6]], layout=LAYOUTS[0])
    compose(maker, draft)
    before = {one.parts for one in maker.memory_of("en-GB").exercises._held.values()}
    compose(maker, draft._replace(rows=[draft.rows[0]._replace(dose="3x7"), *draft.rows[1:]]))
    after = {one.parts for one in maker.memory_of("en-GB").exercises._held.values()}
    assert len(after - before) == 1 and before <= after


def test_nothing_in_the_memory_leads_to_a_patient(makers: tuple[SheetMaker, SheetMaker]) -> None:
    """Neither words nor the request; notes and loads are a clinician's own words."""
    maker = makers[0]
    rows = [Row(name, name) for name in NAMES[:3]]
    rows += [Row("4", NAMES[3], note="For Sam Example"), Row("5", NAMES[4], dose="3x8,load=Sam Example's bag")]
    draft = Draft(rows, name="Sam Example", goal="Sam Example walks", clinician="Sam Example", diary=1)
    assert compose(maker, draft)[0] is not None
    assert len(maker.memory_of("en-GB").exercises._held) >= 3
    seen: dict[int, object] = {id(maker.memory_of("en-GB")): maker.memory_of("en-GB")}
    todo: list[object] = [maker.memory_of("en-GB")]
    while todo:
        for found in gc.get_referents(todo.pop()):
            if id(found) not in seen and not isinstance(found, type) and type(found).__name__ != "module":
                seen[id(found)] = found
                if not (isinstance(found, dict) and "__builtins__" in found):  # what a module holds is another matter
                    todo.append(found)
    assert not [one for one in seen.values() if isinstance(one, str) and "Sam Example" in one]
