"""Releases and withdrawals for tests, recorded in a workspace's ledger as the commands record them."""

import json
from pathlib import Path
from typing import Any

from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.release.catalogue import catalogue
from leafletgen.release.ledger import LEDGER, Release, Withdrawal, append
from tests.support.commands import LEAFLET, write


def leaflet(root: Path, number: str, *, stem: str = "", review: str | None = None, **changes: str) -> Path:
    """Write a leaflet; each change takes the place of a line's value."""
    lines = LEAFLET.replace("P1/", f"{number}/").splitlines()
    if review is not None:
        lines.insert(2, f"review: {review}")
    for key, value in changes.items():
        lines = [f"{key}: {value}" if line.startswith(f"{key}:") else line for line in lines]
    return write(root / "leaflets" / f"{stem or f'{number}-leaflet'}.yaml", "\n".join(lines) + "\n")


def release_of(root: Path, path: Path, **changes: Any) -> Release:
    """Return the release that the file as it is now would be; changes take the place of its parts."""
    report = Report()
    (facts,) = catalogue(Workspace(root), [path], report)
    assert not report.has_errors
    assert facts.issued is not None
    release = Release(
        code=facts.code,
        number=facts.number,
        version=facts.version,
        issued=facts.issued,
        released=f"{facts.issued}-15",
        leaflet=facts.leaflet,
        title=facts.title,
        content=facts.content,
        appearance=facts.appearance,
        files={"small": "a" * 64},
        approved_by="Lead physiotherapist",
        review=facts.review,
        reason="First issue",
    )
    return release._replace(**changes)


def record(root: Path, *entries: Release | Withdrawal) -> None:
    """Put entries into the ledger."""
    report = Report()
    assert append(root, entries, report), report.diagnostics


def withdrawal_of(release: Release, day: str = "2026-03-01", reason: str = "A wrong telephone number") -> Withdrawal:
    """Return the withdrawal of a release."""
    return Withdrawal(release.code, release.number, day, reason)


def entries_in(root: Path) -> list[dict[str, Any]]:
    """Return the lines of the ledger as data."""
    return [json.loads(line) for line in (root / LEDGER).read_text("utf-8").splitlines()]


def tamper(root: Path) -> None:
    """Change a word in the ledger's first line, as somebody would by hand."""
    path = root / LEDGER
    first, _, rest = path.read_text("utf-8").partition("\n")
    assert '"reason":"' in first
    path.write_text(first.replace('"reason":"', '"reason":"Not ', 1) + "\n" + rest, "utf-8")
