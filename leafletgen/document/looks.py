"""The names of looks: what a role alone does not say of how an element is to be shown.

Each form makes its own of them: `pages/` turns one into points and colours, `html/` into a class of its style sheet.
"""

from __future__ import annotations

from typing import Final

# What a leaflet begins with.
STRAP: Final = "strap"
LOGO: Final = "logo"
SUBTITLE: Final = "subtitle"
COVER: Final = "cover"
OWNER: Final = "owner"

# Headings that are none of the body's: of the back, and of boxes and cards.
BACK: Final = "back"
BACK_SMALL: Final = "back-small"
BOX_TITLE: Final = "box-title"
CARD_TITLE: Final = "card-title"

# Paragraphs.
KEY: Final = "key"
QUOTE: Final = "quote"
SAID_BY: Final = "said-by"
"""Whose words a quote has."""
LEAD_IN: Final = "lead-in"
"""Leads to the list that follows."""
SMALL: Final = "small"
TOLD: Final = "told"
"""Says what to do with the lines under it."""
STRONG: Final = "strong"
FORMATS: Final = "formats"
"""On other formats: large, so that who needs them can read it."""
RECORD: Final = "record"
"""Code and dates; they belong together."""
AROUND: Final = "around"
"""Of an e-mail template, around what is sent."""

# Sections and groups.
BOX: Final = "box"
CARD: Final = "card"
"""Begins the look of a card, which ends in its level: `card-emergency`."""
CONTACT: Final = "contact"
EXAMPLE: Final = "example"
WRITE: Final = "write"
PICTURE: Final = "picture"
PICTURES: Final = "pictures"
"""Side by side."""

# Two languages side by side.
PAIR: Final = "pair"
SOURCE: Final = "source"
"""The side of a pair that is said in the language of the source."""
TRANSLATION: Final = "translation"

# Parts of an exercise sheet.
PANEL: Final = "panel"
"""Whose the sheet is: labels with what was given, or with a line to write on."""
NAME: Final = "name"
CLINICIAN: Final = "clinician"
"""Who prescribes, and how to reach them."""
GOAL: Final = "goal"
NOTE: Final = "note"
"""Of programmes and of the clinician to the patient."""
CAUTIONS: Final = "cautions"
EXERCISE: Final = "exercise"
SAFETY: Final = "safety"
ON_CARD: Final = "on-card"
"""What stands on every card that is cut off."""

# Parts of an exercise.
PREPARE: Final = "prepare"
PURPOSE: Final = "purpose"
CREDIT: Final = "credit"
SHOWN: Final = "shown"
"""Which side the pictures show."""
DOSE: Final = "dose"
STOP: Final = "stop"
KEY_POINTS: Final = "key-points"
VIDEO: Final = "video"
TICKS: Final = "ticks"
"""A label that says what to tick, then words that have a box to tick each."""

# What a sheet says about safety, besides when to stop.
PAIN: Final = "pain"
"""The pain rule, a paragraph for each level."""
EMERGENCY: Final = "emergency"
SIGNS: Final = "signs"
"""What to do and when, then the signs."""
SEE_SIGNS: Final = "see-signs"
"""Leads to the card with more signs."""
QUESTIONS: Final = "questions"

# Lists, tables and what is in them.
RESOURCES: Final = "resources"
REFERENCES: Final = "references"
GRID: Final = "grid"
"""A table to fill in by hand."""
AS_ROWS: Final = "as-rows"
"""A list that a table became, an item for each row."""

TICK: Final = "tick"
"""A cell that is ticked, not written in."""

# Inside of words.
RAISED: Final = "raised"
CITATION: Final = "citation"
HELD: Final = "held"
"""A reference that is not parted from the words before it."""
CLOSE: Final = "close"
"""A reference right after words, with no space between: a form sees to it that it is not read as part of them."""
PAGE: Final = "page"
"""A link that is the number of a page."""
ADDED: Final = "added"
REMOVED: Final = "removed"
