"""Blocks of a leaflet's body as elements of the structure tree and blocks of the page."""

from collections.abc import Callable, Sequence
from typing import Any

from leafletgen.boxes.block import Block
from leafletgen.boxes.flow import Break, Item
from leafletgen.boxes.panels import Barred, Panel, PanelStyle, WritingLines
from leafletgen.boxes.text import Text
from leafletgen.compose.context import MM, Context, Style, numbers, shortened, shown_address
from leafletgen.compose.figures import FigureComposer
from leafletgen.compose.printed import printing
from leafletgen.compose.tables import TableComposer
from leafletgen.content.model import blocks as content
from leafletgen.document.element import Element, Role
from leafletgen.errors import Place
from leafletgen.source.inline import Prose

#: Border widths of care cards in points: 4, 6 and 8 CSS pixels, as the NHS prints them in black and white.
CARD_BORDERS = {"non-urgent": 3.0, "urgent": 4.5, "emergency": 6.0}


class BlockComposer:
    """Turns content blocks into page blocks, appending elements to the tree as it goes."""

    def __init__(self, context: Context) -> None:
        """Compose for one document."""
        self.context = context
        figures = FigureComposer(context)
        self._makers: dict[type, Callable[[Any, Element], list[Block]]] = {
            content.Heading: self.heading,
            content.Paragraph: self.paragraph,
            content.BulletList: self.bullets,
            content.Steps: self.steps,
            content.KeyMessage: self.key_message,
            content.Box: self.box,
            content.Card: self.card,
            content.Picture: figures.picture,
            content.Pictures: figures.pictures,
            content.Table: TableComposer(context).table,
            content.Resources: figures.resources,
            content.Write: self.write,
            content.ContactBlock: self.contact,
            content.ReferenceList: self.references,
            content.Break: lambda block, parent: [Break()],
        }

    def all(self, blocks: Sequence[content.Block], parent: Element) -> list[Block]:
        """The page blocks of content blocks, in order; ``only`` and ``except`` hold."""
        made: list[Block] = []
        parts: list[list[Block]] = []
        printed = printing(blocks, self.context)
        for number, block in enumerate(printed):
            part = self._makers[type(block)](block, parent)
            parts.append(part)
            following = printed[number + 1] if number + 1 < len(printed) else None
            if isinstance(block, content.Paragraph) and isinstance(following, content.BulletList | content.Steps):
                self._lead_in(block, part)
            made += part
        self._keep_introductions(printed, parts)
        self._keep_exercises(printed, parts)
        return made

    @staticmethod
    def _keep_introductions(printed: Sequence[content.Block], parts: Sequence[list[Block]]) -> None:
        """The paragraphs between a heading and a card stay with the card, so that the heading does too."""
        for number, block in enumerate(printed):
            at = number - 1
            while isinstance(block, content.Card) and at >= 0 and isinstance(printed[at], content.Paragraph):
                parts[at][-1].keep_next = True
                at -= 1

    @staticmethod
    def _keep_exercises(printed: Sequence[content.Block], parts: Sequence[list[Block]]) -> None:
        """Pictures, the words right under them and the steps after those are one exercise, kept on one page."""
        for number, block in enumerate(printed):
            if not isinstance(block, content.Pictures):
                continue
            at = number + 1
            while at < len(printed) and at < number + 4 and isinstance(printed[at], content.Paragraph | content.Steps):
                at += 1
            kept = [piece for part in parts[number:at] for piece in part]
            for piece in kept[:-1]:
                piece.keep_next = True

    def _lead_in(self, block: content.Paragraph, part: list[Block]) -> None:
        """A paragraph that ends in a colon stays with the list it leads to."""
        if block.text.plain().rstrip().endswith(":"):
            part[-1].keep_next = True
            part[-1].below = 0.25 * self.context.leading

    # --- text --------------------------------------------------------------------------------------------------

    def heading(self, block: content.Heading, parent: Element) -> list[Block]:
        """A heading; level 1 of the body is H2, because the title is H1."""
        anchor = block.id or f"heading-{len(self.context.headings) + 1}"
        return [self.heading_text(block.text, block.level, parent, anchor)]

    def heading_text(
        self,
        words: Prose | str,
        level: int,
        parent: Element,
        anchor: str,
        size: float | None = None,
        tight: bool = False,
    ) -> Text:
        """A heading of level 1 to 3 with its anchor, for outline and contents."""
        context = self.context
        scale = context.layout.scale
        size = size or (scale.heading1, scale.heading2, scale.heading3)[level - 1]
        node = parent.heading(level + 1, words.place if isinstance(words, Prose) else None)
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
        plain = shortened(" ".join(plain.split()))
        node.title = plain
        text.anchor = anchor
        context.headings.append((level, plain, anchor))
        return text

    def paragraph(self, block: content.Paragraph, parent: Element) -> list[Block]:
        """A paragraph."""
        node = parent.add(Role.PARAGRAPH, block.place)
        return [self.context.text(block.text, node, self.context.body_style, below=self.context.gap, place=block.place)]

    def key_message(self, block: content.KeyMessage, parent: Element) -> list[Block]:
        """One sentence in bold with a bar at its side."""
        context = self.context
        node = parent.add(Role.PARAGRAPH, block.place)
        style = Style(max(context.layout.scale.key, context.size), context.ink, bold=True)
        text = context.text(block.text, node.add(Role.STRONG, block.place), style, place=block.place)
        gap = 1.3 * context.gap
        inner = Item(None, [text], 0.8 * context.size, 0, 0, 0)
        return [Barred(inner, context.primary, 4.0, gap, gap, block.place)]

    # --- lists -------------------------------------------------------------------------------------------------

    def bullets(self, block: content.BulletList, parent: Element) -> list[Block]:
        """A bulleted list."""
        return self.items(block.items, parent, block.place)

    def steps(self, block: content.Steps, parent: Element) -> list[Block]:
        """A numbered list."""
        return self.items(block.items, parent, block.place, block.start)

    def items(
        self, items: Sequence[content.Item], parent: Element, place: Place, start: int | None = None
    ) -> list[Block]:
        """List items, each a block of its own so that a list flows over pages."""
        context = self.context
        node = parent.add(Role.LIST, place)
        node.numbering = "disc" if start is None else "decimal"
        labels = ["•" if start is None else f"{start + number}." for number in range(len(items))]
        label_style = Style(context.size, context.heading if start is None else context.ink, bold=start is None)
        face = context.face()
        widest = max(face.width(label, context.size) for label in labels)
        indent = widest + 0.55 * context.size
        between = 0.18 * context.leading
        made: list[Block] = []
        for item, label in zip(items, labels, strict=True):
            entry = node.add(Role.ITEM, item.place)
            mark = context.text(label, entry.add(Role.LABEL, item.place), label_style)
            body_node = entry.add(Role.BODY, item.place)
            text = context.text(item.text, body_node, context.body_style, below=between, place=item.place)
            body: list[Block] = [text]
            if item.body:
                text.keep_next = len(text.lines(context.column)) < 3
                with context.narrower(indent):
                    body += self.all(item.body, body_node)
            made.append(Item(mark, body, indent, 0.0, between, between if not item.body else 0.6 * context.gap))
        if len(made) > 2:
            # No short entry stands alone at the foot or the head of a page.
            made[0].keep_next, made[-2].keep_next = _is_short(items[0]), _is_short(items[-2])
        made[-1].below = context.gap
        return made

    # --- boxes -------------------------------------------------------------------------------------------------

    def box(self, block: content.Box, parent: Element) -> list[Block]:
        """A tinted box with an optional title."""
        context = self.context
        node = parent.add(Role.SECTION, block.place)
        title: list[Block] = []
        if block.title is not None:
            heading = node.heading(min(context.level + 1, 6), block.title.place)
            style = Style(max(context.layout.scale.heading3, context.size), context.heading, bold=True)
            title = [context.text(block.title, heading, style)]
        look = context.tinted(context.size)
        with context.narrower(2 * (look.border_width + look.padding)):
            body = self.all(block.body, node)
        panel = Panel(title, body, look, context.gap * 1.2, context.gap * 1.2, False, block.place)
        panel.splits = not context.is_small(panel)
        return [panel]

    def card(self, block: content.Card, parent: Element) -> list[Block]:
        """A care card: prefix and call to action on a bar, signs below; whole on one page."""
        context = self.context
        node = parent.add(Role.SECTION, block.place)
        heading = node.heading(min(context.level + 1, 6), block.place)
        colours = context.brand.colours
        colour = {"non-urgent": colours.non_urgent, "urgent": colours.urgent, "emergency": colours.emergency}[
            block.level
        ]
        fill = f"{numbers(colour)} rg" if context.saving else f"{numbers(colours.on_card)} rg"
        size = max(context.layout.scale.heading2, context.size)
        prefix_style = Style(context.small, fill, bold=True)
        prefix = context.text(context.fixed(context.words[block.level] + ":"), heading, prefix_style, place=block.place)
        prefix.below = 0.1 * size
        title = context.text(block.title, heading, Style(size, fill, bold=True), place=block.place)
        prefix.spaced = True  # prefix and title are one heading, and two words
        border = CARD_BORDERS[block.level]
        band = "" if context.saving else numbers(colour)
        look = PanelStyle(0.8 * context.size, context.paper, numbers(colour), border, band, radius=5)
        body: list[Block] = []
        if block.items:
            entries = [content.Item(place=item.place, text=item) for item in block.items]
            body += self.items(entries, node, block.place)
        with context.narrower(2 * (border + look.padding)):
            body += self.all(block.body, node)
        gap = 1.4 * context.gap
        return [Panel([prefix, title], body, look, gap, gap, False, block.place)]

    def contact(self, block: content.ContactBlock, parent: Element) -> list[Block]:
        """How to reach a department: its name, then a line for each way."""
        context = self.context
        department = context.brand.departments[block.department]
        node = parent.add(Role.SECTION, block.place)
        name = context.text(
            department.name,
            node.add(Role.PARAGRAPH, block.place),
            Style(context.size, context.heading, bold=True),
            place=block.place,
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
            paragraph = node.add(Role.PARAGRAPH, block.place)
            runs = context.runs(
                context.fixed(f"{label}: " if "\n" not in value else f"{label}:\n"),
                paragraph,
                Style(context.size, context.ink, bold=True),
            )
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

    # --- writing, references ------------------------------------------------------------------------------------

    def write(self, block: content.Write, parent: Element) -> list[Block]:
        """A label and lines to write on."""
        context = self.context
        node = parent.add(Role.PARAGRAPH, block.place)
        style = Style(context.size, context.ink, bold=True)
        label = context.text(block.label, node, style, context.gap, 0, keep_next=True, place=block.place)
        spacing = max(8.5 * MM, 1.5 * context.leading)
        return [label, WritingLines(block.lines, spacing, context.rule, 0, 1.5 * context.gap)]

    def references(self, block: content.ReferenceList | None, parent: Element) -> list[Block]:
        """The cited references as a numbered list, in the order of their first citation."""
        context = self.context
        if not context.citations:
            return []
        place = block.place if block is not None else context.place
        node = parent.add(Role.LIST, place)
        node.numbering = "decimal"
        labels = [f"{number}." for number in context.citations.values()]
        face = context.face()
        indent = max(face.width(label, context.small) for label in labels) + 0.5 * context.small
        made: list[Block] = []
        for (name, number), label in zip(context.citations.items(), labels, strict=True):
            reference = context.references[name]
            entry = node.add(Role.ITEM, reference.place)
            mark = context.text(label, entry.add(Role.LABEL, reference.place), context.small_style)
            body = entry.add(Role.BODY, reference.place)
            runs = context.runs(reference.text, body, context.small_style)
            if reference.url:
                runs += context.runs(" ", body, context.small_style)
                address = shown_address(reference.url)
                link = context.make_link(body, reference.url, address, reference.place)
                linked = context.runs(address, link.node, Style(context.small, context.link), reference.place)
                for run in linked:
                    run.link, run.underline = link, True
                runs += linked
            text = context.changing(Text(runs, context.line_height(context.small), place=reference.place))
            item = Item(mark, [text], indent, 0, 0.25 * context.gap, 0.25 * context.gap)
            item.anchor = f"reference-{number}"
            made.append(item)
        made[-1].below = context.gap
        return made


def _is_short(item: content.Item) -> bool:
    return not item.body and len(item.text.plain()) < 120
