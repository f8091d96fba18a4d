"""The fixed words of doses and dates on exercise sheets, by language."""

from __future__ import annotations

from collections.abc import Mapping

from leafletgen.languages.phrases import words_for

EXERCISE_WORDS: dict[str, dict[str, str]] = {
    "en": {
        # Amounts
        "seconds.one": "1 second",
        "seconds.many": "{number} seconds",
        "minutes.one": "1 minute",
        "minutes.many": "{number} minutes",
        "minutes_and_seconds": "{minutes} {seconds}",
        "range": "{low} to {high}",
        "each_side": "{amount} on each side",
        # How much
        "do.one": "Do just 1.",
        "do": "Do {amount}.",
        "do.two": "Do {amount}, {rest}, and do {amount} again.",
        "do.rounds": "Do {rounds} rounds of {amount}.",
        "time": "Do this for {amount}.",
        "time.two": "Do this for {amount}, {rest}, and do it for {amount} again.",
        "hold_once": "Hold for {amount}.",
        "hold_once.two": "Hold for {amount}, {rest}, and hold for {amount} again.",
        "hold_once.rounds": "Do {rounds} holds of {amount}.",
        "rest": "rest",
        "rest.for": "rest for {time}",
        "between_rounds": "Rest between rounds.",
        "between_rounds.for": "Rest for {time} between rounds.",
        "between_holds": "Rest between holds.",
        "between_holds.for": "Rest for {time} between holds.",
        "rounds": "Do {rounds} rounds.",
        "start": "Start with {start}. Build up to {to}.",
        "start.rounds": "Start with {start} in each round. Build up to {to}.",
        # How
        "hold": "Hold each for {time}.",
        "tempo": "Take {move} to move, hold for {hold}, and take {back} to go back.",
        "tempo.straight": "Take {move} to move and {back} to go back.",
        "change": "Change sides after every one.",
        "change.time": "Change sides after every movement.",
        "load": "Use {load}.",
        "band": "Use the {colour} band.",
        "effort": "Work at an effort of {effort} out of 10, where 10 is as hard as you can.",
        # Where and when
        "do_this": "Do this {parts}.",
        "part_joint": ", ",
        "side.left": "on your left side only",
        "side.right": "on your right side only",
        "side.each": "on each side",
        "side.both": "with both sides at the same time",
        "daily.one": "once a day",
        "daily.two": "twice a day",
        "daily.many": "{number} times a day",
        "days.every": "every day",
        "days.one": "on 1 day a week",
        "days.many": "on {number} days a week",
        "days.named": "on {days}",
        "days.single": "every {day}",
        "day_joint": ", ",
        "day_last": "{days} and {last}",
        "mon": "Monday",
        "tue": "Tuesday",
        "wed": "Wednesday",
        "thu": "Thursday",
        "fri": "Friday",
        "sat": "Saturday",
        "sun": "Sunday",
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
        "sheet.shown.each": "The pictures show the {side} side. Then do the {other} side.",
        "sheet.shown.alternate": "The pictures show the {side} side. The {other} side comes next.",
        "sheet.shown.both": "The pictures show the {side} side. Do both sides at the same time.",
        "sheet.shown.other": "The pictures show the {side} side. Do it on the {other} side.",
        "side.name.left": "left",
        "side.name.right": "right",
        "sheet.prepare": "Get ready:",
        "sheet.stop": "When to stop:",
        "sheet.signs": "Signs to look out for",
        "sheet.see_signs": 'Read the card "{card}" as well.',
        "sheet.note": "Note:",
        "sheet.column": "{number} {name}",
        "sheet.video": "Film:",
        "sheet.ticks": "Tick each day you do this:",
        "sheet.card": "{code}, card {number}",
        "sheet.pain": "How much pain is all right, from 0 to 10",
        "sheet.pain_range": "Pain {low} to {high}",
        "sheet.unsigned": "Example content. A clinician must review it before use.",
        "sheet.contact": "Questions? Phone {contact}.",
        "sheet.contact.mailbox": "Questions? E-mail {contact}.",
        "sheet.contact.said": "Questions? {contact}.",
        "sheet.diary": "My diary",
        "sheet.diary_tick": "Tick the box when you do it.",
        "sheet.diary_pain": "Write your pain from 0 to 10.",
        "sheet.week": "Week {number}",
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
        "date": "{day} {month_and_year}",
    }
}
"""Words by the language's first subtag, or by a longer tag where a region differs. English is complete."""

BAND_PREFIX = "band."
"""A translation names the colour of a band under this prefix; English uses the colour as it is written."""


def exercise_words(language: str) -> Mapping[str, str]:
    """Return the words of a language (BCP 47); those that are not translated yet are English."""
    return words_for(language, EXERCISE_WORDS)
