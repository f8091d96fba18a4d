"""All rules: their data from `assets/rules`, and the functions that look, each module with a table of its own."""

from __future__ import annotations

#: Modules whose ``CHECKS`` are functions that look at one file, by the rule's id.
FILE_MODULES: tuple[str, ...] = (
    "leafletgen.rules.accessibility.links",
    "leafletgen.rules.accessibility.alts",
    "leafletgen.rules.accessibility.tables",
    "leafletgen.rules.accessibility.colour_words",
    "leafletgen.rules.accessibility.passage_languages",
    "leafletgen.rules.accessibility.drawings",
    "leafletgen.rules.accessibility.brands",
)
#: Modules whose ``COMPARISONS`` compare files, by the rule's id.
LIBRARY_MODULES: tuple[str, ...] = ("leafletgen.rules.accessibility.layouts",)
