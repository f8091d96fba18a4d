"""``leafletgen check --explain``: why there is a rule, who says so, and what it finds."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import find_workspace, show
from leafletgen.codes import Explanation
from leafletgen.errors import visible

if TYPE_CHECKING:
    from leafletgen.app.checking.explaining import Explained

#: Columns of a terminal that a paragraph takes.
_WIDTH = 96
#: Words of a list that are shown; the rule's file has all of them.
_WORDS = 12


def print_explained(name: str, folder: Path | None) -> None:
    """Print what a rule or a code means; it need not be in a workspace."""
    from leafletgen.app.checking.explaining import explained
    from leafletgen.library.root import find_root

    root = find_workspace(folder) if folder is not None else find_root(Path.cwd())
    report = new_report()
    found = explained(name, root, report)
    lines = _code(found) if isinstance(found, Explanation) else _rule(found)
    click.echo("\n".join(lines))
    show(report.diagnostics)


def _rule(found: "Explained") -> Iterator[str]:
    rule = found.rule
    yield f"{rule.id} ({rule.severity.value if found.is_on else 'off'})"
    yield from _paragraph(rule.title)
    yield ""
    yield from _paragraph(f"Why: {rule.why}")
    yield from _paragraph(f"Source: {rule.source}")
    yield f"Holds in: {', '.join(rule.languages) or 'all languages'}; looks at: {', '.join(rule.kinds)}"
    if rule.limits:
        yield f"Numbers: {', '.join(f'{key} {number:g}' for key, number in rule.limits.items())}"
    for key, words in rule.words.items():
        more = f", and {len(words) - _WORDS} more" if len(words) > _WORDS else ""
        yield from _paragraph(f"Words, {key}: {', '.join(words[:_WORDS])}{more}")
    if rule.entries:
        shown = [
            f"{', '.join(entry.words)} (say {' or '.join(entry.say)})" if entry.say else ", ".join(entry.words)
            for entry in rule.entries
        ]
        yield ""
        yield f"Words that it finds, {len(shown)} in all:"
        yield from (f"  {visible(line)}" for line in shown)
    for heading, examples in (("Found:", rule.bad), ("Right:", rule.good)):
        if examples:
            yield ""
            yield heading
            for example in examples:
                first, *rest = map(visible, example.rstrip().split("\n"))
                yield f"  {first}"
                yield from (f"  {line}" for line in rest)
    yield ""
    if found.is_ours:
        yield f"It stands in assets/rules/{rule.group}.yaml, where a workspace can change it."
    else:
        yield "It comes with another package. An entry of its id in a file of assets/rules changes it."
    yield "Where it is wrong for once, the file says so with its reason:"
    yield f"  waive: [{{rule: {rule.id}, because: why it may stand here}}]"


def _code(code: Explanation) -> Iterator[str]:
    yield f"{code.code} ({' or '.join(each.value for each in code.severities)})"
    yield from _paragraph(code.cause)
    yield ""
    yield from _paragraph(f"What to do: {code.cure}")
    if code.example:
        yield f"For example: {code.example}"


def _paragraph(text: str) -> list[str]:
    from textwrap import wrap

    return wrap(visible(" ".join(text.split())), _WIDTH, break_long_words=False, break_on_hyphens=False)
