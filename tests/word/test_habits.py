"""What an author of each habit gets: the leaflet that they would want, the doubts with their places, no others."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.word.expecting import come_in, differing_doubts, leaflet_in, wanted
from tests.word.habits import forms, plain, shapes, words

EXPECTED = Path(__file__).parent / "habits" / "expected"


def _makers() -> dict[str, Callable[[], bytes]]:
    """Each habit by its name: the functions of those modules that make a file of nothing."""
    return {
        name: make
        for module in (forms, plain, shapes, words)
        for name, make in inspect.getmembers(module, inspect.isfunction)
        if make.__module__ == module.__name__ and not name.startswith("_") and not inspect.signature(make).parameters
    }


MAKERS = _makers()
#: Whose footer has the code.
OWN_CODE = {"header_with_logo"}


def given(name: str) -> str | None:
    return None if name in OWN_CODE else "P9101/1/11.2026/VERSION1"


@pytest.mark.parametrize("name", MAKERS)
def test_the_leaflet_is_what_its_author_would_want(name: str) -> None:
    assert leaflet_in(come_in(MAKERS[name](), name, given(name))) == wanted(EXPECTED / f"{name}.yaml")


@pytest.mark.parametrize("name", MAKERS)
def test_its_doubts_are_told_and_no_others(name: str) -> None:
    told = come_in(MAKERS[name](), name, given(name)).doubts
    assert differing_doubts(EXPECTED / f"{name}.doubts.txt", told) == ([], [])


@pytest.mark.parametrize("name", MAKERS)
def test_the_same_comes_out_each_time(name: str) -> None:
    first, second = come_in(MAKERS[name](), name), come_in(MAKERS[name](), name)
    assert first.yaml == second.yaml
    assert [str(doubt.spot) for doubt in first.doubts] == [str(doubt.spot) for doubt in second.doubts]


@pytest.mark.parametrize("name", ["heavily_reviewed"])
def test_no_name_of_a_reviewer_is_told(name: str) -> None:
    told = come_in(MAKERS[name](), name)
    assert "A. Person" not in told.yaml
    assert not [doubt for doubt in told.doubts if "A. Person" in f"{doubt.message} {doubt.hint} {doubt.words}"]


def test_there_is_an_expectation_for_each_habit_and_none_besides() -> None:
    names = sorted(file.name for file in EXPECTED.iterdir())
    assert names == sorted(f"{name}{end}" for name in MAKERS for end in (".doubts.txt", ".yaml"))
