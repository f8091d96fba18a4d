"""Pictures of exercises for a screen: drawn from poses, or from image files side by side."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from leafletgen.content.model.exercise import Exercise

#: Sides of the square in which an image file is shown, and what lies between two, in units of the picture.
_CELL, _GAP = 480, 24
#: Bytes of an SVG file that are sent to a screen; a larger one is hardly a drawing.
_LARGEST_SVG = 2_000_000


class Figure(NamedTuple):
    """A picture file and its media type."""

    data: bytes
    media_type: str


SVG = "image/svg+xml"


def figure_of(exercise: Exercise, person: str | None = None) -> Figure | None:
    """Return all pictures of an exercise side by side; None when an image file cannot be shown.

    Args:
        exercise: what is drawn.
        person: who is drawn; one for each exercise when None.
    """
    from leafletgen.figures.export import exercise_svg

    if all(drawing.pose is not None for drawing in exercise.figure.drawings):
        return Figure(exercise_svg(exercise, None, person).encode(), SVG)
    shown = [_shown(exercise, number, person) for number in range(len(exercise.figure.drawings))]
    if any(address is None for address in shown):
        return None
    return Figure(_side_by_side(exercise, [address for address in shown if address is not None]), SVG)


def _shown(exercise: Exercise, number: int, person: str | None) -> str | None:
    """Return one picture as an address that holds it all."""
    drawing = exercise.figure.drawings[number]
    if drawing.pose is not None:
        from leafletgen.figures.draw import draw_poses
        from leafletgen.figures.svg import svg

        drawn = draw_poses([drawing.pose], exercise.identifier, person)[0]
        return _address(svg(drawn, exercise.name, drawing.alt).encode(), SVG)
    if drawing.path is None:
        return None
    try:
        return _of_svg(drawing.path) if drawing.path.suffix.lower() == ".svg" else _of_pixels(drawing.path)
    except (OSError, SyntaxError, ValueError):  # a damaged file, which whoever makes a sheet with it is told
        return None


def _of_svg(path: Path) -> str | None:
    """Return a drawing as it is: inside of a picture a browser runs no script and loads nothing."""
    data = path.read_bytes() if path.stat().st_size <= _LARGEST_SVG else b""
    return _address(data, SVG) if data else None


def _of_pixels(path: Path) -> str | None:
    """Return a photograph in the size of a screen, upright, and without what a camera wrote into its file."""
    from leafletgen.images.opening import LIMIT_DECODED, bytes_decoded, opened, turn_of, turned

    image = opened(path.read_bytes())
    if bytes_decoded(image) > LIMIT_DECODED:
        return None
    turn = turn_of(image)
    image.draft("RGB", (_CELL, _CELL))
    small = turned(image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"), turn)
    small.thumbnail((_CELL, _CELL))
    buffer = BytesIO()
    kind = "PNG" if small.mode == "RGBA" else "JPEG"
    small.info.clear()
    small.save(buffer, kind)
    return _address(buffer.getvalue(), f"image/{kind.lower()}")


def _address(data: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{b64encode(data).decode()}"


def _side_by_side(exercise: Exercise, addresses: list[str]) -> bytes:
    width = len(addresses) * (_CELL + _GAP) - _GAP
    images = "".join(
        f'<image x="{at * (_CELL + _GAP)}" width="{_CELL}" height="{_CELL}" href="{address}"/>'
        for at, address in enumerate(addresses)
    )
    space = "http://www.w3.org/2000/svg"
    return (
        f'<svg xmlns="{space}" viewBox="0 0 {width} {_CELL}" width="{width}" height="{_CELL}">'
        f"<title>{escape(exercise.name)}</title>{images}</svg>"
    ).encode()
