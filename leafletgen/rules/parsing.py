"""Reads files of rules, and lays what a workspace has otherwise over the rules of leafletgen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from leafletgen.content.model.rules import OFF, RuleEntry, RuleFile, WordEntry
from leafletgen.errors import Place, Report, Severity
from leafletgen.rules.rule import Entry, Rule
from leafletgen.source.yaml import read_source

Parsed = dict[str, tuple[RuleEntry, Place]]
"""What a file says of rules, by their ids, and where each id stands."""


def parsed(path: Path, shown: str, report: Report) -> Parsed:
    """Return what a file says of rules; nothing of a table, and of a faulty file what can be read."""
    root = read_source(path, shown, report)
    if root is None or (root.kind == "map" and "rules" not in root.data):
        return {}
    file = RuleFile.read(root, report)
    if file is None:
        return {}
    return {name: (entry, root.data["rules"].data[name].key.place) for name, entry in file.rules.items()}


def complete(name: str, group: str, entry: RuleEntry, place: Place, report: Report) -> tuple[Rule, bool] | None:
    """Return a rule of leafletgen, and whether it is on; None after reporting what it lacks."""
    if entry.severity is None or entry.title is None or entry.why is None or entry.source is None:
        report.error(
            "rule-not-whole",
            f'the rule "{name}" lacks one of severity, title, why and source',
            "every rule says how bad it is, what it finds, why, and who says so",
            place,
        )
        return None
    return add((Rule(name, group, Severity.ADVICE, "", "", ""), True), entry)


def add(known: tuple[Rule, bool], entry: RuleEntry) -> tuple[Rule, bool]:
    """Return a rule with what an entry says of it, and whether it is on."""
    rule, is_on = known
    if entry.severity is not None:
        is_on = entry.severity != OFF
    named = {
        "severity": Severity(entry.severity) if entry.severity is not None and is_on else None,
        "title": entry.title,
        "why": entry.why,
        "source": entry.source,
        "languages": None
        if entry.languages is None
        else tuple([tag.partition("-")[0].lower() for tag in entry.languages]),
        "kinds": None if entry.kinds is None else tuple(entry.kinds),
        "good": None if entry.good is None else tuple(entry.good),
        "bad": None if entry.bad is None else tuple(entry.bad),
        "limits": {**rule.limits, **entry.limits},
        "words": {**rule.words, **{name: tuple(words) for name, words in entry.words.items()}},
        "entries": _entries(rule.entries, entry.entries),
    }
    changes = {name: value for name, value in named.items() if value is not None}
    return replace(rule, **changes), is_on  # type: ignore[arg-type]  # each is what its name says


def _entries(known: tuple[Entry, ...], added: list[WordEntry]) -> tuple[Entry, ...]:
    entries = {entry.words[0]: entry for entry in known}
    for one in added:
        if not one.words:
            continue
        if one.removed:
            entries.pop(one.words[0], None)
        else:
            entries[one.words[0]] = Entry(
                tuple(one.words),
                tuple(one.say),
                dict(one.forms),
                tuple(one.exceptions),
                tuple(one.near),
                one.fix,
                one.explained,
                one.note,
            )
    return tuple(entries.values())
