"""Plain SVG is read without svglib, and gives what svglib gives; whatever is not plain is left to svglib."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from leafletgen.images.plain_svg import read_plain
from leafletgen.images.svg import prepare_by_svglib
from leafletgen.pdf.artwork import Drawing
from tests.building import ROOT
from tests.processes import BOUND

STARTERS = sorted((ROOT / "assets").rglob("*.svg"))
TURNS = ("", "rotate(-28 293 237)", "translate(3 -4.5)", "scale(2)", "scale(1.5,0.5) rotate(30)")


def parts(drawing: Drawing | None) -> tuple[object, ...] | None:
    """Return all that a drawing consists of."""
    if drawing is None:
        return None
    letterings = [tuple(lettering) for lettering in drawing.letterings]
    return drawing.width, drawing.height, drawing.operators, letterings, drawing.opacities


def svg(inside: str, head: str = 'viewBox="0 0 90 60" width="90" height="60"') -> bytes:
    """Return a drawing with this in it."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{inside}</svg>'.encode()


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.stem)
def test_starters_are_plain(path: Path) -> None:
    """Every drawing of the starter is read here, as svglib reads it."""
    data = path.read_bytes()
    plain = read_plain(data)
    assert plain is not None
    assert parts(plain) == parts(prepare_by_svglib(data))


class _Chance:
    """Drawings that nobody would draw, the same ones each time."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def number(self, least: float = -50, most: float = 200) -> str:
        places = self.random.choice((0, 1, 2, 3))
        return f"{self.random.uniform(least, most):.{places}f}"

    def numbers(self, count: int) -> str:
        return self.random.choice((" ", ",", ", ", "\n")).join(self.number() for _ in range(count))

    def path(self) -> str:
        out = [f"M{self.numbers(2)}"]
        for _ in range(self.random.randint(1, 9)):
            letter = self.random.choice("MmLlHhVvCcSsQqAaZ")
            if letter in "Aa":
                radii = f"{self.number(1, 90)} {self.number(1, 90)}"
                flags = f"0 {self.random.randint(0, 1)} {self.random.randint(0, 1)}"
                out.append(f"{letter}{radii} {flags} {self.numbers(2)}")
            elif letter == "Z":
                out.append(f"Z{self.random.choice('Mm')}{self.numbers(2)}")
            else:
                count = {"h": 1, "v": 1, "c": 6, "s": 4, "q": 4}.get(letter.lower(), 2)
                out.append(letter + self.numbers(count * self.random.randint(1, 3)))
        return "".join(out) + self.random.choice(("", "Z", "z"))

    def style(self) -> str:
        choose = self.random.choice
        colour = f"#{self.random.randrange(1 << 24):06x}"
        some = [
            choose(("", f'fill="{colour}"', 'fill="none"')),
            choose(("", f'stroke="{colour}"', 'stroke="none"')),
            choose(("", f'stroke-width="{self.number(0, 9)}"', 'stroke-width="0"')),
            choose(("", 'stroke-linecap="round"', 'stroke-linecap="square"')),
            choose(("", 'stroke-linejoin="bevel"', 'stroke-linejoin="miter"')),
            choose(("", 'font-weight="bold"', 'font-weight="500"')),
        ]
        return " ".join(some)

    def shape(self) -> str:
        style, number = self.style(), self.number
        words = f'<text x="{number()}" y="{number()}" font-size="{number(1, 40)}" {style}>'
        place = f'cx="{number()}" cy="{number()}"'
        return self.random.choice(
            (
                f'<path d="{self.path()}" {style}/>',
                f'<path d="{self.path()}" {style}/>',
                f'<rect x="{number()}" y="{number()}" width="{number(1, 90)}" height="{number(1, 90)}" {style}/>',
                f'<rect width="{number(1, 90)}" height="{number(1, 90)}" rx="{number(0, 60)}" {style}/>',
                f'<rect width="{number(1, 90)}" height="{number(1, 9)}" rx="3" ry="{number(0, 60)}" {style}/>',
                f'<circle {place} r="{number(0, 50)}" {style}/>',
                f'<ellipse {place} rx="{number(0, 50)}" ry="{number(0, 50)}" {style}/>',
                f'<line x1="{number()}" y1="{number()}" x2="{number()}" y2="{number()}" {style}/>',
                f'<polyline points="{self.numbers(8)}" {style}/>',
                f'<polygon points="{self.numbers(10)}" {style}/>',
                f"{words} two\n  words &amp; é </text>",
                f'<g transform="{self.random.choice(TURNS[1:])}" {style}>{self.path_only()}</g>',
                f"<g {style}>{self.path_only()}<!-- a note --></g>",
            )
        )

    def path_only(self) -> str:
        return f'<path d="{self.path()}"/><text font-family="Times New Roman, serif" font-size="9">x</text>'

    def drawing(self) -> bytes:
        box = " ".join((self.number(), self.number(), self.number(9, 90), self.number(9, 90)))
        heads = (
            'viewBox="0 0 90 60" width="90" height="60"',
            'viewBox="0 0 383.1 405.5"',
            f'viewBox="{box}" width="77" height="31.7"',
        )
        shapes = "".join(self.shape() for _ in range(self.random.randint(1, 6)))
        return svg(f"<title>By chance</title>{shapes}", self.random.choice(heads))


def test_drawings_by_chance_are_as_svglib_draws_them() -> None:
    """Whatever is read here has the very operators that svglib gives."""
    read = 0
    for seed in range(400):
        data = _Chance(seed).drawing()
        plain = read_plain(data)
        if plain is not None:
            read += 1
            assert parts(plain) == parts(prepare_by_svglib(data)), data.decode()
    assert read > 300  # most are plain; what is not, has an arc or a line to nowhere


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="5" height="5" style="fill: red"/>',
        '<rect width="5" height="5" fill="red"/>',
        '<rect width="5" height="5" fill="#abc"/>',
        '<rect width="5" height="5" fill="url(#a)"/>',
        '<rect width="5" height="5" fill-opacity="0.5"/>',
        '<rect width="5" height="5" stroke-dasharray="1 2"/>',
        '<rect width="5mm" height="5"/>',
        '<rect width="50%" height="5"/>',
        '<rect width="-5" height="5"/>',
        '<rect width="5" height="5" transform="rotate(3)"/>',
        '<rect width="5" height="5" display="none"/>',
        '<rect width="5" height="5" class="a"/>',
        '<rect width="9999999" height="5"/>',
        "<style>rect {fill: red}</style>",
        '<defs><path id="a" d="M0 0L1 1"/></defs><use href="#a"/>',
        '<path d="L1 1"/>',
        '<path d="M1 1 Z L 5 5"/>',
        '<path d="M1 1 T 5 5"/>',
        '<path d="M1 1 L 5"/>',
        '<path d="M1 1 L 1e3 5"/>',
        '<path d="M1 1 L +3 5"/>',
        '<path d="M1 1 A 5 5 30 0 1 9 9"/>',
        '<path d=""/>',
        "<path/>",
        '<line x1="1" y1="1" x2="1" y2="1"/>',
        '<polygon points="1 1 2"/>',
        '<text font-size="9">some <tspan>more</tspan></text>',
        "<text>no size</text>",
        '<text font-size="9" font-family="Some Bold">x</text>',
        '<text font-size="9" x="1 2 3">each</text>',
        '<g transform="skewX(3)"><path d="M0 0L1 1"/></g>',
        '<svg viewBox="0 0 1 1"/>',
        "<g>" * 17 + "</g>" * 17,
        '<a href="https://www.example.org"/>',
        "<rect",
        "&undefined;",
    ],
)
def test_what_is_not_plain(inside: str) -> None:
    """Anything else is not read here, be it right or wrong."""
    assert read_plain(svg(inside)) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf" + svg(""),
        svg("").decode().encode("utf-16"),
        b'<?xml version="1.0" encoding="latin-1"?>' + svg(""),
        b"<!DOCTYPE svg>" + svg(""),
        b'<?xml-stylesheet href="a.css"?>' + svg(""),
        svg("", 'width="9" height="9"'),
        svg("", 'viewBox="0 0 9 9" width="0" height="9"'),
        svg("", 'viewBox="0 0 9 9" width="9"'),
        svg("", 'viewBox="0 0 9000 2" width="9000" height="2"'),
        svg("", 'viewBox="0 0 9 9" preserveAspectRatio="none"'),
        b'<svg viewBox="0 0 9 9"/>',
        b'<g xmlns="http://www.w3.org/2000/svg"/>',
        svg("<title>" + "x" * 1_000_000 + "</title>"),
    ],
)
def test_files_that_are_not_plain(data: bytes) -> None:
    """Files in another form are not read here either."""
    assert read_plain(data) is None


def test_plain_drawings_load_no_svglib() -> None:
    """A plain drawing does not load svglib, which takes longer than to read a hundred drawings."""
    script = (
        "import sys; from leafletgen.images.svg import prepare_svg;"
        f"prepare_svg(open({str(STARTERS[0])!r}, 'rb').read());"
        "print([name for name in sys.modules if name.startswith(('svglib', 'lxml', 'reportlab'))])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=BOUND)
    assert done.stdout.strip() == "[]"
