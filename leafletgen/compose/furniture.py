"""What frames the text: cover or masthead, header and footer, and the lines of a page for notes."""

from typing import TYPE_CHECKING

from leafletgen.compose.bleed import BLEED
from leafletgen.compose.context import MM, Context, Style
from leafletgen.content.fields import fill_template
from leafletgen.content.library import LoadedLeaflet
from leafletgen.content.model.layout import Furniture
from leafletgen.images import PictureError
from leafletgen.pdf.artwork import Artwork
from leafletgen.pdf.structure import Node
from leafletgen.pdf.text import Text

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

_Row = list[tuple[str, Text]]


class RunningLines:
    """Header or footer: the templates of a layout, on one line where they fit and stacked where they do not."""

    def __init__(self, context: Context, furniture: Furniture, header: bool) -> None:
        """Prepare for all pages; the longest page number decides how many lines there are."""
        self.context = context
        self.furniture = furniture
        self.header = header
        self.size = context.layout.scale.footer
        self.width = context.width - context.left - context.right
        self._scratch = Node("Document")
        self._fixed: dict[str, Text] = {}
        self.leading = 1.3 * self.size
        self._stacked = self._outer_share = False
        slots = self._slots("888", "888")
        used = sum(text.natural_width() for _, text in slots) + 1.5 * self.size * (len(slots) - 1)
        self._stacked = used > self.width
        outer = [text.natural_width() for align, text in slots if align != "centre"]
        self._outer_share = sum(outer) + self.size <= self.width
        self.height = sum(self._row_height(row) for row in self._rows("88", "88"))

    def _slots(self, page: str, pages: str) -> _Row:
        slots: _Row = []
        for align in ("left", "centre", "right"):
            template = getattr(self.furniture, align)
            if not template:
                continue
            text = self._fixed.get(align)
            if text is None:
                text = self._text(template, align, page, pages)
                if text is None:
                    continue
                if "{page" not in template:
                    self._fixed[align] = text
            slots.append((align, text))
        return slots

    def _text(self, template: str, align: str, page: str, pages: str) -> Text | None:
        words = fill_template(template, {**self.context.fields, "page": page, "pages": pages})
        if not words:
            return None
        style = Style(self.size, self.context.ink, leading=self.leading)
        text = self.context.text(words, self._scratch, style, align="right" if align == "right" else "left")
        text.spaced = True  # so that code, title and page stay words of their own when they are copied
        return text

    def _rows(self, page: str, pages: str) -> list[_Row]:
        slots = self._slots(page, pages)
        if not self._stacked:
            return [slots] if slots else []
        # What stood in the middle comes first, on lines of its own; the outer two share a line when they can.
        middle: list[_Row] = [[("left", text)] for align, text in slots if align == "centre"]
        outer = [slot for slot in slots if slot[0] != "centre"]
        if self._outer_share:
            return [*middle, outer] if outer else middle
        for _, text in outer:
            text.align = "left"
        return [*middle, *[[slot] for slot in outer]]

    def _row_height(self, row: _Row) -> float:
        return max((text.measure(self.width) for _, text in row), default=0.0)

    def _middle(self, row: _Row) -> float:
        """Where the middle slot begins: centred in the room that the outer two leave."""
        widths = dict.fromkeys(("left", "centre", "right"), 0.0)
        for align, text in row:
            widths[align] = text.natural_width()
        return widths["left"] + (self.width - sum(widths.values())) / 2

    def draw(self, canvas: "TaggedCanvas", top: float, page: int, pages: int) -> None:
        """Paint the lines of one page as a pagination artifact; top in points."""
        context = self.context
        canvas.operators.append(canvas.begin_artifact("Pagination", "Header" if self.header else "Footer"))
        rule = top - self.height - 4 if self.header else top + 5
        canvas.operators.append(f"{context.rule} rg {context.left:.2f} {rule:.2f} {self.width:.2f} 0.75 re f")
        for row in self._rows(str(page), str(pages)):
            for align, text in row:
                x = context.left + (self._middle(row) if align == "centre" else 0.0)
                text.draw_unmarked(canvas, x, top, self.width)
            top -= self._row_height(row)
        canvas.operators.append(canvas.end())


def logo(context: Context, dark: bool) -> Artwork | None:
    """The brand's logo for a dark or a light ground."""
    brand = context.brand
    name = brand.logo.reversed if dark and brand.logo.reversed else brand.logo.file
    try:
        return context.pictures.load(brand.files[name], 80 * MM, context.face(), context.face(True))
    except PictureError as fault:
        context.report.error(f'the logo "{name}" cannot be used: {fault}', fault.hint, brand.logo.place)
        return None


class Front:
    """Title, subtitle, strap, logo and cover picture: as a page of its own, or as a band over the first text."""

    def __init__(self, context: Context, loaded: LoadedLeaflet, document: Node) -> None:
        """Make the elements: P (strap), Figure (logo), H1, P (subtitle), then the rest of a cover page."""
        self.context = context
        self.loaded = loaded
        leaflet = self.loaded.leaflet
        layout = context.layout
        self.page = layout.cover == "page"
        self.dark = not context.saving
        fill = context.on_primary if self.dark else context.heading
        plain = context.on_primary if self.dark else context.ink
        scale = layout.scale
        place = leaflet.place
        self.strap: Text | None = None
        if leaflet.strap:
            style = Style(max(context.size, 12), plain, bold=True)
            self.strap = context.text(leaflet.strap, document.add("P", place), style, place=place)
        self.logo = logo(context, self.dark)
        self.logo_node: Node | None = None
        if self.logo is not None:
            self.logo_node = document.add("Figure", context.brand.logo.place)
            self.logo_node.alt = context.brand.logo.alt
        self.title_node = document.add("H1", place)
        self.title_node.title = leaflet.title
        size = scale.cover_title if self.page else scale.title
        self.title = self._title(size, fill)
        self.subtitle: Text | None = None
        if leaflet.subtitle:
            style = Style(
                max(scale.heading2, context.size) if not self.page else max(scale.heading1 * 0.9, context.size), plain
            )
            self.subtitle = context.text(leaflet.subtitle, document.add("P", place), style, place=place)
        self.picture: Artwork | None = None
        self.picture_node: Node | None = None
        self.owner: Text | None = None
        if self.page:
            self._cover_picture(document)
            owner = self.loaded.department.name if self.loaded.department else ", ".join(leaflet.authors)
            if owner:
                self.owner = context.text(owner, document.add("P", place), context.body_style, place=place)

    def _title(self, size: float, fill: str) -> Text:
        """The title at the largest size at which no word has to be broken."""
        context = self.context
        width = context.width - context.left - context.right
        style = Style(size, fill, bold=True, leading=1.2 * size)
        title = context.text(self.loaded.leaflet.title, self.title_node, style, place=context.place)
        widest = title.least_width()
        if widest > width and size > context.layout.scale.heading1:
            size = max(context.layout.scale.heading1, size * width / widest * 0.98)
            style = Style(size, fill, bold=True, leading=1.2 * size)
            title = context.text(self.loaded.leaflet.title, self.title_node, style, place=context.place)
        title.orphans = title.widows = 99
        return title

    def _cover_picture(self, document: Node) -> None:
        context = self.context
        cover = self.loaded.cover
        if cover is None:
            return
        leaflet = self.loaded.leaflet
        width = context.width - context.left - context.right
        try:
            self.picture = context.pictures.load(cover, width, context.face(), context.face(True))
        except PictureError as fault:
            context.report.error(
                f'the cover picture "{leaflet.cover}" cannot be used: {fault}', fault.hint, leaflet.place
            )
            return
        if leaflet.cover_alt:
            self.picture_node = document.add("Figure", leaflet.place)
            self.picture_node.alt = leaflet.cover_alt

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
            with canvas.mark(self.logo_node):
                self.logo.paint(canvas, x, y, wide, high)
            self.logo_node.place_box((x, y, x + wide, y + high))

    def _draw_band(self, canvas: "TaggedCanvas", base: float) -> None:
        context = self.context
        with canvas.artifact("Layout"):
            if self.dark:
                # Past three edges of the page: a print copy shows it there, for the knife to cut through.
                wide, high = context.width + 2 * BLEED, context.height - base + BLEED
                band = f"{context.primary} rg {-BLEED:.2f} {base:.2f} {wide:.2f} {high:.2f} re f"
            else:
                inner = self._inner()
                band = f"{context.primary} rg {context.left:.2f} {base:.2f} {inner:.2f} 2 re f"
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
        row = self._top_row()
        block = title.measure(inner) + (0.5 * title.leading + subtitle.measure(inner) if subtitle is not None else 0)
        wanted = 1.1 * context.top + row + block + 2.2 * title.leading
        band = max(0.5 * context.height, wanted)
        base = context.height - band
        self._draw_band(canvas, base)
        self._draw_top_row(canvas, context.height - 1.1 * context.top)
        y = base + block + 1.1 * title.leading
        title.draw(canvas, context.left, y, inner)
        y -= title.measure(inner) + 0.5 * title.leading
        if subtitle is not None:
            subtitle.draw(canvas, context.left, y, inner)
        floor = context.bottom + 0.5 * context.leading
        if self.owner is not None:
            floor += self.owner.measure(inner)
        if self.picture is not None:
            room = base - floor - 1.6 * context.leading
            wide = min(0.8 * inner, room * self.picture.width / self.picture.height)
            high = wide * self.picture.height / self.picture.width
            x = context.left + (inner - wide) / 2
            bottom = floor + 0.8 * context.leading + (room - high) / 2
            if room > 40:
                self._draw_picture(canvas, x, bottom, wide, high)
        if self.owner is not None:
            self.owner.draw(canvas, context.left, floor, inner)

    def _draw_picture(self, canvas: "TaggedCanvas", x: float, y: float, wide: float, high: float) -> None:
        if self.picture is None:
            return
        if self.picture_node is None:
            with canvas.artifact():
                self.picture.paint(canvas, x, y, wide, high)
            return
        with canvas.mark(self.picture_node):
            self.picture.paint(canvas, x, y, wide, high)
        self.picture_node.place_box((x, y, x + wide, y + high))
