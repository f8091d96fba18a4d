"""A release that was begun: written down whole, and carried through by whichever command comes next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from leafletgen.errors import Place, Report
from leafletgen.library.workspace import Workspace
from leafletgen.release.content import Content, content_hash
from leafletgen.release.edit import with_code
from leafletgen.release.history import keep
from leafletgen.release.ledger import LEDGER, Ledger, Release, append, is_well_formed
from leafletgen.release.lost_lines import PENDING as PENDING
from leafletgen.system.writing import locked, write_whole


class Begun(NamedTuple):
    """One leaflet of a release that was begun."""

    path: Path
    review: str | None
    """Its new month of review, or None."""
    release: Release
    """What is to be recorded."""
    content: Content | None
    """What it says; None in what version 0.1.0 wrote down, which had kept that before."""


def open_ledger(workspace: Workspace, report: Report) -> Ledger | None:
    """Read the ledger, and finish a release that was interrupted; None after reporting what is wrong.

    Raises:
        WriteError: an interrupted release cannot be finished, because the folder cannot be written to.
    """
    if (workspace.root / PENDING).exists():
        with locked(workspace.root / PENDING):
            if not finish(workspace, report, interrupted=True):
                return None
    return Ledger.read(workspace.root, report)


def write_down(root: Path, prepared: Sequence[Begun]) -> None:
    """Write a release down whole.

    The caller holds the lock of ``PENDING``.

    Raises:
        WriteError: it cannot be written; then there is no release.
    """
    pending = [
        {
            "file": one.path.relative_to(root).as_posix(),
            "review": one.review,
            "release": one.release._asdict(),
            "content": one.content,
        }
        for one in prepared
    ]
    write_whole(root / PENDING, json.dumps(pending, ensure_ascii=False, indent=1).encode(), lasting=True)


def finish(workspace: Workspace, report: Report, *, interrupted: bool = False) -> bool:
    """Do what is left of a release that was written down; the caller holds the lock.

    Each step is one that was done before or is done now, so that it can be stopped and begun again.

    Args:
        workspace: the workspace.
        report: receives what is wrong.
        interrupted: whether another process wrote it down, so that the user is told of it.

    Returns:
        False after reporting why it cannot be done; then nothing of it was done now.

    Raises:
        WriteError: a file cannot be written; what is left is done the next time.
    """
    root = workspace.root
    try:
        pending = _read(root, (root / PENDING).read_bytes())
    except FileNotFoundError:
        return True  # another process finished it
    except OSError as fault:
        report.error(f"{PENDING} cannot be read: {fault.strerror or fault}", "check that you may read the file")
        return False
    except (ValueError, TypeError, KeyError, RecursionError):
        report.error(
            f"{PENDING} is damaged: it holds a release that was interrupted",
            f"look with git what it changed; then delete it, and release again what {LEDGER} does not have",
            Place(PENDING, 1, 1),
        )
        return False
    if not append(root, [one.release for one in pending], report):
        return False
    # After the lines, so that content without its line always tells of a line that was lost.
    for one in pending:
        if one.content is not None:
            keep(root, one.content)
    for path, review, entry, _ in pending:
        file = workspace.shown(path)
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            report.warning(
                f"{entry.code} is released, and cannot be written into the leaflet: its file is gone or cannot be read",
                f'if it was renamed, write "code: {entry.code}" into it',
                Place(file, 1, 1),
            )
            continue
        head = "\ufeff" if text.startswith("\ufeff") else ""
        found = Report()
        edited = with_code(text.removeprefix(head), file, entry.code, review, found)
        if edited is None:
            # Somebody changed the file in the moment between; what was released stays, and they are told.
            report.warning(
                f"{entry.code} is released, and cannot be written into the leaflet",
                f'write "code: {entry.code}" into it',
                Place(file, 1, 1),
            )
        elif head + edited != text:
            write_whole(path, (head + edited).encode(), lasting=True)
    (root / PENDING).unlink(missing_ok=True)
    if interrupted:
        codes = ", ".join(entry.code for _, _, entry, _ in pending)
        report.warning(f"the release of {codes} had been interrupted; it is finished now")
    return True


def _read(root: Path, data: bytes) -> list[Begun]:
    """Read what `write_down` wrote.

    Raises:
        ValueError, TypeError, KeyError, RecursionError: it wrote something else.
    """
    pending = [
        Begun(_leaflet(root, one["file"]), one["review"], Release(**one["release"]), one.get("content"))
        for one in json.loads(data)
    ]
    for one in pending:
        if not isinstance(one.review, str | None) or not is_well_formed(one.release):
            raise ValueError("a value is of another kind")
        if one.content is not None and content_hash(one.content) != one.release.content:
            raise ValueError("the content is another one")
    return pending


def _leaflet(root: Path, file: str) -> Path:
    """Return the path of a leaflet's file.

    Raises:
        ValueError: it is no leaflet of this workspace.
    """
    path = root / file
    real = path.resolve()
    if not real.is_relative_to((root / "leaflets").resolve()) or path.suffix != ".yaml":
        raise ValueError(file)
    return path
