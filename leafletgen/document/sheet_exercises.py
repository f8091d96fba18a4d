"""The exercises of a sheet, each with its parts in one order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from leafletgen.content.model import blocks as content
from leafletgen.content.model.exercise import Exercise
from leafletgen.content.model.layout import SheetRules
from leafletgen.document import looks
from leafletgen.document.blocks import BlockWriter, code_to_scan
from leafletgen.document.element import Element, Role
from leafletgen.document.exercise_picture import ExercisePicture
from leafletgen.document.manuscript import linked, shortened, shown_address
from leafletgen.document.sheet_manuscript import SheetManuscript, joined
from leafletgen.document.sheet_sides import dose_said, side_shown
from leafletgen.document.sheet_ticks import days_to_tick
from leafletgen.dose.dose import Dose
from leafletgen.figures.sides import alt_texts
from leafletgen.languages.labels import after_label, joint, label
from leafletgen.library.exercises import Prescribed
from leafletgen.source.inline import Prose

#: How many points to remember a sheet says of an exercise: the first ones matter most, and more are not remembered.
_MOST_REMEMBERED = 2


class ExerciseWriter:
    """Writes exercises, each a section of its own.

    Attributes:
        asked: cautions that were said for all exercises, which do not say them again.
    """

    def __init__(self, manuscript: SheetManuscript, rules: SheetRules, person: str | None) -> None:
        """Write for one sheet; person names who is drawn."""
        self.manuscript = manuscript
        self.phrases = manuscript.phrases
        self._gap = after_label(manuscript.words)
        self.rules = rules
        self.person = person
        self.lists = BlockWriter(manuscript)
        self.asked: frozenset[str] = frozenset()

    def _shows(self, part: str) -> bool:
        return part in self.rules.show

    def ask_first(self, prescribed: Sequence[Prescribed], parent: Element, least: int = 0) -> None:
        """Append the cautions that so many exercises have, at the least, once, which `exercise` then leaves out.

        Unless told, that is two. All cautions stand there where they are not said with each exercise: no sheet is
        without them.
        """
        of_all = [caution for one in prescribed for caution in one.exercise.cautions]
        counted = Counter(caution.plain() for caution in of_all)
        least = least or (2 if self._shows("cautions") else 1)
        shared = {caution.plain(): caution for caution in of_all if counted[caution.plain()] >= least}
        self.asked = frozenset(shared)
        if shared:
            self._labelled("sheet.cautions.all", list(shared.values()), parent, looks.CAUTIONS)

    def exercise(self, number: int, prescribed: Prescribed, parent: Element) -> None:
        """Append one exercise in the order of every form.

        Name, what to get ready, what to ask first, pictures, dose, steps, when to stop, what to remember, the note.
        The section has no place, because the note in it may be about the patient.
        """
        node = parent.add(Role.SECTION, look=looks.EXERCISE)
        name = prescribed.exercise.name
        heading = node.heading(2)
        self.manuscript.say(heading, f"{number} ", label=True)
        heading.say(name)
        heading.title = shortened(f"{number} {name}")
        heading.anchor = f"exercise-{number}"
        self._before(prescribed, node)
        if self._shows("pictures"):
            self._pictures(prescribed, node)
        self._doing(prescribed, node)
        self._caring(prescribed, node)

    def key(self, number: int, prescribed: Prescribed) -> Hashable | None:
        """All that goes into what `exercise` writes in one document; None where some of it is for one patient alone.

        It is None for pictures that are files too: those may change beside the exercise.
        """
        exercise, dose, note, person = prescribed
        if note or dose.load is not None or any(drawing.path is not None for drawing in exercise.figure.drawings):
            return None
        return number, exercise, dose, self.person or person, self._own_cautions(exercise)

    def _own_cautions(self, exercise: Exercise) -> tuple[str, ...]:
        """The cautions that are not said for all."""
        return tuple(said for caution in exercise.cautions if (said := caution.plain()) not in self.asked)

    def _labelled(self, phrase: str, points: Sequence[Prose], node: Element, look: str) -> None:
        """Append a paragraph of sentences after a phrase that says what they are."""
        prose = joined(points, joint(self.phrases["sentence_joint"]))
        self.manuscript.labelled(node, f"{self.phrases[phrase]}{self._gap}", prose, prose.place).look = look

    def brief_point(self, exercise: Exercise) -> Element | None:
        """What to remember above all, where an exercise says more than that."""
        points = exercise.key_points
        if not self._shows("key_points") or len(points) < 2:
            return None
        holder = Element(Role.SECTION)
        self._labelled("sheet.key_points", points[:1], holder, looks.KEY_POINTS)
        return holder.elements[0]

    def _before(self, prescribed: Prescribed, node: Element) -> None:
        """What comes before all else: what to get ready, whoever asks first, and why to do it."""
        exercise = prescribed.exercise
        if exercise.prepare:  # in every layout: without it the exercise may not be safe
            self._labelled("sheet.prepare", exercise.prepare, node, looks.PREPARE)
        own = [caution for caution in exercise.cautions if caution.plain() not in self.asked]
        if own:
            self._labelled("sheet.cautions", own, node, looks.CAUTIONS)
        if self._shows("purpose"):
            self._labelled("sheet.purpose", [exercise.purpose], node, looks.PURPOSE)

    def _pictures(self, prescribed: Prescribed, node: Element) -> None:
        """The pictures side by side, who made those that are files, and which side they show."""
        exercise, side = prescribed.exercise, prescribed.dose.side
        figure = exercise.figure
        group = node.add(Role.GROUP, look=looks.PICTURES)
        labels = ["sheet.start", "sheet.middle", "sheet.finish"]
        if len(figure.drawings) < 3:
            del labels[1]
        for number, (drawing, alt) in enumerate(zip(figure.drawings, alt_texts(figure, side), strict=True)):
            illustration = group.add(Role.ILLUSTRATION, drawing.place)
            shown = illustration.add(Role.FIGURE)
            shown.alt = alt
            shown.source = ExercisePicture(exercise, number, self.person or prescribed.person, side)
            illustration.add(Role.CAPTION).say(self.phrases[labels[number]])
        named = ", ".join(part for part in (figure.credit, figure.licence) if part)
        if named and any(drawing.image is not None for drawing in figure.drawings):
            credit = label(self.manuscript.words, self.manuscript.words["picture_credit"]) + named
            self.manuscript.paragraph(node, credit, look=looks.CREDIT)
        said = side_shown(prescribed, self.phrases)
        if said:
            self.manuscript.paragraph(node, said, look=looks.SHOWN)

    def _doing(self, prescribed: Prescribed, node: Element) -> None:
        """What to do: the dose and the steps."""
        exercise, dose = prescribed.exercise, prescribed.dose
        if self._shows("dose"):
            paragraph = node.add(Role.PARAGRAPH, look=looks.DOSE)
            strong = paragraph.add(Role.STRONG)
            strong.personal = dose.load is not None  # words of the clinician's own
            said, load = dose_said(prescribed, self.phrases), dose.load
            strong.say(said if load is None else said.replace(load, self.manuscript.value(load), 1))
        if self._shows("steps"):
            items = [content.Item(place=step.place, text=step) for step in exercise.steps_for(dose)]
            self.lists.items(items, node, exercise.place, 1)

    def _caring(self, prescribed: Prescribed, node: Element) -> None:
        """When to stop, what to remember, the clinician's note, a film, boxes to tick."""
        exercise = prescribed.exercise
        if self._shows("stop"):
            self._labelled("sheet.stop", [exercise.stop], node, looks.STOP)
        if self._shows("key_points") and exercise.key_points:
            self._labelled("sheet.key_points", exercise.key_points[:_MOST_REMEMBERED], node, looks.KEY_POINTS)
        if prescribed.note:  # in every layout: it was written for this patient
            said = self.manuscript.value(prescribed.note)
            note = self.manuscript.labelled(node, f"{self.phrases['sheet.note']}{self._gap}", said)
            note.look, note.personal = looks.NOTE, True
        if exercise.video and self._shows("video"):
            self._video(exercise.video, exercise.name, node)
        if self._shows("tick_boxes"):
            self._ticks(prescribed.dose, node)

    def _ticks(self, dose: Dose, node: Element) -> None:
        """What to tick, and the days that the dose asks for, whose names are short where they stand on one line."""
        times = dose.times_per_day or 1
        phrase = self.phrases["sheet.ticks.times" if times > 1 else "sheet.ticks"]
        ticks = self.manuscript.labelled(node, f"{phrase}{self._gap}", None)
        ticks.look, ticks.lines = looks.TICKS, times
        days = days_to_tick(dose, self.phrases, short=not self.manuscript.form.fields)
        for day in days[:-1]:
            ticks.say(f"{day} ")
        ticks.say(days[-1])

    def _video(self, url: str, name: str, node: Element) -> None:
        group = node.add(Role.GROUP, look=looks.VIDEO)
        paragraph = self.manuscript.paragraph(group, f"{self.phrases['sheet.video']}{self._gap}")
        address = shown_address(url)
        linked(self.manuscript, paragraph, url, address, f"{name}, {address}")
        if self.manuscript.form.qr:
            code_to_scan(group, url, self.manuscript.words)
