"""Words inside of drawings are artifacts wherever a drawing stands: the Figure's Alt says what they say."""

from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from tests.checker import structure
from tests.support.building import Workshop
from tests.support.commands import run, write
from tests.support.exercise_sample import exercise_text
from tests.support.forms import loaded_leaflet, page_of
from tests.support.proof import faults_of
from tests.support.sheet_workspace import sheet_workspace
from tests.support.web_pages import page_faults, parsed

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="#ffffff"/>'
    '<text x="3" y="15" font-size="9" fill="#000000">Zebras</text>'
    '<text x="3" y="30" font-size="9" fill="#000000">4711</text></svg>'
)
LEAFLET = """code: P1000/1000/06.2025/VERSION1
title: Drawings with words
brand: riverside
layouts: [a5-booklet]
department: physiotherapy
cover: words.svg
cover_alt: The cover says Zebras.
body:
  - {image: words.svg, alt: It says Zebras., caption: Below it}
  - pictures:
      - {image: words.svg, alt: One., caption: First}
      - {image: words.svg, alt: Two.}
  - box:
      body:
        - {image: words.svg, alt: Zebras in a box.}
  - {image: words.svg, decorative: true}
  - resources:
      - {title: A page, url: https://www.example.org/page}
"""


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """Return a workspace in which the logos are drawings with words too."""
    made = Workshop(tmp_path)
    (made.folder / "assets" / "images" / "words.svg").write_text(DRAWING, "utf-8")
    for logo in (made.folder / "assets" / "brands" / "riverside").glob("*.svg"):
        logo.write_text(DRAWING, "utf-8")
    return made


@pytest.mark.parametrize(("layout", "drawn"), [("a5-booklet", 7), ("a4-leaflet", 6)])
def test_words_in_the_drawings_of_a_leaflet_are_artifacts(workshop: Workshop, layout: str, drawn: int) -> None:
    """On the cover, in the logo, alone, side by side, in a box, and where a drawing says nothing."""
    built = workshop.build(workshop.add_text("words", LEAFLET), layout)
    assert built.path is not None, built.diagnostics
    assert faults_of(built) == []  # the structure check finds words that are painted in a Figure
    with structure.read(built.path) as document:
        assert "4711" not in structure.reading_text(document)
        assert " ".join(structure.artifact_text(document)).count("4711") == drawn


def test_words_in_the_drawings_of_a_web_page_are_images(workshop: Workshop) -> None:
    """Each drawing is an image with its text; nothing inside of it is in the page's own tree."""
    page = page_of(workshop, loaded_leaflet(workshop, workshop.add_text("words", LEAFLET)))
    assert page_faults(page) == []
    tree = parsed(page)
    assert "Zebras" not in "".join(tree.itertext())
    assert tree.xpath("//svg | //object | //iframe") == []
    images = tree.xpath("//img")
    assert len(images) >= 6
    assert all(image.get("src").startswith("data:image/") and image.get("alt") is not None for image in images)


@pytest.mark.parametrize("layout", ["sheet-1", "sheet-3", "pictures", "pocket"])
def test_words_in_the_drawings_of_a_sheet_are_artifacts(tmp_path: Path, layout: str) -> None:
    """In image files of an exercise."""
    root = sheet_workspace(tmp_path / "w")
    for name in ("start", "finish"):
        write(root / "assets" / "images" / "poses" / f"{name}.svg", DRAWING)
    write(root / "assets" / "exercises" / "worded.yaml", exercise_text(name="Worded"))
    target = tmp_path / "sheet.pdf"
    result = run("sheet", "--pick", "worded:10", "--layout", layout, "--workspace", root, "-o", target)
    assert result.exit_code == ExitCode.OK, result.output
    assert structure.check(target) == []
    assert "4711" not in structure.reading_text(target)
    assert "4711" in " ".join(structure.artifact_text(target))
