"""Where a workspace lies in its repository: programs that read findings count paths from the repository's top."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote_from_bytes


def within_repository(root: Path) -> str:
    """Return the folder of a workspace as seen from its repository, with "/" at its end; empty where it is the top.

    A workspace without a repository is taken for one. Git's folder is ".git", or a file of that name in a work tree.
    """
    root = root.absolute()
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            inside = root.relative_to(folder).as_posix()
            return "" if inside == "." else f"{inside}/"
    return ""


def as_address(path: str) -> str:
    """Return a path with forward slashes as a relative address, quoted whatever is in its name (RFC 3986)."""
    return quote_from_bytes(os.fsencode(path), safe=b"/")
