"""Releases of invented leaflets that need no files, and the ledger that they are recorded in, for tests."""

from hashlib import sha256
from pathlib import Path

from leafletgen.errors import Report
from leafletgen.release.ledger import LEDGER, Ledger, Release, Withdrawal, append


def digest(text: str) -> str:
    """Return a SHA-256 that belongs to a text."""
    return sha256(text.encode()).hexdigest()


def release(number: str = "P1", version: int | None = 1, words: str = "", month: int = 11) -> Release:
    """Return a release of a leaflet, whose content is `words`, else its number and version."""
    words = words or f"{number} {version}"
    return Release(
        code=f"{number}/22/{month:02}.2026/VERSION{version}" if version is not None else f"{number}/{month:02}.2026",
        number=number,
        version=version,
        issued=f"2026-{month:02}",
        released=f"2026-{month:02}-21",
        leaflet=f"{number}-back-pain",
        title="Back pain: “what helps”",
        content=digest(words),
        appearance=digest("plain"),
        files={"a5-booklet": digest(f"{words}, booklet"), "large-print-16": digest(f"{words}, large")},
        approved_by="Clinical lead",
        review="2028-11",
        reason="Reviewed",
    )


def withdrawal(of: Release, day: str = "2026-12-01") -> Withdrawal:
    """Return the withdrawal of a release."""
    return Withdrawal(of.code, of.number, day, "A dose was wrong")


def record(root: Path, *entries: Release | Withdrawal) -> None:
    """Append entries to a ledger that is in order."""
    report = Report()
    assert append(root, entries, report), report.diagnostics
    assert not report.has_errors


def read(root: Path) -> Ledger:
    """Read a ledger that must be in order, without so much as a warning."""
    report = Report()
    ledger = Ledger.read(root, report)
    assert not report.diagnostics
    assert ledger is not None
    return ledger


def faults(root: Path) -> list[str]:
    """Read a ledger that must be refused; return the faults, each as `LINE: message`."""
    report = Report()
    assert Ledger.read(root, report) is None
    assert report.errors
    for fault in report.errors:
        assert fault.hint and (fault.place is None or fault.place.file == LEDGER)
    return [f"{fault.place.line if fault.place else 0}: {fault.message}" for fault in report.errors]


def put(root: Path, data: bytes) -> Path:
    """Write the ledger's file as it is given, and return the workspace."""
    path = root / LEDGER
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return root
