"""Footers of sheets that take several lines: the text ends over them, on whole pages and on cards."""

import re
from pathlib import Path

import pytest

from tests.checker import structure
from tests.support.sheet_boxes import Sight
from tests.support.sheet_samples import SheetShop, full_request


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> SheetShop:
    """Return a workspace in whose layouts the footer says a great deal."""
    shop = SheetShop(tmp_path_factory.mktemp("footers"))
    for path in sorted(Path(shop.folder, "layouts", "sheets").glob("*.yaml")):
        text = path.read_text("utf-8")
        centre = (
            "{leaflet.title} of the physiotherapy department, which stands in this line until it takes four of them"
        )
        path.write_text(re.sub(r"centre: .*", f'centre: "{centre}, {centre}, {centre}"', text), "utf-8")
    return shop


@pytest.mark.parametrize("layout", ["sheet-3", "sheet-4", "large-print", "words"])
def test_text_ends_over_the_footer(shop: SheetShop, layout: str) -> None:
    """Nothing is printed over a footer of four lines, and the footer is whole."""
    sheet = shop.make(layout, full_request(shop.prescribed("less", 6, "8-12,side=each,daily=2", None), 2), "footer")
    assert sheet.pages, sheet.diagnostics
    with structure.read(sheet.path) as document:
        assert Sight(sheet.path, document).overlaps() == []
        for page in structure.artifact_text(document):
            assert " ".join(page.split()).count("until it takes four of them") == 3
