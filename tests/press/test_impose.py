"""Imposed copies: page order, places, creep, job line, refusals, and what the file says of itself."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from leafletgen.press.copies import print_copies
from leafletgen.press.impose import impose, sheet_order
from leafletgen.press.source import OutputError
from tests.support.building import Workshop
from tests.support.print_pages import (
    A5,
    FONT,
    MM,
    boxes,
    changed,
    darkest,
    drawn,
    halves,
    pages_of,
    place_of,
    text_of,
    written,
)

A4 = (210 * MM, 297 * MM)
A6 = (105 * MM, 148 * MM)


def _imposed(data: bytes, **options: object) -> bytes:
    return impose(data, "small.pdf", font=FONT, **options)  # type: ignore[arg-type]


def _folded(sides: list[tuple[int, int]]) -> list[int]:
    """Read a booklet as a person does: sheets in each other, folded in the middle, leaf after leaf."""
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    first_half = [page for front, back in sheets for page in (front[1], back[0])]
    second_half = [page for front, back in reversed(sheets) for page in (back[1], front[0])]
    return first_half + second_half


def _refusal(data: bytes, **options: object) -> OutputError:
    with pytest.raises(OutputError) as caught:
        _imposed(data, **options)
    return caught.value


@pytest.mark.parametrize("pages", range(1, 65))
def test_a_folded_booklet_reads_from_the_first_page_to_the_last(pages: int) -> None:
    sides = halves(_imposed(pages_of(pages)))
    blanks = -pages % 4
    assert len(sides) == (pages + blanks) // 2
    assert _folded(sides) == [*range(1, pages + 1), *[0] * blanks]


@pytest.mark.parametrize("pages", [4, 6, 16, 33])
def test_bound_on_the_right_it_reads_from_the_other_side(pages: int) -> None:
    sides = halves(_imposed(pages_of(pages), binding="right"))
    mirrored = [(right, left) for left, right in sides]
    assert _folded(mirrored) == [*range(1, pages + 1), *[0] * (-pages % 4)]


def test_the_order_of_8_12_and_14_pages() -> None:
    assert sheet_order(8) == [((8, 1), (2, 7)), ((6, 3), (4, 5))]
    assert sheet_order(12) == [((12, 1), (2, 11)), ((10, 3), (4, 9)), ((8, 5), (6, 7))]
    assert sheet_order(14)[:2] == [((0, 1), (2, 0)), ((14, 3), (4, 13))]
    assert sheet_order(4, "right") == [((1, 4), (3, 2))]


@pytest.mark.parametrize("pages", [0, -1, 65])
def test_no_order_for_no_pages_or_too_many(pages: int) -> None:
    with pytest.raises(ValueError, match="1 to 64"):
        sheet_order(pages)


def test_a_document_in_a_language_from_the_right_is_bound_there() -> None:
    with pikepdf.open(BytesIO(pages_of(4))) as pdf:
        for language, front in (("ur", (1, 4)), ("pa-Arab", (1, 4)), ("ar-Latn", (4, 1)), ("pl", (4, 1))):
            pdf.Root.Lang = pikepdf.String(language)
            assert halves(_imposed(written(pdf)))[0] == front
        pdf.Root.Lang = pikepdf.String("ur")
        assert halves(_imposed(written(pdf), binding="left"))[0] == (4, 1)


def test_the_direction_that_a_file_names_comes_before_its_language() -> None:
    with pikepdf.open(BytesIO(pages_of(4))) as pdf:
        for language, said, front in (("en", "/R2L", (1, 4)), ("ur", "/L2R", (4, 1)), ("ur", "/Odd", (1, 4))):
            pdf.Root.Lang = pikepdf.String(language)
            pdf.Root.ViewerPreferences = pikepdf.Dictionary(Direction=pikepdf.Name(said))
            assert halves(_imposed(written(pdf)))[0] == front
        pdf.Root.ViewerPreferences = pikepdf.Array([])
        assert halves(_imposed(written(pdf)))[0] == (1, 4)


def test_two_a5_pages_lie_in_the_middle_of_a_level_a4_sheet_in_their_own_size() -> None:
    copy = _imposed(pages_of(4))
    assert boxes(copy, 0) == {
        "MediaBox": [0, 0, 297, 210],
        "TrimBox": [0.5, 0, 296.5, 210],
        "BleedBox": [0, 0, 297, 210],
    }
    left, right = place_of(copy, 0, "leaf4"), place_of(copy, 0, "leaf1")
    original = place_of(pages_of(4), 0, "leaf1")
    assert left == pytest.approx((original[0] + 0.5 * MM, original[1]), abs=0.1)
    assert right == pytest.approx((original[0] + 148.5 * MM, original[1]), abs=0.1)


@pytest.mark.parametrize(
    ("size", "paper"), [(A6, "a5"), (A6, "a4"), (A4, "a3"), (A5, "a3"), (A5, "sra4"), (A4, "sra3")]
)
def test_papers_that_hold_two_pages(size: tuple[float, float], paper: str) -> None:
    copy = _imposed(pages_of(4, size), paper=paper)
    left, bottom, right, top = boxes(copy)["TrimBox"]
    assert (right - left, top - bottom) == pytest.approx((2 * size[0] / MM, size[1] / MM), abs=0.11)
    assert left + right == pytest.approx(boxes(copy)["MediaBox"][2], abs=0.11)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_stand_upright(turn: int) -> None:
    lying = A5 if turn == 180 else (A5[1], A5[0])
    with pikepdf.open(BytesIO(pages_of(4, lying))) as pdf:
        for page in pdf.pages:
            page.obj.Rotate = turn
        turned = written(pdf)
    assert boxes(_imposed(turned))["TrimBox"] == [0.5, 0, 296.5, 210]
    source, copy = drawn(turned), drawn(_imposed(turned))
    scale = 2
    place = round(148.5 * MM * scale)
    right_half = copy.crop((place, 0, place + source.width - 4, source.height - 30))
    same = source.crop((0, 0, source.width - 4, source.height - 30))
    ink, wanted = right_half.point(lambda v: 255 * (v < 128)).getbbox(), same.point(lambda v: 255 * (v < 128)).getbbox()
    assert ink is not None and wanted is not None
    assert ink == pytest.approx(wanted, abs=2)


def test_a_page_box_that_begins_elsewhere_is_moved() -> None:
    with pikepdf.open(BytesIO(pages_of(4))) as pdf:
        for page in pdf.pages:
            page.obj.MediaBox = [-50, -60, A5[0] - 50, A5[1] - 60]
        moved = written(pdf)
    word = place_of(_imposed(moved), 0, "leaf1")
    still = place_of(_imposed(pages_of(4)), 0, "leaf1")
    assert word == pytest.approx((still[0] + 50, still[1] + 60), abs=0.1)


def test_creep_moves_the_pages_of_inner_sheets_to_the_fold() -> None:
    data = pages_of(16)
    still, crept = _imposed(data), _imposed(data, creep_mm=0.25)
    for side, (left, right) in enumerate(halves(still)):
        for page, direction in ((left, 1), (right, -1)):
            x, y = place_of(still, side, f"leaf{page}")
            moved = x + direction * side // 2 * 0.25 * MM if direction > 0 else x - side // 2 * 0.25 * MM
            assert place_of(crept, side, f"leaf{page}") == pytest.approx((moved, y), abs=0.05)
    assert place_of(still, 7, "leaf8")[0] != pytest.approx(place_of(crept, 7, "leaf8")[0], abs=0.5)


def test_what_creeps_over_the_fold_is_cut_off_and_the_outer_edge_has_ink() -> None:
    data = pages_of(16, bands=("head",))
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[8].obj.Contents = pdf.make_stream(b"")  # page 9, beside page 8 on the innermost sheet
        data = written(pdf)
    picture = drawn(_imposed(data, creep_mm=1.0), page=7)
    spine, top = 148.5 * MM, 210 * MM
    assert darkest(picture, (1, top - 20, 4, top - 10)) == 0
    assert darkest(picture, (spine - 4, top - 20, spine - 1, top - 10)) == 0
    assert darkest(picture, (spine + 1, top - 20, spine + 12, top - 10)) == 255


@pytest.mark.parametrize(("pages", "creep"), [(64, 0.21), (16, 1.01), (8, 3.1), (8, -0.1), (8, float("nan")), (4, -1)])
def test_too_much_creep_is_refused(pages: int, creep: float) -> None:
    assert f"{creep:g} mm" in _refusal(pages_of(pages), creep_mm=creep).message


def test_the_hint_about_creep_names_one_that_works() -> None:
    fault = _refusal(pages_of(44), creep_mm=2)
    assert fault.hint.startswith("use 0.3 mm or less")
    assert _imposed(pages_of(44), creep_mm=0.3)


def test_the_job_line_of_a_full_sheet_lies_in_the_edge_that_is_not_printed() -> None:
    copy = _imposed(pages_of(6))
    text = text_of(copy, 2)
    assert "small.pdf · sheet 2 of 2, front · flip on the short edge" in text
    assert "6 pages and 2 blank · bound on the left · no creep" in text
    assert "sheet 1 of 2, back" in text_of(copy, 1)
    picture = drawn(copy)
    assert darkest(picture, (0, 0, 297 * MM, 4 * MM)) < 200
    assert darkest(picture, (0, 4 * MM, 297 * MM, 20 * MM)) == 255


def test_a_job_line_keeps_off_what_is_printed_at_the_foot() -> None:
    copy = _imposed(pages_of(4, bands=("foot",)))
    assert place_of(copy, 0, "flip on")[1] > 205 * MM


def test_no_job_line_where_ink_is_at_foot_and_head() -> None:
    copy = _imposed(pages_of(4, bands=("foot", "head")))
    assert "flip" not in text_of(copy)
    assert "leaf1" in text_of(copy)


def test_a_larger_sheet_has_marks_and_job_line_outside_the_trim_and_its_bleed() -> None:
    copy = _imposed(pages_of(4, bands=("foot", "head")), paper="sra4")
    left, bottom, right, top = (value * MM for value in boxes(copy)["TrimBox"])
    assert boxes(copy)["BleedBox"] == [9, 4.5, 311, 220.5]
    base = place_of(copy, 0, "flip on")[1]
    assert base < bottom - 3 * MM
    picture = drawn(copy, scale=4)
    for x in (left, right):
        assert darkest(picture, (x - 1, top + 3.5 * MM, x + 1, top + 7 * MM), 4) < 128
    for y in (bottom, top):
        assert darkest(picture, (left - 7 * MM, y - 1, left - 3.5 * MM, y + 1), 4) < 128
    middle = (left + right) / 2
    assert darkest(picture, (middle - 1, bottom - 7 * MM, middle + 1, bottom - 3.5 * MM), 4) < 128
    # the bleed is there, and no mark is inside it or the trim
    assert darkest(picture, (left - 2.5 * MM, top - 20, left - 1 * MM, top - 10), 4) == 0
    assert darkest(picture, (left - 2.9 * MM, 300, left + 40, 400), 4) == 255


def test_a_job_line_of_a_long_name_ends_before_the_fold() -> None:
    copy = impose(pages_of(4, A6), "n" * 200 + ".pdf", font=FONT, paper="a5")
    text = text_of(copy)
    assert "nnn… · sheet 1 of 1, front · flip on the short edge" in text
    edge = darkest(drawn(copy), (104 * MM, 0, 106 * MM, 4 * MM))
    assert edge == 255


def test_a_name_in_letters_that_the_font_has_not_is_no_fault() -> None:
    copy = impose(pages_of(4), "腰痛\u0007.pdf", font=FONT)
    assert "???.pdf · sheet 1" in text_of(copy)


def test_what_was_stamped_on_a_page_is_printed_too() -> None:
    with pikepdf.open(BytesIO(pages_of(4))) as pdf:
        look = pdf.make_stream(
            b"0 0 30 30 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 30, 30]
        )
        stamp = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, F=4, Rect=[200, 400, 230, 430], AP={"/N": look}
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(stamp)])
        stamped = written(pdf)
    x = 148.5 * MM + 200
    assert darkest(drawn(_imposed(stamped)), (x + 2, 402, x + 28, 428)) == 0


def test_the_file_says_that_it_is_a_print_copy_and_claims_no_standard(tmp_path: Path) -> None:
    shop = Workshop(tmp_path)
    leaflet = next(path for path in shop.add_starters() if path.stem.startswith("P4397"))
    built = shop.build(leaflet, "a5-booklet")
    assert built.path is not None
    data = built.path.read_bytes()
    copy = impose(data, built.path.name, font=FONT, creep_mm=0.1)
    assert copy == impose(data, built.path.name, font=FONT, creep_mm=0.1)
    with pikepdf.open(BytesIO(copy)) as pdf, pikepdf.open(BytesIO(data)) as source:
        assert len(pdf.pages) == built.pages // 2
        assert not {"/StructTreeRoot", "/MarkInfo", "/Outlines", "/AcroForm", "/Names"} & set(pdf.Root.keys())
        assert dict(pdf.Root.ViewerPreferences) == {
            "/Duplex": "/DuplexFlipShortEdge",
            "/PrintScaling": "/None",
            "/DisplayDocTitle": True,
        }
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "pdfaid" not in packet and "pdfuaid" not in packet
        assert "P4397/" in packet and "Print copy (imposed): " in packet
        assert str(pdf.docinfo["/Title"]) == f"Print copy (imposed): {source.docinfo['/Title']}"
        assert pdf.docinfo["/Keywords"] == source.docinfo["/Keywords"]
        assert pdf.docinfo["/CreationDate"] == pdf.docinfo["/ModDate"] == source.docinfo["/CreationDate"]
        code = str(source.docinfo["/Keywords"]).split(",")[0]
        fonts = pdf.pages[0].obj.Resources.Font
        assert "/FontFile2" in fonts["/Job"].DescendantFonts[0].FontDescriptor
    for side in range(built.pages // 2):
        assert f"{code} · sheet {side // 2 + 1} of {built.pages // 4}, " in text_of(copy, side)
        assert f"Page {sheet_order(built.pages)[side // 2][side % 2].right} of {built.pages}" in text_of(copy, side)


def test_a_print_copy_is_not_imposed_again() -> None:
    assert "print copy already" in _refusal(_imposed(pages_of(4))).message


def test_pages_that_do_not_fit_are_refused_with_both_sizes() -> None:
    fault = _refusal(pages_of(4, A4))
    assert "210 x 297 mm" in fault.message and "297 x 210 mm" in fault.message
    assert fault.hint == 'use "paper: a3"'
    assert "never scaled" in _refusal(pages_of(4, (1000, 1400)), paper="sra3").hint


def test_pages_of_two_sizes_are_refused_with_both() -> None:
    mixed = changed(pages_of(5), "/MediaBox", pikepdf.Array([0, 0, 300, 400]))
    fault = _refusal(mixed)
    assert "page 1 has 148 x 210 mm, page 5 106 x 141 mm" in fault.message


def test_more_than_64_pages_are_too_thick() -> None:
    assert "65 pages: too thick for staples" in _refusal(pages_of(65)).message


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("/Rotate", 45),
        ("/MediaBox", pikepdf.Array([0, 0, 0, 0])),
        ("/UserUnit", pikepdf.Name.None_),
        ("/Contents", 7),
    ],
)
def test_a_page_that_makes_no_sense_is_refused(change: str, value: object) -> None:
    assert "small.pdf is damaged" in _refusal(changed(pages_of(4), change, value)).message


def test_files_that_are_no_whole_pdf_are_refused() -> None:
    data = pages_of(8)
    assert _refusal(b"leaflet: yes").message == "small.pdf is not a PDF"
    assert _refusal(b"").message == "small.pdf is not a PDF"
    for broken in (data[: len(data) // 2], data[:-60], b"%PDF-1.7\n"):
        assert "small.pdf is damaged" in _refusal(broken).message


def test_a_page_whose_content_is_damaged_is_refused() -> None:
    with pikepdf.open(BytesIO(pages_of(4))) as pdf:
        pdf.pages[2].obj.Contents = pikepdf.Stream(pdf, b"no deflate", Filter=pikepdf.Name.FlateDecode)
        damaged = written(pdf)
    assert "small.pdf is damaged" in _refusal(damaged).message


@pytest.mark.parametrize("box", [pikepdf.Array([0, 0, 5]), pikepdf.String("a5")])
def test_a_page_without_a_size_is_refused(box: object) -> None:
    # qpdf, like Acrobat, takes such a page for one of US letter size
    assert "page 4 216 x 279 mm" in _refusal(changed(pages_of(4), "/MediaBox", box)).message


@pytest.mark.parametrize("word", ["", "secret"])
def test_a_protected_file_is_refused(word: str) -> None:
    target = BytesIO()
    with pikepdf.open(BytesIO(pages_of(4))) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="owner", user=word))
    assert "protected by a password" in _refusal(target.getvalue()).message


def test_metadata_that_xmp_cannot_hold_is_no_fault() -> None:
    with pikepdf.open(BytesIO(pages_of(4))) as pdf:
        pdf.docinfo["/Title"] = "Bad\x00 title\x07"
        pdf.docinfo["/CreationDate"] = "yesterday"
        copy = _imposed(written(pdf))
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Print copy (imposed): Bad title"
        assert "/CreationDate" not in pdf.docinfo


def test_a_font_that_is_missing_is_told() -> None:
    with pytest.raises(OutputError, match="the font of the job line cannot be used"):
        impose(pages_of(4), "small.pdf", font=Path("nowhere.ttf"))


def test_copies_of_a_booklet_and_of_a_leaflet_that_is_none() -> None:
    both = print_copies(pages_of(4), "P1.a5-booklet", impose=True, press=True, font=FONT)
    assert [name for name, _ in both] == ["P1.a5-booklet.imposed.pdf", "P1.a5-booklet.press.pdf"]
    large = print_copies(pages_of(2, A4), "P1.a4-leaflet", impose=True, press=True, font=FONT)
    assert [name for name, _ in large] == ["P1.a4-leaflet.press.pdf"]
    assert print_copies(pages_of(2, A4), "P1", impose=True, press=False, font=FONT) == []
    assert print_copies(pages_of(2, A4), "P1", impose=False, press=False, font=FONT) == []
    on_a3 = print_copies(pages_of(2, A4), "P1", impose=True, press=False, font=FONT, paper="a3")
    assert len(pypdfium2.PdfDocument(on_a3[0][1])) == 2
