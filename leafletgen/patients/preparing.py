"""What is prescribed and what is asked for put together, ready to be set: a prescription's file, a row, typed text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import Layout
from leafletgen.content.model.prescription import Prescription
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.errors import NOWHERE, Mistake, Report, Setting
from leafletgen.library.exercises import Exercises, Prescribed
from leafletgen.library.prescribing import resolve_prescription
from leafletgen.library.workspace import Workspace
from leafletgen.patients.settings import Options, Texts
from leafletgen.release.signatures import Signatures
from leafletgen.release.signing import SheetExamples
from leafletgen.source.kinds import Name
from leafletgen.system import clock

if TYPE_CHECKING:
    from leafletgen.patients.row import Row
    from leafletgen.patients.speakers import Speakers

SOURCE = "en-GB"
"""The language that exercises are written in."""
LAYOUT = "sheet-3"
"""The layout of a sheet when neither a setting nor the prescription names one."""


class Typed(NamedTuple):
    """A prescription that is in no file, and what messages call it."""

    text: str
    shown_as: str

    def __repr__(self) -> str:
        """Return the name alone; a trace may end in a log."""
        return f"Typed({self.shown_as})"


class Prepared(NamedTuple):
    """A sheet that can be composed."""

    brand: Brand
    layout: Layout
    request: SheetRequest
    record: SheetRequest
    """The same in the language of the clinic, for the patient's record."""


class Preparer:
    """Puts prescriptions and options together, one after another; exercises and programmes are read once."""

    def __init__(self, workspace: Workspace, options: Options) -> None:
        """Take the workspace and what holds for every sheet."""
        self.workspace = workspace
        self.options = options
        self.today = clock.today().isoformat()
        self.library = Exercises(workspace)
        self.examples = SheetExamples(Signatures.read(workspace.root, Report()))  # the command says what is wrong
        self._speakers: Speakers | None = None
        self._fitted: tuple[Layout, float | None, str | None, Layout] | None = None

    def prepare(self, source: Path | Row | Typed | None, report: Report) -> Prepared | None:
        """Put a prescription and the options together; None after reporting all that is wrong with them."""
        texts = Texts(self.options, report)
        held = self._held(source, report)
        brand = self._brand(held, report)
        layout = self._layout(held, report)
        person = self.options.person if self.options.person is not None else held.person if held else None
        usual = self.options.defaults.person if person is None else None
        if person or usual:
            from leafletgen.figures.people import check_person

            check_person(person or usual, report)
        if source is not None and held is None:
            return None
        if held is not None and self.options.order is not None:
            held.order = self.options.order
        asked = self._identified("programme", self.options.programmes)
        prescribed = resolve_prescription(
            self.library,
            report,
            held,
            programmes=asked,
            picks=self.options.picks,
            without=self._identified("exercise", self.options.without),
            keep_order=self.options.order == "given" if self.options.order is not None else None,
        )
        # Who is drawn in a children's programme is not for a clinician's habit to decide.
        prescribed = [one._replace(person=one.person or usual) for one in prescribed]
        prescribed = self._noted(prescribed, texts.notes_for, report)
        patient, clinician = texts.patient(held, report), texts.clinician(held)
        date = texts.date("date", (held.date if held else None) or self.today, report)
        review = texts.date("review", held.review if held else None, report)
        if review is not None and review < (date or self.today):
            self._report_dates(date, held, report)
        if brand is None or layout is None or report.has_errors:
            return None
        names = dict.fromkeys([*((*held.programmes, *held.from_programmes) if held else ()), *asked])
        found = [self.library.load_programme(name, report) for name in names]
        programmes = [programme for programme in found if programme is not None]
        weeks = self.options.diary if self.options.diary is not None else held.diary if held else None
        request = SheetRequest(
            prescribed,
            programmes,
            patient,
            clinician,
            date,
            review,
            texts.goal if texts.goal is not None else held.goal if held else None,
            texts.note if texts.note is not None else held.note if held else None,
            str(person) if person else None,  # what is drawn is kept, and must not keep the prescription
            weeks or 0,
            self.library.signs_for([one.exercise for one in prescribed], report),
            self.examples.are_signed([*(one.exercise for one in prescribed), *programmes]),
        )
        if report.has_errors:
            return None
        request = request._replace(goal=request.goal or None, note=request.note or None)
        language = self._language(held, report)
        if language is None:
            return None
        if language == SOURCE:
            return Prepared(brand, layout, request, request)
        from leafletgen.patients.speakers import Speakers  # an English sheet needs none

        self._speakers = self._speakers or Speakers(self.library)
        place = Name.place_of(held.language if held else None)
        spoken = self._speakers.spoken(brand, request, language, place, report)
        return None if spoken is None else Prepared(spoken[0], layout, spoken[1], request)

    def _language(self, held: Prescription | None, report: Report) -> str | None:
        """Return the tag of the sheet's language; None after reporting that there is no such one."""
        said = self.options.language or (held.language if held else None)
        if said is None:
            return SOURCE
        from leafletgen.library.sheet_languages import report_unknown_language, tag_of

        tag = tag_of(self.workspace, said)
        if tag is None:
            is_private = isinstance(said, Name) and said.private
            report_unknown_language(self.workspace, "" if is_private else said, report, Name.place_of(said))
        return tag

    def _noted(
        self, prescribed: Sequence[Prescribed], notes: Sequence[tuple[str, str | None]], report: Report
    ) -> list[Prescribed]:
        """Return the exercises with the notes that are given for them, on both sides where each has its own dose."""
        noted, is_whole = list(prescribed), not report.has_errors
        seen: set[str | None] = set()
        for typed, note in notes:
            name = self.library.identified("exercise", typed)
            if name is None:
                self._report_not_noted(typed, report)
            elif name in seen:
                report.error(
                    "note-for-twice",
                    f"{report.called(Setting.NOTE_FOR, name)} is there twice",
                    "write both notes as one text",
                )
            elif not any(one.exercise.identifier == name for one in noted) and is_whole:
                on_it = ", ".join(one.exercise.identifier for one in noted)
                report.error(
                    "note-for-not-on-sheet",
                    f'{report.called(Setting.NOTE_FOR, name)}: "{name}" is not on this sheet',
                    f"on it: {on_it}" if on_it else "",
                )
            seen.add(name)
            noted = [one._replace(note=note or None) if one.exercise.identifier == name else one for one in noted]
        return noted

    def _report_not_noted(self, typed: str, report: Report) -> None:
        """Report what is no exercise's name; it may be the note, so it is not repeated."""
        found = Report(report.wording)
        self.library.report_unknown("exercise", Name.of(typed.strip(), NOWHERE, private=True), found, None)
        called = report.called(Setting.NOTE_FOR, 'bridge "Slowly"')
        for fault in found.diagnostics:
            meant = f"{fault.hint}; " if fault.code == "name-of-several" or _is_guess(fault.hint) else ""
            hint = f"{meant}the exercise comes first, and then the note: {called}"
            report.error(fault.code, f"{report.called(Setting.NOTE_FOR)}: {fault.message}", hint)

    def _report_dates(self, date: str | None, held: Prescription | None, report: Report) -> None:
        """Report a review before the date, in which a prescription's reader has found no fault."""
        place = held.place if held is not None and not self.options.review else None
        if date is None:
            report.warning("review-in-the-past", "the review is before today", "say another review", place)
        elif self.options.date or (self.options.review and held is not None and held.date):
            report.error(
                "review-before-date",
                "the review is before the date",
                f"check {report.called(Setting.DATE)} and {report.called(Setting.REVIEW)}",
            )
        elif held is None or held.date is None:
            report.warning(
                "review-in-the-past",
                "the review is before today, which is printed as the date",
                f"say another review, or the day it was given: {report.called(Setting.DATE, '2026-11-21')}",
                place,
            )

    def _identified(self, what: str, names: Sequence[str]) -> list[str]:
        """Return the ids of exercises or programmes; a name that nothing has alone stays, to be reported."""
        return [self.library.identified(what, name) or name for name in names]

    def _held(self, source: Path | Row | Typed | None, report: Report) -> Prescription | None:
        """Return what a file or a row prescribes."""
        if source is None or isinstance(source, Path):
            return None if source is None else self.library.read_prescription(source, report)
        if isinstance(source, Typed):
            return self.library.parse_prescription(source.text, source.shown_as, report)
        from leafletgen.patients.row import prescription_of  # a prescription's file has no use for it

        report.add(source.faults)
        if source.faults:
            return None
        given = bool(self.options.programmes or self.options.picks)
        return prescription_of(source, self.library, report, exercises_given=given)

    def _brand(self, held: Prescription | None, report: Report) -> Brand | None:
        return chosen_brand(self.workspace, self.options.brand or (held.brand if held else None), report)

    def _layout(self, held: Prescription | None, report: Report) -> Layout | None:
        name = self.options.layout or (held.layout if held else None) or self.options.defaults.layout or LAYOUT
        layout = self.workspace.load_sheet_layout(name, report, Name.place_of(name))
        size = self.options.text_size or (held.text_size if held else None)
        return None if layout is None else self._fitting(layout, size)

    def _fitting(self, layout: Layout, size: float | None) -> Layout:
        """Return a layout in a size of text and a standard; the same one as long as the same is asked for."""
        standard, fitted = self.options.standard, self._fitted
        if fitted is None or fitted[0] is not layout or fitted[1:3] != (size, standard):
            sized = layout if size is None else layout.in_size(size)
            fitted = self._fitted = layout, size, standard, sized.in_standard(standard) if standard else sized
        return fitted[3]


def chosen_brand(workspace: Workspace, name: str | None, report: Report, *, prescribed: bool = True) -> Brand | None:
    """Return the brand of that name, or the only one there is; None after reporting why there is none.

    Prescribed says that a prescription may name one.
    """
    known, elsewhere = workspace.brand_names(), ', or "brand:" in the prescription' if prescribed else ""
    if name is None and len(known) != 1:
        several = Mistake(
            "several-brands",
            "there is more than one brand",
            f"choose one with {report.called(Setting.BRAND)}{elsewhere}: {', '.join(known)}",
        )
        none = Mistake(
            "no-brand", "there are no brands in assets/brands/", 'begin one with "leafletgen new brand NAME"'
        )
        report.error(*(several if known else none))
        return None
    return workspace.load_brand(name or known[0], report, Name.place_of(name))


def _is_guess(hint: str) -> bool:
    return hint.startswith("did you mean")
