"""What somebody wants to send, and what is wrong with it, each fault with the field that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from leafletgen.errors import Diagnostic, Report, Severity, Wording


class Field(StrEnum):
    """What is filled in for a message; a screen has these as fields."""

    ALL = ""
    """The message as a whole."""
    TO = "to"
    SUBJECT = "subject"
    TEMPLATE = "template"
    FILES = "leaflets"
    PASSWORD = "password"
    AGAIN = "again"
    """The password, typed a second time."""


class Wish(NamedTuple):
    """What was typed for one message."""

    to: str
    subject: str | None = None
    """The template's own when None."""
    template: str = ""
    """An e-mail template by its name; the usual one of what is sent when empty."""
    password: str | None = None
    """Closes the PDFs; None leaves them open."""
    again: str | None = None
    """The password as it was typed the second time."""

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "Wish(…)"


class Faults:
    """What was found, by the field that it is about."""

    def __init__(self, wording: Wording) -> None:
        """Begin with nothing; the wording is that of whoever will read it."""
        self._reports = {field: Report(wording) for field in Field}

    def about(self, field: Field) -> Report:
        """Return the report of a field, to be written to."""
        return self._reports[field]

    @property
    def has_errors(self) -> bool:
        """Whether at least one error was found."""
        return any(report.has_errors for report in self._reports.values())

    def found(self) -> Iterator[tuple[Field, Diagnostic]]:
        """Yield all that was found, field by field, each thing once."""
        met: set[Diagnostic] = set()
        for field in (*list(Field)[1:], Field.ALL):
            for one in self._reports[field].diagnostics:
                if one not in met:
                    yield field, one
                met.add(one)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """All that was found, errors last, where they are read."""
        found = [one for _, one in self.found()]
        return sorted(found, key=lambda one: one.severity is Severity.ERROR)
