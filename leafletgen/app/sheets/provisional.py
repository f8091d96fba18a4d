"""Simple answers for the clinic's pages."""

from __future__ import annotations

from typing import Any

from leafletgen.content.model.exercise import POSITIONS, ways_of
from leafletgen.dose.short import short
from leafletgen.errors import ExitCode, Report, refused
from leafletgen.figures.export import exercise_svg
from leafletgen.figures.people import PEOPLE
from leafletgen.library.exercises import Exercises
from leafletgen.library.searching import search as search_entries
from leafletgen.library.workspace import Workspace
from leafletgen.system import clock


def library(workspace: Workspace) -> dict[str, Any]:
    """Return what the page shows of the library."""
    exercises, report = Exercises(workspace), Report()
    cards = [
        {
            **{"id": one.identifier, "name": one.name, "other_names": one.other_names, "areas": one.areas},
            **{"position": one.position, "equipment": one.equipment, "level": one.level, "sided": one.sided},
            "dose": short(one.dose),
        }
        for one in exercises.load_all(report)
    ]
    programmes = [
        {
            **{"id": one.identifier, "name": one.name, "aim": one.aim.plain()},
            "exercises": [str(chosen.exercise) for chosen in one.exercises],
        }
        for one in exercises.load_programmes(report)
    ]
    layouts = [(name, workspace.load_sheet_layout(name, report)) for name in workspace.sheet_layout_names()]
    return {
        **{"exercises": cards, "programmes": programmes, "positions": POSITIONS, "brands": workspace.brand_names()},
        "layouts": [{"id": name, "title": getattr(one, "title", name), "size": None} for name, one in layouts],
        **{"people": list(PEOPLE), "text_sizes": [12, 14, 16, 18, 24], "defaults": {}},
        "today": clock.today().isoformat(),
    }


def exercise(workspace: Workspace, name: str) -> dict[str, Any] | None:
    """Return one exercise as text."""
    exercises = Exercises(workspace)
    one = exercises.load(name, Report()) if name in exercises.exercise_names() else None
    if one is None:
        return None
    return {
        **{"id": one.identifier, "name": one.name, "purpose": one.purpose.plain(), "stop": one.stop.plain()},
        **{"prepare": [text.plain() for text in one.prepare], "key_points": [text.plain() for text in one.key_points]},
        "steps": [" ".join(way.plain() for way in ways_of(step)) for step in one.steps],
        "cautions": [text.plain() for text in one.cautions],
        **{"easier": one.easier, "harder": one.harder, "dose": short(one.dose), "sentence": "", "level": one.level},
        **{"position": one.position, "areas": one.areas, "equipment": one.equipment, "sided": one.sided},
    }


def figure(workspace: Workspace, name: str) -> bytes | None:
    """Return the pictures of an exercise as SVG."""
    exercises = Exercises(workspace)
    one = exercises.load(name, Report()) if name in exercises.exercise_names() else None
    return None if one is None else exercise_svg(one, None).encode()


def search(workspace: Workspace, query: str) -> dict[str, Any]:
    """Return what a search comes to."""
    exercises = Exercises(workspace)
    found = search_entries(query, exercises.entries("exercise"))
    programmes = search_entries(query, exercises.entries("programme"))
    return {
        "exercises": [one.identifier for one in found.entries],
        "programmes": [one.identifier for one in programmes.entries],
        "instead": found.instead,
    }


def programme(workspace: Workspace, name: str) -> dict[str, Any]:
    """Return the rows of a programme."""
    exercises = Exercises(workspace)
    one = exercises.load_programme(name, Report()) if name in exercises.programme_names() else None
    if one is None:
        raise refused("programme-unknown", "there is no such programme", "choose another", ExitCode.USAGE)
    rows = [
        {"exercise": str(chosen.exercise), "dose": short(chosen.dose) if chosen.dose else "", "note": chosen.note or ""}
        for chosen in one.exercises
    ]
    return {"rows": rows, "programme": one.identifier, "name": one.name}
