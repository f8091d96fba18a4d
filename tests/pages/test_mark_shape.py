"""The mark across the pages of drafts in letters that join: one shape, which is as light in overlaps as elsewhere."""

import io

import pikepdf
import pypdfium2
import pytest

from leafletgen.fonts.outlines import area, contours, holes_of, path
from leafletgen.languages.phrases import words_for
from leafletgen.pages.flow.text import Text
from leafletgen.pages.mark_shape import mark_shape
from tests.support.lines_seen import faces, runs_of

SIZE = 100.0
SIDE = 400


def shape_of(language: str, rtl: bool) -> Text:
    """Return the mark's word in a language, set in one line."""
    runs = runs_of(words_for(language)["draft"], language)
    for run in runs:
        run.size = SIZE
    return Text(runs, SIZE, rtl=rtl, language=language)


@pytest.mark.parametrize(("language", "rtl"), [("ar", True), ("ur", True), ("bn", False), ("zh-Hans", False)])
def test_overlaps_are_no_darker(language: str, rtl: bool) -> None:
    """On white paper there are two tones, paper and ink, and those between them; nothing is darker than ink."""
    text = shape_of(language, rtl)
    shape = mark_shape(text, 1000)
    assert shape is not None
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(SIDE, SIDE))
    page.Resources = pikepdf.Dictionary(
        ExtGState=pikepdf.Dictionary(A=pikepdf.Dictionary(ca=0.16, CA=0.4)),
    )
    said = ["q /A gs", f"1 0 0 1 {SIDE / 2} {SIDE / 2} cm", *shape.operators(SIZE, 1.0, "0 0 0 rg"), "Q"]
    page.Contents = pdf.make_stream("\n".join(said).encode())
    file = io.BytesIO()
    pdf.save(file)
    seen = pypdfium2.PdfDocument(file.getvalue())[0].render(scale=1, grayscale=True).to_pil()
    tones = seen.histogram()
    ink = round(255 * (1 - 0.16))
    assert sum(tones[: ink - 2]) == 0
    assert sum(tones[ink - 2 : ink + 3]) > 0.7 * sum(tones[:254])
    # In the middle of the page, and as wide as the word.
    left, top, right, bottom = seen.point([255 if tone < 250 else 0 for tone in range(256)]).getbbox()
    assert (left + right) / 2 == pytest.approx(SIDE / 2, abs=1.5)
    assert (top + bottom) / 2 == pytest.approx(SIDE / 2, abs=1.5)
    assert right - left == pytest.approx(text.natural_width(), rel=0.25)


def test_latin_words_are_painted_as_letters() -> None:
    """Their letters stand apart, and their pages stay as they were."""
    text = Text(runs_of("DRAFT"), SIZE)
    assert mark_shape(text, 1000) is None


def test_outlines_of_a_letter_with_a_hole() -> None:
    """An o is two lines, of which one is within the other and turns the other way."""
    face = faces().face()
    (glyph,) = (face.glyph_of_code[code] for code in face.used_codes("o"))
    lines = contours(face, glyph)
    outer, hole = sorted(lines, key=area)
    assert area(outer) < 0 < area(hole)
    assert area(outer) < -area(hole)
    assert holes_of(outer, lines) == [hole]
    for line in lines:
        said = path(line).split()
        assert (said[2], said[-1], said.count("m"), said.count("h")) == ("m", "h", 1, 1)
        ends = [place for place, word in enumerate(said) if word in "lc"]
        assert said[ends[-1] - 2 : ends[-1]] == said[:2]  # it ends where it began


def test_outlines_of_a_glyph_that_is_made_of_others() -> None:
    """An accented letter has the lines of its letter, moved nowhere, and of its accent above it."""
    face = faces().face()
    plain, accented = (contours(face, face.glyph_of_code[code]) for letter in "eé" for code in face.used_codes(letter))
    assert len(accented) == len(plain) + 1
    assert max(point.y for line in accented for point in line) > 1.2 * max(point.y for line in plain for point in line)
    (space,) = (face.glyph_of_code[code] for code in face.used_codes(" "))
    assert contours(face, space) == []
