"""The data of the rules: `assets/rules/GROUP.yaml` of the workspace, and those of leafletgen for the other groups."""

from __future__ import annotations

from pathlib import Path

from leafletgen.content.model.rules import RuleEntry, RuleFile, WordEntry
from leafletgen.errors import Report, Severity
from leafletgen.rules.plugins import plugins
from leafletgen.rules.rule import Entry, Rule
from leafletgen.source.yaml import read_source

FOLDER = "assets/rules"


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
        root: the workspace, whose files come before those of leafletgen, group by group.
        report: receives what is wrong with the workspace's files.
    """
    return {name: rule for name, (rule, is_on) in every_rule(root, report).items() if is_on}


def every_rule(root: Path | None, report: Report) -> dict[str, tuple[Rule, bool]]:
    """Return all rules by their ids, each with whether it is on; see `load_rules`."""
    rules: dict[str, tuple[Rule, bool]] = {}
    for path, shown in rule_files(root):
        for rule, is_on in _read(path, shown, report):
            rules.setdefault(rule.id, (rule, is_on))
    for plugin in plugins(report):
        rules.setdefault(plugin.rule.id, (plugin.rule, True))
    return rules


def rule_files(root: Path | None) -> list[tuple[Path, str]]:
    """Return the files of all groups, each with the name that messages call it by."""
    groups: dict[str, tuple[Path, str]] = {}
    own = own_folder()
    folders = [folder for folder in (root / FOLDER if root is not None else None, own) if folder is not None]
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            groups.setdefault(path.stem, (path, f"{FOLDER}/{path.name}"))
    return [groups[name] for name in sorted(groups)]


def table_file(root: Path | None, name: str) -> tuple[Path, str] | None:
    """Return the file `assets/rules/NAME.yaml` of tables that rules look things up in, and what messages call it.

    That is a file without ``rules:``, such as a list of words, which whoever looks things up in it reads.
    """
    return next((found for found in rule_files(root) if found[0].stem == name), None)


def _read(path: Path, shown: str, report: Report) -> list[tuple[Rule, bool]]:
    root = read_source(path, shown, report)
    if root is not None and root.kind == "map" and "rules" not in root.data:
        return []  # a table
    file = None if root is None else RuleFile.read(root, report)
    if file is None:
        return []
    return [(_rule(name, path.stem, entry), entry.severity != "off") for name, entry in file.rules.items()]


def _rule(name: str, group: str, entry: RuleEntry) -> Rule:
    return Rule(
        name,
        group,
        Severity.ADVICE if entry.severity == "off" else Severity(entry.severity),
        entry.title,
        entry.why,
        entry.source,
        tuple(entry.languages),
        tuple(entry.kinds),
        tuple(entry.good),
        tuple(entry.bad),
        dict(entry.limits),
        {key: tuple(words) for key, words in entry.words.items()},
        tuple(map(_word_entry, entry.entries)),
    )


def _word_entry(entry: WordEntry) -> Entry:
    return Entry(
        tuple(entry.words),
        tuple(entry.say),
        dict(entry.forms),
        tuple(entry.exceptions),
        tuple(entry.near),
        entry.fix,
        entry.explained,
        entry.note,
    )
