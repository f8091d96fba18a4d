"""A sheet as it stands on a screen, and the prescription that says the same.

The prescription is the one form in which a sheet is read: what the screen shows, what is saved, and what the command
makes of the saved file cannot differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from leafletgen.errors import ExitCode, refused

MOST_ROWS = 60
"""More exercises than this are on no sheet; a screen that sends more is no screen of ours."""
MOST_PROGRAMMES = 20
_TEXTS = (
    *("name", "nhs_number", "clinician", "clinician_role", "clinician_contact", "date", "review", "goal", "note"),
    *("person", "layout", "brand", "language"),
)


class Row(NamedTuple):
    """An exercise on the screen."""

    identifier: str
    """By which the screen knows it; the same exercise may be there for either side."""
    exercise: str
    """The id of the exercise."""
    dose: str = ""
    """In its short form, as it was typed; the exercise's own when empty."""
    note: str = ""

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "Row(…)"


class Draft(NamedTuple):
    """All that the screen says of one sheet; texts as they were typed, empty where nothing was."""

    rows: Sequence[Row] = ()
    programmes: Sequence[str] = ()
    """Ids of the programmes that the exercises came from, which the sheet names."""
    name: str = ""
    nhs_number: str = ""
    clinician: str = ""
    clinician_role: str = ""
    clinician_contact: str = ""
    date: str = ""
    """Today when empty; "none" for a line to write it on."""
    review: str = ""
    goal: str = ""
    note: str = ""
    person: str = ""
    layout: str = ""
    brand: str = ""
    language: str = ""
    """The tag of the sheet's language; English when empty."""
    text_size: int | None = None
    """Points; that of the layout when None."""
    diary: int | None = None
    """Weeks of a diary."""

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "Draft(…)"

    @classmethod
    def of(cls, data: object) -> Draft:
        """Return what a screen sent, as JSON has it.

        Raises:
            RefusedError: it is no sheet of ours; nothing of it is repeated.
        """
        if not isinstance(data, dict) or not data.keys() <= set(cls._fields):
            raise _no_sheet("it is no map of a sheet's fields")
        rows, programmes = data.get("rows", []), data.get("programmes", [])
        if not isinstance(rows, list) or not isinstance(programmes, list):
            raise _no_sheet("a field has the wrong kind of value")
        if len(rows) > MOST_ROWS:
            raise refused(
                "draft-too-long",
                f"{len(rows)} exercises are too many for a sheet",
                f"a sheet has at most {MOST_ROWS}",
                ExitCode.USAGE,
            )
        if len(programmes) > MOST_PROGRAMMES:
            raise _no_sheet("it has too many programmes")
        said: dict[str, Any] = {name: _text(data.get(name, "")) for name in _TEXTS}
        said |= {name: _number(data.get(name)) for name in ("text_size", "diary")}
        return cls([_row(row) for row in rows], [_text(one) for one in programmes], **said)

    def as_data(self) -> dict[str, Any]:
        """Return the draft as JSON has it."""
        rows = [
            {"id": row.identifier, "exercise": row.exercise, "dose": row.dose, "note": row.note} for row in self.rows
        ]
        return {**self._asdict(), "rows": rows, "programmes": list(self.programmes)}


def _row(data: object) -> Row:
    if not isinstance(data, dict):
        raise _no_sheet("an exercise is no map")
    known = {"id": "identifier", "exercise": "exercise", "dose": "dose", "note": "note"}
    if not {"id", "exercise"} <= data.keys() <= known.keys():
        raise _no_sheet("an exercise has other fields")
    return Row(**{known[key]: _text(value) for key, value in data.items()})


def _text(value: object) -> str:
    if not isinstance(value, str) or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise _no_sheet("a field that must be text is none")
    return value.replace("\r\n", "\n").replace("\r", "\n")


def _number(value: object) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise _no_sheet("a field that must be a number is none")
    return value


def _no_sheet(why: str) -> Exception:
    return refused("draft-not-readable", f"this is no sheet: {why}", "load the page again", ExitCode.USAGE)


class Written(NamedTuple):
    """The prescription that says the same as a draft."""

    text: str
    """YAML."""
    fields: Mapping[int, str]
    """Which field stands in a line, counted from 1: its name, or "rows." and the row's identifier."""

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "Written(…)"


HEADING = """\
# Exercises for one patient. It belongs to the patient's record.
# Make the sheet again with: leafletgen sheet FILE
"""
KEYS: Mapping[str, str] = {"clinician": "name", "clinician_role": "role", "clinician_contact": "contact"}
"""What a prescription calls fields whose names are others in a draft."""


def prescription(draft: Draft) -> Written:
    """Return the prescription of a draft: good to read, and read back as the same draft."""
    lines = HEADING.splitlines()
    fields: dict[int, str] = {}
    for field, said in _entries(draft):
        new = said.split("\n")
        fields.update(dict.fromkeys(range(len(lines) + 1, len(lines) + len(new) + 1), field))
        lines += new
    return Written("".join(f"{line}\n" for line in lines), fields)


def _entries(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield what is said in one line or more after the name of its field, in the order of a prescription's keys."""
    yield from _map("patient", ("name", "nhs_number"), draft)
    yield from _map("clinician", ("clinician", "clinician_role", "clinician_contact"), draft)
    yield from _texts(("date", "review", "goal", "note"), draft)
    if draft.programmes:
        yield "programmes", f"from_programme: [{', '.join(map(_said, draft.programmes))}]"
    if draft.rows:
        yield "rows", "exercises:"
        yield from (entry for row in draft.rows for entry in _row_entries(row))
        yield "rows", "order: given"
    yield from _texts(("brand", "layout", "language", "person"), draft)
    for key in ("text_size", "diary"):
        if getattr(draft, key) is not None:
            yield key, f"{key}: {getattr(draft, key)}"


def _texts(keys: Sequence[str], draft: Draft) -> Iterator[tuple[str, str]]:
    for key in keys:
        if getattr(draft, key).strip():
            yield key, f"{key}: {_said(getattr(draft, key), 2)}"


def _row_entries(row: Row) -> Iterator[tuple[str, str]]:
    entries = {"exercise": row.exercise, "dose": row.dose, "note": row.note}
    before = "  - "
    for key, text in entries.items():
        if text.strip() or key == "exercise":
            yield f"rows.{row.identifier}", f"{before}{key}: {_said(text, 6)}"
            before = "    "


def _map(key: str, fields: Sequence[str], draft: Draft) -> Iterator[tuple[str, str]]:
    said = [field for field in fields if getattr(draft, field).strip()]
    if said:
        yield said[0], f"{key}:"
    for field in said:
        yield field, f"  {KEYS.get(field, field)}: {_said(getattr(draft, field), 4)}"


_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 .'()/=+&-]*[A-Za-z0-9.)])?")
"""What YAML reads as it stands."""
_LINES = re.compile(r"(?:[^\W_](?:[^\n\t]*[^\s])?\n)+[^\W_](?:[^\n\t]*[^\s])?")


def _said(text: str, indent: int = 0) -> str:
    """Return text as YAML has it: as it is where that is safe, else as a string of JSON, which is one of YAML.

    With an indent it may stand on lines of its own, so many spaces in.
    """
    # In a list a comma would divide it; where it has a line for itself, none does.
    plain = text.replace(",", "") if indent and text[:1] != "," and text[-1:] != "," else text
    if _PLAIN.fullmatch(plain) and text != "null":
        return text
    if indent and _LINES.fullmatch(text) and text.replace("\n", "").isprintable():
        return "|-\n" + "\n".join(" " * indent + line for line in text.split("\n"))
    said = json.dumps(text, ensure_ascii=False)
    # These end a line of YAML, and of no JSON.
    return said.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
