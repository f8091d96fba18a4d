"""All rules: their data from `assets/rules`, and the functions that look, each module with a table of its own."""

from __future__ import annotations

#: Plain English: words, numbers and forms.
_WORDS: tuple[str, ...] = (
    "leafletgen.rules.plain.characters",
    "leafletgen.rules.plain.listed",
    "leafletgen.rules.plain.numbers",
    "leafletgen.rules.plain.phones",
    "leafletgen.rules.plain.ranges",
    "leafletgen.rules.plain.times",
)

#: Plain English: sentences, headings, lists.
_PROSE: tuple[str, ...] = (
    "leafletgen.rules.plain.acronyms",
    "leafletgen.rules.plain.emphasis",
    "leafletgen.rules.plain.headings",
    "leafletgen.rules.plain.lists",
    "leafletgen.rules.plain.sentences",
    "leafletgen.rules.plain.verbs",
)

#: What must be on a leaflet.
_REQUIRED: tuple[str, ...] = ("leafletgen.rules.required",)

#: Structure and accessibility.
_ACCESSIBILITY: tuple[str, ...] = (
    "leafletgen.rules.accessibility.alts",
    "leafletgen.rules.accessibility.brands",
    "leafletgen.rules.accessibility.colour_words",
    "leafletgen.rules.accessibility.drawings",
    "leafletgen.rules.accessibility.links",
    "leafletgen.rules.accessibility.passage_languages",
    "leafletgen.rules.accessibility.tables",
)

#: Structure and accessibility, over several files.
_ACCESSIBILITY_AMONG: tuple[str, ...] = ("leafletgen.rules.accessibility.layouts",)

#: Safety, within one file.
_SAFETY: tuple[str, ...] = (
    "leafletgen.rules.safety.ages",
    "leafletgen.rules.safety.contacts",
    "leafletgen.rules.safety.programmes",
    "leafletgen.rules.safety.red_flags",
    "leafletgen.rules.safety.stopping",
)

#: Safety and consistency, over several files.
_SAFETY_AMONG: tuple[str, ...] = (
    "leafletgen.rules.safety.addresses",
    "leafletgen.rules.safety.alike",
    "leafletgen.rules.safety.exercises",
    "leafletgen.rules.safety.medicines",
    "leafletgen.rules.safety.programmes",
    "leafletgen.rules.safety.red_flags",
)

#: Modules whose ``CHECKS`` are functions that look at one file, by the rule's id.
FILE_MODULES: tuple[str, ...] = (*_WORDS, *_PROSE, *_REQUIRED, *_ACCESSIBILITY, *_SAFETY)
#: Modules whose ``COMPARISONS`` compare files, by the rule's id.
LIBRARY_MODULES: tuple[str, ...] = (*_ACCESSIBILITY_AMONG, *_SAFETY_AMONG)

#: Those of them that find nothing in one file alone: who checks one need not load them.
OF_TWO_FILES: frozenset[str] = frozenset((
    "leafletgen.rules.safety.alike",
    "leafletgen.rules.safety.exercises",
    "leafletgen.rules.safety.medicines",
))  # fmt: skip

#: Rules that have data and no function here: what they find is looked for when somebody asks for it alone.
ASKED_ALONE: tuple[str, ...] = ("link-broken", "link-moved", "link-not-tested")
