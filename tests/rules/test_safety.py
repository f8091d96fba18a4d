"""Safety: what the rules read out of words — hours, doses, numbers, dates, topics — with right values."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from leafletgen.dose.short import parse_short
from leafletgen.errors import NOWHERE, Report, Severity
from leafletgen.rules.running import check_file, compare, gather
from leafletgen.rules.safety.addresses import normalised
from leafletgen.rules.safety.contacts import digits
from leafletgen.rules.safety.dosage import Amount, amount_in, amount_of
from leafletgen.rules.safety.opening import openings_in
from leafletgen.rules.safety.topics import read_topics
from leafletgen.rules.safety.wording import plain, says, way
from tests.rules.harness import PLAIN_HEAD, as_file, as_files, found, found_among, rules
from tests.support.building import ROOT

NINE_TO_FIVE = (0, 4, 540, 1020)


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Monday to Friday, 9am to 5pm", NINE_TO_FIVE),
        ("Mon-Fri 9-5", NINE_TO_FIVE),
        ("weekdays from 9 am until 5 pm", NINE_TO_FIVE),
        ("9.00 to 17.00, Monday to Friday", NINE_TO_FIVE),
        ("Saturdays, 1 to 5pm", (5, 5, 780, 1020)),
        ("every day, 8am to midnight", (0, 6, 480, 1440)),
        ("Tuesday, 9:30am to midday", (1, 1, 570, 720)),
    ],
)
def test_hours(text: str, opening: tuple[int, int, int, int]) -> None:
    """The same hours are the same however they are put."""
    assert [tuple(one) for one, _, _ in openings_in(text)] == [opening]


@pytest.mark.parametrize(
    "text", ["on Monday 3 to 4 people came", "Monday, Wednesday and Friday, 5 to 10 times", "9 in 10 people", "Monday"]
)
def test_no_hours(text: str) -> None:
    """Days and numbers that are no hours are left alone."""
    assert list(openings_in(text)) == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Hold for 5 seconds. Repeat 10 times, 3 times a day.", Amount(None, (10, 10), (5, 5), (3, 3))),
        ("Start with 5. Build up to 10. Once a day, 2 or 3 days a week.", Amount(None, (5, 10), None, (1, 1), (2, 3))),
        ("5 to 10 to each side, once a day.", Amount(None, (5, 10), None, (1, 1))),
        ("Do 3 sets of 8 to 12.", Amount((3, 3), (8, 12))),
        ("3x10", Amount((3, 3), (10, 10))),
        ("Hold this for 20 to 30 seconds", Amount(None, None, (20, 30))),
        ("Do ten knee rolls, twice a day", Amount(None, (10, 10), None, (2, 2))),
        ("Hold your breath for 10 seconds.", Amount()),
        ("Stay at work, and keep active for 30 minutes.", Amount()),
    ],
)  # fmt: skip
def test_doses_in_words(text: str, amount: Amount) -> None:
    """What a leaflet says of a dose is read as its numbers."""
    assert amount_in(text) == amount


def test_medicines_are_no_doses_of_exercise() -> None:
    """Tablets by the day say how often, and not how much to move."""
    assert not amount_in("Take 2 tablets 3 times a day").is_dose


def test_doses_of_files() -> None:
    """A dose in the short form is compared with one in words."""
    dose = parse_short("2x8-12,hold=3s,daily=2,days=3", NOWHERE, Report())
    assert dose is not None
    assert amount_of(dose) == Amount((2, 2), (8, 12), (3, 3), (2, 2), (3, 3))
    assert Amount(reps=(5, 10)).differences(Amount(reps=(10, 12))) == []
    assert Amount(reps=(5, 9)).differences(Amount(reps=(10, 12))) == ["5 to 9 times and 10 to 12 times"]


@pytest.mark.parametrize("number", ["01632 960 000", "(01632) 960000", "+44 1632 960 000", "+44 (0)1632-960-000"])
def test_numbers_as_they_are_dialled(number: str) -> None:
    """Forms of one number are one number."""
    assert digits(number) == "01632960000"


@pytest.mark.parametrize(
    "url",
    [
        "http://nhs.uk/a", "https://www.NHS.uk/a/", "https://www.nhs.uk:443/a", "https://nhs.uk/a/index.html",
        "https://www.nhs.uk/a/?utm_source=x&utm_medium=y",
    ],
)  # fmt: skip
def test_spellings_of_an_address(url: str) -> None:
    """Spellings of one address come to the same, and other parts and queries do not."""
    assert normalised(url) == "nhs.uk/a"
    assert normalised("https://www.nhs.uk/a?page=2") != "nhs.uk/a"
    assert normalised("https://www.nhs.uk/a#part") != "nhs.uk/a"


def test_ways_to_say_a_sign() -> None:
    """All parts must be said, each in one of its ways; a star ends any word, and words are whole without one."""
    ways = (way("both legs | each leg + numb* | pins and needles"),)
    assert says(plain("Numbness in both legs"), ways)
    assert says(plain("Pins and needles, in each leg."), ways)
    assert not says(plain("Numbness in both legends"), ways)
    assert not says(plain("Pain in both legs"), ways)


def test_topics_are_read_with_their_faults(tmp_path: Path) -> None:
    """The topics of the repository have no fault; a faulty one is told with line and column, and left out."""
    report = Report()
    topics = read_topics(ROOT / "assets" / "rules" / "topics.yaml", "topics.yaml", report)
    assert not report.diagnostics
    cauda = next(topic for topic in topics if topic.id == "cauda-equina")
    assert len(cauda.signs) == 15
    path = tmp_path / "topics.yaml"
    path.write_text(
        "topics:\n  one:\n    title: one\n    names: [one]\n    parts: 1\n    source: me\n"
        "    signs:\n      - {says: a sign, part: a, ways: ['a +  | b']}\n"
    )
    read_topics(path, "topics.yaml", report)
    assert [(str(one.place), one.code) for one in report.diagnostics] == [("topics.yaml:8:40", "way-with-empty-part")]


def test_shared_red_flags_have_every_sign() -> None:
    """The shared blocks that the topics name are complete by them: no rule asks for more than they say."""
    for name in ("red-flags-back", "emergency-short", "stop-leg"):
        text = (ROOT / "leaflets" / "shared" / f"{name}.yaml").read_text("utf-8")
        assert found("red-flags-incomplete", text, "shared") == []


@pytest.mark.parametrize(
    ("review", "rule"),
    [
        ("2026-10", "review-passed"),
        ("2026-11", None),
        ("2029-11", None),
        ("2029-12", "review-far"),
        ("2030-01", "review-far"),
    ],
)
def test_reviews_by_the_day(review: str, rule: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The month of the review counts as a whole, and 36 months are not too far."""
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-11-30")
    file = as_file(PLAIN_HEAD.replace("2027-06", review) + "body: [One.]\n")
    which = {name: rules()[name] for name in ("review-passed", "review-far")}
    assert [one.rule for one in check_file(file, which)] == ([rule] if rule else [])


def test_references_by_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The latest year counts: a guideline that was updated is as old as its update."""
    head = "references:\n  a: {text: 'NICE (2010, updated 2016) Pain.'}\n  b: {text: 'Smith (2015) Knees.'}\n"
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-11-30")
    told = found("reference-old", PLAIN_HEAD + head + "body: ['One.[@a][@b]']\n")
    assert [one.message for one in told] == ['the reference "b" is of 2015, more than 10 years ago']


def test_a_paragraph_of_many_files_is_compared_with_one() -> None:
    """A copy in each of 60 files is one finding a file, about the same first one."""
    text = "Tell your insurer about your operation before you drive again, or your cover may not hold. "
    text += "You can drive when you can press the brake hard without pain."
    files = as_files({f"leaflets/l{number:02}.yaml": f"- {text} Part {number}.\n" for number in range(60)})
    told = found_among("paragraphs-alike", *files)
    assert len(told) == 59
    assert {one.also[0].file for one in told} == {"leaflets/l00.yaml"}


@pytest.mark.parametrize(
    "part",
    [
        "01632 ", "0", "Monday to ", "us Monday 9am to 5pm. ", "hold it 5 ", "(", "https://a(", "Codeine helps. ",
        "do 5 a ", "12 Weir Lane ", "both legs numb, call 999 ", "a\u0301", "\u0627 ", "{page:", "[", "3x", "**a** ",
        "Bridge: ", "broke my spine in the last 12 weeks. ", "https://a.b/c ",
    ],
)  # fmt: skip
def test_hostile_texts_stop_no_rule(part: str) -> None:
    """Long texts of one piece over and over are looked at to their end, and no rule raises."""
    text = part * (30_000 // len(part))
    body = yaml.safe_dump([{"heading": "Back exercises"}, text], allow_unicode=True, width=10**9)
    file = as_file(f"{PLAIN_HEAD}body:\n{''.join(f'  {line}' + chr(10) for line in body.splitlines())}")
    mine = {name: rule for name, rule in rules().items() if rule.group == "safety"}
    told = [*check_file(file, mine), *compare({file.shown: gather(file, mine)}, mine)]
    assert not [one for one in told if one.rule not in mine]


@pytest.mark.parametrize(
    ("lead", "severity"),
    [
        ("Call 999 if you have signs of a stroke", Severity.ERROR),
        ("A stroke can leave lasting problems. Tell us if you have", Severity.WARNING),
    ],
)
def test_only_a_list_that_calls_for_help_at_once_is_an_error(lead: str, severity: Severity) -> None:
    """What to expect after a stroke may be told in other words, and nothing is wrong for certain."""
    body = f'- "{lead}:"\n- list: [weakness of an arm, problems with speech, feeling tired]'
    assert [one.severity for one in found("red-flags-incomplete", body)] == [severity]
