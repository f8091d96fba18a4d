"""How wide pictures are printed: by the layouts of a leaflet, as `pages/figures.py` sets them.

A page that is nearly full, or that would be left half empty, may make them smaller or larger yet; nobody knows that
without setting it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from leafletgen.content.model.layout import LARGE_PRINT, Layout
from leafletgen.errors import Report
from leafletgen.rules.accessibility.looks import Shown
from leafletgen.rules.accessibility.parts import Part
from leafletgen.rules.checked import CheckedFile
from leafletgen.source.yaml import Value

#: Points in a millimetre.
MM: Final = 72 / 25.4
#: The share of the height between the margins that one picture may have.
_TALLEST: Final = 0.55
#: The space between pictures of a row, in sizes of the text.
_BETWEEN: Final = 0.8


def column_of(layout: Layout) -> float:
    """The width of a column of text in points."""
    page, gap = layout.page, layout.column_gap_mm
    inner = page.width_mm - page.margins_mm.left - page.margins_mm.right
    if layout.beside is not None:
        return (inner - gap) / 2 * MM
    return (inner - gap * (layout.columns - 1)) / layout.columns * MM


@lru_cache(maxsize=2)  # several rules look at a file, one after the other
def layouts_of(file: CheckedFile) -> list[tuple[str, Value, Layout]]:
    """Return the layouts that a leaflet names, each with the place where it does so; faulty ones are told elsewhere."""
    return list(_layouts_of(file))


def _layouts_of(file: CheckedFile) -> Iterator[tuple[str, Value, Layout]]:
    names = file.root.data.get("layouts")
    if file.workspace is None or names is None or names.kind != "list":
        return
    for name in names.data:
        layout = file.workspace.load_layout(name.data, Report()) if name.kind == "scalar" else None
        if layout is not None:
            yield name.data, name, layout


def print_widths(file: CheckedFile, shown: Shown) -> Iterator[tuple[Layout, float]]:
    """Yield how wide in points a picture of a leaflet's body is printed in each of its layouts that has it."""
    key = shown.part.key.split(".")
    if key[0] != "body":
        return
    try:
        holders = _holders(file, key)
    except (LookupError, ValueError):  # a key with a dot in it, which no leaflet has
        return
    for name, _, layout in layouts_of(file):
        if all(_prints(holder, name) for holder in holders):
            yield layout, _width(layout, shown, _in_row(holders))


def _holders(file: CheckedFile, key: list[str]) -> list[Value]:
    """The maps that hold a picture, the outermost first."""
    value, holders = file.root, []
    for step in key:
        value = value.data[int(step) - 1] if value.kind == "list" else value.data[step]
        if value.kind == "map":
            holders.append(value)
    return holders


def _prints(holder: Value, layout: str) -> bool:
    only, left_out = (
        [entry.data for entry in found.data] if found is not None and found.kind == "list" else []
        for found in (holder.data.get("only"), holder.data.get("except"))
    )
    return layout in only if only else layout not in left_out


def _in_row(holders: list[Value]) -> int:
    """How many pictures stand in the row of one; 1 where it stands by itself."""
    for holder in holders[:-1]:
        row = holder.data.get("pictures")
        if row is not None and row.kind == "list" and any(one is holders[-1] for one in row.data):
            return len(row.data)
    return 1


def _width(layout: Layout, shown: Shown, in_row: int) -> float:
    look, column = shown.look, column_of(layout)
    ratio = look.width / look.height
    page = layout.page
    tallest = _TALLEST * (page.height_mm - page.margins_mm.top - page.margins_mm.bottom) * MM
    if in_row > 1:
        column = (column - _BETWEEN * layout.body.size * (in_row - 1)) / in_row
        tallest = layout.pictures.row_height_mm * MM
    # Pictures of a row have their part of it, whatever they say.
    share = 1.0 if in_row > 1 else _share(shown.part) or layout.pictures.width_percent / 100
    if look.smallest and layout.body.size >= LARGE_PRINT:
        share = max(share, min(layout.body.size / (look.smallest * column), 1.0))
    return min(share * column, tallest * ratio)


def _share(part: Part) -> float:
    said = part.text("width").rstrip("%").strip()
    try:
        return float(said) / 100
    except ValueError:
        return 0.0
