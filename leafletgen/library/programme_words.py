"""What a programme says of its exercises, and what its translation says of them: entry by entry the same."""

from __future__ import annotations

from collections.abc import Iterator

from leafletgen.content.model.programme import Chosen, Programme
from leafletgen.content.model.translation import ChosenTranslation, ProgrammeTranslation
from leafletgen.errors import Report


def paired(source: Programme, words: ProgrammeTranslation) -> Iterator[tuple[Chosen, ChosenTranslation | None]]:
    """Yield each exercise that a programme says something of, with the words for it; None where there are none.

    One that stands twice, for the left and the right side, has its words twice, in the same order.
    """
    left = list(words.exercises)
    for chosen in source.exercises:
        if any(ours is not None for _, ours, _ in _said(chosen, None)):
            found = next((one for one in left if one.exercise == chosen.exercise), None)
            if found is not None:
                left.remove(found)
            yield chosen, found


def compare_words(source: Programme, words: ProgrammeTranslation, original: str, report: Report) -> None:
    """Report notes and loads that one of the two has and the other has not.

    Args:
        source: the programme.
        words: its translation.
        original: the programme's file, as messages show it.
        report: receives the faults.
    """
    pairs = list(paired(source, words))
    for chosen, one in pairs:
        for key, ours, theirs in _said(chosen, one):
            if ours is not None and theirs is None:
                told, hint = f"is missing: {original} has it", "translate it"
            elif ours is None and theirs is not None:
                told, hint = f"stands here, and not in {original}", "take it out"
            else:
                continue
            place = one.place if one is not None else words.place
            report.error("translation-entry-differs", f'"{key}" of "{chosen.exercise}" {told}', hint, place)
    known = [one for _, one in pairs]
    for one in words.exercises:
        if one not in known:
            report.error(
                "translation-entry-differs",
                f'"{one.exercise}" stands here, and not in {original}',
                "take it out",
                one.place,
            )


def _said(chosen: Chosen, one: ChosenTranslation | None) -> list[tuple[str, str | None, str | None]]:
    """What both say of an exercise, by key."""
    load = chosen.dose.load if chosen.dose is not None else None
    note_there, load_there = (one.note, one.load) if one is not None else (None, None)
    return [("note", chosen.note, note_there), ("load", load, load_there)]
