"""The data of the rules: those of leafletgen, and what `assets/rules` of a workspace has otherwise.

A file `GROUP.yaml` has ``rules:``, a map from ids to rules. A workspace may have a whole copy of it, or only what it
changes: a severity, a limit, a list of words. A file without ``rules:`` is a table that some rule looks things up in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from leafletgen.errors import Report, Severity, did_you_mean
from leafletgen.rules import compiled
from leafletgen.rules.plugins import plugins, versions_of_plugins
from leafletgen.rules.rule import Rule
from leafletgen.source.yaml import read_bounded

if TYPE_CHECKING:
    from leafletgen.content.model.rules import RuleEntry
    from leafletgen.errors import Place

FOLDER: Final = "assets/rules"

Known = dict[str, tuple[Rule, bool]]
"""Rules by their ids, each with whether it is on."""


@cache
def own_folder() -> Path | None:
    """Return the folder of the rules that came with leafletgen: inside the package, else the checkout around it."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "starter" / FOLDER, package.parent / FOLDER):
        if folder.is_dir():
            return folder
    return None


def load_rules(root: Path | None, report: Report) -> dict[str, Rule]:
    """Return all rules by their ids, those that are off left out.

    Args:
        root: the workspace, which may have some otherwise.
        report: receives what is wrong with the workspace's files.
    """
    return {name: rule for name, (rule, is_on) in every_rule(root, report).items() if is_on}


def every_rule(root: Path | None, report: Report) -> Known:
    """Return all rules by their ids, each with whether it is on; see `load_rules`."""
    files = [(path, shown, _read(path)) for path, shown in _files(root)]
    own = own_folder()
    key = compiled.key_of([(shown, text) for _, shown, text in files], versions_of_plugins())
    kept = compiled.recall(key)
    if kept is not None:
        return kept
    from leafletgen.rules.parsing import Parsed, add, complete, parsed  # what is kept needs no YAML

    found = Report(report.wording)
    rules: Known = {}
    for plugin in plugins(found):
        _tell_taken(plugin.rule.id, rules, found)
        rules[plugin.rule.id] = (plugin.rule, True)
    ours: dict[str, bytes] = {}
    own_ids = set(rules)
    for path, shown, text in files:
        is_own = own is not None and path.parent == own
        if is_own:
            ours[path.name] = text
        elif ours.get(path.name) == text:
            continue  # a copy as it came
        entries: Parsed = parsed(path, shown, found)
        for name, (entry, place) in entries.items():
            if is_own:
                own_ids.add(name)
                _tell_taken(name, rules, found)
                made = complete(name, path.stem, entry, place, found)
                if made is not None:
                    rules[name] = made
            elif name in own_ids:
                _tell_unknown_names(name, rules[name][0], entry, place, found)
                rules[name] = add(rules[name], entry)
            else:
                found.warning(
                    "rule-without-function",
                    f'no rule is called "{name}", so that nothing looks for it',
                    did_you_mean(name, own_ids) or "take it out",
                    place,
                )
    report.add(found.diagnostics)
    if not found.diagnostics:
        compiled.keep(key, rules)
    return rules


def rule_files(root: Path | None) -> list[tuple[Path, str]]:
    """Return every file that rules or tables are read from, each with the name that messages call it by."""
    return list(_files(root))


def _files(root: Path | None) -> Iterator[tuple[Path, str]]:
    for folder in _folders(root):
        for path in sorted(folder.glob("*.yaml")):
            if path.is_file() or not path.exists():  # whoever reads it tells of a link to nothing
                yield path, f"{FOLDER}/{path.name}"


@cache
def _folders(root: Path | None) -> list[Path]:
    """That of leafletgen, then that of the workspace."""
    own = own_folder()
    theirs = root / FOLDER if root is not None else None
    if theirs is not None and own is not None and theirs.resolve() == own.resolve():
        theirs = None
    return [folder for folder in (own, theirs) if folder is not None]


def _read(path: Path) -> bytes:
    """What stands in a file; nothing of one that cannot be read, which whoever parses it tells."""
    try:
        return read_bounded(path)
    except OSError:
        return b""


def _tell_taken(name: str, rules: Known, report: Report) -> None:
    """Report a rule of another package that is called like one that comes after it."""
    if name in rules:
        report.warning(
            "rule-not-loaded",
            f'a rule of another package is called "{name}" like another rule, and is not looked for',
            "tell whoever wrote the package that the id is taken, or take it out of this environment",
        )


def _tell_unknown_names(name: str, rule: Rule, entry: RuleEntry, place: Place, report: Report) -> None:
    """Report numbers and lists of words that no function looks at: a slip of the pen would change nothing."""
    for what, known, given in (("number", rule.limits, entry.limits), ("list of words", rule.words, entry.words)):
        for one in given:
            if one not in known:
                report.warning(
                    "rule-name-unknown",
                    f'the rule "{name}" has no {what} called "{one}", so that nothing looks at it',
                    did_you_mean(one, known) or "take it out",
                    place,
                )


def table_file(root: Path | None, name: str) -> tuple[Path, str] | None:
    """Return the file `assets/rules/NAME.yaml` of tables that rules look things up in, and what messages call it.

    That is a file without ``rules:``, such as a list of signs, which whoever looks things up in it reads. A workspace's
    own file comes before that of leafletgen.
    """
    for folder in _folders(root)[::-1]:
        path = folder / f"{name}.yaml"
        if path.is_file():
            return path, f"{FOLDER}/{path.name}"
    return None


def severities(rules: Mapping[str, Rule]) -> dict[str, Severity]:
    """Return how bad each rule is."""
    return {name: rule.severity for name, rule in rules.items()}
