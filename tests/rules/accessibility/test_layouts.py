"""What is found of a layout: once, however many leaflets are set in it, and as its title promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from leafletgen.errors import Report
from leafletgen.library.workspace import Workspace
from leafletgen.rules.checked import CheckedFile, read_file
from leafletgen.rules.data import load_rules
from leafletgen.rules.running import compare, gather
from tests.rules.harness import PLAIN_HEAD, as_files, found_among
from tests.support.building import ROOT, Workshop


def test_a_layout_is_told_once() -> None:
    """Two leaflets in a layout are counted, and its fault is told at its place in the layout's file."""
    text = PLAIN_HEAD.replace("a4-leaflet", "tried-small") + "body:\n  - Move.\n"
    files = as_files({"leaflets/one.yaml": text, "leaflets/two.yaml": text})
    told = found_among("line-too-long", *files)
    assert [str(one.place) for one in told] == ["layouts/tried-small.yaml:4:15"]
    assert told[0].message.endswith("75 are the most (in 2 leaflets)")


@pytest.mark.parametrize(
    ("title", "size", "told"),
    [
        ("Large print", 16, []),
        ("Large print", 14, ["large print is 16 point at least", "captions", "its footer"]),
        ("A4", 14, []),
        ("A4", 11.5, ["text is 12 point at least"]),
    ],
)
def test_sizes_are_those_that_a_title_promises(tmp_path: Path, title: str, size: float, told: list[str]) -> None:
    """Large print is 16 point at least and has nothing smaller; other text 12, and footers 9."""
    Workshop(tmp_path)
    large = title == "Large print"
    scale = f"scale: {{small: {size if large else 12}, footer: {size if large else 9}, heading3: 16, key: 16}}\n"
    layout = (ROOT / "layouts" / "a4-leaflet.yaml").read_text("utf-8")
    head, _, rest = layout.partition("body: ")
    head = head.replace("A4 leaflet, 14 point", title)
    rest = rest[rest.index("cover: ") :]
    text = f"{head}body: {{size: {size}, leading: 1.4}}\n{scale}smallest: 9\n{rest}"
    (tmp_path / "layouts" / "tried.yaml").write_text(text, "utf-8")
    leaflet = tmp_path / "leaflets" / "tried.yaml"
    leaflet.write_text(PLAIN_HEAD.replace("a4-leaflet", "tried") + "body:\n  - Move.\n", "utf-8")
    rules = {"text-too-small": load_rules(ROOT, Report())["text-too-small"]}
    file = read_file(Workspace(tmp_path), leaflet, Report())
    assert isinstance(file, CheckedFile)
    found = compare({file.shown: gather(file, rules)}, rules)
    assert len(found) == len(told)
    assert all(any(words in one.message for one in found) for words in told)
