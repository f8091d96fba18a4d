"""What a check found, as SARIF 2.1.0: the form in which code hosts and editors take findings of any tool."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from leafletgen import __version__
from leafletgen.app.checking.repository import as_address
from leafletgen.app.checking.results import Results, diagnostic_of
from leafletgen.app.checking.snippets import Texts
from leafletgen.codes import explanations
from leafletgen.errors import Place, Severity

if TYPE_CHECKING:
    from leafletgen.rules.finding import Edit, Finding
    from leafletgen.rules.rule import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_ADDRESS = re.compile(r"https://[^\s()<>]+[^\s()<>.,;]")


def as_sarif(results: Results, texts: Texts, prefix: str = "") -> bytes:
    """Return the findings as a SARIF log of one run.

    A finding that is waived, or in the baseline, is there as well and is suppressed, with the reason.

    Args:
        results: what was found.
        texts: reads files, to tell findings apart by their words and edits by their places.
        prefix: the workspace's folder as seen from the repository's top.
    """
    writer = _Writer(results, texts, prefix)
    found = [writer.result(one) for one in results.findings]
    found += [writer.result(one.finding, "inSource", one.because) for one in results.waived]
    found += [writer.result(one, "external", "It is in the baseline.") for one in results.known]
    driver = {
        "name": "leafletgen",
        "version": __version__,
        "rules": writer.rules(),
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": found,
    }
    whole = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return f"{json.dumps(whole, ensure_ascii=False, indent=2)}\n".encode("utf-8", "replace")


class _Writer:
    """Writes the findings of one run."""

    def __init__(self, results: Results, texts: Texts, prefix: str) -> None:
        self.known = results.rules
        self.texts = texts
        self.prefix = prefix
        self.met: Counter[tuple[str, str, str]] = Counter()
        everything = (*results.findings, *(one.finding for one in results.waived), *results.known)
        names = sorted({finding.rule for finding in everything} | set(self.known))
        self.index = {name: number for number, name in enumerate(names)}

    def rules(self) -> list[dict[str, Any]]:
        return [_rule(self.known[name]) if name in self.known else _code(name) for name in self.index]

    def result(self, finding: Finding, kind: str = "", because: str = "") -> dict[str, Any]:
        told = diagnostic_of(finding)
        made: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self.index[finding.rule],
            "level": _LEVELS[finding.severity],
            "message": {"text": f"{told.message}\n{told.hint}" if told.hint else told.message},
        }
        if told.place is not None:
            made["locations"] = [self.location(told.place)]
        if finding.also:
            made["relatedLocations"] = [self.location(place, number) for number, place in enumerate(finding.also, 1)]
        made["partialFingerprints"] = {"words/v1": self.fingerprint(finding)}
        if finding.edits and told.place is not None:
            made["fixes"] = [self.fix(told.hint or told.message, told.place.file, finding.edits)]
        if kind:
            made["suppressions"] = [{"kind": kind, "status": "accepted", "justification": because}]
        return made

    def location(self, place: Place, number: int | None = None) -> dict[str, Any]:
        physical: dict[str, Any] = {"artifactLocation": self.artifact(place.file)}
        if place.line >= 1:
            region = {"startLine": place.line, "startColumn": max(place.column, 1)}
            if place.end is not None:
                region |= {"endLine": place.end[0], "endColumn": place.end[1]}
            physical["region"] = region
        return {"physicalLocation": physical} if number is None else {"id": number, "physicalLocation": physical}

    def artifact(self, file: str) -> dict[str, str]:
        return {"uri": as_address(f"{self.prefix}{file}"), "uriBaseId": "%SRCROOT%"}

    def fingerprint(self, finding: Finding) -> str:
        """What tells a finding from others wherever it moves: its rule, its file, its words, and which of these."""
        words = " ".join(self.texts.words_at(finding.place).split())
        key = finding.rule, finding.place.file, words
        self.met[key] += 1
        return hashlib.sha256("\0".join((*key, str(self.met[key]))).encode("utf-8", "replace")).hexdigest()[:32]

    def fix(self, what: str, file: str, edits: tuple[Edit, ...]) -> dict[str, Any]:
        replacements = []
        for edit in edits:
            (line, column), (end_line, end_column) = (
                self.texts.line_and_column(file, index) for index in (edit.start, edit.end)
            )
            region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
            replacements.append({"deletedRegion": region, "insertedContent": {"text": edit.new}})
        return {
            "description": {"text": what},
            "artifactChanges": [{"artifactLocation": self.artifact(file), "replacements": replacements}],
        }


def _rule(rule: Rule) -> dict[str, Any]:
    """A rule as SARIF has it, with its why, its source and its examples."""
    examples = [f"Right: {text}" for text in rule.good] + [f"Found: {text}" for text in rule.bad]
    made: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": "\n".join((rule.why, f"Source: {rule.source}", *examples))},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.group], "source": rule.source},
    }
    if (address := _ADDRESS.search(rule.source)) is not None:
        made["helpUri"] = address[0]
    return made


def _code(code: str) -> dict[str, Any]:
    """A mistake that loading tells, by its code."""
    explained = explanations().get(code)
    if explained is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": explained.cause},
        "help": {"text": f"{explained.cause}\n{explained.cure}"},
        "defaultConfiguration": {"level": _LEVELS.get(explained.severities[0], "note")},
        "properties": {"tags": [explained.topic]},
    }
