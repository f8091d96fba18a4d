"""Pictures of a Word file as files beside the leaflet and as its blocks."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

import pytest
from PIL import Image

from leafletgen.images.raster import prepare_raster
from leafletgen.word.doubts import Doubts
from leafletgen.word.importing.made import Made
from leafletgen.word.importing.pictures import PictureFiles
from leafletgen.word.story import AltFrom, Picture
from tests.word.drawn import EMF, SVG, SVG_REFUSED, WMF, file_of, large_png, opened, png, quartered, shown

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def made_of(*pictures: Picture) -> tuple[list[Made], PictureFiles, Doubts]:
    files, doubts = PictureFiles("knee"), Doubts()
    return [files.block(picture, doubts) for picture in pictures], files, doubts


def codes(doubts: Doubts) -> list[str]:
    return [doubt.code for doubt in doubts.found]


def names(files: PictureFiles) -> list[str]:
    return [file.name for file in files.files]


def corners(data: bytes) -> list[Any]:
    image = opened(data).convert("RGB")
    last, lowest = image.width - 1, image.height - 1
    return [image.getpixel(at) for at in ((0, 0), (last, 0), (0, lowest), (last, lowest))]


def test_a_picture_becomes_a_block_with_its_alt_text_and_no_doubt() -> None:
    [made], files, doubts = made_of(shown(png(), share=0.5))
    assert made.value == {"image": "knee/1.png", "alt": "A knee.", "width": "50%"}
    assert [(file.name, file.data) for file in files.files] == [("knee/1.png", png())]
    assert made.notes == [] and doubts.found == []


def test_keys_stand_in_the_order_in_which_people_write_them() -> None:
    files, doubts = PictureFiles("knee"), Doubts()
    made = files.block(shown(png(), share=0.2), doubts, "Figure 1: Bend")
    assert isinstance(made.value, dict)
    assert list(made.value) == ["image", "alt", "caption", "width"]
    entry = files.entry(shown(png(), share=0.2), doubts, Made("Start"))
    assert isinstance(entry.value, dict)
    assert list(entry.value) == ["image", "alt", "caption"]


@pytest.mark.parametrize(
    ("share", "width"),
    [(0.0, None), (0.001, "5%"), (0.139, "10%"), (0.167, "15%"), (0.1999, "20%"), (0.5, "50%"), (1.0, "100%")],
)
def test_widths_go_in_steps_of_five_percent_and_never_beyond_what_word_shows(share: float, width: str | None) -> None:
    [made], _, _ = made_of(shown(png(), share=share))
    assert isinstance(made.value, dict)
    assert made.value.get("width") == width


def test_the_same_bytes_are_written_once_and_other_crops_of_them_again() -> None:
    data = file_of(quartered())
    half = (0.0, 0.0, 0.5, 0.0)
    made, files, _ = made_of(
        shown(data), shown(png()), shown(data, "Again."), shown(data, crop=half), shown(data, crop=half)
    )
    assert names(files) == ["knee/1.png", "knee/2.png", "knee/3.png"]
    shown_files = [one.value["image"] for one in made if isinstance(one.value, dict)]
    assert shown_files == ["knee/1.png", "knee/2.png", "knee/1.png", "knee/3.png", "knee/3.png"]


def test_a_missing_alt_text_stays_missing() -> None:
    [made], _, doubts = made_of(shown(png(), ""))
    assert made.value == {"image": "knee/1.png"}
    assert made.notes == ["no alt text in Word. Write alt:, or decorative: true"]
    assert codes(doubts) == ["word-picture-no-alt"]
    assert made.doubts == doubts.found


def test_a_decorative_picture_needs_none() -> None:
    [made], _, doubts = made_of(shown(png(), "", decorative=True))
    assert made.value == {"image": "knee/1.png", "decorative": True}
    assert doubts.found == [] and made.notes == []


def test_the_alt_text_of_what_word_calls_decorative_is_told() -> None:
    [made], _, doubts = made_of(shown(png(), "A wave.", decorative=True))
    assert made.value == {"image": "knee/1.png", "decorative": True}
    assert [(doubt.code, doubt.words) for doubt in doubts.found] == [("word-picture-decorative-with-alt", "A wave.")]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"alt_from": AltFrom.TITLE}, "word-picture-alt-from-title"),
        ({"alt_from": AltFrom.SHAPE}, "word-picture-old"),
        ({"automatic": True}, "word-picture-alt-automatic"),
    ],
)
def test_where_an_alt_text_comes_from_is_told(said: dict[str, Any], code: str) -> None:
    [made], _, doubts = made_of(shown(png(), **said))
    assert isinstance(made.value, dict) and made.value["alt"] == "A knee."
    assert codes(doubts) == [code]
    assert '"A knee."' in doubts.found[0].message


def test_a_crop_is_done_on_the_pixels() -> None:
    [_], files, doubts = made_of(shown(file_of(quartered()), crop=(0.5, 0.0, 0.0, 0.5)))
    assert opened(files.files[0].data).size == (20, 10)
    assert corners(files.files[0].data) == [GREEN] * 4
    assert codes(doubts) == ["word-picture-cropped"]
    assert "(left 50%, bottom 50%)" in doubts.found[0].message
    assert "20 x 10 pixels" in doubts.found[0].message


def test_a_crop_keeps_what_is_transparent() -> None:
    image = Image.new("P", (10, 10), 3)
    image.putpalette([0, 0, 0, 10, 10, 10, 20, 20, 20, 200, 30, 30])
    [_], files, _ = made_of(shown(file_of(image, transparency=3), crop=(0.5, 0.0, 0.0, 0.0)))
    assert opened(files.files[0].data).convert("RGBA").getpixel((0, 0)) == (200, 30, 30, 0)


def test_a_crop_of_a_photograph_stays_one() -> None:
    photograph = file_of(quartered(size=(80, 40)), "JPEG", quality=95)
    [_], files, _ = made_of(shown(photograph, crop=(0.0, 0.5, 0.0, 0.0)))
    assert names(files) == ["knee/1.jpg"]
    assert opened(files.files[0].data).format == "JPEG"
    assert opened(files.files[0].data).size == (80, 20)


def test_a_crop_that_leaves_less_than_a_pixel_leaves_one() -> None:
    [_], files, _ = made_of(shown(png(size=(3, 3)), crop=(0.0, 0.499, 0.99, 0.5)))
    assert opened(files.files[0].data).size == (1, 1)


@pytest.mark.parametrize(
    ("turn", "mirrored", "wanted"),
    [
        (0.0, True, [GREEN, RED, WHITE, BLUE]),
        (90.0, False, [BLUE, RED, WHITE, GREEN]),
        (180.0, False, [WHITE, BLUE, GREEN, RED]),
        (270.2, False, [GREEN, WHITE, RED, BLUE]),
        (180.0, True, [BLUE, WHITE, RED, GREEN]),
        (90.0, True, [WHITE, GREEN, BLUE, RED]),
    ],
)
def test_right_angles_and_mirroring_are_done_on_the_pixels(
    turn: float, mirrored: bool, wanted: Sequence[tuple[int, int, int]]
) -> None:
    [_], files, doubts = made_of(shown(file_of(quartered()), turn=turn, mirrored=mirrored))
    assert corners(files.files[0].data) == wanted
    assert codes(doubts) == ["word-picture-turned"]
    assert "so is the file" in doubts.found[0].message


def test_another_angle_is_told_and_left() -> None:
    data = file_of(quartered())
    [_], files, doubts = made_of(shown(data, turn=12.0))
    assert files.files[0].data == data
    assert "turned by 12 degrees in Word; the file shows it as it was" in doubts.found[0].message


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("GIF", "P"), ("BMP", "RGB"), ("WEBP", "RGBA"), ("TIFF", "RGB"), ("TIFF", "1"), ("TIFF", "RGBA")],
)
def test_other_rasters_become_png_without_loss(kind: str, mode: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {}
    data = file_of(quartered(mode), kind, **options)
    [made], files, doubts = made_of(shown(data))
    assert names(files) == ["knee/1.png"]
    assert isinstance(made.value, dict) and made.value["image"] == "knee/1.png"
    assert opened(files.files[0].data).convert("RGBA").tobytes() == opened(data).convert("RGBA").tobytes()
    assert codes(doubts) == ["word-picture-converted"]


def test_of_one_that_moves_the_first_picture_is_taken_and_told() -> None:
    frames = [Image.new("RGB", (8, 8), (80 * number, 0, 0)) for number in range(3)]
    data = file_of(frames[0], "GIF", save_all=True, append_images=frames[1:])
    _, files, doubts = made_of(shown(data))
    assert opened(files.files[0].data).format == "PNG"
    assert "has 3 pictures, of which the first is taken" in doubts.found[0].message


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (EMF, "knee/1.emf"),
        (WMF, "knee/1.wmf"),
        (b"II\xbc\x01" + bytes(40), "knee/1.wdp"),
        (file_of(quartered("CMYK"), "TIFF"), "knee/1.tif"),
        (SVG_REFUSED, "knee/1.svg"),
        (png()[:45], "knee/1.png"),
        (large_png(30_000, 30_000), "knee/1.png"),
        (b"GIF89a" + bytes(5), "knee/1.gif"),
        (b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + bytes(9), "knee/1.gif"),
        (b"no picture at all", "knee/1.bin"),
    ],
)
def test_what_no_leaflet_takes_is_written_and_a_comment_stands_in_its_place(data: bytes, name: str) -> None:
    [made], files, doubts = made_of(shown(data, "A spine."))
    assert made.value == ""
    assert made.notes == [f'{name} ("A spine.") cannot be used; save it as PNG or SVG']
    assert [(file.name, file.data) for file in files.files] == [(name, data)]
    assert codes(doubts) == ["word-picture-not-usable"]
    assert doubts.found[0].words == "A spine."
    assert doubts.found[0].hint


def test_a_drawing_is_taken_before_its_stand_in() -> None:
    [_], files, doubts = made_of(shown(SVG, stand_in=png()))
    assert [(file.name, file.data) for file in files.files] == [("knee/1.svg", SVG)]
    assert codes(doubts) == ["word-picture-svg"]


def test_the_stand_in_of_a_drawing_that_is_refused_is_taken() -> None:
    [made], files, doubts = made_of(shown(SVG_REFUSED, stand_in=png()))
    assert [(file.name, file.data) for file in files.files] == [("knee/1.png", png())]
    assert isinstance(made.value, dict) and made.value["alt"] == "A knee."
    assert codes(doubts) == ["word-picture-stand-in"]


def test_a_cropped_drawing_is_cropped_as_its_stand_in() -> None:
    half = (0.0, 0.0, 0.5, 0.0)
    [_], files, doubts = made_of(shown(SVG, stand_in=png(size=(40, 20)), crop=half))
    assert names(files) == ["knee/1.png"]
    assert opened(files.files[0].data).size == (20, 20)
    assert codes(doubts) == ["word-picture-stand-in", "word-picture-cropped"]


def test_a_drawing_without_a_stand_in_keeps_what_word_cuts_away_and_that_is_told() -> None:
    [_], files, doubts = made_of(shown(SVG, crop=(0.0, 0.0, 0.5, 0.0)))
    assert files.files[0].data == SVG
    assert "the file shows the whole picture" in doubts.found[0].message


def test_a_linked_picture_is_told_with_its_address_and_not_fetched() -> None:
    [made], files, doubts = made_of(shown(b"", "A chart.", linked="https://www.example.org/far.png"))
    assert made.value == "" and files.files == []
    assert made.notes == ['a picture kept elsewhere (https://www.example.org/far.png, "A chart.") is not in the file']
    assert codes(doubts) == ["word-picture-linked"]


def test_all_that_a_chart_says_stands_in_its_doubt() -> None:
    words = " ".join(["Units of insulin"] * 20)
    [made], files, doubts = made_of(shown(b"", "", what="chart", words=words))
    assert files.files == []
    assert doubts.found[0].words == words
    assert made.notes[0].startswith('a chart is left out; it says "Units of insulin')
    assert len(made.notes[0]) < 130


@pytest.mark.parametrize(
    "data",
    [
        file_of(quartered("CMYK"), "JPEG"),
        file_of(quartered("L"), "JPEG"),
        file_of(Image.new("I;16", (9, 9), 40_000)),
        file_of(quartered("1")),
        file_of(quartered("LA")),
    ],
)
def test_what_leafletgen_takes_is_taken_as_it_is(data: bytes) -> None:
    _, files, doubts = made_of(shown(data))
    assert files.files[0].data == data
    assert doubts.found == []
    assert prepare_raster(data, 9).width > 0
