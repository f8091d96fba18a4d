"""Leaflets that are half written or damaged: no rule raises an exception, whatever stands in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leafletgen.errors import Report
from leafletgen.rules.checked import CheckedFile, read_file
from tests.rules.harness import PLAIN_HEAD, all_found, rules, workspace
from tests.support.building import ROOT

OURS = {name: rule for name, rule in rules().items() if rule.group == "accessibility"}
#: Files with all kinds of blocks, of which pieces are taken out, said twice, and put elsewhere.
SOURCES = [
    (ROOT / "leaflets" / "P4400-mid-back-pain.yaml").read_text("utf-8").split("\n"),
    (ROOT / "tests" / "support" / "every_block.yaml").read_text("utf-8").split("\n"),
    (ROOT / "assets" / "exercises" / "bridge.yaml").read_text("utf-8").split("\n"),
    (ROOT / "assets" / "brands" / "riverside" / "brand.yaml").read_text("utf-8").split("\n"),
    [
        *PLAIN_HEAD.split("\n"),
        "body:",
        "  - {image: tried/knee.svg, alt: Knee, width: x}",
        '  - "a.b": {image: x.svg}',
        "  - card: {level: emergency, items: [[a], {b: c}], body: [1, {resources: 3}]}",
        "  - table: {header: [], rows: [1]}",
        "  - table: {header: x, rows: {}}",
        "  - pictures: {image: y}",
        "cover: [a]",
        "layouts: {a: b}",
        "body: 3",
    ],
]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A file with some of its lines left out, twice, in another place, or cut."""
    lines = [*draw(st.sampled_from(SOURCES))]
    for _ in range(draw(st.integers(1, 8))):
        at, to = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["out", "twice", "moved", "cut", "in", "other"])):
            case "out" if len(lines) > 2:
                del lines[at]
            case "twice":
                lines.insert(to, lines[at])
            case "moved":
                lines.insert(to, lines.pop(at))
            case "cut":
                lines[at] = lines[at][: len(lines[at]) // 2]
            case "in":
                lines[at] = "  " + lines[at]
            case _:
                lines[at] = draw(
                    st.sampled_from(["  - image: ''", "  - table: []", "    alt: {}", "  - card: x", "- [", "?"])
                )
    return "\n".join(lines)


@pytest.mark.parametrize(
    "kind",
    [
        "leaflets/tried.yaml",
        "leaflets/shared/tried.yaml",
        "assets/exercises/tried.yaml",
        "assets/brands/riverside/brand.yaml",
    ],
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=damaged())
def test_no_rule_raises(kind: str, text: str) -> None:
    """Whatever can be read as YAML is looked at by each rule."""
    file = read_file(workspace(), workspace().root / Path(kind), Report(), text)
    if isinstance(file, CheckedFile):
        all_found(file, OURS)
