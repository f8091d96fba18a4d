"""What a tired black-and-white printer needs: black text, lines it does not drop, clear edges, cards in their size."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest

from tests.support.building import ROOT, Workshop
from tests.support.sheet_samples import LAYOUTS, SheetShop, full_request

MM = 72 / 25.4
THINNEST = 0.3
EDGE = 7.0
#: Leaflets whose pictures are smallest, whose print is largest, and one with each kind of block.
LEAFLETS = (
    ("P4400-mid-back-pain", "a4-two-sided"),
    ("P4397-keep-moving", "a5-booklet"),
    ("P4396-persistent-back-pain", "a5-booklet"),
    ("P4400-mid-back-pain", "large-print-24"),
)


class Painted(NamedTuple):
    """What a page paints: the width of each line and the colour of each text, as printed."""

    lines: list[float]
    texts: list[tuple[float, ...]]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a sheet of four in every layout: with all that a page can have, to write on and filled in."""
    shop = SheetShop(tmp_path_factory.mktemp("printed-sheets"))
    made = {}
    for layout in LAYOUTS:
        request = full_request(shop.prescribed("short", 4, "8-12", None), 2)
        made[layout] = shop.make(layout, request, "printed").path
    return made


@pytest.fixture(scope="module")
def leaflets(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return leaflets in layouts."""
    workshop = Workshop(tmp_path_factory.mktemp("printed-leaflets"))
    workshop.add_starters()
    made = [workshop.build(workshop.folder / "leaflets" / f"{name}.yaml", layout).path for name, layout in LEAFLETS]
    return [path for path in made if path is not None]


def painted(path: Path) -> Iterator[Painted]:
    """Yield what each page of a file paints."""
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            yield _painted(page)


def _painted(page: pikepdf.Page) -> Painted:
    found = Painted([], [])
    matrix, width = pikepdf.Matrix(), 1.0
    colour: tuple[float, ...] = (0.0,)
    states: list[tuple[pikepdf.Matrix, float, tuple[float, ...]]] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "q":
            states.append((matrix, width, colour))
        elif name == "Q":
            matrix, width, colour = states.pop()
        elif name == "cm":
            matrix = pikepdf.Matrix(*[float(value) for value in operands]) @ matrix
        elif name == "w":
            width = float(operands[0])
        elif name in ("rg", "g"):
            colour = tuple(float(value) for value in operands)
        elif name in ("S", "s", "B", "b", "B*", "b*"):
            found.lines.append(width * sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)))
        elif name in ("Tj", "TJ"):
            found.texts.append(colour)
    return found


def test_no_line_is_too_thin_for_a_printer(sheets: dict[str, Path], leaflets: list[Path]) -> None:
    """Under 0.3 pt a line may vanish in draft mode, and with it a hand on a wall."""
    assert len(leaflets) == len(LEAFLETS)
    for path in (*sheets.values(), *leaflets):
        lines = [width for page in painted(path) for width in page.lines]
        assert lines
        assert min(lines) > THINNEST - 0.005, f"{path.name}: {min(lines):.3f} pt"


def test_text_is_pure_black(sheets: dict[str, Path], leaflets: list[Path]) -> None:
    """Any other dark colour is printed as a pattern with holes; what is coloured on purpose is plainly coloured."""
    for path in (*sheets.values(), *leaflets):
        texts = [tuple(dict.fromkeys(colour)) for page in painted(path) for colour in page.texts]
        assert (0.0,) in texts
        greys = [colour for colour in texts if len(colour) == 1 and 0 < colour[0] < 1]
        nearly = [colour for colour in texts if colour != (0.0,) and max(colour) < 0.25]
        assert not greys and not nearly, path.name
        assert texts.count((0.0,)) > len(texts) / 2, path.name


def test_footers_keep_clear_of_the_edge(sheets: dict[str, Path], leaflets: list[Path]) -> None:
    """Words are 7 mm or more from every edge of the paper; many printers leave 6.35 mm of it white."""
    for path in (*sheets.values(), *leaflets):
        document = pypdfium2.PdfDocument(path)
        for page in document:
            wide, high = page.get_size()
            words = page.get_textpage()
            for at in range(words.count_chars()):
                left, bottom, right, top = words.get_charbox(at)
                if right > left and top > bottom:
                    clear = min(left, bottom, wide - right, high - top) / MM
                    assert clear >= EDGE - 0.05, f"{path.name}: {words.get_text_range(at, 20)!r} at {clear:.1f} mm"
        document.close()


def test_cards_ask_to_be_printed_in_their_size(sheets: dict[str, Path]) -> None:
    """Only what is cut to a size asks print dialogs not to scale it (ISO 32000-1, 12.2, Table 150)."""
    for layout, path in sheets.items():
        with pikepdf.open(path) as pdf:
            asked = pdf.Root.ViewerPreferences.get("/PrintScaling")
            assert (asked == "/None") == (layout == "pocket"), layout


def test_a_brand_may_write_light_on_dark(tmp_path: Path) -> None:
    """On dark paper the ink is the brand's: black would not be read."""
    workshop = Workshop(tmp_path)
    brand = workshop.folder / "assets" / "brands" / "riverside" / "brand.yaml"
    text = brand.read_text("utf-8")
    dark = {"paper": "101418", "tint": "20282E", "ink": "F4F6F7", "heading": "9FD0E4", "link": "9FD0E4"}
    dark |= {"primary": "4F93B0", "on_primary": "101418", "on_card": "101418", "rule": "7FA9B8"}
    dark |= {"non_urgent": "6FB3D1", "urgent": "E0A040", "emergency": "F08078"}
    for role, colour in dark.items():
        line = next(line for line in text.splitlines() if line.startswith(f"  {role}:"))
        text = text.replace(line, f'  {role}: "#{colour}"')
    brand.write_text(text, "utf-8")
    path = workshop.add_text("dark", (ROOT / "leaflets" / "P4400-mid-back-pain.yaml").read_text("utf-8"))
    workshop.add_starters()
    built = workshop.build(path, "a4-two-sided")
    assert built.path is not None, built.diagnostics
    texts = [colour for page in painted(built.path) for colour in page.texts]
    assert (0.957, 0.965, 0.969) in [tuple(round(part, 3) for part in colour) for colour in texts]
