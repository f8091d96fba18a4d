"""Languages as Word writes them (en-US, de-DE), and as a leaflet does (en-GB, de)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from leafletgen.source.inline import LANGUAGE_TAG
from leafletgen.word.story import Block, Paragraph, Story, Stretch, Table

_WHOLE_TAG: Final = re.compile(LANGUAGE_TAG)
_CHINESE: Final = {"zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant"}
_NO_LANGUAGE: Final = frozenset({"x-none", "zxx", "und", "none"})


@lru_cache(maxsize=256)
def short_tag(tag: str) -> str:
    """Return the language of a tag without its country, as marks have it; "" for no language.

    Word marks passages with the country of its dictionary, at random within one language. The country tells the
    script of Chinese, and nothing that a reader hears of others.
    """
    tag = tag.strip().replace("_", "-")
    lower = tag.lower()
    if lower in _CHINESE:
        return _CHINESE[lower]
    if lower in _NO_LANGUAGE or not _WHOLE_TAG.fullmatch(tag):
        return ""
    parts = tag.split("-")
    script = next((f"-{part.title()}" for part in parts[1:2] if len(part) == 4 and part.isalpha()), "")
    return f"{parts[0].lower()}{script}"


def passage(tag: str, main: str) -> str:
    """Return the mark of words in a language where the leaflet's main one is another; "" where it is the same."""
    short = short_tag(tag)
    return "" if short == short_tag(main) else short


def main_language(story: Story) -> str:
    """Return the language of most letters of the body, with the country that Word says; "" when it says none."""
    letters: Counter[str] = Counter()
    for stretch in _stretches(story.blocks):
        letters[stretch.language or story.language] += len(stretch.text)
    by_language: Counter[str] = Counter()
    for tag, count in letters.items():
        if short_tag(tag):
            by_language[short_tag(tag)] += count
    if not by_language:
        return story.language if short_tag(story.language) else ""
    most = by_language.most_common(1)[0][0]
    return max((tag for tag in letters if short_tag(tag) == most), key=lambda tag: letters[tag])


def _stretches(blocks: Iterable[Block]) -> Iterable[Stretch]:
    """Yield the stretches of paragraphs and tables; boxes say what the text around them says, in its language."""
    todo = list(blocks)[::-1]
    while todo:
        block = todo.pop()
        if isinstance(block, Paragraph):
            yield from [piece for piece in block.pieces if isinstance(piece, Stretch)]
        elif isinstance(block, Table):
            todo += [inner for row in block.rows for cell in row.cells for inner in cell.blocks]
