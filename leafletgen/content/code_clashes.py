"""Finds codes that stand in more than one leaflet of a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from leafletgen.content.code import release_number
from leafletgen.content.library import Workspace
from leafletgen.errors import Diagnostic, Place, error

#: Other files that a message names; the rest are counted.
_NAMED = 3


def code_clashes(workspace: Workspace, files: Sequence[Path]) -> dict[Path, list[Diagnostic]]:
    """Return an error for each leaflet whose code number, or whole code, another one of these files has too."""
    owners: dict[str, list[tuple[Path, Place]]] = {}
    for path in files:
        written = workspace.written_code(path)
        if written is not None:
            number = written.text if written.code is None else release_number(written.code, path.stem)
            owners.setdefault(number.casefold(), []).append((path, written.place))
    faults: dict[Path, list[Diagnostic]] = {}
    for number, held in owners.items():
        for path, place in held if len(held) > 1 else ():
            fault = error(
                f"the code number {number.upper()} is that of {_others(workspace, path, held)} as well",
                "a number belongs to one leaflet, so that a paper copy can be told: give one of them another",
                place,
            )
            faults.setdefault(path, []).append(fault)
    return faults


def _others(workspace: Workspace, path: Path, held: Sequence[tuple[Path, Place]]) -> str:
    names = [workspace.shown(other) for other, _ in held if other != path]
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return " and ".join([*names[:_NAMED], *more])
