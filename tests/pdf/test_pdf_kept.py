"""What a process keeps of the documents that it wrote, and that none of it is of one person."""

import zlib
from pathlib import Path

import pytest

from leafletgen.document.element import Element, Role
from leafletgen.fonts.typeface import Typeface
from leafletgen.pages.flow import lines
from leafletgen.pages.flow.text import Run, Text
from leafletgen.pdf import writer
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.xmp import Metadata
from leafletgen.system.shelf import Again, Shelf

NOTO = Typeface.load(Path(__file__).parents[2] / "assets" / "fonts" / "NotoSans-Regular.ttf")
WIDTH = 260.0


@pytest.fixture(autouse=True)
def _forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with nothing kept."""
    writer._kept.cache_clear()
    monkeypatch.setattr(lines, "_KNOWN", {})


def page(words: str, personal: bool = False) -> bytes:
    """Write a page that says some words, and return the file."""
    root = Element(Role.DOCUMENT)
    node = root.add(Role.PARAGRAPH)
    node.personal = personal
    canvas = TaggedCanvas(root, Metadata("A document", "en-GB"), (300, 400))
    Text([Run(words, NOTO, 12, "0 0 0 rg", node)], 15).draw(canvas, 20, 380, WIDTH)
    canvas.showPage()
    return canvas.bytes()


def test_a_page_is_compressed_once_and_its_file_is_the_same() -> None:
    files = [page("Bend your knees.") for _ in range(3)]
    found = writer._kept.cache_info()
    assert len(set(files)) == 1
    assert found.hits == 2 * found.misses


def test_a_page_of_one_person_is_never_kept_but_written_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[bytes] = []

    def keep(data: bytes) -> bytes:
        kept.append(data)
        return zlib.compress(data, writer._LEVEL)

    monkeypatch.setattr(writer, "_kept", keep)
    code = NOTO.word("Alex")[0].encode("latin-1")
    personal = page("Alex", personal=True)
    assert kept
    assert not any(code in data for data in kept)
    assert page("Alex") == personal
    assert any(code in data for data in kept)


def test_words_of_one_person_are_not_among_the_broken_lines() -> None:
    page("Alex Example", personal=True)
    assert not lines._KNOWN
    page("Bend your knees.")
    assert len(lines._KNOWN) == 1


def test_what_came_once_stays_within_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Again, "most_once", 3)
    shelf: Again[int, str] = Again(100)
    for number in range(20):
        assert not shelf.came(number)
        assert len(shelf._once) <= 3
    assert shelf.came(19)


def test_a_shelf_lets_go_of_what_was_not_used_for_longest() -> None:
    shelf: Shelf[str, str] = Shelf(8)
    for name in "abcd":
        shelf.put(name, name.upper(), 2)
    assert shelf.get("a") == "A"
    shelf.put("e", "E", 2)
    assert shelf.get("b") is None
    assert [shelf.get(name) for name in "acde"] == ["A", "C", "D", "E"]
    shelf.put("large", "L", 3)
    assert shelf.get("large") is None
