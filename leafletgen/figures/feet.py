"""Both feet seen from above, toes up the page: where one stands to the other, which no view from the side tells."""

from __future__ import annotations

from leafletgen.figures.geometry import Path, ellipse, placed, rectangle, smooth
from leafletgen.figures.people import INK, Person
from leafletgen.figures.picture import LINE, Picture
from leafletgen.figures.pose import CloseUp

HEEL, TOE = -43.0, 80.0
"""How far a shoe reaches behind and before its ankle."""
_RIGHT = smooth([
    -15 - 36j, HEEL * 1j, 15 - 36j, 18 - 10j, 19 + 15j, 23 + 45j, 20 + 68j, 5 + TOE * 1j, -10 + 77j, -17 + 60j,
    -15 + 30j, -16 + 5j, -18 - 15j,
])  # fmt: skip
_PALE, _FLOOR_LINE = "#E9EEF0", "#F4C25C"


def feet_from_above(picture: Picture, close_up: CloseUp, person: Person) -> None:
    """Draw the feet on the floor, on a line where one is asked for, and the pale print of a step."""
    left = -28 + 0j if close_up.left is None else close_up.left
    right = 28 + 0j if close_up.right is None else close_up.right
    behind_is_left = left.imag < right.imag
    if close_up.line:
        low, high = _reach([left, right, *([] if close_up.trace is None else [close_up.trace])])
        picture.fill(rectangle(-6, low - 34, 6, high + 34), _FLOOR_LINE, LINE * 0.7)
    if close_up.trace is not None:
        picture.fill(_sole(close_up.trace, left=behind_is_left), _PALE, LINE)
    for ankle, is_left in sorted(((left, True), (right, False)), key=lambda foot: foot[0].imag, reverse=True):
        _shoe(picture, ankle, person, left=is_left)


def _reach(ankles: list[complex]) -> tuple[float, float]:
    """Return the lowest heel and the highest toe."""
    return min(ankle.imag for ankle in ankles) + HEEL, max(ankle.imag for ankle in ankles) + TOE


def _sole(ankle: complex, *, left: bool) -> Path:
    return placed(_RIGHT, ankle, 180 if left else 0, flip=left)


def _shoe(picture: Picture, ankle: complex, person: Person, *, left: bool) -> None:
    picture.fill(_sole(ankle, left=left), person.shoe, LINE)
    for up in (20, 31, 42):
        picture.trace([ankle + complex(-9, up), ankle + complex(9, up + 1)], "#FFFFFF", 3)
    picture.fill(ellipse(ankle - 8j, 13, 17), "#FFFFFF", LINE)
    picture.fill(ellipse(ankle - 8j, 9, 12.5), person.skin, 1.4, INK)
