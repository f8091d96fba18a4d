"""Tables of a Word file: those of a leaflet, and those of one row that hold a box or pictures side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

#: The width of the text on A4 with margins of 25 mm, in twentieths of a point.
COLUMN: Final = 9070
SPACER: Final = '<w:p><w:pPr><w:spacing w:after="0" w:line="200" w:lineRule="exact"/></w:pPr></w:p>'
"""What keeps a table from becoming one with the next (17.4.37), and gives it room."""


def table(style: str, columns: int, rows: Sequence[str], *, headed: bool = False, leading: bool = False) -> str:
    """A table as wide as the text, with columns of one width.

    Args:
        style: the id of its style.
        columns: how many.
        rows: each as `row` writes it.
        headed: whether the style's look of a first row holds.
        leading: whether that of a first column does.
    """
    width = COLUMN // columns
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    look = f'w:firstRow="{headed:d}" w:lastRow="0" w:firstColumn="{leading:d}" w:lastColumn="0"'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblLook w:val="{_look(headed, leading)}" {look} w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{SPACER}"
    )


def _look(headed: bool, leading: bool) -> str:
    """The same in four hexadecimal digits, as older programs read it (17.4.55)."""
    return f"{0x0600 | (0x0020 if headed else 0) | (0x0080 if leading else 0):04X}"


def row(cells: Sequence[str], *, header: bool = False, whole: bool = True) -> str:
    """A row, repeated on each page when it is a header; a whole one is not parted between pages."""
    held = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if header else "")
    return f"<w:tr>{f'<w:trPr>{held}</w:trPr>' if held else ''}{''.join(cells)}</w:tr>"


def cell(blocks: str, columns: int, ground: str = "") -> str:
    """A cell of a table with so many columns; it ends in a paragraph, as every cell does (17.4.65)."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    ending = "" if blocks.endswith("</w:p>") else "<w:p/>"
    width = COLUMN // columns
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{blocks}{ending}</w:tc>'
