"""The end of a review copy: lines for the name, role, date and signature of who approves it."""

from __future__ import annotations

from leafletgen.compose.context import MM, Context, Style
from leafletgen.document.element import Element, Role
from leafletgen.pdf.block import Block
from leafletgen.pdf.boxes import WritingLines

#: Each with a line for a pen.
_WHAT = ("Name", "Role", "Date", "Signature")


def sign_off(context: Context, document: Element, version: str) -> list[Block]:
    """Return the version that is approved, and the lines; all of it stays on one page."""
    words = f"I approve this version: {version}"
    flow: list[Block] = [
        context.text(words, document.add(Role.PARAGRAPH), context.body_style, below=context.gap, keep_next=True),
    ]
    style = Style(context.size, context.ink, bold=True)
    for what in _WHAT:
        label = context.text(f"{what}:", document.add(Role.PARAGRAPH), style, context.gap, 0, keep_next=True)
        line = WritingLines(1, 7 * MM, context.rule, 0, 0.5 * context.gap)
        line.keep_next = what != _WHAT[-1]
        flow += [label, line]
    return flow
