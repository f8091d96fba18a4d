"""Which files are checked, and by which rules."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from leafletgen.errors import ExitCode, RefusedError, Report, did_you_mean, refused
from leafletgen.library.workspace import Workspace
from leafletgen.rules.checked import kind_of
from leafletgen.rules.data import load_rules
from leafletgen.rules.rule import Rule

_FOLDERS = ("leaflets", "assets/exercises", "assets/programmes", "assets/brands")


def chosen_rules(workspace: Workspace, names: Sequence[str], report: Report) -> dict[str, Rule]:
    """Return the rules of a workspace: those that are named, or all.

    Raises:
        RefusedError: a rule is named that does not exist, or is off.
    """
    known = load_rules(workspace.root, report)
    for name in names:
        if name not in known:
            raise refused("rule-unknown", f'no rule is called "{name}"', did_you_mean(name, known), ExitCode.USAGE)
    return {name: rule for name, rule in known.items() if not names or name in names}


def all_files(workspace: Workspace) -> list[Path]:
    """Return every file of a workspace that rules look at, sorted."""
    root, found = workspace.root, []
    for top in _FOLDERS:
        for parent, folders, files in os.walk(root / top):
            folders[:] = [name for name in folders if not name.startswith(".")]
            named = [name for name in files if name.endswith(".yaml") and not name.startswith(".")]
            found += [path for name in named if kind_of(path := Path(parent, name), root) is not None]
    return sorted(found)


def chosen_files(workspace: Workspace, paths: Sequence[str], everything: Sequence[Path], report: Report) -> list[Path]:
    """Return the files that are meant: leaflets by any of their names, other files and folders by their paths.

    Args:
        workspace: where they lie.
        paths: what names them; without any all are meant.
        everything: all files that there are to check.
        report: receives what is wrong with their names.

    Raises:
        RefusedError: something is named that there is not.
    """
    if not paths:
        return list(everything)
    root = workspace.root
    chosen: dict[Path, None] = {}
    for name in paths:
        given = {path for path in (Path(os.path.abspath(name)), Path(os.path.abspath(root / name))) if path.exists()}
        inside = [path for path in everything if path in given or not given.isdisjoint(path.parents)] if given else []
        chosen.update(dict.fromkeys(inside or _by_name(workspace, name, report)))
    return sorted(chosen)


def _by_name(workspace: Workspace, name: str, report: Report) -> list[Path]:
    """A leaflet by the name of its file, its code or its number, and others by the names of their files."""
    finding = Report(report.wording)
    found = workspace.find_leaflets([name], finding)
    if not found:
        others = [path for path in all_files(workspace) if kind_of(path, workspace.root) not in ("leaflet", "brand")]
        found = [path for path in others if name in (path.stem, path.name)]
    if not found:
        raise RefusedError(ExitCode.USAGE, *finding.errors)
    return found
