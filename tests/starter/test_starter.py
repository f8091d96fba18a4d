"""The starter leaflets in every layout: both validators, the structure check, every word of the source."""

import pytest

from tests.support.building import Workshop, layout_names
from tests.support.proof import faults_of
from tests.support.shipped import sources

LEAFLETS = [path.stem for path in sources("leaflets")]


@pytest.fixture(scope="session")
def starters(workshop: Workshop) -> Workshop:
    """Return a workspace with the starter leaflets."""
    workshop.add_starters()
    return workshop


def test_five_leaflets_six_layouts() -> None:
    """The starter workspace is complete, so that the next test proves what it says."""
    assert len(LEAFLETS) == 5
    assert len(layout_names()) == 6


@pytest.mark.parametrize("layout", layout_names())
@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_starter(starters: Workshop, leaflet: str, layout: str) -> None:
    """A starter leaflet conforms and loses no word, also in layouts that it does not name."""
    built = starters.build(starters.folder / "leaflets" / f"{leaflet}.yaml", layout)
    assert faults_of(built) == []
