"""All rules: their data from `assets/rules`, and the functions that look, each module with a table of its own."""

from __future__ import annotations

#: Modules whose ``CHECKS`` are functions that look at one file, by the rule's id.
FILE_MODULES: tuple[str, ...] = (
    "leafletgen.rules.safety.ages",
    "leafletgen.rules.safety.contacts",
    "leafletgen.rules.safety.programmes",
    "leafletgen.rules.safety.red_flags",
    "leafletgen.rules.safety.stopping",
)
#: Modules whose ``COMPARISONS`` compare files, by the rule's id.
LIBRARY_MODULES: tuple[str, ...] = (
    "leafletgen.rules.safety.addresses",
    "leafletgen.rules.safety.alike",
    "leafletgen.rules.safety.exercises",
    "leafletgen.rules.safety.medicines",
    "leafletgen.rules.safety.programmes",
    "leafletgen.rules.safety.red_flags",
)
