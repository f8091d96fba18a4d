"""Reading measures: good to half a grade on published texts that others have counted, and told as an order alone."""

from __future__ import annotations

from math import sqrt
from pathlib import Path
from typing import Any

import pytest
import yaml

from leafletgen.rules.reading import LEAST_WORDS, TRIAGE, Measures, measure, measures_of
from leafletgen.rules.syllables import syllables
from leafletgen.rules.words import sentences_of, words_of
from tests.rules.harness import as_file

TEXTS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "reading_texts.yaml").read_text("utf-8"))


def _measured(text: str) -> Measures:
    found = measure([word.text for word in sentence.words] for sentence in sentences_of(text, words_of(text)))
    assert found is not None
    return found


@pytest.mark.parametrize("text", [pytest.param(text, id=text["name"]) for text in TEXTS])
def test_published_texts_are_measured_to_half_a_grade(text: dict[str, Any]) -> None:
    """Words and sentences are those that were counted; grades are those of the syllables that a dictionary gives."""
    found = _measured(text["text"])
    assert (found.words, found.sentences) == (text["words"], text["sentences"])
    grade = 0.39 * text["words"] / text["sentences"] + 11.8 * text["syllables"] / text["words"] - 15.59
    assert abs(found.flesch_kincaid - grade) <= 0.5
    assert abs(found.smog - (3.1291 + 1.043 * sqrt(text["long_words"] * 30 / text["sentences"]))) <= 0.5


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("pain", 1), ("take", 1), ("asked", 1), ("waited", 2), ("places", 2), ("table", 2), ("centre", 2), ("being", 2),
        ("radio", 3), ("quiet", 2), ("create", 2), ("science", 2), ("every", 2), ("everything", 3), ("muscle", 2),
        ("physiotherapy", 6), ("osteoporosis", 6), ("arthritis", 3), ("osteoarthritis", 6), ("paracetamol", 5),
        ("diarrhoea", 4), ("diabetes", 4), ("pneumonia", 4), ("medicines", 3), ("colleague", 2), ("rhythm", 2),
        ("didn't", 2), ("don\u2019t", 1), ("mid-back", 2), ("anti-inflammatory", 7), ("naïve", 2), ("employee", 3),
        ("NHS", 3), ("GP", 2), ("www", 1), ("I", 1), ("A", 1), ("7", 2), ("25", 3), ("100", 3), ("1,000", 3),
        ("2026", 6), ("5:30pm", 5), ("01632960000", 11), ("", 1), ("zzz", 1),
    ],
)  # fmt: skip
def test_syllables(word: str, number: int) -> None:
    """Silent letters, vowels beside each other, numbers and letters that are read out."""
    assert syllables(word) == number


def test_only_running_english_text_is_measured() -> None:
    """Headings, captions and addresses of the web do not count; in other languages there is no such measure."""
    sentence = "The cat sat on the mat and had a long nap. "
    body = f"- heading: Extraordinarily multisyllabic things\n- {sentence * 10}\n- See www.example.org/extraordinary."
    found = measures_of(as_file(body))
    assert found is not None
    assert (found.words, found.sentences, found.long_words) == (111, 11, 0)
    polish = as_file(body).text.replace("en-GB", "pl")
    assert measures_of(as_file(polish)) is None


def test_a_short_text_is_not_measured() -> None:
    """A grade of a few words says nothing of them."""
    assert LEAST_WORDS > 11
    assert measures_of(as_file("- The cat sat on the mat and had a long nap.")) is None
    assert measure([]) is None
    assert measure([[]]) is None


def test_the_measures_are_no_mark() -> None:
    """What outputs say beside them: an order for editors, never a mark to pass."""
    assert "order" in TRIAGE
    assert "no mark" in TRIAGE
