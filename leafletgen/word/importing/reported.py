"""What is told of Word files: what became of each, what several of them share, and the same as data.

Names of people are nowhere in it: a comment is "a comment".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from leafletgen.errors import Diagnostic, Severity
from leafletgen.languages.numbers import count
from leafletgen.word.doubts import Doubt

if TYPE_CHECKING:
    from leafletgen.word.importing.whole import Imported

#: Raised when a key of the data changes its meaning or goes away; a new key alone does not raise it.
_FORMAT: Final = 1


class Reported(NamedTuple):
    """A Word file in the report."""

    file: str
    """Its name as whoever imports knows it."""
    imported: Imported | None
    """None where it could not be read, or its leaflet is there already and the Word file is another one now."""
    yaml_file: str = ""
    """The leaflet's file; "" where none is written."""
    told: tuple[Diagnostic, ...] = ()
    """Why no leaflet was made, or what a build says of it as it is."""


class Common(NamedTuple):
    """Something about several files: words that they share, or what clashes."""

    what: str
    """A sentence."""
    hint: str
    words: str = ""
    files: tuple[str, ...] = ()


def counted(doubts: Sequence[Doubt]) -> str:
    """Return how many doubts and errors there are: ``14 doubts, 1 error``; an error is told where there is one."""
    errors = sum(doubt.severity is Severity.ERROR for doubt in doubts)
    told = count(len(doubts) - errors, "doubt")
    return f"{told}, {count(errors, 'error')}" if errors else told


def data(files: Sequence[Reported], common: Sequence[Common] = ()) -> dict[str, Any]:
    """Return the report as data for programs."""
    return {
        "format": _FORMAT,
        "files": [_file_data(each) for each in files],
        "common": [{**each._asdict(), "files": list(each.files)} for each in common],
    }


def _file_data(reported: Reported) -> dict[str, Any]:
    imported = reported.imported
    return {
        "file": reported.file,
        "yaml": reported.yaml_file or None,
        "pictures": [picture.name for picture in imported.pictures] if imported else [],
        "doubts": [_doubt_data(doubt) for doubt in imported.doubts] if imported else [],
        "diagnostics": [each.as_data() for each in reported.told],
    }


def _doubt_data(doubt: Doubt) -> dict[str, Any]:
    spot = doubt.spot
    return {
        "code": doubt.code,
        "severity": doubt.severity.value,
        "message": doubt.message,
        "hint": doubt.hint,
        "place": {
            "part": spot.part.value,
            "heading": spot.heading,
            "paragraph": spot.under or spot.number,
            "first_words": spot.first_words,
            "page": spot.page,
        },
        "words": doubt.words,
        "line": doubt.line or None,
    }
