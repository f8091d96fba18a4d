"""Keeps the content of each release in ``leaflets/.history/``, by its hash, so that a later version can be compared."""

from __future__ import annotations

import json
import re
from pathlib import Path

from leafletgen.errors import Report
from leafletgen.release.content import Content, content_hash
from leafletgen.release.lost_lines import HISTORY as HISTORY
from leafletgen.system.writing import write_whole

_HASH = re.compile(r"[0-9a-f]{64}")
_LIMIT_BYTES = 20_000_000
_RESTORE = "restore it from its history in git; without it, versions can be compared only from the next release on"


def keep(root: Path, content: Content) -> Path | None:
    """Write a leaflet's content into a workspace's history: sorted, one value a line, so that git shows it well.

    Returns:
        The file, or None when it was there already, whole.

    Raises:
        WriteError: it cannot be written.
    """
    path = _path(root, content_hash(content))
    data = f"{json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1)}\n".encode()
    try:
        if path.read_bytes() == data:
            return None
    except OSError:
        pass  # there is none, or none that can be read; writing tells what is wrong
    write_whole(path, data, lasting=True)
    return path


def recall(root: Path, digest: str, report: Report) -> Content | None:
    """Return the content of a release by its hash; None after reporting that it is missing or was changed."""
    path = _path(root, digest)
    shown = f"{HISTORY}/{path.name}"
    if not _HASH.fullmatch(digest):
        report.error(f'"{digest[:80]}" is not the hash of a content', "check leaflets/releases.jsonl")
        return None
    try:
        if path.stat().st_size > _LIMIT_BYTES:
            report.error(f"{shown} is too large", _RESTORE)
            return None
        data = path.read_bytes()
    except FileNotFoundError:
        report.error(f"the content of this release is missing: {shown}", _RESTORE)
        return None
    except OSError as fault:
        report.error(f"{shown} cannot be read: {fault.strerror}", "check that you may read the file")
        return None
    try:
        content = json.loads(data)
        sound = isinstance(content, dict) and content_hash(content) == digest
    except (ValueError, RecursionError):  # not JSON, not UTF-8, or text that UTF-8 cannot hold
        sound = False
    if not sound:
        report.error(f"{shown} was changed or damaged", _RESTORE)
        return None
    known: Content = content
    return known


def _path(root: Path, digest: str) -> Path:
    return root / HISTORY / f"{digest}.json"
