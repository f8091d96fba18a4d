"""What clinicians signed: an append-only file with a line for each signature.

``leaflets/signatures.jsonl`` has one JSON object a line: the kind of what was signed, its id, the hash of what it said
(empty when a signature is taken back), by whom and on which day. A later line about the same thing replaces an earlier
one, and git keeps the lines of both sides of a merge (``merge=union`` in .gitattributes). When a line cannot be read,
nothing counts as signed: what is an example then says so, which is the lesser harm.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from leafletgen.errors import Place, Report
from leafletgen.system.writing import WriteError, clear_leftovers, locked, write_whole

SIGNATURES: Final = "leaflets/signatures.jsonl"

LEAFLET: Final = "leaflet"
EXERCISE: Final = "exercise"
PROGRAMME: Final = "programme"
KINDS: Final = (LEAFLET, EXERCISE, PROGRAMME)

LONGEST_ROLE: Final = 100

_LIMIT_BYTES = 20_000_000
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MARKERS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
_RESTORE = "restore the line from the file's history in git; until then nothing counts as signed"

_HASH = re.compile(r"([0-9a-f]{64})?")
_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


class Signature(NamedTuple):
    """One line: who checked what, and when."""

    kind: str
    """One of `KINDS`."""
    id: str
    """A leaflet's number (``release_number``); the id of an exercise or a programme."""
    hash: str
    """That of what was signed; empty when a signature was taken back."""
    by: str
    """A role."""
    on: str
    """The day, as ``2026-11-21``."""


class Signatures:
    """The last signature of each thing."""

    def __init__(self, lines: Iterable[Signature] = ()) -> None:
        """Take the lines in their order."""
        self._last = {(line.kind, line.id): line for line in lines}

    @staticmethod
    def read(root: Path, report: Report) -> Signatures:
        """Read a workspace's signatures; none when there is no file, and none after reporting what is wrong with it."""
        path = root / SIGNATURES
        try:
            if path.stat().st_size > _LIMIT_BYTES:
                report.error(f"{SIGNATURES} is too large", "restore it from its history in git")
                return Signatures()
            return Signatures(_parse(path.read_bytes(), report))
        except FileNotFoundError:
            return Signatures()
        except OSError as fault:
            report.error(f"{SIGNATURES} cannot be read: {fault.strerror or fault}", "check that you may read the file")
            return Signatures()

    def of(self, kind: str, name: str) -> Signature | None:
        """Return the signature in force of a leaflet's number, or of an exercise's or programme's id."""
        last = self._last.get((kind, name))
        return last if last is not None and last.hash else None


def append(root: Path, signatures: Sequence[Signature], report: Report) -> bool:
    """Record signatures; one that says what the last one says already is not recorded twice.

    The file is read again under a lock, so that two programs never write over each other's lines.

    Returns:
        False after reporting that the file is faulty; nothing was written.

    Raises:
        WriteError: it cannot be written; it is as it was.
    """
    path = root / SIGNATURES
    with locked(path):
        found = Report()
        there = Signatures.read(root, found)
        report.add(found.diagnostics)
        if found.has_errors:
            return False
        fresh = [one for one in signatures if there.of(one.kind, one.id) != one]
        if fresh:
            clear_leftovers(path.parent, f"{path.name}.*")
            try:
                data = path.read_bytes() if path.is_file() else b""
            except OSError as fault:
                raise WriteError(f"{path.name} cannot be read: {fault.strerror or fault}") from fault
            if data and not data.endswith(b"\n"):
                data += b"\n"
            lines = [json.dumps(one._asdict(), ensure_ascii=False, separators=(",", ":")) for one in fresh]
            # Whole, not appended in place: a program that is killed must not leave half a line.
            write_whole(path, data + "".join(f"{line}\n" for line in lines).encode(), lasting=True)
    return True


def _parse(data: bytes, report: Report) -> list[Signature]:
    """The lines in their order; none after reporting those that cannot be read."""
    lines: list[Signature] = []
    sound = True
    for number, raw in enumerate(data.split(b"\n"), 1):
        raw = raw.removesuffix(b"\r").removeprefix(_BYTE_ORDER_MARK)  # an editor's additions, which say nothing
        if not raw.strip():
            continue
        line = _parse_line(raw, Place(SIGNATURES, number, 1), report)
        if line is None:
            sound = False
        else:
            lines.append(line)
    return lines if sound else []


def _parse_line(raw: bytes, place: Place, report: Report) -> Signature | None:
    if raw.startswith(_MARKERS):
        report.error(
            "git left a merge conflict in the signatures",
            "keep the lines of both sides, and take out the lines that git put between them;"
            " until then nothing counts as signed",
            place,
        )
        return None
    try:
        fields = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):  # what is not UTF-8, too
        fields = None
    if not isinstance(fields, dict) or not all(isinstance(value, str) for value in fields.values()):
        report.error("this line of the signatures is damaged", _RESTORE, place)
        return None
    if fields.keys() != set(Signature._fields) or not _fits(line := Signature(**fields)):
        report.error("this line of the signatures is not one that this version of leafletgen writes", _RESTORE, place)
        return None
    return line


def _fits(line: Signature) -> bool:
    return (
        line.kind in KINDS
        and bool(line.id)
        and is_role(line.by)
        and _HASH.fullmatch(line.hash) is not None
        and _DAY.fullmatch(line.on) is not None
    )


def is_role(text: str) -> bool:
    """Return whether a text can say who signed: on one line, not empty, and not too long."""
    return bool(text.strip()) and text.isprintable() and len(text) <= LONGEST_ROLE
