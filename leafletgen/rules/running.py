"""Lets the rules look at files, and compares what they gathered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from leafletgen.errors import NOWHERE, Place, Report, Severity
from leafletgen.rules import registry
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.plugins import plugins
from leafletgen.rules.rule import Comparison, FileCheck, Rule

FAILED = "rule-failed"
"""What is told of a rule that raised an exception, in the place of a rule's id."""


@cache
def file_checks() -> dict[str, FileCheck]:
    """Return the functions that look at one file, by the rule's id."""
    own = {name: check for module in registry.FILE_MODULES for name, check in import_module(module).CHECKS.items()}
    return {**{plugin.rule.id: plugin.check for plugin in plugins(Report())}, **own}


@cache
def comparisons(*, alone: bool = False) -> dict[str, Comparison]:
    """Return what compares files, by the rule's id; for one file alone, what may find something in it."""
    return {
        name: comparison
        for module in registry.LIBRARY_MODULES
        if not (alone and module in registry.OF_TWO_FILES)
        for name, comparison in import_module(module).COMPARISONS.items()
    }


def check_file(file: CheckedFile, rules: Mapping[str, Rule]) -> list[Finding]:
    """Return what the rules of one file find in it, in the order of the file."""
    found: list[Finding] = []
    for name, check in file_checks().items():
        rule = rules.get(name)
        if rule is not None and looks_at(rule, file):
            found += _findings(rule, lambda check=check, rule=rule: check(file, rule), Place(file.shown, 1, 1))
    return sorted(found, key=_order)


def looks_at(rule: Rule, file: CheckedFile) -> bool:
    """Whether a rule is one for this file's kind and language."""
    return file.kind in rule.kinds and rule.holds_in(file.language)


def gather(
    file: CheckedFile, rules: Mapping[str, Rule], which: Mapping[str, Comparison] | None = None
) -> dict[str, Any]:
    """Return what has to be known of one file to compare it with others, by the rule's id; for all or some rules."""
    known: dict[str, Any] = {}
    for name, comparison in (comparisons() if which is None else which).items():
        rule = rules.get(name)
        if rule is None or not looks_at(rule, file):
            continue
        try:
            gathered = comparison.gather(file, rule)
        except (Exception, SystemExit) as fault:
            gathered = {FAILED: _said_of(fault)}
        if gathered is not None:
            known[name] = gathered
    return known


def compare(gathered: Mapping[str, Mapping[str, Any]], rules: Mapping[str, Rule]) -> list[Finding]:
    """Return what is wrong among files, from what was gathered of each, by the file as it is shown."""
    found: list[Finding] = []
    alone = len(gathered) == 1
    for name, comparison in comparisons(alone=alone).items():
        rule = rules.get(name)
        if rule is None:
            continue
        of_rule = {shown: known[name] for shown, known in sorted(gathered.items()) if name in known}
        for shown, known in of_rule.items():
            if isinstance(known, dict) and FAILED in known:
                found.append(_failed(rule, known[FAILED], Place(shown, 1, 1)))
        sound = {shown: known for shown, known in of_rule.items() if not (isinstance(known, dict) and FAILED in known)}
        if sound:
            found += _findings(rule, lambda c=comparison, s=sound, r=rule: c.compare(s, r), NOWHERE)
    return sorted(found, key=_order)


def _findings(rule: Rule, look: Any, place: Place) -> Iterator[Finding]:
    try:
        found: Iterable[Finding] = look()
        for one in found:
            yield _sound(one, rule)
    except (Exception, SystemExit) as fault:
        yield _failed(rule, _said_of(fault), place)


def _sound(found: Finding, rule: Rule) -> Finding:
    """What a rule found, which may be anything where another package wrote it."""
    if not (isinstance(found, Finding) and found.rule == rule.id and isinstance(found.severity, Severity)):
        raise TypeError("what it found is no Finding of its own")
    if not all(isinstance(place, Place) for place in (found.place, *found.also)):
        raise TypeError("what it found has no Place")
    return found


def _said_of(fault: BaseException) -> str:
    return f"{type(fault).__name__}: {fault}"


def _failed(rule: Rule, said: str, place: Place) -> Finding:
    return _fault(
        "rule-failed",
        f'the rule "{rule.id}" could not look at this ({said})',
        "look at what assets/rules says of it, and else tell whoever wrote it; all other rules were tried",
        place,
    )


def _fault(code: str, message: str, hint: str, place: Place) -> Finding:
    return Finding(code, Severity.WARNING, message, hint, place)


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.place, finding.rule, finding.message)
