"""Boxes to tick and fields to fill in: they work in a browser, without a script, and are printed as they are."""

from __future__ import annotations

from leafletgen.html.inline import attributes, escaped


def tick(words: str) -> str:
    """A box to tick with its words."""
    return f'<label class="tick"><input type="checkbox" autocomplete="off"> {escaped(words.strip())}</label>'


def tick_for(label: str) -> str:
    """A box to tick whose words stand elsewhere; the label is what a screen reader says."""
    return f'<input type="checkbox" autocomplete="off"{attributes(aria_label=label)}>'


def lines_for(label: str, lines: int) -> str:
    """A field for so many lines of words, named by its label."""
    if lines == 1:
        return f'<input type="text" autocomplete="off" class="line"{attributes(aria_label=label)}>'
    return f'<textarea rows="{lines}" autocomplete="off"{attributes(aria_label=label)}></textarea>'


def field_for(label: str) -> str:
    """A field for a number or a word, named by its label."""
    return f'<input type="text" autocomplete="off" size="4"{attributes(aria_label=label)}>'
