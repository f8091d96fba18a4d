"""What is known of an old library: findings by rule, file and words, so that a check tells what is new alone.

A line that moves changes nothing: what tells a finding are its rule, its file and the words that it is about, and how
many there are of one kind.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from leafletgen.errors import ExitCode, Severity, refused
from leafletgen.rules.running import FAILED

if TYPE_CHECKING:
    from leafletgen.app.checking.snippets import Texts
    from leafletgen.rules.finding import Finding

_FORMAT: Final = 1
_LARGEST: Final = 50_000_000
"""Bytes of a baseline that is read."""


class Known(NamedTuple):
    """A finding as a baseline keeps it."""

    file: str
    rule: str
    words: str


class Baseline:
    """The findings that are known, each as often as there are of it."""

    def __init__(self, known: Iterable[Known]) -> None:
        """Take the findings."""
        self.known = Counter(known)

    def divide(
        self, findings: Sequence[Finding], texts: Texts, files: Container[str], is_asked: Callable[[str], bool]
    ) -> tuple[list[Finding], list[Finding], list[str]]:
        """Return the findings that are new, those that are known, and what is gone, a line each.

        Args:
            findings: what was found.
            texts: reads the words that they are about.
            files: what was looked at: nothing is said of others.
            is_asked: whether all that a rule finds in them was looked for.
        """
        left = self.known.copy()
        new: list[Finding] = []
        known: list[Finding] = []
        for finding in findings:
            entry = _entry(finding, texts)
            if left[entry] > 0 and may_be_known(finding):
                left[entry] -= 1
                known.append(finding)
            else:
                new.append(finding)
        missing = [one for one in sorted(left.elements()) if one.file in files and is_asked(one.rule)]
        return new, known, [f'{one.file}: {one.rule}: "{one.words}"' for one in missing]


def may_be_known(finding: Finding) -> bool:
    """Whether a baseline may hide a finding: a file that cannot be built, or a rule that failed, is always told."""
    if finding.rule == FAILED:
        return False
    if finding.severity is not Severity.ERROR:
        return True
    from leafletgen.codes import explanations  # few libraries have errors

    return finding.rule not in explanations()


def _entry(finding: Finding, texts: Texts) -> Known:
    """A finding as a baseline keeps it."""
    return Known(finding.place.file, finding.rule, " ".join(texts.words_at(finding.place).split()))


def read_baseline(path: Path) -> Baseline:
    """Return what a file keeps.

    Raises:
        RefusedError: it cannot be read, or is none.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except OSError as fault:
        message = f"the baseline {path.name} cannot be read: {fault.strerror or fault}"
        raise refused(
            "baseline-not-readable", message, "write one first, or name another file", ExitCode.USAGE
        ) from fault
    entries = _entries(raw) if len(raw) <= _LARGEST else None
    if entries is None:
        message = f"{path.name} is no baseline of leafletgen"
        raise refused("baseline-not-valid", message, "write it anew, or name another file", ExitCode.USAGE)
    return Baseline(entries)


def _entries(raw: bytes) -> list[Known] | None:
    try:
        data: Any = json.loads(raw)
        if data["baseline"] != _FORMAT:
            return None
        return [
            Known(str(file), str(rule), str(words))
            for file, found in data["findings"].items()
            for rule, said in found.items()
            for words in said
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def entries_of(findings: Iterable[Finding], texts: Texts, others: Iterable[Known] = ()) -> Counter[Known]:
    """Return these findings, but for what may not be known, and others that were known; what is both counts once."""
    return Counter(_entry(one, texts) for one in findings if may_be_known(one)) | Counter(others)


def baseline_text(entries: Counter[Known]) -> bytes:
    """Return the file that keeps these: by file and rule, sorted to be read."""
    kept: dict[str, dict[str, list[str]]] = {}
    for entry in sorted(entries.elements()):
        kept.setdefault(entry.file, {}).setdefault(entry.rule, []).append(entry.words)
    whole = {"baseline": _FORMAT, "findings": kept}
    return f"{json.dumps(whole, ensure_ascii=False, indent=2)}\n".encode("utf-8", "backslashreplace")
