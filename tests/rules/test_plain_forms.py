"""Numbers, times, dates and phone numbers: what is written in their place, and that odd text stops no rule."""

from __future__ import annotations

import json
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leafletgen.rules.plain.numbers import as_chance
from leafletgen.rules.plain.phones import grouped
from leafletgen.rules.running import check_file
from tests.rules.harness import all_found, applied, as_file, found, rules

OURS = {name: rule for name, rule in rules().items() if rule.group in ("words", "plain-forms")}


def _mended(rule: str, words: str) -> str:
    """A paragraph after all changes that one rule proposes, as it is typed."""
    yaml = f"- {json.dumps(words, ensure_ascii=False)}"
    file = as_file(yaml)
    edits = tuple(edit for one in found(rule, yaml) for edit in one.edits)
    return str(json.loads(applied(file.text, edits).rstrip().rpartition("\n")[2].strip()[2:]))


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("number-word", "Take two tablets for six to eight weeks.", "Take 2 tablets for 6 to 8 weeks."),
        ("number-word", "It is a three-week plan, one or two days.", "It is a 3-week plan, 1 or 2 days."),
        ("thousands-comma", "Walk 10000 steps.", "Walk 10,000 steps."),
        ("range-to", "Rest 5-10 minutes, 9am \u2013 5pm.", "Rest 5 to 10 minutes, 9am to 5pm."),
        ("range-to", "Between 5-10 people", "Between 5 and 10 people"),
        ("degree-sign", "Wash at 60 °C.", "Wash at 60C."),
        ("degree-sign", "Above 38 degrees Celsius", "Above 38C"),
        ("time-form", "At 5.30pm, 5 p.m. and 17:30.", "At 5:30pm, 5pm and 5:30pm."),
        ("time-form", "At 09:00, 12pm, 12:30pm and 0:15.", "At 9am, midday, 12:30pm and 0:15."),
        ("time-form", "12 noon is best. We close at 12 midnight.", "Midday is best. We close at midnight."),
        ("time-form", "We close at 5 p.m. Call then.", "We close at 5pm. Call then."),
        ("time-form", "We close at 24:00 and open at 00:30.", "We close at midnight and open at 12:30am."),
        ("date-form", "On the 6th of August 2018", "On 6 August 2018"),
        ("date-form", "On August 6, 2018 and 6 Sept. 2018", "On 6 August 2018 and 6 September 2018"),
        ("date-form", "On 31/12/2018 and 2018-08-06", "On 31 December 2018 and 6 August 2018"),
        ("phone-spacing", "Call 02074504000.", "Call 020 7450 4000."),
        ("phone-spacing", "Call (01332) 786-557.", "Call 01332 786 557."),
        ("phone-spacing", "Call +44 (0)1332786557.", "Call +44 1332 786 557."),
        ("nhs-number", "NHS number 9990000018", "NHS number 999 000 0018"),
        ("curly-quote", "It\u2019s \u2018fine\u2019.", "It's 'fine'."),
        ("double-space", "Rest.  Walk.   Rest.", "Rest. Walk. Rest."),
        ("space-before-mark", "Rest , walk ?", "Rest, walk?"),
        ("ampersand", "Rest & heat", "Rest and heat"),
    ],
)
def test_forms_are_mended(rule: str, before: str, after: str) -> None:
    """What has one right form gets it, and then nothing more is found."""
    assert _mended(rule, before) == after
    assert _mended(rule, after) == after


def test_a_range_after_to_is_left_to_somebody() -> None:
    """ "Count to 5 to 10" is no sentence."""
    one = found("range-to", "- Count to 5-10 and rest.")[0]
    assert one.edits == ()


def test_a_date_that_can_be_two_days_is_left_to_somebody() -> None:
    """6/8/2018 is June or August: the hint says so, and nothing is changed."""
    one = found("date-form", "- On 06/08/2018")[0]
    assert one.hint == 'write "6 August 2018", if that is the day you mean'
    assert one.edits == ()


@pytest.mark.parametrize(
    ("share", "said"),
    [(14.3, "1 in 7"), (50, "1 in 2"), (2, "1 in 50"), (30, "3 in 10"), (90, "9 in 10"), (37, "37 in 100"),
     (95, "95 in 100"), (0.1, "1 in 1,000"), (65, "65 in 100")],
)  # fmt: skip
def test_chances_are_said_in_whole_people(share: float, said: str) -> None:
    """A percentage is so many in so many, as near as its own digits."""
    assert as_chance(share, rules()["percentage"].limits["tolerance"]) == said


@pytest.mark.parametrize(
    ("digits", "said"),
    [("02074504000", "020 7450 4000"), ("01214960123", "0121 496 0123"), ("01132960123", "0113 296 0123"),
     ("01332786557", "01332 786 557"), ("08001234567", "0800 123 4567"), ("03001234567", "0300 123 4567"),
     ("07700900123", "07700 900 123"), ("01539512345", "015395 12345"), ("0800123456", "0800 123 456"),
     ("0169772345", "016977 2345")],
)  # fmt: skip
def test_phone_numbers_are_grouped_by_their_area(digits: str, said: str) -> None:
    """Numbers are in groups as the national plan has them."""
    assert grouped(digits, rules()["phone-spacing"].words["long_areas"]) == said


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=200))
def test_odd_text_raises_nothing(words: str) -> None:
    """Any text is read by each of the rules; none raises."""
    words = "".join(one if one.isprintable() else " " for one in words)
    all_found(as_file(f"- {json.dumps(f'x {words} y', ensure_ascii=False)}"), OURS)


_PIECES = st.sampled_from([
    "two", "one or", "5-10", "17:30", "5 p.m.", "6th August", "06/08/2018", "12345", "38\u00b0C", "01332", "786557",
    "-", "\u2013", " ", "  ", ",", ".", "\u2019", "\u201c", "&", "stool", "blood", "drug", "e.g.", "etc.", "don't", "(",
    ")", "20% of people", "NHS number", "9990000018", "**", "try and", "an", "incision", "Monday", "Friday", "\u00a35",
    "to", "a fever",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=12).map("".join) | st.lists(_PIECES, max_size=12).map(" ".join))
def test_changes_are_safe_in_any_order_of_pieces(words: str) -> None:
    """Changes do not overlap, and the file with them is read as one that has the same texts."""
    file = as_file(f"- {json.dumps(f'x {words} y', ensure_ascii=False)}")
    for name in OURS:
        edits = sorted(edit for one in all_found(file, {name: OURS[name]}) for edit in one.edits)
        assert all(one.end <= other.start for one, other in pairwise(edits))
        after = as_file(applied(file.text, tuple(edits)))
        assert [one.key for one in after.passages] == [one.key for one in file.passages]


@pytest.mark.parametrize(
    "piece",
    ["a ", "5-", "5 - ", "12:30 ", "& ", "\u2019", '"a" ', "1 ", "two or ", "0133 ", "drug (", "  ", "Drug. ",
     "20% of ", "6 Aug ", "06/08/", "stool blood ", "NHS number ", "-", "(", "9990000018 ", "e.g. ", "a" , "5 p.m. "],
)  # fmt: skip
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    """A text of 100,000 letters takes each rule far less than it would if its time grew with their square."""
    words = "x " + piece * (100_000 // len(piece)) + " y"
    file = as_file("- " + json.dumps(words, ensure_ascii=False))
    assert file.passages[-1].text == words
    for name, rule in OURS.items():
        start = time.perf_counter()
        made = check_file(file, {name: rule})
        took = time.perf_counter() - start
        assert {one.rule for one in made} <= {name}
        assert took < 10, piece
