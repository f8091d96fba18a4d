"""Drawings put together by chance print as resvg shows them, a program that shares nothing with what draws lines."""

from io import BytesIO

import pytest
from PIL import Image
from resvg_py import svg_to_bytes

from leafletgen.images import PictureError
from leafletgen.images.artwork import Drawing
from leafletgen.images.svg import prepare_svg
from tests.support.chance_drawings import Chance
from tests.support.picture_measure import MOST, on_ground, paint, share_differing

#: Drawings that are compared at a time.
GROUP = 15


@pytest.mark.parametrize("group", range(8))
def test_lines_are_as_another_program_draws_them(group: int) -> None:
    """Most are drawn as lines, and each of these is equal within what is said of drawings and their references."""
    drawn = 0
    for seed in range(group * GROUP, (group + 1) * GROUP):
        data = Chance(seed).drawing()
        try:
            made = prepare_svg(data)
        except PictureError as fault:
            assert "nothing of it is to be seen" in str(fault), f"{seed}: {fault}"
            continue
        if isinstance(made, Drawing):
            drawn += 1
            painted = svg_to_bytes(svg_string=data.decode(), width=900, skip_system_fonts=True)
            with Image.open(BytesIO(bytes(painted))) as picture:
                other = on_ground(picture)
            mine = paint(made, 300, round(300 * made.height / made.width))
            assert share_differing(mine, other) <= MOST, f"{seed}: {data.decode()}"
    assert drawn > GROUP // 2
