"""What an SVG may not hold is refused by the element, its line and what to do; and limits hold for what has no end."""

import io
import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
import resvg_py
from PIL import Image

from leafletgen.fonts.typeface import Typeface
from leafletgen.images import PictureError, PictureStore
from leafletgen.images.artwork import Drawing, Raster
from leafletgen.images.svg import Painting, painter, prepare_svg
from tests.support.building import ROOT

FAMILY = "Atkinson Hyperlegible Next"
RECT = '<rect width="9" height="9"/>'
OUTSIDE = "put everything into the SVG itself"
GRADIENT = '<linearGradient id="a"><stop/><stop offset="1" stop-color="red"/></linearGradient>'


def svg(inside: str, before: str = "") -> bytes:
    """Return a drawing with this in its second line."""
    size = 'viewBox="0 0 20 20" width="20" height="20"'
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {size}>{RECT}\n{inside}</svg>'.encode()


@pytest.fixture(scope="module")
def faces() -> tuple[Typeface, Typeface]:
    """Return the brand's faces."""
    fonts = ROOT / "assets" / "fonts"
    regular, bold = (Typeface.load(fonts / f"AtkinsonHyperlegibleNext-{one}.ttf") for one in ("Regular", "Bold"))
    return regular, bold


@pytest.mark.parametrize(
    ("inside", "message", "hint"),
    [
        ("<script>1</script>", "it has <script> in line 2: it runs a program", "without scripts"),
        ('<g onload="x()"/>', 'it has onload="…" in line 2: it runs a program', "without scripts"),
        ('<circle r="1"><animate/></circle>', "it has <animate> in line 2: it moves", "without animation"),
        ("<set/>", "it has <set> in line 2: it moves", "without animation"),
        ("<foreignObject/>", "it has <foreignObject> in line 2: it holds a part of a web page", "outlines"),
        ("<flowRoot/>", "it has <flowRoot> in line 2: it holds flowed text", "outlines"),
        ('<use href="b.svg#a"/>', 'its <use> in line 2 refers to another file, "b.svg#a"', OUTSIDE),
        ('<image href="b.png"/>', 'its <image> in line 2 refers to another file, "b.png"', OUTSIDE),
        ('<image href="https://example.org/b.png"/>', "its <image> in line 2 refers to another file", OUTSIDE),
        ('<image href="file:///etc/hosts"/>', "its <image> in line 2 refers to another file", OUTSIDE),
        (
            '<filter id="f"><feImage href="b.png"/></filter><g filter="url(#f)"/>',
            "its <feImage> in line 2 refers to another file",
            OUTSIDE,
        ),
        ("<style>rect{fill:url(b.svg#a)}</style>", "its style in line 2 refers to another file", OUTSIDE),
        ('<g style="filter:url(//x.org/a)"/>', "its style in line 2 refers to another file", OUTSIDE),
        ("<style>@import 'b.css';</style>", "its <style> in line 2 has @import of another file", OUTSIDE),
        ("<style>@layer a{}</style>", "its <style> in line 2 has @layer", "presentation attributes"),
        (f"<style>rect{{fill:{'(' * 5_000}}}</style>", "its style in line 2 has no end of brackets", "plain SVG"),
        (f'<g style="fill:{"9" * 5_000}"/>', "its style in line 2 has no end of brackets or digits", "plain SVG"),
        (r'<g style="font-family:\1 "/>', "its style in line 2 has a control character", "plain SVG"),
        (
            '<g fill="color-mix(in srgb, red, blue)"/>',
            'it has fill="color-mix(in srgb, red, blue)" in line 2',
            "how it is written",
        ),
        ('<g fill="url(#b)"/>', 'its <g> in line 2 refers to "b", which the file has not', "save the drawing again"),
        ('<use href="#b"/>', 'its <use> in line 2 refers to "b", which the file has not', "save the drawing again"),
        ('<g transform="rotate(1e400)"/>', 'it has transform="rotate(1e400)" in line 2', "PNG"),
    ],
)
def test_what_is_refused_is_told_with_its_line(inside: str, message: str, hint: str) -> None:
    with pytest.raises(PictureError) as caught:
        prepare_svg(svg(inside), FAMILY)
    assert str(caught.value).startswith(message)
    assert hint in caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_and_style_sheets_outside_are_told_with_their_line(encoding: str) -> None:
    def told(before: str) -> str:
        with pytest.raises(PictureError) as caught:
            prepare_svg(svg("", before).decode().encode(encoding), FAMILY)
        return str(caught.value)

    entities = '<!--\n\n-->\n<!DOCTYPE svg [<!ENTITY a "b">]>'
    assert told(entities) == "its DOCTYPE in line 4 defines entities, which are not allowed"
    assert told('\n<?xml-stylesheet href="a.css"?>') == "its xml-stylesheet in line 2 refers to another file"


def test_a_plain_doctype_is_no_fault() -> None:
    public = '"-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'
    assert isinstance(prepare_svg(svg("", f"<!DOCTYPE svg PUBLIC {public}>")), Drawing)


# --- limits ---------------------------------------------------------------------------------------------------------


def test_elements_have_a_number() -> None:
    with pytest.raises(PictureError, match=r"^it has more than 300,000 elements$"):
        prepare_svg(svg('<g fill="red"/>' * 300_000))


def test_rules_of_style_have_a_number() -> None:
    rules = [f".a{number}{{fill:red}}" for number in range(5_001)]
    assert isinstance(prepare_svg(svg(f"<style>{''.join(rules[:-1])}</style>")), Drawing)
    with pytest.raises(PictureError, match=r"^it has more than 5,000 rules of style$"):
        prepare_svg(svg(f"<style>{''.join(rules)}</style>"))


def test_a_file_has_a_size(tmp_path: Path, faces: tuple[Typeface, Typeface]) -> None:
    path = tmp_path / "large.svg"
    with path.open("wb") as file:
        file.truncate(61_000_000)
    with pytest.raises(PictureError, match=r"^it has 61 MB, more than 60$"):
        PictureStore(None).load(path, 100, *faces)


@pytest.mark.parametrize("radius", ["400", "1e200"])
def test_filters_have_a_time(radius: str) -> None:
    made = prepare_svg(svg(f'<filter id="f"><feMorphology radius="{radius}"/></filter><g filter="url(#f)">{RECT}</g>'))
    assert isinstance(made, Painting)
    with pytest.raises(PictureError, match=r"^its <feMorphology> takes too long at this size$"):
        painter.dots(made.width, made.height, 400, painter.SOFT_DPI, made.layers, made.window)


@pytest.mark.parametrize(
    "parts",
    ['<g opacity="0.5">' * 150 + "{}" + "</g>" * 150, '<g opacity="0.5">{}</g>' * 40_000],
    ids=["inside one another", "side by side"],
)
def test_layers_have_a_time(parts: str) -> None:
    """Fewer dots where much is painted over one another; and an end to it."""
    made = prepare_svg(svg(parts.format(*[RECT] * parts.count("{}"))))
    assert isinstance(made, Painting)
    free = painter.dots(made.width, made.height, 400, painter.DPI)
    if made.layers < 1_000:
        assert 0 < painter.dots(made.width, made.height, 400, painter.DPI, made.layers) < free
    else:
        with pytest.raises(PictureError, match="takes too long"):
            painter.dots(made.width, made.height, 400, painter.DPI, made.layers)


@pytest.mark.parametrize(
    ("said", "told"), [('fill="#12"', 'fill="#12" in line 2'), ('fill="bleu"', 'fill="bleu" in line 2')]
)
def test_what_says_nothing_to_browsers_is_noted(said: str, told: str) -> None:
    made = prepare_svg(svg(f'<g {said}><rect width="5" height="5"/></g>'))
    assert isinstance(made, Drawing)
    assert made.note == f"it has {told}, which says nothing to a browser"
    assert "0 0 0 rg" in made.operators


def test_octaves_are_cut_to_what_browsers_have() -> None:
    for said, kept in (("3", "3"), ("9" * 5_000, "9"), ("010", "9"), ("12.5", "9")):
        noise = f'<filter id="f"><feTurbulence numOctaves="{said}"/></filter><g filter="url(#f)">{RECT}</g>'
        made = prepare_svg(svg(noise))
        assert isinstance(made, Painting)
        assert f'numOctaves="{kept}"' in made.svg


@pytest.mark.parametrize(("width", "height"), [(1.4, 1), (0.4, 0.3), (10.4, 9.6), (80.4, 100.5), (7, 3000)])
def test_a_painting_of_any_size_fills_its_picture(width: float, height: float) -> None:
    """The painter makes whole pixels of a size; what is small was pulled out of its shape, or left a margin."""
    box = f'width="{width}" height="{height}"'
    ground = f'<rect {box} fill="url(#a)"/>'
    data = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {box}>{GRADIENT}{ground}</svg>'
    made = prepare_svg(data.encode())
    assert isinstance(made, Painting)
    across = 600 if height < 10 * width else 30
    down = round(across * height / width)
    with Image.open(io.BytesIO(painter.paint(made.svg, across, down, [], ""))) as picture:
        assert picture.size == (across, down)
        corners = [picture.convert("RGBA").getpixel((x, y)) for x in (1, across - 2) for y in (1, down - 2)]
    assert [corner[3] for corner in corners if isinstance(corner, tuple)] == [255] * 4
    assert corners[0] == corners[1] != corners[2] == corners[3]


# --- the painter's own faults ---------------------------------------------------------------------------------------


class PanicException(BaseException):
    """What a panic of the painter reaches Python as."""


@pytest.mark.parametrize("fault", [PanicException, ValueError, RuntimeError])
def test_a_fault_of_the_painter_is_told(fault: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> bytes:
        raise fault

    monkeypatch.setattr(resvg_py, "svg_to_bytes", fail)
    with pytest.raises(PictureError, match=r"^it cannot be drawn$"):
        painter.paint("<svg/>", 10, 10, [], "")


@pytest.mark.parametrize("fault", [KeyboardInterrupt, SystemExit, MemoryError])
def test_what_ends_the_program_goes_through_the_painter(
    fault: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> bytes:
        raise fault

    monkeypatch.setattr(resvg_py, "svg_to_bytes", fail)
    with pytest.raises(fault):
        painter.paint("<svg/>", 10, 10, [], "")


# --- pictures inside ------------------------------------------------------------------------------------------------


def picture(kind: str, size: tuple[int, int] = (30, 20)) -> bytes:
    """Return a picture that cannot be compressed much."""
    buffer = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(buffer, kind)
    return buffer.getvalue()


def flat(size: tuple[int, int]) -> bytes:
    """Return a picture of one colour."""
    buffer = io.BytesIO()
    Image.new("L", size).save(buffer, "PNG")
    return buffer.getvalue()


def embedded(data: bytes, kind: str = "image/png", more: str = "") -> bytes:
    """Return a drawing with this picture in it."""
    address = f"data:{kind};base64,{b64encode(data).decode()}"
    return svg(f'<image width="9" height="9" {more} href="{address}"/>')


INNER = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.mark.parametrize(
    "data",
    [
        embedded(picture("PNG")),
        embedded(picture("JPEG"), "image/jpeg"),
        embedded(picture("GIF"), "image/gif"),
        embedded(picture("PNG"), "image/jpeg"),
        embedded(INNER.format(RECT).encode(), "image/svg+xml"),
    ],
    ids=["PNG", "JPEG", "GIF", "PNG by another name", "SVG"],
)
def test_pictures_inside_are_painted(data: bytes, tmp_path: Path, faces: tuple[Typeface, Typeface]) -> None:
    (tmp_path / "a.svg").write_bytes(data)
    made = PictureStore(None).load(tmp_path / "a.svg", 100, *faces)
    assert isinstance(made, Raster)
    assert made.note.startswith("it has <image> in line 2, and is printed as a picture of ")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (embedded(picture("PNG")[:300]), "its <image> in line 2 is damaged"),
        (embedded(picture("JPEG")[:300]), "its <image> in line 2 is damaged"),
        (embedded(b""), "its <image> in line 2 is damaged"),
        (embedded(picture("TIFF")), "its <image> in line 2 is damaged, or of a kind that browsers do not show"),
        (svg('<image href="data:image/png;base64,!!!"/>'), "its <image> in line 2 is damaged"),
        (svg('<image href="data:image/png"/>'), "its <image> in line 2 is damaged"),
        (embedded(flat((5_001, 5_000))), "its <image> in line 2 has more than 25 megapixels"),
        (embedded(INNER.format("").encode(), "image/svg+xml"), "the SVG inside of it in line 2 cannot be used: noth"),
        (
            embedded(INNER.format("<script/>").encode() , "image/svg+xml"),
            "the SVG inside of it in line 2 cannot be used: it has <script> in line 1",
        ),
        (
            embedded(INNER.format(RECT).encode(), "image/svg+xml", 'preserveAspectRatio="none"'),
            "its <image> in line 2 cuts an SVG",
        ),
    ],
)  # fmt: skip
def test_pictures_inside_that_cannot_be_printed(data: bytes, message: str) -> None:
    with pytest.raises(PictureError) as caught:
        prepare_svg(data, FAMILY)
    assert str(caught.value).startswith(message)
    assert caught.value.hint


def test_svgs_inside_of_svgs_have_an_end() -> None:
    data = INNER.format(RECT).encode()
    for _ in range(6):
        data = embedded(data, "image/svg+xml")
    with pytest.raises(PictureError, match=r"holds pictures that hold pictures$"):
        prepare_svg(data)


# --- kept for the next process --------------------------------------------------------------------------------------

KINDS: dict[str, str] = {
    "drawing": '<g id="b"><circle r="3" class="c" opacity="0.5"/></g>',
    "words": f'<text y="9" font-size="5" font-family="{FAMILY}">words</text>',
    "painting": f'{GRADIENT}<rect width="9" height="9" fill="url(#a)"/>',
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "harm",
    [lambda data: b"", lambda data: data[: len(data) // 2], lambda data: b"x" + data[1:], lambda data: b"[]"],
    ids=["empty", "half", "first byte", "another thing"],
)
def test_a_damaged_entry_of_the_cache_is_made_anew(
    kind: str, harm: Callable[[bytes], bytes], tmp_path: Path, faces: tuple[Typeface, Typeface]
) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(svg(KINDS[kind]))
    kept = tmp_path / "kept"

    def load() -> tuple[object, ...]:
        made = PictureStore(kept).load(path, 100, *faces)
        if isinstance(made, Raster):
            return made.data, made.mask, made.note
        assert isinstance(made, Drawing)
        return made.operators, made.letterings, made.opacities, made.clipped, made.note

    first = load()
    entries = {entry: entry.read_bytes() for entry in kept.rglob("*") if entry.is_file()}
    assert len(entries) == (2 if kind == "painting" else 1)
    assert load() == first
    for entry, data in entries.items():
        entry.write_bytes(harm(data))
    assert load() == first
    assert {entry: entry.read_bytes() for entry in kept.rglob("*") if entry.is_file()} == entries
    assert re.search("[0-9a-f]{16}", next(iter(entries)).name)
