"""What is worked out of pages without setting them is what pages have: characters a line, and widths of pictures."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from leafletgen.errors import Report
from leafletgen.fonts.loading import load_face
from leafletgen.library.workspace import Workspace
from leafletgen.rules.accessibility.layouts import characters_a_line
from leafletgen.rules.accessibility.looks import shown_in
from leafletgen.rules.accessibility.printed import column_of, print_widths
from leafletgen.rules.checked import read_file
from leafletgen.rules.data import load_rules
from tests.support.building import ROOT, Workshop
from tests.support.painted_boxes import painted_boxes

HEAD = """code: P1000/1000/06.2025/VERSION1
title: A plain leaflet
brand: riverside
layouts: [{layouts}]
review: 2027-06
body:
"""
PICTURES = {
    "boot": "{image: nail-boot.svg, alt: A boot with a nail through its sole.}",
    "map": "{image: body-map-back.svg, alt: The mid back and the low back., width: 40%}",
    "row": """pictures:
      - {image: exercises/bridge-start.svg, alt: A person lies on their back.}
      - {image: exercises/bridge-finish.svg, alt: The hips are lifted.}""",
}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A workspace to build in."""
    return Workshop(tmp_path_factory.mktemp("laid-out"))


def _sample() -> str:
    return load_rules(ROOT, Report())["line-too-long"].words["sample"][0]


@pytest.mark.parametrize("layout", ["a4-leaflet", "a4-two-sided", "a5-booklet", "large-print-18", "large-print-24"])
def test_characters_a_line(workshop: Workshop, layout: str) -> None:
    """The average is that of the full lines of the same words on a page, within a character and a half."""
    sample = _sample()
    text = f"{HEAD.format(layouts=layout)}  - >-\n    {sample}\n"
    built = workshop.build(workshop.add_text(f"lines-{layout}", text), layout)
    assert built.path is not None
    assert built.layout is not None
    assert built.leaflet is not None
    brand = built.leaflet.brand
    face = load_face(brand.files[brand.fonts.text.regular])
    worked_out = characters_a_line(sample, face, built.layout.body.size, column_of(built.layout))
    lines = [len(line) for line in _lines(built.path) if line in sample]
    assert len(lines) > 4
    assert worked_out == pytest.approx(sum(lines[:-1]) / len(lines[:-1]), abs=1.5)


def _lines(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    return [line.strip() for line in text.replace("\r", "").split("\n") if len(line.strip()) > 15]


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("layout", ["a4-leaflet", "a4-two-sided", "a5-booklet", "large-print-18"])
def test_widths_of_pictures(workshop: Workshop, layout: str, name: str) -> None:
    """Pictures are printed as wide as is worked out, on a page that has room for them.

    Where columns are made even, a small picture may grow by a sixth.
    """
    body = f"  - Move a little and often.\n  - {PICTURES[name]}\n  - Rest when you need to.\n"
    path = workshop.add_text(f"{name}-{layout}", HEAD.format(layouts=layout) + body)
    built = workshop.build(path, layout)
    assert built.path is not None
    file = read_file(Workspace(workshop.folder), path, Report())
    assert file is not None
    worked_out = [width for shown in shown_in(file) for _, width in print_widths(file, shown)]
    widths = [box.right - box.left for box in painted_boxes(built.path) if box.kind == "/Figure"]
    assert sorted(widths)[-len(worked_out) :] == pytest.approx(
        sorted(worked_out), rel=0.16 if built.layout is not None and built.layout.columns > 1 else 0.02
    )
