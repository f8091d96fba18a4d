"""The measure that compares pictures tells what matters from what does not."""

import pytest
from PIL import Image

from leafletgen.images.artwork import Drawing
from tests.support.picture_measure import (
    GREY_BLUE,
    MOST,
    has_shape,
    is_transparent,
    on_ground,
    outside,
    paint,
    share_differing,
    share_wrong,
)

SQUARE = "0.8 0 0 rg 20 20 50 50 re f"
#: An arrow head of 7 by 6 in a drawing of 100 by 100.
HEAD = " 0 0 0 rg 80 80 m 87 83 l 80 86 l f"


def drawing(operators: str) -> Drawing:
    """Return a drawing of 100 by 100."""
    return Drawing(100, 100, operators)


def square(colour: tuple[int, ...], size: int = 300) -> Image.Image:
    """Return what a browser would show of the square, on no ground."""
    picture = Image.new("RGBA", (size, size))
    side = size // 10
    picture.paste(colour, (2 * side, 3 * side, 7 * side, 8 * side))
    return picture


def test_equal() -> None:
    """A drawing and itself are equal, whatever the size, and so is a picture that another program made of it."""
    assert share_differing(paint(drawing(SQUARE), 300, 300), paint(drawing(SQUARE), 300, 300)) == 0
    assert share_differing(paint(drawing(SQUARE), 300, 300), paint(drawing(SQUARE), 310, 310)) == 0
    for size in (30, 300, 1000):
        assert share_wrong(drawing(SQUARE), square((204, 0, 0, 255), size)) == 0


@pytest.mark.parametrize(
    "other",
    [SQUARE + HEAD, SQUARE.replace("0.8 0", "0.8 0.3"), SQUARE.replace("20 20", "23 20"), ""],
    ids=["arrow head", "colour", "moved", "nothing"],
)
def test_other(other: str) -> None:
    """A small shape too many, another colour, another place and an empty page are each told."""
    assert share_differing(paint(drawing(SQUARE), 300, 300), paint(drawing(other), 300, 300)) > MOST


def test_white_on_no_ground() -> None:
    """What is white and stands on no ground is looked for on a ground that shows it."""
    white = square((255, 255, 255, 255))
    assert share_differing(on_ground(white), paint(drawing(""), 300, 300)) == 0
    assert share_wrong(drawing(""), white) > MOST
    assert share_wrong(drawing(SQUARE.replace("0.8 0 0", "1 1 1")), white) == 0
    assert is_transparent(white)
    assert not is_transparent(on_ground(white, GREY_BLUE))


def test_shape() -> None:
    """A picture is as wide for its height as the drawing, within what rounding to pixels does."""
    wide = Drawing(1000, 21, "")
    assert has_shape(wide, 300, 6)
    assert has_shape(wide, 300, 7)
    assert not has_shape(wide, 300, 8)
    assert has_shape(drawing(""), 300, 305)
    assert not has_shape(drawing(""), 300, 310)


def test_outside() -> None:
    """What is painted beyond the edge of the box is told, and an edge that is met is not."""
    assert outside(drawing("0 0 100 100 re f"), 300, 300) == 0
    assert outside(drawing("90 40 20 20 re f"), 300, 300) > MOST
