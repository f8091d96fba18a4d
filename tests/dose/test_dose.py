"""Doses: the short form, the map, the sentence that reads one way only, and what is refused."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leafletgen.content.model.dose import DoseKind
from leafletgen.dose.dose import Dose
from leafletgen.dose.short import parse_short
from leafletgen.dose.short import short as short_form
from leafletgen.dose.terms import BANDS, DAYS, LIMITS, SIDES, Progression
from leafletgen.errors import Place, Report
from leafletgen.languages.dose_sentence import sentence as spoken
from leafletgen.languages.dose_sentence import spoken_time
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.source.yaml import parse_source
from tests.support.processes import BOUND

WORDS = exercise_words("en-GB")


def parse(text: str) -> tuple[Dose | None, list[str]]:
    """Return the dose of a short form, and what is wrong with it."""
    report = Report()
    return parse_short(text, None, report), [str(found) for found in report.diagnostics]


def dose(text: str) -> Dose:
    """Return the dose of a short form without fault."""
    found, faults = parse(text)
    assert found is not None, faults
    assert not faults
    return found


def from_yaml(text: str) -> tuple[Dose | None, list[str]]:
    """Return the dose of an exercise file, and what is wrong with it."""
    report = Report()
    root = parse_source(f"dose: {text}\n", "a.yaml", report)
    assert root is not None
    found = DoseKind().read(root.data["dose"], report)
    return found, [str(fault).removeprefix("a.yaml:") for fault in report.diagnostics]


@pytest.mark.parametrize(
    ("short", "sentence"),
    [
        ("10", "Do 10."),
        ("1", "Do just 1."),
        ("1,side=each", "Do 1 on each side."),
        ("8-12", "Do 8 to 12."),
        ("5,side=each", "Do 5 on each side."),
        ("2x10", "Do 10, rest, and do 10 again."),
        ("2x10,rest=30s", "Do 10, rest for 30 seconds, and do 10 again."),
        ("3x10", "Do 3 rounds of 10. Rest between rounds."),
        ("3x10,rest=1min", "Do 3 rounds of 10. Rest for 1 minute between rounds."),
        ("3x10,hold=1s", "Do 3 rounds of 10. Rest between rounds. Hold each for 1 second."),
        ("30s", "Do this for 30 seconds."),
        ("5min,daily=1", "Do this for 5 minutes. Do this once a day."),
        ("150s", "Do this for 2 minutes 30 seconds."),
        ("2x30s", "Do this for 30 seconds, rest, and do it for 30 seconds again."),
        ("3x30s,rest=10s", "Do 3 rounds of 30 seconds. Rest for 10 seconds between rounds."),
        ("hold=30s", "Hold for 30 seconds."),
        ("2xhold=30s", "Hold for 30 seconds, rest, and hold for 30 seconds again."),
        ("3xhold=30s,side=each", "Do 3 holds of 30 seconds on each side. Rest between holds."),
        ("progression=5-10", "Start with 5. Build up to 10."),
        ("progression=30s-2min", "Start with 30 seconds. Build up to 2 minutes."),
        (
            "sets=3,progression=5-10,rest=30s",
            "Do 3 rounds. Rest for 30 seconds between rounds. Start with 5 in each round. Build up to 10.",
        ),
        ("5,side=alternate", "Do 5 on each side. Change sides after every one."),
        ("1min,side=alternate", "Do this for 1 minute. Change sides after every movement."),
        ("10,side=both", "Do 10. Do this with both sides at the same time."),
        (
            "10,tempo=3-1-3",
            "Do 10. Take 3 seconds to move, hold for 1 second, and take 3 seconds to go back.",
        ),
        ("10,tempo=1-0-4", "Do 10. Take 1 second to move and 4 seconds to go back."),
        ("10,load=2 kg in each hand", "Do 10. Use 2 kg in each hand."),
        ("10,load=red band", "Do 10. Use the red band."),
        ("10,effort=6", "Do 10. Work at an effort of 6 out of 10, where 10 is as hard as you can."),
        ("daily=3", "Do this 3 times a day."),
        ("days=7", "Do this every day."),
        ("daily=2,days=3", "Do this twice a day, on 3 days a week."),
        ("daily=1,days=1", "Do this once a day, on 1 day a week."),
        ("days=mon", "Do this every Monday."),
        ("days=mon+fri", "Do this on Monday and Friday."),
        (
            "2x10,hold=5s,side=left,daily=2,days=mon-wed-fri",
            "Do 10, rest, and do 10 again. Hold each for 5 seconds. Do this on your left side only, twice a day, "
            "on Monday, Wednesday and Friday.",
        ),
    ],
)
def test_sentence(short: str, sentence: str) -> None:
    """Each dose has one sentence, with the right plurals."""
    assert spoken(dose(short), WORDS) == sentence


AMOUNTS: tuple[dict[str, Any], ...] = (
    {},
    {"reps": 1},
    {"reps": 10},
    {"reps": (8, 12)},
    {"duration": 30},
    {"duration": 60},
    {"duration": 90},
    {"progression": Progression(5, 10)},
    {"progression": Progression(30, 120, timed=True)},
)
SPEEDS: tuple[dict[str, Any], ...] = ({}, {"hold": 1}, {"hold": 5}, {"tempo": (3, 1, 3)}, {"tempo": (1, 0, 3)})
WEIGHTS: tuple[dict[str, Any], ...] = ({}, {"load": "2 kg"}, {"band": "red"})
EFFORTS: tuple[dict[str, Any], ...] = ({}, {"effort": 1}, {"effort": 10})
DAILY: tuple[dict[str, Any], ...] = ({}, {"times_per_day": 1}, {"times_per_day": 2}, {"times_per_day": 3})
DAYS_OF_A_WEEK: tuple[dict[str, Any], ...] = (
    {},
    *({"days_per_week": number} for number in (1, 3, 7)),
    *({"days": days} for days in (("mon",), ("mon", "sun"), ("mon", "wed", "fri"))),
)
FREQUENCIES: tuple[dict[str, Any], ...] = tuple({**daily, **days} for daily in DAILY for days in DAYS_OF_A_WEEK)
TIME = r"(?:1 second|(?:[2-9]|[1-9]\d+) seconds|1 minute|(?:[2-9]|[1-9]\d+) minutes)"
COUNT = rf"(?:\d+(?: to \d+)?|{TIME})(?: on each side)?"
REST = rf"rest(?: for {TIME})?"
DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WHEN = rf"(?:every day|every {DAY}|on 1 day a week|on [2-6] days a week|on (?:{DAY}, )*{DAY} and {DAY})"
PART = (
    r"(?:on your (?:left|right) side only|on each side|with both sides at the same time"
    rf"|once a day|twice a day|[3-9] times a day|{WHEN})"
)
GRAMMAR = re.compile(
    "|".join(
        (
            r"Do just 1\.",
            rf"Do {COUNT}(?:, {REST}, and do {COUNT} again)?\.",
            rf"Do this for {COUNT}(?:, {REST}, and do it for {COUNT} again)?\.",
            rf"Hold for {COUNT}(?:, {REST}, and hold for {COUNT} again)?\.",
            rf"Do [2-9] (?:rounds|holds)(?: of {COUNT})?\.",
            rf"Rest(?: for {TIME})? between (?:rounds|holds)\.",
            rf"Start with {COUNT}(?: in each round)?\. Build up to {COUNT}\.",
            rf"Hold each for {TIME}\.",
            rf"Take {TIME} to move(?:, hold for {TIME},)? and (?:take )?{TIME} to go back\.",
            r"Change sides after every (?:one|movement)\.",
            r"Use (?:2 kg|the red band)\.",
            r"Work at an effort of \d+ out of 10, where 10 is as hard as you can\.",
            rf"Do this {PART}(?:, {PART})*\.",
        )
    )
)


def combined(*lists: tuple[dict[str, Any], ...]) -> list[Dose]:
    """Return every dose that can be made of one entry of each list; impossible ones are left out."""
    made = []
    for entries in product(*lists):
        values = {key: value for entry in entries for key, value in entry.items()}
        try:
            made.append(Dose(**values))
        except ValueError:
            continue
    return made


@pytest.mark.parametrize("sets", [1, 2, 3])
@pytest.mark.parametrize("others", [(FREQUENCIES,), (WEIGHTS, EFFORTS, ({}, {"times_per_day": 2}))])
def test_every_combination_is_grammatical_and_means_one_thing(
    sets: int, others: tuple[tuple[dict[str, Any], ...], ...]
) -> None:
    """Every sentence is built right, and no two different doses have the same one."""
    rests: tuple[dict[str, Any], ...] = ({}, {"rest": 1}, {"rest": 30}) if sets > 1 else ({},)
    sides: tuple[dict[str, Any], ...] = ({}, *({"side": side} for side in SIDES))
    said: dict[str, Dose] = {}
    for one in combined(({"sets": sets},), AMOUNTS, rests, SPEEDS, sides, *others):
        sentence = spoken(one, WORDS)
        assert said.setdefault(sentence, one) == one, sentence
        rest = sentence
        while rest:
            found = GRAMMAR.match(rest)
            assert found, f"{one}: {sentence}"
            rest = rest[found.end() :].lstrip()
    assert len(said) > 500


@given(st.integers(1, 10_800))
def test_times_are_said_in_full(seconds: int) -> None:
    """The spoken time adds up to the seconds."""
    total = 0
    for number, unit in re.findall(r"(\d+) (minute|second)s?", spoken_time(seconds, WORDS)):
        total += int(number) * (60 if unit == "minute" else 1)
    assert total == seconds


def _within(entry: str) -> st.SearchStrategy[int]:
    return st.integers(*LIMITS[entry])


@st.composite
def doses(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Dose:
    """Make any dose."""
    values: dict[str, Any] = {"sets": draw(_within("sets"))}
    pairs = st.tuples(_within("reps"), _within("reps")).filter(lambda pair: pair[0] < pair[1])
    times = st.tuples(_within("duration"), _within("duration")).filter(lambda pair: pair[0] < pair[1])
    amounts = st.one_of(
        st.fixed_dictionaries({"reps": _within("reps") | pairs}),
        st.fixed_dictionaries({"duration": _within("duration")}),
        st.fixed_dictionaries({"hold": _within("hold")}),
        st.fixed_dictionaries({"progression": pairs.map(lambda pair: Progression(*pair))}),
        st.fixed_dictionaries({"progression": times.map(lambda pair: Progression(*pair, timed=True))}),
    )
    values |= draw(amounts)
    words = st.text(max_size=30).map(lambda text: f"kg {text}")
    optional: dict[str, st.SearchStrategy[Any]] = {
        "rest": _within("rest"),
        "load": words,
        "band": st.sampled_from(BANDS),
        "effort": _within("effort"),
        "side": st.sampled_from(SIDES),
        "times_per_day": _within("times_per_day"),
        "days_per_week": _within("days_per_week"),
        "days": st.lists(st.sampled_from(DAYS), unique=True, min_size=1).map(tuple),
        "hold": _within("hold"),
        "tempo": st.tuples(st.integers(1, 60), st.integers(0, 60), st.integers(1, 60)),
    }
    for name in draw(st.sets(st.sampled_from(sorted(optional)))):
        values[name] = draw(optional[name])
    if values["sets"] == 1:
        values.pop("rest", None)
    try:
        return Dose(**values)
    except ValueError:
        # Two parts that contradict each other, or a load that cannot be printed: keep the amount alone.
        kept = {key: values[key] for key in ("sets", "reps", "duration", "progression", "side") if key in values}
        if not {"reps", "duration", "progression"} & kept.keys():
            kept["reps"] = 7
        return Dose(**kept)


@settings(max_examples=400)
@given(doses())
def test_round_trip(one: Dose) -> None:
    """The short form of every dose is read back to the same dose."""
    assert dose(short_form(one)) == one
    assert short_form(dose(short_form(one))) == short_form(one)
    assert pickle.loads(pickle.dumps(one)) == one
    assert spoken(one, WORDS).endswith(".")


@given(st.text(alphabet="0123456789x-,=sminhold \"'daysxetmpo+", max_size=40))
def test_any_text_is_read_or_refused_with_a_hint(text: str) -> None:
    """Nothing that is typed ends in an exception, and every fault has a hint."""
    report = Report()
    found = parse_short(text, None, report)
    assert (found is None) == report.has_errors
    assert all(fault.hint for fault in report.diagnostics)


@pytest.mark.parametrize(
    ("typed", "short"),
    [
        ("3 x 10", "3x10"),
        ("3X10", "3x10"),
        ("3\u00d710", "3x10"),
        ("2x8\u201312", "2x8-12"),
        ("2x8 to 12", "2x8-12"),
        ("1x10", "10"),
        ("3xduration=30s", "3x30s"),
        ("sets=3,reps=10", "3x10"),
        ("10, hold = 5 s , daily=2", "10,hold=5s,daily=2"),
        ("60s", "1min"),
        ("1.5min", "90s"),
        ("1 min 30 sec", "90s"),
        ("10,times_per_day=2,days_per_week=3,rpe=4", "10,daily=2,days=3,effort=4"),
        ("10,days=Friday+Mon", "10,days=mon+fri"),
        ("10,days=sat-sun", "10,days=sat+sun"),
        ("10,days=mon-tue-wed-thu-fri-sat-sun", "10,days=7"),
        ("5,progression=5-10", "progression=5-10"),
        ("10,load=Red Band", "10,band=red"),
        ("10,load=2  kg.", "10,load=2 kg"),
        ('10,load="2 kg, one ""each"""', '10,load="2 kg, one ""each"""'),
        ("sets=10,reps=3", "sets=10,reps=3"),
        ("1,side=alternate", "1,side=each"),
    ],
)
def test_what_is_typed_has_one_form(typed: str, short: str) -> None:
    """Different ways to type the same dose give the same short form."""
    assert short_form(dose(typed)) == short


@pytest.mark.parametrize(
    ("yaml", "short"),
    [
        ("10", "10"),
        ("2x10,hold=5s,daily=2", "2x10,hold=5s,daily=2"),
        (
            "{sets: 2, reps: 8, hold: 5 s, side: each, times_per_day: 2, days: [mon, wed, fri]}",
            "2x8,hold=5s,side=each,daily=2,days=mon-wed-fri",
        ),
        ("{reps: [8, 12], days: 3}", "8-12,days=3"),
        ("{reps: 8-12, days_per_week: 3}", "8-12,days=3"),
        ("{duration: 2 min, tempo: 3-1-3, effort: 5}", "2min,tempo=3-1-3,effort=5"),
        ("{sets: 3, hold: 30 s, rest: 10 s, load: 2 kg}", "3x1,hold=30s,rest=10s,load=2 kg"),
        ("{progression: {start: 5, to: 10}, band: red}", "band=red,progression=5-10"),
        ("{progression: {start: 30 s, to: 2 min}}", "progression=30s-2min"),
        ("{progression: 5-10, days: [mon, fri]}", "days=mon+fri,progression=5-10"),
    ],
)
def test_map(yaml: str, short: str) -> None:
    """A dose in a file is the short form, or a map that means the same."""
    found, faults = from_yaml(yaml)
    assert found is not None, faults
    assert not faults
    assert short_form(found) == short


def test_immutable() -> None:
    """A dose is a value: it cannot be changed, and equal ones are one key."""
    one = dose("2x10,hold=5s")
    with pytest.raises(AttributeError, match="immutable"):
        one.reps = 12
    with pytest.raises(AttributeError, match="immutable"):
        del one.reps
    assert {one: 1}[Dose(sets=2, reps=10, hold=5)] == 1
    assert repr(one) == "Dose(sets=2, reps=10, hold=5)"
    assert one.with_side("left") == dose("2x10,hold=5s,side=left")
    with pytest.raises(ValueError, match="12-8 is not a range from less to more; write 8-12"):
        Dose(reps=(12, 8))
    report = Report()
    place = Place("a.yaml", 3, 7)
    assert parse_short("10,rest=5s", place, report) is None
    assert [fault.place for fault in report.diagnostics] == [place]


def test_loads_nothing_slow() -> None:
    """Importing doses brings in no module that a cold start would feel."""
    code = (
        "import sys; import leafletgen.library.workspace; before = set(sys.modules); "
        "import leafletgen.library.prescribing; "
        "print(*sorted(name for name in set(sys.modules) - before if not name.startswith('leafletgen.')))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=BOUND)
    assert shown.stdout.strip() == ""
