"""What became of each leaflet of a batch, and of the whole run: what a report tells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from leafletgen.batch.job import Result
from leafletgen.errors import Diagnostic, Severity


class Outcome(NamedTuple):
    """What became of one leaflet in one layout; texts that are not known are empty."""

    leaflet: str
    """The stem of the leaflet's file."""
    layout: str
    """The layout's name; empty when the leaflet could not be read."""
    code: str
    title: str
    brand: str
    department: str | None
    state: str
    """The leaflet's state in its life, such as ``changed``."""
    why: str
    """What the state rests on, in a few words, such as ``changed since VERSION2 of 11.2026``."""
    review: str | None
    """Year and month of the next review, such as ``2027-04``."""
    file: Path | None
    """The PDF, when there is one."""
    pages: int
    size: int
    """Bytes of the PDF."""
    sha256: str
    """SHA-256 of the PDF, in hexadecimal."""
    result: str
    """``made``, ``up to date``, ``failed`` or ``not done``."""
    messages: tuple[Diagnostic, ...]
    language: str = ""
    """The language of the title (BCP 47), when it is known."""

    @property
    def errors(self) -> int:
        """How many of the messages are errors."""
        return sum(message.severity is Severity.ERROR for message in self.messages)

    @property
    def warnings(self) -> int:
        """How many of the messages are warnings."""
        return sum(message.severity is Severity.WARNING for message in self.messages)


class About(NamedTuple):
    """What a report says of the whole run; there is no time of day, so that the same run gives the same report."""

    workspace: str
    """The name of the workspace's folder, without the folders around it."""
    made: int
    up_to_date: int
    failed: int
    seconds: float | None
    """How long the run took; None leaves it out."""


def outcome_of(result: Result) -> Outcome:
    """Return a result of a run as a report tells it."""
    same = {name: value for name, value in result._asdict().items() if name in Outcome._fields}
    became = "made" if result.made else "up to date"
    if result.path is None:
        became = "not done" if result.left_out else "failed"
    return Outcome(**same, file=result.path, result=became, messages=result.diagnostics)


def not_done(leaflet: str) -> Outcome:
    """Return what a report tells of a leaflet that the run did not come to."""
    return Outcome(leaflet, "", "", "", "", None, "", "", None, None, 0, 0, "", "not done", ())


def about(workspace: str, outcomes: Sequence[Outcome], seconds: float) -> About:
    """Return what a report says of a run over a workspace of this name that took so long."""
    kinds = [outcome.result for outcome in outcomes]
    made, up_to_date, failed = (kinds.count(kind) for kind in ("made", "up to date", "failed"))
    return About(workspace, made, up_to_date, failed, round(seconds, 1))
