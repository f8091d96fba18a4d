"""Which files are checked, and by which rules."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from leafletgen.errors import ExitCode, RefusedError, Report, did_you_mean, refused
from leafletgen.library.workspace import Workspace
from leafletgen.rules.checked import kind_of
from leafletgen.rules.data import every_rule
from leafletgen.rules.rule import Rule

_FOLDERS = ("leaflets", "assets/exercises", "assets/programmes", "assets/brands")


def chosen_rules(workspace: Workspace, names: Sequence[str], report: Report) -> dict[str, Rule]:
    """Return the rules of a workspace: those that are named, or all.

    Raises:
        RefusedError: a rule is named that does not exist, or is off.
    """
    return only(every_rule(workspace.root, report), names)


def only(every: Mapping[str, tuple[Rule, bool]], names: Sequence[str]) -> dict[str, Rule]:
    """Return the rules that are on, or those of them that are named; see `chosen_rules`."""
    known = {name: rule for name, (rule, is_on) in every.items() if is_on}
    for name in names:
        if name not in known:
            if name in every:
                what, hint = f'the rule "{name}" is off here', 'its entry in assets/rules says "severity: off"'
            else:
                what, hint = f'no rule is called "{name}"', did_you_mean(name, known)
            raise refused("rule-unknown", what, hint, ExitCode.USAGE)
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
    names: list[str] = []
    empty: list[str] = []
    real = root.resolve()
    lying = {real / path.relative_to(root): path for path in everything}
    for name in paths:
        given = {path.resolve() for path in (Path(name), root / name) if name and path.exists()}
        inside = [lying[path] for path in given if path in lying]
        if given and not inside:
            inside = [path for at, path in lying.items() if not given.isdisjoint(at.parents)]
        chosen.update(dict.fromkeys(inside))
        names += [] if inside else [name]
        empty += [name] if given and not inside else []
    chosen.update(dict.fromkeys(_by_name(workspace, names, empty, everything, report)))
    return sorted(chosen)


def _by_name(
    workspace: Workspace, names: Sequence[str], empty: Sequence[str], everything: Sequence[Path], report: Report
) -> list[Path]:
    """Leaflets by the name of the file, the code or its number; other files by their names; `empty` are paths too."""
    if not names:
        return []
    others = [path for path in everything if kind_of(path, workspace.root) not in ("leaflet", "brand")]
    found = [path for path in others if path.stem in names or path.name in names]
    known = {name for path in found for name in (path.stem, path.name)}
    left = [name for name in names if name not in known]
    finding = Report(report.wording)
    leaflets = workspace.find_leaflets(left, finding) if left else []
    if finding.has_errors and empty:
        hint = "leaflets, shared blocks, exercises, programmes and brand.yaml of brands are"
        raise refused("nothing-checked-there", f'nothing of "{empty[0]}" is checked', hint, ExitCode.USAGE)
    if finding.has_errors:
        raise RefusedError(ExitCode.USAGE, *finding.errors)
    return [*found, *leaflets]
