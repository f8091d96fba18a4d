"""The back cover of a booklet: whose it is, how to reach them, and the record, on one page where they fit."""

from __future__ import annotations

from collections.abc import Sequence

from leafletgen.document import looks
from leafletgen.document.element import Element, Keep, Role
from leafletgen.fonts.typeface import GLUE
from leafletgen.pages.blocks import BlockSetter
from leafletgen.pages.context import Context
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.filling import Break
from leafletgen.pages.flow.panels import Panel
from leafletgen.pages.flow.text import Run, Text

#: Parts of the space between blocks to try until the back fits one page.
SPACINGS = (1.0, 0.85, 0.7, 0.55)
#: What stands between two things that are said in one line.
_APART = 3 * GLUE + " "
#: No letter is narrower on an average of its line, by its size.
_NARROWEST = 0.35
#: An entry of the record of so many characters at most is not divided between lines.
_SHORT = 45


class BackSetter:
    """Sets what stands at the back, closer than the body."""

    def __init__(self, context: Context, setter: BlockSetter) -> None:
        """Set with the setter of the body."""
        self.context = context
        self.setter = setter

    def blocks(self, elements: Sequence[Element]) -> list[Block]:
        """The blocks of the back; references end on a page before the last."""
        made: list[Block] = []
        led: list[Element] = []
        for number, element in enumerate(elements):
            if self._leads(element, elements[number + 1 : number + 2]):
                led.append(element)
                continue
            if led or element.look == looks.RECORD:
                made.append(self._in_line([*led, element]))
                led = []
            elif element.look == looks.CONTACT:
                made.append(self._contact(element))
            else:
                made += self.setter.all([element])
            if element.look == looks.REFERENCES:
                made.append(Break())
        return made

    def _leads(self, element: Element, following: Sequence[Element]) -> bool:
        """Whether what follows begins on the line of an element: a heading of a paragraph, or who wrote the leaflet."""
        if not following or following[0].role is not Role.PARAGRAPH or following[0].look == looks.FORMATS:
            return False
        return element.role is Role.HEADING or (element.look == looks.SMALL and following[0].look == looks.RECORD)

    def _contact(self, element: Element) -> Panel:
        """How to reach a department; two ways share a line where they fit."""
        context = self.context
        name, *ways = element.elements
        look = context.tinted(0.7 * context.size)
        inner = context.column - 2 * (look.padding + look.border_width)
        lines = [context.runs(name, context.bold_style._replace(fill=context.heading))]
        for way in ways:
            runs = context.runs(way, context.body_style)
            if _fit(lines[-1], runs, inner - 1.5 * context.size):
                lines[-1][-1].text += _APART
                lines[-1] += runs
            else:
                lines.append(runs)
        style = context.body_style
        body: list[Block] = [context.text_of(runs, style, 0, 0.25 * context.gap, place=name.place) for runs in lines]
        return Panel([], body, look, context.gap, context.gap, False, element.place)

    def _in_line(self, elements: Sequence[Element]) -> Text:
        """A heading and its paragraph, or the lines of the record, one after another."""
        context = self.context
        runs: list[Run] = []
        for element in elements:
            style = context.small_style
            if element.role is Role.HEADING:
                style = style._replace(fill=context.heading, bold=True)
            more = context.runs(element, style)
            if elements[-1].look == looks.RECORD:
                _hold(more)
            if runs:
                runs[-1].text += _APART
            runs += more
        text = context.text_of(runs, context.small_style, context.gap, context.gap, place=elements[-1].place)
        text.orphans = text.widows = 99
        text.keep_next = Keep.END in elements[-1].keep
        text.anchor = elements[0].anchor
        return text


def _fit(first: Sequence[Run], second: Sequence[Run], width: float) -> bool:
    """Whether the words of two lines have room in one of so many points."""
    letters = sum(len(run.text) for run in (*first, *second))
    if letters * _NARROWEST * first[0].size > width:
        return False
    return Text(first, 1.0).natural_width() + Text(second, 1.0).natural_width() < width


def _hold(runs: Sequence[Run]) -> None:
    """Let the entries of the record follow one another, none that is short divided."""
    for run in runs:
        if len(run.text) <= _SHORT:
            run.text = run.text.replace(" ", GLUE)
        run.text = run.text.replace("\n", _APART)
