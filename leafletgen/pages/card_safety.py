"""What makes a card safe by itself once it is cut off: whose it is, the pain rule, and when to call 999."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leafletgen.content.model.signs import SheetSigns
from leafletgen.document import looks
from leafletgen.document.element import Element
from leafletgen.document.sheet_safety import SafetyWriter
from leafletgen.images.paths import rounded
from leafletgen.pages.context import Context, numbers
from leafletgen.pages.flow.text import Text

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

#: Points of the line around it.
_LINE = 2.2


class CardSafety:
    """The same box on every card; the first one is read out, the others are furniture, as a footer is."""

    def __init__(self, context: Context, section: Element) -> None:
        """Set a section as `SafetyWriter.on_card` writes it."""
        self.context = context
        self.pad = 0.45 * context.size
        self.space = 0.35 * context.gap
        self.to_write = section.elements[0].look == looks.WRITE
        self._texts = [text for element in section.elements for text in self._set(element)]

    def _set(self, element: Element) -> Sequence[Text]:
        context = self.context
        if element.look == looks.WRITE:
            return [context.text(element.elements[0], context.body_style)]
        if element.look in (looks.PAIN, looks.EXAMPLE):
            return [context.text(text, context.body_style) for text in element.elements]
        if element.look == looks.SIGNS:
            return self._signs(element)
        bold = element.look in (looks.EMERGENCY, looks.QUESTIONS, looks.SEE_SIGNS)
        return [context.text(element, context.bold_style if bold else context.body_style)]

    def _signs(self, group: Element) -> Sequence[Text]:
        """What to do and when, and each sign with its label in the line."""
        context = self.context
        title, *lists = group.elements
        made = [context.text(title, context.bold_style)]
        for entry in [entry for items in lists for entry in items.elements]:
            label, words = entry.elements
            runs = context.runs(label, context.bold_style)
            runs[-1].text += " "
            made.append(context.text_of([*runs, *context.runs(words, context.body_style)], context.body_style))
        return made

    def measure(self, width: float) -> float:
        """The height in points of the box at a width in points."""
        return self._height(width - 2 * (self.pad + _LINE)) + 2 * (self.pad + _LINE)

    def _height(self, width: float) -> float:
        line = 0.4 * self.context.leading if self.to_write else 0.0  # room for handwriting
        return sum(text.measure(width) for text in self._texts) + self.space * (len(self._texts) - 1) + line

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float, *, first: bool) -> None:
        """Paint the box with its top left corner at a point; the first one is content, the others are artifacts."""
        inner, inset = width - 2 * (self.pad + _LINE), self.pad + _LINE
        height = self.measure(width)
        out = canvas.operators
        out.append(canvas.begin_artifact("Layout" if first else "Pagination"))
        colour = numbers(self.context.brand.colours.emergency)
        path = rounded(canvas.across(x, width) + _LINE / 2, top - height + _LINE / 2, width - _LINE, height - _LINE, 4)
        out.append(f"{colour} RG {_LINE:g} w {path} S")
        y = top - inset
        if self.to_write:
            y -= 0.4 * self.context.leading
            start = canvas.across(x + inset + self._texts[0].natural_width() + 2)
            end = canvas.across(x + inset + inner)
            base = y - self._texts[0].leading + 2
            out.append(f"{self.context.rule} RG 0.75 w {start:.2f} {base:.2f} m {end:.2f} {base:.2f} l S")
        if first:
            out.append(canvas.end())
        for text in self._texts:
            if first:
                text.draw(canvas, x + inset, y, inner)
            else:
                text.draw_unmarked(canvas, x + inset, y, inner)
            y -= text.measure(inner) + self.space
        if not first:
            out.append(canvas.end())


def signs_that_fit(
    context: Context, writer: SafetyWriter, signs: Sequence[SheetSigns], room: float
) -> list[SheetSigns]:
    """The signs that find room on every card, whose box of safety may be so many points high."""
    fitting: list[SheetSigns] = []
    for one in signs:
        tried = CardSafety(context, writer.on_card([*fitting, one], lacking=True))
        if tried.measure(context.column) <= room:
            fitting.append(one)
    return fitting
