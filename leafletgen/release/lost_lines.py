"""Finds content that was released and that no line of the ledger is about: then the ledger has lost that line.

A release writes a line before it keeps the content, so that no moment of a release looks like a loss.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence
from pathlib import Path

from leafletgen.errors import Report

HISTORY = "leaflets/.history"
"""What releases said, a file for each content; see `leafletgen.release.history`."""

PENDING = "leaflets/.releasing.json"
"""A release that was begun; see `leafletgen.release.pending`."""

_NAME = re.compile(r"([0-9a-f]{64})\.json")

#: Files that a message names; the rest are counted.
_NAMED = 3


def kept_contents(root: Path) -> list[str]:
    """Return the hashes of the contents that are kept of releases."""
    try:
        with os.scandir(root / HISTORY) as entries:
            found = sorted(entry.name for entry in entries)
    except OSError:  # there is none, or none that can be read, which is told when it is needed
        return []
    return [match[1] for match in map(_NAME.fullmatch, found) if match is not None]


def report_lost_lines(root: Path, kept: Sequence[str], recorded: Collection[str], state: str, report: Report) -> bool:
    """Report content that no line is about: whoever issues the next version must know of the last one.

    Args:
        root: the workspace.
        kept: the hashes of the contents that were there before the ledger was read.
        recorded: the hashes of the contents that the ledger has.
        state: what the message says of the ledger.
        report: receives the error.

    Returns:
        Whether there is such content.
    """
    lost = [digest for digest in kept if digest not in recorded]
    if lost:
        # Version 0.1.0 kept the content first; what it began is carried through by the next command.
        begun = _begun(root)
        lost = [digest for digest in lost if digest not in begun]
    if not lost:
        return False
    shown = ", ".join(f"{digest}.json" for digest in lost[:_NAMED])
    more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
    report.error(
        "ledger-lines-lost",
        f"{state}, and {HISTORY}/ holds what was released: {shown}{more}",
        "restore it from its history in git; if git never had a line about that content, its release was stopped "
        "before it was recorded: then delete the file",
    )
    return True


def _begun(root: Path) -> str:
    try:
        return (root / PENDING).read_text("utf-8", "replace")
    except OSError:
        return ""
