# ruff: noqa: RUF001 - full stops and commas of other scripts
"""Doses in every language: different doses in different sentences, which can be read back, in the right forms."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from leafletgen.dose.dose import Dose
from leafletgen.dose.short import parse_short
from leafletgen.errors import Report
from leafletgen.languages.catalogue import catalogue_of, shipped_languages
from leafletgen.languages.distinct import doses_to_tell_apart, same_sentences
from leafletgen.languages.dose_sentence import sentence
from leafletgen.languages.exercise_phrases import exercise_words
from tests.dose.test_dose import doses
from tests.languages.dose_matcher import DoseMatcher

SHIPPED = ["ar", "bn", "cy", "pl", "ur", "zh-Hans"]
MATCHERS = {language: DoseMatcher(language, exercise_words(language)) for language in ("en", *SHIPPED)}


def said(short: str, language: str) -> str:
    """Return the sentence of a short form."""
    dose = parse_short(short, None, Report())
    assert dose is not None
    return sentence(dose, exercise_words(language))


def test_what_is_shipped() -> None:
    """The six languages are there."""
    assert shipped_languages() == SHIPPED


@pytest.mark.parametrize("language", SHIPPED)
def test_different_doses_are_said_differently(language: str) -> None:
    """In no language have two doses one sentence, and each sentence is read back to its dose."""
    catalogue = catalogue_of(language)
    assert catalogue is not None
    assert same_sentences(language, catalogue.words) == []


@settings(max_examples=150, deadline=None)
@given(doses())
def test_every_sentence_is_read_back(dose: Dose) -> None:
    """What is said of any dose means that dose alone, in every language."""
    if dose.load is not None:  # a clinician's own words could themselves be a sentence
        changed: Any = dose.changed(Report(), load="2 kg")
        dose = changed
    for language, matcher in MATCHERS.items():
        text = sentence(dose, exercise_words(language))
        assert matcher.doses(text) == {dose}, (language, text)


@pytest.mark.parametrize("language", ["en", *SHIPPED])
def test_all_kinds_are_read_back(language: str) -> None:
    """Each kind of dose, in every combination of how much, on which side and when."""
    matcher = MATCHERS[language]
    for number, dose in enumerate(doses_to_tell_apart()):
        if number % 7 == 0:
            assert matcher.doses(sentence(dose, exercise_words(language))) == {dose}


@pytest.mark.parametrize("missing", ["side.left", "band.red", "every.mon", "twice_a_day", "do.two.each"])
def test_two_doses_in_one_sentence_are_found(missing: str) -> None:
    """A translation that says the same of two doses is told, with one of the two entries."""
    other = {"side.left": "side.right", "band.red": "band.blue", "every.mon": "every.sun"}
    other |= {"twice_a_day": "once_a_day", "do.two.each": "do.two"}
    catalogue = catalogue_of("pl")
    assert catalogue is not None
    found = same_sentences("pl", {**catalogue.words, missing: catalogue.words[other[missing]]})
    assert found
    assert {key for key, *_ in found} | {key for _, key, _ in found} <= {missing, other[missing]} | {"change"}


@pytest.mark.parametrize(
    ("language", "short", "expected"),
    [
        ("pl", "1,side=each", "Proszę wykonać 1 powtórzenie na każdą stronę."),
        ("pl", "2", "Proszę wykonać 2 powtórzenia."),
        ("pl", "5", "Proszę wykonać 5 powtórzeń."),
        ("pl", "12", "Proszę wykonać 12 powtórzeń."),
        ("pl", "22", "Proszę wykonać 22 powtórzenia."),
        ("pl", "3x30s", "Proszę wykonać 3 serie po 30 sekund. Między seriami proszę odpocząć."),
        ("pl", "progression=30s-2min", "Proszę zacząć od 30 sekund i stopniowo dojść do 2 minut."),
        ("cy", "hold=2min", "Daliwch y safle am 2 funud."),
        ("cy", "days=2", "Gwnewch hyn ar 2 ddiwrnod yr wythnos."),
        ("ar", "2", "يُرجى أداء الحركة مرتين."),
        ("ar", "3", "يُرجى أداء الحركة 3 مرات."),
        ("ar", "11", "يُرجى أداء الحركة 11 مرة."),
        ("ar", "hold=2s", "يُرجى الثبات في الوضعية لمدة ثانيتين."),
        ("ar", "hold=100s", "يُرجى الثبات في الوضعية لمدة دقيقة واحدة و40 ثانية."),
        ("ur", "days=sat", "یہ ورزش ہر سنیچر کو کریں۔"),
        ("bn", "daily=2", "এই ব্যায়াম দিনে দুইবার করুন।"),
        ("zh-Hans", "3x8-12,side=each", "做3组，每组每侧8至12次。组与组之间要休息。"),
        ("zh-Hans", "days=mon+fri", "请每逢星期一和星期五练习。"),
    ],
)
def test_forms(language: str, short: str, expected: str) -> None:
    """Each number has its form; a case is that of the sentence; no space stands between Chinese sentences."""
    assert said(short, language) == expected
