"""The hooks for pre-commit: which files they are for, and what the page about checking says of them and of rules."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from leafletgen.app.checking.choosing import all_files
from leafletgen.cli.check import command
from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.rules.data import load_rules
from tests.docs.markdown import DOCS, blocks
from tests.support.building import ROOT

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
PAGE = (DOCS / "howto" / "check.md").read_text("utf-8")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_is_given_the_files_that_are_checked_and_no_others(hook: dict[str, Any]) -> None:
    pattern = re.compile(hook["files"])
    checked = {path.relative_to(ROOT).as_posix() for path in all_files(Workspace(ROOT))}
    everything = [
        path.relative_to(ROOT).as_posix()
        for folder in ("leaflets", "assets", "layouts")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    ]
    assert {name for name in everything if pattern.search(name)} == checked
    assert all(pattern.search(f"content/{name}") for name in checked)
    assert not pattern.search("notes/leaflets-old.yaml")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_a_command_with_options_that_there_are(hook: dict[str, Any]) -> None:
    program, name, *options = hook["entry"].split()
    assert (program, name, hook["language"]) == ("leafletgen", "check", "python")
    known = {option for parameter in command.params for option in parameter.opts}
    assert set(options) <= known
    assert hook["id"] in PAGE


def test_snippets_of_the_page_can_be_read() -> None:
    for block in blocks(PAGE):
        text = "\n".join(block.lines)
        if block.language == "yaml":
            assert yaml.safe_load(text)
        elif block.language == "toml":
            assert tomllib.loads(text)["project"]["entry-points"]["leafletgen.rules"]


def test_what_the_page_changes_of_the_rules_is_changed(tmp_path: Path) -> None:
    (text,) = (
        text for block in blocks(PAGE) if block.language == "yaml" and "\nrules:" in (text := "\n".join(block.lines))
    )
    (tmp_path / "assets" / "rules").mkdir(parents=True)
    (tmp_path / "assets" / "rules" / "ours.yaml").write_text(text, "utf-8")
    report = Report()
    ours, theirs = load_rules(tmp_path, report), load_rules(None, report)
    assert not report.diagnostics
    assert theirs.keys() - ours.keys() == {"heading-question"}
    assert ours["long-paragraph"].limits == {**theirs["long-paragraph"].limits, "sentences": 4}
    words, before = ({entry.words[0] for entry in rules["formal-word"].entries} for rules in (ours, theirs))
    assert (words - before, before - words) == ({"signpost"}, {"commence"})


def test_the_rule_that_the_page_shows_finds_what_it_says() -> None:
    from leafletgen.rules.plugins import Plugin
    from tests.rules.harness import applied, as_file

    (source,) = ("\n".join(block.lines) for block in blocks(PAGE) if block.language == "python")
    names: dict[str, Any] = {}
    exec(compile(source, "check.md", "exec"), names)  # the page's own example
    plugin = names["plugin"]
    assert isinstance(plugin, Plugin)
    for bad in plugin.rule.bad:
        file = as_file(f"- {bad}\n")
        (found,) = plugin.check(file, plugin.rule)
        assert "Come to Riverside." in applied(file.text, found.edits)
    for good in plugin.rule.good:
        assert list(plugin.check(as_file(f"- {good}\n"), plugin.rule)) == []
