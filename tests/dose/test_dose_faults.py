"""Doses that have two meanings or none, and what their diagnostics say."""

from __future__ import annotations

import pytest

from tests.dose.test_dose import from_yaml, parse


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        ("", "this dose is empty", "for example 3x10 or 30s"),
        ("abc", '"abc" is no amount', "begin with 10, 8-12, 3x10 or 30s"),
        ("10 reps", '"10 reps" is no amount', "write 10"),
        (
            "10 hold 5s",
            '"10 hold 5s" is no amount',
            'put commas between the parts, and "=" after their names, such as 10,hold=5s',
        ),
        ("5m", '"5m" is no amount', "write 5s for seconds or 5min for minutes"),
        (
            "10x3",
            '"10x3" could be 10 rounds of 3 or 3 rounds of 10',
            "write 3x10, or sets=10,reps=3",
        ),
        ("15x3", '"15x3" could be 15 rounds of 3 or 3 rounds of 15', "write 3x15"),
        (
            "15x10",
            "15 is out of range for the number of rounds (sets), which is 1 to 10",
            "the number of rounds stands first: 3x10 is 3 rounds of 10",
        ),
        ("3x", "3 rounds, but of how many or how long is not said", "write 3x10 or 3x30s"),
        ("sets=2,daily=1", "2 rounds, but of how many or how long is not said", "write 2x10 or 2x30s"),
        ("12-8", "12-8 is not a range from less to more", "write 8-12"),
        ("8-8", "8-8 is not a range from less to more", "write 8"),
        (
            "10,duration=30s",
            "this dose has repetitions and a duration, so it is not clear when to stop",
            "keep one of the two; for the time that each repetition is held write hold=30s",
        ),
        (
            "30s,hold=1min",
            "the hold (1min) is longer than the duration (30s)",
            "to hold once write hold=1min without a duration; otherwise make the hold shorter",
        ),
        (
            "30s,hold=30s",
            "the hold (30s) is as long as the duration (30s)",
            "to hold once write hold=30s without a duration; otherwise make the hold shorter",
        ),
        (
            "5s",
            "5s is out of range for the duration, which is 10s to 180min",
            "for the time that each repetition is held write hold=5s",
        ),
        ("10,hold=5", '"hold" must be a time with its unit, not "5"', "write 5s for seconds or 5min for minutes"),
        ("10,hold=5s,tempo=3-1-3", "this dose has a hold and a tempo, which holds as well", "keep one of the two"),
        (
            "10s,tempo=5-2-5",
            "one movement at this tempo takes 12 seconds, longer than the duration (10s)",
            "make the duration longer or the tempo faster",
        ),
        (
            "10,tempo=0-1-3",
            "the tempo 0-1-3 has a part out of its range",
            "the seconds to move, to hold and to go back, such as 3-1-3; only the hold may be 0",
        ),
        (
            "10,rest=30s",
            "a rest stands between rounds, and here is only one",
            "write 2x before the amount, or take the rest out",
        ),
        (
            "10,days=8",
            "8 is out of range for the days a week, which is 1 to 7",
            "a week has 7 days; write a number from 1 to 7, or names such as mon-wed-fri",
        ),
        ("10,days=mon-wed-mon", '"mon" is named twice', "name each day once"),
        (
            "10,days=mon-fri",
            '"days" must be clear (two days, or all between them as well?), not "mon-fri"',
            "write mon+fri for two days, or mon-tue-wed-thu-fri",
        ),
        (
            "10,days=mon+fry",
            '"days" must be a number from 1 to 7, or names of days, not "mon+fry"',
            'did you mean "friday"?',
        ),
        ("10,side=lft", '"side" must be one of left, right, each, both, alternate, not "lft"', 'did you mean "left"?'),
        ("10,hodl=5s", 'a dose has no "hodl"', 'did you mean "hold"?'),
        ("10,hold", '"hold" has no value', "write hold=…"),
        ("10,hold=", '"hold" has no value', "write hold=…"),
        ("10,5s", '"5s" stands alone in this dose', "write it as key=value, such as hold=5s"),
        ("10,,side=left", "nothing stands between two commas of this dose", "take one of the commas out"),
        ("10,hold=5s,hold=6s", '"hold" stands twice in this dose', "keep one of the two"),
        ("10,reps=12", '"reps" stands twice in this dose', "keep one of the two"),
        ("10,load=2", 'the load "2" has no unit', "write 2 kg, or what to use"),
        (
            "10,load=2 kg,band=red",
            "this dose has a load and a band",
            "write both as the load: load=red band and 2 kg",
        ),
        (
            '10,load="2 kg',
            '"load" must be text in double quotes, not ""2 kg"',
            'close the quotation mark; write "" for one in the text',
        ),
        (
            "side=left",
            "this dose does not say how much or how often",
            "begin with a number or a time, such as 10 or 30s",
        ),
        (
            "daily=2,side=alternate",
            "sides can alternate only when the dose says how many or how long",
            "add a number, such as 10, or write side=each",
        ),
        (
            "progression=10-5",
            "a progression from 10 to 5 does not build up",
            "write it from less to more, such as 5-10",
        ),
        (
            "20,progression=5-10",
            "the progression and the number of repetitions say how much, but not the same",
            "take reps out; the progression says where to start",
        ),
        (
            "0",
            "0 is out of range for the number of repetitions, which is 1 to 200",
            "write the number of repetitions from 1 to 200",
        ),
    ],
)
def test_refused(typed: str, message: str, hint: str) -> None:
    """What has two meanings or none is an error that says what to write."""
    assert parse(typed) == (None, [f"error: {message}\n  hint: {hint}"])


def test_choices_are_named_once() -> None:
    error = 'error: "side" must be one of left, right, each, both, alternate, not "top"'
    assert parse("10,side=top") == (None, [error])


def test_all_faults_are_told_at_once() -> None:
    """Each part that is wrong is reported, at its own place in the file."""
    _, found = from_yaml("2x10,hold=5,side=lft")
    assert [fault.split("\n")[0] for fault in found] == [
        '1:12: error: "hold" must be a time with its unit, not "5"',
        '1:19: error: "side" must be one of left, right, each, both, alternate, not "lft"',
    ]
    _, found = from_yaml("10,days=8,daily=30")
    assert [fault.split(" is ")[0] for fault in found] == ["1:10: error: 8", "1:17: error: 30"]


@pytest.mark.parametrize(
    ("yaml", "fault", "hint"),
    [
        ("[10]", '1:7: error: "dose" must be a dose, not a list', "for example dose: 2x10,hold=5s,daily=2"),
        ("{sets: 2}", "1:14: error: 2 rounds, but of how many or how long is not said", "write 2x10 or 2x30s"),
        (
            "{reps: 10, hold: 5}",
            '1:24: error: "hold" must be a time with its unit, not "5"',
            "write 5s for seconds or 5min for minutes",
        ),
        (
            "{reps: 10, side: lft}",
            '1:24: error: "side" must be one of left, right, each, both, alternate, not "lft"',
            'did you mean "left"?',
        ),
        ("{reps: [12, 8]}", "1:14: error: 12-8 is not a range from less to more", "write 8-12"),
        ("{reps: 10, days: [mon, mon]}", '1:24: error: "mon" is named twice', "name each day once"),
        ("{rep: 10}", '1:8: error: unknown key "rep"', 'did you mean "reps"?'),
        (
            "{reps: 10, days: 3, days_per_week: 3}",
            "1:24: error: the days a week are given twice",
            'keep "days_per_week"',
        ),
        (
            "{reps: 10, progression: {start: 5}}",
            '1:31: error: "to" is missing',
            "The number or time to reach, for example to: 10",
        ),
        (
            "{}",
            "1:7: error: this dose does not say how much or how often",
            "begin with a number or a time, such as 10 or 30s",
        ),
    ],
)
def test_map_refused(yaml: str, fault: str, hint: str) -> None:
    """A faulty map is told at the place of the entry."""
    assert from_yaml(yaml) == (None, [f"{fault}\n  hint: {hint}"])
