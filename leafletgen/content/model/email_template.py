"""An e-mail template: the brand's words around what is sent. What a message says of a patient is filled in later."""

from __future__ import annotations

import re
from typing import Final

from leafletgen.content.email_fields import EMAIL_FIELDS, PATIENT
from leafletgen.content.subject import SubjectText, report_long
from leafletgen.errors import Report, did_you_mean
from leafletgen.source.inline import Prose
from leafletgen.source.kinds import LANGUAGE, ProseText
from leafletgen.source.records import Definitions, JsonSchema, ListOf, Record, attached, field
from leafletgen.source.yaml import Value

LONGEST_SUBJECT: Final = 120
"""Characters of a subject before its fields are filled: lists of messages show some 60, telephones 40."""
LONGEST_PARAGRAPH: Final = 1500
MOST_PARAGRAPHS: Final = 20

#: What stands in braces that no backslash frees; or a brace that is not closed.
_BRACES: Final = re.compile(r"(?<!\\)(?:\\\\)*(?P<shown>\{(?P<name>[^{}]*)\}|\{[\w.]*)")


class TemplateSubject(SubjectText):
    """A subject with merge fields, but none of the patient's."""

    def check_field(self, shown: str, name: str | None, value: Value, report: Report) -> None:
        """Report a field that tells of the patient, or that nobody knows."""
        if name is not None and name.startswith(PATIENT):
            report.error(
                "email-subject-names-patient",
                f'the field "{shown}" may not stand in a subject',
                "write it into a paragraph: a subject is shown on locked telephones, and kept by every mail server",
                value.place_of(shown),
            )
        else:
            _check_known(shown, name, value, report)


class EmailProse(ProseText):
    """A paragraph of a message: inline markup, merge fields, and links that lead out."""

    def read(self, value: Value, report: Report) -> Prose | None:
        """Parse the markup, and report what has no sense in a message."""
        prose = super().read(value, report)
        if prose is None:
            return None
        report_long(value.data.strip(), LONGEST_PARAGRAPH, value, report)
        for found in _BRACES.finditer(value.data):
            if not (found["name"] or "").startswith(("lang=", "page:")):
                _check_known(found["shown"], found["name"], value, report)
        for span in prose.spans:
            if span.citation is not None or span.page_of is not None:
                what = "a citation" if span.citation is not None else "the number of a page"
                report.error(
                    "email-refers-inside",
                    f"{what} stands in this message",
                    "take it out: a message has neither sources nor pages",
                    span.place,
                )
        links = dict.fromkeys(span.link for span in prose.spans if span.link is not None)
        for link in links:
            if link.inside is not None:
                report.error(
                    "email-refers-inside",
                    f'this link leads to "{link.target}", which is no place in a message',
                    "write a web address, mailto: or tel:",
                    link.place,
                )
        return prose

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the schema of text with its most characters."""
        return {**super().schema(definitions), "maxLength": LONGEST_PARAGRAPH}


def _check_known(shown: str, name: str | None, value: Value, report: Report) -> None:
    """Report braces that would be sent as they are, which a patient would read."""
    if name in EMAIL_FIELDS:
        return
    if name is None:
        hint = "write one brace on each side of its name, such as {brand.name}"
    elif "password" in name.casefold():
        hint = "a password never stands in the message that it opens: tell it in another way"
    else:
        hint = did_you_mean(name, EMAIL_FIELDS)
    report.error("field-unknown", f'unknown field "{shown}"', hint, value.place_of(shown))


class EmailTemplate(Record):
    """The words around a sheet or a leaflet that is sent by e-mail."""

    identifier: str = attached()
    """The file's name without .yaml; set by the library."""
    brand: str | None = attached()
    """The name of the brand whose own it is; None of one that comes with leafletgen; set by the library."""

    language: str = field(LANGUAGE, "The language of these words.", default="en-GB")
    subject: str = field(
        TemplateSubject(LONGEST_SUBJECT, "'Your exercise sheet from {brand.name}'"),
        "The subject, with merge fields but none of the patient's.",
    )
    before: list[Prose] = field(
        ListOf(EmailProse(), at_least=1, at_most=MOST_PARAGRAPHS), "The paragraphs before what is sent."
    )
    after: list[Prose] = field(ListOf(EmailProse(), at_most=MOST_PARAGRAPHS), "The paragraphs after it.", factory=list)
