"""An index of exercises as a document: by area, each with the word to pick it by, its level and its pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from leafletgen.content.areas import AREAS
from leafletgen.content.model.exercise import Exercise
from leafletgen.document import looks
from leafletgen.document.element import Element, Role, Words
from leafletgen.document.exercise_picture import ExercisePicture
from leafletgen.document.manuscript import shortened
from leafletgen.figures.sides import alt_texts

#: The language of the words around the exercises'.
LANGUAGE: Final = "en-GB"
TITLE: Final = "Exercises by area"
_LEGEND = "Under each name stands the word to pick it by, in bold, then its level from 1 to 3 and all its areas."


def by_area(exercises: Iterable[Exercise]) -> list[tuple[str, list[Exercise]]]:
    """Return the areas that have exercises, in the order of all areas, each exercise under its first one, by name."""
    held: dict[str, list[Exercise]] = {area: [] for area in AREAS}
    for exercise in sorted(exercises, key=lambda one: one.name.casefold()):
        held[exercise.areas[0]].append(exercise)
    return [(area, some) for area, some in held.items() if some]


def write_index(exercises: Iterable[Exercise], person: str | None, notices: Sequence[str] = ()) -> Element:
    """Write the index.

    Args:
        exercises: all that it lists.
        person: who is drawn; one for each exercise when None.
        notices: what is said of all of them, before the first.
    """
    root = Element(Role.DOCUMENT)
    root.language = LANGUAGE
    _heading(root, TITLE, 1, "index")
    for notice in notices:
        root.add(Role.PARAGRAPH).add(Role.STRONG).say(notice)
    root.add(Role.PARAGRAPH).say(_LEGEND)
    for area, some in by_area(exercises):
        section = root.add(Role.SECTION)
        _heading(section, area.capitalize(), 2, f"area-{area.replace(' ', '-')}")
        for exercise in some:
            _exercise(section, exercise, person)
    return root


def _exercise(section: Element, exercise: Exercise, person: str | None) -> None:
    _heading(section, exercise.name, 3, f"exercise-{exercise.identifier}")
    about = section.add(Role.PARAGRAPH, exercise.place)
    about.kids.append(Words(exercise.identifier, bold=True))
    about.say(f"\nLevel {exercise.level}: {', '.join(exercise.areas)}")
    pictures = section.add(Role.GROUP, look=looks.PICTURES)
    figure = exercise.figure
    for number, (drawing, alt) in enumerate(zip(figure.drawings, alt_texts(figure, None), strict=True)):
        shown = pictures.add(Role.FIGURE, drawing.place)
        shown.alt = alt
        shown.source = ExercisePicture(exercise, number, person, None)


def _heading(parent: Element, words: str, level: int, anchor: str) -> None:
    heading = parent.heading(level).say(words)
    heading.title = shortened(words)
    heading.anchor = anchor
