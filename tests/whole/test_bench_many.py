"""The made-up workspace of the batch's benchmark is sound: every leaflet builds, and holds what real ones hold."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.library.workspace import Workspace
from leafletgen.pages.leaflet import compose_leaflet
from tests.bench import batch, many
from tests.support.commands import files_of

LEAFLETS = 12
WHOLE = 1500


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    many.write_workspace(folder, LEAFLETS)
    return folder


@pytest.fixture(scope="module")
def whole() -> list[tuple[str, str, dict[str, Any]]]:
    return [many.leaflet(number) for number in range(1, WHOLE + 1)]


def build(root: Path, path: Path) -> dict[str, int]:
    """Pages by layout; a fault or a warning fails the test."""
    workspace, pictures, report = Workspace(root), PictureStore(root / "build" / ".cache"), Report()
    loaded = workspace.load_leaflet(path, report)
    assert loaded is not None, report.diagnostics
    pages = {}
    for name in loaded.leaflet.layouts:
        layout = workspace.load_layout(name, report)
        assert layout is not None
        made = compose_leaflet(loaded, layout, pictures, report)
        assert not report.diagnostics
        assert made is not None
        pages[name] = made.pages
    return pages


def test_twelve_leaflets_build_without_a_warning_in_four_layouts_or_more(root: Path) -> None:
    pages = [build(root, path) for path in Workspace(root).leaflet_files()]
    assert len(pages) == LEAFLETS
    assert len({layout for made in pages for layout in made}) >= 4
    assert all(made[layout] > 1 for made in pages for layout in made)


def test_the_longest_leaflets_of_two_sides_have_two_pages(
    root: Path, whole: list[tuple[str, str, dict[str, Any]]]
) -> None:
    sheets = [leaflet for leaflet in whole if "a4-two-sided" in leaflet[2]["layouts"]]
    sheets.sort(key=lambda leaflet: len(str(leaflet[2]["body"])))
    for _, name, content in sheets[-4:]:
        path = root / "leaflets" / f"{name}.yaml"
        path.write_text(many.written(content), "utf-8")
        try:
            assert build(root, path)["a4-two-sided"] == 2
        finally:
            path.unlink()


def test_the_same_files_come_every_time(root: Path, tmp_path: Path) -> None:
    many.write_workspace(tmp_path, 5)
    made, before = files_of(tmp_path), files_of(root)
    assert made == {name: before[name] for name in made}
    assert len([name for name in made if name.startswith("leaflets/") and "/shared/" not in name]) == 5


def test_no_two_leaflets_share_a_code_a_file_name_or_a_title(whole: list[tuple[str, str, dict[str, Any]]]) -> None:
    for values in (
        [name.casefold() for _, name, _ in whole],
        [content["code"] for _, _, content in whole],
        [content["title"] for _, _, content in whole],
    ):
        assert len(set(values)) == WHOLE
    assert max(len(content["title"]) for _, _, content in whole) <= 65


def test_layouts_departments_and_brands_are_spread(whole: list[tuple[str, str, dict[str, Any]]]) -> None:
    first = Counter(content["layouts"][0] for _, _, content in whole)
    assert set(first) == {"a5-booklet", "a4-leaflet", "a4-two-sided"}
    assert min(first.values()) > WHOLE / 6
    assert len({content["department"] for _, _, content in whole}) == 20
    brands = Counter(content["brand"] for _, _, content in whole)
    assert len(brands) == 3
    assert min(brands.values()) > WHOLE / 10
    assert sum(len(content["layouts"]) == 2 for _, _, content in whole) > WHOLE / 5


def test_leaflets_hold_what_real_ones_hold(whole: list[tuple[str, str, dict[str, Any]]]) -> None:
    kinds = Counter(kind for _, _, content in whole for block in content["body"] for kind in keys(block))
    for kind in ("text", "heading", "list", "steps", "key", "box", "card", "table", "image", "pictures", "resources"):
        assert kinds[kind] > WHOLE / 10, kind
    for kind in ("include", "write", "contact", "references"):
        assert kinds[kind] > WHOLE / 50, kind
    said = str([content["body"] for _, _, content in whole])
    for mark in ("[@", "{page:", "](#part-", "**", "{lang=la}", "{department.phone}"):
        assert said.count(mark) > 50, mark
    assert {
        block["card"]["level"] for _, _, content in whole for block in content["body"] if "card" in keys(block)
    } == {"non-urgent", "urgent", "emergency"}


def test_paragraphs_are_hardly_ever_the_same(whole: list[tuple[str, str, dict[str, Any]]]) -> None:
    long = [block for _, _, content in whole for block in content["body"] if isinstance(block, str) and len(block) > 60]
    assert len(set(long)) > 0.95 * len(long)


def test_layouts_are_counted_as_they_are_written(root: Path) -> None:
    for path in Workspace(root).leaflet_files():
        loaded = Workspace(root).load_leaflet(path, Report())
        assert loaded is not None
        assert batch.layouts_of(path.read_text("utf-8")) == len(loaded.leaflet.layouts)


def keys(block: Any) -> list[str]:
    return ["text"] if isinstance(block, str) else list(block)[:1]
