"""What the rules find in a file that is being edited."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from leafletgen.app.checking.checking import check_text
from leafletgen.app.editing.edited import Edited
from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.rules.checked import kind_of
from leafletgen.rules.data import Known, every_rule, rule_files
from leafletgen.rules.finding import Finding
from leafletgen.rules.rule import Rule
from leafletgen.rules.running import FAILED

OF_WAIVERS: Final = frozenset(
    ("waiver-at-nothing", "waiver-of-unknown-rule", "waiver-unused", "waiver-without-reason", FAILED)
)
"""What is told beside the rules, and cannot be waived."""
_kept: Final[dict[Path, tuple[tuple[object, ...], Known]]] = {}


def rules_of(root: Path) -> Mapping[str, Rule]:
    """Return all rules of a workspace, also those that are off."""
    return {name: rule for name, (rule, _) in _known(root).items()}


def _known(root: Path) -> Known:
    """The rules as they were read, and all that was made of them, until one of their files changes."""
    state: tuple[object, ...] = tuple((path, path.stat().st_mtime_ns) for path, _ in rule_files(root) if path.exists())
    kept = _kept.get(root)
    if kept is None or kept[0] != state:
        kept = _kept[root] = (state, every_rule(root, Report()))
    return kept[1]


def findings_in(file: Edited, workspace: Workspace) -> list[Finding]:
    """Return what the rules of one file find in a file as it is now, and what is wrong with its waivers.

    What loading tells is not among them: that is told with all that is not saved yet in other files.
    """
    if kind_of(file.path, file.root) is None:
        return []
    known = _known(file.root)
    found = check_text(workspace, file.path, file.text, known)
    return [one for one in found if one.rule in known or one.rule in OF_WAIVERS]
