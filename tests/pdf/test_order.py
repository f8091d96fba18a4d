"""Whatever the order of drawing, a page is painted in the order of its tags, and looks as it was drawn."""

import random
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from leafletgen.document.element import Element, Role
from leafletgen.document.manuscript import Entry
from leafletgen.pages.flow.columns import Placed
from leafletgen.pages.frame import Page, PageSetter
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.xmp import Metadata
from tests.checker import rules_marks, structure
from tests.support.building import Built, Workshop
from tests.support.sheet_samples import SheetShop, full_request

_PAINTED = re.compile(r"% (.+)")


class Sketch:
    """A page on which each thing that is painted is a comment with its name."""

    def __init__(self) -> None:
        """Begin with an empty document."""
        self.root = Element(Role.DOCUMENT)
        self.canvas = TaggedCanvas(self.root, Metadata("A page", "en-GB"), (300, 400))

    def paragraph(self) -> Element:
        """A further paragraph, read after all that are there."""
        return self.root.add(Role.PARAGRAPH)

    def content(self, element: Element, name: str) -> None:
        """Paint content of an element."""
        with self.canvas.mark(element):
            self.canvas.operators.append(f"% {name}")

    def artifact(self, name: str, over: bool = False) -> None:
        """Paint an artifact."""
        with self.canvas.artifact(over=over):
            self.canvas.operators.append(f"% {name}")

    def pages(self) -> list[list[str]]:
        """The names on each page in the order of its content stream; the last page is closed."""
        self.canvas.showPage()
        with pikepdf.open(BytesIO(self.canvas.bytes())) as pdf:
            streams = [page.Contents.read_bytes().decode("latin-1") for page in pdf.pages]
        return [_PAINTED.findall(stream) for stream in streams]


def test_artifacts_stay_under_what_was_painted_after_them() -> None:
    sketch = Sketch()
    one, two, three = sketch.paragraph(), sketch.paragraph(), sketch.paragraph()
    sketch.artifact("page's ground")
    sketch.artifact("ground of three")
    sketch.content(three, "three")
    sketch.artifact("ground of one")
    sketch.content(one, "one")
    sketch.content(two, "two")
    sketch.artifact("watermark")
    assert sketch.pages() == [["page's ground", "ground of three", "ground of one", "one", "two", "three", "watermark"]]


def test_what_lies_over_a_figure_stays_with_it() -> None:
    sketch = Sketch()
    words, figure = sketch.paragraph(), sketch.root.add(Role.FIGURE)
    sketch.artifact("ground of the figure")
    sketch.content(figure, "figure")
    sketch.artifact("words in it", over=True)
    sketch.artifact("frame around it", over=True)
    sketch.artifact("ground of the words")
    sketch.content(words, "words")
    assert sketch.pages() == [
        ["ground of the figure", "ground of the words", "words", "figure", "words in it", "frame around it"]
    ]


def test_an_element_goes_on_before_what_is_read_after_it() -> None:
    """Cells side by side that go on in the next column, on one page and over two."""
    sketch = Sketch()
    left, right = sketch.paragraph(), sketch.paragraph()
    for part in ("first", "second"):
        sketch.content(left, f"{part} of left")
        sketch.content(right, f"{part} of right")
    sketch.canvas.showPage()
    sketch.content(left, "third of left")
    sketch.content(right, "third of right")
    assert sketch.pages() == [
        ["first of left", "second of left", "first of right", "second of right"],
        ["third of left", "third of right"],
    ]


def test_an_inline_element_stays_between_the_words_of_its_parent() -> None:
    """A text object with several marks is one thing; elements in a line are read as they were drawn."""
    sketch = Sketch()
    last, around = Element(Role.PARAGRAPH), sketch.paragraph()
    sketch.root.kids.append(last)
    # The second in the tree stands first in the line, as it may in a contents list.
    second, first = around.add(Role.STRONG), around.add(Role.STRONG)
    sketch.content(last, "last")
    text, start = sketch.canvas.operators, len(sketch.canvas.operators)
    text.append("BT")
    for element, name in ((around, "before"), (first, "first"), (around, "between"), (second, "second")):
        text += [sketch.canvas.begin(element, start), f"% {name}", sketch.canvas.end()]
    text.append("ET")
    sketch.content(around, "after")
    assert sketch.pages() == [["before", "first", "between", "second", "after", "last"]]


def test_the_tree_may_grow_when_the_page_is_closed() -> None:
    sketch = Sketch()
    late = Element(Role.PARAGRAPH)
    sketch.content(sketch.paragraph(), "read last")
    sketch.content(late, "read first")
    sketch.canvas.showPage()
    sketch.root.kids.insert(0, late)
    sketch.content(sketch.paragraph(), "on another page")
    assert sketch.pages() == [["read first", "read last"], ["on another page"]]


# --- documents as they are made --------------------------------------------------------------------------------------


def _shuffle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw the blocks of each page in an order of chance, but always the same."""
    ordered, chance = PageSetter._draw, random.Random(12)

    def shuffled(self: PageSetter, canvas: TaggedCanvas, page: Page, entries: dict[str, Entry]) -> None:
        blocks: list[Placed] = list(page)
        chance.shuffle(blocks)
        ordered(self, canvas, blocks, entries)

    monkeypatch.setattr(PageSetter, "_draw", shuffled)


def _same_in_any_order(first: Path, shuffled: Path) -> None:
    """Both are in the order of their tags, and look the same."""
    assert first.read_bytes() != shuffled.read_bytes()
    for path in (first, shuffled):
        with structure.read(path) as document:
            assert list(rules_marks.paint_order(document)) == []
    one, other = pypdfium2.PdfDocument(first), pypdfium2.PdfDocument(shuffled)
    assert len(one) == len(other)
    for number in range(len(one)):
        pages = [document[number].render(scale=1).to_pil().convert("RGB") for document in (one, other)]
        assert ImageChops.difference(*pages).getbbox() is None, f"page {number + 1} of {first.name} looks otherwise"


@pytest.mark.parametrize("name", ["cards", "key-and-box", "over-pages", "picture-rows", "pictures", "tables"])
def test_leaflet_drawn_in_any_order(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def build(target: Path) -> Path:
        built: Built = workshop.build(workshop.add_case(name), "a4-two-sided")
        assert built.path is not None, built.diagnostics
        return built.path.rename(target)

    first = build(tmp_path / "first.pdf")
    _shuffle(monkeypatch)
    _same_in_any_order(first, build(tmp_path / "shuffled.pdf"))


@pytest.mark.parametrize("layout", ["pocket", "sheet-3-ticks", "sheet-6"])
def test_sheet_drawn_in_any_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str) -> None:
    shop = SheetShop(tmp_path / "shop")
    request = full_request(shop.prescribed("long", 3, "3x8", None), 2)
    first = shop.make(layout, request, "first")
    _shuffle(monkeypatch)
    shuffled = shop.make(layout, request, "shuffled")
    assert first.pages and shuffled.pages, first.diagnostics
    _same_in_any_order(first.path, shuffled.path)
