"""A sheet as it stands on a screen, and the prescription that says the same.

The prescription is the one form in which a sheet is read: what the screen shows, what is saved, and what the command
makes of the saved file cannot differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from leafletgen.errors import ExitCode, refused

MOST_ROWS = 60
"""More exercises than this are on no sheet; a screen that sends more is no screen of ours."""
_MOST_PROGRAMMES = 20
_TEXTS = (
    *("name", "nhs_number", "clinician", "clinician_role", "clinician_contact", "date", "review", "goal", "note"),
    *("person", "layout", "brand"),
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
        rows, programmes, diary = data.get("rows", []), data.get("programmes", []), data.get("diary")
        if not isinstance(rows, list) or not isinstance(programmes, list) or isinstance(diary, bool | str | float):
            raise _no_sheet("a field has the wrong kind of value")
        if len(rows) > MOST_ROWS:
            raise refused(
                "draft-too-long",
                f"{len(rows)} exercises are too many for a sheet",
                f"a sheet has at most {MOST_ROWS}",
                ExitCode.USAGE,
            )
        if len(programmes) > _MOST_PROGRAMMES:
            raise _no_sheet("it has too many programmes")
        texts = {name: _text(data.get(name, "")) for name in _TEXTS}
        return cls([_row(row) for row in rows], [_text(one) for one in programmes], **texts, diary=diary)


def _row(data: object) -> Row:
    if not isinstance(data, dict):
        raise _no_sheet("an exercise is no map")
    known = {"id": "identifier", "exercise": "exercise", "dose": "dose", "note": "note"}
    if not {"id", "exercise"} <= data.keys() <= known.keys():
        raise _no_sheet("an exercise has other fields")
    return Row(**{known[key]: _text(value) for key, value in data.items()})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _no_sheet("a field that must be text is none")
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


def prescription(draft: Draft, without: Sequence[str]) -> Written:
    """Return the prescription of a draft.

    Args:
        draft: what the screen says.
        without: exercises of its programmes that are not on the screen.
    """
    lines: list[str] = []
    fields: dict[int, str] = {}
    for field, line in _lines(draft, without):
        lines.append(line)
        fields[len(lines)] = field
    return Written("".join(f"{line}\n" for line in lines), fields)


def _lines(draft: Draft, without: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each line after the name of its field; a string of JSON is one of YAML, whatever stands in it."""
    yield from _map("patient", {"name": "name", "nhs_number": "nhs_number"}, draft)
    clinician = {"clinician": "name", "clinician_role": "role", "clinician_contact": "contact"}
    yield from _map("clinician", clinician, draft)
    for key in ("date", "review", "goal", "note"):
        if getattr(draft, key).strip():
            yield key, f"{key}: {_said(getattr(draft, key))}"
    if draft.programmes:
        yield "programmes", f"programme: {_said(draft.programmes)}"
    if draft.rows:
        yield "rows", "exercises:"
    for row in draft.rows:
        entries = {"exercise": row.exercise, "dose": row.dose, "note": row.note}
        said = ", ".join(f"{key}: {_said(text)}" for key, text in entries.items() if text.strip() or key == "exercise")
        yield f"rows.{row.identifier}", f"  - {{{said}}}"
    if without:
        yield "programmes", f"without: {_said(without)}"
    yield "rows", "order: given"
    for key in ("brand", "layout", "person"):
        if getattr(draft, key).strip():
            yield key, f"{key}: {_said(getattr(draft, key))}"
    if draft.diary is not None:
        yield "diary", f"diary: {draft.diary}"


def _map(key: str, fields: Mapping[str, str], draft: Draft) -> Iterator[tuple[str, str]]:
    said = {field: getattr(draft, field) for field in fields if getattr(draft, field).strip()}
    if said:
        yield next(iter(said)), f"{key}:"
    for field, text in said.items():
        yield field, f"  {fields[field]}: {_said(text)}"


def _said(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
