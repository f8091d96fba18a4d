"""The words in the drawing of P4400, in the languages of its translations."""

import re
import xml.etree.ElementTree as ET

import pytest

from tests.languages.picture_labels import IMAGES, LABELS, NAME, labelled
from tests.support.building import ROOT

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("language", sorted(LABELS))
def test_drawing_is_what_the_script_makes(language: str) -> None:
    """It is the English drawing but for its words, none of which is left."""
    made = (IMAGES / f"{NAME}.{language}.svg").read_text("utf-8")
    assert made == labelled(language)
    assert "Mid back<" not in made and "Low back<" not in made
    plain = (IMAGES / f"{NAME}.svg").read_text("utf-8")
    assert set(re.findall(r"<path[^>]*>", plain)) <= set(re.findall(r"<path[^>]*>", made))


@pytest.mark.parametrize("language", sorted(LABELS))
def test_words_are_beside_the_lines_that_lead_to_them(language: str) -> None:
    """Right of both lines (x from 243), in the middle of each (y at 175.6 and 255.6), and inside the drawing."""
    root = ET.fromstring((IMAGES / f"{NAME}.{language}.svg").read_text("utf-8"))
    width = float(root.attrib["width"])
    drawn = [one for one in root.iter(f"{SVG}path") if one.get("fill") == "#1B2A33" and "A4.5" not in one.get("d", "")]
    for one in drawn:
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", one.attrib["d"])]
        across, down = numbers[::2], numbers[1::2]
        assert min(across) > 238 and max(across) < width
        assert min(abs(line - (min(down) + max(down)) / 2) for line in (175.6, 255.6)) < 20
    assert len(drawn) + len(list(root.iter(f"{SVG}text"))) == sum(len(label.split("\n")) for label in LABELS[language])


@pytest.mark.parametrize("language", sorted(LABELS))
def test_translation_shows_its_own_drawing(language: str) -> None:
    said = (ROOT / "leaflets" / f"P4400-mid-back-pain.{language}.yaml").read_text("utf-8")
    assert f"image: {NAME}.{language}.svg" in said
