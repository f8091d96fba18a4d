"""Press copies: boxes, bleed that has ink, marks outside it, and the slug line."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from leafletgen.press.press import press
from leafletgen.press.source import OutputError
from tests.support.building import Built, Workshop
from tests.support.print_pages import A5, FONT, MM, boxes, darkest, drawn, pages_of, place_of, text_of, written

#: The trimmed page's corner on the sheet, in millimetres.
AROUND = 10


def _pressed(data: bytes) -> bytes:
    return press(data, "small.pdf", font=FONT)


@pytest.fixture(scope="module")
def booklet(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A starter leaflet as an A5 booklet."""
    shop = Workshop(tmp_path_factory.mktemp("press"))
    leaflet = next(path for path in shop.add_starters() if path.stem.startswith("P4397"))
    return shop.build(leaflet, "a5-booklet")


def test_pages_keep_their_order_and_have_all_boxes() -> None:
    copy = _pressed(pages_of(5))
    document = pypdfium2.PdfDocument(copy)
    assert len(document) == 5
    document.close()
    for page in range(5):
        text = text_of(copy, page)
        assert f"leaf{page + 1}" in text
        assert f"small.pdf · page {page + 1} of 5 · press copy · trim 148 x 210 mm, bleed 3 mm" in text
        assert boxes(copy, page) == {
            "MediaBox": [0, 0, 168, 230],
            "TrimBox": [10, 10, 158, 220],
            "BleedBox": [7, 7, 161, 223],
        }


def test_every_page_has_the_boxes_of_its_own_size() -> None:
    with pikepdf.open(BytesIO(pages_of(2))) as pdf:
        pdf.pages[1].obj.Rotate = 90
        copy = _pressed(written(pdf))
    assert boxes(copy, 0)["TrimBox"] == [10, 10, 158, 220]
    assert boxes(copy, 1)["TrimBox"] == [10, 10, 220, 158]
    assert "trim 210 x 148 mm" in text_of(copy, 1)


def test_the_page_itself_stays_in_place_and_size() -> None:
    x, y = place_of(pages_of(1), 0, "leaf1")
    assert place_of(_pressed(pages_of(1)), 0, "leaf1") == pytest.approx((x + AROUND * MM, y + AROUND * MM), abs=0.05)


def test_ink_that_goes_past_the_page_fills_the_bleed_and_ends_there() -> None:
    picture = drawn(_pressed(pages_of(1, bands=("foot", "head"))), scale=4)
    width, height = A5[0] / MM, A5[1] / MM

    def ink(left: float, bottom: float, right: float, top: float) -> int:
        return darkest(picture, (left * MM, bottom * MM, right * MM, top * MM), 4)

    # just inside the bleed's outer edge at the head, on three sides
    assert ink(7.2, 215, 7.4, 216) == ink(160.6, 215, 160.8, 216) == ink(60, 222.6, 62, 222.8) == 0
    # between bleed and marks there is nothing, and beside the corner marks neither
    assert ink(0, 212, 6.8, 218) == ink(161.2, 212, AROUND + width + AROUND, 218) == 255
    assert ink(20, 223.2, 150, AROUND + height + AROUND) == 255


def test_marks_are_hairlines_at_the_corners_outside_the_bleed() -> None:
    copy = _pressed(pages_of(1))
    picture = drawn(copy, scale=8)
    for x in (10, 158):
        for low, high in ((3, 6.5), (223.5, 227)):
            assert darkest(picture, ((x - 0.3) * MM, low * MM, (x + 0.3) * MM, high * MM), 8) < 128
    for y in (10, 220):
        for low, high in ((3, 6.5), (161.5, 165)):
            assert darkest(picture, (low * MM, (y - 0.3) * MM, high * MM, (y + 0.3) * MM), 8) < 128
    # nothing but the word of the page inside the bleed
    assert darkest(picture, (7 * MM, 7 * MM, 161 * MM, 100 * MM), 8) == 255
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert b"0.25 w" in pdf.pages[0].obj.Contents.read_bytes()
        marks = pdf.pages[0].obj.Resources.ColorSpace["/Marks"]
        assert [str(marks[0]), str(marks[1])] == ["/Separation", "/All"]


def test_the_band_of_a_leaflet_has_ink_past_the_page(booklet: Built) -> None:
    assert booklet.path is not None
    data = booklet.path.read_bytes()
    picture = drawn(_pressed(data), scale=4)
    brand = drawn(data, scale=4).getpixel((40, 40))
    assert isinstance(brand, int) and brand < 160
    for box in ((7.3, 150, 9.5, 222.7), (158.5, 150, 160.7, 222.7), (7.3, 220.5, 160.7, 222.7)):
        part = [value * 4 * MM for value in box]
        bled = picture.crop(
            (round(part[0]), picture.height - round(part[3]), round(part[2]), picture.height - round(part[1]))
        )
        assert bled.getextrema() == (brand, brand)


def test_the_band_of_a_leaflet_ends_with_the_page_where_it_is_read(booklet: Built) -> None:
    assert booklet.path is not None
    with pikepdf.open(booklet.path) as pdf:
        assert "/BleedBox" not in pdf.pages[0].obj
        width, height = (float(side) for side in pdf.pages[0].mediabox[2:])
    assert (width, height) == pytest.approx(A5, abs=0.01)
    cover = drawn(booklet.path.read_bytes())
    corners = [cover.getpixel((x, y)) for y in (0, cover.height - 1) for x in (0, cover.width - 1)]
    assert corners[0] == corners[1] != 255
    assert corners[2:] == [255, 255]


def test_a_leaflet_on_a4_has_its_masthead_bled_too(tmp_path: Path) -> None:
    shop = Workshop(tmp_path)
    leaflet = next(path for path in shop.add_starters() if path.stem.startswith("P4400"))
    built = shop.build(leaflet, "a4-two-sided")
    assert built.path is not None
    picture = drawn(_pressed(built.path.read_bytes()))
    assert darkest(picture, (7.5 * MM, 300 * MM, 9.5 * MM, 309 * MM)) < 160
    assert darkest(picture, (100 * MM, 308 * MM, 120 * MM, 309.5 * MM)) < 160


def test_the_file_says_that_it_is_a_print_copy_and_claims_no_standard(booklet: Built) -> None:
    assert booklet.path is not None
    data = booklet.path.read_bytes()
    copy = press(data, booklet.path.name, font=FONT)
    assert copy == press(data, booklet.path.name, font=FONT)
    with pikepdf.open(BytesIO(copy)) as pdf, pikepdf.open(BytesIO(data)) as source:
        assert len(pdf.pages) == booklet.pages
        assert "/StructTreeRoot" in source.Root
        assert not {"/StructTreeRoot", "/MarkInfo", "/Outlines"} & set(pdf.Root.keys())
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "pdfaid" not in packet and "pdfuaid" not in packet
        assert str(pdf.docinfo["/Title"]) == f"Print copy (press): {source.docinfo['/Title']}"
        assert pdf.docinfo["/Keywords"] == source.docinfo["/Keywords"]
        assert "/Duplex" not in pdf.Root.ViewerPreferences
    code = str(source_code(data))
    for page in range(booklet.pages):
        text = text_of(copy, page)
        assert f"{code} · page {page + 1} of {booklet.pages} · press copy" in text
        assert f"Page {page + 1} of {booklet.pages}" in text


def source_code(data: bytes) -> str:
    """The leaflet's code, as its PDF has it."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return str(pdf.docinfo["/Keywords"]).split(",")[0]


def test_a_print_copy_and_a_broken_file_are_refused() -> None:
    with pytest.raises(OutputError, match="print copy already"):
        _pressed(_pressed(pages_of(2)))
    with pytest.raises(OutputError, match="not a PDF"):
        _pressed(b"title: no")
