"""A review copy on pages: A4 on its side, additions underlined with a bar beside them, removals struck through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import Body, Furniture, Layout, Margins, Page, Scale, Size
from leafletgen.document import looks
from leafletgen.document.comparison import LANGUAGE, NOTICE, Comparison, write_comparison
from leafletgen.document.element import Element, Keep, Role, Words
from leafletgen.document.tables import header_cells, rows_of
from leafletgen.errors import Place, Report, Setting
from leafletgen.fonts.faces import UncoveredError
from leafletgen.images import PictureStore
from leafletgen.pages import frame
from leafletgen.pages.context import MM, Context, Style
from leafletgen.pages.flow.block import Block, TooTallError
from leafletgen.pages.flow.columns import Column, paginate
from leafletgen.pages.flow.panels import WritingLines
from leafletgen.pages.flow.table import Table, TableStyle
from leafletgen.pages.flow.text import Text
from leafletgen.pages.frame import Composed, PageSetter, issued
from leafletgen.pages.furniture import RunningLines
from leafletgen.pdf.xmp import Metadata
from leafletgen.scripts.errors import MissingExtraError

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

#: The columns' shares of the width: the same in every table, so that the eye finds a side at once.
_SHARES = (0.22, 0.39, 0.39)
#: Points: how thick a bar is, and how far it stands before the words.
_BAR, _BAR_GAP = 2.2, 5.5


def compose_comparison(
    brand: Brand,
    comparison: Comparison,
    code: str,
    month: tuple[int, int] | None,
    report: Report,
    producer: str,
    place: Place,
) -> Composed | None:
    """Set a review copy; None when an error was reported.

    Args:
        brand: for its fonts and colours.
        comparison: what to say.
        code: of the leaflet, for whoever searches for it.
        month: year and month of issue.
        report: receives what is wrong.
        producer: the name of the program that makes the file.
        place: of the leaflet.
    """
    return frame.compose(
        brand, report, lambda: _ComparisonSetter(brand, comparison, code, month, report, place), producer
    )


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
        footer=Furniture(place=place, left=NOTICE, right="Page {page} of {pages}"),
    )
    layout.name = "side by side"
    return layout


class _MarkedText(Text):
    """Text in which words may be struck through, and lines with underlined words have a bar before them."""

    __slots__ = ()

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Paint the words, then lines and bars as artifacts."""
        super().draw(canvas, x, top, width)
        marks: list[str] = []
        y = top
        for line in self.lines(width):
            edge = x + width - line.width if self.rtl else x
            runs = [self.runs[piece.run] for piece in line.pieces]
            for run, piece, left in zip(runs, line.pieces, line.lefts, strict=True):
                if run.node.look == looks.REMOVED:
                    through = self.baseline(y) + 0.26 * run.size
                    place, advance = edge + left, piece.width
                    marks.append(f"{run.fill} {place:.2f} {through:.2f} {advance:.2f} {run.size / 14:.2f} re f")
            if any([run.underline for run in runs]):
                fill = runs[0].fill
                marks.append(f"{fill} {x - _BAR_GAP:.2f} {y - self.leading:.2f} {_BAR:.2f} {self.leading:.2f} re f")
            y -= self.leading
        if marks:
            canvas.operators += [canvas.begin_artifact(over=True), *marks, canvas.end()]


class _ComparisonSetter(PageSetter):
    """Sets one comparison."""

    def __init__(
        self,
        brand: Brand,
        comparison: Comparison,
        code: str,
        month: tuple[int, int] | None,
        report: Report,
        place: Place,
    ) -> None:
        self.layout = _review_layout(place)
        super().__init__(Context(brand, self.layout, PictureStore(None), report, place), place)
        self.report = report
        self.comparison = comparison
        self.code = code
        self.month = month
        self.document = write_comparison(comparison)
        for element in self.document.walk():
            element.kids = [
                kid._replace(text=self._drawable(kid.text)) if isinstance(kid, Words) else kid for kid in element.kids
            ]
        self.flow = [block for element in self.document.elements for block in self._set(element)]
        self.footer = RunningLines(self.context, self.layout.footer, False, {})
        self.foot = self.foot_of(self.footer.height)

    # --- blocks ------------------------------------------------------------------------------------------------

    def _set(self, element: Element) -> list[Block]:
        context = self.context
        if element.role is Role.HEADING:
            return [self._heading(element)]
        if element.role is Role.TABLE:
            return [self._table(element)]
        if element.look == looks.WRITE:
            label, _ = element.elements
            text = context.text(label, context.bold_style, context.gap, 0, keep_next=True)
            line = WritingLines(1, 7 * MM, context.rule, 0, 0.5 * context.gap)
            line.keep_next = Keep.END in element.keep
            return [text, line]
        style = {looks.STRONG: context.bold_style, looks.SMALL: context.small_style}.get(
            element.look, context.body_style
        )
        return [context.text(element, style, below=context.gap, keep_next=Keep.END in element.keep)]

    def _heading(self, element: Element) -> Text:
        context, scale = self.context, self.layout.scale
        first = element.level == 1
        style = Style(scale.title if first else scale.heading1, context.heading, bold=True)
        above = 0 if first else 1.2 * context.leading
        text = context.text(element, style, above, 0.4 * context.leading, True)
        text.anchor = element.anchor
        return text

    def _table(self, element: Element) -> Table:
        context = self.context
        bold = Style(context.size, context.heading, bold=True)
        header = [context.text(cell, bold) for cell in header_cells(element)]
        rows = [[self._cell(cell) for cell in row] for row in rows_of(element)]
        look = TableStyle(9.0, 0.3 * context.size, context.rule, context.tint, "", True, _SHARES)
        return Table(header, rows, look, True, 0, 1.2 * context.gap)

    def _cell(self, cell: Element) -> Text:
        context = self.context
        runs = context.runs(cell, context.body_style)
        if cell.role is Role.HEADER:
            return context.text_of(runs, context.body_style)
        for run in runs:
            run.underline = run.node.look == looks.ADDED
        text = _MarkedText(runs, context.leading)
        if cell.language is not None:
            context.speak(text, context.body_style, cell.language)
        return text

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
        except (UncoveredError, MissingExtraError):
            return False
        return True

    # --- pages -------------------------------------------------------------------------------------------------

    def root(self) -> Element:
        """The document."""
        return self.document

    def lay_out(self) -> list[frame.Page]:
        """One column on every page."""
        context = self.context
        top = context.height - context.top
        return paginate(self.flow, lambda _: [Column(context.left, top, context.column, top - self.foot)])

    def metadata(self, producer: str) -> Metadata:
        """Title and code."""
        return Metadata(
            title=self.comparison.title,
            language=LANGUAGE,
            author=self.context.brand.name,
            subject=NOTICE,
            keywords=self.code,
            creator="leafletgen",
            producer=producer,
            created=issued(self.month),
        )

    def furnish(self, canvas: TaggedCanvas, page: frame.Page, number: int, pages: int) -> None:
        """Paint the footer."""
        self.footer.draw(canvas, self.foot - self.over_footer, number, pages)

    def tell_too_tall(self, error: TooTallError) -> None:
        """Report a text that fits no page."""
        self.report.error(
            "text-too-long-side-by-side",
            "a text is too long to be set side by side",
            f"read it without {self.report.called(Setting.PDF)}",
            error.block.place,
        )
