"""Boxes to tick under the names of days: a week in a line, or as many as have room for names that are longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from leafletgen.document.element import Element, Role, Words
from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.library.workspace import Workspace
from leafletgen.pages.context import Context
from leafletgen.pages.sheet_parts import TickBoxes
from tests.support.building import ROOT

SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


@pytest.fixture(scope="module")
def context() -> Context:
    """Return what a sheet of the repository is set with."""
    report = Report()
    workspace = Workspace(Path(ROOT))
    brand, layout = workspace.load_brand("riverside", report), workspace.load_sheet_layout("sheet-3-ticks", report)
    assert brand is not None and layout is not None, report.diagnostics
    return Context(brand, layout, PictureStore(None), report, None)


def boxes(context: Context, days: tuple[str, ...]) -> TickBoxes:
    """Return boxes for days, one each."""
    paragraph = Element(Role.PARAGRAPH)
    paragraph.kids = [Words("Tick:", label=True), *[Words(f" {day}") for day in days]]
    paragraph.lines = 1
    return TickBoxes(context, paragraph)


def lines(context: Context, days: tuple[str, ...], width: float) -> float:
    """Return how many lines of days stand under the label, which takes one line and a little."""
    made = boxes(context, days)
    one = made.days[0].leading + 1.4 * context.small
    over = made.label.measure(width) + 0.2 * context.small
    return round((made.measure(width) - over) / one, 3)


def test_names_of_days_are_never_broken(context: Context) -> None:
    """Seven short names share a narrow line; longer ones go on in a second or a third."""
    assert lines(context, SHORT, 220) == 1
    assert lines(context, LONG, 220) > 1
    for width in (80, 120, 220, 300, 380):
        made = boxes(context, LONG)
        step = (width - made._beside(width)) / made._in_line(width)
        assert all(day.natural_width() <= step for day in made.days), width


def test_a_week_in_a_line_stays_one(context: Context) -> None:
    """Fewer days than seven are as far apart as in a week, so that boxes of all exercises stand in line."""
    assert boxes(context, SHORT[:3])._in_line(400) == 7
