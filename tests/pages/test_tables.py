"""Tables that are nearly too wide, and too wide: what is not broken, what gets smaller, and what becomes blocks."""

import re

import pikepdf
import pytest

from leafletgen.errors import Severity
from leafletgen.pages.flow.table import Table, TableStyle
from leafletgen.pages.flow.text import Text
from tests.checker import structure
from tests.pages.test_lines import NOTO, run, said
from tests.support.building import Built, Workshop, layout_names
from tests.support.proof import faults_of

HEAD = """code: P1000/1000/06.2025/VERSION1
title: Tables
brand: riverside
layouts: [a4-leaflet]
body:
"""
DIARY = """  - table:
      caption: My diary
      header: [Exercise, Mon, Tue, Wed, Thu, Fri, Sat, Sun]
      row_headers: true
      grid: true
      rows:
        - [Bridge, "", "", "", "", "", "", ""]
        - [Sit to stand, "", "", "", "", "", "", ""]
        - [Strengthening, "", "", "", "", "", "", ""]
"""
WIDE = """  - table:
      header: [Medicine, Dose, When, Telephone, Remarks]
      rows:
        - [Paracetamol, 2.5 ml, morning, 01632 960 000, contraindications]
"""


def table(rows: list[list[str]], grid: bool = False) -> Table:
    """Return a table of 10 points without a header."""
    style = TableStyle(4, 3, "0 0 0", "", "", grid)
    return Table([], [[Text([run(cell)], 12) for cell in row] for row in rows], style, False, 0, 0)


def cells(made: Table, width: float) -> list[list[str]]:
    """Return the lines of each cell of the first row at a width; a # marks a broken word."""
    made.measure(width)
    inner = [column - 2 * made._padding_x for column in made._widths]
    return [
        [said(line) + "#" * line.cut for line in cell.lines(room)]
        for cell, room in zip(made.rows[0], inner, strict=True)
    ]


ROW = ["Paracetamol", "2.5 ml of it", "call 01632 960 000", "someone@hospital.example.org"]


def test_columns_come_from_what_may_not_be_broken() -> None:
    """As long as words, numbers and units fit, whatever the width, none of them is broken, and columns stand apart."""
    made = table([ROW])
    whole = [words for cell in ROW for words in ("Paracetamol", "2.5 ml", "01632 960 000") if words in cell]
    for width in range(600, 60, -1):
        made.reset()
        lines = cells(made, width)
        assert sum(made._widths) == pytest.approx(width)
        if made.crowded:
            break
        assert not any(line.endswith("#") for cell in lines for line in cell)
        for words in whole:
            assert any(words in line for cell in lines for line in cell), (words, lines)
        assert 2 * made._padding_x >= NOTO.space_width * 10 / 1000
    assert width < 260


def test_address_gives_way_before_anything_else() -> None:
    """An address ends its lines after its punctuation where the columns are too narrow for it."""
    made = table([["Paracetamol", "someone@hospital.example.org"]])
    assert cells(made, 400) == [["Paracetamol"], ["someone@hospital.example.org"]]
    made.reset()
    assert cells(made, 170) == [["Paracetamol"], ["someone@hospital.", "example.org"]]
    assert not made.crowded


def test_lines_between_columns_let_them_stand_closer() -> None:
    """With and without lines, columns stand a space between words apart at least."""
    space = NOTO.space_width * 10 / 1000
    for grid, least in ((True, 1.0), (False, 1.5)):
        made = table([["Paracetamol", "Ibuprofen"]], grid)
        made.measure(sum(cell.natural_width() for cell in made.rows[0]) + 4 * space)
        assert 2 * made._padding_x == pytest.approx(least * space)


def build(workshop: Workshop, name: str, body: str, layout: str) -> Built:
    """Build a leaflet and prove it."""
    built = workshop.build(workshop.add_text(name, HEAD + body), layout)
    assert faults_of(built, ("ua1",)) == []
    return built


def roles(built: Built) -> list[str]:
    """Return the roles in a file."""
    assert built.path is not None
    with structure.read(built.path) as document:
        return [element.role for element in document.elements]


@pytest.mark.parametrize("layout", layout_names())
def test_diary_of_a_week_fits(workshop: Workshop, layout: str) -> None:
    """An exercise and seven days are a table in every layout, and nothing is told of it."""
    built = build(workshop, "diary", DIARY, layout)
    assert "Table" in roles(built)
    assert not [one for one in built.diagnostics if "leaflets/diary.yaml:6" in str(one)]


@pytest.mark.parametrize("layout", layout_names())
def test_wide_table_breaks_no_word(workshop: Workshop, layout: str) -> None:
    """It is a table of smaller words where there are smaller ones, and blocks where not, told as a note."""
    built = build(workshop, "wide", WIDE, layout)
    turned = layout in ("a4-two-sided", "large-print-18", "large-print-24")
    notes = [one for one in built.diagnostics if one.severity is Severity.NOTE]
    assert [str(one.place) for one in notes] == ["leaflets/wide.yaml:6:5"] * turned
    assert ("Table" in roles(built)) is not turned
    assert [one for one in built.diagnostics if one.severity is Severity.WARNING] == []


def test_words_get_smaller_in_steps(workshop: Workshop) -> None:
    """Its words are smaller than the text, and no smaller than the layout allows."""
    tail = "  - Text.\n"
    sizes = {}
    for name, body in (("wide", WIDE.replace("contraindications", "electroencephalographic")), ("words", "")):
        built = build(workshop, f"steps-{name}", body + tail, "a4-leaflet")
        assert built.path is not None and built.layout is not None
        with pikepdf.open(built.path) as pdf:
            stream = b"\n".join(page.Contents.read_bytes() for page in pdf.pages).decode("latin-1")
        sizes[name] = {float(size) for size in re.findall(r"/\S+ ([\d.]+) Tf", stream)}
    (smaller,) = sizes["wide"] - sizes["words"]
    assert 10 <= smaller < 14
    assert smaller * 2 % 1 == 0


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (f"  - {'a' * 120}\n", "6:5"),
        (f"  - list: [{'a' * 120}]\n", "6:12"),
        (f"  - heading: {'a' * 120}\n", "6:14"),
        (f"  - table: {{header: [{'a' * 120}], rows: [[b]]}}\n", "6:22"),
        (f"  - table: {{header: [b, c], rows: [[b, {'a' * 120}]]}}\n", "6:40"),
    ],
)
def test_broken_word_is_told(workshop: Workshop, body: str, place: str) -> None:
    """A word that no line holds is broken, wherever it stands, and its place is told."""
    built = build(workshop, "broken", body, "a4-leaflet")
    warnings = [one for one in built.diagnostics if one.severity is Severity.WARNING]
    assert [str(one.place) for one in warnings] == [f"leaflets/broken.yaml:{place}"]
    assert "is broken between its letters in a4-leaflet" in warnings[0].message


def test_address_is_not_told(workshop: Workshop) -> None:
    """An address that ends its lines after its punctuation is not broken."""
    address = "https://www.example.org/" + "/".join(["a-long-path"] * 20)
    assert build(workshop, "address", f"  - Read {address} soon.\n", "a4-two-sided").diagnostics == ()


def test_nothing_of_the_sizes_that_were_tried_stays(workshop: Workshop) -> None:
    """There is one table in the tree."""
    assert roles(build(workshop, "wide", WIDE, "a4-leaflet")).count("Table") == 1


def test_no_row_goes_on_alone() -> None:
    """Of five rows of which four fit, two go on together; a table of two is parted where it has to be."""
    style = TableStyle(2, 2, "0 0 0", "", "")

    def table(rows: int) -> Table:
        return Table([Text([run("h")], 20)], [[Text([run("x")], 20)] for _ in range(rows)], style, False, 0, 0)

    parts = table(5).split(100, 5 * 24 + 2)
    assert parts is not None
    assert [len(part.rows) for part in parts if isinstance(part, Table)] == [3, 2]
    parts = table(2).split(100, 2 * 24 + 2)
    assert parts is not None
    assert [len(part.rows) for part in parts if isinstance(part, Table)] == [1, 1]
