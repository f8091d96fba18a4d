"""Sheets as they are put together: what a draft says to the patient, what is wrong with it, and its file."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from leafletgen.app.sheets.doses import Change, Stepped, step, stepped
from leafletgen.app.sheets.draft import KEYS, Draft, Row, Written, prescription
from leafletgen.app.sheets.freshness import Watch
from leafletgen.app.sheets.opened import Opened, opened
from leafletgen.app.sheets.page_pictures import paper
from leafletgen.content.model.brand import Brand
from leafletgen.document.edition import Edition
from leafletgen.document.form import TEXT
from leafletgen.document.sheet_edition import sheet_edition
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.dose.dose import Dose
from leafletgen.errors import Diagnostic, Place, Report, Severity, Wording, plainly
from leafletgen.library.exercises import Exercises, Prescribed
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.workspace import Workspace
from leafletgen.pages.frame import Composed
from leafletgen.patients.making import Options, SheetMaker, Typed
from leafletgen.patients.record_text import record_text
from leafletgen.system import clock

_LANGUAGE = "en-GB"
_SHOWN_AS = "the sheet"
_MEND = "mend what is marked on the sheet, then try again"
_PAUSE = 1.0
"""Seconds after a look at the workspace's files in which a sheet is made of what was read: a press on a key is heard
again after less, and whoever changes a file does so in another window."""


class Found(NamedTuple):
    """A diagnostic, and the field of the screen that it is about; none when it is about the sheet."""

    field: str
    diagnostic: Diagnostic

    def as_data(self) -> dict[str, str]:
        """Return it as JSON has it; a screen has fields, and no files with lines."""
        one = self.diagnostic
        said = {"code": one.code, "severity": one.severity.value, "message": one.message, "hint": one.hint}
        return {**said, "field": self.field}


class Said(NamedTuple):
    """What the sheet says of one exercise."""

    row: str
    """The identifier of the row."""
    position: str
    """In which it is done."""
    dose: Stepped
    """The dose whole, as the patient will read it."""

    def as_data(self) -> dict[str, object]:
        """Return it as JSON has it."""
        return {"id": self.row, "position": self.position, **self.dose.as_data()}


class Answer(NamedTuple):
    """What became of a draft."""

    said: Sequence[Said]
    """Of each row that is sound, also where others are not."""
    found: Sequence[Found]
    composed: Composed | None
    """The PDF; None when there is an error, or nothing to make one of."""
    record: str
    """The text for the patient's record; empty without a PDF."""
    paper: int = 0
    """How many sheets of paper it takes."""

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "Answer(…)"


class MadeSheet(NamedTuple):
    """A sheet as its PDF and as its words."""

    brand: Brand
    request: SheetRequest
    composed: Composed
    edition: Edition
    """In the form that asks nothing to be filled in."""

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "MadeSheet(…)"


class SheetDesk:
    """Answers for drafts of one workspace; exercises, figures, faces and pictures are read once.

    It may be asked by several threads: they wait for each other.
    """

    def __init__(self, root: Path, wording: Wording = plainly) -> None:
        """Take the folder of the workspace, and what the screen calls its fields."""
        self.root = root
        self.wording = wording
        self.lock = threading.RLock()
        self._watch = Watch(root, _PAUSE)
        self._maker = SheetMaker(Workspace(root), Options(wording=wording))
        self._shown: Mapping[tuple[str, Dose], Stepped] = {}
        """The doses of the last answer, most of which the next one has again."""

    @property
    def maker(self) -> SheetMaker:
        """The maker of sheets, which has read what is on disk now, for today."""
        if self._watch.has_changed():
            self._maker = SheetMaker(Workspace(self.root), Options(wording=self.wording))
            self._shown = {}
        self._maker.today = clock.today().isoformat()
        return self._maker

    def answer(self, draft: Draft) -> Answer:
        """Say what a draft comes to. One without exercises is no fault; there is just no PDF of it."""
        with self.lock:
            report = Report(self.wording)
            written, maker = prescription(draft), self.maker
            prepared = maker.prepare(Typed(written.text, _SHOWN_AS), report)
            if prepared is None or report.has_errors:
                return Answer(self._sound(draft, maker.library), placed(report, written, draft), None, "")
            composed = maker.compose(prepared, report)
            said = self._said(draft.rows, prepared.record.prescribed)  # for the clinician, in English
            found = placed(report, written, draft)
            if composed is None or report.has_errors:
                return Answer(said, found, None, "")
            record = record_text(prepared.record, prepared.layout, _LANGUAGE, prepared.request.language)
            return Answer(said, found, composed, record, paper(composed.pages, prepared.layout))

    def made(self, draft: Draft, report: Report) -> MadeSheet | None:
        """Return the sheet of a draft, its PDF as `answer` gives it; None after reporting that it is faulty.

        What is wrong with it is said where it is put together.
        """
        with self.lock:
            maker, own = self.maker, Report(self.wording)
            prepared = maker.prepare(Typed(prescription(draft).text, _SHOWN_AS), own)
            composed = None if prepared is None or own.has_errors else maker.compose(prepared, own)
            if prepared is None or composed is None or own.has_errors or prepared.layout.sheet is None:
                report.error("sheet-with-faults", "there is a fault on the sheet, so that it cannot be sent", _MEND)
                return None
            brand, rules, request = prepared.brand, prepared.layout.sheet, prepared.request
            edition = sheet_edition(brand, rules, request, request.language, own, TEXT)
            return MadeSheet(brand, request, composed, edition)

    def step(self, exercise: str, dose: str, change: Change, report: Report) -> Stepped | None:
        """Change a part of a dose, see `doses.step`; None after reporting why it cannot be."""
        with self.lock:
            loaded = self.maker.library.load(exercise, report)
            return None if loaded is None else step(loaded, dose, change, report)

    def open(self, text: str) -> Opened:
        """Read a prescription, see `opened.opened`."""
        with self.lock:
            return opened(text, self.maker.library, Report(self.wording))

    def _sound(self, draft: Draft, library: Exercises) -> list[Said]:
        """Return what can be said of single rows, each read as if it stood alone."""
        said: list[Said] = []
        for row in draft.rows:
            report = Report()
            text = prescription(Draft([row])).text
            held = library.parse_prescription(text, _SHOWN_AS, report)
            found = [] if held is None else resolve_prescription(library, report, held)
            if len(found) == 1 and not report.has_errors:
                said += self._said([row], found, kept=said)
        return said

    def _said(self, rows: Sequence[Row], prescribed: Sequence[Prescribed], kept: Sequence[Said] = ()) -> list[Said]:
        """Return what is said of rows, and remember their doses until the next answer."""
        shown = dict(self._shown) if kept else {}
        found = []
        for row, one in zip(rows, prescribed, strict=True):
            key = one.exercise.identifier, one.dose
            shown[key] = self._shown.get(key) or stepped(one.exercise, one.dose)
            found.append(Said(row.identifier, one.exercise.position, shown[key]))
        self._shown = shown
        return found


#: Codes of what is found in a draft as a whole, which the reader places at its first line, and their fields.
_OF_ALL: Mapping[str, str] = {
    "many-exercises": "rows",
    "review-in-the-past": "review",
    "text-size-no-room": "text_size",
}
#: What a screen has no use for: that an empty sheet is empty.
_UNTOLD = frozenset(("file-empty", "prescription-empty"))
#: What is to be done on a screen, where the hint for a file is another.
_HINTS: Mapping[str, str] = {
    "text-on-several-lines": "put it on one line",
    "control-character": "type this text anew; it was copied with a character that cannot be seen",
    "text-empty": "write something, or clear the field",
    "side-of-unsided": "take the side out",
    "dose-hold-without-step": "take the hold out",
    "review-in-the-past": "choose a later day; or another date, if the sheet was given earlier",
    "exercise-twice": "remove one of the two; or give one the left side and the other the right side",
}
#: What a screen says, where the message for a file is another.
_MESSAGES: Mapping[str, str] = {"review-in-the-past": "this day is before today"}
_LISTS = frozenset(("rows", "programmes"))
_ID_IN_FRONT = re.compile('^"[a-z0-9-]+": ')


def placed(report: Report, written: Written, draft: Draft) -> list[Found]:
    """Return what was found with the field that it is about, in the words of the screen."""
    found = [(_field(one, written, draft), one) for one in report.diagnostics if one.code not in _UNTOLD]
    unread = {field for field, one in found if one.severity is Severity.ERROR and one.code != "exercise-twice"}
    exercises = {row.exercise for row in draft.rows if f"rows.{row.identifier}" in unread}
    # Whether an exercise stands twice is not known before the sides of both can be read.
    doubtful = {f"rows.{row.identifier}" for row in draft.rows if row.exercise in exercises}
    told = [(field, one) for field, one in found if one.code != "exercise-twice" or field not in doubtful]
    return [Found(field, _in_words(field, one)) for field, one in told]


def _field(one: Diagnostic, written: Written, draft: Draft) -> str:
    place = one.place
    if one.code in _OF_ALL or place is None:
        return _OF_ALL.get(one.code, "")
    if place.file == _SHOWN_AS:
        return written.fields.get(place.line, "")
    return next((f"rows.{row.identifier}" for row in draft.rows if _is_of(row, place)), "")


def _is_of(row: Row, place: Place) -> bool:
    """Whether a place is in the file of a row's exercise."""
    return place.file == f"assets/exercises/{row.exercise.strip()}.yaml"


def _in_words(field: str, one: Diagnostic) -> Diagnostic:
    """Return a diagnostic that speaks of "this", for it stands under its field, and not of a file's key."""
    key = KEYS.get(field, field)
    message = _MESSAGES.get(one.code, one.message)
    if field.startswith("rows."):
        message = _ID_IN_FRONT.sub("", message).replace(', not "…"', "").replace('"…"', "this")
    elif field not in _LISTS:
        message = message.replace(f'"{key}"', "this", 1)
    hint = _HINTS.get(one.code, one.hint.replace(f"for example {key}: ", "for example "))
    return Diagnostic(one.code, one.severity, message, hint, one.place, one.forbidden)
