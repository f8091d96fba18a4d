"""A picture prints as a browser shows it, or is refused with its line: drawings of all that an SVG can hold.

``tests/drawings/expected.yaml`` says what becomes of each; the picture beside a drawing is what Chromium prints.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from PIL import Image

from leafletgen.fonts.typeface import Typeface
from leafletgen.images import PictureError, PictureStore
from tests.support.building import ROOT
from tests.support.picture_measure import MOST, has_shape, outside, share_wrong

DRAWINGS = Path(__file__).parents[1] / "drawings"
FONTS = ROOT / "assets" / "fonts"
WIDTH = 144.0
#: The items of our list of what an SVG can hold, each of which has a drawing.
ITEMS = frozenset((*(f"A{number}" for number in range(1, 30)), "A20b"))
#: What a message says of a drawing as a whole, so without a line.
OF_THE_WHOLE = frozenset(("nothing",))


@dataclass(frozen=True)
class Expected:
    """What becomes of a drawing."""

    may_print: bool
    may_be_refused: bool
    words: str = ""
    line: int | None = None


def _expected() -> dict[str, Expected]:
    """Read expected.yaml."""
    out: dict[str, Expected] = {}
    for name, said in yaml.safe_load((DRAWINGS / "expected.yaml").read_text(encoding="utf-8")).items():
        if isinstance(said, dict):
            assert set(said) in ({"refused"}, {"refused", "line"}), name
            out[name] = Expected(False, True, str(said["refused"]), said.get("line"))
        else:
            assert said in {"right", "either"}, name
            out[name] = Expected(True, said == "either")
    return out


EXPECTED = _expected()


@pytest.fixture(scope="module")
def faces() -> tuple[Typeface, Typeface]:
    """Return the brand's faces, regular and bold."""
    regular, bold = (FONTS / f"AtkinsonHyperlegibleNext-{style}.ttf" for style in ("Regular", "Bold"))
    return Typeface.load(regular), Typeface.load(bold)


@pytest.mark.parametrize("name", EXPECTED)
def test_right_or_refused(name: str, faces: tuple[Typeface, Typeface]) -> None:
    """Each drawing prints as the picture beside it, or is refused, as is expected of it."""
    expected = EXPECTED[name]
    try:
        artwork = PictureStore(None).load(DRAWINGS / f"{name}.svg", WIDTH, *faces)
    except PictureError as fault:
        message = str(fault)
        assert expected.may_be_refused, f"refused: {message}"
        assert expected.words in message
        if expected.line is not None:
            assert re.search(rf"\bline {expected.line}\b", message), message
        elif expected.words not in OF_THE_WHOLE:
            assert re.search(r"\bline \d+\b", message), message
        return
    assert expected.may_print, f"printed, though it holds {expected.words}"
    with Image.open(DRAWINGS / f"{name}.png") as picture:
        right = picture.convert("RGBA")
    assert has_shape(artwork, *right.size)
    assert share_wrong(artwork, right) <= MOST
    assert outside(artwork, *right.size) <= MOST


def test_nothing_is_forgotten() -> None:
    """Every drawing is expected, has a picture if it may print, and every item has a drawing."""
    assert {path.stem for path in DRAWINGS.glob("*.svg")} == set(EXPECTED)
    assert {path.stem for path in DRAWINGS.glob("*.png")} == {name for name in EXPECTED if EXPECTED[name].may_print}
    assert not ITEMS - {name.partition("-")[0] for name in EXPECTED}


def test_pictures_are_small() -> None:
    """The pictures are of one size, and do not weigh on who takes a copy of the repository."""
    pictures = list(DRAWINGS.glob("*.png"))
    for path in pictures:
        with Image.open(path) as picture:
            assert max(picture.size) == 300, path.name
    assert sum(path.stat().st_size for path in pictures) < 700_000
