"""When the files of a workspace were saved, to build again what an author changes."""

from __future__ import annotations

import os
from pathlib import Path


def saved(root: Path) -> dict[str, tuple[int, int]]:
    """Return when the files of a workspace were saved, and their sizes; unfinished and hidden ones are left out."""
    seen: dict[str, tuple[int, int]] = {}
    folders = [root / part for part in ("leaflets", "layouts", "assets")]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir():
                        folders.append(Path(entry.path))
                    else:
                        state = entry.stat()
                        seen[entry.path] = (state.st_mtime_ns, state.st_size)
        except OSError:
            continue
    return seen
