"""Stepping doses: every step gives a dose that may be typed, and a stepper ends where the next one would not."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leafletgen.app.sheets.doses import Change, Part, Parts, Side, Stepped, parts_of, step, stepped
from leafletgen.content.model.exercise import Exercise, check_hold, check_side
from leafletgen.dose.dose import Dose
from leafletgen.dose.short import parse_short, short
from leafletgen.errors import RefusedError, Report
from leafletgen.library.exercises import Exercises
from leafletgen.library.prescribing import whole
from leafletgen.library.workspace import Workspace
from tests.dose.test_dose import doses
from tests.support.commands import ROOT

NAMES = ("bridge", "bird-dog", "breathing-control", "calf-stretch")


@cache
def exercise(name: str) -> Exercise:
    found = Exercises(Workspace(ROOT)).load(name, Report())
    assert found is not None
    return found


def dose_of(text: str) -> Dose:
    report = Report()
    found = parse_short(text, None, report)
    assert found is not None, report.diagnostics
    return found


def after(name: str, typed: str, *changes: Change) -> Stepped:
    found = None
    for change in changes:
        report = Report()
        found = step(exercise(name), typed, change, report)
        assert found is not None, report.diagnostics
        typed = found.dose
    assert found is not None
    return found


def part(parts: Parts, name: str) -> Part:
    found = parts[name]
    assert isinstance(found, Part)
    return found


@pytest.mark.parametrize(
    ("typed", "change", "expected"),
    [
        ("3x10", Change("sets", 1), "4x10,daily=1,days=3"),
        ("2x8-12", Change("reps", 1), "2x9-13,daily=1,days=3"),
        ("199-200", Change("reps", 1), "199-200,daily=1,days=3"),
        ("195-198", Change("reps", 5), "197-200,daily=1,days=3"),
        ("1-4", Change("reps", -1), "1-4,daily=1,days=3"),
        ("10", Change("hold", 1), "10,hold=5s,daily=1,days=3"),
        ("10,hold=5s", Change("hold", 1), "10,hold=10s,daily=1,days=3"),
        ("10,hold=7s", Change("hold", 1), "10,hold=10s,daily=1,days=3"),
        ("10,hold=7s", Change("hold", -1), "10,hold=5s,daily=1,days=3"),
        ("10,hold=5s", Change("hold", -1), "10,hold=4s,daily=1,days=3"),
        ("10,hold=5s", Change("hold"), "10,daily=1,days=3"),
        ("30s,hold=25s", Change("hold", 1), "30s,hold=25s,daily=1,days=3"),
        ("30s,hold=25s", Change("duration", -1), "30s,hold=25s,daily=1,days=3"),
        ("30s", Change("duration", 1), "40s,daily=1,days=3"),
        ("1min", Change("duration", 1), "90s,daily=1,days=3"),
        ("2x10,rest=30s", Change("sets", -1), "2x10,daily=1,days=3,rest=30s"),
        ("progression=5-10", Change("progression", 2), "daily=1,days=3,progression=7-12"),
        ("sets=2,progression=30s-2min", Change("progression", 1), "sets=2,daily=1,days=3,progression=40s-130s"),
        ("10,daily=2", Change("days_per_week", -1), "10,daily=2,days=6"),
        ("10,daily=2", Change("times_per_day", 1), "10,daily=3"),
        ("10", Change("reps", None, 12), "12,daily=1,days=3"),
        ("10", Change("reps", None, (8, 12)), "8-12,daily=1,days=3"),
    ],
)
def test_a_step(typed: str, change: Change, expected: str) -> None:
    assert after("bridge", typed, change).dose == expected


def test_a_dose_comes_whole_with_its_sentence_and_the_parts_that_it_may_have() -> None:
    shown = stepped(exercise("bird-dog"), dose_of("2x8,hold=5s"))
    assert shown.dose == "2x8,hold=5s,side=each,daily=1,days=3"
    assert shown.sentence.startswith("Do 8 on each side, rest, and do 8 on each side again. Hold each for 5 seconds.")
    assert shown.as_data()["parts"]["hold"] == {"value": 5, "least": 1, "most": 600, "timed": True}
    assert shown.as_data()["parts"]["side"] == {
        "value": "each",
        "choices": ["left", "right", "each", "both", "alternate"],
    }
    by_name = parts_of(exercise("breathing-control"), dose_of("10,daily=2,days=mon-wed-fri"))
    assert list(by_name) == ["sets", "reps", "times_per_day"], "no hold without a step, no number for days by name"
    assert part(parts_of(exercise("bridge"), dose_of("30s,hold=10s,daily=1")), "duration").least == 15
    assert part(parts_of(exercise("bridge"), dose_of("2x10,rest=30s,daily=1")), "sets").least == 2


def test_sides_go_round() -> None:
    assert [after("bird-dog", f"10,side={side}", Change("side", 1)).dose for side in ("left", "alternate")] == [
        "10,side=right,daily=1,days=3",
        "10,side=left,daily=1,days=3",
    ]


@pytest.mark.parametrize(
    ("name", "typed", "change", "code"),
    [
        ("bridge", "10x3", Change("sets", 1), "dose-two-meanings"),
        ("bridge", "30s", Change("reps", 1), "dose-part-not-there"),
        ("bridge", "30s", Change("hold", None, 40), "dose-hold-longer-than-duration"),
        ("bridge", "10", Change("reps", None, 999), "dose-out-of-range"),
        ("breathing-control", "10,hold=5s", Change("reps", 1), "dose-hold-without-step"),
        ("bird-dog", "10,side=each", Change("side", None, "up"), "dose-side-unknown"),
    ],
)
def test_what_cannot_be_read_or_be_answers_with_its_fault(name: str, typed: str, change: Change, code: str) -> None:
    report = Report()
    assert step(exercise(name), typed, change, report) is None
    assert [one.code for one in report.errors] == [code]
    assert all(one.hint for one in report.errors)


@pytest.mark.parametrize(
    "data",
    [{}, {"part": 1, "by": 1}, {"part": "reps", "by": "1"}, {"part": "reps", "value": [1, 2, 3]},
     {"part": "reps", "by": True}, {"part": "reps", "value": {}}, {"part": "reps", "by": 10**9}],
)  # fmt: skip
def test_what_is_no_change_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(RefusedError, match="no change of a dose"):
        Change.of(data)


@pytest.mark.parametrize(
    ("name", "typed", "change"),
    [
        ("bridge", "10", Change("sets", value="left")),
        ("bridge", "10", Change("sets", value=(1, 2))),
        ("bridge", "10", Change("hold", value="")),
        ("bird-dog", "10,side=each", Change("side", value=3)),
        ("bridge", "progression=5-8", Change("progression", value=6)),
    ],
)
def test_a_value_of_another_kind_than_the_part_is_refused(name: str, typed: str, change: Change) -> None:
    with pytest.raises(RefusedError) as refusal:
        step(exercise(name), typed, change, Report())
    assert refusal.value.diagnostics[0].code == "dose-change-not-readable"


def test_a_change_as_a_screen_sends_it() -> None:
    assert Change.of({"part": "reps", "by": -1}) == Change("reps", -1)
    assert Change.of({"part": "reps", "value": [8, 12]}) == Change("reps", None, (8, 12))
    assert Change.of({"part": "hold", "value": None}) == Change("hold")


def fits(one: Exercise, dose: Dose) -> bool:
    return check_side(one, dose, None, Report()) and check_hold(one, dose, None, Report())


@settings(max_examples=150, deadline=None)
@given(doses(), st.sampled_from(NAMES), st.integers(-30, 30).filter(bool), st.data())
def test_any_step_from_any_dose_gives_one_that_may_be_typed(one: Dose, name: str, by: int, data: st.DataObject) -> None:
    chosen = exercise(name)
    if not fits(chosen, one):
        one = chosen.dose
    parts = parts_of(chosen, whole(chosen, one))
    of = data.draw(st.sampled_from(sorted(parts)))
    report = Report()
    found = step(chosen, short(one), Change(of, by), report)
    assert found is not None and not report.diagnostics
    again = dose_of(found.dose)
    assert short(again) == found.dose and fits(chosen, again)
    for shown in found.parts.values():
        if isinstance(shown, Side):
            assert shown.value in shown.choices
        elif shown.value is not None:
            first, last = shown.value if isinstance(shown.value, tuple) else (shown.value, shown.value)
            assert shown.least <= first and last <= shown.most


@settings(max_examples=100, deadline=None)
@given(doses(), st.sampled_from(NAMES), st.sampled_from((-1, 1)), st.data())
def test_a_stepper_that_has_not_ended_moves(one: Dose, name: str, by: int, data: st.DataObject) -> None:
    chosen = exercise(name)
    one = whole(chosen, one if fits(chosen, one) else chosen.dose)
    parts = {key: value for key, value in parts_of(chosen, one).items() if isinstance(value, Part)}
    of = data.draw(st.sampled_from(sorted(parts)))
    before = parts[of]
    if before.value is None:
        return
    first, last = before.value if isinstance(before.value, tuple) else (before.value, before.value)
    ended = last >= before.most if by > 0 else first <= before.least
    found = step(chosen, short(one), Change(of, by), Report())
    assert found is not None
    assert (part(found.parts, of).value == before.value) is ended
