"""A review copy of what changed in a leaflet, for a clinician's sign-off, as a tagged PDF in the brand's fonts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from leafletgen.document import looks
from leafletgen.document.comparison import Comparison, Difference, Marked, Part
from leafletgen.errors import Report
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.pages.comparison import compose_comparison
from leafletgen.pages.frame import Composed
from leafletgen.release.changes import Change, Kind, Line
from leafletgen.release.word_changes import Mark

_LOOKS = {Mark.KEPT: "", Mark.ADDED: looks.ADDED, Mark.REMOVED: looks.REMOVED}


def compose_review_copy(
    loaded: LoadedLeaflet,
    changes: Sequence[Change],
    before: str,
    after: str,
    report: Report,
    producer: str,
) -> Composed | None:
    """Set the changes of a leaflet side by side; None when an error was reported.

    Args:
        loaded: the leaflet, for its brand, title and language.
        changes: what `compare` found.
        before: what the old version is called, with its code.
        after: what the new version is called, with its code.
        report: receives what is wrong.
        producer: the name of the program that makes the file.
    """
    leaflet = loaded.leaflet
    parts = [
        Part(where, [_difference(change, line) for change in group for line in change.lines or (Line("", ()),)])
        for where, group in groupby(changes, lambda change: change.where)
    ]
    comparison = Comparison(f"What changed: {leaflet.title}", leaflet.language, before, after, parts)
    return compose_comparison(
        loaded.brand, comparison, leaflet.code, loaded.code.issued, report, producer, leaflet.place
    )


def _difference(change: Change, line: Line) -> Difference:
    return Difference(_told(change, line), _side(line, Mark.REMOVED), _side(line, Mark.ADDED))


def _side(line: Line, mark: Mark) -> list[Marked]:
    return [Marked(words.text, _LOOKS[words.mark]) for words in line.side(mark)]


def _told(change: Change, line: Line) -> str:
    """What became of a text, and what it is."""
    kind = change.kind
    if kind is Kind.CHANGED and line.words:
        marks = {words.mark for words in line.words}
        kind = {frozenset((Mark.ADDED,)): Kind.ADDED, frozenset((Mark.REMOVED,)): Kind.REMOVED}.get(
            frozenset(marks), Kind.CHANGED
        )
    told = f"{kind.capitalize()}: {change.what}"
    if line.label:
        told += f", {line.label}"
    return f"{told} (before: {change.before})" if change.before else told
