"""What the figures of an exercise show; apart from other sources, so that no leaflet has to do with exercises."""

from __future__ import annotations

from typing import NamedTuple

from leafletgen.content.model.exercise import Exercise


class ExercisePicture(NamedTuple):
    """One of an exercise's pictures: its number in their order from start to finish, from 0.

    `person` names who is drawn, None is the exercise's own choice; `side` is that of the dose, which the picture shows.
    """

    exercise: Exercise
    number: int
    person: str | None
    side: str | None
