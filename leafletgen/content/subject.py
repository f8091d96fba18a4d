"""Text of the subject of a message, which is shown before the message is opened."""

from __future__ import annotations

import re
from typing import Final

from leafletgen.errors import Report
from leafletgen.source.kinds import Text
from leafletgen.source.records import Definitions, JsonSchema
from leafletgen.source.yaml import Value

#: A merge field and its name; or a brace that begins one and is not closed.
_FIELD: Final = re.compile(r"\{([^{}]*)\}|\{[\w.]*")
#: What makes text run the other way (UAX #9, 2.1 to 2.5): a subject could then show as another one.
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


class SubjectText(Text):
    """A piece of a subject: one short line without markup and without merge fields."""

    def __init__(self, longest: int, example: str) -> None:
        """Take the most characters, and an example for messages."""
        super().__init__(example=example)
        self.longest = longest

    def read(self, value: Value, report: Report) -> str | None:
        """Return the text when it shows as what it is."""
        text = super().read(value, report)
        if text is None:
            return None
        found = Report()
        report_long(text, self.longest, value, found)
        turning = _TURNS.search(text)
        if turning is not None:
            found.error(
                "email-subject-turned",
                f"a character that turns text around (U+{ord(turning[0]):04X}) stands in this subject",
                "delete it; it is invisible in most editors",
                value.place_of(turning[0]),
            )
        for field in _FIELD.finditer(text):
            self.check_field(field[0], field[1], value, found)
        report.add(found.diagnostics)
        return None if found.has_errors else text

    def check_field(self, shown: str, name: str | None, value: Value, report: Report) -> None:
        """Report a merge field that may not stand here, which is every one; one that is not closed has no name."""
        report.error(
            "email-field-not-filled",
            f'the field "{shown}" is not filled in here',
            "write it into the subject of an e-mail template",
            value.place_of(shown),
        )

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the schema of text with its most characters."""
        return {**super().schema(definitions), "maxLength": self.longest}


def report_long(text: str, longest: int, value: Value, report: Report) -> None:
    """Report text that is longer than a message may have it, in characters."""
    if len(text) > longest:
        report.error(
            "text-too-long",
            f"this text has {len(text)} characters, more than {longest}",
            "say it shorter",
            value.place,
        )
