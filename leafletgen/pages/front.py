"""What a leaflet begins with: title, subtitle, strap, logo and picture, on a cover page or in a masthead."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.sources import Image
from leafletgen.images.artwork import Artwork
from leafletgen.pages.bleed import BLEED
from leafletgen.pages.context import MM, Context, Style
from leafletgen.pages.flow.picture import show
from leafletgen.pages.flow.text import Text

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

#: Each size of a title that is too long to the one before.
_SMALLER = 0.92
#: The share of the first page's height that a masthead may have.
_MASTHEAD = 0.6
#: Points of height without which a cover's picture is not drawn.
_LEAST_PICTURE = 40.0


class Front:
    """Title, subtitle, strap, logo and cover picture: as a page of its own, or as a band over the first text."""

    def __init__(self, context: Context, elements: Sequence[Element], foot: float, owner: str) -> None:
        """Set the elements of the front; the lowest `foot` points of the page belong to the footer.

        Owner is what a message calls whose it is.
        """
        self.context = context
        self.foot = foot
        self.owner_called = owner
        layout = context.layout
        self.page = layout.cover == "page"
        self.dark = not context.saving
        self.fill = context.on_primary if self.dark else context.heading
        plain = context.on_primary if self.dark else context.ink
        scale = layout.scale
        parts = {element.look: element for element in elements}
        self.strap = self._text(parts.get(looks.STRAP), Style(max(context.size, 12), plain, bold=True))
        self.logo_node = parts.get(looks.LOGO)
        self.logo = context.logo(self.dark) if self.logo_node is not None else None
        self.title_node = parts[""]
        self.title = self._title(scale.cover_title if self.page else scale.title)
        size = scale.heading2 if not self.page else scale.heading1 * 0.9
        self.subtitle = self._text(parts.get(looks.SUBTITLE), Style(max(size, context.size), plain))
        self.picture_node = parts.get(looks.COVER)
        self.picture = self._picture()
        self.owner_node = parts.get(looks.OWNER)
        self.owner = self._text(self.owner_node, context.body_style)
        self._shrink()

    def _text(self, element: Element | None, style: Style) -> Text | None:
        return None if element is None else self.context.text(element, style)

    def _picture(self) -> Artwork | None:
        context, element = self.context, self.picture_node
        if element is None or not isinstance(element.source, Image):
            return None
        width = context.width - context.left - context.right
        return context.artwork(element.source.path, width, element.source.called, element.place)

    def _title(self, size: float) -> Text:
        """The title at the largest size at which no word has to be broken, and at most the one given, in points."""
        context = self.context
        width = context.width - context.left - context.right
        title = context.text(self.title_node, Style(size, self.fill, bold=True, leading=1.2 * size))
        widest = title.least_width()
        if widest > width and size > context.layout.scale.heading1:
            size = max(context.layout.scale.heading1, size * width / widest * 0.98)
            title = context.text(self.title_node, Style(size, self.fill, bold=True, leading=1.2 * size))
        title.orphans = title.widows = 99
        return title

    def _shrink(self) -> None:
        """Set the title smaller, step by step, until everything fits; what does not then is told."""
        size, least = self.title.runs[0].size, self.context.layout.scale.heading1
        while self._overflow() > 0 and size > least:
            size = max(least, round(2 * _SMALLER * size) / 2)
            self.title = self._title(size)
        over = self._overflow()
        if over <= 0:
            return
        inner = self._inner()
        parts = {"title": self.title, "subtitle": self.subtitle, "strap": self.strap, "owner": self.owner}
        heights = {name: text.measure(inner) for name, text in parts.items() if text is not None}
        longest = max(heights, key=lambda name: heights[name])
        name = longest if longest != "owner" else self.owner_called
        text = parts[longest]
        where = f"the cover of {self.context.layout.name}" if self.page else f"page 1 of {self.context.layout.name}"
        self.context.report.error(
            "head-too-long",
            f"the {name} is too long: it is {heights[longest] / MM:.0f} mm high, and {where} has room for"
            f" {max(heights[longest] - over, 0) / MM:.0f} mm",
            "shorten it; a title has at most 65 characters",
            text.place if text is not None else None,
        )

    def _overflow(self) -> float:
        """How many points too high everything is for the page, or for the share of it that a masthead may have."""
        context = self.context
        if not self.page:
            return self.masthead_height() - _MASTHEAD * (context.height - self.foot)
        wanted = self._band() + self._floor() + 0.5 * context.leading
        if self.picture is not None:
            wanted += 1.1 * context.leading + _LEAST_PICTURE
        return wanted - context.height

    def _block(self) -> float:
        """Height of title and subtitle on a cover page."""
        under = 0.5 * self.title.leading + self.subtitle.measure(self._inner()) if self.subtitle is not None else 0.0
        return self.title.measure(self._inner()) + under

    def _band(self) -> float:
        """Height that logo, strap, title and subtitle take on a cover page."""
        return 1.1 * self.context.top + self._top_row() + self._block() + 2.2 * self.title.leading

    def _floor(self) -> float:
        """Where the owner begins on a cover page, from the bottom: over the footer."""
        owner = self.owner.measure(self._inner()) if self.owner is not None else 0.0
        return self.foot + 0.5 * self.context.leading + owner

    def _logo_size(self) -> tuple[float, float]:
        if self.logo is None:
            return 0.0, 0.0
        height = self.context.brand.logo.height_mm * MM
        return height * self.logo.width / self.logo.height, height

    def _inner(self) -> float:
        return self.context.width - self.context.left - self.context.right

    def _clear(self) -> float:
        """Points that stay free on all sides of the logo."""
        return max(self.context.brand.logo.clear_space_mm * MM, 12.0) if self.logo is not None else 0.0

    def _under_row(self) -> float:
        """Points between the row with the logo and the title."""
        return max(0.55 * self.title.leading, self._clear())

    def _top_row(self) -> float:
        """Height of the row with strap and logo."""
        _, logo_height = self._logo_size()
        wide, _ = self._logo_size()
        strap = self.strap.measure(self._inner() - wide - self._clear()) if self.strap is not None else 0.0
        return max(logo_height, strap)

    def masthead_height(self) -> float:
        """Points from the top of the page to where the text may begin."""
        context = self.context
        inner = self._inner()
        height = 0.75 * context.top + self._top_row() + self._under_row()
        height += self.title.measure(inner)
        if self.subtitle is not None:
            height += 0.2 * self.title.leading + self.subtitle.measure(inner)
        return height + 1.2 * context.size + 1.3 * context.leading

    def draw(self, canvas: "TaggedCanvas") -> None:
        """Paint it on the current page."""
        if self.page:
            self._draw_page(canvas)
        else:
            self._draw_masthead(canvas)

    def _draw_top_row(self, canvas: "TaggedCanvas", top: float) -> None:
        context = self.context
        wide, high = self._logo_size()
        row = self._top_row()
        if self.strap is not None:
            inner = self._inner() - wide - self._clear()
            self.strap.draw(canvas, context.left, top - (row - self.strap.measure(inner)) / 2, inner)
        if self.logo is not None and self.logo_node is not None:
            x, y = context.width - context.right - wide, top - (row - high) / 2 - high
            show(canvas, self.logo, self.logo_node, (x, y, wide, high))

    def _draw_band(self, canvas: "TaggedCanvas", base: float) -> None:
        context = self.context
        with canvas.artifact("Layout"):
            if self.dark:
                # Past three edges of the page: a print copy shows it there, for the knife to cut through.
                wide, high = context.width + 2 * BLEED, context.height - base + BLEED
                band = f"{context.primary} rg {-BLEED:.2f} {base:.2f} {wide:.2f} {high:.2f} re f"
            else:
                inner = self._inner()
                left = canvas.across(context.left, inner)
                band = f"{context.primary} rg {left:.2f} {base:.2f} {inner:.2f} 2 re f"
            canvas.operators.append(band)

    def _draw_masthead(self, canvas: "TaggedCanvas") -> None:
        context = self.context
        inner = self._inner()
        self._draw_band(canvas, context.height - self.masthead_height() + 1.3 * context.leading)
        y = context.height - 0.75 * context.top
        self._draw_top_row(canvas, y)
        y -= self._top_row() + self._under_row()
        self.title.draw(canvas, context.left, y, inner)
        y -= self.title.measure(inner) + 0.2 * self.title.leading
        if self.subtitle is not None:
            self.subtitle.draw(canvas, context.left, y, inner)

    def _draw_page(self, canvas: "TaggedCanvas") -> None:
        context = self.context
        inner = self._inner()
        title, subtitle = self.title, self.subtitle
        base = context.height - max(0.5 * context.height, self._band())
        self._draw_band(canvas, base)
        self._draw_top_row(canvas, context.height - 1.1 * context.top)
        y = base + self._block() + 1.1 * title.leading
        title.draw(canvas, context.left, y, inner)
        y -= title.measure(inner) + 0.5 * title.leading
        if subtitle is not None:
            subtitle.draw(canvas, context.left, y, inner)
        floor = self._floor()
        if self.picture is not None:
            room = base - floor - 1.6 * context.leading
            wide = min(0.8 * inner, room * self.picture.width / self.picture.height)
            high = wide * self.picture.height / self.picture.width
            x = context.left + (inner - wide) / 2
            bottom = floor + 0.8 * context.leading + (room - high) / 2
            if room > _LEAST_PICTURE:
                self._draw_picture(canvas, x, bottom, wide, high)
        if self.owner is not None:
            self.owner.draw(canvas, context.left, floor, inner)

    def _draw_picture(self, canvas: "TaggedCanvas", x: float, y: float, wide: float, high: float) -> None:
        if self.picture is not None:
            node = self.picture_node
            show(canvas, self.picture, node if node and node.role is Role.FIGURE else None, (x, y, wide, high))
