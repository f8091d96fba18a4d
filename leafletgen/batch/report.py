"""Writes what became of a batch as a page to read, as data for programs, or as a table for a spreadsheet."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leafletgen.batch.outcome import About, Outcome
from leafletgen.batch.report_words import seen_from
from leafletgen.errors import Diagnostic
from leafletgen.system.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: The endings that a report's name may have; the ending says what is written.
KINDS = (".html", ".json", ".csv")

#: Raised when a key of the JSON changes its meaning or goes away; a new key alone does not raise it.
_FORMAT = 1

_COLUMNS = (
    *("leaflet", "layout", "code", "title", "brand", "department", "state", "why", "review"),
    *("file", "pages", "bytes", "sha256", "result", "errors", "warnings", "messages"),
)


def write_report(target: Path, outcomes: Sequence[Outcome], cache: Path, about: About) -> None:
    """Write the report of a batch; the ending of its name says which (``KINDS``).

    Files are in the order of their codes, and are named as seen from the report's folder.

    Args:
        target: the report.
        outcomes: one for each leaflet and layout, in any order.
        cache: the folder of what can be made again; the pages' small pictures are kept there.
        about: what is said of the whole run.

    Raises:
        WriteError: the report could not be written; an old one is as it was.
        ValueError: the ending is none of ``KINDS``.
    """
    ending = target.suffix.lower()
    ordered = sorted(outcomes, key=_order)
    if ending == ".html":
        from leafletgen.batch.report_page import page

        data = page(ordered, about, target.parent, cache).encode("utf-8", "replace")
    elif ending == ".json":
        # A file name that is no text (a surrogate) becomes an escape that JSON reads back as it was.
        data = _as_json(ordered, about, target.parent).encode("utf-8", "backslashreplace")
    elif ending == ".csv":
        data = _as_csv(ordered, target.parent)
    else:
        raise ValueError(f"a report cannot end in {ending!r}")
    write_whole(target, data)


def _order(outcome: Outcome) -> tuple[object, ...]:
    """P999 stands before P1000; what has no code is at the place of its file's name, which begins like one."""
    return _natural(outcome.code or outcome.leaflet), outcome.leaflet, _natural(outcome.layout), outcome.layout


def _natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    pieces = re.findall(r"[0-9]+|[^0-9]+", text)
    return tuple((piece.isdecimal(), int(piece) if piece.isdecimal() else 0, piece) for piece in pieces)


def _as_json(outcomes: Iterable[Outcome], about: About, folder: Path) -> str:
    """The report as data; the keys are those of ``build --json`` where both have the same thing.

    ``files`` has one entry for each leaflet and layout. What is not known is an empty text or null.
    """
    import json

    files = [_entry(outcome, folder) for outcome in outcomes]
    whole = {
        "format": _FORMAT,
        "workspace": about.workspace,
        "made": about.made,
        "up_to_date": about.up_to_date,
        "failed": about.failed,
        "not_done": sum(entry["result"] == "not done" for entry in files),
        "seconds": about.seconds,
        "files": files,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _entry(outcome: Outcome, folder: Path) -> dict[str, Any]:
    return {
        "leaflet": outcome.leaflet,
        "layout": outcome.layout,
        "code": outcome.code,
        "title": outcome.title,
        "brand": outcome.brand,
        "department": outcome.department,
        "state": outcome.state,
        "why": outcome.why,
        "review": outcome.review,
        "file": None if outcome.file is None else seen_from(outcome.file, folder),
        "pages": outcome.pages,
        "bytes": outcome.size,
        "sha256": outcome.sha256,
        "result": outcome.result,
        "errors": outcome.errors,
        "warnings": outcome.warnings,
        "diagnostics": [message.as_data() for message in outcome.messages],
    }


def _as_csv(outcomes: Iterable[Outcome], folder: Path) -> bytes:
    """One line for each leaflet and layout."""
    from leafletgen.release.spreadsheet import csv_file

    rows = []
    for outcome in outcomes:
        entry = _entry(outcome, folder)
        entry["messages"] = " | ".join(map(_in_one_line, outcome.messages))
        rows.append([entry[column] for column in _COLUMNS])
    return csv_file(_COLUMNS, rows)


def _in_one_line(message: Diagnostic) -> str:
    return str(message).replace("\n  hint: ", " - hint: ")
