"""What the parts of one exercise sheet share while it is written: its phrases, and prose filled in for the brand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from leafletgen.content.fields import department_values, report_unknown_field
from leafletgen.content.model.brand import Brand
from leafletgen.document.element import Element
from leafletgen.document.form import Form
from leafletgen.document.manuscript import Manuscript, linked
from leafletgen.document.telephone import say_telephone
from leafletgen.errors import Report
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.languages.isolation import isolated_values
from leafletgen.source.inline import Prose, Span

MAILBOX = re.compile(r"[^\s@<>,;:()]+@[^\s@<>,;:()]+\.[^\W\d_]{2,}")


class SheetManuscript(Manuscript):
    """A manuscript whose prose comes from files that know neither brand nor document.

    Its place is None, as is that of every element with words of a patient: messages never repeat those.

    Attributes:
        phrases: the fixed phrases of exercise sheets.
    """

    def __init__(self, brand: Brand, language: str, fields: Mapping[str, str], form: Form, report: Report) -> None:
        """Begin."""
        super().__init__(brand, language, fields, form, report, None)
        self.phrases = exercise_words(language)

    def say(self, element: Element, prose: Prose | str, *, label: bool = False) -> Element:
        """Append text with merge fields filled; what points to another place of a leaflet is reported."""
        if isinstance(prose, Prose) and any(map(_is_open, prose.spans)):
            prose = self._filled(prose)
        return super().say(element, prose, label=label)

    def say_contact(self, element: Element, text: str) -> None:
        """Append how somebody is reached: telephone numbers and mailboxes in the text are links."""
        begins, ends = self.value("a").split("a")  # the parts stand in one isolate, if in any
        if begins:
            element.say(begins)
        end = 0
        for found in MAILBOX.finditer(text):
            say_telephone(self, element, text[end : found.start()])
            linked(self, element, f"mailto:{found[0]}", found[0])
            end = found.end()
        say_telephone(self, element, text[end:])
        if ends:
            element.say(ends)

    def _filled(self, prose: Prose) -> Prose:
        filled = prose.substitute(isolated_values(self.fields, self.language))
        for span in filled.spans:
            place = span.place or prose.place
            if span.citation is not None:
                self.report.error(
                    "not-on-a-sheet", "an exercise sheet has no references", "take the reference out", place
                )
            elif _leads_inside(span):
                self.report.error(
                    "not-on-a-sheet",
                    "this leads to a place of a leaflet, and an exercise sheet has none",
                    "take the link out",
                    place,
                )
            elif span.field is not None and span.field not in self.fields:
                report_unknown_field(span.field, self.report, place)
        return filled


def _is_open(span: Span) -> bool:
    return span.field is not None or span.citation is not None or _leads_inside(span)


def _leads_inside(span: Span) -> bool:
    return span.page_of is not None or (span.link is not None and span.link.target.startswith("#"))


def sheet_fields(brand: Brand, code: str, title: str) -> dict[str, str]:
    """The merge fields of a sheet that have a value; the department is the brand's first."""
    values: dict[str, str | None] = {
        "brand.name": brand.name,
        "brand.short_name": brand.short_name or brand.name,
        "brand.website": brand.website,
        "leaflet.code": code,
        "leaflet.title": title,
    }
    department = next(iter(brand.departments.values()), None)
    if department is not None:
        values |= department_values(department)
    return {name: value for name, value in values.items() if value}


def joined(points: Sequence[Prose], joint: str = " ") -> Prose:
    """Sentences one after another, with what the language puts between two."""
    spans: list[Span] = []
    for point in points:
        if spans and joint:
            spans.append(Span(joint))
        spans += point.spans
    return Prose(tuple(spans), points[0].place)
