"""What a process keeps of the documents that it wrote, and that none of it is of one person."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from leafletgen.boxes import lines
from leafletgen.boxes.text import Run, Text
from leafletgen.document.element import Element, Role
from leafletgen.fonts.typeface import Typeface
from leafletgen.pdf import writer
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.xmp import Metadata
from leafletgen.system.shelf import Again, Shelf

NOTO = Typeface.load(Path(__file__).parents[1] / "assets" / "fonts" / "NotoSans-Regular.ttf")
WIDTH = 260.0


@pytest.fixture(autouse=True)
def _forgotten(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Begin with nothing kept."""
    monkeypatch.setattr(writer, "_packed", Again[bytes, bytes](10_000))
    monkeypatch.setattr(lines, "_KNOWN", {})
    yield


def page(words: str, personal: bool = False) -> tuple[bytes, bytes]:
    """Write a page that says some words; its operators, and the file."""
    root = Element(Role.DOCUMENT)
    node = root.add(Role.PARAGRAPH)
    node.personal = personal
    canvas = TaggedCanvas(root, Metadata("A document", "en-GB"), (300, 400))
    Text([Run(words, NOTO, 12, "0 0 0 rg", node)], 15).draw(canvas, 20, 380, WIDTH)
    painted = "\n".join(canvas.operators).encode("latin-1")
    canvas.showPage()
    return painted, canvas.bytes()


def kept(painted: bytes) -> bool:
    """Whether a page's operators are kept with what they are compressed to."""
    return writer._packed.get(painted) is not None


def test_a_page_is_kept_when_it_comes_again_and_its_file_is_the_same() -> None:
    painted, first = page("Bend your knees.")
    assert not kept(painted)
    again, second = page("Bend your knees.")
    assert kept(painted)
    assert again == painted
    third = page("Bend your knees.")[1]
    assert first == second == third


def test_a_page_of_one_person_is_never_kept_but_written_alike() -> None:
    files = {page("Alex Example", personal)[1] for personal in (True, True, True, False)}
    painted = page("Alex Example", personal=True)[0]
    assert len(files) == 1
    assert not kept(painted)


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
