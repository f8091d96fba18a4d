"""The library on a page says what its files say, and is read at a glance."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leafletgen.app.sheets.library_page import library_page
from leafletgen.dose.short import short
from leafletgen.errors import Report
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from tests.support.building import ROOT
from tests.support.commands import small_workspace, write


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have no defaults of a user."""
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(tmp_path / "config"))


def test_cards_say_what_the_exercises_do() -> None:
    exercises, report = Exercises(Workspace(ROOT)), Report()
    cards = {card["id"]: card for card in library_page(exercises)["exercises"]}
    assert list(cards) == exercises.exercise_names()
    for one in exercises.load_all(report):
        card = cards[one.identifier]
        for name in ("name", "other_names", "areas", "position", "equipment", "level", "sided"):
            assert card[name] == getattr(one, name), (one.identifier, name)
        assert card["dose"] in ("", short(one.dose))


def test_programmes_and_choices() -> None:
    exercises, report = Exercises(Workspace(ROOT)), Report()
    page = library_page(exercises)
    packs = {pack["id"]: pack for pack in page["programmes"]}
    assert list(packs) == exercises.programme_names()
    for one in exercises.load_programmes(report):
        chosen = list(dict.fromkeys(str(each.exercise) for each in one.exercises))
        pack = packs[one.identifier]
        assert (pack["name"], pack["aim"], pack["exercises"]) == (one.name, one.aim.plain(), chosen)
    assert {"id": "sheet-3", "title": "Exercise sheet, three to a page", "size": 12.0} in page["layouts"]
    assert page["brands"] == Workspace(ROOT).brand_names()
    assert page["positions"][0] == "lying on back"
    assert page["defaults"] == {}
    json.dumps(page)


def test_faulty_files_are_left_out_or_shown_as_far_as_they_go(tmp_path: Path) -> None:
    root = small_workspace(tmp_path / "w")
    folder = root / "assets" / "exercises"
    write(folder / "broken.yaml", "name: [\n")
    write(folder / "nameless.yaml", "areas: [hip]\n")
    write(folder / "begun.yaml", "name: Begun\nlevel: high\ndose: {reps: 3, sets: 2}\n")
    write(root / "assets" / "programmes" / "broken.yaml", "name: {\n")
    write(
        root / "assets" / "programmes" / "begun.yaml",
        "name: Begun\nexercises:\n  - begun\n  - {exercise: begun, note: Slow}\n",
    )
    page = library_page(Exercises(Workspace(root)))
    cards = {card["id"]: card for card in page["exercises"]}
    assert "broken" not in cards and "nameless" not in cards
    assert (cards["begun"]["level"], cards["begun"]["dose"], cards["begun"]["sided"]) == (None, "", False)
    assert [(pack["id"], pack["exercises"]) for pack in page["programmes"]] == [("begun", ["begun"])]


def test_the_users_defaults_are_there(tmp_path: Path) -> None:
    write(tmp_path / "config" / "sheet.yaml", "clinician: {name: Jo Sample, role: Physiotherapist}\nlayout: sheet-2\n")
    said = library_page(Exercises(Workspace(ROOT)))["defaults"]
    assert said == {"clinician": "Jo Sample", "clinician_role": "Physiotherapist", "layout": "sheet-2"}
