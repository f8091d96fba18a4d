"""Blocks of a leaflet's body as elements of the structure tree and blocks of the page."""

from collections.abc import Callable, Sequence
from typing import Any

from leafletgen.compose.context import MM, Context, Style, numbers
from leafletgen.content.inline import Prose
from leafletgen.content.model import blocks as content
from leafletgen.errors import Place
from leafletgen.images import PictureError, too_coarse
from leafletgen.pdf.artwork import Picture
from leafletgen.pdf.block import Block
from leafletgen.pdf.boxes import Barred, Panel, PanelStyle, WritingLines
from leafletgen.pdf.flow import Break, Group, Item, Row
from leafletgen.pdf.structure import Node
from leafletgen.pdf.table import Table, TableStyle
from leafletgen.pdf.text import Text

#: Border widths of care cards in points: 4, 6 and 8 CSS pixels, as the NHS prints them in black and white.
CARD_BORDERS = {"non-urgent": 3.0, "urgent": 4.5, "emergency": 6.0}
#: Side of a printed QR code in points: 22 mm, over the 20 mm that a phone needs at arm's length.
QR_SIDE = 22 * MM


class BlockComposer:
    """Turns content blocks into page blocks, appending elements to the tree as it goes."""

    def __init__(self, context: Context) -> None:
        """Compose for one document."""
        self.context = context
        self._makers: dict[type, Callable[[Any, Node], list[Block]]] = {
            content.Heading: self.heading,
            content.Paragraph: self.paragraph,
            content.BulletList: self.bullets,
            content.Steps: self.steps,
            content.KeyMessage: self.key_message,
            content.Box: self.box,
            content.Card: self.card,
            content.Picture: self.picture,
            content.Pictures: self.pictures,
            content.Table: self.table,
            content.Resources: self.resources,
            content.Write: self.write,
            content.ContactBlock: self.contact,
            content.ReferenceList: self.references,
            content.Break: lambda block, parent: [Break()],
        }

    def all(self, blocks: Sequence[content.Block], parent: Node) -> list[Block]:
        """The page blocks of content blocks, in order; ``only`` and ``except`` hold."""
        made: list[Block] = []
        name = self.context.layout.name
        printed = [block for block in blocks if block.prints_in(name)]
        for number, block in enumerate(printed):
            part = self._makers[type(block)](block, parent)
            following = printed[number + 1] if number + 1 < len(printed) else None
            if isinstance(block, content.Paragraph) and isinstance(following, content.BulletList | content.Steps):
                self._lead_in(block, part)
            made += part
        return made

    def _lead_in(self, block: content.Paragraph, part: list[Block]) -> None:
        """A paragraph that ends in a colon stays with the list it leads to."""
        if block.text.plain().rstrip().endswith(":"):
            part[-1].keep_next = True
            part[-1].below = 0.25 * self.context.leading

    # --- text --------------------------------------------------------------------------------------------------

    def heading(self, block: content.Heading, parent: Node) -> list[Block]:
        """A heading; level 1 of the body is H2, because the title is H1."""
        anchor = block.id or f"heading-{len(self.context.headings) + 1}"
        return [self.heading_text(block.text, block.level, parent, anchor)]

    def heading_text(
        self, words: Prose | str, level: int, parent: Node, anchor: str, size: float | None = None, tight: bool = False
    ) -> Text:
        """A heading of level 1 to 3 with its anchor, for outline and contents."""
        context = self.context
        scale = context.layout.scale
        size = size or (scale.heading1, scale.heading2, scale.heading3)[level - 1]
        node = parent.add(f"H{level + 1}", words.place if isinstance(words, Prose) else None)
        context.level = level + 1
        style = Style(size, context.heading, bold=True)
        # Twice the space above that there is below, so that a heading belongs to what follows it.
        below = (0.38, 0.3, 0.2)[level - 1] * context.leading
        above = (1.15, 0.9, 0.75)[level - 1] * context.leading
        if tight:
            above, below = 0.65 * above, 0.6 * below
        text = context.text(words, node, style, above, below, keep_next=True)
        text.orphans = text.widows = 99
        plain = words if isinstance(words, str) else words.plain()
        plain = " ".join(plain.split())
        node.title = plain
        text.anchor = anchor
        context.headings.append((level, plain, anchor))
        return text

    def paragraph(self, block: content.Paragraph, parent: Node) -> list[Block]:
        """A paragraph."""
        node = parent.add("P", block.place)
        return [self.context.text(block.text, node, self.context.body_style, below=self.context.gap, place=block.place)]

    def key_message(self, block: content.KeyMessage, parent: Node) -> list[Block]:
        """One sentence in bold with a bar at its side."""
        context = self.context
        node = parent.add("P", block.place)
        style = Style(max(context.layout.scale.key, context.size), context.ink, bold=True)
        text = context.text(block.text, node.add("Strong", block.place), style, place=block.place)
        gap = 1.3 * context.gap
        inner = Item(None, [text], 0.8 * context.size, 0, 0, 0)
        return [Barred(inner, context.primary, 4.0, gap, gap, block.place)]

    # --- lists -------------------------------------------------------------------------------------------------

    def bullets(self, block: content.BulletList, parent: Node) -> list[Block]:
        """A bulleted list."""
        return self.items(block.items, parent, block.place)

    def steps(self, block: content.Steps, parent: Node) -> list[Block]:
        """A numbered list."""
        return self.items(block.items, parent, block.place, block.start)

    def items(
        self, items: Sequence[content.Item], parent: Node, place: Place, start: int | None = None
    ) -> list[Block]:
        """List items, each a block of its own so that a list flows over pages."""
        context = self.context
        node = parent.add("L", place)
        node.list_numbering("Disc" if start is None else "Decimal")
        labels = ["•" if start is None else f"{start + number}." for number in range(len(items))]
        label_style = Style(context.size, context.heading if start is None else context.ink, bold=start is None)
        face = context.face()
        widest = max(face.width(label, context.size) for label in labels)
        indent = widest + 0.55 * context.size
        between = 0.18 * context.leading
        made: list[Block] = []
        for item, label in zip(items, labels, strict=True):
            entry = node.add("LI", item.place)
            mark = context.text(label, entry.add("Lbl", item.place), label_style)
            body_node = entry.add("LBody", item.place)
            text = context.text(item.text, body_node, context.body_style, below=between, place=item.place)
            body: list[Block] = [text]
            if item.body:
                text.keep_next = len(text.lines(context.column)) < 3
                body += self.all(item.body, body_node)
            made.append(Item(mark, body, indent, 0.0, between, between))
        if len(made) > 2:
            # No short entry stands alone at the foot or the head of a page.
            made[0].keep_next, made[-2].keep_next = _is_short(items[0]), _is_short(items[-2])
        made[-1].below = context.gap
        return made

    # --- boxes -------------------------------------------------------------------------------------------------

    def box(self, block: content.Box, parent: Node) -> list[Block]:
        """A tinted box with an optional title."""
        context = self.context
        node = parent.add("Sect", block.place)
        title: list[Block] = []
        if block.title is not None:
            heading = node.add(f"H{min(context.level + 1, 6)}", block.title.place)
            style = Style(max(context.layout.scale.heading3, context.size), context.heading, bold=True)
            title = [context.text(block.title, heading, style)]
        body = self.all(block.body, node)
        ground = "" if context.saving else context.tint
        look = PanelStyle(context.size, ground, context.rule if context.saving else "", 1.0 if context.saving else 0, radius=5)
        panel = Panel(title, body, look, context.gap * 1.2, context.gap * 1.2, False, block.place)
        panel.splits = not self._is_small(panel)
        return [panel]

    def _is_small(self, block: Block) -> bool:
        """Whether a block takes so little of a page that dividing it would save nothing."""
        context = self.context
        return block.measure(context.column) < 0.4 * (context.height - context.top - context.bottom)

    def card(self, block: content.Card, parent: Node) -> list[Block]:
        """A care card: prefix and call to action on a bar, signs below; whole on one page."""
        context = self.context
        node = parent.add("Sect", block.place)
        heading = node.add(f"H{min(context.level + 1, 6)}", block.place)
        colours = context.loaded.brand.colours
        colour = {"non-urgent": colours.non_urgent, "urgent": colours.urgent, "emergency": colours.emergency}[block.level]
        fill = f"{numbers(colour)} rg" if context.saving else f"{numbers(colours.on_card)} rg"
        size = max(context.layout.scale.heading2, context.size)
        prefix_style = Style(context.small, fill, bold=True)
        prefix = context.text(context.words[block.level] + ":", heading, prefix_style, place=block.place)
        prefix.below = 0.1 * size
        title = context.text(block.title, heading, Style(size, fill, bold=True), place=block.place)
        prefix.spaced = True  # prefix and title are one heading, and two words
        body: list[Block] = []
        if block.items:
            entries = [content.Item(place=item.place, text=item) for item in block.items]
            body += self.items(entries, node, block.place)
        body += self.all(block.body, node)
        border = CARD_BORDERS[block.level]
        band = "" if context.saving else numbers(colour)
        look = PanelStyle(0.8 * context.size, context.paper, numbers(colour), border, band, radius=5)
        gap = 1.4 * context.gap
        return [Panel([prefix, title], body, look, gap, gap, False, block.place)]

    def contact(self, block: content.ContactBlock, parent: Node) -> list[Block]:
        """How to reach a department: its name, then a line for each way."""
        context = self.context
        department = context.loaded.brand.departments[block.department]
        node = parent.add("Sect", block.place)
        name = context.text(
            department.name, node.add("P", block.place), Style(context.size, context.heading, bold=True), place=block.place
        )
        name.below = 0.2 * context.gap
        rows: list[tuple[str, str, str]] = []
        words = context.words
        if department.phone:
            rows.append((words["telephone"], department.phone, ""))
        if department.hours:
            rows.append((words["hours"], ", ".join(department.hours), ""))
        if department.email:
            rows.append((words["email"], department.email, f"mailto:{department.email}"))
        if department.website:
            rows.append((words["website"], shown_address(department.website), department.website))
        if department.address:
            rows.append((words["address"], "\n".join(department.address), ""))
        body: list[Block] = []
        for label, value, target in rows:
            paragraph = node.add("P", block.place)
            runs = context.runs(f"{label}: " if "\n" not in value else f"{label}:\n", paragraph, Style(context.size, context.ink, bold=True))
            if target:
                link = context.make_link(paragraph, target, value, block.place)
                linked = context.runs(value, link.node, Style(context.size, context.link), block.place)
                for run in linked:
                    run.link, run.underline = link, True
                runs += linked
            else:
                runs += context.runs(value, paragraph, context.body_style, block.place)
            body.append(Text(runs, context.leading, below=0.25 * context.gap, place=block.place))
        look = PanelStyle(context.size, "" if context.saving else context.tint, context.rule, 0.75, radius=5)
        return [Panel([name], body, look, context.gap, context.gap, False, block.place)]

    # --- pictures ----------------------------------------------------------------------------------------------

    def picture(self, block: content.Picture, parent: Node) -> list[Block]:
        """A picture with its caption and credit."""
        share = (block.width or self.context.layout.pictures.width_percent) / 100
        context = self.context
        tallest = 0.55 * (context.height - context.top - context.bottom)
        made = self._figure(block, parent, share, context.column, tallest)
        return [] if made is None else [made]

    def pictures(self, block: content.Pictures, parent: Node) -> list[Block]:
        """Pictures side by side, at one scale on one floor line."""
        context = self.context
        gap = 0.8 * context.size
        cell = (context.column - gap * (len(block.pictures) - 1)) / len(block.pictures)
        tallest = context.layout.pictures.row_height_mm * MM
        made = [self._figure(picture, parent, 1.0, cell, tallest, framed=True) for picture in block.pictures]
        figures: list[Block] = [figure for figure in made if figure is not None]
        if len(figures) != len(made):
            return []
        row = Row(figures, gap, 0.6 * context.gap, 0.7 * context.gap)
        row.keep_next = True  # what to do with the pictures is said under them
        return [row]

    def _figure(
        self, block: content.Picture, parent: Node, share: float, column: float, tallest: float, framed: bool = False
    ) -> Block | None:
        context = self.context
        try:
            artwork = context.pictures.load(block.path, column * share, context.face(), context.face(True))
        except PictureError as fault:
            context.report.error(f'image "{block.image}" cannot be used: {fault}', fault.hint, block.place)
            return None
        coarse = too_coarse(artwork, column * share)
        if coarse is not None:
            context.report.warning(
                f'image "{block.image}" has {coarse:.0f} dots an inch at this size in {context.layout.name}',
                "use a picture with more pixels (150 dots an inch at least), or print it smaller",
                block.place,
            )
        node: Node | None = None
        if not block.decorative:
            node = parent.add("Figure", block.place)
            node.alt = " ".join(block.alt.split())
        gap = context.gap
        look = context.rule if framed else ""
        picture = Picture(artwork, node, share, tallest, gap, gap, frame=look, place=block.place)
        blocks: list[Block] = [picture]
        if block.caption is not None or block.credit is not None:
            picture.below = 0.3 * gap
            caption = (node or parent).add("Caption" if node is not None else "P", block.place)
            runs = []
            if block.caption is not None:
                runs += context.runs(block.caption, caption, context.small_style)
            if block.credit is not None:
                lead = "\n" if runs else ""
                runs += context.runs(f"{lead}{context.words['picture_credit']}: ", caption, context.small_style)
                runs += context.runs(block.credit, caption, context.small_style)
            text = Text(runs, context.line_height(context.small), 0, gap, place=block.place)
            blocks.append(text)
        return Group(blocks)

    # --- tables ------------------------------------------------------------------------------------------------

    def table(self, block: content.Table, parent: Node) -> list[Block]:
        """A table with caption, header row and, when asked for, row headers."""
        context = self.context
        node = parent.add("Table", block.place)
        made: list[Block] = []
        if block.caption is not None:
            style = Style(context.size, context.ink, bold=True)
            caption = context.text(block.caption, node.add("Caption", block.place), style, context.gap, keep_next=True)
            caption.below = 0.4 * context.gap
            made.append(caption)
        known = len(context.dynamic)
        bold = Style(context.size, context.heading, bold=True)
        header_row = node.add("THead", block.place).add("TR", block.place)
        header = []
        for cell in block.header:
            # An empty corner heads nothing, so it is an ordinary cell.
            head = header_row.add("TH" if cell.plain().strip() else "TD", cell.place)
            if head.role == "TH":
                head.scope("Column")
            header.append(self._cell(cell, head, bold))
        body = node.add("TBody", block.place)
        rows = []
        for row in block.rows:
            row_node = body.add("TR", block.place)
            cells = []
            for column, cell in enumerate(row):
                if column == 0 and block.row_headers and cell.plain().strip():
                    head = row_node.add("TH", cell.place)
                    head.scope("Row")
                    cells.append(self._cell(cell, head, Style(context.size, context.ink, bold=True)))
                else:
                    cells.append(self._cell(cell, row_node.add("TD", cell.place), context.body_style))
            rows.append(cells)
        ground = "" if context.saving else context.tint
        look = TableStyle(0.4 * context.size, 0.3 * context.size, context.rule, ground, "")
        table = Table(header, rows, look, block.row_headers, 0, 1.2 * context.gap, block.place)
        table.whole = self._is_small(table)
        table.above = 0 if block.caption is not None else context.gap
        if len(context.dynamic) != known:
            context.dynamic.append(table)
        return [*made, table]

    def _cell(self, prose: Prose, node: Node, style: Style) -> Text:
        # An empty cell draws a space: every element has content (ISO 14289-1, 7.1).
        return self.context.text(prose if prose.plain() else " ", node, style, place=prose.place)

    # --- resources, writing, references ------------------------------------------------------------------------

    def resources(self, block: content.Resources, parent: Node) -> list[Block]:
        """Titles with their printed addresses, and a QR code beside each where the layout prints them."""
        context = self.context
        node = parent.add("L", block.place)
        node.list_numbering("None")
        made: list[Block] = []
        for resource in block.items:
            body = node.add("LI", resource.place).add("LBody", resource.place)
            title = body.add("P", resource.place)
            bold = Style(context.size, context.ink, bold=True)
            texts: list[Block] = [context.text(resource.title, title, bold, place=resource.place)]
            if resource.note is not None:
                texts.append(context.text(resource.note, body.add("P", resource.place), context.body_style))
            address = shown_address(resource.url)
            paragraph = body.add("P", resource.place)
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
            figure = body.add("Figure", resource.place)
            figure.alt = f"QR code: {address}"
            code = Picture(context.pictures.qr(resource.url), figure, 1.0, QR_SIDE, place=resource.place)
            gap = 0.9 * context.gap
            made.append(Row([words, code], context.size, gap, gap, last_width=QR_SIDE))
        return made

    def write(self, block: content.Write, parent: Node) -> list[Block]:
        """A label and lines to write on."""
        context = self.context
        node = parent.add("P", block.place)
        style = Style(context.size, context.ink, bold=True)
        label = context.text(block.label, node, style, context.gap, 0, keep_next=True, place=block.place)
        spacing = max(8.5 * MM, 1.5 * context.leading)
        return [label, WritingLines(block.lines, spacing, context.rule, 0, 1.5 * context.gap)]

    def references(self, block: content.ReferenceList | None, parent: Node) -> list[Block]:
        """The cited references as a numbered list, in the order of their first citation."""
        context = self.context
        if not context.citations:
            return []
        place = block.place if block is not None else context.loaded.leaflet.place
        node = parent.add("L", place)
        node.list_numbering("Decimal")
        labels = [f"{number}." for number in context.citations.values()]
        face = context.face()
        indent = max(face.width(label, context.small) for label in labels) + 0.5 * context.small
        made: list[Block] = []
        for (name, number), label in zip(context.citations.items(), labels, strict=True):
            reference = context.loaded.references[name]
            entry = node.add("LI", reference.place)
            mark = context.text(label, entry.add("Lbl", reference.place), context.small_style)
            body = entry.add("LBody", reference.place)
            runs = context.runs(reference.text, body, context.small_style)
            if reference.url:
                runs += context.runs(" ", body, context.small_style)
                address = shown_address(reference.url)
                link = context.make_link(body, reference.url, address, reference.place)
                linked = context.runs(address, link.node, Style(context.small, context.link), reference.place)
                for run in linked:
                    run.link, run.underline = link, True
                runs += linked
            text = Text(runs, context.line_height(context.small), place=reference.place)
            item = Item(mark, [text], indent, 0, 0.25 * context.gap, 0.25 * context.gap)
            item.anchor = f"reference-{number}"
            made.append(item)
        made[-1].below = context.gap
        return made


def _is_short(item: content.Item) -> bool:
    return not item.body and len(item.text.plain()) < 120


def shown_address(url: str) -> str:
    """A web address as people type it: without the scheme and a slash at the end."""
    for scheme in ("https://", "http://", "mailto:", "tel:"):
        if url.startswith(scheme):
            url = url[len(scheme) :]
            break
    return url.removesuffix("/")
