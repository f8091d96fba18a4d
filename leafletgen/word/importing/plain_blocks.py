"""The blocks of imported leaflets as plain data and as plain words, to compare leaflets with each other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from leafletgen.word.importing.made import Made, Value
from leafletgen.word.importing.reported import Reported

_NO_WORDS: Final = frozenset({"image", "level", "width", "start", "id", "decorative"})
"""Keys whose values say nothing to a reader."""
_MARKS: Final = re.compile(r"\\(?=[\\*^\[\]{}()@])|\*|\{lang=[\w-]+\}|\]\([^()\s]*\)|\[")


_RED_FLAGS: Final = re.compile(
    r"\b(?:999|111|A&E|emergency(?! stop)|emergencies|red flags?|urgent(?:ly)?|straight ?away)\b", re.I
)


class PlainBlock(NamedTuple):
    """A block of a leaflet.

    Attributes:
        file: which of the files it is from, from 0.
        key: the block as its YAML reads, as JSON: the same for blocks that say the same.
        words: what it says, without marks.
        is_heading: whether it is a heading, which says nothing alone.
    """

    file: int
    key: str
    words: str
    is_heading: bool

    @property
    def data(self) -> Any:
        """The block as its YAML reads."""
        return json.loads(self.key)


def blocks_of(files: Sequence[Reported]) -> list[list[PlainBlock]]:
    """Return the blocks of each file; none of one that was not imported."""
    made = []
    for number, reported in enumerate(files):
        body = reported.imported.leaflet.body if reported.imported else []
        made.append([_block(number, plain(one)) for one in body if one.value != ""])
    return made


def kind_of_words(words: str) -> str:
    """Return what messages call words: red flags, or words."""
    return "red flags" if _RED_FLAGS.search(words) else "words"


def plain(value: Value) -> Any:
    """Return a value of YAML without what only the import knows of it."""
    if isinstance(value, Made):
        return plain(value.value)
    if isinstance(value, Mapping):
        return {key: plain(held) for key, held in value.items()}
    if isinstance(value, (str, int)):
        return value
    return [plain(entry) for entry in value if not (isinstance(entry, Made) and entry.value == "")]


def _block(file: int, data: Any) -> PlainBlock:
    is_heading = isinstance(data, Mapping) and "heading" in data
    return PlainBlock(file, json.dumps(data, ensure_ascii=False), " ".join(_said(data)), is_heading)


def _said(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield " ".join(_MARKS.sub("", data).split())
    elif isinstance(data, dict):
        for key, held in data.items():
            if key not in _NO_WORDS:
                yield from _said(held)
    elif isinstance(data, list):
        for entry in data:
            yield from _said(entry)
