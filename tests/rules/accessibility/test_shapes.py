"""Shapes read back from a drawing: what lies at a point is what a painter paints there."""

from __future__ import annotations

from io import BytesIO
from random import Random

import pytest
from PIL import Image

from leafletgen.images.svg.painter import paint
from leafletgen.images.svg.vector import read_plain
from leafletgen.rules.accessibility.grounds import _Look, contrast, hexadecimal
from leafletgen.rules.accessibility.shapes import Rgb
from tests.support.building import ROOT

PICTURES = ROOT / "assets" / "images"
WHITE: Rgb = (1.0, 1.0, 1.0)
#: The part of points that may differ: those at edges, whose colours a painter mixes.
_AT_EDGES = 0.06


def _drawing(shapes: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">{shapes}</svg>'.encode()


def _at(shapes: str, x: float, y: float) -> str:
    """The colour at a point of a drawing of 96 by 96, heights from its top."""
    drawing = read_plain(_drawing(shapes), ())
    assert drawing is not None
    look = _Look(drawing, WHITE)
    ground = look.ground(x * 0.75, 72 - y * 0.75, len(look.shapes), 0.0)
    assert ground is not None
    return hexadecimal(ground)


@pytest.mark.parametrize(
    ("shapes", "x", "y", "colour"),
    [
        ('<rect x="10" y="10" width="40" height="40" fill="#FF0000"/>', 30, 30, "#FF0000"),
        ('<rect x="10" y="10" width="40" height="40" fill="#FF0000"/>', 60, 30, "#FFFFFF"),
        # The later one lies over the earlier one, half clear ones let it through.
        ('<rect width="96" height="96" fill="#FF0000"/><circle cx="48" cy="48" r="20" fill="#0000FF"/>', 48, 48,
         "#0000FF"),
        ('<rect width="96" height="96" fill="#000000"/><circle cx="48" cy="48" r="20" fill="#FFFFFF" '
         'fill-opacity="0.5"/>', 48, 48, "#808080"),
        # A hole by the even-odd rule, and none by the other one where both turn alike.
        ('<path d="M10 10H80V80H10ZM30 30H60V60H30Z" fill="#00FF00" fill-rule="evenodd"/>', 45, 45, "#FFFFFF"),
        ('<path d="M10 10H80V80H10ZM30 30H60V60H30Z" fill="#00FF00"/>', 45, 45, "#00FF00"),
        # Lines: as wide as they are, also moved and made larger; curves.
        ('<path d="M10 50L90 50" stroke="#0000FF" stroke-width="10" fill="none"/>', 50, 54, "#0000FF"),
        ('<path d="M10 50L90 50" stroke="#0000FF" stroke-width="10" fill="none"/>', 50, 56, "#FFFFFF"),
        ('<g transform="translate(0 10) scale(2)"><path d="M5 20L45 20" stroke="#0000FF" stroke-width="5"/></g>', 50,
         54, "#0000FF"),
        ('<path d="M10 80C10 0 86 0 86 80" stroke="#0000FF" stroke-width="6" fill="none"/>', 48, 20, "#0000FF"),
    ],
)  # fmt: skip
def test_colour_at_a_point(shapes: str, x: float, y: float, colour: str) -> None:
    """What lies uppermost at a point is known, with what shines through it."""
    assert _at(shapes, x, y) == colour


@pytest.mark.parametrize(
    "name", ["body-map-back", "cover-move", "nail-boot", "cover-strength", "exercises/bridge-start", "cover-midback"]
)
def test_colours_are_those_that_are_painted(name: str) -> None:
    """At hundreds of points of real drawings the colour is the one that another program paints."""
    data = (PICTURES / f"{name}.svg").read_bytes()
    start = data.index(b"<text") if b"<text" in data else len(data)
    data = data[:start] + (b"</g></svg>" if start < len(data) else b"")
    drawing = read_plain(data, ())
    assert drawing is not None
    across = 800
    down = round(across * drawing.height / drawing.width)
    with Image.open(BytesIO(paint(data.decode(), across, down, (), ""))) as image:
        white = Image.new("RGBA", image.size, "white")
        painted = Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")
    look = _Look(drawing, WHITE)
    chance, different, points = Random(7), 0, 600
    for _ in range(points):
        x, y = chance.randrange(across), chance.randrange(down)
        at = ((x + 0.5) / across * drawing.width, drawing.height - (y + 0.5) / down * drawing.height)
        ground = look.ground(*at, len(look.shapes), 0.0)
        assert ground is not None
        seen = painted.getpixel((x, y))
        assert isinstance(seen, tuple)
        different += max(abs(one * 255 - other) for one, other in zip(ground, seen, strict=True)) > 8
    assert different <= _AT_EDGES * points


def test_contrast_is_that_of_wcag() -> None:
    """As the brand's colours are measured: black on white has 21, NHS blue on white 6.38 (field values)."""
    blue = tuple(int("005EB8"[at : at + 2], 16) / 255 for at in (0, 2, 4))
    assert contrast((0, 0, 0), WHITE) == pytest.approx(21)
    assert contrast(blue, WHITE) == pytest.approx(6.38, abs=0.005)  # type: ignore[arg-type]


def test_a_drawing_of_very_many_shapes_is_given_up() -> None:
    """Where there is too much to look at, nothing is known of a ground, and nothing is found."""
    shapes = "".join(f'<rect x="{n % 96}" y="{n // 96}" width="1" height="1" fill="#777777"/>' for n in range(9000))
    drawing = read_plain(_drawing(shapes), ())
    assert drawing is not None
    look = _Look(drawing, WHITE)
    grounds = [look.ground(48, 48, len(look.shapes), 0.0) for _ in range(2000)]
    assert grounds[0] is not None
    assert grounds[-1] is None
