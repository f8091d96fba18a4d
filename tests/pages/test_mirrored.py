"""Pages that are read from right to left: everything painted stands where the mirror image of the plain page has it.

Words and pictures are painted as their boxes here, so that nothing but places is compared.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from leafletgen.images.artwork import Drawing, Mirrored, Raster
from leafletgen.pages.context import Context
from leafletgen.pages.flow.text import Text
from leafletgen.pdf.canvas import TaggedCanvas
from tests.support.building import CASES, ROOT, Workshop, layout_names
from tests.support.painted_boxes import PaintedBox, direction, painted_boxes
from tests.support.sheet_samples import LAYOUTS, SheetShop, full_request

EVERY_BLOCK = ROOT / "tests" / "support" / "every_block.yaml"


@contextmanager
def as_boxes() -> Iterator[None]:
    """Paint words and pictures as their boxes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "draw", _draw_box)
        patch.setattr(Text, "draw_unmarked", _draw_unmarked_box)
        for kind in (Drawing, Raster, Mirrored):
            patch.setattr(kind, "paint", _paint_box)
            patch.setattr(kind, "paint_words", lambda *given: None)
        yield


@contextmanager
def read_from_the_right() -> Iterator[None]:
    """Take every document for one that is read from right to left, whatever its language."""
    begin = Context.__init__

    def forced(self: Context, *given: Any, **more: Any) -> None:
        begin(self, *given, **more)
        self.rtl = True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Context, "__init__", forced)
        yield


def _paint_box(self: object, canvas: TaggedCanvas, x: float, y: float, width: float, height: float) -> None:
    canvas.operators.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")


def _draw_box(self: Text, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
    if not self.lines(width):
        return
    left, height = canvas.across(x, width), self.measure(width)
    with canvas.mark(self.runs[0].node):
        _paint_box(self, canvas, left, top - height, width, height)
    for run in self.runs[1:]:
        with canvas.mark(run.node):
            pass
    for link in [run.link for run in self.runs if run.link is not None]:
        canvas.link(link.node, (left, top - height, left + width, top), link.target, link.contents)


def _draw_unmarked_box(self: Text, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
    height = self.measure(width)
    _paint_box(self, canvas, canvas.across(x, width), top - height, width, height)


def unlike(plain: Path, mirrored: Path) -> list[tuple[PaintedBox, PaintedBox]]:
    """The boxes of a file whose counterparts in another one are not their mirror images, with these."""
    with pikepdf.open(plain) as pdf:
        width = float(pdf.pages[0].MediaBox[2])
    before, after = painted_boxes(plain), painted_boxes(mirrored)
    assert len(before) == len(after) > 20
    pairs = zip(before, after, strict=True)
    return [(one, other) for one, other in pairs if not one.mirrored(width).is_near(other)]


@pytest.mark.parametrize("layout", layout_names())
def test_every_block(layout: str, tmp_path: Path) -> None:
    """Rules, grounds, bars, cards, tables, pictures, codes, labels, links, cover, contents and furniture."""
    workshop = Workshop(tmp_path)
    text = EVERY_BLOCK.read_text("utf-8").replace("layouts: [a4-leaflet]", f"layouts: [{layout}]")
    path = workshop.add_text("P1000-every-block", text)
    for picture in CASES.glob("**/twin-peaks.svg"):
        shutil.copy(picture, tmp_path / "leaflets")
    _check(workshop, path, layout)


@pytest.mark.parametrize("layout", layout_names())
def test_long_leaflet(layout: str, tmp_path: Path) -> None:
    """A list of contents, pages for notes, two columns, and the outside of a booklet."""
    workshop = Workshop(tmp_path)
    path = next(path for path in workshop.add_starters() if path.stem.startswith("P4396"))
    _check(workshop, path, layout)


def _check(workshop: Workshop, path: Path, layout: str) -> None:
    """A leaflet's pages are the mirror image of what they are when it is read from left to right."""
    with as_boxes():
        plain = workshop.build(path, layout).path
        assert plain is not None
        kept = Path(shutil.copy(plain, workshop.folder / "plain.pdf"))
        with read_from_the_right():
            mirrored = workshop.build(path, layout).path
    assert mirrored is not None
    assert not unlike(kept, mirrored)
    assert len(unlike(kept, kept)) > 50  # what is not mirrored is found
    assert (direction(kept), direction(mirrored)) == ("", "R2L")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> SheetShop:
    """Return a workspace for sheets."""
    return SheetShop(tmp_path_factory.mktemp("mirrored"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sheet(layout: str, shop: SheetShop) -> None:
    """Numbers, pictures side by side, boxes to tick, diaries, signs, cards and where to cut."""
    prescribed, _ = shop.programme("back-strength")
    request = full_request(prescribed, 2)
    with as_boxes():
        plain = shop.make(layout, request, "plain")
        with read_from_the_right():
            mirrored = shop.make(layout, request, "mirrored")
    assert plain.pages == mirrored.pages > 0
    for one, other in unlike(plain.path, mirrored.path):
        picture, turned = _around(one, plain.path), _around(other, mirrored.path)
        # In a corner of a picture that is empty: left stays left in a picture, and so does what stands there.
        assert abs(one.left - picture.left - (other.left - turned.left)) < 0.1, (one, other)
    assert direction(mirrored.path) == "R2L"


def _around(box: PaintedBox, path: Path) -> PaintedBox:
    """The figure that a box lies in."""
    figures = [one for one in painted_boxes(path) if one.kind == "/Figure" and one.page == box.page]
    return next(one for one in figures if one.left <= box.left and box.right <= one.right and box.top <= one.top + 0.1)
