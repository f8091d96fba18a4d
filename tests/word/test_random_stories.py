"""Whatever a Word file says, its YAML loads, and no word of it is lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.word.importing.lines import paragraphs_in
from leafletgen.word.story import Block, Story
from tests.support.building import ROOT
from tests.word.making_stories import Came
from tests.word.random_stories import random_stories

#: What an author is left to mend, as the comments and doubts of an import say.
TO_MEND = {"image-no-alt-text"}
_LETTER = re.compile(r"[^\W_]")
"""What words are counted by: stretches side by side may be one word or two."""


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace(ROOT)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(random_stories())
def test_the_yaml_of_any_story_loads(workspace: Workspace, told: Story) -> None:
    came = Came(told)
    if not came.data["body"]:
        return
    report = Report()
    workspace.load_leaflet(Path(ROOT, "leaflets", "made.yaml"), report, came.yaml)
    errors = [each for each in report.diagnostics if each.severity == "error" and each.code not in TO_MEND]
    assert [each for each in errors if each.code != "file-missing" and "made/" not in each.message] == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(random_stories())
def test_no_word_of_any_story_is_lost(told: Story) -> None:
    said = Counter([letter for text in _texts(told) for letter in _letters(text)])
    came = Came(told)
    kept = Counter(_letters(" ".join(_strings(came.data))))
    kept.update([letter for doubt in came.doubts for letter in _letters(doubt.words)])
    assert said - kept == Counter()


def _letters(text: str) -> list[str]:
    """Return the letters and digits of a text; raised ones are digits."""
    return _LETTER.findall(unicodedata.normalize("NFKC", text))


def _texts(told: Story) -> Iterator[str]:
    blocks: list[Sequence[Block]] = [told.blocks, *told.notes.values()]
    for each in blocks:
        for paragraph in paragraphs_in(each):
            yield paragraph.text


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    else:
        yield str(value)
