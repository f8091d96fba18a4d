"""Five Word files as authors have them: the YAML that a person would write of each, and doubts with their places."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
import yaml

from tests.word.expecting import come_in, differing_doubts

CASES: Final = Path(__file__).parent / "cases"
#: The codes that are given for files that have none.
CODES: Final = {
    "wrist": None,
    "heel": "P8102/5002/11.2026/VERSION1",
    "hearing-aid": "P8103/5003/11.2026/VERSION1",
    "neck": "P8105/5005/11.2026/VERSION1",
    "vitamin-drops": None,
}


@pytest.mark.parametrize("name", CODES)
def test_the_leaflet_is_as_a_person_would_write_it(name: str) -> None:
    made = come_in((CASES / f"{name}.docx").read_bytes(), name, CODES[name])
    assert yaml.safe_load(made.yaml) == yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", CODES)
def test_its_doubts_are_told_and_no_others(name: str) -> None:
    made = come_in((CASES / f"{name}.docx").read_bytes(), name, CODES[name])
    assert differing_doubts(CASES / f"{name}.doubts.txt", made.doubts) == ([], [])
    assert not made.has_errors
