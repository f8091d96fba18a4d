"""What a check found, in one form that every output is written from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from leafletgen.errors import Diagnostic, Severity
from leafletgen.rules.finding import Finding

if TYPE_CHECKING:
    from leafletgen.rules.rule import Rule

#: From the worst on. Notes and doubts are none of a check's.
SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)


class Waived(NamedTuple):
    """A finding that its file lets stand, with the reason that it gives."""

    finding: Finding
    because: str


class Reading(NamedTuple):
    """How hard one file is to read: an order in which editors look at files, and no mark that one passes.

    Attributes:
        file: as messages call it.
        words: how many of it were counted.
        sentences: how many they stand in.
        flesch_kincaid: the grade by Flesch and Kincaid; None where there is too little to count.
        smog: the grade by SMOG, likewise.
    """

    file: str
    words: int
    sentences: int
    flesch_kincaid: float | None
    smog: float | None


@dataclass(frozen=True, slots=True)
class Results:
    """What a check found.

    Attributes:
        workspace: the name of the workspace's folder.
        files: how many files were looked at.
        findings: what is told, by place; a fault of loading has its code in the place of a rule.
        hidden: how many there are below what was asked for, by severity.
        waived: what the files let stand.
        known: what the baseline has already.
        gone: what the baseline has and is no longer there, a line each.
        readings: how hard the files are to read, the hardest first.
        rules: the rules that were looked for, by id.
    """

    workspace: str
    files: int
    findings: tuple[Finding, ...]
    hidden: Mapping[Severity, int] = field(default_factory=dict)
    waived: tuple[Waived, ...] = ()
    known: tuple[Finding, ...] = ()
    gone: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    rules: Mapping[str, Rule] = field(default_factory=dict)

    def by_file(self) -> dict[str, list[Finding]]:
        """Return the findings of each file, in their order; files without any are left out."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.place.file, []).append(finding)
        return found

    def counts(self) -> dict[Severity, int]:
        """Return how many findings there are of each severity, those without any too."""
        numbers = Counter(finding.severity for finding in self.findings)
        return {severity: numbers[severity] for severity in SEVERITIES}

    @property
    def mendable(self) -> int:
        """How many findings come with the change that mends them."""
        return sum(bool(finding.edits) for finding in self.findings)


def at_least(severity: Severity, wanted: Severity) -> bool:
    """Whether a severity is as bad as another one, or worse."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(wanted)


def in_words(numbers: Mapping[Severity, int]) -> str:
    """Return numbers by severity as a person says them: "1 error, 3 warnings"; an empty text for none."""
    names = {Severity.ERROR: ("error", "errors"), Severity.WARNING: ("warning", "warnings")}
    told = []
    for severity in SEVERITIES:
        if number := numbers.get(severity, 0):
            one, more = names.get(severity, ("piece of advice", "pieces of advice"))
            told.append(f"{number:,} {one if number == 1 else more}")
    return ", ".join(told)


def diagnostic_of(finding: Finding) -> Diagnostic:
    """Return a finding as the other commands tell of a mistake: fit to be shown, with the rule as its code."""
    place = finding.place if finding.place.file else None
    return Diagnostic(finding.rule, finding.severity, finding.message, finding.hint, place)
