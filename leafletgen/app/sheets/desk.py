"""Sheets as they are put together: what a draft says to the patient, what is wrong with it, and its file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leafletgen.app.sheets.draft import Draft, Written, prescription
from leafletgen.app.sheets.page_pictures import paper
from leafletgen.dose.short import short
from leafletgen.errors import Diagnostic, Report, Wording, plainly
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.library.workspace import Workspace
from leafletgen.pages.frame import Composed
from leafletgen.patients.making import Options, Prepared, SheetMaker, Typed
from leafletgen.patients.record_text import record_text

_LANGUAGE = "en-GB"
_SHOWN_AS = "the sheet"


class Found(NamedTuple):
    """A diagnostic, and the field of the screen that it is about; none when it is about the sheet."""

    field: str
    diagnostic: Diagnostic


class Said(NamedTuple):
    """What the sheet says of one exercise."""

    row: str
    """The identifier of the row."""
    sentence: str
    """The dose as the patient will read it."""
    dose: str
    """The dose whole, in its short form."""


class Answer(NamedTuple):
    """What became of a draft."""

    said: Sequence[Said]
    found: Sequence[Found]
    composed: Composed | None
    """The PDF; None when there is an error, or nothing to make one of."""
    record: str
    """The text for the patient's record."""
    paper: int = 0
    """How many sheets of paper it takes."""

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "Answer(…)"


class SheetDesk:
    """Answers for drafts of one workspace; exercises, figures, faces and pictures are read once."""

    def __init__(self, workspace: Workspace, wording: Wording = plainly) -> None:
        """Take the workspace, and what the screen calls its fields."""
        self.wording = wording
        self.maker = SheetMaker(workspace, Options(wording=wording))

    def answer(self, draft: Draft) -> Answer:
        """Say what a draft comes to."""
        report = Report(self.wording)
        written = prescription(draft, self._without(draft))
        prepared = self.maker.prepare(Typed(written.text, _SHOWN_AS), report) if draft.rows else None
        if prepared is None or report.has_errors:
            return Answer((), _placed(report, written), None, "")
        composed = self.maker.compose(prepared, report)
        said = self._said(draft, prepared)
        record = record_text(prepared.request, prepared.layout, _LANGUAGE)
        if composed is None or report.has_errors:
            return Answer(said, _placed(report, written), None, record)
        return Answer(said, _placed(report, written), composed, record, paper(composed.pages, prepared.layout))

    def _without(self, draft: Draft) -> list[str]:
        """Return the exercises of the draft's programmes that are not on the screen."""
        chosen = {row.exercise for row in draft.rows}
        found = [self.maker.library.load_programme(name, Report()) for name in draft.programmes]
        names = [one.exercise for programme in found if programme is not None for one in programme.exercises]
        return [str(name) for name in dict.fromkeys(names) if name not in chosen]

    def _said(self, draft: Draft, prepared: Prepared) -> list[Said]:
        from leafletgen.document.sheet_sides import dose_said

        words = exercise_words(_LANGUAGE)
        pairs = zip(draft.rows, prepared.request.prescribed, strict=True)
        return [Said(row.identifier, dose_said(one, words), short(one.dose)) for row, one in pairs]


def _placed(report: Report, written: Written) -> list[Found]:
    """Return what was found with the field that it is about."""
    lines = written.fields
    return [
        Found(lines.get(one.place.line, "") if one.place is not None and one.place.file == _SHOWN_AS else "", one)
        for one in report.diagnostics
    ]
