"""What browsers and the painter do not show alike is refused by its name; what browsers pass over says nothing here."""

from pathlib import Path

import pytest

from leafletgen.fonts.typeface import Typeface
from leafletgen.images import PictureError, PictureStore
from leafletgen.images.artwork import Drawing
from leafletgen.images.svg import Painting, prepare_svg
from tests.support.building import ROOT

FAMILY = "Atkinson Hyperlegible Next"
TEXT = f'font-family="{FAMILY}" x="5" y="20" font-size="9"'
RECT = '<rect width="50" height="40" fill="#c00"/>'


def svg(inside: str, head: str = "") -> bytes:
    """Return a drawing, its parts in line 2."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 150" {head}>\n{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        (f'<text {TEXT}>mg <tspan opacity=".3">mg</tspan></text>', "opacity"),
        (f'<text {TEXT}>mg <tspan style="filter:invert()">mg</tspan></text>', "filter"),
        (f'<text {TEXT}>mg <tspan writing-mode="tb">mg</tspan></text>', "writing-mode"),
        (f'<text {TEXT}>Abc<tspan x="20" y="90"> De</tspan></text>', "tspan"),
        (f'<text {TEXT} textLength="0">mg</text>', "textLength"),
        (f'<text {TEXT} textLength="50" text-anchor="middle">mg</text>', "textLength"),
        (f'<text {TEXT} letter-spacing="10" text-anchor="end">mg</text>', "letter-spacing"),
        (f'<text {TEXT} letter-spacing="10%">mg</text>', "letter-spacing"),
        (f'<text font-family="{FAMILY}" x="10 px" y="20">mg</text>', "x="),
        (f'<text font-family="{FAMILY}" x="2ch" y="20">mg</text>', "x="),
        (f"<text {TEXT}>&#x202E;mg&#x202C;</text>", "writing direction"),
        (f'<g id="a">{RECT}</g><text {TEXT}><textPath href="#a">mg</textPath></text>', "textPath"),
        (f'<symbol id="s" width="40" height="40">{RECT}</symbol><use href="#s"/>', "width"),
        (f'<symbol id="s">{RECT}</symbol><use href="#s" width="50%"/>', "width"),
        (f'<symbol id="s">{RECT}</symbol><use href="#s" width="auto"/>', "width"),
        (f'<symbol id="s">{RECT}</symbol><use href="#s" style="width:50px"/>', "width"),
        (f'<svg width="0" height="20">{RECT}</svg>{RECT}', "width"),
        (f'<svg viewBox="0 0 0 10">{RECT}</svg>{RECT}', "viewBox"),
        (f'<clipPath id="a" display="none">{RECT}</clipPath><g clip-path="url(#a)">{RECT}</g>', "display"),
        (f'<rect width="5" height="5" style="display:contents"/>{RECT}', "display"),
        ('<polygon points="10,10,,50,50"/>', "points"),
        ('<path d="M 10. 20. L 100. 90."/>', "d="),
        ('<circle cx="20" cy="20" r="10."/>', "r="),
        ('<rect width="50" height="40" fill="hsl(0,100,50)"/>', "fill"),
        ('<rect width="50" height="40" style="font-variant-caps:small-caps"/>', "font-variant-caps"),
        ('<rect width="50" height="40" style="-webkit-opacity:.3"/>', "-webkit-opacity"),
        ('<rect width="50" height="40" style="outline:3px solid red"/>', "outline"),
        (f'<filter id="f"><feGaussianBlur stdDeviation="10px"/></filter><g filter="url(#f)">{RECT}</g>', "stdDev"),
        (
            f'<filter id="f"><feColorMatrix type="saturate" values="3"/></filter><g filter="url(#f)">{RECT}</g>',
            "values",
        ),
        (f'<filter id="f" x="0" y="0"><feGaussianBlur/></filter><g filter="url(#f)">{RECT}</g>', "x="),
        (f'<filter id="f"><feOffset x="60"/></filter><g filter="url(#f)">{RECT}</g>', "x="),
        (f'<g style="filter:blur(3)">{RECT}</g>', "filter"),
        (f'<g style="filter:drop-shadow(1em 1em red)">{RECT}</g>', "filter"),
        (f'<clipPath id="a b">{RECT}</clipPath><g clip-path="url(#a%20b)">{RECT}</g>', "clip-path"),
        (f"<style>@supports (display:grid) and (fill:red){{rect{{fill:#00f}}}}</style>{RECT}", "@supports"),
        (f'<defs display="none"><clipPath id="a">{RECT}</clipPath></defs><g clip-path="url(#a)">{RECT}</g>', "display"),
        (f'<marker id="a">{RECT}</marker><path d="M20 60A40 30 20 1 1 70 70" marker-mid="url(#a)"/>', "marker-mid"),
        ('<rect x="1ex" width="4" height="4"/>', "x="),
        (f'<filter id="f"><feTile/></filter><g transform="skewX(20)"><g filter="url(#f)">{RECT}</g></g>', "filter"),
        (f'<filter id="f"><feConvolveMatrix edgeMode="wrap"/></filter><g filter="url(#f)">{RECT}</g>', "edgeMode"),
        (f"<style>:lang(en){{fill:#00f}}</style>{RECT}", "selector"),
        (f"<style>g:has(rect){{fill:#00f}}</style>{RECT}", "selector"),
        (
            f'<style>.a{{--c:red}}</style><use class="a" href="#r"/><g id="r" style="fill:var(--c,blue)">{RECT}</g>',
            "<use>",
        ),
        (
            f'<pattern id="p" width="9" height="9"><rect width="9" height="9" fill="url(#p)"/></pattern>{RECT}'
            '<rect fill="url(#p)" width="9" height="9"/>',
            "itself",
        ),
    ],
)
def test_what_is_quarrelled_about_is_refused(inside: str, named: str) -> None:
    with pytest.raises(PictureError) as caught:
        prepare_svg(svg(inside), FAMILY)
    assert named in str(caught.value)
    assert "line 2" in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("said", ["margin:10px", "max-width:100px", "padding-top:5px", "top:3px"])
def test_the_outermost_element_stays_where_it_is(said: str) -> None:
    with pytest.raises(PictureError, match="which is not supported"):
        prepare_svg(svg(RECT, f'style="{said}"'))
    assert isinstance(prepare_svg(svg(RECT, 'style="margin:0 auto;max-width:100%;padding:0"')), Drawing)


@pytest.mark.parametrize(
    ("inside", "colour"),
    [
        ('<rect width="50" height="40" fill="#f00" style="fill:none-such;fill:#00f"/>', "0 0 1 rg"),
        (
            '<style>a{fill:#0066cc}</style><a href="https://example.org"><rect width="9" height="9"/></a>',
            "0 0.4 0.8 rg",
        ),
        (
            '<style>svg > :nth-child(3){fill:#0f0}</style><x xmlns="urn:x"/><rect width="9" height="9"/>',
            "0 1 0 rg",
        ),
        ('<g style="fill:#00f"><rect width="9" height="9" mix-blend-mode="multiply"/></g>', "0 0 1 rg"),
        ('<rect width="9" height="9" fill="#00f" style="font-variant-east_asian:normal"/>', "0 0 1 rg"),
        ('<rect width="9" height="9" fill="#00f" stroke="#0f0" stroke-linejoin="square"/>', "0 1 0 RG 1 w 0 J 0 j"),
        ('<path d="M50 50zm30 0z" stroke="#00f" stroke-linecap="round"/>', "50 50 m 50 50 l h 80 50 m 80 50 l h"),
        ('<rect width="9" height="9" data-from="url(https://www.example.org)" fill="#00f"/>', "0 0 1 rg"),
    ],
)
def test_what_browsers_do_is_done(inside: str, colour: str) -> None:
    made = prepare_svg(svg(inside))
    assert isinstance(made, Drawing)
    assert colour in made.operators


@pytest.mark.parametrize(
    "unused",
    [
        '<text font-family="Gotham" y="9">words</text>',
        '<linearGradient id="a" href="#nowhere"/>',
        '<g id="a"><use href="other.svg#x"/></g>',
    ],
)
def test_what_nothing_shows_stands_in_no_way(unused: str) -> None:
    assert isinstance(prepare_svg(svg(f"<defs>{unused}</defs>{RECT}"), FAMILY), Drawing)
    assert isinstance(prepare_svg(svg(f'<symbol id="b">{unused}</symbol>{RECT}'), FAMILY), Drawing)
    with pytest.raises(PictureError):
        prepare_svg(svg(f'<symbol id="b">{unused}</symbol><use href="#b"/>{RECT}'), FAMILY)


def test_the_first_of_two_names_is_the_one() -> None:
    two = '<clipPath id="a"><circle cx="20" cy="20" r="9"/></clipPath><clipPath id="a"><rect/></clipPath>'
    made = prepare_svg(svg(f'{two}<g clip-path="url(#a)">{RECT}</g>'))
    assert isinstance(made, Painting)
    assert made.svg.count('id="a"') == 1


@pytest.mark.parametrize("space", ["\u202f", "\u2002", "\u3000", "\x85"])
def test_a_space_without_a_picture_is_told(space: str, tmp_path: Path) -> None:
    path = tmp_path / "words.svg"
    path.write_bytes(svg(f"<text {TEXT}>5{space}mg</text>"))
    faces = [
        Typeface.load(ROOT / "assets/fonts" / f"AtkinsonHyperlegibleNext-{style}.ttf") for style in ("Regular", "Bold")
    ]
    with pytest.raises(PictureError, match=rf"its text in line 2 has .+ \(U\+{ord(space):04X}\), which .+ lacks"):
        PictureStore(None).load(path, 100, *faces)
