"""Moves leaflets to another brand: checks all of them first, then writes one line of each, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from leafletgen.content.code import release_number
from leafletgen.errors import LeafletError, Place, Report
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.release.edit import with_brand
from leafletgen.release.facts import facts_of
from leafletgen.release.ledger import Ledger
from leafletgen.release.signatures import Signatures
from leafletgen.release.signing import with_signature
from leafletgen.release.state import State, standing
from leafletgen.source.yaml import read_source
from leafletgen.system.workers import Stop
from leafletgen.system.writing import WriteError, write_whole


class Move(NamedTuple):
    """A leaflet that can stand under the new brand."""

    path: Path
    before: bytes
    after: bytes
    state: State
    """What it is then."""
    why: str
    """The same in a few words."""
    loses_signature: bool
    """Whether a clinician signed it as it was, and has to look at it again."""


def brand_of(workspace: Workspace, path: Path, report: Report) -> str | None:
    """Return the brand that a leaflet's file names; None after reporting that it cannot be read, or names none."""
    root = read_source(path, workspace.shown(path), report)
    if root is None:
        return None
    value = root.data.get("brand") if root.kind == "map" else None
    if value is None or value.kind != "scalar":
        report.error("this leaflet names no brand", 'write "brand:" into it', Place(workspace.shown(path), 1, 1))
        return None
    return str(value.data)


def plan(
    workspace: Workspace, paths: Sequence[Path], brand: str, ledger: Ledger, signatures: Signatures, report: Report
) -> list[Move]:
    """Return how leaflets stand under another brand; what the brand lacks for one is reported, for all of them."""
    moves = [_move(workspace, path, brand, ledger, signatures, report) for path in paths]
    return [move for move in moves if move is not None]


def _move(
    workspace: Workspace,
    path: Path,
    brand: str,
    ledger: Ledger,
    signatures: Signatures,
    report: Report,
) -> Move | None:
    data = path.read_bytes()
    head = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    edited = with_brand(data.removeprefix(head).decode(), workspace.shown(path), brand, report)
    if edited is None:
        return None
    found = Report()
    new = workspace.load_leaflet(path, found, edited)
    report.add(found.errors)
    if new is None:
        return None
    # The brand of before may be gone, when its folder was renamed; then the ledger alone knows the number.
    old = workspace.load_leaflet(path, Report())
    if old is not None and not _keeps_its_number(old, new, report):
        return None
    signed = old is not None and old.leaflet.example and with_signature(old, signatures).signed
    new = with_signature(new, signatures)
    layouts = [workspace.load_layout(name, report) for name in dict.fromkeys(map(str, new.leaflet.layouts))]
    try:
        facts = facts_of(new, [layout for layout in layouts if layout is not None], workspace)
    except LeafletError as fault:  # a logo or a font that cannot be read
        report.add(fault.diagnostics)
        return None
    # Whether a new layout version of leafletgen changed its pages is no concern of the brand's.
    alike = {look: version for version, look in enumerate(facts.looks, 1)}
    then = standing(
        ledger, facts.number, facts.code, facts.version, facts.issued, facts.content, facts.appearance, alike
    )
    return Move(path, data, head + edited.encode(), then.state, then.why, signed and not new.signed)


def _keeps_its_number(old: LoadedLeaflet, new: LoadedLeaflet, report: Report) -> bool:
    """Whether the new brand's template reads the same number, version and month in the code."""
    read = [(release_number(one.code, one.stem), one.code.version, one.code.issued) for one in (old, new)]
    if read[0] == read[1]:
        return True
    report.error(
        f'the code "{new.leaflet.code}" means something else in the template of {new.brand.identifier},'
        f" {new.brand.code.template}: its number would be {read[1][0]}",
        f"give the brand the template of {old.brand.identifier}, {old.brand.code.template}",
        new.leaflet.place,
    )
    return False


def carry_out(moves: Sequence[Move]) -> None:
    """Write every leaflet's file; when one cannot be written, those before it are put back.

    Raises:
        WriteError: a file cannot be written; nothing has changed.
    """
    done: list[Move] = []
    with Stop():  # Ctrl-C comes too late for what takes a moment, and would leave half of them moved
        try:
            for move in moves:
                write_whole(move.path, move.after, lasting=True)
                done.append(move)
        except WriteError:
            for move in done:
                with suppress(WriteError):  # it could be written a moment ago
                    write_whole(move.path, move.before, lasting=True)
            raise
