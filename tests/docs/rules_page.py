"""``docs/reference/rules.md``, from ``assets/rules``."""

from itertools import groupby

from leafletgen.errors import Report
from leafletgen.rules.data import load_rules
from leafletgen.rules.rule import Rule
from tests.docs.markdown import ROOT, plain

_BEGINNING = """\
# Rules

What `leafletgen check` looks for: for each rule what it finds, why, who says so, and what is right. This page is made
from `assets/rules/`, where a workspace can change them: [check what is written](../howto/check.md).

An **error** endangers a reader or shuts somebody out, a **warning** is what nearly every editor would change,
**advice** is a matter of taste or says where to look. Without an error and a warning the command ends with 0.

"""


def text() -> str:
    """Return the page."""
    report = Report()
    rules = load_rules(ROOT, report)
    assert not report.diagnostics, report.diagnostics
    parts = [_BEGINNING, f"There are {len(rules)} rules.\n"]
    for group, entries in groupby(rules.values(), key=lambda rule: rule.group):
        of_group = list(entries)
        parts.append(f"\n## {group.replace('-', ' ').capitalize()}\n\n")
        parts.append(" · ".join(f"[{rule.id}](#{rule.id})" for rule in of_group) + "\n")
        parts += map(_entry, of_group)
    return "".join(parts)


def _entry(rule: Rule) -> str:
    languages = ", ".join(rule.languages) or "all languages"
    parts = [
        f"### {rule.id}",
        f"{rule.severity.value.capitalize()}: {_sentence(rule.title)}",
        plain(" ".join(rule.why.split())),
        f"**Source:** {_sentence(rule.source)} **Holds in** {languages}, for {', '.join(rule.kinds)}.",
    ]
    if rule.limits:
        parts.append(f"**Numbers:** {', '.join(f'{key} {number:g}' for key, number in rule.limits.items())}.")
    for heading, examples in (("Found", rule.bad), ("Right", rule.good)):
        parts += _examples(heading, examples)
    return "\n" + "\n\n".join(parts) + "\n"


def _examples(heading: str, examples: tuple[str, ...]) -> list[str]:
    """Examples as a block: as they are written in a file, each after an empty line."""
    if not examples:
        return []
    shown = "\n\n".join(example.rstrip() for example in examples)
    return [f"{heading}:", f"```yaml\n{shown}\n```"]


def _sentence(words: str) -> str:
    said = plain(" ".join(words.split()))
    return said if said.endswith(".") else f"{said}."
