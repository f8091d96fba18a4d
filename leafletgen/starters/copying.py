"""Copies what a workspace holds, so that something can be tried in the copy."""

from __future__ import annotations

import shutil
from collections.abc import Set
from pathlib import Path

from leafletgen.starters.contents import FOLDERS

#: What is known of leaflets; it holds for the copy too, since it goes by what files hold.
_KNOWN = "build/.cache/leaflets.jsonl"
_BESIDE = (".schema", ".gitignore", ".gitattributes", ".starter.json", _KNOWN)


def copy_workspace(root: Path, target: Path) -> None:
    """Copy a workspace without what is built; links become copies of what they lead to.

    Raises:
        OSError: a file cannot be read, or the copy cannot be written.
    """
    for name in (*FOLDERS, *_BESIDE):
        _copy(root / name, target / name, frozenset())


def _copy(source: Path, target: Path, above: Set[Path]) -> None:
    if source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    elif source.is_dir() and (real := source.resolve()) not in above:  # a link may lead to a folder it is in
        target.mkdir(parents=True, exist_ok=True)
        for path in source.iterdir():
            if not path.name.endswith((".lock", ".part")):
                _copy(path, target / path.name, above | {real})
