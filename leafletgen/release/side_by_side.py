"""A review copy: what changed in a leaflet, old and new side by side, as a tagged PDF in the brand's fonts.

Additions are underlined and have a bar beside them, removals are struck through, and the first column says in words
what became of each text, so that nothing is told by colour, or by looks alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from leafletgen.compose.context import MM, Context, Style, shortened
from leafletgen.compose.furniture import RunningLines
from leafletgen.compose.leaflet import Composed
from leafletgen.content.inline import SEEN
from leafletgen.content.library import LoadedLeaflet
from leafletgen.content.model.layout import Body, Furniture, Layout, Margins, Page, Scale, Size
from leafletgen.document.element import Element, Role
from leafletgen.errors import Report
from leafletgen.fonts import UncoveredError, UnshapedError
from leafletgen.images import PictureStore
from leafletgen.pdf.block import Block, TooTallError
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.catalog import StructureError
from leafletgen.pdf.pages import Column, Placed, paginate
from leafletgen.pdf.table import Table, TableStyle
from leafletgen.pdf.text import Run, Text
from leafletgen.pdf.typeface import TypefaceError
from leafletgen.pdf.xmp import Metadata
from leafletgen.release.changes import Change, Kind, Line
from leafletgen.release.sign_off import sign_off
from leafletgen.release.word_changes import Mark, Words

if TYPE_CHECKING:
    from leafletgen.errors import Place

#: The language of the words around the leaflet's.
_LANGUAGE = "en-GB"
_NOTICE = "For review, not for patients"
_LEGEND = (
    "Words that were added are underlined and have a bar beside them. Words that were removed are struck through. The"
    " first column says what became of each text. Marks such as **two stars** and [words](address) are those of the"
    " leaflet's file. What is not shown here is the same in both."
)
_COLUMNS = ("What changed", "Before", "After")
#: The same in every table, so that the eye finds a side at once.
_SHARES = (0.22, 0.39, 0.39)
_NOTHING = "(nothing)"

#: Points between the text and the footer.
_FOOT = 13.0
#: Points: how thick a bar is, and how far it stands before the words.
_BAR, _BAR_GAP = 2.2, 5.5


def compose_comparison(
    loaded: LoadedLeaflet,
    changes: Sequence[Change],
    before: str,
    after: str,
    report: Report,
    producer: str,
) -> Composed | None:
    """Set the changes of a leaflet side by side; None when an error was reported.

    Args:
        loaded: the leaflet, for its brand, title and language.
        changes: what `compare` found.
        before: what the old version is called, with its code.
        after: what the new version is called, with its code.
        report: receives what is wrong.
        producer: the name of the program that makes the file.
    """
    try:
        setter = _ComparisonSetter(loaded, changes, before, after, report)
        return None if report.has_errors else setter.set(producer)
    except TypefaceError as fault:
        report.error(f"a font cannot be used: {fault}", "choose another file in the brand's fonts", loaded.brand.place)
    except TooTallError as fault:
        report.error("a text is too long to be set side by side", "read it without --pdf", fault.block.place)
    except StructureError as fault:
        report.error(f"{fault}: {fault.nodes[0].role if fault.nodes else ''}", "", loaded.leaflet.place)
    return None


def _review_layout(place: Place) -> Layout:
    """A4 on its side, so that two texts stand next to each other in lines of a good length."""
    layout = Layout(
        place=place,
        title="Side by side",
        page=Page(
            place=place,
            size=Size(297, 210),
            margins_mm=Margins(place=place, top=14, bottom=18, left=14, right=14),
        ),
        body=Body(place=place, size=11, leading=1.35),
        scale=Scale(place=place, title=20, heading1=14, heading2=12.5, small=10),
        footer=Furniture(place=place, left=_NOTICE, right="Page {page} of {pages}"),
    )
    layout.name = "side by side"
    return layout


class _StruckRun(Run):
    """Words with a line through them."""

    __slots__ = ()


class _MarkedText(Text):
    """Text in which words may be struck through, and lines with underlined words have a bar before them."""

    __slots__ = ()

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Paint the words, then lines and bars as artifacts."""
        super().draw(canvas, x, top, width)
        marks: list[str] = []
        y = top
        for line in self.lines(width):
            left = x
            runs = [self.runs[piece.run] for piece in line.pieces]
            for run, (_, _, advance) in zip(runs, line.pieces, strict=True):
                if isinstance(run, _StruckRun):
                    base = y - self.leading / 2 - (run.face.ascent + run.face.descent) * run.size / 2000
                    through = base + 0.26 * run.size
                    marks.append(f"{run.fill} {left:.2f} {through:.2f} {advance:.2f} {run.size / 14:.2f} re f")
                left += advance
            if any([run.underline for run in runs]):
                fill = runs[0].fill
                marks.append(f"{fill} {x - _BAR_GAP:.2f} {y - self.leading:.2f} {_BAR:.2f} {self.leading:.2f} re f")
            y -= self.leading
        if marks:
            canvas.operators += [canvas.begin_artifact(), *marks, canvas.end()]


class _ComparisonSetter:
    """Sets one comparison."""

    def __init__(
        self,
        loaded: LoadedLeaflet,
        changes: Sequence[Change],
        before: str,
        after: str,
        report: Report,
    ) -> None:
        self.loaded = loaded
        place = loaded.leaflet.place
        self.layout = _review_layout(place)
        self.context = context = Context(loaded.brand, _LANGUAGE, {}, self.layout, PictureStore(None), report, place)
        self.document = Element(Role.DOCUMENT)
        self.document.language = _LANGUAGE
        self.title = f"What changed: {loaded.leaflet.title}"
        self.flow: list[Block] = [self._heading(self.title, 1, "title")]
        bold = Style(context.size, context.ink, bold=True)
        self.flow.append(self._paragraph(f"{_NOTICE}.", bold))
        self.flow.append(self._paragraph(f"Before: {before}\nAfter: {after}", context.body_style))
        if changes:
            self.flow.append(self._paragraph(_LEGEND, context.small_style))
        else:
            self.flow.append(self._paragraph("No changes: both say the same.", bold))
        for number, (where, group) in enumerate(groupby(changes, lambda change: change.where), 1):
            self.flow.append(self._heading(where, 2, f"part-{number}"))
            self.flow.append(self._table(list(group)))
        self.flow += [
            self._heading("Sign-off", 2, "sign-off"),
            *sign_off(context, self.document, self._drawable(after)),
        ]
        self.footer = RunningLines(context, self.layout.footer, False)

    def _heading(self, words: str, level: int, anchor: str) -> Text:
        context, scale = self.context, self.layout.scale
        node = self.document.heading(level)
        node.title = shortened(words)
        first = level == 1
        style = Style(scale.title if first else scale.heading1, context.heading, bold=True)
        text = context.text(
            self._drawable(words), node, style, 0 if first else 1.2 * context.leading, 0.4 * context.leading, True
        )
        text.anchor = anchor
        context.headings.append((level, node.title, anchor))
        return text

    def _paragraph(self, words: str, style: Style) -> Text:
        return self.context.text(
            self._drawable(words), self.document.add(Role.PARAGRAPH), style, below=self.context.gap
        )

    def _table(self, changes: Sequence[Change]) -> Table:
        context = self.context
        node = self.document.add(Role.TABLE)
        heads = node.add(Role.HEAD).add(Role.ROW)
        header: list[Text] = []
        for words in _COLUMNS:
            head = heads.add(Role.HEADER)
            head.scope = "column"
            header.append(context.text(words, head, Style(context.size, context.heading, bold=True)))
        body = node.add(Role.ROWS)
        rows: list[list[Text]] = []
        for change in changes:
            for line in change.lines or (Line("", ()),):
                row = body.add(Role.ROW)
                head = row.add(Role.HEADER)
                head.scope = "row"
                told = context.text(self._drawable(_told(change, line)), head, context.body_style)
                rows.append([told, self._side(row, line, Mark.REMOVED), self._side(row, line, Mark.ADDED)])
        look = TableStyle(9.0, 0.3 * context.size, context.rule, context.tint, "", True, _SHARES)
        return Table(header, rows, look, True, 0, 1.2 * context.gap)

    def _side(self, row: Element, line: Line, mark: Mark) -> Text:
        """A cell with one side of a text."""
        context = self.context
        cell = row.add(Role.CELL)
        words = line.side(mark)
        if self.loaded.leaflet.language != _LANGUAGE and words:
            cell.language = self.loaded.leaflet.language
        runs: list[Run] = []
        for part in words or (Words(_NOTHING, Mark.KEPT),):
            runs += self._runs(part, cell)
        return _MarkedText(runs, context.leading)

    def _runs(self, part: Words, cell: Element) -> list[Run]:
        context = self.context
        text = self._drawable(part.text)
        if part.mark is Mark.KEPT:
            return context.runs(text, cell, context.body_style)
        if not SEEN.search(text):
            text = _named(text)  # an element of spaces alone would have nothing in it
        added = part.mark is Mark.ADDED
        node = cell.add(Role.SPAN, look="added" if added else "removed")
        runs = context.runs(text, node, context.body_style)
        if not added:
            return [_StruckRun(run.text, run.face, run.size, run.fill, node) for run in runs]
        for run in runs:
            run.underline = True
        return runs

    def _drawable(self, text: str) -> str:
        """The text with each character that the brand's fonts lack, or cannot join, as its number.

        A version from before may need fonts that the brand has no longer, and keywords are never printed otherwise.
        """
        if self._can_draw(text):
            return text
        return "".join([letter if self._can_draw(letter) else f"<U+{ord(letter):04X}>" for letter in text])

    def _can_draw(self, text: str) -> bool:
        try:
            self.context.faces.divide(text, False, False)
            self.context.faces.divide(text, True, False)
        except (UncoveredError, UnshapedError):
            return False
        return True

    def set(self, producer: str) -> Composed:
        """Lay out, draw, write."""
        context, leaflet = self.context, self.loaded.leaflet
        year, month = self.loaded.code.issued or (2000, 1)
        metadata = Metadata(
            title=self.title,
            language=_LANGUAGE,
            author=self.loaded.brand.name,
            subject=_NOTICE,
            keywords=leaflet.code,
            creator="leafletgen",
            producer=producer,
            created=datetime(year, month, 1, tzinfo=UTC),
        )
        foot = max(context.bottom, 5 * MM + self.footer.height + _FOOT)
        top = context.height - context.top
        pages = paginate(self.flow, lambda _: [Column(context.left, top, context.column, top - foot)])
        canvas = TaggedCanvas(self.document, metadata, (context.width, context.height))
        for number, page in enumerate(pages, 1):
            self._draw(canvas, page)
            self.footer.draw(canvas, foot - _FOOT, number, len(pages))
            canvas.showPage()
        return Composed(canvas.bytes(), len(pages))

    def _draw(self, canvas: TaggedCanvas, page: Sequence[Placed]) -> None:
        levels = {anchor: (level, words) for level, words, anchor in self.context.headings}
        for placed in page:
            anchor = placed.block.anchor
            if anchor is not None:
                canvas.anchor(anchor, min(placed.top + 6, self.context.height))
                level, words = levels[anchor]
                canvas.outline_entry(words, level - 1, anchor)
            placed.block.draw(canvas, placed.x, placed.top, placed.width)


def _told(change: Change, line: Line) -> str:
    """What became of a text, and what it is."""
    kind = change.kind
    if kind is Kind.CHANGED and line.words:
        marks = {words.mark for words in line.words}
        kind = {frozenset((Mark.ADDED,)): Kind.ADDED, frozenset((Mark.REMOVED,)): Kind.REMOVED}.get(
            frozenset(marks), Kind.CHANGED
        )
    told = f"{kind.capitalize()}: {change.what}"
    if line.label:
        told += f", {line.label}"
    return f"{told} (before: {change.before})" if change.before else told


def _named(blank: str) -> str:
    """Names for characters that nobody sees."""
    names = {" ": "space", "\n": "line break", "\xa0": "no-break space"}
    return f" ({', '.join(names.get(letter) or unicodedata.name(letter, 'character').lower() for letter in blank)}) "
