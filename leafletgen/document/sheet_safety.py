"""What every sheet says about safety: the pain rule, when to stop, signs that need help, and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from leafletgen.content.model.brand import Brand, SheetWords
from leafletgen.content.model.signs import SheetSigns
from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.front import draft_notices
from leafletgen.document.sheet_head import write_entry
from leafletgen.document.sheet_manuscript import MAILBOX, SheetManuscript
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.document.telephone import dialled
from leafletgen.languages.labels import after_label, label_alone
from leafletgen.source.inline import Prose

#: A contact that begins so says itself what to do with it.
_SAYS_WHAT_TO_DO = re.compile(
    r"(?:(?:tele)?phone|tel|mobile|call|ring|text|dial|e-?mail|mail|write|ask|contact|speak|talk|see|visit|message)\b",
    re.IGNORECASE,
)


class Division(Enum):
    """What is said about safety before the exercises; the rest comes after them."""

    WHOLE = 0
    PAIN = 1
    PAIN_AND_STOP = 2


class SafetyWriter:
    """Writes what stands after the exercises, or on each card."""

    def __init__(self, manuscript: SheetManuscript, request: SheetRequest, rules: SheetWords) -> None:
        """Write for one sheet."""
        self.manuscript = manuscript
        self.phrases = manuscript.phrases
        self.request = request
        self.rules = rules
        self.contact = _contact_of(request, manuscript.brand)
        self.examples = _examples_of(request, manuscript)

    def whole(self) -> Element:
        """A section with all of it."""
        node = self.pain()
        node.kids += self._getting_help()
        return node

    def pain(self, *, stopping: bool = False) -> Element:
        """A section with the pain rule, and when to stop and to call where that is said with it."""
        node = Element(Role.SECTION, look=looks.SAFETY)
        self._heading(node, "sheet.pain")
        self._pain(node, "\n")
        if stopping:
            node.kids += self._stopping()
        return node

    def help(self, *, stopping: bool = True) -> Element:
        """A section with all but the pain rule, and without when to stop and to call where that is said before."""
        node = Element(Role.SECTION, look=looks.SAFETY)
        self._heading(node, "sheet.signs")
        node.kids += self._getting_help(stopping=stopping)
        return node

    def _stopping(self) -> list[Element]:
        """When to stop, and when to call."""
        node = Element(Role.SECTION)
        self._said(node, self.rules.stop, looks.STOP)
        self._said(node, self.rules.emergency, looks.EMERGENCY)
        return node.elements

    def _getting_help(self, *, stopping: bool = True) -> list[Element]:
        """When to stop, when to call, the signs, whom to ask, and who still has to look at this."""
        node = Element(Role.SECTION)
        node.kids += self._stopping() if stopping else []
        node.kids += map(self.signs, self.request.signs)
        self._questions(node)
        self._examples(node)
        return node.elements

    def on_card(self, signs: Sequence[SheetSigns], *, lacking: bool) -> Element:
        """A section with what makes a card safe by itself once it is cut off: whose it is, the rules, some signs.

        Lacking says that further signs stand on a card of their own, which this one then leads to.
        """
        node = Element(Role.SECTION, look=looks.ON_CARD)
        patient = self.request.patient
        write_entry(self.manuscript, node, self.phrases["sheet.name"], patient.name if patient else None, end=" ")
        self._pain(node, " ")
        self._said(node, self.rules.emergency, looks.EMERGENCY)
        self._said(node, self.rules.stop, looks.STOP)
        self._questions(node)
        node.kids += map(self.signs, signs)
        self._examples(node)
        if lacking:
            said = self.phrases["sheet.see_signs"].format(card=self.phrases["sheet.signs"])
            self.manuscript.paragraph(node, said, look=looks.SEE_SIGNS)
        return node

    def further_signs(self, groups: Sequence[Element]) -> Element:
        """A section for signs that stand apart from all else, as `signs` wrote them."""
        node = Element(Role.SECTION, look=looks.SAFETY)
        self._heading(node, "sheet.signs")
        node.kids += groups
        return node

    def signs(self, signs: SheetSigns) -> Element:
        """A group of what to do and when, and the signs."""
        group = Element(Role.GROUP, look=looks.SIGNS)
        self.manuscript.paragraph(group, signs.title, signs.title.place)
        if signs.items:
            items = group.add(Role.LIST)
            items.numbering = "disc"
            for item in signs.items:
                entry = items.add(Role.ITEM, item.place)
                entry.add(Role.LABEL).say("•")
                self.manuscript.say(entry.add(Role.BODY), item)
        return group

    # --- parts -------------------------------------------------------------------------------------------------

    def _heading(self, node: Element, phrase: str) -> None:
        heading = node.heading(2).say(self.phrases[phrase])
        heading.title = self.phrases[phrase]

    def _pain(self, node: Element, end: str) -> None:
        """A paragraph for each level; its label ends in a space or a line's end, where the language has any there."""
        end = end if after_label(self.manuscript.words) else ""
        group = node.add(Role.GROUP, look=looks.PAIN)
        for level in self.rules.pain:
            span = self.phrases["sheet.pain_range"].format(low=level.low, high=level.high)
            self.manuscript.labelled(
                group, label_alone(self.manuscript.words, span) + end, level.text, level.text.place
            )

    def _said(self, node: Element, prose: Prose, look: str) -> None:
        self.manuscript.paragraph(node, prose, prose.place, look)

    def _questions(self, node: Element) -> None:
        if self.contact:
            before, _, after = self.phrases[_phrase_for(self.contact)].partition("{contact}")
            paragraph = self.manuscript.paragraph(node, before, look=looks.QUESTIONS)
            self.manuscript.say_contact(paragraph, self.contact.rstrip(". "))
            paragraph.say(after)

    def _examples(self, node: Element) -> None:
        """Who still has to look at this."""
        if self.examples:
            group = node.add(Role.GROUP, look=looks.EXAMPLE)
            for text in self.examples:
                self.manuscript.paragraph(group, text, text.place if isinstance(text, Prose) else None)


def _phrase_for(contact: str) -> str:
    """The phrase in which a contact stands: only what has a number is phoned, and nothing is said twice."""
    numbered = any(target for _, target in dialled(contact))
    mailbox = MAILBOX.match(contact)
    if mailbox and not numbered:
        return "sheet.contact.mailbox"
    if mailbox or _SAYS_WHAT_TO_DO.match(contact) or not re.search(r"\d", contact):
        return "sheet.contact.said"
    return "sheet.contact"


def _contact_of(request: SheetRequest, brand: Brand) -> str | None:
    """Whom to phone: the clinician, else the first department of the brand."""
    contact = request.clinician.contact if request.clinician is not None else None
    department = next(iter(brand.departments.values()), None)
    return contact or (department.phone if department is not None else None)


def _examples_of(request: SheetRequest, manuscript: SheetManuscript) -> list[Prose | str]:
    """What says that a clinician has to review it: for what nobody signed, and what a brand says of itself."""
    example, unsigned = manuscript.brand.statements.example, manuscript.phrases["sheet.unsigned"]
    said: list[Prose | str] = [unsigned] if request.is_unsigned_example else []
    said += [] if example is None or (said and example.plain() == unsigned) else [example]
    return [*said, *(draft_notices(manuscript) if request.unchecked else ())]
