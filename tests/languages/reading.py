"""What readers make of words in each script: how many of a text's words each program gives back, and in what order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import yaml

from tests.checker import structure
from tests.languages.sampling import LANGUAGES, leaflet_text
from tests.readers.outline import LINE_END, PAGE_END
from tests.readers.readers import READERS, WORDS
from tests.support.building import Workshop

_FILE = Path(__file__).parent / "read.yaml"
_HEADING = '# What readers make of each language: written by "python -m tests.languages.record", never by hand.\n'
#: The kinds of blocks whose words are compared: running text, which most of a leaflet is.
_KINDS = ("text", "list", "steps", "key", "card", "table")
_LAYOUT = "reading"
_PAGE = """\
title: A4 for readers
page: {size: a4, margins_mm: {top: 15, bottom: 19, left: 14, right: 14}}
body: {size: 12, leading: 1.4}
footer: {}
"""
_HIDDEN = re.compile("<([0-9A-F]{4,6})>")
#: Zero-width non-joiner and joiner belong to a word; other signs that show nothing do not.
_KEPT = ("200C", "200D")
#: Of languages without spaces between words the letters are compared.
_WITHOUT_SPACES = ("zh-Hans", "th")


class Heard(NamedTuple):
    """Of each hundred words of a text, how many a reader gives back as they are, and how many of them in order."""

    words: int
    in_order: int


class Recorded(NamedTuple):
    """What was heard by language and reader, and with which versions."""

    versions: dict[str, str]
    heard: dict[str, dict[str, Heard]]


class Gap(NamedTuple):
    """Why some readers give back fewer words of some languages, or in another order."""

    readers: tuple[str, ...]
    languages: tuple[str, ...]
    why: str


def gaps() -> list[Gap]:
    """Return all that are known."""
    entries = yaml.safe_load(_FILE.with_name("gaps.yaml").read_text("utf-8"))
    return [Gap(tuple(one["readers"]), tuple(one["languages"]), one["why"].strip()) for one in entries]


def load() -> Recorded:
    """Return what is recorded."""
    data = yaml.safe_load(_FILE.read_text("utf-8"))
    heard = {language: {name: Heard(*pair) for name, pair in by.items()} for language, by in data["heard"].items()}
    return Recorded(data["versions"], heard)


def save(recorded: Recorded) -> None:
    """Write it, in the order of languages and readers."""
    heard = {
        language: {name: list(recorded.heard[language][name]) for name in WORDS if name in recorded.heard[language]}
        for language in LANGUAGES
    }
    data = {"versions": {name: recorded.versions[name] for name in WORDS if name in recorded.versions}, "heard": heard}
    text = yaml.safe_dump(data, sort_keys=False, default_flow_style=None, width=1_000_000)
    _FILE.write_text(_HEADING + text, "utf-8", newline="\n")


def make(folder: Path) -> dict[str, Path]:
    """Set the text of each language in a folder, and return the files."""
    shop, files = Workshop(folder), {}
    (folder / "layouts" / f"{_LAYOUT}.yaml").write_text(_PAGE, "utf-8")
    for language in LANGUAGES:
        text = leaflet_text(language, _LAYOUT, _KINDS)
        built = shop.build(shop.add_text(f"reading-{language.lower()}", text), _LAYOUT)
        assert built.path is not None, built.diagnostics
        files[language] = built.path
    return files


def listen(reader: str, files: Mapping[str, Path]) -> dict[str, Heard]:
    """Return what a reader makes of each language."""
    said = READERS[reader].read(list(files.values()))
    return {
        language: compared(units(structure.reading_text(path), language), units(plain(words), language))
        for (language, path), words in zip(files.items(), said, strict=True)
    }


def plain(said: str) -> str:
    """What a reader said, without the marks that show what cannot be seen."""
    for mark in (LINE_END, PAGE_END):
        said = said.replace(mark, " ")
    return _HIDDEN.sub(lambda found: chr(int(found[1], 16)) if found[1] in _KEPT else " ", said)


def units(text: str, language: str) -> list[str]:
    """The words of a text without the marks round them, or its signs where there is no space between words."""
    if language in _WITHOUT_SPACES:
        return [*"".join(text.split())]
    return [bare for word in text.split() if (bare := _without_marks(word))]


def _without_marks(word: str) -> str:
    start, end = 0, len(word)
    while start < end and unicodedata.category(word[start])[0] in "PS":
        start += 1
    while start < end and unicodedata.category(word[end - 1])[0] in "PS":
        end -= 1
    return word[start:end]


def compared(expected: Sequence[str], read: Sequence[str]) -> Heard:
    """Compare what should be read with what was."""
    alike = SequenceMatcher(None, expected, read, autojunk=False)
    in_order = sum(block.size for block in alike.get_matching_blocks())
    common = (Counter(expected) & Counter(read)).total()
    return Heard(*(100 * count // len(expected) for count in (common, in_order)))
