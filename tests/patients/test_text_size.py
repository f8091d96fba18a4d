"""Sheets in other sizes than their layouts have: whole, in proportion, and refused where there is no room."""

from pathlib import Path

import pytest

from leafletgen.content.model.layout import Layout
from leafletgen.errors import ExitCode, Report
from leafletgen.library.workspace import Workspace
from leafletgen.patients.making import Options, SheetMaker
from leafletgen.system.forms import TEXT_SIZES
from tests.checker import structure
from tests.support.commands import ROOT, sheet
from tests.support.sheet_boxes import Sight

WORKSPACE = Workspace(ROOT)
LAYOUTS = WORKSPACE.sheet_layout_names()
PICKS = ["bird-dog", "bridge", "clamshell", "sit-to-stand", "step-up", "calf-stretch"]


def layout(name: str) -> Layout:
    found = WORKSPACE.load_sheet_layout(name, Report())
    assert found is not None
    return found


def test_a_size_of_its_own_leaves_a_layout_as_it_is() -> None:
    assert layout("sheet-3").in_size(12) is layout("sheet-3")


def test_all_sizes_keep_their_proportion_and_metadata_theirs() -> None:
    plain, larger = layout("sheet-3"), layout("sheet-3").in_size(14)
    assert (larger.body.size, larger.scale.title, larger.scale.small) == (14, 23.5, 14)
    assert (larger.name, larger.sheet, larger.standard) == (plain.name, plain.sheet, plain.standard)
    assert (plain.body.size, plain.scale.title) == (12, 20), "the layout itself is as it was"


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("size", TEXT_SIZES)
def test_nothing_is_smaller_than_it_may_be(name: str, size: int) -> None:
    plain, sized = layout(name), layout(name).in_size(size)
    sizes = [getattr(sized.scale, entry.name) for entry in type(sized.scale).fields]
    assert min(sizes) >= (size if size >= 16 else min(9, plain.smallest)) and sized.scale.small >= 12
    assert sized.scale.title >= sized.scale.heading1 >= sized.scale.heading2 - 2


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name != "pocket"])
def test_pages_are_whole_in_the_largest_print(name: str, tmp_path: Path) -> None:
    """At 24 points some exercises are higher than a page, whatever stands beside their pictures."""
    maker = SheetMaker(WORKSPACE, Options(picks=PICKS, layout=name, text_size=24, name="Sam Example", diary=1))
    report = Report()
    prepared = maker.prepare(None, report)
    assert prepared is not None
    composed = maker.compose(prepared, report)
    assert composed is not None and report.diagnostics == ()
    file = tmp_path / "sheet.pdf"
    file.write_bytes(composed.data)
    with structure.read(file) as document:
        sight = Sight(file, document)
        assert sight.overlaps() == []
        assert all(len([*sight.texts(page)]) > 2 for page in range(len(sight.pages)))


def test_cards_have_no_room_for_large_words(tmp_path: Path) -> None:
    output = tmp_path / "sheet.pdf"
    options = ("--pick", "bridge", "--layout", "pocket", "--no-defaults", "-o", output)
    _, told = sheet(ROOT, *options, "--text-size", "24", code=ExitCode.CONTENT)
    assert told.startswith("error: pocket has no room for words of 24 points: ") and told.count("error:") == 1
    assert "hint: choose a smaller size with --text-size, or a layout with more room with --layout" in told
    assert not output.exists()


def test_the_option_comes_before_the_file_and_that_before_the_layout(tmp_path: Path) -> None:
    file, made = tmp_path / "sam.yaml", {}
    for said, options in (
        ("", ()),
        ("text_size: 16", ()),
        ("", ("--text-size", "16")),
        ("text_size: 24", ("--text-size", "16")),
    ):
        file.write_text(f"exercises: [bridge]\ndate: none\n{said}\n", "utf-8")
        output = tmp_path / "sheet.pdf"
        sheet(ROOT, file, *options, "--no-defaults", "-o", output)
        made[said, options] = output.read_bytes()
    plain, in_file, by_option, both = made.values()
    assert plain != in_file == by_option == both


def test_a_column_of_a_list_says_the_size(tmp_path: Path) -> None:
    file = tmp_path / "patients.csv"
    file.write_text("exercises,text_size\nbridge,\nbridge,16 pt\n", "utf-8")
    sheet(ROOT, "--from", file, "--out", tmp_path / "out", "--date", "none", "--no-defaults")
    first, second = (path.read_bytes() for path in sorted((tmp_path / "out").glob("*.pdf")))
    assert first != second
    file.write_text("exercises,text_size\nbridge,13\n", "utf-8")
    _, told = sheet(ROOT, "--from", file, "--out", tmp_path / "out", "--no-defaults", code=ExitCode.CONTENT)
    assert '"text_size" must be one of 12, 14, 16, 18, 24 (points)' in told
