"""What every sheet says about safety: the pain rule, when to stop, signs that need help, and whom to ask."""

from collections.abc import Mapping, Sequence

from leafletgen.compose.context import Context, Style, numbers
from leafletgen.compose.sheet_request import SheetRequest
from leafletgen.content.model.brand import SheetWords
from leafletgen.content.model.signs import SheetSigns
from leafletgen.pdf.block import Block
from leafletgen.pdf.boxes import Panel, PanelStyle, Rule
from leafletgen.pdf.flow import Group, Item, Row
from leafletgen.pdf.structure import Node
from leafletgen.pdf.text import Text

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

    def page(self, document: Node, rules: SheetWords, on_cards: Sequence[SheetSigns] | None = None) -> Group:
        """All of it, one group that stays together.

        Args:
            document: the parent of its elements.
            rules: what the brand says.
            on_cards: on a sheet of cards, the signs that stand on every card as pain rule and 999 do; None elsewhere.
        """
        context = self.context
        node = document.add("Sect")
        parts: list[Block] = []
        if on_cards is None:
            parts += [Rule(context.rule, 0.9, 0, 0.6 * context.gap), self._heading(node, "sheet.pain")]
            parts += [*self._pain(node, rules), self._stop(node, rules), self._emergency(node, rules)]
        else:
            parts += [self._heading(node, "sheet.signs"), self._stop(node, rules)]
        parts += [self._signs(node, signs) for signs in self.request.signs if signs not in (on_cards or ())]
        parts += self._ending(node)
        group = Group(parts)
        group.above = context.gap
        return group

    # --- parts -------------------------------------------------------------------------------------------------

    def _heading(self, node: Node, key: str) -> Text:
        context = self.context
        style = Style(max(context.layout.scale.heading3, context.size), context.heading, bold=True)
        heading = node.add("H2")
        heading.title = self.words[key]
        return context.text(self.words[key], heading, style, below=0.4 * context.gap, keep_next=True)

    def _pain(self, node: Node, rules: SheetWords) -> list[Block]:
        """A box for each level, side by side where there is room."""
        context = self.context
        narrow = context.column / len(rules.pain) < 9 * context.size
        cells: list[Panel] = []
        for place, level in enumerate(rules.pain):
            paragraph = node.add("P")
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

    def _stop(self, node: Node, rules: SheetWords) -> Text:
        context = self.context
        return context.text(rules.stop, node.add("P"), self.bold, 0.5 * context.gap, 0.5 * context.gap)

    def _emergency(self, node: Node, rules: SheetWords) -> Panel:
        text = self.context.text(rules.emergency, node.add("P"), self.bold)
        return self._alarm([text], 0.6)

    def _signs(self, node: Node, signs: SheetSigns) -> Panel:
        """A panel for a list of signs: what to do and when, then the signs; never divided."""
        context = self.context
        body: list[Block] = [context.text(signs.title, node.add("P"), self.bold, below=0.15 * context.gap)]
        if signs.items:
            items = node.add("L")
            items.list_numbering("Disc")
            for item in signs.items:
                entry = items.add("LI", item.place)
                label = context.text("•", entry.add("Lbl", item.place), self.bold)
                words = context.text(item, entry.add("LBody", item.place), context.body_style, place=item.place)
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

    def _ending(self, node: Node) -> list[Block]:
        """Whom to ask, and who still has to look at this."""
        context, request = self.context, self.request
        made: list[Block] = []
        contact = request.clinician.contact if request.clinician is not None else None
        department = next(iter(context.brand.departments.values()), None)
        phone = contact or (department.phone if department is not None else None)
        if phone:
            made.append(
                context.text(self.words["sheet.contact"].format(contact=phone), node.add("P"), context.body_style)
            )
        example, unsigned = context.brand.statements.example, self.words["sheet.unsigned"]
        if request.is_unsigned_example:
            made.append(context.text(unsigned, node.add("P"), context.small_style, 0.3 * context.gap))
        if example is not None and not (request.is_unsigned_example and example.plain() == unsigned):
            made.append(context.text(example, node.add("P"), context.small_style, 0.3 * context.gap))
        return made
