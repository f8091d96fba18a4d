"""What an import should make of a Word file: the leaflet as data, and its doubts by place and by what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from leafletgen.content.model.brand import Brand
from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.word.doubts import Doubt, Part
from leafletgen.word.importing.whole import Imported, imported
from leafletgen.word.importing.wish import Wish
from tests.support.building import ROOT

CODE = "P9101/1/11.2026/VERSION1"


def brand() -> Brand:
    """Return the starter's brand."""
    found = Workspace(ROOT).load_brand("riverside", Report())
    assert found is not None
    return found


def come_in(data: bytes, name: str, code: str | None = CODE) -> Imported:
    """Return what becomes of a Word file when somebody gives the code."""
    return imported(data, f"{name}.docx", Wish(name, code), brand())


def leaflet_in(made: Imported) -> Any:
    """Return the leaflet as data, without the widths of pictures, which other tests hold."""
    found = yaml.safe_load(made.yaml)
    found["body"] = found.get("body") or []
    return _without_widths(found)


def wanted(file: Path) -> dict[str, Any]:
    """Return what a file says is wanted, and the keys that all have."""
    head = {"code": CODE, "language": "en-GB", "brand": "riverside", "layouts": ["a4-leaflet"]}
    said: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return head | said


def differing_doubts(file: Path, doubts: tuple[Doubt, ...]) -> tuple[list[str], list[str]]:
    """Return the lines of a file that no doubt answers, and the doubts that no line asks for.

    A line has the first words of a place, or several after each other with ``|``, then ``::`` and words that the doubt
    must say. A place outside the body is its part, such as "footer".
    """
    lines = file.read_text("utf-8").splitlines()
    untold = [line for line in lines if not any([_says(line, doubt) for doubt in doubts])]
    others = [f"{doubt.spot}: {doubt.message}" for doubt in doubts if not any([_says(line, doubt) for line in lines])]
    return untold, others


def _says(line: str, doubt: Doubt) -> bool:
    places, _, words = line.partition(" :: ")
    spot = doubt.spot
    at = " ".join(spot.words.split()) if spot.part is Part.BODY and spot.number else str(spot)
    here = any([at.startswith(place) for place in places.split("|")])
    return here and words.casefold() in f"{doubt.message} {doubt.hint} {doubt.words}".casefold()


def _without_widths(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_widths(one) for key, one in value.items() if key != "width"}
    return [_without_widths(one) for one in value] if isinstance(value, list) else value
