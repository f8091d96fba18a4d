"""Tables of pictures: rows of two to four side by side, the words of each cell as captions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leafletgen.word.importing.headings import number_of
from leafletgen.word.importing.items import Item, without_bold
from leafletgen.word.importing.made import Made
from leafletgen.word.importing.making import Making
from leafletgen.word.importing.table_kinds import PictureCell
from leafletgen.word.story import Anchored, Kind, Piece, Stretch


def rows_of_pictures(item: Item, rows: Sequence[Sequence[PictureCell]], making: Making, *, inside: bool) -> list[Made]:
    """Return the pictures of a table: each row as one block, or one after the other where no row may stand.

    Args:
        item: the table.
        rows: its pictures with their words.
        making: what is shared.
        inside: whether it stands in a box or under an entry of a list, where pictures stand one by one.
    """
    made: list[Made] = []
    for row in rows:
        captions = [_caption(cell, making) for cell in row]
        entries = [
            making.pictures.entry(cell.picture, making.doubts, caption)
            for cell, caption in zip(row, captions, strict=True)
        ]
        if not inside and all([isinstance(entry.value, Mapping) for entry in entries]):
            made.append(Made({"pictures": entries}, row[0].picture.spot))
            continue
        for entry, caption in zip(entries, captions, strict=True):
            made += [entry] if caption is None or entry.value != "" else [entry, caption]
    count = sum([len(row) for row in rows])
    became = (
        "pictures one after the other" if inside else '"pictures" side by side, with the words under them as captions'
    )
    making.told.about(
        item,
        making.doubts.doubt(
            "word-table-of-pictures",
            f"a table of {count} pictures became {became}",
            "check the captions and the order",
            item.spot,
        ),
    )
    making.keep(made[0], item)
    return made


def _caption(cell: PictureCell, making: Making) -> Made | None:
    pieces: list[Piece] = []
    said = [paragraph for paragraph in cell.words if id(paragraph.spot) not in making.taken]
    for paragraph in said:
        words = [piece for piece in paragraph.pieces if not isinstance(piece, Anchored)]
        looks = without_bold(words) if paragraph.kind is Kind.CAPTION else words
        label = number_of(paragraph)
        pieces += [*([Stretch("\n")] if pieces else []), *([Stretch(f"{label} ")] if label else []), *looks]
    return making.words(pieces, said[0].spot) if pieces else None
