"""A process that compares saved files with all others of their workspace, and says what it found as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    """Compare the files that are named after the workspace's folder."""
    from leafletgen.app.editing.comparing import compared

    root, *paths = map(Path, sys.argv[1:])
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(json.dumps(compared(root, paths)))


if __name__ == "__main__":
    main()
