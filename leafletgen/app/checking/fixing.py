"""Which files of a workspace have safe changes to make, and making them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from leafletgen.app.checking.checking import chosen_rules, findings_in
from leafletgen.app.checking.mending import Mended, mend, write
from leafletgen.app.checking.results import at_least
from leafletgen.errors import Place, Report, Severity
from leafletgen.library.translation_names import head_of, named_like_translations_of
from leafletgen.system.writing import WriteError

if TYPE_CHECKING:
    from leafletgen.app.checking.results import Results
    from leafletgen.library.workspace import Workspace
    from leafletgen.rules.finding import Finding


def prepared(
    workspace: Workspace, results: Results, rules: Sequence[str], severity: Severity, report: Report
) -> list[Mended]:
    """Return the files with what is to be changed in them; nothing is written.

    Args:
        workspace: the workspace.
        results: what was found; files without a change there are not looked at again.
        rules: the rules whose changes are made; all of them when empty.
        severity: changes of findings below it are not made.
        report: receives what is wrong.
    """
    known = chosen_rules(workspace, rules, report)
    known_already = {_lasting(one) for one in results.known}
    files = dict.fromkeys(finding.place.file for finding in results.findings if finding.edits)
    changed = []
    for shown in files:
        path = workspace.root / shown

        def find(text: str, path: Path = path) -> list[Finding] | None:
            found = findings_in(workspace, path, text, known)
            if found is None:
                return None
            return [
                one._replace(edits=())
                if not at_least(one.severity, severity) or _lasting(one) in known_already
                else one
                for one in found
            ]

        try:
            mended = mend(path, shown, find)
        except OSError as fault:
            report.error(
                "file-not-readable",
                f"this file cannot be read: {fault.strerror or fault}",
                "check name and rights",
                Place(shown, 1, 1),
            )
            continue
        if mended is not None and mended.quarrel:
            report.warning(
                "fixes-undo-each-other",
                f"changes of these rules undo each other, so that none was made: {', '.join(mended.quarrel)}",
                "change the words yourself, and tell whoever wrote the rules",
                Place(shown, 1, 1),
            )
        elif mended is not None:
            changed.append(mended)
    return changed


def _lasting(finding: Finding) -> tuple[str, str, str]:
    """What a finding is known by when its place moves."""
    return finding.rule, finding.place.file, finding.message


def stale_translations(workspace: Workspace, changed: Sequence[Mended]) -> list[str]:
    """Return the translations of files with changes, as messages call them: what they translate says something else."""
    files = {one.path for one in changed}
    return [
        workspace.shown(translation)
        for one in changed
        for translation in named_like_translations_of(one.path)
        if translation not in files and head_of(translation) is not None
    ]


def carry_out(workspace: Workspace, changed: Sequence[Mended]) -> list[WriteError]:
    """Write files with their changes, and return why some could not be written; the others are."""
    faults = []
    real = workspace.root.resolve()
    for one in changed:
        try:
            if not one.path.resolve().is_relative_to(real):
                raise WriteError(f"{one.shown} is a link to a file outside of the workspace")
            write(one)
        except WriteError as fault:
            faults.append(fault)
    return faults
