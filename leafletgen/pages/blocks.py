"""Elements of a leaflet's body as blocks of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from leafletgen.document import looks
from leafletgen.document.element import Element, Keep, Role, Words
from leafletgen.fonts.typeface import GLUE
from leafletgen.pages.care_cards import CardPanel, Signs
from leafletgen.pages.context import MM, Context, Style, numbers
from leafletgen.pages.figures import FigureSetter, beside
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.filling import Break, Group, Item
from leafletgen.pages.flow.panels import Barred, Panel, PanelStyle, WritingLines
from leafletgen.pages.flow.text import Text
from leafletgen.pages.resources import ResourceSetter
from leafletgen.pages.tables import TableSetter

#: Border widths of care cards in points: 4, 6 and 8 CSS pixels, as the NHS prints them in black and white.
CARD_BORDERS = {"card-non-urgent": 3.0, "card-urgent": 4.5, "card-emergency": 6.0}
#: The statement on other formats is printed at least this large, in points, so that who needs it can read it.
FORMATS_SIZE = 16.0

#: The leading of references, which nobody reads from end to end, as a multiple of their size.
_REFERENCES = 1.2
#: The share of a page's height up to which a block floats: one as high as a page begins a page anyway.
_FLOATING = 0.9

Setter = Callable[[Element], list[Block]]


class BlockSetter:
    """Sets elements as blocks."""

    def __init__(self, context: Context) -> None:
        """Set for one document."""
        self.context = context
        figures = FigureSetter(context)
        tables = TableSetter(context)
        #: By look where that says more than the role.
        self._by_look: dict[str, Setter] = {
            looks.KEY: self.key_message,
            looks.QUOTE: self.quote,
            looks.BOX: self.box,
            **dict.fromkeys(CARD_BORDERS, self.card),
            looks.CONTACT: self.contact,
            looks.EXAMPLE: self.example,
            looks.WRITE: self.write,
            looks.PICTURE: figures.picture,
            looks.PICTURES: figures.row,
            looks.RESOURCES: ResourceSetter(context).resources,
            looks.REFERENCES: self.references,
        }
        self._by_role: dict[Role, Setter] = {
            Role.HEADING: lambda element: [self.heading(element)],
            Role.PARAGRAPH: self.paragraph,
            Role.LIST: lambda element: context.whole_if_short(self.items(element)),
            Role.FIGURE: figures.picture,
            Role.ILLUSTRATION: figures.picture,
            Role.TABLE: tables.table,
            Role.BREAK: lambda element: [Break()],
        }

    def all(self, elements: Sequence[Element]) -> list[Block]:
        """The blocks of elements, in order."""
        made: list[Block] = []
        pictures: list[Block] = []
        said: list[Block] = []
        for element in elements:
            part = (self._by_look.get(element.look) or self._by_role[element.role])(element)
            if element.keep and part:
                part = self._kept(part, element.keep)
            if element.look == looks.PICTURES and Keep.END in element.keep:
                pictures, said = part, []
            elif pictures:
                said += part
            else:
                made += part
            if pictures and Keep.END not in element.keep:
                made += beside(self.context, pictures, said)
                pictures = []
        return made

    def _kept(self, part: list[Block], keep: Keep) -> list[Block]:
        """The blocks of one element, with what must not be parted or may be overtaken."""
        context = self.context
        if Keep.WHOLE in keep:
            for block in part[:-1]:
                block.keep_next = True
        if Keep.END in keep:
            part[-1].keep_next = True
            # A paragraph of some length gives its last lines alone.
            part[-1].gives = Keep.WHOLE not in keep and isinstance(part[-1], Text)
        if Keep.FLOATS in keep:
            whole = part[0] if len(part) == 1 else Group(part)
            if whole.measure(context.room) < _FLOATING * (context.height - context.top - context.bottom):
                whole.floats = True
                return [whole]
        return part

    # --- text --------------------------------------------------------------------------------------------------

    def heading(self, element: Element) -> Text:
        """A heading with its anchor; one of the back is set closer to the text than one of the body."""
        context = self.context
        scale = context.layout.scale
        level = element.level - 1
        size = (scale.heading1, scale.heading2, scale.heading3)[level - 1]
        if element.look == looks.BACK:
            size = max(scale.heading2, context.size)
        elif element.look == looks.BACK_SMALL:
            size = max(scale.heading3, context.small)
        # Twice the space above that there is below, so that a heading belongs to what follows it.
        below = (0.38, 0.3, 0.2)[level - 1] * context.leading
        above = (1.15, 0.9, 0.75)[level - 1] * context.leading
        if element.look in (looks.BACK, looks.BACK_SMALL):
            above, below = 0.65 * above, 0.6 * below
        text = context.text(element, Style(size, context.heading, bold=True), above, below, keep_next=True)
        text.orphans = text.widows = 99
        text.anchor = element.anchor
        text.opens = level == 1
        return text

    def paragraph(self, element: Element) -> list[Block]:
        """A paragraph; what is there for the record is set in the small size."""
        context = self.context
        look = element.look
        style = context.body_style
        if look in (looks.SMALL, looks.RECORD):
            style = context.small_style
        elif look == looks.FORMATS:
            size = max(context.size, FORMATS_SIZE)
            style = Style(size, context.ink, leading=1.3 * size)
        text = context.text(element, style, below=context.gap)
        if look == looks.LEAD_IN:
            text.below = 0.25 * context.leading
        elif look == looks.RECORD:
            text.orphans = text.widows = 99  # dates that belong together are not divided
        return [text]

    def key_message(self, element: Element) -> list[Block]:
        """One sentence in bold with a bar at its side."""
        context = self.context
        style = Style(max(context.layout.scale.key, context.size), context.ink, bold=True)
        gap = 1.3 * context.gap
        inner = Item(None, [context.text(element, style)], 0.8 * context.size, 0, 0, 0)
        return [Barred(inner, context.primary, 4.0, gap, gap, element.place)]

    def quote(self, element: Element) -> list[Block]:
        """Words of somebody with a bar at their side, thinner than a key message's, and whose they are."""
        context = self.context
        said, *by = element.elements
        texts: list[Block] = [context.text(said, context.body_style, below=0.25 * context.gap)]
        texts += [context.text(one, context.small_style) for one in by]
        inner = Item(None, texts, 0.8 * context.size, 0, 0, 0)
        return [Barred(inner, context.rule, 2.0, context.gap, 1.3 * context.gap, element.place)]

    # --- lists -------------------------------------------------------------------------------------------------

    def items(self, element: Element) -> list[Block]:
        """List items, each a block of its own so that a list flows over pages."""
        context = self.context
        bulleted = element.numbering == "disc"
        entries = element.elements
        label_style = Style(context.size, context.heading if bulleted else context.ink, bold=bulleted)
        indent = self._widest_label(entries, context.size) + 0.55 * context.size
        between = 0.18 * context.leading
        made: list[Block] = []
        for entry in entries:
            label, words = entry.elements
            mark = context.text(label, label_style)
            text = context.text(words, context.body_style, below=between)
            body: list[Block] = [text]
            under = words.blocks
            if under:
                text.keep_next = len(text.lines(context.column)) < 3
                with context.narrower(indent):
                    body += self.all(under)
            made.append(Item(mark, body, indent, 0.0, between, between if not under else 0.6 * context.gap))
        made[-1].below = context.gap
        return made

    def _widest_label(self, entries: Sequence[Element], size: float) -> float:
        """The width in points of the widest label of a list, in the text face."""
        face = self.context.face()
        return max(face.width(entry.elements[0].plain(), size) for entry in entries)

    def references(self, element: Element) -> list[Block]:
        """The cited references, in the small size."""
        context = self.context
        entries = element.elements
        indent = self._widest_label(entries, context.small) + 0.5 * context.small
        made: list[Block] = []
        style = context.small_style._replace(leading=min(_REFERENCES, context.layout.body.leading) * context.small)
        for entry in entries:
            label, body = entry.elements
            mark = context.text(label, style)
            item = Item(mark, [context.text(body, style)], indent, 0, 0.25 * context.gap, 0.25 * context.gap)
            item.anchor = entry.anchor
            made.append(item)
        made[-1].below = context.gap
        return made

    # --- boxes -------------------------------------------------------------------------------------------------

    def box(self, element: Element) -> list[Block]:
        """A tinted box with an optional title."""
        context = self.context
        title: list[Block] = []
        inside = element.elements
        if inside and inside[0].look == looks.BOX_TITLE:
            style = Style(max(context.layout.scale.heading3, context.size), context.heading, bold=True)
            title = [context.text(inside[0], style)]
            inside = inside[1:]
        look = context.tinted(context.size)
        with context.narrower(2 * (look.border_width + look.padding)):
            body = self.all(inside)
        panel = Panel(title, body, look, context.gap * 1.2, context.gap * 1.2, False, element.place)
        panel.splits = panel.entire = not context.is_small(panel)
        return [panel]

    def card(self, element: Element) -> list[Block]:
        """A care card: prefix and call to action on a bar, signs below; whole on one page."""
        context = self.context
        colours = context.brand.colours
        colour = {
            "card-non-urgent": colours.non_urgent,
            "card-urgent": colours.urgent,
            "card-emergency": colours.emergency,
        }[element.look]
        fill = f"{numbers(colour)} rg" if context.saving else f"{numbers(colours.on_card)} rg"
        size = max(context.layout.scale.heading2, context.size)
        heading, *inside = element.elements

        def titled(heading: Element) -> list[Text]:
            label = Style(context.small, fill, bold=True)
            prefix, title = self._divided(heading, label, label._replace(size=size))
            prefix.below = 0.1 * size
            return [prefix, title]

        border = CARD_BORDERS[element.look]
        band = "" if context.saving else numbers(colour)
        look = PanelStyle(0.7 * context.size, context.paper, numbers(colour), border, band, radius=5)
        body: list[Block] = []
        entries = inside[0].elements if inside and inside[0].role is Role.LIST else []
        if entries:
            body += self.items(inside[0])
        with context.narrower(2 * (border + look.padding)):
            body += self.all(inside[1:] if entries else inside)
        return [CardPanel([*titled(heading)], body, look, 1.4 * context.gap, Signs(element, entries, titled))]

    def _divided(self, heading: Element, label: Style, style: Style) -> tuple[Text, Text]:
        """A heading's label and its other words as two texts, which are one heading and two words."""
        context = self.context
        first, *others = heading.kids
        runs = context.runs(heading, label, label, [first])
        runs[-1].text = runs[-1].text.rstrip()
        prefix = context.text_of(runs, label, place=heading.place)
        prefix.spaced = True
        title = context.text_of(context.runs(heading, style, kids=others), style, place=heading.place)
        return prefix, title

    def contact(self, element: Element) -> list[Block]:
        """How to reach a department: its name, then a line for each way."""
        context = self.context
        first, *ways = element.elements
        name = context.text(first, Style(context.size, context.heading, bold=True))
        name.below = 0.2 * context.gap
        body: list[Block] = [context.text(way, context.body_style, below=0.25 * context.gap) for way in ways]
        look = PanelStyle(context.size, "" if context.saving else context.tint, context.rule, 0.75, radius=5)
        return [Panel([name], body, look, context.gap, context.gap, False, element.place)]

    def example(self, element: Element) -> list[Block]:
        """What says that a clinician has to look at it still, in a frame."""
        context = self.context
        texts: list[Block] = [context.text(paragraph, context.bold_style) for paragraph in element.elements]
        look = PanelStyle(0.5 * context.size, "", context.rule, 1.5, radius=5)
        return [Panel([], texts, look, context.gap, context.gap, False, element.place)]

    def write(self, element: Element) -> list[Block]:
        """A label, and beside it or under it what to do; then lines to write on."""
        context = self.context
        label, told, lines = element.elements
        bold, small = context.bold_style, context.small_style
        whole = context.runs(told, small)
        for run in whole:
            run.text = run.text.replace(" ", GLUE)  # it is beside the label whole, or under it
        runs = [*context.runs(label, bold), *context.runs(label, small, kids=[Words(" ")]), *whole]
        text = context.text_of(runs, bold, context.gap, keep_next=True, place=label.place)
        spacing = max(8.5 * MM, 1.5 * context.leading)
        return [text, WritingLines(lines.lines, spacing, context.rule, 0, 1.5 * context.gap)]

    def told(self, element: Element) -> Text:
        """What to do with the lines under it."""
        return self.context.text(element, self.context.small_style, keep_next=True)
