"""What a sheet says of left and right: beside the dose, and under pictures that show one of the two."""

from collections.abc import Mapping

from leafletgen.figures.sides import OPPOSITE, drawn_side
from leafletgen.languages.dose_sentence import sentence
from leafletgen.languages.labels import joint
from leafletgen.library.exercises import Prescribed


def dose_said(prescribed: Prescribed, words: Mapping[str, str]) -> str:
    """The dose in sentences, and what left and right stand for."""
    exercise, dose = prescribed.exercise, prescribed.dose
    said = sentence(dose, words)
    if dose.side in (None, "both") or not exercise.side_means:
        return said
    key = f"sheet.side.{dose.side}" if dose.side in OPPOSITE else "sheet.side"
    return f"{said}{joint(words['sentence_joint'])}{words[key].format(meaning=exercise.side_means)}"


def side_shown(prescribed: Prescribed, words: Mapping[str, str]) -> str:
    """Which side the pictures show, and what to do with the other; empty when they show just what is prescribed."""
    figure, side = prescribed.exercise.figure, prescribed.dose.side
    drawn = drawn_side(figure, side)
    if drawn is None or side is None or side == drawn:
        return ""
    return words[f"sheet.shown.{'other' if side in OPPOSITE else side}.{drawn}"]
