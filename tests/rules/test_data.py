"""The data of the rules: a workspace changes what it writes and nothing else, and faults have their place."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from leafletgen.errors import Report, Severity
from leafletgen.rules import compiled
from leafletgen.rules.data import every_rule, load_rules, own_folder, rule_files, table_file
from leafletgen.rules.patterns import later
from leafletgen.rules.rule import Rule
from tests.rules.harness import all_found, as_file


def _workspace(folder: Path, **files: str) -> Path:
    rules = folder / "assets" / "rules"
    rules.mkdir(parents=True)
    for name, text in files.items():
        (rules / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def _rules(root: Path) -> dict[str, Rule]:
    report = Report()
    rules = load_rules(root, report)
    assert not report.diagnostics, report.diagnostics
    return rules


def test_the_rules_of_leafletgen_have_no_fault() -> None:
    """Each has its why and its source, and nothing is told of their files."""
    rules = _rules(Path("nowhere"))
    assert len(rules) > 60
    assert all(rule.title and rule.why and rule.source for rule in rules.values())


def test_a_workspace_changes_only_what_it_writes(tmp_path: Path) -> None:
    """A severity, a limit and a list of words of a rule change; the rest of it, and all other rules, stay."""
    ours = _rules(Path("nowhere"))
    name = "long-sentence"
    limit = next(iter(ours[name].limits))
    text = f"rules:\n  {name}:\n    severity: error\n    limits: {{{limit}: 31}}\n    languages: [EN-gb]\n"
    theirs = _rules(_workspace(tmp_path, ours=text))
    assert theirs.keys() == ours.keys()
    assert (theirs[name].severity, theirs[name].limits[limit]) == (Severity.ERROR, 31.0)
    assert theirs[name].languages == ("en",)
    assert (theirs[name].why, theirs[name].group) == (ours[name].why, ours[name].group)
    assert {key: rule for key, rule in theirs.items() if key != name} == {
        key: rule for key, rule in ours.items() if key != name
    }


def test_a_rule_is_turned_off(tmp_path: Path) -> None:
    """It is known and not looked for, so that a waiver of it is no mistake."""
    root = _workspace(tmp_path, ours="rules:\n  long-sentence: {severity: off}\n")
    assert "long-sentence" not in _rules(root)
    assert every_rule(root, Report())["long-sentence"][1] is False


def test_words_are_added_replaced_and_removed(tmp_path: Path) -> None:
    """An entry is known by its first words."""
    ours = _rules(Path("nowhere"))["medical-word"].entries
    first, second = ours[0].words[0], ours[1].words[0]
    text = (
        "rules:\n  medical-word:\n    entries:\n"
        f'      - {{not: "{first}", removed: true}}\n      - {{not: "{second}", say: other}}\n'
        "      - {not: ours, say: yours}\n"
    )
    theirs = {entry.words[0]: entry for entry in _rules(_workspace(tmp_path, ours=text))["medical-word"].entries}
    assert first not in theirs
    assert (theirs[second].say, theirs["ours"].say) == (("other",), ("yours",))
    assert len(theirs) == len(ours)


def test_faults_have_their_place(tmp_path: Path) -> None:
    """A rule that there is not, a severity that there is not, and broken YAML are told, and the rest is read."""
    root = _workspace(
        tmp_path, one="rules:\n  long-sentense: {severity: off}\n  long-sentence: {severity: bad}\n", two="rules: [\n"
    )
    report = Report()
    assert "long-sentence" in load_rules(root, report)
    told = {(str(one.place), one.code): one.hint for one in report.diagnostics}
    assert 'did you mean "long-sentence"?' in told["assets/rules/one.yaml:2:3", "rule-without-function"]
    assert ("assets/rules/one.yaml:3:29", "wrong-value") in told
    assert any(place.startswith("assets/rules/two.yaml:") for place, _ in told)


def test_a_table_is_no_file_of_rules(tmp_path: Path) -> None:
    """It is read by whoever looks things up in it; a workspace's own comes first."""
    root = _workspace(tmp_path, topics="topics: {}\n")
    assert table_file(root, "topics") == (root / "assets/rules/topics.yaml", "assets/rules/topics.yaml")
    own = own_folder()
    assert own is not None
    assert table_file(None, "topics") == (own / "topics.yaml", "assets/rules/topics.yaml")
    assert _rules(root)
    assert len(rule_files(root)) == len(rule_files(None)) + 1


def test_rules_are_kept_until_a_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is what was read; a changed file is read again, and a damaged file of kept rules is no fault."""
    root = _workspace(tmp_path, ours="rules:\n  long-sentence: {severity: error}\n")
    folder = tmp_path / "cache"
    monkeypatch.setenv("LEAFLETGEN_CACHE", str(folder))
    read = _rules(root)
    [kept] = folder.glob("*-rules")
    assert _rules(root) == read
    kept.write_text("{", "utf-8")
    assert _rules(root) == read
    monkeypatch.setenv("LEAFLETGEN_CACHE", "")
    assert _rules(root) == read
    (root / "assets/rules/ours.yaml").write_text("rules:\n  long-sentence: {severity: advice}\n", "utf-8")
    assert _rules(root)["long-sentence"].severity is Severity.ADVICE
    assert compiled.recall("another") is None


def test_names_that_no_function_looks_at_are_told(tmp_path: Path) -> None:
    """A slip of the pen in the name of a number or a list would change nothing, silently."""
    text = "rules:\n  heading-long: {limits: {charcters: 3}, words: {openers: [a]}}\n"
    report = Report()
    load_rules(_workspace(tmp_path, ours=text), report)
    assert [(one.code, one.place and one.place.line, one.hint) for one in report.diagnostics] == [
        ("rule-name-unknown", 2, "take it out"),
        ("rule-name-unknown", 2, 'did you mean "characters"?'),
    ]


def test_a_file_that_cannot_be_read_is_told_and_one_that_is_none_is_passed_by(tmp_path: Path) -> None:
    """A link to nothing has to be told; a folder, or a pipe that would never end, is no file."""
    root = _workspace(tmp_path)
    (root / "assets/rules/gone.yaml").symlink_to("nowhere")
    (root / "assets/rules/folder.yaml").mkdir()
    os.mkfifo(root / "assets/rules/pipe.yaml")
    report = Report()
    assert load_rules(root, report).keys() == _rules(Path("nowhere")).keys()
    assert [(one.code, str(one.place)) for one in report.diagnostics] == [
        ("file-not-readable", "assets/rules/gone.yaml:1:1")
    ]


WORDS = [(), ("([", " *"), ("*",), ("+", "|", "a|"), ("{", "}"), ("%s", "\\1"), (".",)]


@pytest.mark.parametrize("name", ["range-to", "date-form", "colour-alone", "passive-heavy"])
def test_words_and_numbers_of_a_workspace_may_be_anything(name: str) -> None:
    """They are words and no patterns, and a list may be empty: the rule finds less, or more, and never fails."""
    rule = _rules(Path("nowhere"))[name]
    changed = [replace(rule, words={**rule.words, key: words}) for key in rule.words for words in WORDS]
    changed += [replace(rule, limits={**rule.limits, key: number}) for key in rule.limits for number in (0.0, 1e6)]
    body = (
        "- Monday-Friday, 5-10 days, the red line is shown in red.\n- heading: One\n- It was done on 6 Aug 2018, "
        "6th of August 2018 and 2018-08-06.\n"
    )
    for each in changed:
        all_found(as_file(body), {name: each})


def test_a_pattern_is_compiled_when_it_is_used_first() -> None:
    """It finds what a compiled one finds, by each way to ask."""
    pattern = later(r"(?P<low>\d+) to (\d+)", re.IGNORECASE)
    assert "search" not in vars(pattern)
    found = pattern.search("from 5 TO 10 days")
    assert found is not None
    assert (found["low"], found.span()) == ("5", (5, 12))
    assert "search" in vars(pattern)
    assert [each[0] for each in pattern.finditer("1 to 2, 3 to 4")] == ["1 to 2", "3 to 4"]
    assert (pattern.flags & re.IGNORECASE, pattern.sub("", "5 to 6!")) == (re.IGNORECASE, "!")
