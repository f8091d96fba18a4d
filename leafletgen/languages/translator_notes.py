"""What a translator is told of entries, in the comments of a PO file: where it is printed, and what to mind."""

from __future__ import annotations

from typing import Final

_DOSE = "A dose: must read one way only. Write a whole sentence; what stands in braces is put in by the program."
_AMOUNT = (
    "A number with its noun, put into sentences of doses. If your language bends it by the sentence, copy the entry, "
    'put a name of your own after the key ("seconds:gen"), and ask for that form in the sentence: {time:gen}.'
)
_PICTURES = "Under the pictures of an exercise; left stays left in every language."

NOTES: Final[dict[str, str]] = {
    "page_of_pages": "At the foot of each page.",
    "reference": "Said of a raised number that leads to a source.",
    "notes": "Heading over lines for the reader to write on.",
    "review": "When the leaflet is looked at again; a date follows.",
    "code": "The number by which a leaflet is ordered; it follows.",
    "authors": "Names follow.",
    "unsigned": "Warning on content that no clinician has approved.",
    "picture_credit": "Before the name of who made a picture.",
    "non-urgent": "First words of a care card, the lowest of three levels: what to see a GP about, in no hurry.",
    "urgent": "First words of a care card, the second of three levels: get advice today.",
    "emergency": "First words of a care card, the highest of three levels: call 999 or go to A&E now.",
    "draft": "Across a page that must not be given to anybody.",
    "withdrawn": "Across a page that must not be used any more.",
    "draft_translation": "On every page whose translation nobody has checked.",
    "other_languages": "The names of languages follow, each in its own script.",
    "labelled": "A label, and what it names after it. {value} comes last.",
    "listed": "What stands between two members of a list.",
    "skip": "For screen readers, at the top of a web page.",
    "attached": "In an e-mail that has only the beginning of a leaflet.",
    "scan": "Over a QR code and its web address.",
    "write_here": "A label before an empty line.",
    "write_lines": "Said of lines to write on, for who does not see them.",
    "fill_in": "Said of a table to fill in, for who does not see it.",
    "month_and_year": "A date without a day.",
    "month": "The name of a month by itself, or with a year.",
    "month_in_date": "The name of a month after a day, in the form that takes.",
    "date": "A whole date.",
    "sentence_joint": "What stands between two sentences: a space, or nothing.",
    "seconds": _AMOUNT,
    "minutes": _AMOUNT,
    "reps": f"How many times the movement is done. {_AMOUNT}",
    "range": f"From the least to the most times; the form is that of the higher number. {_AMOUNT}",
    "rounds": f"How many sets (rounds) of the movement. {_AMOUNT}",
    "holds": f"How many times the position is held. {_AMOUNT}",
    "minutes_and_seconds": "A time such as 2 minutes 30 seconds.",
    "do": f"{_DOSE} {{amount}} is how many times the movement is done.",
    "time": f"{_DOSE} {{amount}} is how long the exercise is done.",
    "hold_once": f"{_DOSE} {{amount}} is how long the position is held still.",
    "between_rounds": _DOSE,
    "between_holds": _DOSE,
    "rounds_alone": _DOSE,
    "start": f"{_DOSE} {{start}} and {{to}} are how many times, or how long.",
    "hold": f"{_DOSE} The position is held still each time the movement is done.",
    "tempo": f"{_DOSE} How slow one movement is: out, still, back.",
    "change": f"{_DOSE} Left, right, left, right, and so on.",
    "load": f"{_DOSE} {{load}} is what the clinician wrote, such as 2 kg in each hand.",
    "band": f"{_DOSE} Elastic exercise bands are told apart by their colours: no two may be the same.",
    "effort": f"{_DOSE} 0 is no effort at all.",
    "do_this": f"{_DOSE} The last sentence: on which side, how often a day, and on which days, as far as each is said.",
    "how_often": "How often a day and on which days, as a part of a sentence.",
    "side": f"A part of the sentence do_this. {_DOSE}",
    "once_a_day": f"A part of the sentence do_this. {_DOSE}",
    "twice_a_day": f"A part of the sentence do_this. {_DOSE}",
    "times_a_day": f"A part of the sentence do_this, for 3 times and more. {_DOSE}",
    "every_day": f"A part of the sentence do_this. {_DOSE}",
    "days_a_week": f"A part of the sentence do_this; any days will do. {_DOSE}",
    "every": f"A part of the sentence do_this: on this day, each week. {_DOSE}",
    "on_days": f"A part of the sentence do_this; the days are those of the entries that begin with among. {_DOSE}",
    "among": "A day in the list of on_days, in the form that it has there.",
    "day_joint": "What stands between two days in a list, but for the last two.",
    "day_last": "The end of a list of days.",
    "mon": "A day by itself, as a label.",
    "sheet.title": "The title of an exercise sheet.",
    "sheet.start": "Under the first picture of an exercise.",
    "sheet.middle": "Under the second of three pictures.",
    "sheet.finish": "Under the last picture.",
    "sheet.side": "What left and right mean in this exercise, such as: the leg on top.",
    "sheet.shown": _PICTURES,
    "sheet.column": "The head of a column in a diary.",
    "sheet.ticks": "Before boxes with the names of days.",
    "sheet.card": "On a card that was cut off a sheet.",
    "sheet.pain": "Heading over rules on how much pain is all right.",
    "sheet.contact": "Whom to ask; a number, a mailbox or words follow.",
    "sheet.diary_caption": "Over a table of the diary; {told} says what to do in it.",
    "sheet.day": "The head of the column of days.",
    "short": "A short name of a day, before a box to tick.",
}
"""By key, or by the beginning of keys that are alike."""


def note_on(key: str) -> str:
    """Return what a translator is told of an entry; empty when the English says enough."""
    name = key.partition(":")[0]
    while name:
        if name in NOTES:
            return NOTES[name]
        name = name.rpartition(".")[0]
    return ""
