"""What every sheet says about safety: the pain rule, when to stop, signs that need help, and whom to ask."""

from collections.abc import Mapping, Sequence

from leafletgen.boxes.block import Block
from leafletgen.boxes.flow import Break, Group, Item, Row, stack_height
from leafletgen.boxes.panels import Panel, PanelStyle, Rule
from leafletgen.boxes.text import Text
from leafletgen.compose.context import Context, Style, numbers
from leafletgen.compose.sheet_request import SheetRequest
from leafletgen.content.model.brand import Brand, SheetWords
from leafletgen.content.model.signs import SheetSigns
from leafletgen.document.element import Element, Role
from leafletgen.source.inline import Prose

#: Points of the line around what needs help at once: thicker than any other, so that it shows without colour.
_EMERGENCY_LINE = 2.6


class SafetyBlocks:
    """Composes what stands after the exercises, or on each card."""

    def __init__(self, context: Context, words: Mapping[str, str], request: SheetRequest) -> None:
        """Compose for one sheet."""
        self.context = context
        self.words = words
        self.request = request
        self.bold = Style(context.size, context.ink, bold=True)

    def page(self, document: Element, rules: SheetWords) -> Group:
        """All of it, one group that stays together."""
        context = self.context
        node = document.add(Role.SECTION)
        parts: list[Block] = [Rule(context.rule, 0.9, 0, 0.6 * context.gap), self._heading(node, "sheet.pain")]
        parts += [*self._pain(node, rules), self._stop(node, rules), self._emergency(node, rules)]
        parts += [self._signs(node, signs) for signs in self.request.signs]
        parts += self._ending(node)
        group = Group(parts)
        group.above = context.gap
        return group

    def cards(self, document: Element, on_cards: Sequence[SheetSigns], room: float) -> list[Block]:
        """The signs that find no room on every card, on cards of their own, each with the heading.

        Args:
            document: the parent of its elements.
            on_cards: the signs that stand on every card as the pain rule and 999 do.
            room: the height of a card in points.
        """
        made: list[Block] = []
        lacking = [signs for signs in self.request.signs if signs not in on_cards]
        while lacking:
            node = document.add(Role.SECTION)
            parts: list[Block] = [self._heading(node, "sheet.signs")]
            while lacking:
                tried = self._signs(Element(Role.DOCUMENT), lacking[0])
                if len(parts) > 1 and stack_height([*parts, tried], self.context.column) > room:
                    break
                parts.append(self._signs(node, lacking.pop(0)))
            made += [Break(), Group(parts)]
        return made

    # --- parts -------------------------------------------------------------------------------------------------

    def _heading(self, node: Element, key: str) -> Text:
        context = self.context
        style = Style(max(context.layout.scale.heading3, context.size), context.heading, bold=True)
        heading = node.heading(2)
        heading.title = self.words[key]
        return context.text(self.words[key], heading, style, below=0.4 * context.gap, keep_next=True)

    def _pain(self, node: Element, rules: SheetWords) -> list[Block]:
        """A box for each level, side by side where there is room."""
        context = self.context
        narrow = context.column / len(rules.pain) < 9 * context.size
        cells: list[Panel] = []
        for place, level in enumerate(rules.pain):
            paragraph = node.add(Role.PARAGRAPH)
            bold = Style(max(context.layout.scale.key, context.size), context.ink, bold=True)
            span = self.words["sheet.pain_range"].format(low=level.low, high=level.high)
            runs = context.runs(f"{span}\n", paragraph, bold)
            runs += context.runs(level.text, paragraph, context.body_style)
            # Thicker borders as pain grows: the levels differ without colour.
            padding = (0.2 if narrow else 0.5) * context.size
            look = PanelStyle(padding, context.paper, context.primary, 1.0 + 1.2 * place, radius=4)
            cells.append(Panel([], [Text(runs, context.leading)], look, 0, 0, False))
        if narrow:
            for cell in cells:
                cell.below = 0.2 * context.gap
            return [*cells]
        each = (context.column - 0.8 * context.size * (len(cells) - 1)) / len(cells)
        tallest = max(cell.measure(each) for cell in cells)
        for cell in cells:
            cell.least = tallest
        return [Row([*cells], 0.8 * context.size, 0, 0.6 * context.gap)]

    def _stop(self, node: Element, rules: SheetWords) -> Text:
        context = self.context
        return context.text(rules.stop, node.add(Role.PARAGRAPH), self.bold, 0.5 * context.gap, 0.5 * context.gap)

    def _emergency(self, node: Element, rules: SheetWords) -> Panel:
        text = self.context.text(rules.emergency, node.add(Role.PARAGRAPH), self.bold)
        return self._alarm([text], 0.6)

    def _signs(self, node: Element, signs: SheetSigns) -> Panel:
        """A panel for a list of signs: what to do and when, then the signs; never divided."""
        context = self.context
        body: list[Block] = [context.text(signs.title, node.add(Role.PARAGRAPH), self.bold, below=0.15 * context.gap)]
        if signs.items:
            items = node.add(Role.LIST)
            items.numbering = "disc"
            for item in signs.items:
                entry = items.add(Role.ITEM, item.place)
                label = context.text("•", entry.add(Role.LABEL, item.place), self.bold)
                words = context.text(item, entry.add(Role.BODY, item.place), context.body_style, place=item.place)
                body.append(Item(label, [words], 0.9 * context.size, 0.0, 0.0, 0.0))
        return self._alarm(body, 0.6)

    def _alarm(self, body: list[Block], padding: float) -> Panel:
        context = self.context
        look = PanelStyle(
            padding * context.size * 0.7,
            context.paper,
            numbers(context.brand.colours.emergency),
            _EMERGENCY_LINE,
            radius=4,
        )
        return Panel([], body, look, 0.5 * context.gap, 0.5 * context.gap, False)

    def _ending(self, node: Element) -> list[Block]:
        """Whom to ask, and who still has to look at this."""
        context, request = self.context, self.request
        made: list[Block] = []
        phone = contact_of(request, context.brand)
        if phone:
            made.append(
                context.text(
                    self.words["sheet.contact"].format(contact=phone), node.add(Role.PARAGRAPH), context.body_style
                )
            )
        for text in examples_of(request, context.brand, self.words):
            made.append(context.text(text, node.add(Role.PARAGRAPH), context.small_style, 0.3 * context.gap))
        return made


def contact_of(request: SheetRequest, brand: Brand) -> str | None:
    """Return whom to phone: the clinician, else the first department of the brand."""
    contact = request.clinician.contact if request.clinician is not None else None
    department = next(iter(brand.departments.values()), None)
    return contact or (department.phone if department is not None else None)


def examples_of(request: SheetRequest, brand: Brand, words: Mapping[str, str]) -> list[Prose | str]:
    """Return what says that a clinician has to review it: for what nobody signed, and what a brand says of itself."""
    example, unsigned = brand.statements.example, words["sheet.unsigned"]
    said: list[Prose | str] = [unsigned] if request.is_unsigned_example else []
    return said if example is None or (said and example.plain() == unsigned) else [*said, example]
