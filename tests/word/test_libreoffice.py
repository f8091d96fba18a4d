"""Word files that LibreOffice made from OpenDocument and from HTML come in as their sources say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.word.expecting import come_in, differing_doubts, leaflet_in, wanted

FILES = Path(__file__).parent / "libreoffice"


@pytest.mark.parametrize("name", ["leaflet", "page", "review"])
def test_the_leaflet_is_what_its_source_says(name: str) -> None:
    made = come_in((FILES / f"{name}.docx").read_bytes(), name)
    assert leaflet_in(made) == wanted(FILES / f"{name}.yaml")


@pytest.mark.parametrize("name", ["leaflet", "page", "review"])
def test_its_doubts_are_told_and_no_others(name: str) -> None:
    made = come_in((FILES / f"{name}.docx").read_bytes(), name)
    assert differing_doubts(FILES / f"{name}.doubts.txt", made.doubts) == ([], [])
