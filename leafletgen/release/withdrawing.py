"""The end of a release: recorded in the ledger, with the files that are to be taken away."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from leafletgen.errors import ExitCode, Report, did_you_mean, refused
from leafletgen.library.workspace import Workspace
from leafletgen.release.ledger import Ledger, Release, Withdrawal, append
from leafletgen.system import clock
from leafletgen.system.forms import BUILT_ENDINGS, file_name

#: A larger file is none that leafletgen made, and is not read.
_LIMIT_BYTES = 200_000_000


class Withdrawn(NamedTuple):
    """A release that may not be used any more."""

    release: Release
    same: list[Path]
    """The files of the workspace's build folder that are this release by their bytes."""
    doubtful: list[Path]
    """Those that may be it by their name."""


def withdraw(workspace: Workspace, ledger: Ledger, code: str, reason: str, report: Report) -> Withdrawn | None:
    """Record that a release may not be used any more; no file is deleted.

    Args:
        workspace: the workspace.
        ledger: its releases.
        code: the code of a release, or its number alone for the last one.
        reason: why, in a few words.
        report: receives the faults of the ledger.

    Returns:
        What was withdrawn, or None after reporting errors.

    Raises:
        RefusedError: there is no such release, it was withdrawn already, or the clock is behind the ledger.
        WriteError: the ledger cannot be written.
    """
    release = _find(ledger, code)
    today = clock.today().isoformat()
    entry = Withdrawal(release.code, release.number, today, reason)
    # Checked against the ledger as it is when it is written, not as it was when it was read.
    if not append(workspace.root, [entry], report, lambda fresh: _refuse(fresh, release, today)):
        return None
    latest = ledger.latest(release.number)
    newest = latest is None or latest.code == release.code
    return Withdrawn(release, *_copies(workspace.root / "build", ledger.with_code(release.code), newest))


def _find(ledger: Ledger, given: str) -> Release:
    """The release of a code, or the last one of a number."""
    wanted = given.strip().casefold()
    releases = [release for number in ledger.numbers() for release in ledger.releases(number)]
    for release in releases:
        if release.code.casefold() == wanted:
            return release
    latest = {number.casefold(): ledger.latest(number) for number in ledger.numbers()}
    found = latest.get(wanted)
    if found is not None:
        return found
    hint = next((f'did you mean "{each.number}"?' for each in releases if each.leaflet.casefold() == wanted), "")
    names = [*ledger.numbers(), *(release.code for release in releases)]
    hint = hint or did_you_mean(given, names) or "there are no releases in this workspace"
    raise refused("code-unknown", f'no release has the code or number "{given}"', hint, ExitCode.USAGE)


def _refuse(ledger: Ledger, release: Release, today: str) -> None:
    """Refuse a release that was withdrawn already, and a clock that is wrong."""
    before = ledger.withdrawal(release)
    if before is not None:
        raise refused(
            "withdrawn-already",
            f"{release.code} was withdrawn already, on {before.withdrawn}: {before.reason}",
            "nothing was recorded",
            ExitCode.CONTENT,
        )
    if today < ledger.latest_day():
        raise refused(
            "clock-behind-ledger",
            f"this machine's clock says {today}, but the last entry in the ledger is of {ledger.latest_day()}",
            "set the clock, then withdraw it again; nothing was recorded",
            ExitCode.ENVIRONMENT,
        )


def _copies(build: Path, releases: Sequence[Release], newest: bool) -> tuple[list[Path], list[Path]]:
    """The files under a folder that are a release by their bytes, and those that may be one by their name.

    Names say nothing about an old release: those files belong to a newer one by now.
    """
    recorded = {digest for release in releases for digest in release.recorded.values()}
    names = [file_name(release.leaflet, name) for release in releases for name in release.recorded]
    begins = tuple(f"{name.rpartition('.')[0]}." for name in names)
    same: list[Path] = []
    doubtful: list[Path] = []
    for path in sorted(build.rglob("*")):
        if path.suffix not in BUILT_ENDINGS:
            continue
        try:
            if not path.is_file() or path.stat().st_size > _LIMIT_BYTES or ".cache" in path.parts:
                continue
            digest = sha256(path.read_bytes()).hexdigest()
        except OSError:
            digest = ""  # it cannot be read, but may still be a copy
        if digest in recorded:
            same.append(path)
        elif newest and path.name.startswith(begins) and ".DRAFT." not in path.name:
            doubtful.append(path)
    return same, doubtful
