"""Golden cases: text that a rule must find, with the place of the words, and text that it must leave alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from leafletgen.rules.running import comparisons, file_checks
from tests.rules.harness import PLAIN_HEAD, as_file, found, rules, told, workspace

CASES = Path(__file__).parent / "cases"


def _cases() -> list[tuple[str, dict[str, Any]]]:
    return [
        (path.stem, case) for path in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize(
    ("rule", "case"), [pytest.param(*each, id=f"{each[0]}: {each[1]['name']}") for each in _cases()]
)
def test_golden_case(rule: str, case: dict[str, Any]) -> None:
    """What is found is what the case says, no more and no less; lines count in the case's own text."""
    kind, is_body = case.get("kind", "leaflet"), "body" in case
    text = case["body"] if is_body else case["file"]
    file = as_file(text, kind)
    # Lines and columns of a body are those of the body as the case has it.
    lines = file.text[: file.text.find("body:\n") + 6].count("\n") if is_body else 0
    columns = 2 if is_body else 0
    made = []
    for one in found(rule, text, kind):
        if one.place.file != file.shown:  # a layout's or a brand's, with its name before it
            made.append(f"{one.place.file}:{told(one, (workspace().root / one.place.file).read_text('utf-8'))}")
            continue
        place, _, words = told(one, file.text).partition(" ")
        line, column = map(int, place.split(":"))
        made.append(f"{line - lines}:{column - columns} {words}")
    assert made == case.get("found", [])


def test_each_rule_has_cases() -> None:
    """Each rule has a case that finds and one that does not, and each case is of a rule."""
    finds = {rule for rule, case in _cases() if case.get("found")}
    leaves = {rule for rule, case in _cases() if not case.get("found")}
    known = set(rules())
    assert known - finds == set(), "no case in which they find something"
    assert known - leaves == set(), "no case in which they find nothing"
    assert (finds | leaves) - known == set(), "cases of no rule"


def test_each_rule_has_data_and_a_function() -> None:
    """No rule without a function, and no function without data."""
    assert set(rules()) == {*file_checks(), *comparisons()}


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


assert PLAIN_HEAD.endswith("\n")
