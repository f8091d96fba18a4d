"""One workroom for the tests of a file: what composes is loaded once."""

import pytest

from leafletgen.clinic.workroom import Workroom
from tests.support.clinic import ROOT, Clinic


@pytest.fixture(scope="module")
def workroom() -> Workroom:
    """Return a workroom of the shipped workspace."""
    return Workroom(ROOT)


@pytest.fixture
def clinic(workroom: Workroom) -> Clinic:
    """Return a server that nobody has asked yet."""
    return Clinic(workroom)
