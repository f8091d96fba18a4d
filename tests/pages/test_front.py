"""Long titles, subtitles and footers: they get smaller or are told, and nothing is printed over anything else."""

import re

import pikepdf
import pypdfium2
import pytest

from leafletgen.errors import Severity
from tests.support.building import Built, Workshop, layout_names
from tests.support.proof import faults_of

HEAD = """code: P1000/1000/06.2025/VERSION1
title: {title}
subtitle: {subtitle}
brand: riverside
layouts: [a4-leaflet]
department: physiotherapy
cover: twin-peaks.svg
cover_alt: Two mountains.
body:
  - {words}
"""


def build(workshop: Workshop, title: str, subtitle: str, layout: str) -> Built:
    """Build a leaflet of this title and one sentence."""
    text = HEAD.format(title=title, subtitle=subtitle, words="One sentence.")
    return workshop.build(workshop.add_text("front", text), layout)


def size_of(built: Built) -> float:
    """Return the size of the title's letters."""
    assert built.path is not None
    with pikepdf.open(built.path) as pdf:
        stream = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    return max(float(size) for size in re.findall(r"/H1\b[^\n]*BDC\s+/\S+ ([\d.]+) Tf", stream))


def boxes(built: Built) -> list[tuple[float, float, float, float]]:
    """Return the boxes of the lines on page 1: left, bottom, right, top."""
    assert built.path is not None
    with pypdfium2.PdfDocument(built.path) as pdf:
        page = pdf[0].get_textpage()
        return [page.get_rect(number) for number in range(page.count_rects())]


def overlaps(built: Built) -> int:
    """Return how many lines of page 1 lie over another by more than a rounding, or leave the page."""
    found = boxes(built)
    assert built.layout is not None
    outside = sum(box[1] < 0 or box[3] > built.layout.page.height_mm / 25.4 * 72 for box in found)
    return outside + sum(
        min(one[2], two[2]) - max(one[0], two[0]) > 1 and min(one[3], two[3]) - max(one[1], two[1]) > 2
        for number, one in enumerate(found)
        for two in found[:number]
    )


@pytest.mark.parametrize("layout", layout_names())
@pytest.mark.parametrize("words", [8, 40, 80, 130])
def test_long_title_fits_or_is_told(workshop: Workshop, layout: str, words: int) -> None:
    """It is printed on its page and over nothing, or told at its place with what to do."""
    built = build(workshop, " ".join(["Backache"] * words), "A line under the title", layout)
    if built.path is not None:
        assert faults_of(built, ("ua1",)) == []
        assert overlaps(built) == 0
        assert built.layout is not None
        scale = built.layout.scale
        full = scale.cover_title if built.layout.cover == "page" else scale.title
        assert scale.heading1 <= size_of(built) <= full
        return
    assert words > 8
    (fault,) = [one for one in built.diagnostics if one.severity is Severity.ERROR]
    assert str(fault.place) == "leaflets/front.yaml:2:8"
    assert fault.message.startswith("the title is too long: it is ")
    assert "shorten it" in fault.hint


def test_title_gets_smaller_in_steps(workshop: Workshop) -> None:
    """The longer it is, the smaller, until it is an error."""
    sizes: list[float] = []
    for words in range(4, 60, 8):
        built = build(workshop, " ".join(["Backache"] * words), "Line", "a5-booklet")
        if built.path is None:
            break
        sizes.append(size_of(built))
    assert sizes[0] == 34
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 2
    assert built.path is None


def test_long_subtitle_is_told(workshop: Workshop) -> None:
    """What is too long is named, with its own place."""
    built = build(workshop, "Backache", " ".join(["backache"] * 400), "a5-booklet")
    (fault,) = [one for one in built.diagnostics if one.severity is Severity.ERROR]
    assert fault.message.startswith("the subtitle is too long")
    assert str(fault.place) == "leaflets/front.yaml:3:11"
