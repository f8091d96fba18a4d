"""What an exercise sheet must say, word for word, worked out from the content alone.

This is the second opinion on ``leafletgen.document.sheet`` and its neighbours, and shares no code with them. The fixed
words and the sentence of a dose are taken as given; tests of their own prove doses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from leafletgen.content.model.exercise import Step
from leafletgen.languages.dose_sentence import sentence
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.library.exercises import Prescribed
from leafletgen.source.inline import Prose
from tests.support.sheet_samples import Sheet

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORDS = exercise_words("en-GB")
_SCHEME = re.compile("^https?://")


class Way(NamedTuple):
    """How a sheet may say it to save paper: all cautions once; safety in part first; one point to remember.

    What comes first is the pain rule (1), and with it when to stop and to call (2).
    """

    merged: bool = False
    first: int = 0
    brief: bool = False


WAYS = [Way(*flags) for flags in product((False, True), (0, 1, 2), (False, True))]


def expected_lines(sheet: Sheet, way: Way = WAYS[0], *, web: bool = False) -> list[str]:
    """Return the lines of a sheet, but for the tables of the diary, in the order in which they must be read.

    A web page has fields to write in, so that its labels do not say it, and room for the whole names of days.
    """
    request = sheet.request
    lines = [_WORDS["sheet.title"]]
    if request.programmes:
        lines.append(", ".join(programme.name for programme in request.programmes))
    lines += _panel(sheet, web)
    for programme in request.programmes:
        lead = f"{programme.name}: " if len(request.programmes) > 1 else ""
        lines += [lead + said(note) for note in programme.notes]
    if request.note:
        lines.append(f"{_WORDS['sheet.note']} {request.note}")
    lines += _card(sheet)
    shared = _shared(sheet, way)
    if shared:
        lines.append(" ".join(["Before you start, ask us first if any of this is true of you:", *shared]))
    pain, rest = _pain(sheet), _safety(sheet)
    stopping = 2 if way.first == 2 else 0
    lines += [*pain, *rest[:stopping]] if way.first else []
    for number, one in enumerate(request.prescribed, 1):
        lines += _exercise(sheet, number, one, web, way)
    lines += [_WORDS["sheet.signs"], *rest[stopping:]] if way.first else [*pain, *rest]
    if request.diary:
        lines.append(_WORDS["sheet.diary"])
    return lines


def _panel(sheet: Sheet, web: bool) -> list[str]:
    request = sheet.request
    patient, clinician = request.patient, request.clinician
    name, date = _WORDS["sheet.name"], _WORDS["sheet.date"]
    empty = "" if web else " (write here)"
    lines = [f"{name}: {patient.name}" if patient is not None and patient.name else f"{name}{empty}:"]
    if patient is not None and patient.nhs_number:
        number = patient.nhs_number
        lines.append(f"{_WORDS['sheet.nhs_number']}: {number[:3]} {number[3:6]} {number[6:]}")
    lines.append(f"{date}: {_spoken(request.date)}" if request.date else f"{date}{empty}:")
    if request.review:
        lines.append(f"{_WORDS['sheet.review']}: {_spoken(request.review)}")
    if clinician is not None and (clinician.name or clinician.contact):
        who = ", ".join(part for part in (clinician.name, clinician.contact) if part)
        lines.append(f"{clinician.role or _WORDS['sheet.clinician']}: {who}")
    if request.goal:
        lines.append(f"{_WORDS['sheet.goal']}: {request.goal}")
    return lines


def _exercise(sheet: Sheet, number: int, one: Prescribed, web: bool, way: Way) -> list[str]:
    """Return the lines of one exercise: what to do, then what to look out for."""
    assert sheet.layout.sheet is not None
    exercise, dose, shown = one.exercise, one.dose, sheet.layout.sheet.show
    figure = exercise.figure
    pictures = [_WORDS["sheet.start"], _WORDS["sheet.finish"]]
    if figure.middle is not None:
        pictures.insert(1, _WORDS["sheet.middle"])
    if any(drawing.image is not None for drawing in figure.drawings):
        pictures.append(f"Picture: {figure.credit}, {figure.licence}")
    doing = sentence(dose, _WORDS)
    if dose.side in ("left", "right"):
        doing += f" {dose.side.capitalize()} means {exercise.side_means}."
    elif dose.side in ("each", "alternate"):
        doing += f" Left or right means {exercise.side_means}."
    pictures += _shown(one)
    own = [caution for caution in exercise.cautions if said(caution) not in _shared(sheet, way)]
    parts = {
        "cautions": [_labelled("sheet.cautions", own)] if own else [],
        "purpose": [f"{_WORDS['sheet.purpose']} {said(exercise.purpose)}"],
        "pictures": pictures,
        "dose": [doing],
        "steps": [f"{place}. {said(step)}" for place, step in enumerate(_steps(one), 1)],
        "stop": [f"When to stop: {said(exercise.stop)}"],
        "key_points": [_labelled("sheet.key_points", exercise.key_points[: 1 if way.brief else 2])],
        "note": [f"{_WORDS['sheet.note']} {one.note}"] if one.note else [],
        "video": [f"{_WORDS['sheet.video']} {_SCHEME.sub('', exercise.video)}"] if exercise.video else [],
        "tick_boxes": [
            " ".join(
                [_WORDS["sheet.ticks.times" if (dose.times_per_day or 1) > 1 else "sheet.ticks"], *_days(one, web)]
            )
        ],
    }
    assert set(shown) <= set(parts)
    # What a clinician wrote for this patient is in every layout, also where texts of exercises are left out.
    shown = [*shown, "note"]
    if way.brief:
        shown = [part for part in shown if part not in sheet.layout.sheet.if_room]
    ready = [_labelled("sheet.prepare", exercise.prepare)] if exercise.prepare else []
    lines = [line for part, lines in parts.items() if part in shown for line in lines]
    return [f"{number} {exercise.name}", *ready, *lines]


def _days(one: Prescribed, web: bool) -> list[str]:
    """Return the days to tick: those of the dose by name, as many as it asks for, or all."""
    dose = one.dose
    if not dose.days and dose.days_per_week not in (None, 7):
        return [f"Day {number + 1}" for number in range(dose.days_per_week or 0)]
    return [_WORDS[f"{'' if web else 'short.'}{day}"] for day in dose.days or _DAYS]


def _shared(sheet: Sheet, way: Way) -> list[str]:
    """Return the cautions of more than one exercise, or all, which stand once, before all of them."""
    assert sheet.layout.sheet is not None
    every = [said(caution) for one in sheet.request.prescribed for caution in one.exercise.cautions]
    least = 2 if "cautions" in sheet.layout.sheet.show and not way.merged else 1
    return [caution for caution in dict.fromkeys(every) if every.count(caution) >= least]


def _steps(one: Prescribed) -> list[Prose]:
    """Return the steps that this dose needs: with or without a hold."""
    dose = one.dose
    held = dose.hold is not None or bool(dose.tempo and dose.tempo[1])
    steps = [(step.hold if held else step.no_hold) if isinstance(step, Step) else step for step in one.exercise.steps]
    return [step for step in steps if step is not None]


def _shown(one: Prescribed) -> list[str]:
    """Return what stands under pictures of one side where the dose is for more than that."""
    figure, side = one.exercise.figure, one.dose.side
    if not one.exercise.sided or side in ("left", "right"):
        return []
    drawn = figure.shown_side
    other = {"left": "right", "right": "left"}[str(drawn)]
    ends = {
        "each": f"Then do the {other} side.",
        "alternate": f"The {other} side comes next.",
        "both": "Do both sides at the same time.",
    }
    return [f"The pictures show the {drawn} side. {ends[str(side)]}"]


def _labelled(key: str, points: Sequence[Prose]) -> str:
    return " ".join([_WORDS[key], *map(said, points)])


def _card(sheet: Sheet) -> list[str]:
    """Return what stands on every card and is read out once: name, pain rule, when to call 999."""
    assert sheet.layout.sheet is not None
    if sheet.layout.sheet.cards_across * sheet.layout.sheet.cards_down == 1:
        return []
    rules, patient = sheet.brand.sheet, sheet.request.patient
    assert rules is not None
    assert not sheet.request.signs, "which signs find room on a card is not known here"
    label = _WORDS["sheet.name"]
    lines = [f"{label}: {patient.name}" if patient is not None and patient.name else f"{label} (write here):"]
    lines += [f"Pain {level.low} to {level.high}: {said(level.text)}" for level in rules.pain]
    lines += [said(rules.emergency), said(rules.stop), _WORDS["sheet.contact"].format(contact=_contact(sheet))]
    return [*lines, *_examples(sheet)]


def _pain(sheet: Sheet) -> list[str]:
    rules = sheet.brand.sheet
    assert rules is not None and sheet.layout.sheet is not None
    if sheet.layout.sheet.cards_across * sheet.layout.sheet.cards_down > 1:
        return []  # all of it stands on every card
    lines = [_WORDS["sheet.pain"]]
    for level in rules.pain:
        lines.append(f"{_WORDS['sheet.pain_range'].format(low=level.low, high=level.high)}: {said(level.text)}")
    return lines


def _safety(sheet: Sheet) -> list[str]:
    rules = sheet.brand.sheet
    assert rules is not None and sheet.layout.sheet is not None
    if sheet.layout.sheet.cards_across * sheet.layout.sheet.cards_down > 1:
        return []
    lines = [said(rules.stop), said(rules.emergency)]
    for signs in sheet.request.signs:
        lines += [said(signs.title), *(f"• {said(item)}" for item in signs.items)]
    lines.append(_WORDS["sheet.contact"].format(contact=_contact(sheet)))
    return [*lines, *_examples(sheet)]


def _contact(sheet: Sheet) -> str:
    clinician = sheet.request.clinician
    department = next(iter(sheet.brand.departments.values()))
    return str((clinician.contact if clinician is not None else None) or department.phone)


def _examples(sheet: Sheet) -> list[str]:
    assert sheet.brand.statements.example is None
    unsigned = any(one.exercise.example for one in sheet.request.prescribed)  # nothing is signed in these tests
    return ["Example content. A clinician must review it before use."] if unsigned else []


def expected_diary(sheet: Sheet, parts: Sequence[Sequence[int]]) -> list[str]:
    """Return the lines of the diary's tables, a week divided into these runs of exercises."""
    lines = []
    prescribed = sheet.request.prescribed
    names = [f"{number} {one.exercise.name}{_on(one)}" for number, one in enumerate(prescribed, 1)]
    for week in range(1, sheet.request.diary + 1):
        for part in parts:
            several = any((prescribed[number - 1].dose.times_per_day or 1) > 1 for number in part)
            told = [f"Week {week}. Tick {'a box each time you do it' if several else 'the box when you do it'}."]
            heads = ["Day", *(names[number - 1] for number in part)]
            if part is parts[-1]:
                told.append("Write your pain from 0 to 10.")
                heads.append("Pain")
            lines += [" ".join(told), " ".join(heads)]
            for day in _DAYS:
                named = [prescribed[number - 1].dose.days for number in part]
                lines.append(" ".join([_WORDS[day], *("Rest" for days in named if days and day not in days)]))
    return lines


def _on(one: Prescribed) -> str:
    """Return on how many days a week to do it, where the dose leaves open which those are."""
    count = one.dose.days_per_week
    if one.dose.days or count in (None, 7):
        return ""
    return ", 1 day" if count == 1 else f", {count} days"


def said(prose: Prose) -> str:
    """Return the words of prose."""
    assert all(span.field is None and span.citation is None and span.page_of is None for span in prose.spans)
    return "".join(span.text for span in prose.spans)


def _spoken(date: str) -> str:
    year, month, day = date.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
