"""Writes what an upgrade came to, file by file and each one whole; a run that was stopped is finished by the next."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from leafletgen.errors import Place, Report
from leafletgen.release.ledger import LEDGER
from leafletgen.release.lost_lines import PENDING
from leafletgen.starters.plan import Planned
from leafletgen.system.workers import Stop
from leafletgen.system.writing import WriteError, clear_leftovers, locked, write_whole


def check_places(root: Path, names: Iterable[str], report: Report) -> None:
    """Report the files that cannot stand where they have to: behind a link that leads out, or where a folder is."""
    real = root.resolve()
    for name in names:
        path, place = root / name, Place(name, 1, 1)
        if not path.resolve().is_relative_to(real):
            report.error(
                "a link leads out of the workspace, and nothing is written there",
                "put a copy of what it leads to into the workspace, in the place of the link",
                place,
            )
            continue
        above = next(folder for folder in path.parents if folder.exists())
        if path.is_dir() or not above.is_dir():
            what = "a folder stands in its place" if path.is_dir() else f"{above.name} is a file, no folder"
            report.error(f"this file of the starter cannot be here: {what}", "give that another name", place)


def carry_out(root: Path, writes: Sequence[Planned], ledger: bytes | None, report: Report) -> int:
    """Write the files in the order in which they are given; return how many were written.

    Args:
        root: the workspace.
        writes: the files; each must still hold what it held when this was planned.
        ledger: what the ledger held then.
        report: receives why a file cannot be written. Nothing is written when that shows before the first one.

    Raises:
        WriteError: another process has the workspace's releases in hand.
    """
    if not writes:
        return 0
    _check_can_be_written(root, writes, report)
    if report.has_errors:
        return 0
    done = 0
    with Stop(), locked(root / PENDING), locked(root / LEDGER):
        if (root / PENDING).exists() or _read(root / LEDGER) != ledger:
            raise WriteError("somebody released or withdrew a leaflet in this moment")
        for folder in sorted({(root / one.file).parent for one in writes}):
            clear_leftovers(folder)
        for one in writes:
            path = (root / one.file).resolve()  # a link within the workspace stays one
            try:
                if _read(path) != one.old:
                    raise WriteError(f"{path.name} was changed in this moment")
                if one.new is None:
                    path.unlink()
                else:
                    write_whole(path, one.new, lasting=True)
            except (OSError, WriteError) as fault:
                report.error(
                    str(fault) if isinstance(fault, WriteError) else f"{path.name} cannot be written: {fault.strerror}",
                    "see that no other program has it open, and that the disk has room; then run it again: "
                    f"{done} of {len(writes)} files were written, and it goes on with the rest",
                    Place(one.file, 1, 1),
                )
                break
            done += 1
    return done


def _check_can_be_written(root: Path, writes: Iterable[Planned], report: Report) -> None:
    """Report all files that are marked as read-only, or stand in a folder that is, before the first is written."""
    ours = os.access in os.supports_effective_ids
    for one in writes:
        path = root / one.file
        above = next(folder for folder in path.parents if folder.exists())
        places = [above, path] if path.exists() else [above]
        if not all(os.access(each, os.W_OK, effective_ids=ours) and each.stat().st_mode & 0o222 for each in places):
            report.error(
                "it cannot be written: it or its folder is marked as read-only",
                "allow yourself to write to it; nothing was written",
                Place(one.file, 1, 1),
            )


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
