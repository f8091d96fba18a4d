"""All rules: their data from `assets/rules`, and the functions that look, each module with a table of its own."""

from __future__ import annotations

#: Plain English: words, numbers and forms.
_WORDS: tuple[str, ...] = ()

#: Plain English: sentences, headings, lists.
_PROSE: tuple[str, ...] = (
    "leafletgen.rules.plain.sentences",
    "leafletgen.rules.plain.verbs",
    "leafletgen.rules.plain.acronyms",
    "leafletgen.rules.plain.emphasis",
    "leafletgen.rules.plain.headings",
    "leafletgen.rules.plain.lists",
)

#: What must be on a leaflet.
_REQUIRED: tuple[str, ...] = ()

#: Structure and accessibility.
_ACCESSIBILITY: tuple[str, ...] = (
    "leafletgen.rules.accessibility.links",
    "leafletgen.rules.accessibility.alts",
    "leafletgen.rules.accessibility.tables",
    "leafletgen.rules.accessibility.colour_words",
    "leafletgen.rules.accessibility.passage_languages",
    "leafletgen.rules.accessibility.drawings",
)

#: Structure and accessibility, over several files.
_ACCESSIBILITY_AMONG: tuple[str, ...] = ("leafletgen.rules.accessibility.layouts",)

#: Safety, within one file.
_SAFETY: tuple[str, ...] = ()

#: Safety and consistency, over several files.
_SAFETY_AMONG: tuple[str, ...] = ()

#: Modules whose ``CHECKS`` are functions that look at one file, by the rule's id.
FILE_MODULES: tuple[str, ...] = (*_WORDS, *_PROSE, *_REQUIRED, *_ACCESSIBILITY, *_SAFETY)
#: Modules whose ``COMPARISONS`` compare files, by the rule's id.
LIBRARY_MODULES: tuple[str, ...] = (*_ACCESSIBILITY_AMONG, *_SAFETY_AMONG)

#: Rules that have data and no function here: what they find is looked for when somebody asks for it alone.
ASKED_ALONE: tuple[str, ...] = ()
