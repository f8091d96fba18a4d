"""What is given, as a text for the patient's record."""

from __future__ import annotations

from leafletgen.content.model.layout import Layout
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.languages.dates import spoken_date
from leafletgen.languages.dose_sentence import sentence
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.languages.names import english_name


def record_text(request: SheetRequest, layout: Layout, language: str, given_in: str | None = None) -> str:
    """Return what the patient's record needs to say, without anything to know patient or clinician by.

    It is in the language of the clinic; that in which the sheet was given is named where it is another one.
    Goal and notes are left out: they are free text, and a name or an address can stand in them.
    """
    words = exercise_words(language)
    lines = ["Exercises given" + (f" on {spoken_date(request.date, language)}" if request.date else "")]
    if request.programmes:
        lines.append("From: " + "; ".join(programme.name for programme in request.programmes))
    for number, one in enumerate(request.prescribed, 1):
        side = one.exercise.side_means if one.dose.side not in (None, "both") else None
        meaning = " " + words["sheet.side"].format(meaning=side) if side else ""
        lines.append(f"{number}. {one.exercise.name}. {sentence(one.dose, words)}{meaning}")
    if request.review is not None:
        lines.append(f"Review: {spoken_date(request.review, language)}")
    if given_in is not None and given_in != language:
        lines.append(f"Language: {english_name(given_in)}")
    lines.append(f"Sheet: {layout.sheet.code if layout.sheet else layout.name}")
    return "\n".join(lines) + "\n"
