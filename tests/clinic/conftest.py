"""One workroom for the tests of a file: what composes is loaded once."""

from pathlib import Path

import pytest

from leafletgen.clinic.workroom import Workroom
from tests.support.clinic import ROOT, Clinic


@pytest.fixture(scope="module")
def workroom() -> Workroom:
    """Return a workroom of the shipped workspace."""
    return Workroom(ROOT)


@pytest.fixture(autouse=True)
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for what the user keeps, empty for every test."""
    folder = tmp_path / "user"
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(folder))
    monkeypatch.setenv("LEAFLETGEN_STATE", str(tmp_path / "state"))
    return folder


@pytest.fixture
def clinic(workroom: Workroom) -> Clinic:
    """Return a server that nobody has asked yet."""
    return Clinic(workroom)
