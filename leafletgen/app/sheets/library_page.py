"""What a page shows of a workspace's library before anything is chosen: cards, and what a sheet may be set as."""

from __future__ import annotations

from typing import Any

from leafletgen.content.areas import AREAS
from leafletgen.content.model.exercise import POSITIONS
from leafletgen.errors import Report
from leafletgen.library.exercises import Exercises
from leafletgen.patients.defaults import defaults_file, read_defaults
from leafletgen.system import clock

#: Points; those that a sheet's words may have.
_TEXT_SIZES = (12, 14, 16, 18, 24)


def library_page(exercises: Exercises) -> dict[str, Any]:
    """Return the library as JSON has it; files with faults are told of when they are used."""
    from leafletgen.figures.people import PEOPLE

    workspace = exercises.workspace
    return {
        "exercises": [_short(card._asdict()) for card in exercises.cards()],
        "programmes": [pack._asdict() for pack in exercises.packs()],
        "areas": list(AREAS),
        "positions": POSITIONS,
        "layouts": _layouts(exercises),
        "brands": workspace.brand_names(),
        "people": list(PEOPLE),
        "text_sizes": _TEXT_SIZES,
        "defaults": _defaults(),
        "today": clock.today().isoformat(),
    }


def _short(card: dict[str, Any]) -> dict[str, Any]:
    """Return a card with its level as a number, where it is one."""
    level = card["level"]
    return {**card, "level": int(level) if level.isdecimal() else None}


def _layouts(exercises: Exercises) -> list[dict[str, Any]]:
    workspace = exercises.workspace
    found = ((name, workspace.load_sheet_layout(name, Report())) for name in workspace.sheet_layout_names())
    return [{"id": name, "title": one.title, "size": one.body.size} for name, one in found if one is not None]


def _defaults() -> dict[str, str]:
    """Return what the user's sheets say unless they say otherwise, by the fields of a draft."""
    path = defaults_file()
    kept = {} if path is None else read_defaults(path, Report())._asdict()
    return {field: said for field, said in kept.items() if said}
