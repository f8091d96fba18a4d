"""An exercise sheet for one patient as a document: head, exercises, safety, diary.

What identifies the patient is in words of elements without a place, and in nothing else: no title, no anchor.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import SheetRules
from leafletgen.content.model.signs import SheetSigns
from leafletgen.document import looks
from leafletgen.document.diary import write_diary
from leafletgen.document.element import Element, Role
from leafletgen.document.form import SHEET, Form
from leafletgen.document.sheet_exercises import ExerciseWriter
from leafletgen.document.sheet_head import write_head, write_notes
from leafletgen.document.sheet_manuscript import SheetManuscript, sheet_fields
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.document.sheet_safety import Division, SafetyWriter
from leafletgen.errors import Report
from leafletgen.languages.exercise_phrases import exercise_words


class SheetDocument:
    """What a sheet says in one form.

    Attributes:
        root: the document; its kids are those of the parts once `assemble` was called.
        head, notes, on_cards, cautions, pain, exercises, safety, diary: the parts in order, each a list of elements.
            Those of safety and the diary are empty until somebody asks for them, because cards divide them by how
            much room there is: a form without pages calls `add_safety` and `add_diary`.
        keys: of the exercises, see `ExerciseWriter.key`.
        title: what the sheet is called, which says nothing of the patient.
        issued: year and month of its code.
        fields: the value of each merge field that has one.
        safety_writer: None for a brand that has no rules for sheets, which is reported.
    """

    def __init__(
        self,
        brand: Brand,
        rules: SheetRules,
        request: SheetRequest,
        language: str,
        report: Report,
        form: Form = SHEET,
        recall: Callable[[Hashable], Element | None] = lambda _: None,
    ) -> None:
        """Write a sheet, all but what it says about safety and the diary.

        `recall` may know an exercise by its key, as an earlier sheet of the same brand, rules and language wrote it.
        """
        self.request = request
        self.rules = rules
        self.title = exercise_words(language)["sheet.title"]
        self.fields = sheet_fields(brand, rules.code, self.title)
        self.issued = _issued(brand, rules, report)
        self.manuscript = manuscript = SheetManuscript(brand, language, self.fields, form, report)
        self.safety_writer = SafetyWriter(manuscript, request, brand.sheet) if brand.sheet is not None else None
        if brand.sheet is None:
            report.error(
                "sheet-safety-missing",
                "this brand says nothing about pain and about when to stop, which every sheet has to say",
                'give it "sheet:" with "pain:", "stop:" and "emergency:"',
                brand.place,
            )
        self.root = Element(Role.DOCUMENT)
        self.root.language = language
        self._writer = writer = ExerciseWriter(manuscript, rules, request.person)
        self.head = _part(lambda holder: write_head(manuscript, request, language, holder))
        self.notes = _part(lambda holder: write_notes(manuscript, request, holder))
        self.on_cards: list[Element] = []
        self.cautions = _part(lambda holder: writer.ask_first(request.prescribed, holder))
        self.exercises: list[Element] = []
        self.keys = [writer.key(number, prescribed) for number, prescribed in enumerate(request.prescribed, 1)]
        for number, (key, prescribed) in enumerate(zip(self.keys, request.prescribed, strict=True), 1):
            known = recall(key) if key is not None else None
            self.exercises += _part(partial(writer.exercise, number, prescribed)) if known is None else [known]
        self.pain: list[Element] = []
        self.safety: list[Element] = []
        self.diary: list[Element] = []

    def merged_cautions(self) -> list[Element]:
        """All cautions in one paragraph, for `merge_cautions`."""
        return _part(lambda holder: self._writer.ask_first(self.request.prescribed, holder, least=1))

    @property
    def has_own_cautions(self) -> bool:
        """Whether exercises say cautions of their own."""
        return any(part.look == looks.CAUTIONS for exercise in self.exercises for part in exercise.elements)

    def merge_cautions(self, merged: Sequence[Element]) -> None:
        """Say all cautions once, before the exercises, and none of them again: what is asked first is lost nowhere."""
        self.cautions = list(merged)
        for exercise in self.exercises:
            exercise.kids = [
                kid for kid in exercise.kids if not (isinstance(kid, Element) and kid.look == looks.CAUTIONS)
            ]

    def brief_point(self, number: int) -> Callable[[], Element | None]:
        """What writes the one point to remember of an exercise, for `shorten`; None where it says no more than that.

        It knows nothing of the request.
        """
        return partial(self._writer.brief_point, self.request.prescribed[number].exercise)

    def shorten(self, points: Sequence[Element | None]) -> None:
        """Say these points of exercises in place of theirs, and leave out what a layout prints only where it has room.

        No caution, no sign and nothing that was written for the patient is left out so.
        """
        for exercise, point in zip(self.exercises, points, strict=True):
            kept = [kid for kid in exercise.kids if not (isinstance(kid, Element) and is_optional(self.rules, kid))]
            if point is not None:
                kept = [point if isinstance(kid, Element) and kid.look == looks.KEY_POINTS else kid for kid in kept]
            exercise.kids = kept

    def safety_said(self, division: Division) -> tuple[list[Element], list[Element]]:
        """What the sheet says about safety before the exercises and after them."""
        writer = self.safety_writer
        if writer is None:
            return [], []
        if division is Division.WHOLE:
            return [], [writer.whole()]
        stopping = division is Division.PAIN_AND_STOP
        return [writer.pain(stopping=stopping)], [writer.help(stopping=not stopping)]

    def add_safety(self) -> None:
        """Write what the sheet says about safety, after the exercises."""
        self.pain, self.safety = self.safety_said(Division.WHOLE)

    def add_cards(self, signs: Sequence[SheetSigns]) -> None:
        """Write what stands on every card, in place of `add_safety`: these signs with it, as far as there is room."""
        if self.safety_writer is not None:
            lacking = len(signs) < len(self.request.signs)
            self.on_cards = [self.safety_writer.on_card(signs, lacking=lacking)]

    def add_sign_cards(self, cards: Sequence[Sequence[Element]]) -> None:
        """Write the cards for the other signs, several groups of `SafetyWriter.signs` on each."""
        if self.safety_writer is not None:
            self.safety = [self.safety_writer.further_signs(groups) for groups in cards]

    def add_diary(self, parts: Sequence[range] = ()) -> None:
        """Write the weeks that were asked for, each in tables for these numbers of exercises; else in one for all."""
        doses = [(one.exercise.name, one.dose) for one in self.request.prescribed]
        parts = parts or [range(1, len(doses) + 1)]
        self.diary = _part(lambda holder: write_diary(self.manuscript, doses, self.request.diary, parts, holder))

    def assemble(self) -> Element:
        """Put the parts together and return the root."""
        before = [*self.head, *self.notes, *self.on_cards, *self.cautions, *self.pain]
        self.root.kids = [*before, *self.exercises, *self.safety, *self.diary]
        return self.root


def is_optional(rules: SheetRules, part: Element) -> bool:
    """Whether a layout leaves out this part of an exercise where that saves a page."""
    named = {"steps": part.role is Role.LIST, "purpose": part.look == looks.PURPOSE}
    named |= {"key_points": part.look == looks.KEY_POINTS, "video": part.look == looks.VIDEO}
    named["tick_boxes"] = part.look == looks.TICKS
    return any(named.get(name, False) for name in rules.if_room)


def _part(write: Callable[[Element], None]) -> list[Element]:
    holder = Element(Role.DOCUMENT)
    write(holder)
    return holder.elements


def _issued(brand: Brand, rules: SheetRules, report: Report) -> tuple[int, int] | None:
    """Year and month of a sheet's code, if it names them."""
    code = brand.parse_code(rules.code, rules.place, report)
    return code.issued if code is not None else None
