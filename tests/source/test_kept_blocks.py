"""Blocks that were read before: what comes of them is what reading would give, and no two leaflets share any."""

from pathlib import Path

import pytest

from leafletgen.content.cross_references import walk
from leafletgen.content.model.blocks import Block
from leafletgen.content.model.leaflet import SharedBlocks
from leafletgen.errors import Report
from leafletgen.source import kept
from leafletgen.source import yaml as source
from leafletgen.source.inline import Prose
from leafletgen.source.records import Record
from leafletgen.source.yaml import Value, parse_source
from leafletgen.system.shelf import Again

FILES = sorted((Path(__file__).parents[2] / "leaflets").rglob("*.yaml"))
BLOCKS = """body:
  - heading: Why it helps
  - Bend your {brand.name} knees.  # all the way
  - list: [One, Two]
"""


@pytest.fixture(autouse=True)
def _forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_read", Again[tuple[object, ...], Record](1_000_000))
    monkeypatch.setattr(source, "_trees", Again[tuple[str, str], Value](1_000_000))


def read(text: str, private: bool = False) -> tuple[SharedBlocks | None, Report]:
    """Read blocks as a file of them."""
    report = Report()
    root = parse_source(text, "file.yaml", report, private)
    return (None if root is None else SharedBlocks.read(root, report)), report


def shape(record: object) -> list[str]:
    """All that is in a record, with its places."""
    return [f"{part!r} {part.place}" for part in walk(record)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_read_again_is_the_same(path: Path) -> None:
    text = path.read_text("utf-8")
    text = text[text.index("\nbody:\n") + 1 :]
    shapes = [shape(read(text)[0]) for _ in range(4)]
    shapes.append(shape(read(text + "\n")[0]))  # another tree, of the same blocks
    assert len(shapes[0]) > 1
    assert all(one == shapes[0] for one in shapes)


def test_no_two_share_what_can_be_changed() -> None:
    first, second, third = (read(BLOCKS + "#" * number)[0] for number in range(3))
    assert first and second and third
    before = shape(third)
    for part in walk(second.body):
        if isinstance(part, Prose):
            part.spans = ()
        elif isinstance(part, Block):
            part.only = ["changed"]
    again = read(BLOCKS + "####")[0]
    assert shape(third) == before == shape(first) == shape(again)


def test_a_block_that_moved_has_its_new_place() -> None:
    for number in (0, 1, 0, 1, 2):
        record, _ = read("\n" * number + BLOCKS)
        assert record is not None
        assert [block.place.line for block in record.body] == [number + 2, number + 3, number + 4]


def test_what_is_wrong_is_told_each_time() -> None:
    faulty = BLOCKS + "  - heading: Why\n    levle: 2\n  - 1) Stand up.\n"
    told = [read(faulty + " " * number)[1].diagnostics for number in (0, 0, 0, 1, 1)]
    assert len(told[0]) == 2
    assert all(one == told[0] for one in told)


def test_of_private_files_nothing_is_kept() -> None:
    for _ in range(4):
        assert read(BLOCKS, private=True)[0] is not None
    assert not source._trees._once
    assert not kept._read._once
