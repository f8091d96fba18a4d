"""What a check found, as data for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from leafletgen.app.checking.results import Results, diagnostic_of, in_words

if TYPE_CHECKING:
    from leafletgen.rules.finding import Finding

#: Raised when a key changes its meaning or goes away; a new key alone does not raise it.
_FORMAT = 1


def as_json(results: Results) -> bytes:
    """Return the findings as JSON.

    Each has the keys ``file``, ``line``, ``column``, ``end_line``, ``end_column``, ``rule``, ``severity``, ``message``
    and ``hint``; ``also`` names other places that it is about, ``fix`` is whether it can be mended without anybody's
    judgement. Lines and columns count from 1; an end that is not known is null.
    """
    counts = results.counts()
    whole = {
        "check": {
            "format": _FORMAT,
            "workspace": results.workspace,
            "files": results.files,
            "told": in_words(counts),
        },
        "diagnostics": [_entry(one) for one in results.findings],
        "counts": {str(severity): number for severity, number in counts.items()},
        "hidden": {str(severity): number for severity, number in results.hidden.items()},
        "waived": [_entry(one.finding) | {"because": one.because} for one in results.waived],
        "known": len(results.known),
        "gone": list(results.gone),
        "triage": [one._asdict() for one in results.readings],
    }
    # A file name that is no text (a surrogate) becomes an escape that JSON reads back as it was.
    return f"{json.dumps(whole, ensure_ascii=False, indent=2)}\n".encode("utf-8", "backslashreplace")


def _entry(finding: Finding) -> dict[str, Any]:
    told = diagnostic_of(finding).as_data()
    place = {key: told[key] for key in ("file", "line", "column", "end_line", "end_column")}
    said = {"severity": told["severity"], "message": told["message"], "hint": told["hint"]}
    also = [{"file": each.file, "line": each.line, "column": each.column} for each in finding.also]
    return {**place, "rule": finding.rule, **said, "also": also, "fix": bool(finding.edits)}
