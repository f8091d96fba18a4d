"""A line as it is drawn, from left to right: what a reader of the page sees."""

from __future__ import annotations

from leafletgen.scripts.bidi import levels, line_levels, logical_stretches, mirrored, visual_order
from leafletgen.scripts.isolates import with_isolates


def drawn(text: str, base: int = 1) -> str:
    """The characters of a one-line paragraph in drawn order, isolated by themselves, brackets mirrored."""
    isolated, indices = with_isolates(text)
    found = line_levels(isolated, levels(isolated, base), 0, len(isolated), base)
    stretches = logical_stretches(found)
    line: list[str] = []
    for number in visual_order(stretches):
        start, end, level = stretches[number]
        places = [place for place in range(start, end) if indices[place] >= 0]
        if level % 2:
            line += [mirrored(text[indices[place]]) for place in reversed(places)]
        else:
            line += [text[indices[place]] for place in places]
    return "".join(line)
