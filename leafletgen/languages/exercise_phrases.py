"""The fixed words of doses and dates on exercise sheets, by language."""

from __future__ import annotations

from collections.abc import Mapping

from leafletgen.languages.dose_phrases import DAY_NAMES, DOSE_WORDS
from leafletgen.languages.phrases import words_for

EXERCISE_WORDS: dict[str, dict[str, str]] = {
    "en": {
        **DOSE_WORDS,
        # Days by themselves
        **DAY_NAMES,
        # The sheet
        "sheet.title": "Your exercises",
        "sheet.name": "Name",
        "sheet.nhs_number": "NHS number",
        "sheet.date": "Date",
        "sheet.review": "Next visit",
        "sheet.clinician": "Physiotherapist",
        "sheet.goal": "My goal",
        "sheet.start": "Start",
        "sheet.middle": "Then",
        "sheet.finish": "Finish",
        "sheet.purpose": "Why:",
        "sheet.key_points": "Remember:",
        "sheet.cautions": "Ask us first if this is true of you:",
        "sheet.cautions.all": "Before you start, ask us first if any of this is true of you:",
        "sheet.side": "Left or right means {meaning}.",
        "sheet.side.left": "Left means {meaning}.",
        "sheet.side.right": "Right means {meaning}.",
        "sheet.shown.each.left": "The pictures show the left side. Then do the right side.",
        "sheet.shown.each.right": "The pictures show the right side. Then do the left side.",
        "sheet.shown.alternate.left": "The pictures show the left side. The right side comes next.",
        "sheet.shown.alternate.right": "The pictures show the right side. The left side comes next.",
        "sheet.shown.both.left": "The pictures show the left side. Do both sides at the same time.",
        "sheet.shown.both.right": "The pictures show the right side. Do both sides at the same time.",
        "sheet.shown.other.left": "The pictures show the left side. Do it on the right side.",
        "sheet.shown.other.right": "The pictures show the right side. Do it on the left side.",
        "sheet.prepare": "Get ready:",
        "sheet.stop": "When to stop:",
        "sheet.signs": "Signs to look out for",
        "sheet.see_signs": 'Read the card "{card}" as well.',
        "sheet.note": "Note:",
        "sheet.column": "{number} {name}",
        "sheet.column.days.one": "{column}, 1 day",
        "sheet.column.days.other": "{column}, {number} days",
        "sheet.video": "Film:",
        "sheet.ticks": "Tick each day you do this:",
        "sheet.ticks.times": "Tick a box each time you do this:",
        "sheet.day_number": "Day {number}",
        "sheet.card": "{code}, card {number}",
        "sheet.pain": "How much pain is all right, from 0 to 10",
        "sheet.pain_range": "Pain {low} to {high}",
        "sheet.unsigned": "Example content. A clinician must review it before use.",
        "sheet.contact": "Questions? Phone {contact}.",
        "sheet.contact.mailbox": "Questions? E-mail {contact}.",
        "sheet.contact.said": "Questions? {contact}.",
        "sheet.diary": "My diary",
        "sheet.diary_tick": "Tick the box when you do it.",
        "sheet.diary_tick.times": "Tick a box each time you do it.",
        "sheet.diary_none": "Rest",
        "sheet.diary_pain": "Write your pain from 0 to 10.",
        "sheet.week": "Week {number}",
        "sheet.diary_caption": "{week}. {told}",
        "sheet.day": "Day",
        "sheet.pain_column": "Pain",
        "short.mon": "Mon",
        "short.tue": "Tue",
        "short.wed": "Wed",
        "short.thu": "Thu",
        "short.fri": "Fri",
        "short.sat": "Sat",
        "short.sun": "Sun",
        # Dates
        "date": "{day} {month} {year}",
    }
}
"""The English words by their keys; those of other languages are in catalogues (`catalogue`)."""


def exercise_words(language: str) -> Mapping[str, str]:
    """Return the words of a language (BCP 47); those that are not translated yet are English."""
    return words_for(language, EXERCISE_WORDS["en"])
