"""The extension for VS Code that starts the language server, as it lies in the package."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from leafletgen.errors import ExitCode, refused
from leafletgen.system.writing import write_whole

FOLDER: Final = Path(__file__).parent / "vscode"


def write_extension(folder: Path) -> list[Path]:
    """Write the extension's files into a new or empty folder, and return them.

    Raises:
        RefusedError: something is there already.
        WriteError: a file cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refused("extension-folder-not-empty", f"{folder} is not empty", "name a new folder", ExitCode.USAGE)
    written = []
    for file in sorted(FOLDER.iterdir()):
        if file.is_file():
            target = folder / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, file.read_bytes())
            written.append(target)
    return written
