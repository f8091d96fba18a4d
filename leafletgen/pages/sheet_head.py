"""The head of an exercise sheet on pages: title with logo, the panel of names and dates, notes."""

from __future__ import annotations

from leafletgen.document import looks
from leafletgen.document.element import Element, Role, Words
from leafletgen.document.sheet import SheetDocument
from leafletgen.pages.context import MM, Context, Style
from leafletgen.pages.flow.block import Block
from leafletgen.pages.flow.filling import Group, Row
from leafletgen.pages.flow.panels import Panel, WritingLines
from leafletgen.pages.flow.picture import Picture
from leafletgen.pages.flow.text import Text

#: A name of more characters has a line of its own.
_LONG_NAME = 24


def head_blocks(context: Context, document: SheetDocument) -> list[Block]:
    """Title with logo, the panel, notes of programmes and of the clinician, and what to ask before all else."""
    *title, panel = document.head
    paragraphs = [*document.notes, *document.cautions]
    texts = [context.text(element, context.body_style, below=0.6 * context.gap) for element in paragraphs]
    return [_title_row(context, title), _panel(context, panel), *texts]


def _title_row(context: Context, elements: list[Element]) -> Block:
    scale = context.layout.scale
    style = Style(scale.title, context.heading, bold=True, leading=1.15 * scale.title)
    under = Style(max(scale.heading3, context.size), context.ink)
    words = Group(
        [
            context.text(element, style if element.role is Role.HEADING else under)
            for element in elements
            if element.role is not Role.FIGURE
        ]
    )
    figure = elements[-1]
    artwork = context.logo(dark=False) if figure.role is Role.FIGURE else None
    if artwork is None:
        return words
    logo = context.brand.logo
    high = logo.height_mm * MM
    wide = min(high * artwork.width / artwork.height, 0.42 * context.column)
    picture = Picture(artwork, figure, 1.0, high)
    return Row([words, picture], logo.clear_space_mm * MM, 0, 0.9 * context.gap, last_width=wide)


def _panel(context: Context, panel: Element) -> Block:
    """Label over value in columns of three; a long name stands over them, a long mailbox and the goal under them."""
    across = 3 if context.column > 30 * context.size else 2
    entries = [(element, _entry(context, element)) for element in panel.elements]
    long_name = [block for element, block in entries if _is_long_name(element)]
    third = (context.column - 1.5 * context.size - (across - 1) * context.size) / across
    wide = [
        block
        for element, block in entries
        if element.look == looks.GOAL or (element.look == looks.CLINICIAN and _is_wider(block, third))
    ]
    cells = [block for _, block in entries if block not in long_name and block not in wide]
    for block in [*long_name, *wide[:-1]]:
        block.below = 0.35 * context.gap
    rows = [*long_name]
    for start in range(0, len(cells), across):
        row = Row(cells[start : start + across], context.size, 0, 0.35 * context.gap)
        row.fixed = third
        rows.append(row)
    look = context.tinted(0.75 * context.size)
    return Panel([], [*rows, *wide], look, 0.5 * context.gap, 1.1 * context.gap, False)


def _is_long_name(element: Element) -> bool:
    value = "".join(kid.text for kid in element.kids if isinstance(kid, Words) and not kid.label)
    return element.look == looks.NAME and len(value) > _LONG_NAME


def _is_wider(block: Block, width: float) -> bool:
    """Whether a mailbox, or a word, would be broken to find room."""
    return isinstance(block, Text) and block.least_width() > width


def _entry(context: Context, element: Element) -> Block:
    """A label over its value, or over a line to write on."""
    if element.look != looks.WRITE:
        return context.text(element, context.body_style)
    label, writing = element.elements
    text = context.text(label, context.bold_style)
    return Group([text, WritingLines(writing.lines, 1.2 * context.leading, context.rule, 0, 0)])
