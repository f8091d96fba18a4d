"""Pictures of many megapixels, and damaged ones: little memory, and words for what cannot be used."""

import io
import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageOps

from leafletgen.images import PictureError, jpeg_picture, opening, png_picture
from leafletgen.images.raster import prepare_raster
from tests.support.png_files import CHANNELS, chunk, png, shown
from tests.support.processes import BOUND

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DAMAGED = "it is damaged or not complete"


def stripes(size: tuple[int, int], kind: int, depth: int, interlaced: bool = False) -> bytes:
    """Return a PNG in lines of a few shades, which takes little room as a file."""
    width, height = size
    squeeze = zlib.compressobj(1)
    row = bytes(range(0, 200, 20)) * (width * CHANNELS[kind] * depth // 80)
    row += bytes((width * CHANNELS[kind] * depth + 7) // 8 - len(row))
    body = b"".join([squeeze.compress(bytes((2 * (y % 9 > 0),)) + row) for y in range(height)]) + squeeze.flush()
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((depth, kind, 0, 0, interlaced))
    parts = [(b"IHDR", header), (b"PLTE", bytes(range(256)) * 3)] if kind == 3 else [(b"IHDR", header)]
    return SIGNATURE + b"".join(chunk(*part) for part in (*parts, (b"IDAT", body), (b"IEND", b"")))


def jpeg(image: Image.Image, **how: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", **how)
    return buffer.getvalue()


def photograph(side: int, mode: str) -> Callable[[], bytes]:
    return lambda: jpeg(Image.radial_gradient("L").resize((side, side)).convert(mode), quality=50)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="resident memory is counted otherwise elsewhere")
@pytest.mark.parametrize(
    "make",
    [
        lambda: stripes((9000, 9000), 2, 8),
        lambda: stripes((9000, 9000), 3, 8),
        photograph(9000, "CMYK"),
    ],
    ids=["RGB", "palette", "CMYK JPEG"],
)
def test_81_megapixels_take_little_memory(tmp_path: Path, make: Callable[[], bytes]) -> None:
    """The whole process that prepares one stays under 250 MB; decoded, it would take 324 MB by itself."""
    file = tmp_path / "picture"
    file.write_bytes(make())
    command = [sys.executable, "-m", "tests.bench.picture_memory", "--one", str(file), "2480"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=BOUND)
    figures = json.loads(done.stdout)
    assert figures["made"].startswith("2480 x 2480"), figures
    assert figures["megabytes"] < 250, figures


@pytest.mark.parametrize(("kind", "depth"), [(2, 8), (6, 8), (4, 8), (2, 16)])
def test_a_large_interlaced_png_is_refused_in_words(kind: int, depth: int) -> None:
    with pytest.raises(PictureError) as told:
        prepare_raster(stripes((9000, 4000), kind, depth, interlaced=True), 2480)
    assert str(told.value) == "it is interlaced and has 36 megapixels"
    assert told.value.hint == (
        "save it without interlacing, or a smaller copy: 2,500 pixels across are enough for a whole A4 page"
    )


def test_a_large_progressive_jpeg_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """libjpeg keeps all its coefficients until the last scan; a baseline JPEG is shrunk as it comes in."""
    monkeypatch.setattr(jpeg_picture, "_LARGE", 100)
    room = 600 * 400 * 3 + 600 * 400 * 4 // 16  # coefficients, and what is decoded at a quarter of the size
    monkeypatch.setattr(jpeg_picture, "LIMIT_DECODED", room - 1)
    image = Image.radial_gradient("L").resize((600, 400)).convert("RGB")
    with pytest.raises(PictureError) as told:
        prepare_raster(jpeg(image, progressive=True), 100)
    assert str(told.value) == "it is a progressive JPEG of 0 megapixels"
    assert "baseline" in told.value.hint
    monkeypatch.setattr(jpeg_picture, "LIMIT_DECODED", room)
    assert prepare_raster(jpeg(image, progressive=True), 100).width == 100
    assert prepare_raster(jpeg(image), 100).width == 100


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("turn", [1, 3, 6])
def test_a_large_jpeg_looks_as_a_small_one(monkeypatch: pytest.MonkeyPatch, mode: str, turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    data = jpeg(Image.linear_gradient("L").resize((800, 500)).convert(mode), exif=exif, quality=95)
    whole = prepare_raster(data, 150)
    monkeypatch.setattr(jpeg_picture, "_LARGE", 1000)
    parts = prepare_raster(data, 150)
    assert (parts.width, parts.height) == (whole.width, whole.height)
    assert difference(parts.data, whole.data) < 4


def difference(one: bytes, other: bytes) -> float:
    """Return the greatest difference of two JPEGs, each made a hundred times smaller, in shades of 256."""
    images = [Image.open(io.BytesIO(data)).convert("L").resize((10, 10)) for data in (one, other)]
    return max(abs(a - b) for a, b in zip(images[0].tobytes(), images[1].tobytes(), strict=True))


def test_no_picture_is_larger_than_what_memory_has_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """However wide it is printed, a picture that is decoded in parts becomes one of the size that is decoded whole."""
    monkeypatch.setattr(png_picture, "_LARGE", 100)
    monkeypatch.setattr(png_picture, "MOST_MADE", 10_000)
    made = prepare_raster(stripes((400, 100), 2, 8), 5000)
    assert (made.width, made.height) == (200, 50)


@pytest.mark.parametrize("interlaced", [False, True])
def test_a_picture_may_be_black(interlaced: bool) -> None:
    assert shown(prepare_raster(png((7, 9), 2, 8, lambda x, y: (0, 0, 0), interlaced=interlaced), 9)).size == (7, 9)


def test_a_side_that_no_picture_has() -> None:
    with pytest.raises(PictureError) as told:
        prepare_raster(stripes((400_000, 50), 0, 8), 100)
    assert str(told.value) == "it is 400,000 pixels long on one side"


@pytest.fixture(params=["whole", "in parts"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "in parts":
        monkeypatch.setattr(png_picture, "_LARGE", 0)
        monkeypatch.setattr(jpeg_picture, "_LARGE", 0)
    return str(request.param)


def with_rows(rows: bytes, size: tuple[int, int] = (20, 20), kind: int = 2) -> bytes:
    header = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big") + bytes((8, kind, 0, 0, 0))
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "rows",
    [
        b"",
        b"no rows",
        zlib.compress(bytes(61 * 19)),
        zlib.compress(bytes(61 * 20))[:-9],
        zlib.compress((b"\x09" + bytes(60)) * 20),
    ],
    ids=["none", "not compressed", "one missing", "cut off", "no such filter"],
)
def test_damaged_rows(way: str, rows: bytes) -> None:
    with pytest.raises(PictureError, match=DAMAGED):
        prepare_raster(with_rows(rows), 10)


def test_rows_that_the_picture_does_not_have(way: str) -> None:
    """What unpacks to more than the header says is not unpacked."""
    bomb = zlib.compress(bytes(61 * 20) + bytes(300_000_000), 9)
    made = prepare_raster(with_rows(bomb), 10)
    assert (made.width, made.height) == (10, 10)


def test_no_damage_is_a_traceback(way: str) -> None:
    """Each byte of a small file is changed, and each part of it cut off, one after the other."""
    further = [(b"gAMA", (100_000).to_bytes(4, "big")), (b"tRNS", b"\0\x07" * 3)]
    exif = Image.Exif()
    exif[0x0112] = 6
    after = [(b"eXIf", exif.tobytes().removeprefix(b"Exif\0\0"))]
    files = [
        png((9, 5), 2, 16, lambda x, y: (x, y, 7), further, after),
        png((9, 5), 3, 4, lambda x, y: (x,), [(b"PLTE", bytes(range(48))), (b"tRNS", b"\0\x80")], interlaced=True),
        jpeg(Image.radial_gradient("L").resize((16, 16)).convert("RGB"), exif=exif, progressive=True),
    ]
    for data in files:
        for at in range(len(data)):
            for changed in (data[:at], data[:at] + bytes((data[at] ^ 0x55,)) + data[at + 1 :]):
                try:
                    prepare_raster(changed, 5)
                except PictureError as told:
                    assert str(told)


# --- profiles ---------------------------------------------------------------------------------------------------------

#: Red as a profile has it whose red and blue are exchanged: nobody's screen, and easy to see.
EXCHANGED = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exchanged() -> bytes:
    """Return sRGB with its red and blue primaries exchanged, under another name."""
    profile = bytearray(EXCHANGED)
    for at in range(132, 132 + 12 * int.from_bytes(profile[128:132], "big"), 12):
        name = bytes(profile[at : at + 4])
        if name in (b"rXYZ", b"bXYZ"):
            profile[at : at + 4] = b"bXYZ" if name == b"rXYZ" else b"rXYZ"
    return bytes(profile).replace("sRGB".encode("utf-16-be"), "Swap".encode("utf-16-be")).replace(b"sRGB", b"Swap")


@pytest.mark.parametrize("kind", [2, 3, 6])
@pytest.mark.parametrize("transparent", [False, True])
def test_a_profile_of_every_kind_of_png(way: str, kind: int, transparent: bool) -> None:
    """A palette has one too, and what is transparent is known before its colour is changed."""
    body = b"profile\0\0" + zlib.compress(exchanged())
    before = [(b"iCCP", body), *([(b"PLTE", b"\xff\0\0\0\xff\0")] if kind == 3 else [])]
    if transparent and kind != 6:
        before.append((b"tRNS", b"\xff\0" if kind == 3 else b"\0\0\0\xff\0\0"))

    def pixel(x: int, _: int) -> tuple[int, ...]:
        if kind == 3:
            return (x,)
        colour = (0, 255, 0) if x else (255, 0, 0)
        return (*colour, 0 if x and transparent else 255) if kind == 6 else colour

    made = shown(prepare_raster(png((2, 1), kind, 8, pixel, before), 9))
    red, green = made.getpixel((0, 0)), made.getpixel((1, 0))
    assert isinstance(red, tuple) and isinstance(green, tuple)
    assert red[2] > 200 and red[0] < 60
    assert green[3] == (0 if transparent else 255)


@pytest.mark.parametrize("kind", [0, 2, 3])
def test_a_profile_that_is_damaged_or_of_inks_is_left_aside(way: str, kind: int) -> None:
    for profile in (b"no profile", exchanged()[:300], exchanged().replace(b"RGB XYZ", b"CMYKXYZ")):
        before = [(b"iCCP", b"x\0\0" + zlib.compress(profile)), *([(b"PLTE", b"\x50" * 3)] if kind == 3 else [])]
        data = png((2, 1), kind, 8, lambda x, y: (0x50 if kind != 3 else 0,) * CHANNELS[kind], before)
        assert shown(prepare_raster(data, 9)).getpixel((0, 0)) == (0x50, 0x50, 0x50, 255)


def test_what_exif_says_and_nobody_understands(way: str) -> None:
    data = png((2, 1), 2, 8, lambda x, y: (9, 9, 9), [(b"eXIf", b"no EXIF data")])
    assert prepare_raster(data, 9).width == 2


# --- JPEG -------------------------------------------------------------------------------------------------------------


def test_a_jpeg_of_red_green_and_blue_says_so(way: str) -> None:
    """Without Adobe's marker the names of its components alone tell what it is, and not every viewer looks."""
    data = jpeg(Image.new("RGB", (32, 32), (250, 20, 30)), keep_rgb=True, quality=95)
    adobe = data.find(b"\xff\xee")
    if adobe >= 0:
        data = data[:adobe] + data[adobe + 2 + int.from_bytes(data[adobe + 2 : adobe + 4], "big") :]
    with Image.open(io.BytesIO(data)) as image:
        named = [part[0] for part in image.layer]  # type: ignore[attr-defined]
    assert bytes(named) == b"RGB"
    made = prepare_raster(data, 99)
    assert b"R\x11\0" not in made.data[:300]
    with Image.open(io.BytesIO(made.data)) as image:
        found = image.getpixel((9, 9))
    assert isinstance(found, tuple) and max(abs(a - b) for a, b in zip(found, (250, 20, 30), strict=True)) < 9


@pytest.mark.parametrize("turn", range(1, 9))
def test_turned_as_pillow_turns(turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    image = Image.frombytes("L", (2, 3), bytes(range(6)))
    image.info["exif"] = exif.tobytes()
    assert opening.turned(image, turn).tobytes() == ImageOps.exif_transpose(image).tobytes()
