"""A process that compares one saved file with all others of its workspace, and says what it found as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    """Compare the file that is named after the workspace's folder."""
    from leafletgen.app.editing.comparing import compared

    root, path = map(Path, sys.argv[1:3])
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(json.dumps(compared(root, path)))


if __name__ == "__main__":
    main()
