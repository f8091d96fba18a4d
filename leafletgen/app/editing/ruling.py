"""What the rules find in a file that is being edited."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from leafletgen.app.editing.edited import Edited
from leafletgen.errors import Report
from leafletgen.rules.checked import read_file
from leafletgen.rules.data import load_rules, rule_files
from leafletgen.rules.finding import Finding
from leafletgen.rules.rule import Rule
from leafletgen.rules.running import check_file

_kept: Final[dict[Path, tuple[tuple[object, ...], Mapping[str, Rule]]]] = {}


def rules_of(root: Path) -> Mapping[str, Rule]:
    """Return the rules of a workspace; they are read again when one of their files changed."""
    state: tuple[object, ...] = tuple((path, path.stat().st_mtime_ns) for path, _ in rule_files(root) if path.exists())
    kept = _kept.get(root)
    if kept is None or kept[0] != state:
        kept = _kept[root] = (state, load_rules(root, Report()))
    return kept[1]


def findings_in(file: Edited) -> list[Finding]:
    """Return what the rules of one file find in a file as it is now."""
    checked = read_file(file.workspace(), file.path, Report(), file.text)
    return [] if checked is None else check_file(checked, rules_of(file.root))
