"""Where a workspace is; whoever only has to know that loads nothing else."""

from __future__ import annotations

from pathlib import Path


def find_root(start: Path) -> Path | None:
    """Return the folder of the workspace that a folder is, or is inside of."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if all((folder / part).is_dir() for part in ("leaflets", "layouts", "assets")):
            return folder
    return None
