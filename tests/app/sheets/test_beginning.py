"""What a screen begins with is the same whether it was kept or made, and nothing of a user is kept."""

from pathlib import Path

import pytest

from leafletgen.app.sheets.beginning import Beginning
from leafletgen.app.sheets.library import LibraryDesk
from tests.support.exercise_sample import exercise_text
from tests.support.sheet_workspace import sheet_workspace


class Counted:
    """A workspace's library that counts how often it is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.asked = 0

    def __call__(self) -> LibraryDesk:
        self.asked += 1
        return LibraryDesk(self.root)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Return the library of a workspace, with folders of its own for what a user has."""
    monkeypatch.setenv("LEAFLETGEN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(tmp_path / "config"))
    return Counted(sheet_workspace(tmp_path / "w"))


def test_what_is_kept_is_what_the_library_says(library: Counted) -> None:
    made = Beginning(library.root, library).catalogue()
    asked = library.asked
    kept = Beginning(library.root, library).catalogue()
    assert made == kept == LibraryDesk(library.root).catalogue()
    assert asked == library.asked == 1


def test_a_file_that_changed_is_read_anew(library: Counted) -> None:
    beginning = Beginning(library.root, library)
    before = beginning.catalogue()
    file = library.root / "assets" / "exercises" / "bridge.yaml"
    file.write_text(file.read_text("utf-8").replace("name: Bridge", "name: Another bridge"), "utf-8")
    after = beginning.catalogue()
    assert before != after
    assert [card["name"] for card in after["exercises"] if card["id"] == "bridge"] == ["Another bridge"]


def test_what_the_user_keeps_is_told_and_not_kept_again(library: Counted, tmp_path: Path) -> None:
    Beginning(library.root, library).catalogue()
    config = tmp_path / "config"
    config.mkdir()
    (config / "sheet.yaml").write_text("clinician:\n  name: A Physio\nlayout: nothing-like-it\n", "utf-8")
    told = Beginning(library.root, library).catalogue()
    assert told["defaults"]["clinician"] == "A Physio" and told["defaults"]["layout"] == ""
    assert "default-not-there" in {one["code"] for one in told["found"]}
    kept = [path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert kept and not any(b"A Physio" in data for data in kept)


def test_the_day_is_today_whenever_the_rest_was_kept(library: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-11-29")
    assert Beginning(library.root, library).catalogue()["today"] == "2026-11-29"
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-11-30")
    assert Beginning(library.root, library).catalogue()["today"] == "2026-11-30"
    assert library.asked == 1


def test_without_a_cache_it_is_made_each_time(library: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_CACHE", "")
    beginning = Beginning(library.root, library)
    assert beginning.catalogue() == beginning.catalogue()
    assert library.asked == 2


def test_a_card_is_drawn_once(library: Counted) -> None:
    first = Beginning(library.root, library).card("bridge", 1.6)
    assert first is not None and first.startswith(b"<svg")
    assert Beginning(library.root, library).card("bridge", 1.6) == first
    assert library.asked == 1
    assert Beginning(library.root, library).card("../../pyproject", 1.6) is None


def test_a_card_of_an_image_file_is_not_drawn(library: Counted) -> None:
    images = library.root / "assets" / "images" / "poses"
    images.mkdir(parents=True, exist_ok=True)
    for stage in ("start", "finish"):
        (images / f"{stage}.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8")
    (library.root / "assets" / "exercises" / "pictured.yaml").write_text(exercise_text(name="Pictured"), "utf-8")
    assert Beginning(library.root, library).card("pictured", 1.6) is None
