"""What a page in two languages begins with: the logo, and under it what each leaflet is called, on a band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leafletgen.document import looks
from leafletgen.document.bilingual import Pair
from leafletgen.document.element import Element, Role
from leafletgen.pages.bleed import BLEED
from leafletgen.pages.context import MM, Context, Style
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.filling import stack_draw, stack_height
from leafletgen.pages.flow.picture import show
from leafletgen.pages.side_by_side import SideBySide

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas


class BilingualFront:
    """The masthead of a leaflet in two languages."""

    def __init__(
        self, page: Context, contexts: tuple[Context, Context], pairs: Sequence[Pair], gap: float, width: float
    ) -> None:
        """Set the pairs of the front for a page, each side in its context; gap and width of both in points."""
        self.page = page
        self.contexts = contexts
        self.width = width
        self.dark = not page.saving
        self.logo_node = next((one.source or one.translation for one in pairs if _look(one) == looks.LOGO), None)
        self.logo = page.logo(self.dark) if self.logo_node is not None else None
        self.rows: list[Block] = []
        for pair in pairs:
            if _look(pair) not in (looks.LOGO, looks.COVER):
                sides = self._set(pair.source, 0), self._set(pair.translation, 1)
                self.rows.append(SideBySide(sides, gap, (contexts[0].rtl, contexts[1].rtl)))

    def _set(self, element: Element | None, side: int) -> Block | None:
        if element is None:
            return None
        context, scale = self.contexts[side], self.page.layout.scale
        plain = context.on_primary if self.dark else context.ink
        if element.role is Role.HEADING:
            fill = context.on_primary if self.dark else context.heading
            title = context.text(element, Style(scale.title, fill, bold=True), below=0.3 * context.gap)
            title.anchor = element.anchor
            return title
        if element.look == looks.SUBTITLE:
            return context.text(element, Style(max(scale.heading3, context.size), plain))
        style = Style(context.size, plain, bold=element.look == looks.STRAP)
        return context.text(element, style, below=0.3 * context.gap)

    def _logo_size(self) -> tuple[float, float]:
        if self.logo is None:
            return 0.0, 0.0
        height = self.page.brand.logo.height_mm * MM
        return height * self.logo.width / self.logo.height, height

    def _top(self) -> float:
        """Points over the words: the margin, and the logo with what stays free around it."""
        _, high = self._logo_size()
        free = max(self.page.brand.logo.clear_space_mm * MM, 12.0) if high else 0.0
        return 0.75 * self.page.top + high + free

    def _band(self) -> float:
        return self._top() + stack_height(self.rows, self.width) + 0.8 * self.page.size

    def height(self) -> float:
        """Points from the top of the page to where the text may begin."""
        return self._band() + 1.3 * self.page.leading

    def draw(self, canvas: TaggedCanvas) -> None:
        """Paint it on the current page."""
        page = self.page
        base = page.height - self._band()
        left = canvas.across(page.left, self.width)
        band = (-BLEED, page.width + 2 * BLEED, page.height - base + BLEED) if self.dark else (left, self.width, 2.0)
        with canvas.artifact("Layout"):
            x, wide, high = band
            canvas.operators.append(f"{page.primary} rg {x:.2f} {base:.2f} {wide:.2f} {high:.2f} re f")
        if self.logo is not None:
            wide, high = self._logo_size()
            x = page.width - page.right - wide
            show(canvas, self.logo, self.logo_node, (x, page.height - 0.75 * page.top - high, wide, high))
        stack_draw(self.rows, canvas, page.left, page.height - self._top(), self.width)


def _look(pair: Pair) -> str:
    element = pair.source or pair.translation
    return element.look if element is not None else ""
