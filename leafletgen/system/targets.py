"""Where a command may write: never among the sources of a workspace, and never over a file that it did not write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

#: The folders of a workspace that hold what people wrote.
_SOURCES = ("leaflets", "layouts", "assets")

#: Bytes at the beginning of a file that tell its kind; a PDF has its metadata anywhere.
_BEGINNING = 4_000
_LIMIT_BYTES = 400_000_000


class Kind(Enum):
    """A kind of file that leafletgen writes, with what is in every one of them, those of earlier versions too."""

    PDF = re.compile(rb"(?:<pdf:Producer[^>]*>|/Producer ?\()leafletgen\b")
    PNG = re.compile(rb"\x89PNG\r\n\x1a\n(?s:.*)tEXtSoftware\0leafletgen")
    FIGURE = re.compile(
        rb'<svg xmlns="http://www\.w3\.org/2000/svg" width="[0-9.]+" height="[0-9.]+" viewBox="[0-9. ]+" role="img">\s+'
        rb'(?:<title>(?s:.*)</title>\s+)?(?:<desc>(?s:.*)</desc>\s+)?<g stroke-linecap="round" stroke-linejoin="round">'
    )
    TABLE = re.compile(
        rb"CODE +STATE +REVIEW|DUE +DAYS LEFT +CODE|0 leaflets\s*\Z|[0-9]+ leaflets? due for review by [0-9]"
    )
    SPREADSHEET = re.compile(rb"(?:\xef\xbb\xbf)?code,number,state,")
    OVERVIEW = re.compile(rb'\{\s+"on": (?:null|"[0-9-]+"),\s+"leaflets": \[')
    CALENDAR = re.compile(rb"BEGIN:VCALENDAR\r?\n(?s:.*)PRODID:-//leafletgen//")
    REPORT_PAGE = re.compile(rb"<!DOCTYPE html>(?s:.*)<title>Build report: ")
    REPORT_DATA = re.compile(rb'\{\s+"format": [0-9]+,\s+"workspace": "(?s:.*)"files": \[')
    REPORT_TABLE = re.compile(rb"(?:\xef\xbb\xbf)?leaflet,layout,code,title,")
    CHECK_BASELINE = re.compile(rb'\{\s+"baseline": [0-9]+,')
    CHECK_TEXT = re.compile(rb"leafletgen check\r?\n")
    CHECK_JSON = re.compile(rb'\{\s+"check": \{\s+"format": [0-9]+,')
    CHECK_SARIF = re.compile(rb'\{\s+"\$schema": "[^"]+",\s+"version": "2\.1\.0",(?s:.*?)"name": "leafletgen"')
    CHECK_HTML = re.compile(rb"<!DOCTYPE html>(?s:.*)<title>Check: ")
    #: Somebody may have filled one in, so that no text of this kind is written over.
    HUMAN_TEXT = re.compile(rb"(?!)")
    HUMAN_JSON = re.compile(rb'\{\s+"human": \{\s+"format": [0-9]+')
    HUMAN_HTML = re.compile(rb"<!DOCTYPE html>(?s:.*)<title>What only a person can check")
    HUMAN_SARIF = HUMAN_TEXT
    IMPORT_PAGE = re.compile(rb"<!DOCTYPE html>(?s:.*)<title>Import report: ")
    IMPORT_DATA = re.compile(rb'\{\s+"format": [0-9]+,\s+"files": \[')
    WEB_PAGE = re.compile(rb'<!DOCTYPE html>(?s:.*?)<meta name="generator" content="leafletgen"')
    PLAIN_TEXT = re.compile(rb"(?s:.*)\n[^\n]*[0-9A-Za-z]+(?:/[0-9A-Za-z.]+)+\n\Z")
    #: Words that a script of any system has, and a link of Windows in UTF-16.
    SHORTCUT = re.compile(
        rb"(?s:.*)(?:leafletgen clinic shortcut|" + "leafletgen clinic shortcut".encode("utf-16-le") + rb")"
    )
    #: What draft_of in mail/message.py begins with; the boundary is ours.
    DRAFT = re.compile(rb'X-Unsent: 1\r\n(?s:.*?)boundary="=_mixed_[0-9a-f]{32}"')
    #: The second file of the archive, which is not compressed; Word writes its own name there when somebody saves it.
    WORD_FILE = re.compile(rb"PK\x03\x04(?s:.*)docProps/app\.xml<\?xml(?s:.*?)<Application>leafletgen</Application>")
    XLIFF = re.compile(rb'<\?xml[^>]*\?>\s*<xliff (?s:.*)tool-id="leafletgen"')
    PO = re.compile(rb'(?s:.*)"X-Generator: leafletgen')
    SCHEMA = re.compile(rb'\{\s+"\$schema": "[^"]+",\s+"title": "leafletgen ')


_BY_ENDING = {".html": Kind.WEB_PAGE, ".txt": Kind.PLAIN_TEXT, ".docx": Kind.WORD_FILE}


def kind_of(path: Path) -> Kind:
    """Return what a leaflet's or a sheet's file is, by its ending."""
    return _BY_ENDING.get(path.suffix.lower(), Kind.PDF)


class Refusal(NamedTuple):
    """Why nothing is written there, and what to do."""

    code: str
    message: str
    hint: str


def refusal(target: Path, kind: Kind, allowed: str = "") -> Refusal | None:
    """Return why a file of this kind may not be written there; None when it may.

    Args:
        target: what is to be written.
        kind: what the file that stands there must be, so that it may be replaced; an empty one may always be.
        allowed: a folder among the sources, such as ``assets/images``, for which such files are made.
    """
    found = refusal_among_sources(target, allowed)
    if found is not None or is_free(target) or is_ours(target, kind):
        return found
    return Refusal(
        "file-of-others",
        f"{target} is not a file that leafletgen writes here, so it is not written over",
        "choose another name; or take that file away first, when nobody needs it",
    )


def refusal_among_sources(target: Path, allowed: str = "") -> Refusal | None:
    """Return why nothing may be written to a file or folder: it is among the sources of a workspace."""
    for path in dict.fromkeys((target.absolute(), target.resolve())):
        for folder, part in _places(path):
            if allowed and (folder / allowed).absolute() in path.parents:
                continue
            return Refusal(
                "written-among-sources",
                f"{target} is inside {part}/, which holds what people wrote: nothing else is written there",
                "choose another place, such as build/",
            )
    return None


def _places(path: Path) -> Iterator[tuple[Path, str]]:
    """Return each workspace that a path is in, with the folder of sources that it is, or is inside of."""
    for inner, folder in pairwise((path, *path.parents)):
        for part in _SOURCES if all((folder / part).is_dir() for part in _SOURCES) else ():
            # Also where the system does not tell capitals from small letters.
            if inner == folder / part or (inner.exists() and inner.samefile(folder / part)):
                yield folder, part


def is_free(target: Path) -> bool:
    """Return whether nothing would be lost: there is no file, or an empty one; a pipe or a device has no size."""
    try:
        state = target.stat()
        return S_ISREG(state.st_mode) and state.st_size == 0
    except OSError:
        return not target.is_symlink()


def is_ours(path: Path, kind: Kind) -> bool:
    """Return whether a file says of itself that leafletgen wrote it, and is of this kind."""
    try:
        if not path.is_file():  # reading a pipe would wait for ever
            return False
        with path.open("rb") as file:
            data = file.read(_LIMIT_BYTES if kind in (Kind.PDF, Kind.PLAIN_TEXT) else _BEGINNING)
    except OSError:
        return False
    if kind is Kind.PDF:
        # Whoever signs or comments a PDF adds to its end, and its metadata stay.
        whole = data.startswith(b"%PDF-") and data.count(b"startxref") <= 1
        return whole and kind.value.search(data) is not None
    return kind.value.match(data) is not None
