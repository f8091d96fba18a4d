"""Tables of a Word file: those of a leaflet, and those of one row that hold a box or pictures side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

#: The width of the text on A4 with margins of 25 mm, in twentieths of a point.
COLUMN: Final = 9070
#: Room at both sides of a cell's words, and for a letter of 12 points, which is wider in bold.
_SIDES: Final = 240
_LETTER: Final = 136
#: Letters of a word that may break after so many, such as an address.
_LONG: Final = 14
SPACER: Final = '<w:p><w:pPr><w:spacing w:after="0" w:line="200" w:lineRule="exact"/></w:pPr></w:p>'
"""What keeps a table from becoming one with the next (17.4.37), and gives it room."""


def shared_out(rows: Sequence[Sequence[str]]) -> list[int]:
    """The widths of columns in twentieths of a point: as wide as one another, but where a longer word needs more.

    Words that need more than there is share it as they need it, and break.
    """
    needed = [_SIDES + _LETTER * max(map(_longest_word, column)) for column in zip(*rows, strict=True)]
    if sum(needed) >= COLUMN:
        return [need * COLUMN // sum(needed) for need in needed]
    widths: dict[int, int] = {}
    left = COLUMN
    for at in sorted(range(len(needed)), key=lambda at: -needed[at]):
        widths[at] = max(needed[at], left // (len(needed) - len(widths)))
        left -= widths[at]
    return [widths[at] for at in range(len(needed))]


def _longest_word(text: str) -> int:
    return min(max(map(len, text.split()), default=0), _LONG)


def table(
    style: str,
    widths: Sequence[int],
    rows: Sequence[str],
    *,
    headed: bool = False,
    leading: bool = False,
    leftward: bool = False,
) -> str:
    """A table as wide as the text.

    Args:
        style: the id of its style.
        widths: those of its columns, in twentieths of a point.
        rows: each as `row` writes it.
        headed: whether the style's look of a first row holds.
        leading: whether that of a first column does.
        leftward: whether its first column is at the right.
    """
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    visual = "<w:bidiVisual/>" if leftward else ""
    look = f'w:firstRow="{headed:d}" w:lastRow="0" w:firstColumn="{leading:d}" w:lastColumn="0"'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{visual}<w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblLook w:val="{_look(headed, leading)}" {look} w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{SPACER}"
    )


def _look(headed: bool, leading: bool) -> str:
    """The same in four hexadecimal digits, as older programs read it (17.4.55)."""
    return f"{0x0600 | (0x0020 if headed else 0) | (0x0080 if leading else 0):04X}"


def row(cells: Sequence[str], *, header: bool = False) -> str:
    """A row that is not parted between pages where one page holds it; a header is repeated on each."""
    held = "<w:cantSplit/>" + ("<w:tblHeader/>" if header else "")
    return f"<w:tr><w:trPr>{held}</w:trPr>{''.join(cells)}</w:tr>"


def cell(blocks: str, width: int, ground: str = "", *, to_the_edge: bool = False) -> str:
    """A cell; it ends in a paragraph, as every cell does (17.4.65).

    Args:
        blocks: its paragraphs and tables.
        width: in twentieths of a point.
        ground: the colour behind it, without a "#"; "" for none.
        to_the_edge: whether its first paragraph begins at its upper edge.
    """
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    margins = '<w:tcMar><w:top w:w="0" w:type="dxa"/></w:tcMar>' if to_the_edge else ""
    ending = "" if blocks.endswith("</w:p>") else "<w:p/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}{margins}</w:tcPr>{blocks}{ending}</w:tc>'
