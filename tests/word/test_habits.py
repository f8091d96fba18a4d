"""What an author of each habit gets: the leaflet that they would want, the doubts with their places, no others."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from leafletgen.word.doubts import Doubt
from leafletgen.word.importing.whole import Imported, imported
from leafletgen.word.importing.wish import Wish
from tests.support.building import brand
from tests.word.habits import plain, shapes, words
from tests.word.habits.parts import CODE

EXPECTED = Path(__file__).parent / "habits" / "expected"


def _makers() -> dict[str, Callable[[], bytes]]:
    """Each habit by its name: the functions of those modules that make a file of nothing."""
    return {
        name: make
        for module in (plain, shapes, words)
        for name, make in inspect.getmembers(module, inspect.isfunction)
        if make.__module__ == module.__name__ and not name.startswith("_") and not inspect.signature(make).parameters
    }


MAKERS = _makers()


def come_in(name: str) -> Imported:
    return imported(MAKERS[name](), f"{name}.docx", Wish(name, CODE), brand())


def wanted(name: str) -> dict[str, Any]:
    head = {"code": CODE, "language": "en-GB", "brand": "riverside", "layouts": ["a4-leaflet"]}
    return head | yaml.safe_load((EXPECTED / f"{name}.yaml").read_text("utf-8"))


def without_widths(value: Any) -> Any:
    """Take away the widths of pictures, which other tests hold."""
    if isinstance(value, dict):
        return {key: without_widths(one) for key, one in value.items() if key != "width"}
    return [without_widths(one) for one in value] if isinstance(value, list) else value


def says(line: str, doubt: Doubt) -> bool:
    """Whether a doubt is the one that a line of an expectation asks for."""
    places, _, word = line.partition(" :: ")
    at = f"{doubt.spot.part} {doubt.spot.words}" if doubt.spot.part != "body" else " ".join(doubt.spot.words.split())
    here = any([(at or str(doubt.spot)).startswith(place) for place in places.split("|")])
    return here and word.casefold() in f"{doubt.message} {doubt.hint} {doubt.words}".casefold()


@pytest.mark.parametrize("name", MAKERS)
def test_the_leaflet_is_what_its_author_would_want(name: str) -> None:
    made = yaml.safe_load(come_in(name).yaml)
    made["body"] = made.get("body") or []
    assert without_widths(made) == wanted(name)


@pytest.mark.parametrize("name", MAKERS)
def test_its_doubts_are_told_and_no_others(name: str) -> None:
    lines = (EXPECTED / f"{name}.doubts.txt").read_text("utf-8").splitlines()
    told = come_in(name).doubts
    untold = [line for line in lines if not any([says(line, doubt) for doubt in told])]
    others = [f"{doubt.spot}: {doubt.message}" for doubt in told if not any([says(line, doubt) for line in lines])]
    assert (untold, others) == ([], [])


@pytest.mark.parametrize("name", MAKERS)
def test_the_same_bytes_come_out_each_time(name: str) -> None:
    first, second = come_in(name), come_in(name)
    assert (first.yaml, [str(doubt.spot) for doubt in first.doubts]) == (
        second.yaml,
        [str(doubt.spot) for doubt in second.doubts],
    )


@pytest.mark.parametrize("name", MAKERS)
def test_no_name_of_a_reviewer_is_told(name: str) -> None:
    told = come_in(name)
    said = told.yaml + " ".join([f"{doubt.message} {doubt.hint} {doubt.words}" for doubt in told.doubts])
    assert not re.search(r"A\. Person", said)


def test_there_is_an_expectation_for_each_habit_and_none_besides() -> None:
    names = sorted(file.name for file in EXPECTED.iterdir())
    assert names == sorted(f"{name}{end}" for name in MAKERS for end in (".doubts.txt", ".yaml"))
