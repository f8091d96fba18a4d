"""The catalogues that a workspace brings itself, `assets/languages/LANG.po`: found, read once, and taken."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from leafletgen.errors import Diagnostic, Place, Report
from leafletgen.languages.catalogue import Catalogue, register_catalogues
from leafletgen.languages.tags import canonical
from leafletgen.scripts.errors import MissingExtraError

#: Where they lie in a workspace.
LANGUAGES: Final = "assets/languages"
#: No catalogue of the fixed words is longer.
_MOST_BYTES: Final = 1_000_000
_TAG: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

#: What was read, by path, until the file changes: its size and time, the catalogue, and what was told.
_read: dict[Path, tuple[tuple[int, int], Catalogue | None, tuple[Diagnostic, ...]]] = {}


def register_workspace(root: Path, report: Report) -> None:
    """Take the catalogues of a workspace before the shipped ones, and report what is wrong with them.

    Those of a workspace that was looked at before are taken no longer. A file that did not change is not read again.
    """
    folder = root / LANGUAGES
    found: list[Catalogue] = []
    for path in sorted(folder.glob("*.po")) if folder.is_dir() else []:
        shown = f"{LANGUAGES}/{path.name}"
        if not _TAG.fullmatch(path.stem) or canonical(path.stem) != path.stem:
            report.error(
                "catalogue-name",
                f'"{path.name}" is not the tag of a language',
                f"call it {canonical(path.stem)}.po" if _TAG.fullmatch(path.stem) else "call it by its tag, as ro.po",
                Place(shown, 1, 1),
            )
            continue
        catalogue = _catalogue(path, shown, report)
        if catalogue is not None:
            found.append(catalogue)
    register_catalogues(found)


def _catalogue(path: Path, shown: str, report: Report) -> Catalogue | None:
    try:
        held = path.stat()
        stamp = (held.st_size, held.st_mtime_ns)
        known = _read.get(path)
        if known is not None and known[0] == stamp:
            report.add(known[2])
            return known[1]
        catalogue, told = _fresh(path, shown)
    except OSError as fault:
        why = fault.strerror or "it cannot be opened"
        report.error("file-not-readable", f"this file cannot be read: {why}", "look at its rights", Place(shown, 1, 1))
        return None
    _read[path] = (stamp, catalogue, told)
    report.add(told)
    return catalogue


def _fresh(path: Path, shown: str) -> tuple[Catalogue | None, tuple[Diagnostic, ...]]:
    from leafletgen.languages.po_reading import read_po  # loads polib, which only a catalogue needs

    report = Report()
    with path.open("rb") as file:
        raw = file.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        hint = "take out what is no entry of leafletgen"
        report.error("file-too-large", "this file is larger than 1 MB", hint, Place(shown, 1, 1))
        return None, report.diagnostics
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        hint = "save it as UTF-8 in your editor"
        report.error("file-not-utf8", "this file is not in UTF-8", hint, Place(shown, line, 1))
        return None, report.diagnostics
    try:
        return read_po(text, path.stem, shown, report), report.diagnostics
    except MissingExtraError as missing:
        report.error(
            "package-missing",
            f"this catalogue of words cannot be read: {missing.package} is not installed",
            f'pip install "leafletgen[{missing.extra}]"',
            Place(shown, 1, 1),
        )
        return None, report.diagnostics
