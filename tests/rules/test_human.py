"""What only a person can check: every condition of the Matterhorn Protocol that asks for one, filled in."""

from __future__ import annotations

import json
import re

import pytest

from leafletgen.app.checking.human import ANSWERS, as_html, as_json, as_text, human_of
from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.rules.human import HumanChecks
from tests.support.building import ROOT

#: The failure conditions that the Matterhorn Protocol 1.1 leaves to a person.
HUMAN = frozenset((
    "01-001", "01-002", "01-006", "02-002", "03-001", "03-002", "03-003", "04-001", "05-001", "05-002",
    "05-003", "06-004", "08-001", "08-002", "09-001", "09-002", "09-003", "11-007", "12-001", "13-001",
    "13-002", "13-003", "13-005", "13-006", "13-007", "13-008", "14-001", "14-004", "14-005", "15-001",
    "15-002", "15-004", "15-005", "16-001", "16-002", "16-003", "17-001", "18-001", "18-002", "19-001",
    "19-002", "22-001", "24-001", "28-001", "28-003", "28-013", "29-001", "31-010",
))  # fmt: skip


@pytest.fixture(scope="module")
def starters() -> list[HumanChecks]:
    """The questions to all starters in English."""
    report = Report()
    names = ["P4396", "P4397", "P4398", "P4399", "P4400-mid-back-pain"]
    found = human_of(Workspace(ROOT), names, report)
    assert not report.has_errors
    return found


def test_every_condition_is_asked_or_told(starters: list[HumanChecks]) -> None:
    """Over all questions and what is so by design, no condition is missing and none is made up."""
    from leafletgen.rules.data import table_file
    from leafletgen.rules.human import HumanFile
    from leafletgen.source.yaml import read_source

    found, report = table_file(ROOT, "human"), Report()
    assert found is not None
    root = read_source(*found, report)
    questions = HumanFile.read(root, report) if root is not None else None
    assert questions is not None
    asked = [one for question in questions.checks for one in question.matterhorn]
    settled = [one for group in questions.by_design for one in group.matterhorn]
    assert {*asked, *settled} == HUMAN
    assert not set(asked) & set(settled)
    assert len(settled) == len(set(settled))
    assert all(len(one.checks) + len(one.left_out) == len(questions.checks) for one in starters)


def test_filled_in_for_a_leaflet(starters: list[HumanChecks]) -> None:
    """Pictures with their alts, headings, links and the order of a leaflet are listed with their places."""
    leaflet = next(one for one in starters if one.code.startswith("P4400"))
    items = {check.id: [item.text for item in check.items] for check in leaflet.checks}
    assert items["title"] == ["Mid-back pain", "Pain between the neck and the waist", "Information for adults"]
    assert "Level 2: 1. Seated rotation" in items["headings"]
    assert items["decorative"] == ["cover-midback.svg, on the cover"]
    assert any(text.startswith('body-map-back.svg: "The back of a body.') for text in items["alt-texts"])
    assert "116 123 → tel:116123" in items["links"]
    assert items["reading-order"][:2] == [
        "Heading 1: About mid-back pain",
        "Paragraph: Your mid back is also called the thoracic spine. Pain here is common,…",
    ]
    # From a shared block, at its place there.
    cards = next(check for check in leaflet.checks if check.id == "parts").items
    assert cards[0].place is not None
    assert cards[0].place.file == "leaflets/shared/red-flags-back.yaml"
    assert "tables" in leaflet.left_out


def test_forms_say_the_same(starters: list[HumanChecks]) -> None:
    """Text, data and form have each question and each thing of each leaflet."""
    text, data = " ".join(as_text(starters).split()), json.loads(as_json(starters))
    assert [one["file"] for one in data["leaflets"]] == [one.file for one in starters]
    page = as_html(starters).decode()
    for one, told in zip(starters, data["leaflets"], strict=True):
        assert [check["ask"] for check in told["checks"]] == [check.ask for check in one.checks]
        for check in one.checks:
            assert check.ask in text
            assert check.ask.replace('"', "&#34;") in page
            for item in check.items:
                assert " ".join(item.text.split()) in text


def test_the_form_can_be_filled_in(starters: list[HumanChecks]) -> None:
    """Each field has a label, each group of answers a legend, and no id stands twice."""
    page = as_html(starters).decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    fields = re.findall(r'<(?:input|textarea)[^>]* id="([^"]+)"', page)
    assert sorted(fields) == sorted(re.findall(r'<label for="([^"]+)"', page))
    questions = sum(len(one.checks) for one in starters)
    assert page.count("<legend>") == page.count("<fieldset>") == questions
    assert page.count('<input type="radio"') == questions * len(ANSWERS)
    assert "<script" not in page


def test_words_of_a_leaflet_do_nothing_in_the_form(starters: list[HumanChecks]) -> None:
    """What a leaflet says is shown, and is no HTML."""
    evil = starters[0]._replace(title='<script>alert("x")</script>')
    assert b"<script" not in as_html([evil])


def test_what_is_no_leaflet_has_no_questions() -> None:
    """An exercise is named, and nothing is asked of it."""
    assert human_of(Workspace(ROOT), ["assets/exercises/bridge.yaml"], Report()) == []
