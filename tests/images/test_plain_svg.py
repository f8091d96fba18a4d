"""Plain SVG is read without a library of XML trees or style sheets; whatever is not plain is left to others."""

from pathlib import Path

import pytest

from leafletgen.images.svg.vector import read_plain
from tests.support.building import ROOT
from tests.support.chance_drawings import svg

STARTERS = sorted((ROOT / "assets").rglob("*.svg"))
FAMILIES = frozenset(("atkinson hyperlegible next",))


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.stem)
def test_starters_are_plain(path: Path) -> None:
    assert read_plain(path.read_bytes(), FAMILIES) is not None


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="5" height="5" fill="#aabbcc80"/>',
        '<rect width="5" height="5" fill-opacity="0.5" opacity="0.5"/>',
        '<rect width="5" height="5" stroke="#123456" stroke-dasharray="1 2" stroke-dashoffset="-1"/>',
        '<rect width="5" height="5" transform="rotate(3)"/>',
        '<path d="M1 1 T 5 5"/>',
        '<path d="M1 1 Z L 5 5"/>',
        '<path d="M1 1 L 1e1 +5"/>',
        '<path d="M1 1 A 5 4 30 0 1 9 9"/>',
        '<path d="M1 1L5 5L5 9" fill-rule="evenodd" stroke="#123456" stroke-miterlimit="2"/>',
        '<g transform="skewX(3)"><path d="M0 0L9 1L5 5"/></g>',
        '<text y="9">words of 16 pixels, as when no size is said</text>',
        '<text font-size="9" y="9" font-family="Atkinson Hyperlegible Next, Arial">words</text>',
    ],
)
def test_what_is_plain(inside: str) -> None:
    drawing = read_plain(svg(inside), FAMILIES)
    assert drawing is not None
    assert drawing.operators or drawing.letterings


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="5" height="5" style="fill: red"/>',
        '<rect width="5" height="5" fill="red"/>',
        '<rect width="5" height="5" fill="#abc"/>',
        '<rect width="5" height="5" fill="#1_2345"/>',
        '<rect width="5" height="5" fill="url(#a)"/>',
        '<rect width="5" height="5" stroke="#123456" opacity="0.5"/>',
        '<rect width="5" height="5" opacity="1.5"/>',
        '<rect width="5mm" height="5"/>',
        '<rect width="50%" height="5"/>',
        '<rect width="-5" height="5"/>',
        '<rect width="٣" height="5"/>',
        '<rect width="5" height="5" display="none"/>',
        '<rect width="5" height="5" class="a"/>',
        '<rect width="9999999" height="5"/>',
        '<rect width="9999999" height="9999999" rx="2"/>',
        '<rect width="5" height="5" transform="rotate(1e400)"/>',
        "<style>rect {fill: red}</style>",
        '<defs><path id="a" d="M0 0L1 1"/></defs><use href="#a"/>',
        '<path d="L1 1"/>',
        '<path d="M1 1 L 5"/>',
        '<path d="M1 1 L 1e400 5"/>',
        '<path d="M1 1 A 1e200 1e200 0 0 1 9 9"/>',
        '<path d="M1 1 A 5 4 1e400 0 1 9 9"/>',
        '<path d=""/>',
        "<path/>",
        '<line x1="1" y1="1" x2="5" y2="1"/>',
        '<polygon points="1 1 2"/>',
        '<text font-size="9" y="9">some <tspan>more</tspan></text>',
        '<text font-size="0.001" y="9">too small</text>',
        '<text font-size="9" y="9" font-family="Some Bold">x</text>',
        '<text font-size="9" y="9" font-family="Arial, sans-serif">stands in, which is told</text>',
        '<text font-size="9" y="9" stroke="#123456">x</text>',
        '<text font-size="9" y="9">e\u0301</text>',
        '<text font-size="9" x="1 2 3">each</text>',
        '<svg viewBox="0 0 1 1"/>',
        '<g opacity="0.5"><rect width="5" height="5"/></g>',
        "<g>" * 201 + "</g>" * 201,
        '<g transform="scale(2)">' * 25 + '<rect width="5" height="5"/>' + "</g>" * 25,
        '<a href="https://www.example.org"/>',
        "<rect",
        "&undefined;",
        '<rect x="100" width="5" height="5"/>',
    ],
)
def test_what_is_not_plain(inside: str) -> None:
    """Anything else is not read here, be it right or wrong, or nothing to see."""
    assert read_plain(svg(inside), FAMILIES) is None


def test_no_word_is_plain_without_a_family() -> None:
    """Where the brand's face moves letters together, words drawn letter by letter would look otherwise."""
    words = svg('<text font-size="9" y="9">words</text>')
    assert read_plain(words, ()) is None
    assert read_plain(words, FAMILIES) is not None


RECT = '<rect width="5" height="5"/>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf" + svg(RECT),
        svg(RECT).decode().encode("utf-16"),
        b'<?xml version="1.0" encoding="latin-1"?>' + svg(RECT),
        b"<!DOCTYPE svg>" + svg(RECT),
        b'<?xml-stylesheet href="a.css"?>' + svg(RECT),
        svg(RECT, 'width="9" height="9"'),
        svg(RECT, 'viewBox="0 0 9 9" width="0" height="9"'),
        svg(RECT, 'viewBox="0 0 9 9" width="9"'),
        svg(RECT, 'viewBox="0 0 9000 2" width="9000" height="2"'),
        svg(RECT, 'viewBox="0 0 9 9" preserveAspectRatio="none"'),
        f'<svg viewBox="0 0 9 9">{RECT}</svg>'.encode(),
        b'<g xmlns="http://www.w3.org/2000/svg"/>',
        svg("<title>" + "x" * 12_000_000 + "</title>" + RECT),
    ],
    ids=range(14),
)
def test_files_that_are_not_plain(data: bytes) -> None:
    """Files in another form are not read here either."""
    assert read_plain(data, FAMILIES) is None
