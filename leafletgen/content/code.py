"""Leaflet codes: a brand's template says how one is written, parsed and put in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import total_ordering
from typing import Any

from leafletgen.errors import Report, did_you_mean
from leafletgen.source.records import Definitions, JsonSchema, Kind
from leafletgen.source.yaml import Value

_FIELDS = {
    "number": r"(?P<number>[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*)",
    "job": r"(?P<job>[A-Za-z0-9]+)",
    "month": r"(?P<month>0[1-9]|1[0-2])",
    "year": r"(?P<year>[0-9]{4})",
    "version": r"(?P<version>[1-9][0-9]{0,5}|0)",
}
_EXAMPLE = {"number": "P4396", "job": "2462", "month": "04", "year": "2023", "version": "1"}


@total_ordering
class Code:
    """A parsed code. Codes are ordered by version, then by year and month of issue."""

    __slots__ = ("job", "month", "number", "text", "version", "year")

    def __init__(
        self,
        *,
        number: str | None = None,
        job: str | None = None,
        month: int | None = None,
        year: int | None = None,
        version: int | None = None,
        text: str = "",
    ) -> None:
        """Set the parts; those that the template lacks are None. `text` is the code as written."""
        self.number = number
        self.job = job
        self.month = month
        self.year = year
        self.version = version
        self.text = text

    @property
    def issued(self) -> tuple[int, int] | None:
        """Year and month of issue, when the code tells both."""
        return None if self.year is None or self.month is None else (self.year, self.month)

    def _parts(self) -> tuple[object, ...]:
        return self.number, self.job, self.month, self.year, self.version

    def _order(self) -> tuple[int, int, int]:
        return self.version or 0, self.year or 0, self.month or 0

    def __eq__(self, other: object) -> bool:
        """Codes are equal when all their parts are."""
        return self._parts() == other._parts() if isinstance(other, Code) else NotImplemented

    def __lt__(self, other: Code) -> bool:
        """An earlier version, or the same version issued earlier, comes first; then number and job decide."""
        mine, theirs = self._order(), other._order()
        return (mine, self.number or "", self.job or "") < (theirs, other.number or "", other.job or "")

    def __hash__(self) -> int:
        """Hash the parts."""
        return hash(self._parts())

    def __str__(self) -> str:
        """Return the code as written."""
        return self.text

    def __repr__(self) -> str:
        """Return the code as written."""
        return f"Code({self.text!r})"


class CodeTemplate:
    """How codes are written, such as `{number}/{job}/{month}.{year}/VERSION{version}`."""

    __slots__ = ("_found", "_pattern", "fields", "template")

    def __init__(self, template: str) -> None:
        """Compile the template.

        Raises:
            ValueError: a field is unknown or stands twice, none is there, two touch, or a brace is alone.
        """
        self.template = template
        names: list[str] = []
        pattern = ""
        parts = re.split(r"\{([^{}]*)\}", template)
        for number, part in enumerate(parts):
            if number % 2 == 0:
                if "{" in part or "}" in part:
                    raise ValueError("a brace is not closed")
                if not part and 0 < number < len(parts) - 1:
                    raise ValueError("two fields touch; put a character between them")
                pattern += re.escape(part)
            elif part not in _FIELDS:
                raise ValueError(f"unknown field {{{part}}}; {did_you_mean(part, _FIELDS)}")
            elif part in names:
                raise ValueError(f"the field {{{part}}} stands twice")
            else:
                names.append(part)
                pattern += _FIELDS[part]
        if not names:
            raise ValueError("it has no field, such as {number}")
        self.fields = tuple(names)
        self._pattern = re.compile(pattern)
        # Beginning inside a word would read a part of a code, and try every letter of a long word.
        self._found = re.compile(rf"(?<![A-Za-z0-9_-]){pattern}(?![A-Za-z0-9])")

    def parse(self, text: str) -> Code | None:
        """Return the code, or None when the text does not fit the template."""
        match = self._pattern.fullmatch(text)
        if match is None:
            return None
        parts: dict[str, Any] = match.groupdict()
        for name in ("month", "year", "version"):
            if name in parts:
                parts[name] = int(parts[name])
        return Code(text=text, **parts)

    def find(self, text: str) -> Iterator[Code]:
        """Return the codes that stand in a text as words of their own, in their order.

        The time grows with the square of the length of a word, or worse: look only into text of a trusted length.
        """
        for match in self._found.finditer(text):
            code = self.parse(match[0])
            if code is not None:
                yield code

    def format(self, code: Code) -> str:
        """Return the code as the template writes it; what `parse` read comes back letter for letter.

        Raises:
            ValueError: the code lacks a field of the template, or holds what the template cannot tell apart.
        """
        text = self.template
        for name in self.fields:
            value = getattr(code, name)
            if value is None:
                raise ValueError(f"the code has no {name}")
            written = {"month": "{:02}", "year": "{:04}"}.get(name, "{}").format(value)
            text = text.replace(f"{{{name}}}", written)
        if self.parse(text) != code:
            raise ValueError(f'"{text}" would not be read back as the same code')
        return text

    @property
    def example(self) -> str:
        """A code that fits."""
        text = self.template
        for name in self.fields:
            text = text.replace(f"{{{name}}}", _EXAMPLE[name])
        return text

    def __repr__(self) -> str:
        """Return the template."""
        return f"CodeTemplate({self.template!r})"


def release_number(code: Code, stem: str) -> str:
    """Return what all versions of a leaflet have in common: its number, else its job, else its file's name."""
    return code.number or code.job or stem


class CodeTemplateText(Kind[CodeTemplate]):
    """A code template in a brand."""

    wants = "a code template"
    example = '"{number}/{job}/{month}.{year}/VERSION{version}"'

    def read(self, value: Value, report: Report) -> CodeTemplate | None:
        """Compile the template."""
        if value.kind != "scalar" or value.is_null:
            self.wrong(value, report)
            return None
        try:
            return CodeTemplate(value.data)
        except ValueError as fault:
            report.error(
                f'the code template "{value.data}" cannot be used: {fault}',
                f"for example {self.example}",
                value.place,
            )
            return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return text with at least one field."""
        return {"type": "string", "pattern": r"\{[a-z]+\}", "examples": [self.example.strip('"')]}
