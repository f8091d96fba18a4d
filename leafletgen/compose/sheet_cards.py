"""What makes a card safe by itself once it is cut off: whose it is, the pain rule, and when to call 999."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from leafletgen.boxes.text import Text
from leafletgen.compose.context import Context, Style, numbers
from leafletgen.compose.sheet_request import SheetRequest
from leafletgen.compose.sheet_safety import contact_of, examples_of
from leafletgen.content.model.brand import SheetWords
from leafletgen.content.model.signs import SheetSigns
from leafletgen.document.element import Element, Role
from leafletgen.images.paths import rounded
from leafletgen.source.inline import Prose

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

#: Points of the line around it.
_LINE = 2.2


class CardSafety:
    """The same box on every card; the first one is read out, the others are furniture, as a footer is."""

    def __init__(
        self,
        context: Context,
        words: Mapping[str, str],
        request: SheetRequest,
        rules: SheetWords,
        document: Element,
        room: float,
    ) -> None:
        """Compose for one sheet; its elements stand where the document is now.

        Signs that need help stand here too as far as `room` points let them; `signs` are those.
        """
        self.context = context
        self.words = words
        self.rules = rules
        self.pad = 0.45 * context.size
        self.space = 0.35 * context.gap
        self.contact = contact_of(request, context.brand)
        self.examples = examples_of(request, context.brand, words)
        self.name = request.patient.name if request.patient is not None else None
        self.signs: list[SheetSigns] = []
        for signs in request.signs:
            self._texts = [self._compose(Element(Role.DOCUMENT), [*self.signs, signs], lacking=True)]
            if self.measure(context.column) <= room:
                self.signs.append(signs)
        lacking = len(self.signs) < len(request.signs)
        self._texts = [
            self._compose(node, self.signs, lacking) for node in (document.add(Role.SECTION), Element(Role.DOCUMENT))
        ]

    def _compose(self, node: Element, signs: Sequence[SheetSigns], lacking: bool) -> list[Text]:
        context, words = self.context, self.words
        bold = Style(context.size, context.ink, bold=True)

        def labelled(label: str, text: Prose | str | None) -> Text:
            paragraph = node.add(Role.PARAGRAPH)
            runs = context.runs(label, paragraph, bold)
            if text:
                runs += context.runs(text, paragraph, context.body_style)
            return Text(runs, context.leading)

        made = [labelled(f"{words['sheet.name']}: ", self.name)]
        made[0].runs[0].node.personal = self.name is not None
        for level in self.rules.pain:
            span = words["sheet.pain_range"].format(low=level.low, high=level.high)
            made.append(labelled(f"{span}: ", level.text))
        made.append(context.text(self.rules.emergency, node.add(Role.PARAGRAPH), bold))
        made.append(context.text(self.rules.stop, node.add(Role.PARAGRAPH), context.body_style))
        if self.contact:
            made.append(
                context.text(words["sheet.contact"].format(contact=self.contact), node.add(Role.PARAGRAPH), bold)
            )
        for one in signs:
            made.append(context.text(one.title, node.add(Role.PARAGRAPH), bold))
            items = node.add(Role.LIST) if one.items else node
            for item in one.items:
                entry = items.add(Role.ITEM, item.place)
                runs = context.runs("• ", entry.add(Role.LABEL, item.place), bold)
                runs += context.runs(item, entry.add(Role.BODY, item.place), context.body_style)
                made.append(Text(runs, context.leading))
            if one.items:
                items.numbering = "disc"
        made += [context.text(text, node.add(Role.PARAGRAPH), context.body_style) for text in self.examples]
        if lacking:
            made.append(
                context.text(words["sheet.see_signs"].format(card=words["sheet.signs"]), node.add(Role.PARAGRAPH), bold)
            )
        return made

    def measure(self, width: float) -> float:
        """The height in points of the box at a width in points."""
        return self._height(self._texts[0], width - 2 * (self.pad + _LINE)) + 2 * (self.pad + _LINE)

    def _height(self, texts: list[Text], width: float) -> float:
        line = 0.4 * self.context.leading if not self.name else 0.0  # room for handwriting
        return sum(text.measure(width) for text in texts) + self.space * (len(texts) - 1) + line

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float, *, first: bool) -> None:
        """Paint the box with its top left corner at a point; the first one is content, the others are artifacts."""
        texts = self._texts[0 if first else 1]
        inner, inset = width - 2 * (self.pad + _LINE), self.pad + _LINE
        height = self.measure(width)
        out = canvas.operators
        out.append(canvas.begin_artifact("Layout" if first else "Pagination"))
        colour = numbers(self.context.brand.colours.emergency)
        path = rounded(x + _LINE / 2, top - height + _LINE / 2, width - _LINE, height - _LINE, 4)
        out.append(f"{colour} RG {_LINE:g} w {path} S")
        y = top - inset
        if not self.name:
            y -= 0.4 * self.context.leading
            start = x + inset + texts[0].natural_width() + 2
            base = y - texts[0].leading + 2
            out.append(f"{self.context.rule} RG 0.75 w {start:.2f} {base:.2f} m {x + inset + inner:.2f} {base:.2f} l S")
        if first:
            out.append(canvas.end())
        for text in texts:
            if first:
                text.draw(canvas, x + inset, y, inner)
            else:
                text.draw_unmarked(canvas, x + inset, y, inner)
            y -= text.measure(inner) + self.space
        if not first:
            out.append(canvas.end())
