"""The pages say how large the library is, and it is so large."""

import re

import pytest

from tests.support.building import ROOT


@pytest.mark.parametrize("page", ["README.md", "docs/start/install.md"])
@pytest.mark.parametrize("kind", ["exercises", "programmes"])
def test_the_library_is_counted(page: str, kind: str) -> None:
    """Every number that stands before the word is that of the files."""
    files = [path for path in (ROOT / "assets" / kind).glob("*.yaml") if "." not in path.stem]  # no translations
    said = re.findall(rf"(\d+) {kind}", (ROOT / page).read_text("utf-8"))
    assert said
    assert set(said) == {str(len(files))}


def test_the_library_is_large_enough_for_a_clinic() -> None:
    """As many exercises and programmes as a clinic needs in its first weeks."""
    assert len(list((ROOT / "assets" / "exercises").glob("*.yaml"))) >= 110
    assert len(list((ROOT / "assets" / "programmes").glob("*.yaml"))) >= 24
