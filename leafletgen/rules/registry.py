"""All rules: their data from `assets/rules`, and the functions that look, each module with a table of its own."""

from __future__ import annotations

#: Modules whose ``CHECKS`` are functions that look at one file, by the rule's id.
FILE_MODULES: tuple[str, ...] = (
    "leafletgen.rules.plain.sentences",
    "leafletgen.rules.plain.verbs",
    "leafletgen.rules.plain.acronyms",
    "leafletgen.rules.plain.emphasis",
    "leafletgen.rules.plain.headings",
    "leafletgen.rules.plain.lists",
)
#: Modules whose ``COMPARISONS`` compare files, by the rule's id.
LIBRARY_MODULES: tuple[str, ...] = ()
#: Rules that have data and no function here: what they find is looked for when somebody asks for it alone.
ASKED_ALONE: tuple[str, ...] = ()
    "leafletgen.rules.accessibility.links",
    "leafletgen.rules.accessibility.alts",
    "leafletgen.rules.accessibility.tables",
    "leafletgen.rules.accessibility.colour_words",
    "leafletgen.rules.accessibility.passage_languages",
    "leafletgen.rules.accessibility.drawings",
)
#: Modules whose ``COMPARISONS`` compare files, by the rule's id.
LIBRARY_MODULES: tuple[str, ...] = ("leafletgen.rules.accessibility.layouts",)
