"""Which files are translated to which languages, and how each translation stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from leafletgen.app.translating.choosing import Source, choose, sources
from leafletgen.content.fingerprint import Translated
from leafletgen.errors import Report
from leafletgen.library.translation_names import head_of
from leafletgen.library.translations import Translations
from leafletgen.library.workspace import Workspace

STATES: Final = ("released", "current", "draft", "stale", "missing")
"""How a translation may stand, the best first: released as it is; current, and checked by a native speaker; current and
checked by nobody; made from words that its source no longer has; not there."""
_KINDS: Final[tuple[Translated, ...]] = ("leaflet", "shared", "exercise", "programme", "brand")


class Standing(NamedTuple):
    """How the translations of a file stand.

    Attributes:
        kind, name: which file it is.
        states: the state by language, of every language that anything is translated to.
        changed: by language what changed in the source since, in words.
    """

    kind: Translated
    name: str
    states: dict[str, str]
    changed: dict[str, list[str]]


class Overview(NamedTuple):
    """All translations."""

    languages: list[str]
    rows: list[Standing]

    def counts(self, language: str) -> dict[str, int]:
        """Return how many files are in each state in a language."""
        numbers = Counter(row.states[language] for row in self.rows)
        return {state: numbers[state] for state in STATES if numbers[state]}


def overview(
    workspace: Workspace, names: Sequence[str], language: str | None, every_kind: bool, report: Report
) -> Overview:
    """Return how translations stand.

    Args:
        workspace: where they are.
        names: of which files; of all leaflets when there are none.
        language: to which language; to all that anything is translated to when None.
        every_kind: whether also of shared blocks, exercises, programmes and brands that have a translation.
        report: receives what is wrong with the ledger.

    Raises:
        RefusedError: a name is unknown.
    """
    translations = Translations(workspace)
    chosen = choose(workspace, names, report) if names else _sources(workspace, every_kind)
    there = {one: translations.beside(one.path) for one in chosen}
    found = sorted({tag for known in there.values() for tag in known})
    languages = [language] if language is not None else found
    released = _released(workspace, report) if any(one.kind == "leaflet" for one in chosen) else set()
    rows: list[Standing] = []
    for one in chosen:
        if every_kind and not names and one.kind != "leaflet" and not there[one]:
            continue
        states: dict[str, str] = {}
        changed: dict[str, list[str]] = {}
        for tag in languages:
            path = there[one].get(tag)
            if path is None:
                states[tag] = "missing"
                continue
            standing = translations.standing(path)
            head = head_of(path)
            if standing.state != "current":
                states[tag] = "stale"
                changed[tag] = standing.parts(one.kind)
            elif path.stem in released and one.kind == "leaflet":
                states[tag] = "released"
            else:
                states[tag] = "current" if head is not None and head.reviewed_by else "draft"
        rows.append(Standing(one.kind, one.name, states, changed))
    return Overview(languages, rows)


def _sources(workspace: Workspace, every_kind: bool) -> list[Source]:
    return [one for kind in (_KINDS if every_kind else _KINDS[:1]) for one in sources(workspace, kind)]


def _released(workspace: Workspace, report: Report) -> set[str]:
    """Return the stems of the files that are as they were released."""
    from leafletgen.app.standing import read_overview

    found = Report(report.wording)
    read = read_overview(workspace, (), None, found)
    if read is None:
        report.add(found.diagnostics)
        return set()
    return {entry.leaflet for entry in read[0] if entry.state == "released"}
