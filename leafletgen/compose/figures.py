"""Pictures of the body, in the column or side by side, and resources with their QR codes."""

from leafletgen.boxes.block import Block
from leafletgen.boxes.flow import Group, Row
from leafletgen.boxes.picture import Picture
from leafletgen.boxes.text import Text
from leafletgen.compose.context import MM, Context, Style, shown_address
from leafletgen.content.model import blocks as content
from leafletgen.document.element import Element, Role
from leafletgen.images import too_coarse
from leafletgen.images.artwork import Drawing

#: Side of a printed QR code in points: 22 mm, over the 20 mm that a phone needs at arm's length.
QR_SIDE = 22 * MM


def qr_side(code: Drawing) -> float:
    """The side of a printed code in points: a long address has more modules, each at least 0.44 mm wide."""
    return max(QR_SIDE, 0.44 * MM * code.width)


class PictureRow(Row):
    """Pictures with their captions side by side; narrow ones stand close together at the left."""

    __slots__ = ("captions", "pictures")

    def __init__(self, cells: list[Block], pictures: list[Picture], captions: float, gap: float) -> None:
        """Cells hold the pictures; captions is the width in points that the widest caption asks for."""
        super().__init__(cells, gap, 0.0, 0.0)
        self.pictures = pictures
        self.captions = captions

    def limit(self, height: float) -> None:
        """Let no picture be higher than so many points."""
        for picture in self.pictures:
            picture.max_height = height

    def _cells(self, width: float) -> list[tuple[Block, float]]:
        cell = (width - self.gap * (len(self.blocks) - 1)) / len(self.blocks)
        widest = max(*(picture.size(cell)[0] for picture in self.pictures), min(self.captions, cell))
        return [(block, widest if widest < 0.85 * cell else cell) for block in self.blocks]


class FigureComposer:
    """Composes what shows a picture."""

    def __init__(self, context: Context) -> None:
        """Compose for one document."""
        self.context = context

    def picture(self, block: content.Picture, parent: Element) -> list[Block]:
        """A picture with its caption and credit."""
        share = (block.width or self.context.layout.pictures.width_percent) / 100
        context = self.context
        tallest = 0.55 * (context.height - context.top - context.bottom)
        made = self._figure(block, parent, share, context.column, tallest)
        return [] if made is None else [made]

    def pictures(self, block: content.Pictures, parent: Element) -> list[Block]:
        """Pictures side by side, at one scale on one floor line."""
        context = self.context
        gap = 0.8 * context.size
        cell = (context.column - gap * (len(block.pictures) - 1)) / len(block.pictures)
        tallest = context.layout.pictures.row_height_mm * MM
        made = [self._figure(picture, parent, 1.0, cell, tallest, framed=True) for picture in block.pictures]
        figures: list[Block] = [figure for figure in made if figure is not None]
        if len(figures) != len(made):
            return []
        pictures = [block for figure in figures if isinstance(figure, Group) for block in figure.blocks]
        shown = [block for block in pictures if isinstance(block, Picture)]
        texts = [block.natural_width() for block in pictures if isinstance(block, Text)]
        row = PictureRow(figures, shown, min(max(texts, default=0.0) + 1, 0.6 * cell), gap)
        row.above, row.below = 0.6 * context.gap, 0.7 * context.gap
        row.keep_next = True  # what to do with the pictures is said under them
        return [row]

    def _figure(
        self, block: content.Picture, parent: Element, share: float, column: float, tallest: float, framed: bool = False
    ) -> Block | None:
        context = self.context
        artwork = context.artwork(block.path, column * share, f'image "{block.image}"', block.place)
        if artwork is None:
            return None
        coarse = too_coarse(artwork, column * share)
        if coarse is not None:
            context.report.warning(
                f'image "{block.image}" has {coarse:.0f} dots an inch at this size in {context.layout.name}',
                "use a picture with more pixels (150 dots an inch at least), or print it smaller",
                block.place,
            )
        node: Element | None = None
        if not block.decorative:
            node = parent.add(Role.FIGURE, block.place)
            node.alt = " ".join(block.alt.split())
        gap = context.gap
        look = context.rule if framed else ""
        picture = Picture(artwork, node, share, tallest, gap, gap, frame=look, place=block.place)
        blocks: list[Block] = [picture]
        if block.caption is not None or block.credit is not None:
            picture.below = 0.3 * gap
            caption = (node or parent).add(Role.CAPTION if node is not None else Role.PARAGRAPH, block.place)
            runs = []
            if block.caption is not None:
                runs += context.runs(block.caption, caption, context.small_style)
            if block.credit is not None:
                lead = "\n" if runs else ""
                runs += context.runs(
                    context.fixed(f"{lead}{context.words['picture_credit']}: "), caption, context.small_style
                )
                runs += context.runs(block.credit, caption, context.small_style)
            text = context.changing(Text(runs, context.line_height(context.small), 0, gap, place=block.place))
            blocks.append(text)
        return Group(blocks)

    def resources(self, block: content.Resources, parent: Element) -> list[Block]:
        """Titles with their printed addresses, and a QR code beside each where the layout prints them."""
        context = self.context
        node = parent.add(Role.LIST, block.place)
        node.numbering = "none"
        made: list[Block] = []
        for resource in block.items:
            body = node.add(Role.ITEM, resource.place).add(Role.BODY, resource.place)
            title = body.add(Role.PARAGRAPH, resource.place)
            bold = Style(context.size, context.ink, bold=True)
            texts: list[Block] = [context.text(resource.title, title, bold, place=resource.place)]
            if resource.note is not None:
                texts.append(context.text(resource.note, body.add(Role.PARAGRAPH, resource.place), context.body_style))
            address = shown_address(resource.url)
            paragraph = body.add(Role.PARAGRAPH, resource.place)
            plain = " ".join(resource.title.plain().split())
            link = context.make_link(paragraph, resource.url, f"{plain}, {address}", resource.place)
            runs = context.runs(address, link.node, Style(context.size, context.link), resource.place)
            for run in runs:
                run.link, run.underline = link, True
            texts.append(Text(runs, context.leading, place=resource.place))
            words = Group(texts)
            if not context.layout.qr:
                words.above = words.below = context.gap
                made.append(words)
                continue
            figure = body.add(Role.FIGURE, resource.place)
            figure.alt = f"QR code: {address}"
            drawing = context.pictures.qr(resource.url)
            side = qr_side(drawing)
            code = Picture(drawing, figure, 1.0, side, place=resource.place)
            gap = 0.9 * context.gap
            made.append(Row([words, code], context.size, gap, gap, last_width=side))
        return made
