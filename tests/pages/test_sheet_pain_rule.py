"""The pain rule says when to go on and when to stop: it stands on one page, however large the words are."""

from pathlib import Path

import pypdfium2
import pytest

from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.patients.making import Options, SheetMaker, Typed
from tests.support.commands import ROOT

LEVELS = ("Pain 0 to 3", "Pain 4 to 5", "Pain 6 to 10")


def pages_with(data: bytes, words: str) -> list[int]:
    """Return the pages on which words stand."""
    document = pypdfium2.PdfDocument(data)
    try:
        texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()
    return [number for number, text in enumerate(texts) if words in text]


@pytest.mark.parametrize("layout", ["sheet-1", "sheet-2", "sheet-3", "sheet-4", "sheet-6", "large-print", "words"])
@pytest.mark.parametrize("programme", ["knee-osteoarthritis", "back-strength"])
def test_the_pain_rule_is_on_one_page(layout: str, programme: str) -> None:
    maker, report = SheetMaker(Workspace(Path(ROOT)), Options()), Report()
    text = f"programme: {programme}\nlayout: {layout}\ntext_size: 24\n"
    prepared = maker.prepare(Typed(text, "the sheet"), report)
    made = None if prepared is None else maker.compose(prepared, report)
    assert made is not None, report.diagnostics
    found = [pages_with(made.data, level) for level in LEVELS]
    assert len(found[0]) == 1 and found[0] == found[1] == found[2]
