"""The NHS number: ten digits, the last of which checks the others; a message about one never repeats it."""

from __future__ import annotations

import re

from leafletgen.errors import Report
from leafletgen.source.records import Definitions, JsonSchema, Kind, label
from leafletgen.source.yaml import Value

_PATTERN = r"^[0-9]([ -]?[0-9]){9}$"


def parse_nhs_number(text: str) -> str | None:
    """Return the ten digits of an NHS number; spaces and dashes between them do not count.

    The last digit is eleven minus the remainder by eleven of the others, weighted 10 to 2 (NHS Data Dictionary). Ten
    equal digits fit that too, and are what is typed where nothing is known.
    """
    text = re.sub(r"[\u2010-\u2015\u00a0]", "-", text.strip())  # typographic hyphens, no-break space
    if not re.fullmatch(_PATTERN, text, re.ASCII):
        return None
    from stdnum.gb import nhs

    digits = re.sub("[ -]", "", text)
    return digits if nhs.is_valid(digits) and len(set(digits)) > 1 else None


def format_nhs_number(digits: str) -> str:
    """Return the number as it is printed: three, three, four."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


class NhsNumber(Kind[str]):
    """An NHS number, kept as its ten digits."""

    wants = "an NHS number"
    example = "999 000 0018"

    def read(self, value: Value, report: Report) -> str | None:
        """Return the digits when the last one fits."""
        text = value.data if value.kind == "scalar" else ""
        digits = parse_nhs_number(text)
        if digits is not None:
            return digits
        count = len(re.findall("[0-9]", text))
        # The number is a patient's: no message shows it, not even a wrong one.
        if value.kind == "scalar" and count == 10 and len(set(re.findall("[0-9]", text))) == 1:
            message = "is not an NHS number: it is one digit ten times"
            hint = "leave it out when it is not known; there is a line to write it on"
        elif value.kind == "scalar" and re.fullmatch(r"[0-9 \u00a0\u2010-\u2015-]+", text) and count == 10:
            message = "is not an NHS number: its last digit does not fit the others"
            hint = "compare it with the patient's record; two digits may be swapped"
        elif value.kind == "scalar" and count and count != 10:
            message = f"is not an NHS number: it has {count} digits, not 10"
            hint = "write ten digits, such as 999 000 0018"
        else:
            message, hint = "is not an NHS number", "write ten digits, such as 999 000 0018"
        report.error("nhs-number-not-valid", f"{label(value)} {message}", hint, value.place)
        return None

    def schema(self, definitions: Definitions) -> JsonSchema:
        """Return the pattern; without spaces YAML reads a number."""
        return {"anyOf": [{"type": "string", "pattern": _PATTERN}, {"type": "integer"}]}
