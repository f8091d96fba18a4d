"""Colours of a brand where they meet in its layouts, beyond the pairs that are checked when it is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from leafletgen.content.model.brand import Brand
from leafletgen.errors import Report
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.rule import FileCheck, Rule

_BARS: Final = {"non_urgent": "a non-urgent", "urgent": "an urgent", "emergency": "an emergency"}


def _bars(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    brand, workspace = file.record, file.workspace
    if not isinstance(brand, Brand) or workspace is None:
        return
    layouts = (workspace.load_layout(name, Report()) for name in workspace.layout_names())
    saving = next((layout for layout in layouts if layout is not None and layout.ink == "saving"), None)
    if saving is None:
        return
    colours = brand.colours
    for name, card in _BARS.items():
        colour = getattr(colours, name)
        ratio = colour.contrast(colours.paper)
        if ratio < rule.limits["ratio"]:
            better = colour.nearest([(colours.paper, rule.limits["ratio"]), (colours.on_card, rule.limits["ratio"])])
            yield rule.finding(
                f"the title of {card} card has a contrast of {int(ratio * 100) / 100:.2f}:1 in {saving.name}, which "
                f"saves ink; it needs {rule.limits['ratio']:g}:1",
                colour.place,
                f'make it darker, such as "{better}"' if better else "make it darker",
            )


CHECKS: dict[str, FileCheck] = {"bar-words-faint": _bars}
