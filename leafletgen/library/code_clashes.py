"""Finds codes that stand in more than one leaflet of a workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from leafletgen.content.code import release_number
from leafletgen.errors import Diagnostic, Place, error
from leafletgen.library.workspace import Workspace

#: Other files that a message names; the rest are counted.
_NAMED = 3


def code_clashes(
    workspace: Workspace, files: Sequence[Path], known: Mapping[Path, str] | None = None
) -> dict[Path, list[Diagnostic]]:
    """Return an error for each leaflet whose code number, or whole code, another one of these files has too.

    Files whose number (``release_number``) is known are read only when another one has it.
    """
    known = known or {}
    owners: dict[str, list[Path]] = {}
    for path in files:
        number = known.get(path) or _number(workspace, path)
        if number is not None:
            owners.setdefault(number.casefold(), []).append(path)
    faults: dict[Path, list[Diagnostic]] = {}
    for number, paths in owners.items():
        if len(paths) == 1:
            continue
        held = [(path, _place(workspace, path)) for path in paths]
        for path, place in held:
            fault = error(
                f"the code number {number.upper()} is that of {_others(workspace, path, held)} as well",
                "a number belongs to one leaflet, so that a paper copy can be told: give one of them another",
                place,
            )
            faults.setdefault(path, []).append(fault)
    return faults


def _number(workspace: Workspace, path: Path) -> str | None:
    written = workspace.written_code(path)
    if written is None:
        return None
    return written.text if written.code is None else release_number(written.code, path.stem)


def _place(workspace: Workspace, path: Path) -> Place:
    written = workspace.written_code(path)
    return written.place if written is not None else Place(workspace.shown(path), 1, 1)


def _others(workspace: Workspace, path: Path, held: Sequence[tuple[Path, Place]]) -> str:
    names = [workspace.shown(other) for other, _ in held if other != path]
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return " and ".join([*names[:_NAMED], *more])
