"""The pictures of exercises as files, drawn from their poses, and all of them as an index to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leafletgen.content.model.exercise import Exercise
from leafletgen.errors import ExitCode, RefusedError, Report, Setting, did_you_mean, refused
from leafletgen.figures.export import NoPoseError, card_svg, draw_exercise, exercise_svg, png
from leafletgen.figures.people import PEOPLE
from leafletgen.library.exercises import Exercises
from leafletgen.library.workspace import Workspace
from leafletgen.system.line_ends import with_plain_ends
from leafletgen.system.raster import LIMIT_PIXELS
from leafletgen.system.writing import write_whole

if TYPE_CHECKING:
    from leafletgen.pages.frame import Composed


class Picture(NamedTuple):
    """A PNG file; width and height in pixels."""

    data: bytes
    width: int
    height: int


def check_person(person: str | None) -> None:
    """Refuse somebody who cannot be drawn.

    Raises:
        RefusedError: nobody is called so.
    """
    if person is not None and person not in PEOPLE:
        raise refused("person-unknown", f'nobody is called "{person}"', did_you_mean(person, PEOPLE), ExitCode.USAGE)


def as_svg(exercise: Exercise, stage: str | None, person: str | None, side: str | None, report: Report) -> bytes:
    """Return the SVG file of a stage of an exercise, or of all side by side.

    Args:
        exercise: what is drawn.
        stage: start, middle or finish; all when None.
        person: who is drawn; one for each exercise when None.
        side: left or right, of an exercise that is done on one side.
        report: is asked for the front end's words.

    Raises:
        RefusedError: there is no such stage or side, or an image file in place of a pose.
    """
    _check_side(exercise, side, report)
    try:
        return exercise_svg(exercise, stage, person, side).encode()
    except NoPoseError as fault:
        raise _undrawn(exercise, stage, fault) from fault


def as_card(exercise: Exercise, ratio: float) -> bytes | None:
    """Return the SVG file of an exercise for a card whose picture has this ratio, width by height.

    Its stages stand beside or above each other, whichever shows them larger. None when a stage is an image file.
    """
    try:
        return card_svg(exercise, ratio).encode()
    except NoPoseError:
        return None


def as_png(
    exercise: Exercise,
    stage: str | None,
    person: str | None,
    side: str | None,
    width_mm: float,
    dpi: int,
    report: Report,
) -> Picture:
    """Return the same as a PNG, so wide in print, with so many dots an inch.

    Raises:
        RefusedError: as for `as_svg`, or it would be too large.
    """
    _check_side(exercise, side, report)
    try:
        drawing = draw_exercise(exercise, stage, person, side)
    except NoPoseError as fault:
        raise _undrawn(exercise, stage, fault) from fault
    width = round(width_mm / 25.4 * dpi)
    height = round(width * drawing.height / drawing.width)
    if width * height > LIMIT_PIXELS:
        hint = f"choose a lower {report.called(Setting.DOTS)} or {report.called(Setting.WIDTH)}"
        raise refused("too-many-pixels", f"the picture would have {width} x {height} pixels", hint, ExitCode.USAGE)
    data, height = png(drawing, width, dpi)
    return Picture(data, width, height)


def _check_side(exercise: Exercise, side: str | None, report: Report) -> None:
    if side is not None and not exercise.sided:
        hint = f"leave {report.called(Setting.SIDE)} out"
        raise refused("side-of-unsided", f'"{exercise.identifier}" is not done on one side', hint, ExitCode.USAGE)


def _undrawn(exercise: Exercise, stage: str | None, fault: NoPoseError) -> RefusedError:
    known = stage is None or getattr(exercise.figure, stage) is not None
    hint = 'an image file is there to be used as it is; a "pose:" in its place is drawn' if known else ""
    return refused("pose-missing", str(fault), hint, ExitCode.CONTENT if known else ExitCode.USAGE)


def refresh(workspace: Workspace, report: Report) -> Iterator[tuple[Path, bool]]:
    """Draw the pictures that leaflets show anew; files that belong to no exercise with poses stay as they are.

    Yields:
        Each file that is up to date now, and whether it was written.

    Raises:
        WriteError: a file cannot be written.
    """
    library = Exercises(workspace)
    for path in sorted((workspace.root / "assets" / "images" / "exercises").glob("*.svg")):
        match = re.fullmatch(r"(.+)-(start|middle|finish)", path.stem)
        if match is None or match[1] not in library.exercise_names():
            continue
        exercise = library.load(match[1], report)
        if exercise is None:
            continue
        try:
            data = exercise_svg(exercise, match[2]).encode()
        except NoPoseError as fault:
            report.warning(
                "drawing-left-as-it-is", f"{workspace.shown(path)} is left as it is: {fault}", "", exercise.place
            )
            continue
        is_new = with_plain_ends(path.name, path.read_bytes()) != data
        if is_new:
            write_whole(path, data)
        yield path, is_new


def contact_sheet(workspace: Workspace, person: str | None, brand: str | None, report: Report) -> Composed | None:
    """Set an index of all exercises with their pictures, to choose from; a faulty one is reported and left out.

    Args:
        workspace: whose exercises.
        person: who is drawn; one for each exercise when None.
        brand: whose fonts and colours; the only one's when None.
        report: receives what is wrong.
    """
    # A picture alone needs none of these.
    from leafletgen import __version__
    from leafletgen.document.exercise_index import write_index
    from leafletgen.images import PictureStore
    from leafletgen.pages.exercise_figures import FigureStore
    from leafletgen.pages.exercise_index import compose_index
    from leafletgen.patients.preparing import chosen_brand
    from leafletgen.system.user_cache import cache_folder

    exercises = Exercises(workspace).load_all(report)
    chosen = chosen_brand(workspace, brand, report, prescribed=False)
    if chosen is None or not exercises:
        return None
    root = write_index(exercises, person, _notices(workspace, exercises))
    composing = Report()
    producer = f"leafletgen {__version__}"
    composed = compose_index(chosen, root, PictureStore(cache_folder()), FigureStore(), composing, producer)
    report.add(composing.diagnostics)
    return composed


def _notices(workspace: Workspace, exercises: Sequence[Exercise]) -> list[str]:
    """What has to be said of exercises that are examples, and that nobody signed as they are."""
    from leafletgen.languages.exercise_phrases import exercise_words
    from leafletgen.release.signatures import Signatures
    from leafletgen.release.signing import SheetExamples

    signed = SheetExamples(Signatures.read(workspace.root, Report())).are_signed(exercises)
    return [] if signed else [exercise_words("en-GB")["sheet.unsigned"]]
