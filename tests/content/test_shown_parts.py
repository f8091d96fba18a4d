"""What a sheet's layout shows: the row of numbers that older layouts list is told and left out, the dose never is."""

from pathlib import Path

import pytest

from leafletgen.content.model.layout import SHEET_PARTS
from leafletgen.errors import Report, Severity
from leafletgen.library.exercises import Prescribed
from leafletgen.library.workspace import Workspace
from tests.checker import structure
from tests.support.building import ROOT
from tests.support.sheet_samples import SHORT_SENTENCE, SheetShop, bare_request

LAYOUT = (ROOT / "layouts" / "sheets" / "sheet-3.yaml").read_text("utf-8")
START = LAYOUT.index("  show: ")


def shown_in(folder: Path, show: str) -> tuple[list[str] | None, Report]:
    """Return what a layout with this list shows, and what was said of it."""
    (folder / "layouts" / "sheets").mkdir(parents=True, exist_ok=True)
    (folder / "layouts" / "sheets" / "own.yaml").write_text(f"{LAYOUT[:START]}  show: {show}\n", "utf-8")
    report = Report()
    layout = Workspace(folder).load_sheet_layout("own", report)
    return layout.sheet.show if layout is not None and layout.sheet is not None else None, report


@pytest.mark.parametrize(
    ("show", "read", "hint"),
    [
        ("[pictures, dose, numbers, steps]", ["pictures", "dose", "steps"], "take it out: the dose says it in words"),
        ("[pictures, numbers, dose]", ["pictures", "dose"], "take it out: the dose says it in words"),
        ("[pictures, numbers, steps]", ["pictures", "dose", "steps"], 'write "dose" in its place, as it is read'),
        ("[numbers]", ["dose"], 'write "dose" in its place, as it is read'),
    ],
)
def test_numbers_are_read_as_the_dose(tmp_path: Path, show: str, read: list[str], hint: str) -> None:
    found, report = shown_in(tmp_path, show)
    assert found == read
    (told,) = report.diagnostics
    assert (told.severity, told.code, told.hint) == (Severity.WARNING, "numbers-no-longer-shown", hint)
    assert told.place is not None
    assert told.place.line == LAYOUT[:START].count("\n") + 1
    assert told.place.column == len("  show: ") + show.index("numbers") + 1


def test_a_part_that_never_was_is_an_error(tmp_path: Path) -> None:
    found, report = shown_in(tmp_path, "[pictures, number]")
    assert found is None
    assert [told.code for told in report.diagnostics] == ["wrong-value"]


def test_where_pictures_stand_is_told_to_be_chosen_by_shape(tmp_path: Path) -> None:
    found, report = shown_in(tmp_path, "[pictures, dose]\n  pictures: above")
    assert found == ["pictures", "dose"]
    (told,) = report.diagnostics
    assert (told.severity, told.code) == (Severity.WARNING, "pictures-placed-by-shape")
    assert told.place is not None
    assert (told.place.line, told.place.column) == (LAYOUT[:START].count("\n") + 2, 3)


def test_no_shipped_layout_lists_what_is_gone() -> None:
    assert "numbers" not in SHEET_PARTS
    workspace, report = Workspace(ROOT), Report()
    for name in workspace.sheet_layout_names():
        assert workspace.load_sheet_layout(name, report) is not None
    assert report.diagnostics == ()


def test_a_layout_with_numbers_alone_prints_the_dose(tmp_path: Path) -> None:
    shop = SheetShop(tmp_path / "shop")
    shown_in(shop.folder, "[pictures, numbers, steps]")
    prescribed = shop.prescribed("short", 1, "1", None)
    sheet = shop.make("own", bare_request([Prescribed(prescribed[0].exercise, prescribed[0].dose)]), "own")
    assert [told.code for told in sheet.diagnostics] == ["numbers-no-longer-shown"]
    text = " ".join(structure.reading_text(sheet.path).split())
    assert text.count(SHORT_SENTENCE) == 1
    assert "Repetitions" not in text
