"""The names of content files: which are read, and what is told of those that are not, or that two files share."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from leafletgen.errors import Report
from leafletgen.source.inline import composed

#: Where YAML files are read: the folders under these with all that is in them, but fonts and pictures.
_READ = ("leaflets/", "layouts/", "assets/brands/", "assets/exercises/", "assets/programmes/")

_ENDING = ".yaml"
_OTHER_ENDINGS = (".yaml", ".yml")
_NOT_UTF8 = re.compile(r"[\ud800-\udfff]")


def is_text(name: str) -> bool:
    """Return whether a name is UTF-8: what is not has surrogates in it, which no output takes."""
    return name.isascii() or _NOT_UTF8.search(name) is None


def escaped(name: str) -> str:
    """Return a name as messages can show it: what is not UTF-8 as its bytes."""
    return name if is_text(name) else os.fsencode(name).decode("utf-8", "backslashreplace")


def stems(folder: Path) -> list[str]:
    """Return the names, without their ending, of the YAML files in a folder, sorted."""
    return sorted(name.removesuffix(_ENDING) for name in _listed(folder) if is_read(name))


def is_read(name: str) -> bool:
    """Return whether a file of this name is read: capitals count on every system, hidden files are not read."""
    return name.endswith(_ENDING) and not name.startswith(".") and is_text(name)


def _listed(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries]
    except OSError:  # there is none, or none that may be read
        return []


def report_names(root: Path, report: Report) -> None:
    """Report files of a workspace that look like content and are not read, and those whose names are one."""
    for part in ("leaflets", "layouts", "assets"):
        for folder, names in _walk(root / part):
            shown = folder.relative_to(root).as_posix()
            if part == "layouts":
                _report_hidden_layouts(folder, shown, report)
            _report_unread(shown, names, report)
            _report_twins(shown, names, report)


def _walk(top: Path) -> Iterator[tuple[Path, list[str]]]:
    """Return each folder that is read with the names of all that is in it, sorted; hidden ones are left out."""
    for parent, folders, files in os.walk(top):
        names = sorted(name for name in (*folders, *files) if not name.startswith("."))
        folders[:] = sorted(name for name in folders if not name.startswith(".") and is_text(name))
        yield Path(parent), names


def _report_hidden_layouts(folder: Path, shown: str, report: Report) -> None:
    """Report layouts whose names the ledger keeps for other forms than PDF; not what editors and macOS leave."""
    for name in sorted(_listed(folder)):
        if name.startswith(".") and name.lower().endswith(_OTHER_ENDINGS) and not name.startswith((".#", "._")):
            report.warning(
                f"{shown}/{escaped(name)} is not read: a layout's name may not begin with a dot", "rename it"
            )


def _report_unread(folder: str, names: list[str], report: Report) -> None:
    for name in names:
        if not is_text(name):
            report.warning(f"{folder}/{escaped(name)} is not read: its name is not UTF-8", "rename it")
        elif name.lower().endswith(_OTHER_ENDINGS) and not name.endswith(_ENDING) and f"{folder}/".startswith(_READ):
            report.warning(f"{folder}/{name} is not read", "rename it to end in .yaml")


def _report_twins(folder: str, names: list[str], report: Report) -> None:
    """Report names that look alike, since an accent is a letter's own or stands after it; macOS knows one alone."""
    if all(name.isascii() for name in names):
        return
    known: dict[str, str] = {}
    for name in filter(is_text, names):
        other = known.setdefault(composed(name), name)
        if other != name:
            report.error(
                f"{folder}/{other} and {folder}/{name} look alike and are two files: {other!a} and {name!a}",
                "take one of them away: which of them is read is left to chance",
            )
