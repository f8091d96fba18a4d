"""The tree of a document as lines of text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, MutableMapping, Sequence
from typing import Final

from leafletgen.document import looks
from leafletgen.document.edition import Edition
from leafletgen.document.element import Element, Role, Words
from leafletgen.document.sources import QrCode
from leafletgen.document.tables import header_cells, is_blank, rows_of
from leafletgen.languages.labels import label
from leafletgen.text.inline import InlineText
from leafletgen.text.lines import filled
from leafletgen.text.numbers import GLUE

USUAL_COLUMNS: Final = 72
"""Columns of a line in a message (RFC 5322, 2.1.1, asks for at most 78). A braille printer has 40."""
LEAST_COLUMNS: Final = 20
"""Fewer leave no room for a telephone number."""
#: Columns of a line to write on, at most.
_LINE: Final = 40
_BOX: Final = f"[{GLUE}]"
_ENDS = (":", "?", "!", "\u2026")


def write(
    edition: Edition, columns: int = USUAL_COLUMNS, known: MutableMapping[Element, list[str]] | None = None
) -> str:
    """A document as text in Unicode's form C: LF ends each line, and the last one, which is the code, if it has one.

    Args:
        edition: the document.
        columns: the width of a line.
        known: the lines of parts that other documents have in common with this one, in as many columns; those of its
            own are added.

    Raises:
        ValueError: fewer than `LEAST_COLUMNS`.
    """
    if columns < LEAST_COLUMNS:
        raise ValueError(f"{columns} columns are fewer than {LEAST_COLUMNS}")
    writer = _Writer(edition, columns)
    if edition.mark:
        writer.put(edition.phrases[edition.mark.lower()])
    for part in edition.root.elements:
        writer.part(part, known)
    writer.put(edition.code)
    return unicodedata.normalize("NFC", "\n".join(writer.lines)) + "\n"


class _Writer:
    """Writes one document, a block after another, with an empty line between them.

    Attributes:
        lines: what is written.
        indent: columns in which what is written next begins.
    """

    def __init__(self, edition: Edition, columns: int) -> None:
        self.columns = columns
        self.lines: list[str] = []
        self.indent = 0
        self._apart = False
        self._label = ""
        self._phrases = edition.phrases
        self._inline = InlineText(edition.root)
        self._writers: dict[Role, Callable[[Element], None]] = {
            Role.LIST: self.items,
            Role.TABLE: self.table,
            Role.FIGURE: self.figure,
            Role.ILLUSTRATION: self.illustration,
            Role.DECORATION: lambda element: None,
            Role.WRITING: self.writing,
            Role.CONTENTS: lambda element: None,
        }

    def put(self, text: str, apart: bool = True) -> None:
        """Write a paragraph, apart from what is before it and after it, or right under it."""
        if not text.strip() and not self._label:
            return
        if self._apart and self.lines and apart:
            self.lines.append("")
        margin = " " * self.indent
        first = margin[: max(0, len(margin) - len(self._label))] + self._label if self._label else margin
        self._label = ""
        self.lines += filled(text, self.columns, first, margin)
        self._apart = True

    def part(self, element: Element, known: MutableMapping[Element, list[str]] | None) -> None:
        """Write an element that stands right under the document, as it is known or anew."""
        if known is None:
            self.blocks([element])
            return
        lines = known.get(element)
        if lines is None:
            before, self.lines, self._apart = self.lines, [""], True
            self.blocks([element])
            lines, self.lines = self.lines[1:], before
            known[element] = lines
        self.lines += lines if self.lines or lines[:1] != [""] else lines[1:]
        self._apart = bool(self.lines)

    def blocks(self, elements: Sequence[Element]) -> None:
        """Write elements in order."""
        for element in elements:
            write = self._writers.get(element.role)
            if write is not None:
                write(element)
            elif element.look == looks.TICKS:
                ticked = [_ticked(kid, element.lines) for kid in element.kids if isinstance(kid, Words)]
                self.put(" ".join(ticked))
            else:
                self.put(self._inline.words(element), apart=element.look != looks.TOLD)
                self.blocks(element.blocks)

    # --- lists -------------------------------------------------------------------------------------------------

    def items(self, element: Element) -> None:
        """A list, its entries right under each other; resources are apart, and their lines right under each other."""
        outer = self.indent
        inside = outer > 0
        for entry in element.elements:
            if inside or entry is not element.elements[0]:
                self._apart = self._apart and element.numbering == "none" and not inside
            body = entry.only(Role.BODY)
            if body is None:  # a caption
                self.put(self._inline.words(entry))
                continue
            label = entry.only(Role.LABEL)
            said = label.plain().strip() if label is not None else ""
            self._label = f"{said} ".replace("\u2022", "-") if said else ""
            self.indent = min(outer + len(self._label), self.columns // 2)
            self.put(self._inline.words(body))
            for number, block in enumerate(body.blocks):
                self._apart = self._apart and (number == 0 or element.look != looks.RESOURCES)
                self.blocks([block])
            self._label = ""
        self.indent = outer
        self._apart = True

    # --- tables ------------------------------------------------------------------------------------------------

    def table(self, element: Element) -> None:
        """A table, row by row: the header of each column stands before its cell."""
        caption = element.only(Role.CAPTION)
        if caption is not None:
            self.put(self._inline.words(caption))
        heads = header_cells(element)
        for cells in rows_of(element):
            said = self._row(heads, cells, element.look == looks.GRID)
            for number, line in enumerate(said or [self._labelled(heads[0], "")]):
                self.put(line, apart=number == 0)

    def _row(self, heads: Sequence[Element], cells: Sequence[Element], to_fill: bool) -> list[str]:
        """The lines of a row; cells to fill in that follow each other share one.

        In a row to tick they do so where a word heads each of them: after more, as an exercise and its days, it could
        not be told where one ends and the next begins.
        """
        lines: list[str] = []
        filling = False
        ticked = any(cell.look == looks.TICK for cell in cells)
        shared = not (ticked and any(" " in self._inline.words(head).strip() for head in heads[1:]))
        for head, cell in zip(heads, cells, strict=False):
            if not is_blank(cell):
                words = self._inline.words(cell)
                lines.append(words if is_blank(head) else self._labelled(head, f" {words}"))
                filling = False
            elif to_fill and not is_blank(head):
                field = self._labelled(head, GLUE + (_BOX * max(cell.lines, 1) if cell.look == looks.TICK else "____"))
                if filling and shared:
                    lines[-1] += f" {field}"
                else:
                    lines.append(field)
                filling = True
        return lines

    def _labelled(self, head: Element, said: str) -> str:
        words = self._inline.words(head).strip()
        return f"{words}{'' if words.endswith(_ENDS) else ':'}{said}"

    # --- others ------------------------------------------------------------------------------------------------

    def figure(self, element: Element) -> None:
        """What a picture tells. Codes to scan are left out: their address stands beside them."""
        if isinstance(element.source, QrCode):
            return
        alt = self._inline.held(element.alt or "")
        self.put(alt if element.look == looks.LOGO else label(self._phrases, self._phrases["picture"]) + alt)

    def illustration(self, element: Element) -> None:
        """A figure, and right under it the caption."""
        figure, caption = element.elements
        self.figure(figure)
        self.put(self._inline.words(caption), apart=False)

    def writing(self, element: Element) -> None:
        """Lines to write on."""
        for _ in range(element.lines):
            self.put("_" * min(_LINE, self.columns - self.indent), apart=False)


def _ticked(words: Words, count: int) -> str:
    return words.text.strip() if words.label else f"{_BOX * max(count, 1)}{GLUE}{words.text.strip()}"
