"""Golden cases: text that a rule must find, with the place of the words, and text that it must leave alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.registry import ASKED_ALONE
from leafletgen.rules.running import comparisons, file_checks
from tests.rules.harness import as_file, as_files, found, found_among, lines_before, rules, told

CASES = Path(__file__).parent / "cases"


def _cases() -> list[tuple[str, dict[str, Any]]]:
    return [
        (path.stem, case) for path in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize(
    ("rule", "case"), [pytest.param(*each, id=f"{each[0]}: {each[1]['name']}") for each in _cases()]
)
def test_golden_case(rule: str, case: dict[str, Any]) -> None:
    """What is found is what the case says, no more and no less.

    Lines and columns count in the case's own text, also where that is a body alone. A case of several files names the
    file before the line.
    """
    if "files" in case:
        files = as_files(case["files"])
        made = [_told_in(one, files, case["files"]) for one in found_among(rule, *files)]
    else:
        text, kind = case["body"] if "body" in case else case["file"], case.get("kind", "leaflet")
        files = [as_file(text, kind)]
        told_in = [_told_in(one, files, {files[0].shown: text}) for one in found(rule, text, kind)]
        made = [one.removeprefix(f"{files[0].shown}:") for one in told_in]
    assert made == case.get("found", [])


def _told_in(finding: Finding, files: list[CheckedFile], texts: dict[str, str]) -> str:
    """A finding as cases have it, ``FILE:LINE:COLUMN words``."""
    file = next((one for one in files if one.shown == finding.place.file), None)
    if file is None:  # in a file that the case does not have, such as the brand
        return f"{finding.place}"
    lines, columns = (0, 0) if texts[file.shown] == file.text else lines_before(file)
    place, _, words = told(finding, file.text).partition(" ")
    line, column = map(int, place.split(":"))
    return f"{file.shown}:{line - lines}:{column - columns} {words}"


def test_each_rule_has_cases() -> None:
    """Each rule has a case that finds and one that does not, and each case is of a rule."""
    finds = {rule for rule, case in _cases() if case.get("found")}
    leaves = {rule for rule, case in _cases() if not case.get("found")}
    known = set(rules()) - set(ASKED_ALONE)
    assert known - finds == set(), "no case in which they find something"
    assert known - leaves == set(), "no case in which they find nothing"
    assert (finds | leaves) - known == set(), "cases of no rule"


def test_each_rule_has_data_and_a_function() -> None:
    """No rule without a function, and no function without data."""
    assert set(rules()) - set(ASKED_ALONE) == {*file_checks(), *comparisons()}
    assert set(ASKED_ALONE) <= set(rules())


@pytest.mark.parametrize("rule", sorted(set(rules()) & set(file_checks())))
def test_examples_of_a_rule(rule: str) -> None:
    """Each bad example is found, each good one is not: examples are a paragraph, or blocks, or a whole file."""
    entry = rules()[rule]
    kind: Any = entry.kinds[0]
    for text in entry.bad:
        assert found(rule, _as_blocks(text), kind), f"not found: {text}"
    for text in entry.good:
        assert not found(rule, _as_blocks(text), kind), f"found: {text}"


def _as_blocks(text: str) -> str:
    """Blocks as they are, a whole file as well; other words as a paragraph."""
    if text.lstrip().startswith("- ") or "\nbody:" in text or text.startswith(("name:", "code:", "body:")):
        return text
    return "- " + yaml.safe_dump(text, allow_unicode=True, width=10_000, default_style='"').strip()
