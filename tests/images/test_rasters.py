"""What PNG files of every kind look like when they are printed."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from leafletgen.errors import ExitCode
from leafletgen.fonts.typeface import Typeface
from leafletgen.images import PictureStore, opening, png_picture, png_rows
from leafletgen.images.artwork import Raster
from leafletgen.images.raster import prepare_raster
from tests.checker import structure, verapdf
from tests.support.commands import BRAND, LEAFLET, run, small_workspace, write
from tests.support.png_files import CHANNELS, DEPTHS, Pixel, png, shown

ROOT = Path(__file__).parents[2]

SIZE = (19, 23)
WAYS = ("whole", "in parts")
KINDS = [(kind, depth) for kind, depths in DEPTHS.items() for depth in depths]


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Prepare pictures as small and as large ones are."""
    if request.param == "in parts":
        monkeypatch.setattr(png_picture, "_LARGE", 0)
        monkeypatch.setattr(png_rows, "_BAND", 200)
    monkeypatch.setattr(opening, "_BAND", 60)
    yield request.param


def sample(depth: int, channel: int, x: int, y: int) -> int:
    """Return a sample; those of 16 bits differ in both bytes."""
    return (x * (2377 if depth == 16 else 11) + y * (1901 if depth == 16 else 7) + channel * 91) % (1 << depth)


def pixels(kind: int, depth: int, x: int, y: int) -> Pixel:
    return tuple(sample(depth, channel, x, y) for channel in range(CHANNELS[kind]))


PALETTE = [(number * 37 % 256, number * 101 % 256, 255 - number) for number in range(256)]


def expected(kind: int, depth: int, pixel: Pixel, transparent: Pixel | None) -> Pixel:
    """Return red, green, blue and opacity, from 0 to 255."""
    most = (1 << depth) - 1
    if kind == 3:
        return (*PALETTE[pixel[0]], transparent[pixel[0]] if transparent and pixel[0] < len(transparent) else 255)
    eight = tuple(value * 255 / most for value in pixel)
    alpha = eight[-1] if kind in (4, 6) else 0 if pixel == transparent else 255
    colours = (eight[0],) * 3 if kind in (0, 4) else eight[:3]
    return tuple(round(value) for value in (*colours, alpha))


def assert_shown(data: bytes, kind: int, depth: int, transparent: Pixel | None = None, slack: int = 0) -> None:
    made = shown(prepare_raster(data, 5000))
    assert made.size == SIZE
    for y in range(SIZE[1]):
        for x in range(SIZE[0]):
            wanted = expected(kind, depth, pixels(kind, depth, x, y), transparent)
            found = made.getpixel((x, y))
            assert isinstance(found, tuple)
            assert abs(found[3] - wanted[3]) <= slack, (x, y, found, wanted)
            if wanted[3] > slack:  # what colour is under full transparency is nobody's business
                assert all(abs(one - other) <= slack for one, other in zip(found, wanted, strict=True)), (
                    x,
                    y,
                    found,
                    wanted,
                )


def transparent_of(kind: int, depth: int) -> tuple[Pixel, bytes]:
    """Return what is transparent: a pixel that the picture has, or the opacities of a palette; and tRNS."""
    if kind == 3:
        opacities = tuple(range(0, 256, 16))[: 1 << depth]
        return opacities, bytes(opacities)
    pixel = pixels(kind, depth, 3, 4)
    return pixel, b"".join(value.to_bytes(2, "big") for value in pixel)


@pytest.mark.parametrize("interlaced", [False, True], ids=["rows", "interlaced"])
@pytest.mark.parametrize(("kind", "depth"), KINDS)
def test_each_kind_of_png(way: str, kind: int, depth: int, interlaced: bool) -> None:
    palette = b"".join(bytes(colour) for colour in PALETTE[: 1 << depth])
    before = [(b"PLTE", palette)] if kind == 3 else []
    slack = 1 if depth == 16 else 0
    data = png(SIZE, kind, depth, lambda x, y: pixels(kind, depth, x, y), before, interlaced=interlaced)
    assert_shown(data, kind, depth, slack=slack)
    if kind in (0, 2, 3):
        transparent, chunk = transparent_of(kind, depth)
        before.append((b"tRNS", chunk))
        data = png(SIZE, kind, depth, lambda x, y: pixels(kind, depth, x, y), before, interlaced=interlaced)
        assert_shown(data, kind, depth, transparent, slack)


@pytest.mark.parametrize("kind", [0, 2])
def test_all_sixteen_bits_say_what_is_transparent(way: str, kind: int) -> None:
    """Another sample with the same higher byte stays opaque."""
    data = png((2, 1), kind, 16, lambda x, y: (0x1234 + x,) * CHANNELS[kind], [(b"tRNS", b"\x12\x35" * CHANNELS[kind])])
    assert [shown(prepare_raster(data, 99)).getpixel((x, 0))[3] for x in (0, 1)] == [255, 0]  # type: ignore[index]


# --- gAMA -------------------------------------------------------------------------------------------------------------


def gamma(value: int) -> tuple[bytes, bytes]:
    return b"gAMA", value.to_bytes(4, "big")


@pytest.mark.parametrize(
    ("chunks", "shade"),
    [
        ([gamma(45455)], 128),
        ([gamma(45000)], 128),
        ([gamma(100_000)], 186),
        ([gamma(55_556)], 145),
        ([gamma(0)], 128),
        ([gamma(100_000), (b"sRGB", b"\0")], 128),
    ],
    ids=["as screens", "nearly", "linear", "1.8", "none", "sRGB goes before"],
)
@pytest.mark.parametrize(("kind", "depth"), [(0, 8), (0, 16), (2, 8), (2, 16), (3, 8), (4, 8), (6, 8), (6, 16)])
def test_gamma(way: str, kind: int, depth: int, chunks: list[tuple[bytes, bytes]], shade: int) -> None:
    """As browsers do: the samples are those of a screen of another gamma; opacity has none."""
    palette = [(b"PLTE", bytes((128,) * 3))] if kind == 3 else []
    value = 0 if kind == 3 else 128 * (257 if depth == 16 else 1)
    data = png((3, 2), kind, depth, lambda x, y: (value,) * CHANNELS[kind], [*chunks, *palette])
    found = shown(prepare_raster(data, 99)).getpixel((0, 0))
    assert found == (shade, shade, shade, 128 if kind in (4, 6) else 255)


# --- opacity ----------------------------------------------------------------------------------------------------------


def saved(image: Image.Image, form: str = "PNG", **how: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **how)
    return buffer.getvalue()


def disc(colour: tuple[int, int, int], ground: tuple[int, int, int, int] = (0, 0, 0, 0)) -> Image.Image:
    """Return a disc with soft edges on a transparent ground."""
    shape = Image.radial_gradient("L").point([255] * 150 + list(range(250, 0, -10)) + [0] * 81)
    image = Image.new("RGBA", shape.size, ground)
    image.paste((*colour, 255), (0, 0), shape.point([0] + [255] * 255))
    image.putalpha(shape)
    return image


@pytest.mark.parametrize("target", [256, 100, 33])
def test_colours_that_are_not_seen_stay_unseen(way: str, target: int) -> None:
    """However a viewer makes it smaller: green under the transparent part is nowhere, black neither."""
    made = shown(prepare_raster(saved(disc((255, 255, 255), (0, 255, 0, 0))), target))
    assert made.size == (target, target)
    assert made.getchannel("A").getextrema() == (0, 255)
    assert made.convert("RGB").getextrema() == ((255, 255),) * 3


def test_a_mask_without_shades_has_one_bit(way: str) -> None:
    image = disc((200, 30, 30))
    image.putalpha(image.getchannel("A").point([0] * 128 + [255] * 128))
    made = prepare_raster(saved(image), 256)
    assert made.mask is not None and "/BitsPerComponent 1/" in made.mask[0]
    assert shown(made).getchannel("A").tobytes() == image.getchannel("A").tobytes()
    assert len(made.data) + len(made.mask[1]) < 3_000


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_opaque_has_no_mask(way: str, mode: str) -> None:
    plain = Image.linear_gradient("L").convert("RGB").resize((60, 40))
    how: dict[str, Any] = {"transparency": b"\xff" * 9} if mode == "P" else {}
    image = plain.convert(mode)
    made = prepare_raster(saved(image, **how), 99)
    assert made.mask is None
    assert shown(made).convert("RGB").tobytes() == image.convert("RGB").tobytes()


def test_nothing_to_be_seen(way: str) -> None:
    made = shown(prepare_raster(saved(Image.new("RGBA", (30, 20), (9, 9, 9, 0))), 10))
    assert made.getchannel("A").getextrema() == (0, 0)


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_turned_picture_keeps_its_opacity(way: str, turn: int) -> None:
    """The top left corner of the upright picture is opaque red; EXIF may stand behind the rows."""
    upright = Image.new("RGBA", (40, 20), (0, 0, 255, 100))
    upright.paste((255, 0, 0, 255), (0, 0, 8, 8))
    stored = opening.turned(upright, {6: 8, 8: 6}.get(turn, turn))
    exif = Image.Exif()
    exif[0x0112] = turn
    body = exif.tobytes().removeprefix(b"Exif\0\0")
    data = png(stored.size, 6, 8, lambda x, y: stored.getpixel((x, y)), after=[(b"eXIf", body)])  # type: ignore[arg-type, return-value]
    for target in (40, 20):
        made = shown(prepare_raster(data, target))
        assert made.size == (target, target // 2)
        corner, other = made.getpixel((1, 1)), made.getpixel((target - 2, 1))
        assert isinstance(corner, tuple) and corner[:3] == (255, 0, 0) and corner[3] >= 250
        assert other == (0, 0, 255, 100)


@pytest.mark.parametrize("size", [(1, 1), (1, 700), (700, 1), (3, 2000), (2000, 3)])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "1"])
def test_thin_pictures(way: str, size: tuple[int, int], mode: str) -> None:
    made = prepare_raster(saved(Image.new(mode, size)), 100)
    assert made.width == min(100, size[0])
    assert made.height == max(1, round(size[1] * made.width / size[0]))


def test_in_parts_is_what_it_would_be_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large picture's pixels are those that Pillow makes of it as a whole, but for rounding."""
    noise = Image.merge("RGB", [Image.effect_noise((700, 500), spread) for spread in (20, 60, 90)])
    for image in (noise, noise.convert("L")):
        for target in (699, 333, 50):
            with monkeypatch.context() as changed:
                whole = prepare_raster(saved(image), target)
                changed.setattr(png_picture, "_LARGE", 0)
                changed.setattr(png_rows, "_BAND", 9_000)
                parts = prepare_raster(saved(image), target)
                difference = ImageChops.difference(shown(parts), shown(whole)).convert("RGB").getextrema()
                assert all(most <= 1 for _, most in difference)  # type: ignore[misc]


def test_the_cache_keeps_the_mask(tmp_path: Path) -> None:
    file = tmp_path / "disc.png"
    file.write_bytes(saved(disc((10, 20, 200))))
    face = Typeface.load(ROOT / "assets" / "fonts" / "NotoSans-Regular.ttf")
    made = [PictureStore(tmp_path / "kept").load(file, 40, face, face) for _ in range(2)]
    first, second = (shown(one) for one in made if isinstance(one, Raster))
    assert first.tobytes() == second.tobytes()
    assert first.getchannel("A").getextrema() == (0, 255)


def test_a_transparent_logo_lies_on_the_brands_colour(tmp_path: Path) -> None:
    """In the PDF, which conforms, in the press copy and on the imposed sheet there is no white box around it."""
    root = small_workspace(tmp_path)
    write(root / "assets" / "brands" / "plain" / "brand.yaml", BRAND.replace("logo.svg,", "logo.svg, reversed: r.png,"))
    logo = Image.new("RGBA", (400, 200), (255, 255, 255, 0))
    logo.paste((255, 255, 255, 255), (0, 0, 100, 200))
    (root / "assets" / "brands" / "plain" / "r.png").write_bytes(saved(logo))
    (root / "leaflets" / "disc.png").write_bytes(saved(disc((200, 30, 30)).resize((900, 900))))
    write(root / "leaflets" / "P1-good.yaml", LEAFLET + "  - {image: disc.png, alt: A red disc.}\n")
    done = run("build", "--press", "--impose", "--workspace", root)
    assert (done.exit_code, done.stderr) == (ExitCode.OK, "")
    made = root / "build" / "P1-good.small.DRAFT.pdf"
    assert structure.check(made) == []
    for profile in ("ua1", "2a"):
        assert verapdf.validate(made, profile).passed
    for copy in (made, made.with_suffix(".press.pdf"), made.with_suffix(".imposed.pdf")):
        document = pypdfium2.PdfDocument(copy)
        white = 0
        for page in document:
            for found in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
                rendered = found.get_bitmap(render=True).to_pil()
                white += rendered.mode == "RGBA" and rendered.getchannel("A").getextrema() == (0, 255)
        assert white >= 2, copy.name
        picture = document[0].render(scale=3).to_pil().convert("RGB")
        band = [(x, y) for x in range(0, picture.width, 2) for y in range(0, picture.height, 2)]
        assert {picture.getpixel(place) for place in band} >= {(0x0B, 0x4F, 0x6C), (255, 255, 255)}
        document.close()
