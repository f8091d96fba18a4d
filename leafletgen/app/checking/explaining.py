"""What a rule is for, or a mistake that loading tells, by its name."""

from __future__ import annotations

from pathlib import Path

from leafletgen.codes import Explanation, explanations
from leafletgen.errors import ExitCode, Report, did_you_mean, refused
from leafletgen.rules.data import load_rules
from leafletgen.rules.rule import Rule


def explained(name: str, root: Path | None, report: Report) -> Rule | Explanation:
    """Return a rule with its data, or the explanation of a code.

    Args:
        name: the rule's id, or the code.
        root: the workspace, whose own rules come first; None outside of one.
        report: receives what is wrong with the workspace's rules.

    Raises:
        RefusedError: there is no such rule, and no such code.
    """
    rules = load_rules(root, report)
    codes = explanations()
    found = rules.get(name) or codes.get(name)
    if found is None:
        hint = did_you_mean(name, [*rules, *codes]) if name else ""
        raise refused("rule-unknown", f'no rule is called "{name}"', hint, ExitCode.USAGE)
    return found
