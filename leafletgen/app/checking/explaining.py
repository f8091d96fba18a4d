"""What a rule is for, or a mistake that loading tells, by its name."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from leafletgen.codes import Explanation, explanations
from leafletgen.errors import ExitCode, Report, did_you_mean, refused
from leafletgen.rules.data import every_rule
from leafletgen.rules.plugins import is_of_plugin
from leafletgen.rules.rule import Rule


class Explained(NamedTuple):
    """A rule as it holds here.

    Attributes:
        rule: the rule with its data.
        is_on: whether it is looked for; a workspace can turn it off.
        is_ours: whether it came with leafletgen, and not with another package.
    """

    rule: Rule
    is_on: bool
    is_ours: bool


def explained(name: str, root: Path | None, report: Report) -> Explained | Explanation:
    """Return a rule as it holds here, or the explanation of a code.

    Args:
        name: the rule's id, or the code.
        root: the workspace, whose own rules come first; None outside of one.
        report: receives what is wrong with the workspace's rules.

    Raises:
        RefusedError: there is no such rule, and no such code.
    """
    rules, codes = every_rule(root, report), explanations()
    if name in rules:
        return Explained(*rules[name], not is_of_plugin(name))
    if name in codes:
        return codes[name]
    hint = did_you_mean(name, [*rules, *codes]) if name else ""
    raise refused("rule-unknown", f'no rule is called "{name}"', hint, ExitCode.USAGE)
