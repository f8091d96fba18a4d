"""Printed QR codes are read back: on a sheet and on a leaflet's page of resources, as a phone would see them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from leafletgen.content.model.exercise import Exercise
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.errors import Report
from leafletgen.images.qr import prepare_qr
from leafletgen.library.exercises import Exercises, Prescribed
from leafletgen.library.workspace import Workspace
from tests.checker import structure
from tests.support.building import Workshop, layout_names
from tests.support.sheet_samples import LAYOUTS, SheetShop, short_exercise

MM = 72 / 25.4
#: The codes are printed 22 mm wide. Fewer dots over the whole page show them as 20 mm at 150 dots an inch would.
PRINTED, SEEN, DPI = 22.0, 20.0, 150.0
#: Those of a leaflet are 15 mm wide, outside of large print, and no module is narrower than 0.4 mm.
SMALL, MODULE, LARGE_PRINT = 19.2, 0.4, 16.0
URLS = (
    "https://www.riverside.example.org/",
    "https://www.riverside.example.org/films/knee?week=2&side=left#start",
    "https://www.riverside.example.org/" + "films/knee/straight-leg-raise-with-a-towel",
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> SheetShop:
    """Return a workspace with the made-up exercises."""
    return SheetShop(tmp_path_factory.mktemp("codes"))


def read_codes(path: Path, sides: list[float]) -> list[str]:
    """Return what all codes of a file say, in the order of the pages; grey, and with fewer dots than they have.

    Sides are those that they are to have, in mm.
    """
    sizes = code_sizes(path)
    assert sizes == pytest.approx(sides, abs=0.05)
    document = pypdfium2.PdfDocument(path)
    found: list[str] = []
    try:
        for page in document:
            picture = page.render(scale=DPI / 72 * SEEN / PRINTED, grayscale=True).to_pil()
            found += [code.text for code in zxingcpp.read_barcodes(picture)]
    finally:
        document.close()
    assert len(found) == len(sizes)
    return found


def code_sizes(path: Path) -> list[float]:
    """Return the sides of all codes in mm, from the boxes of their figures."""
    sides: list[float] = []
    with structure.read(path) as document:
        for element in document.elements:
            if element.standard == "Figure" and element.text["Alt"].startswith("QR code"):
                left, bottom, right, top = map(float, element.attributes["BBox"])
                assert abs((right - left) - (top - bottom)) < 0.1
                sides.append((right - left) / MM)
    return sides


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sheet(shop: SheetShop, layout: str) -> None:
    """The code of a film leads where the printed address leads, in every layout that prints it."""
    prescribed = [
        *shop.prescribed("less", 1, "10,side=each", None),
        *(Prescribed(film, film.dose) for film in (with_video(shop, number) for number in range(len(URLS)))),
    ]
    sheet = shop.make(layout, SheetRequest(prescribed), "codes")
    assert sheet.layout.sheet is not None
    if "video" not in sheet.layout.sheet.show:
        assert code_sizes(sheet.path) == []
        return
    wanted = [one.exercise.video for one in prescribed if one.exercise.video is not None]
    assert sorted(read_codes(sheet.path, [PRINTED] * len(wanted))) == sorted(wanted)


def with_video(shop: SheetShop, number: int) -> Exercise:
    """Return a short exercise with a film."""
    name = f"film-{number}"
    text = short_exercise("[Sit., Rise.]").rstrip("\n") + f"\nvideo: {URLS[number]}\n"
    path = shop.folder / "assets" / "exercises" / f"{name}.yaml"
    if not path.exists():
        path.write_text(text, encoding="utf-8")
    report = Report()
    exercise = Exercises(Workspace(shop.folder)).load(name, report)
    assert exercise is not None, report.diagnostics
    return exercise


@pytest.mark.parametrize("layout", layout_names())
def test_leaflet(workshop: Workshop, layout: str) -> None:
    """The codes of a leaflet's resources lead where their printed addresses lead."""
    items = "".join(f"    - {{title: Film {number}, url: '{url}'}}\n" for number, url in enumerate(URLS))
    head = "code: P1/1/06.2025/VERSION1\ntitle: Films\nbrand: riverside\nlayouts: [a4-leaflet]\nbody:\n  - resources:\n"
    text = head + items
    built = workshop.build(workshop.add_text("codes", text), layout)
    assert built.path is not None and built.layout is not None, built.diagnostics
    if not built.layout.qr:
        assert code_sizes(built.path) == []
        return
    least = PRINTED if built.layout.body.size >= LARGE_PRINT else SMALL
    sides = [max(least, MODULE * prepare_qr(url).width) for url in URLS]
    assert sorted(read_codes(built.path, sides)) == sorted(URLS)
