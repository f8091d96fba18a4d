"""The contents list: a line for each heading with its page, each one a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leafletgen.document.contents import contents_entries
from leafletgen.document.element import Element, Role, Words
from leafletgen.pages.context import Context, Style
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.text import Link, Run, Text

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas


class ContentsLine(Block):
    """A heading's words at the left, its page number at the right, all one link; dots between as an artifact."""

    __slots__ = ("dots", "indent", "link", "number", "title")

    def __init__(
        self, title: Text, number: Run, link: Link, indent: float, dots: str, above: float, below: float
    ) -> None:
        """Indent in points; dots is a colour operator."""
        super().__init__(above, below, False, title.place)
        self.title = title
        self.number = number
        self.link = link
        self.indent = indent
        self.dots = dots

    def _number_width(self) -> float:
        # Room for three digits in every line, so that page numbers never change how titles break.
        return self.number.face.width("888", self.number.size) + self.number.size

    def reset(self) -> None:
        """The title does not change with the page number."""

    def measure(self, width: float) -> float:
        """The title's height."""
        return self.title.measure(width - self.indent - self._number_width())

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Paint title, dots and number on the title's last baseline."""
        inner = width - self.indent - self._number_width()
        self.title.draw(canvas, x + self.indent, top, inner)
        height = self.title.measure(inner)
        left = canvas.across(x, width)
        canvas.link(self.link.node, (left, top - height, left + width, top), self.link.target, self.link.contents)
        lines = self.title.lines(inner)
        number = Text([self.number], self.title.leading, align="right", rtl=self.title.rtl)
        number.strut = self.title.strut
        down = (len(lines) - 1) * self.title.leading
        number.draw(canvas, x, top - down, width)
        start = x + self.indent + lines[-1].width + 0.6 * self.number.size
        end = x + width - self.number.face.width(self.number.text, self.number.size) - 0.5 * self.number.size
        if end - start < self.number.size:
            return
        step = 0.55 * self.number.size
        count = int((end - start) / step)
        y = number.baseline(top - down)
        with canvas.artifact():
            ops = canvas.operators
            ops.append(self.dots)
            side = 0.08 * self.number.size
            for place in range(count):
                ops.append(f"{canvas.across(end - (place + 1) * step, side):.2f} {y:.2f} {side:.2f} {side:.2f} re")
            ops.append("f")


def contents_lines(context: Context, contents: Element) -> list[Block]:
    """Lines for the entries of a contents list; those of deeper levels stand further in."""
    made: list[Block] = []
    for entry in contents_entries(contents):
        element = next(part for part in entry.walk() if part.role is Role.LINK)
        link = Link(element.target, element, element.description)
        bold = entry.level == 1
        style = Style(context.size, context.ink, bold=bold, leading=1.25 * context.size)
        words = [kid for kid in element.kids if isinstance(kid, Words)]
        title = context.text_of(context.runs(element, style, kids=words), style)
        title.spaced = True
        number = Run("8", context.face(bold), context.size, context.ink, element)
        number.page_of = link.target.removeprefix("#")
        context.page_runs.append(number)
        above = (0.42 if bold else 0.15) * context.size
        made.append(ContentsLine(title, number, link, (entry.level - 1) * 1.2 * context.size, context.ink, above, 0))
    if len(made) > 2:
        made[0].keep_next = made[-2].keep_next = True
    return made
