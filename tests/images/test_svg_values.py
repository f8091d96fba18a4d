"""What values of SVG and CSS come to, against evaluations that share nothing with ours; and any value at all."""

import math
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leafletgen.fonts.typeface import Typeface
from leafletgen.images import PictureError, PictureStore
from leafletgen.images.artwork import Drawing
from leafletgen.images.svg import prepare_svg
from leafletgen.images.svg.calculated import calculated
from leafletgen.images.svg.colours import hexadecimal
from leafletgen.images.svg.css_matrices import css_transform
from leafletgen.images.svg.families import face_for
from leafletgen.images.svg.matrices import read_transform, written
from leafletgen.images.svg.properties import ALIASES, GEOMETRY, PLACES, PROPERTIES, SILENT, dashes, length, part
from tests.support.building import ROOT

NUMBERS = st.floats(-999, 999).map(lambda value: round(value, 3))
PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "Q": 96 / 101.6}


# --- sums -----------------------------------------------------------------------------------------------------------


@st.composite
def sums(draw: st.DrawFn, deep: int = 2) -> tuple[str, float]:
    """Draw a sum of lengths, and what it comes to."""
    kind = draw(st.integers(0, 4)) if deep else 0
    if kind == 0:
        number, unit = draw(NUMBERS), draw(st.sampled_from(sorted(PIXELS)))
        return f"{number:.3f}{unit}", number * PIXELS[unit]
    text, value = draw(sums(deep - 1))
    if kind == 1:
        return f"({text})", value
    if kind in (2, 3):
        other, more = draw(sums(0))
        sign = "+-"[kind - 2]
        return f"({text} {sign} {other})", value + more if sign == "+" else value - more
    factor = draw(st.integers(1, 9))
    return draw(st.sampled_from([(f"{factor} * {text}", value * factor), (f"{text}/{factor}", value / factor)]))


@given(sums())
def test_sums_come_to_what_they_say(said: tuple[str, float]) -> None:
    text, value = said
    made = calculated(f"calc({text})")
    assert made.endswith("px")
    assert float(made[:-2]) == pytest.approx(value, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(
    "text",
    ["1px + 1", "1px * 2px", "2 / 1px", "1px / 0", "1px +2px", "1px -2px", "1px + 5%", "2em", "", "(", "1 2", "٣px"],
)
def test_sums_that_are_not_known_stay(text: str) -> None:
    assert calculated(f"calc({text})") == f"calc({text})"


# --- transforms -----------------------------------------------------------------------------------------------------

Rows = tuple[tuple[float, float, float], ...]
SAME: Rows = ((1, 0, 0), (0, 1, 0), (0, 0, 1))


def product(one: Rows, other: Rows) -> Rows:
    """Return the product of two matrices of three by three."""
    return tuple(
        tuple(sum(one[row][at] * other[at][column] for at in range(3)) for column in range(3))  # type: ignore[misc]
        for row in range(3)
    )


def rows_of(name: str, values: list[float]) -> Rows:
    """Return the matrix of one function, as SVG 2 and CSS Transforms 1 write them down."""
    first = values[0]
    second = values[1] if len(values) > 1 else None
    turn = math.radians(first)
    match name:
        case "translate":
            return ((1, 0, first), (0, 1, second or 0.0), (0, 0, 1))
        case "scale":
            return ((first, 0, 0), (0, first if second is None else second, 0), (0, 0, 1))
        case "rotate":
            return ((math.cos(turn), -math.sin(turn), 0), (math.sin(turn), math.cos(turn), 0), (0, 0, 1))
        case "skewX":
            return ((1, math.tan(turn), 0), (0, 1, 0), (0, 0, 1))
        case "skewY":
            return ((1, 0, 0), (math.tan(turn), 1, 0), (0, 0, 1))
    a, b, c, d, e, f = values
    return ((a, c, e), (b, d, f), (0, 0, 1))


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[str, list[float]]]:
    """Draw functions that move and turn."""
    made = []
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(["translate", "scale", "rotate", "skewX", "skewY", "matrix"]))
        count = 6 if name == "matrix" else draw(st.integers(1, 2)) if name in ("translate", "scale") else 1
        size = 80 if name.startswith("skew") else 20
        values = st.floats(-size, size).map(lambda value: round(value, 3))
        made.append((name, draw(st.lists(values, min_size=count, max_size=count))))
    return made


@given(steps(), st.sampled_from([" ", ",", " , "]))
def test_transforms_are_the_product_of_their_functions(said: list[tuple[str, list[float]]], between: str) -> None:
    """As an attribute, as a style sheet has them, and written down and read again."""
    whole = SAME
    for name, values in said:
        whole = product(whole, rows_of(name, values))
    expected = (whole[0][0], whole[1][0], whole[0][1], whole[1][1], whole[0][2], whole[1][2])
    attribute = between.join(f"{name}({' '.join(f'{value:.3f}' for value in values)})" for name, values in said)
    units = {"translate": "px", "scale": "", "matrix": ""}
    parts = [(name, [f"{value:.3f}{units.get(name, 'deg')}" for value in values]) for name, values in said]
    style = " ".join(f"{name}({', '.join(values)})" for name, values in parts)
    for made in (read_transform(attribute), css_transform(style, 90, 60)):
        assert made is not None
        assert made == pytest.approx(expected, rel=1e-6, abs=1e-6)
        assert read_transform(written(made)) == pytest.approx(made, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(
    "text", ["rotate(1e400)", "scale()", "rotate(1 2)", "matrix(1 2 3)", "turn(3)", "scale(2) x", "translate(٣)"]
)
def test_transforms_that_are_not_right(text: str) -> None:
    assert read_transform(text) is None


@pytest.mark.parametrize("text", ["rotate(3)", "translate(3)", "rotate(1e400deg)", "scale(1px)", "rotate3d(1, 2, 3)"])
def test_transforms_of_style_sheets_that_are_not_known(text: str) -> None:
    assert css_transform(text, 90, 60) is None


# --- colours --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # CSS Color 4, 4.2 and 5 to 7: one green in all the older ways.
        ("#00ff00", "#00ff00"),
        ("#0f0", "#00ff00"),
        ("#0F08", "#00ff0088"),
        ("lime", "#00ff00"),
        ("rgb(0 255 0)", "#00ff00"),
        ("rgb(0%, 100%, 0%)", "#00ff00"),
        ("rgba(0, 255, 0, 50%)", "#00ff0080"),
        ("hsl(120deg 100% 50%)", "#00ff00"),
        ("hsl(120 100% 25%)", "#008000"),
        ("hwb(120 0% 0%)", "#00ff00"),
        ("hwb(0 20% 40%)", "#993333"),
        ("rebeccapurple", "#663399"),
        ("transparent", "#00000000"),
        # The same sRGB green, rgb(0 128 0), as the tests of CSS Color 4 on the web write it down.
        ("lab(46.2775% -47.5621 48.5837)", "#008000"),
        ("lch(46.2775% 67.9892 134.3912)", "#008000"),
        ("oklab(51.975% -0.1403 0.10768)", "#008000"),
        ("oklch(51.975% 0.17686 142.495)", "#008000"),
        ("color(srgb 0 0.50196 0)", "#008000"),
        ("color(srgb-linear 0 0.21586 0)", "#008000"),
        ("color(display-p3 0.21604 0.49418 0.13151)", "#008000"),
        ("color(xyz-d65 0.07719 0.15438 0.02573)", "#008000"),
        ("color(xyz-d50 0.08312 0.154746 0.020961)", "#008000"),
        # No colours, or none that paper can know.
        ("#12", None),
        ("#1_2345", None),
        ("#+12345", None),
        ("# 12345", None),
        ("#12345g", None),
        ("currentColor", None),
        ("Canvas", None),
        ("nothing", None),
        ("", None),
        ("oklab(1e200 0 0)", None),
        ("lab(1e300 0 0)", None),
        ("color(display-p3 1e300 0 0)", None),
    ],
)
def test_colours_are_those_of_the_standard(value: str, expected: str | None) -> None:
    assert hexadecimal(value) == expected


@given(st.integers(0, (1 << 24) - 1))
def test_colours_in_numbers_are_themselves(number: int) -> None:
    red, green, blue = number >> 16, number >> 8 & 255, number & 255
    assert hexadecimal(f"#{number:06x}") == hexadecimal(f"rgb({red}, {green}, {blue})") == f"#{number:06x}"


# --- families, lengths and lists ------------------------------------------------------------------------------------

NAMES = st.sampled_from(["Arial", "Open Sans", "Brand Sans", "sans-serif", "serif", "system-ui", "BRAND SANS"])


@given(st.lists(st.tuples(NAMES, st.sampled_from(['"{}"', "'{}'", "{}"])), max_size=4))
def test_the_face_for_families(said: list[tuple[str, str]]) -> None:
    fits = [name.lower() in ("brand sans", "sans-serif", "system-ui") for name, _ in said]
    expected = True if not said or fits[0] else said[0][0] if any(fits) else None
    value = ", ".join(quotes.format(name) for name, quotes in said)
    assert face_for(value, ("brand sans",)) == expected
    assert face_for(value, ()) is None


@given(NUMBERS, st.sampled_from(sorted(PIXELS)))
def test_lengths_are_pixels(number: float, unit: str) -> None:
    made = length(f"{number:.3f}{unit}")
    assert made is not None
    assert float(made) == pytest.approx(number * PIXELS[unit], rel=1e-4, abs=1e-4)


@given(NUMBERS, st.booleans())
def test_parts_lie_between_nothing_and_all(number: float, hundredths: bool) -> None:
    made = part(f"{number:.3f}{'%' if hundredths else ''}")
    assert made is not None
    assert float(made) == pytest.approx(min(1, max(0, number / (100 if hundredths else 1))), abs=1e-3)


@given(st.lists(NUMBERS, min_size=1, max_size=6), st.sampled_from([" ", ",", ", "]))
def test_dashes_are_lengths_or_none(numbers: list[float], between: str) -> None:
    made = dashes(between.join(f"{number:.3f}" for number in numbers))
    assert made is not None
    negative = any(f"{number:.3f}".startswith("-") for number in numbers)
    assert made == "none" if negative else [float(each) for each in made.split()] == pytest.approx(numbers, abs=1e-3)


@pytest.mark.parametrize("value", ["", "5 m", "1e400", "٣", "5px 5", "nan", "--5", "5.5.5", "1_0", "1e308mm"])
def test_lengths_that_are_none(value: str) -> None:
    assert length(value) is None


# --- the cascade ----------------------------------------------------------------------------------------------------

SELECTORS = {"rect": (0, 0, 1), ".a": (0, 1, 0), ".b": (0, 1, 0), "#i": (1, 0, 0), "rect.a": (0, 1, 1), "*": (0, 0, 0),
             ".a.b": (0, 2, 0), "circle": None, ".c": None}  # fmt: skip


@given(
    st.lists(st.tuples(st.sampled_from(sorted(SELECTORS)), st.integers(0, 255), st.booleans()), max_size=8),
    st.none() | st.tuples(st.integers(0, 255), st.booleans()),
)
def test_the_strongest_rule_wins(rules: list[tuple[str, int, bool]], own: tuple[int, bool] | None) -> None:
    """Importance, then a style of its own, then the selector, then the order; an attribute is the weakest."""
    strength = [((0, 0, 0, 0, 0, -1), 0x10)]
    for place, (selector, colour, important) in enumerate(rules):
        specific = SELECTORS[selector]
        if specific is not None:
            strength.append(((int(important), 0, *specific, place), colour))
    if own is not None:
        strength.append(((int(own[1]), 1, 0, 0, 0, 0), own[0]))
    _, red = max(strength)
    sheet = "".join(f"{one}{{fill:#{red_:02x}8040{' !important' if heavy else ''}}}" for one, red_, heavy in rules)
    style = "" if own is None else f'style="fill:#{own[0]:02x}8040{" !important" if own[1] else ""}"'
    rect = f'<rect id="i" class="a b" width="9" height="9" fill="#108040" {style}/>'
    size = 'viewBox="0 0 9 9" width="9" height="9"'
    drawing = prepare_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{sheet}</style>{rect}</svg>'.encode())
    assert isinstance(drawing, Drawing)
    shown = f"{round(red / 255, 3):.3f}".rstrip("0").rstrip(".")
    assert f"{shown} 0.502 0.251 rg" in drawing.operators


# --- anything -------------------------------------------------------------------------------------------------------

ATTRIBUTES = sorted(
    {*PROPERTIES, *GEOMETRY, *PLACES, *ALIASES, *SILENT, "style", "class", "font", "marker", "transform", "d", "points"}
    | {"viewBox", "preserveAspectRatio", "href", "id", "stdDeviation", "offset", "gradientTransform", "numOctaves"}
)
#: Values that tell where a reader takes too much on trust.
ODD = (
    "", "1e400", "-1e400", "1e200", "nan", "inf", "1_0", "٣", "²", "9" * 5_000, "(" * 3_000, "url(#a) " * 1_500,
    "url(#a)", "url(#)", "rotate(1e400)", "matrix(1e308 1e308 0 1 0 0) scale(1e9)", "M0 0A1e200 1e200 0 0 1 1 1",
    "M0 0A1 2 1e400 0 1 5 5", "oklab(1e200 0 0)", "lab(1e300 0 0)", "hsl(1e400 50% 50%)", "calc(1px + (2px",
    "calc(" + "9" * 400 + "px)", "var(--x)", "var(--x,var(--y,3))", r"\1", r"\0", "0 0 nan nan", "0 0 1e-320 1e-320",
    "0,0,,10", "data:,", "data:image/svg+xml,<svg", "data:image/png;base64,!!", "drop-shadow(1e400 1 1)", "inherit",
    "blur(1e200px)", "\U0001f600", "path('M0 0')", "@import", "italic bold 9px x", "5mm", "-5", "50%", "1e5", "1e9",
)  # fmt: skip
PLACES_OF_VALUES = (
    "<rect {} width='9' height='9'/>",
    "<path {} d='M0 0L9 9L0 9z' stroke='red'/>",
    "<g {}><circle {} r='5'/></g>",
    "<text {} y='9'>words <tspan {}>more</tspan></text>",
    "<use href='#a' {}/>",
    "<image {} width='9' height='9'/>",
    "<linearGradient id='b' {}><stop {}/><stop offset='1'/></linearGradient><circle r='9' fill='url(#b)'/>",
    "<filter id='b' {}><feGaussianBlur {}/><feTurbulence {}/></filter><rect width='9' height='9' filter='url(#b)'/>",
    "<pattern id='b' {}><rect {} width='3' height='3'/></pattern><rect width='9' height='9' fill='url(#b)'/>",
    "<marker id='b' {}><rect width='3' height='3'/></marker><path d='M0 0L9 9' marker-end='url(#b)'/>",
    "<mask id='b' {}><rect width='3' height='3'/></mask><rect width='9' height='9' mask='url(#b)'/>",
    "<style>rect {{{}}}</style>",
)  # fmt: skip


@pytest.fixture(scope="module")
def faces() -> tuple[Typeface, Typeface]:
    """Return the brand's faces."""
    fonts = ROOT / "assets" / "fonts"
    regular, bold = (Typeface.load(fonts / f"AtkinsonHyperlegibleNext-{one}.ttf") for one in ("Regular", "Bold"))
    return regular, bold


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Return a folder for drawings."""
    with TemporaryDirectory() as name:
        yield Path(name)


def is_printed_or_refused(data: bytes, folder: Path, faces: tuple[Typeface, Typeface]) -> None:
    """Load a drawing as a leaflet does; nothing but a refusal comes out of it, and no number that PDF has not."""
    path = folder / "any.svg"
    path.write_bytes(data)
    try:
        made = PictureStore(None).load(path, 20, *faces)
    except PictureError as fault:
        assert str(fault)
        return
    if isinstance(made, Drawing):
        assert not {"inf", "nan"} & set(made.operators.split())


LETTERS = st.characters(min_codepoint=32, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
XML = st.text(LETTERS, max_size=40)


@settings(max_examples=300)
@given(
    st.sampled_from(PLACES_OF_VALUES),
    st.sampled_from(ATTRIBUTES),
    st.sampled_from(ODD) | XML,
    st.booleans(),
)
def test_any_value_is_printed_or_refused(
    folder: Path, faces: tuple[Typeface, Typeface], place: str, name: str, value: str, styled: bool
) -> None:
    said = f"style={quoteattr(f'{name}:{value}')}" if styled or name == "id" else f"{name}={quoteattr(value)}"
    if place.startswith("<style"):
        said = f"{name}:{value}".replace("&", "").replace("<", "")
    else:
        place = place.replace(f" {name}='", " data-other='") if not styled else place
    inside = place.replace("{}", said) if "{{{" not in place else place.format(said)
    size = "viewBox='0 0 20 20' width='20' height='20'"
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' {size}><rect id='a' width='9' height='9'/>{inside}</svg>"
    is_printed_or_refused(drawing.encode(), folder, faces)


@settings(max_examples=100)
@given(st.sampled_from(["viewBox", "width", "height", "style", "transform", "preserveAspectRatio", "fill"]),
       st.sampled_from(ODD) | XML)  # fmt: skip
def test_any_frame_is_printed_or_refused(folder: Path, faces: tuple[Typeface, Typeface], name: str, value: str) -> None:
    sizes = {"viewBox": "0 0 20 20", "width": "20", "height": "20", name: value}
    said = " ".join(f"{key}={quoteattr(one)}" for key, one in sizes.items())
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' {said}><rect width='9' height='9'/></svg>"
    is_printed_or_refused(drawing.encode(), folder, faces)


@given(st.binary(max_size=200), st.integers(0, 300), st.integers(0, 300))
def test_any_bytes_are_printed_or_refused(
    folder: Path, faces: tuple[Typeface, Typeface], data: bytes, start: int, end: int
) -> None:
    """By themselves, and in place of a part of a good file."""
    good = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'><style>rect{fill:red}</style>" \
        b"<defs><g id='a'><path d='M0 0L9 9V3z' stroke='#123456'/></g></defs><use href='#a' x='3'/>" \
        b"<text y='9' font-size='5'>words</text><rect width='9' height='9' transform='rotate(3)'/></svg>"  # fmt: skip
    is_printed_or_refused(data, folder, faces)
    is_printed_or_refused(good[: min(start, end)] + data + good[max(start, end) :], folder, faces)
