"""Looks, which tags do not have: told by the fixed words that a page says, and by what stands where.

What a look cannot be told of has none, but for safety: there it is the strong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from leafletgen.content.model.brand import Brand
from leafletgen.document import looks
from leafletgen.document.element import Element, PageNumber, Role, Words
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.languages.labels import label_alone
from leafletgen.languages.phrases import words_for
from leafletgen.mail.reading.arranging import plain, put_side_by_side

#: The looks of paragraphs by the fixed words that they begin with.
_LABELLED: Final[Mapping[str, str]] = {
    "sheet.cautions": looks.CAUTIONS,
    "sheet.cautions.all": looks.CAUTIONS,
    "sheet.prepare": looks.PREPARE,
    "sheet.stop": looks.STOP,
    "sheet.key_points": looks.KEY_POINTS,
    "sheet.note": looks.NOTE,
    "sheet.purpose": looks.PURPOSE,
    "sheet.video": looks.VIDEO,
}
#: What is said of a leaflet at its end, in lines of one paragraph.
_RECORD: Final = ("code", "issued", "review", "audience")
_QUESTIONS: Final = ("sheet.contact", "sheet.contact.mailbox", "sheet.contact.said")
#: Numbers to call in an emergency.
_EMERGENCY: Final = re.compile(r"\b(?:999|112|911)\b")
#: What the heading of an exercise begins with.
_NUMBERED: Final = re.compile(r"\d+ ")


class Dresser:
    """Gives the elements of one document their looks."""

    def __init__(self, brand: Brand, language: str) -> None:
        """Take whose it is, and its language."""
        words, phrases = exercise_words(language), words_for(language)
        self.labels = {words[name]: look for name, look in _LABELLED.items()}
        self.questions = tuple(words[name].partition("{contact}")[0] for name in _QUESTIONS)
        self.safety = {words["sheet.pain"], words["sheet.signs"]}
        self.name = label_alone(phrases, words["sheet.name"])
        self.record = [label_alone(phrases, phrases[name]) for name in _RECORD]
        self.see_signs = words["sheet.see_signs"].partition("{card}")[0]
        example = brand.statements.example
        self.examples = {
            words["sheet.unsigned"],
            phrases["unsigned"],
            example.plain() if example is not None else words["sheet.unsigned"],
        }
        span = re.escape(words["sheet.pain_range"])
        self.pain = re.compile(re.sub(r"\\\{(?:low|high)\\\}", r"\\d+", span) + re.escape(label_alone(phrases, "")))

    def dress(self, root: Element) -> None:
        """Give looks to all that has none yet, and put together what belongs together."""
        elements = list(root.walk())
        for element in elements:
            if element.role is Role.PARAGRAPH:
                self._paragraph(element)
        for element in elements:
            if element.role is Role.SECTION and element.elements:
                self._section(element)
        self._front(root)
        for element in list(root.walk()):
            if element.role in (Role.DOCUMENT, Role.SECTION):
                _gather(element, lambda kid: _said(kid) in self.examples, looks.EXAMPLE)

    @staticmethod
    def _front(root: Element) -> None:
        kids = root.elements
        title = next((at for at, kid in enumerate(kids) if kid.role is Role.HEADING and kid.level == 1), None)
        if title is None:
            return
        for kid in kids[:title]:
            if kid.role is Role.PARAGRAPH:
                kid.look = kid.look or looks.STRAP
        if title + 1 < len(kids) and kids[title + 1].role is Role.PARAGRAPH:
            kids[title + 1].look = kids[title + 1].look or looks.SUBTITLE

    def _paragraph(self, element: Element) -> None:
        _label(element)
        said = _said(element)
        if said.startswith(self.record[0]):
            self._lines_of_record(element)
        element.look = next((look for label, look in self.labels.items() if said.startswith(label)), element.look)
        if [kid.role for kid in element.elements] == [Role.STRONG] and not any(
            isinstance(kid, Words) and kid.text.strip() for kid in element.kids
        ):
            element.look = looks.KEY

    def _lines_of_record(self, element: Element) -> None:
        """Begin a line with each of its labels, as on the page: tags do not say where lines end."""
        kids: list[Element | Words | PageNumber] = []
        for kid in element.kids:
            if isinstance(kid, Words) and (kid.bold or kid.label) and kid.text.strip() in self.record:
                kids += [Words("\n")] if kids else []
                kid = kid._replace(bold=False, label=True)
            kids.append(kid)
        element.kids, element.look = kids, looks.RECORD

    def _section(self, section: Element) -> None:
        heading = section.elements[0] if section.elements[0].role is Role.HEADING else None
        has_dose = any(kid.look == looks.KEY for kid in section.elements)
        if heading is not None and has_dose and _NUMBERED.match(_said(heading)):
            section.look = looks.EXERCISE
            for kid in section.elements:
                kid.look = looks.DOSE if kid.look == looks.KEY else kid.look
            put_side_by_side(section, anywhere=True)
        is_headed = heading is not None and _said(heading) in self.safety
        if is_headed or any(self._is_pain(kid) for kid in section.elements):
            section.look = looks.SAFETY if heading is not None else looks.ON_CARD
            self._safety(section)

    def _is_pain(self, element: Element) -> bool:
        return element.role is Role.PARAGRAPH and self.pain.match(_said(element)) is not None

    def _safety(self, section: Element) -> None:
        kids = section.elements
        for kid, following in zip(kids, [*kids[1:], None], strict=True):
            if kid.role is Role.PARAGRAPH and not self._is_pain(kid):
                leads = following is not None and following.role is Role.LIST
                kid.look = self._look_in_safety(kid, leads=leads)
        _gather(section, self._is_pain, looks.PAIN)

    def _look_in_safety(self, element: Element, *, leads: bool) -> str:
        said = _said(element)
        if said in self.examples or leads:
            return ""
        if said.startswith(self.name):
            return looks.NAME
        if said.startswith(self.see_signs):
            return looks.SEE_SIGNS
        if said.startswith(self.questions):
            return looks.QUESTIONS
        return looks.EMERGENCY if _EMERGENCY.search(said) else looks.STOP


def _said(element: Element) -> str:
    return " ".join(plain(element).split())


def _label(element: Element) -> None:
    """Call bold words with a colon at the beginning of a paragraph a label, which they are."""
    first = element.kids[0] if element.kids else None
    if isinstance(first, Words) and first.bold and first.text.rstrip().endswith(":"):
        element.kids[0] = first._replace(bold=False, label=True)


def _gather(parent: Element, belongs: Callable[[Element], bool], look: str) -> None:
    """Put the kids that belong together, and follow each other, into groups with a look."""
    kept: list[Element | Words | PageNumber] = []
    group: Element | None = None
    for kid in parent.kids:
        if isinstance(kid, Element) and kid.role is Role.PARAGRAPH and belongs(kid):
            if group is None:
                group = Element(Role.GROUP, look=look)
                kept.append(group)
            group.kids.append(kid)
        else:
            group = None
            kept.append(kid)
    parent.kids = kept
