"""Passages in another language: found in real leaflets that say the wrong language, never in those that say theirs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leafletgen.rules.finding import Finding
from tests.rules.harness import found
from tests.support.building import ROOT

LEAFLETS = ROOT / "leaflets"
MID_BACK = "P4400-mid-back-pain"
#: Written language and the part of its paragraphs of 12 words and more that have to be found when English is said.
TRANSLATIONS = {"cy": 0.9, "pl": 0.9, "ar": 0.95, "bn": 0.95, "ur": 0.95, "zh-Hans": 0.95}


def _as(path: Path, language: str) -> str:
    """A leaflet that says another language, as no translation."""
    text = re.sub(r"(?m)^(?:translates|source):.*\n", "", path.read_text("utf-8"))
    if "\nlanguage:" in text:
        return re.sub(r"(?m)^language:.*$", f"language: {language}", text)
    return text.replace("\ntitle:", f"\nlanguage: {language}\ntitle:", 1)


def _paragraphs(findings: list[Finding]) -> set[int]:
    return {one.place.line for one in findings}


def _long_ones(path: Path) -> int:
    """How many folded paragraphs a leaflet has."""
    return len(re.findall(r"(?m)^  - >-$", path.read_text("utf-8")))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translations_that_say_english(language: str) -> None:
    """Nearly each paragraph of a translation is found when the leaflet says that it is in English."""
    path = LEAFLETS / f"{MID_BACK}.{language}.yaml"
    lines = _paragraphs(found("passage-language", _as(path, "en-GB")))
    assert len(lines) >= TRANSLATIONS[language] * _long_ones(path)


@pytest.mark.parametrize("language", [*TRANSLATIONS, "so", "tr", "ro"])
def test_english_that_says_another_language(language: str) -> None:
    """English paragraphs are found in a leaflet that says that it is in another language."""
    path = LEAFLETS / f"{MID_BACK}.yaml"
    lines = _paragraphs(found("passage-language", _as(path, language)))
    assert len(lines) >= 0.9 * _long_ones(path)


@pytest.mark.parametrize("path", sorted(LEAFLETS.glob("*.yaml")), ids=lambda path: path.stem)
def test_starters_are_in_their_language(path: Path) -> None:
    """No passage of a leaflet that says its own language is found."""
    assert found("passage-language", path.read_text("utf-8")) == []
