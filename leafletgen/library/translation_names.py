"""Files that are named like translations: STEM.LANG.yaml beside STEM.yaml; and what each says of itself."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from leafletgen.source.heads import read_head
from leafletgen.source.inline import LANGUAGE_TAG
from leafletgen.source.reviewer import names_somebody

FIXED_WORDS: Final = "the fixed words"
"""How what leafletgen says by itself is called, beside names of files."""
LANGUAGES: Final = "assets/languages"
"""The folder in which a workspace has its own words of languages, a file LANG.po each."""

_NAMED_LIKE_ONE = re.compile(rf"(?P<source>.+)\.(?P<language>{LANGUAGE_TAG})")
#: The line of a translation that names its source, and how many bytes of a file are looked at for it.
_TRANSLATES = re.compile(rb"^translates: *[A-Za-z0-9]", re.MULTILINE)
_BEGINNING: Final = 1024
_KEYS: Final = ("translates", "source", "language", "reviewed_by")


class Head(NamedTuple):
    """What the file of a translation says of itself."""

    translates: str
    source: str
    language: str
    reviewed_by: str
    """Who checked it; "" also for what names nobody."""


def split_name(stem: str) -> tuple[str, str] | None:
    """Return source and language of a file that is named like a translation, without its ending; else None."""
    found = _NAMED_LIKE_ONE.fullmatch(stem) if "." in stem else None
    return None if found is None else (found["source"], found["language"])


def head_of(path: Path) -> Head | None:
    """Return what a file says of itself as a translation; None when it is none. Only its beginning is read."""
    if split_name(path.stem) is None:
        return None  # no file of English is opened for this
    try:
        state = path.stat()
    except OSError:
        return None
    return _head(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4096)
def _head(path: Path, changed: int, size: int) -> Head | None:
    head = read_head(path, _KEYS)
    if head is None or not head.get("translates"):
        return None
    known = Head(*("".join(head.get(key, ())[:1]).strip() for key in _KEYS))
    return known if names_somebody(known.reviewed_by) else known._replace(reviewed_by="")


def without_translations(folder: Path, names: Iterable[str]) -> list[str]:
    """Return the names of YAML files in a folder, without their ending, but for those of translations."""
    return [name for name in names if split_name(name) is None or not _is_one(folder / f"{name}.yaml")]


def _is_one(path: Path) -> bool:
    """Whether a file says that it is a translation; mostly one line tells, and YAML takes long to read."""
    try:
        with path.open("rb") as file:
            begin = file.read(_BEGINNING)
    except OSError:
        return False
    return _TRANSLATES.search(begin) is not None or head_of(path) is not None


def named_like_translations_of(source: Path) -> list[Path]:
    """Return the files beside one that are named like its translations; none of them is opened."""
    return list(_beside(source.parent).get(source.stem, ()))


_STEADY: Final = 3_000_000_000
"""Nanoseconds after which a change of a folder shows in its time for certain, on every kind of disk."""
_listed: dict[Path, tuple[int, dict[str, list[Path]]]] = {}
"""What was found in folders, with the time of their last change."""


def _beside(folder: Path) -> dict[str, list[Path]]:
    """The files of a folder that are named like translations, by the stem of their source; listed once a change."""
    try:
        changed = folder.stat().st_mtime_ns
        known = _listed.get(folder)
        if known is not None and known[0] == changed:
            return known[1]
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.count(".") > 1)
    except OSError:
        return {}
    found: dict[str, list[Path]] = {}
    for name in names:
        parts = split_name(name.removesuffix(".yaml")) if name.endswith(".yaml") else None
        if parts is not None:
            found.setdefault(parts[0], []).append(folder / name)
    if time.time_ns() - changed > _STEADY:
        _listed[folder] = changed, found
    return found
