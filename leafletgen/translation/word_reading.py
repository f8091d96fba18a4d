"""Reads a translators' table of a Word file that came back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from leafletgen.errors import Diagnostic, error, warning
from leafletgen.source.inline import LANGUAGE_TAG, composed
from leafletgen.translation.packet import Answer, AnsweredPart, Returned
from leafletgen.translation.word_table import PLACEHOLDER
from leafletgen.word.doubts import Doubt, Doubts
from leafletgen.word.importing.atoms import Atom, ready_for_marks, squeezed
from leafletgen.word.importing.marks import marked
from leafletgen.word.importing.prose import usable
from leafletgen.word.reading.reader import read_story
from leafletgen.word.story import Block, Box, Cell, PageOf, Paragraph, Piece, Row, Stretch, Table

_HEAD: Final = re.compile(r"(?P<kind>leaflet|shared|exercise|programme|brand) (?P<name>\S+)")
_LANGUAGE: Final = re.compile(rf"{LANGUAGE_TAG}(?=[\s(]|$)")
_COLUMNS: Final = (3, 4)
_TRACKED: Final = ("word-change-deleted", "word-change-inserted", "word-change-moved", "word-change-paragraph")


def read_word_table(data: bytes, name: str) -> Returned:
    """Return the texts of a Word file.

    Raises:
        RefusedError: it is no Word file, or it is damaged, protected or beyond the limits.
    """
    doubts = Doubts()
    story = read_story(data, name, doubts)
    parts: list[AnsweredPart] = []
    unknown: list[int] = []
    told: list[Diagnostic] = []
    spots: dict[int, str] = {}
    for number, table in enumerate(_tables(story.blocks), 1):
        part = _part(table, name, spots, told)
        if part is not None:
            parts.append(part)
        else:
            unknown.append(number)
    if not parts:
        told.append(
            error(
                "translated-no-table",
                f"{name}: no table of translations is in this file",
                "choose the file that was sent to the translators, with its tables as they were",
            )
        )
    elif unknown:
        told.append(
            warning(
                "translated-table-unknown",
                f"{name}: not every table is one that was sent out: {', '.join(map(str, unknown))}, counted from the "
                "first",
                "look whether a table lost its first row, which says of what it is a translation; else nothing is lost",
            )
        )
    told += [_of_doubt(doubt, name, spots) for doubt in doubts.found if _matters(doubt, spots)]
    return Returned(name, parts, told)


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Box):
            yield from _tables(block.blocks)


def _part(table: Table, name: str, spots: dict[int, str], told: list[Diagnostic]) -> AnsweredPart | None:
    """Read a table; None for one that is not ours."""
    first = table.rows[0] if table.rows else None
    if first is None or not first.cells:
        return None
    head = _HEAD.fullmatch(_plain(first.cells[0]).strip())
    if head is None:
        return None
    language = _LANGUAGE.match(_plain(first.cells[-1]).strip()) if len(first.cells) in _COLUMNS else None
    spot = f"{head[0]}, row 1"
    if language is None:
        told.append(
            error(
                "translated-row-merged",
                f"{name}, {spot}: the first row does not say in its last cell to which language this is translated",
                "write the language's tag there, such as pl",
            )
        )
    answers: list[Answer] = []
    for at, row in enumerate(table.rows[1:], 2):
        answer = _answer(row, len(first.cells), f"{head[0]}, row {at}", name, told)
        for paragraph in _paragraphs(row):
            spots[paragraph.spot.number] = f"{head[0]}, row {at}" + (f" ({answer.key})" if answer is not None else "")
        if answer is not None:
            answers.append(answer)
    tag = language[0] if language is not None else ""
    return AnsweredPart(head["kind"], head["name"], tag, answers, None, f"{name}, {head[0]}")


def _answer(row: Row, columns: int, spot: str, name: str, told: list[Diagnostic]) -> Answer | None:
    cells = row.cells
    merged = any(cell.goes_on or cell.span > 1 for cell in cells)
    if len(cells) != columns or columns not in _COLUMNS or merged or row.before or row.after:
        said = "merged cells" if merged else f"{len(cells)} cell{'s' * (len(cells) != 1)}"
        told.append(
            error(
                "translated-row-merged",
                f"{name}, {spot}: this row has {said}, and not as many of its own as the first row",
                "give it back its key, its source and its translation, each in a cell",
            )
        )
        return None
    lines = [line for line in _plain(cells[0]).split("\n") if line.strip()]
    if not lines:
        if any(_plain(cell).strip() for cell in cells):
            told.append(
                error(
                    "translated-row-unknown",
                    f"{name}, {spot}: this row has no key, so that nobody knows what it is a translation of",
                    "take the row out, or write its key into the first cell",
                )
            )
        return None
    key = lines[0].strip()
    return Answer(key, _said(cells[1]), _said(cells[-1]), None, f"{name}, {spot} ({key})")


def _paragraphs(row: Row) -> Iterator[Paragraph]:
    for cell in row.cells:
        yield from _paragraphs_of(cell.blocks)


def _paragraphs_of(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Box):
            yield from _paragraphs_of(block.blocks)
        elif isinstance(block, Table):
            for row in block.rows:
                yield from _paragraphs(row)


def _plain(cell: Cell) -> str:
    return "\n".join(paragraph.text for paragraph in _paragraphs_of(cell.blocks))


def _said(cell: Cell) -> str:
    """What a cell says, with marks; each paragraph is a line."""
    lines = [_marked(paragraph.pieces) for paragraph in _paragraphs_of(cell.blocks)]
    while lines and not lines[-1]:
        del lines[-1]
    return "\n".join(lines)


def _marked(pieces: Sequence[Piece]) -> str:
    atoms: list[Atom] = []
    for piece in pieces:
        if isinstance(piece, PageOf):
            atoms.append(Atom(f"{{page:{piece.bookmark}}}", ready=True))
        elif isinstance(piece, Stretch):
            atoms += _atoms(piece)
    return composed(marked(ready_for_marks(squeezed(atoms))))


def _atoms(piece: Stretch) -> Iterator[Atom]:
    """The atoms of a stretch: its words, and what leafletgen fills in among them."""
    target = (usable(piece.target) or piece.target) if piece.target else ""
    plain = Atom(piece.on_line, piece.bold, piece.italic, piece.raised, "", target)
    at = 0
    for match in PLACEHOLDER.finditer(plain.text):
        if match.start() > at:
            yield plain._replace(text=plain.text[at : match.start()])
        yield Atom(match[0], plain.bold, plain.italic, False, "", target, ready=True)
        at = match.end()
    if at < len(plain.text):
        yield plain._replace(text=plain.text[at:])


def _matters(doubt: Doubt, spots: dict[int, str]) -> bool:
    return doubt.spot.number in spots or doubt.code in _TRACKED


def _of_doubt(doubt: Doubt, name: str, spots: dict[int, str]) -> Diagnostic:
    """What the reader of Word files doubts, as it is told here: what is not settled may not be brought in."""
    spot = spots.get(doubt.spot.number, str(doubt.spot))
    if doubt.code in _TRACKED:
        return error(
            "translated-change-tracked",
            f"{name}, {spot}: a tracked change is neither accepted nor rejected",
            "accept or reject all changes in Word (Review), and save the file",
        )
    return warning(doubt.code, f"{name}, {spot}: {doubt.message}", doubt.hint)
