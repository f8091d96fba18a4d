"""A glance at the beginning of a file finds what the whole reading finds, and trips over nothing."""

from pathlib import Path

import pytest

from leafletgen.errors import Report
from leafletgen.source.heads import read_head
from leafletgen.source.yaml import MAXIMUM_BYTES, read_source

ROOT = Path(__file__).parents[2]
TEXT = """\
# A comment
name: "Child's pose"
extra: {name: not this one, areas: [nor this]}
other_names:
  - Balasana
  - >-
    prayer
    stretch
areas: []
exercises:
  - bridge
  - {exercise: clamshell, note: Slowly}
"""


def head(folder: Path, content: bytes, *keys: str) -> dict[str, list[str]] | None:
    path = folder / "x.yaml"
    path.write_bytes(content)
    return read_head(path, keys)


def test_values_of_keys(tmp_path: Path) -> None:
    assert head(tmp_path, TEXT.encode(), "name", "other_names", "areas", "exercises", "position") == {
        "name": ["Child's pose"],
        "other_names": ["Balasana", "prayer stretch"],
        "areas": [],
        "exercises": ["bridge", "clamshell", "Slowly"],
    }


def test_reading_ends_when_all_is_found(tmp_path: Path) -> None:
    assert head(tmp_path, b"name: Bridge\nareas: [hip]\nlevel: [1\n", "name", "areas") == {
        "name": ["Bridge"],
        "areas": ["hip"],
    }


@pytest.mark.parametrize(
    "content",
    [b"name: [Bridge\n", b"name: \xff\n", b"name: Bridge\n" + b"#" * MAXIMUM_BYTES, b"a: b: c\n", b"\x00"],
)
def test_what_cannot_be_read_that_far(tmp_path: Path, content: bytes) -> None:
    assert head(tmp_path, content, "name", "areas") is None


@pytest.mark.parametrize(
    "content", [b"", b"text", b"- name\n- Bridge\n", b"# nothing\n", b"? {a: b}\n: c\n", b"*a : b"]
)
def test_what_is_no_map_of_these_keys(tmp_path: Path, content: bytes) -> None:
    assert not head(tmp_path, content, "name")


def test_no_file(tmp_path: Path) -> None:
    assert read_head(tmp_path / "none.yaml", ["name"]) is None


@pytest.mark.parametrize("folder", ["exercises", "programmes"])
def test_it_is_what_the_whole_reading_finds(folder: str) -> None:
    for path in sorted((ROOT / "assets" / folder).glob("*.yaml")):
        root = read_source(path, path.name, Report())
        assert root is not None
        translated = "translates" in root.data  # which has no areas, and no aim where it is an exercise's
        kind = "translates" if translated else "areas" if folder == "exercises" else "aim"
        found = read_head(path, ["name", kind])
        assert found is not None
        assert found["name"] == [root.data["name"].data]
        whole = root.data[kind]
        assert found[kind] == ([whole.data] if whole.kind == "scalar" else [each.data for each in whole.data])
