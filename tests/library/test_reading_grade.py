"""How hard the library's words are to read: the Flesch-Kincaid grade of each exercise and programme, under 6.

A formula sees the length of words and sentences and nothing else. It finds what became heavy, and proves nothing clear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from leafletgen.errors import Report
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from tests.support.building import ROOT
from tests.support.shipped import sources

#: A grade of 5 is read at about 11 years, the upper end of what the NHS writes for (content style guide).
HARDEST = 6.0
LIBRARY = Exercises(Workspace(ROOT))
EXERCISES = [path.stem for path in sources("assets/exercises")]
PROGRAMMES = [path.stem for path in sources("assets/programmes")]


def syllables(word: str) -> int:
    """Return about how many syllables an English word has: its groups of vowels, less a silent e."""
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouysxzc]es$", word) is not None
    return max(1, groups - silent)


def grade(sentences: Iterable[str]) -> float:
    """Return the Flesch-Kincaid grade of sentences."""
    split = [part for text in sentences for part in re.split(r"(?<=[.!?:])\s+", text) if re.search("[a-z]", part)]
    words = [word for text in split for word in re.findall(r"[a-z]+", text.lower())]
    return 0.39 * len(words) / len(split) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_formula() -> None:
    """Short words in short sentences are easy, long words in a long one are not."""
    assert [syllables(word) for word in ("knee", "table", "lifted", "bent", "exercise", "slide")] == [1, 2, 2, 1, 3, 1]
    assert grade(["Sit on a chair.", "Lift your foot."]) < 2
    assert grade(["Maintain neutral lumbar alignment throughout progressive eccentric gastrocnemius loading."]) > 15


@pytest.mark.parametrize("name", EXERCISES)
def test_exercises_are_easy_to_read(name: str) -> None:
    """All that a patient reads of an exercise."""
    report = Report()
    exercise = LIBRARY.load(name, report)
    assert exercise is not None, report.diagnostics
    steps = exercise.steps_for(exercise.dose)
    said = [*exercise.prepare, *steps, *exercise.key_points, *exercise.cautions, exercise.stop, exercise.purpose]
    assert grade(prose.plain() for prose in said) < HARDEST


@pytest.mark.parametrize("name", PROGRAMMES)
def test_programmes_are_easy_to_read(name: str) -> None:
    """What a programme says to a patient: its notes, and those on its exercises."""
    report = Report()
    programme = LIBRARY.load_programme(name, report)
    assert programme is not None, report.diagnostics
    said = [prose.plain() for prose in programme.notes]
    said += [entry.note for entry in programme.exercises if entry.note is not None]
    assert not said or grade(said) < HARDEST
