"""Blocks that several imported leaflets say word for word: written once in leaflets/shared, they are mended once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from leafletgen.word.doubts import beginning
from leafletgen.word.importing.made import Leaflet, Made
from leafletgen.word.importing.plain_blocks import PlainBlock, kind_of_words
from leafletgen.word.importing.reported import Common, Reported
from leafletgen.word.importing.wish import slug
from leafletgen.word.importing.yaml_text import written

ENOUGH: Final = 3
"""Leaflets that say the same before a shared block is proposed."""
_SHORTEST: Final = 40
"""Characters of words that are worth a block: a leaflet may say "Thank you." on its own."""
_LONGEST_NAME: Final = 40


class _Run(NamedTuple):
    """Blocks that follow each other, the same in some files: the blocks as the first file has them, and the files."""

    blocks: list[PlainBlock]
    files: tuple[int, ...]


def shared_blocks(
    files: Sequence[Reported], leaflets: Sequence[Sequence[PlainBlock]], there: Collection[str] = ()
) -> list[Common]:
    """Return what several leaflets say word for word, with the shared block where there are enough of them.

    Each block is looked at once, so that the time grows with their number.

    Args:
        files: what was imported.
        leaflets: the blocks of each of the files.
        there: names of shared blocks that the workspace has, which no other one gets.
    """
    names = set(there)
    return [_told(run, files, names) for run in _runs(leaflets)]


def _runs(leaflets: Sequence[Sequence[PlainBlock]]) -> list[_Run]:
    places: dict[str, dict[int, int]] = defaultdict(dict)
    for blocks in leaflets:
        for number, block in enumerate(blocks):
            places[block.key].setdefault(block.file, number)
    runs: list[_Run] = []
    taken: set[str] = set()
    for blocks in leaflets:
        number = 0
        while number < len(blocks):
            block = blocks[number]
            end = number + 1
            if not block.is_heading and block.key not in taken and len(places[block.key]) > 1:
                begin, end = _reach(blocks, number, places)
                taken.update([held.key for held in blocks[begin:end]])
                runs.append(_Run(list(blocks[begin:end]), tuple(places[block.key])))
            number = end
    return [run for run in runs if _is_worth_it(run.blocks)]


def _reach(blocks: Sequence[PlainBlock], number: int, places: dict[str, dict[int, int]]) -> tuple[int, int]:
    """Return from where to where the blocks around one are the same in all files that have it.

    Headings belong to what follows them, also where more leaflets have the same heading.
    """
    at = places[blocks[number].key]

    def is_same(other: int) -> bool:
        held = places[blocks[other].key]
        return all([held.get(file) == place + other - number for file, place in at.items()])

    begin, end = number, number + 1
    while begin > 0 and blocks[begin - 1].is_heading and is_same(begin - 1):
        begin -= 1
    while end < len(blocks) and is_same(end) and (blocks[end].is_heading or len(places[blocks[end].key]) == len(at)):
        end += 1
    while blocks[end - 1].is_heading:
        end -= 1
    return begin, end


def _is_worth_it(blocks: Sequence[PlainBlock]) -> bool:
    return sum([len(block.words) for block in blocks if not block.is_heading]) >= _SHORTEST


def _told(run: _Run, files: Sequence[Reported], names: set[str]) -> Common:
    words = " ".join([block.words for block in run.blocks])
    what = kind_of_words(words)
    told = tuple(files[number].file for number in run.files)
    if len(run.files) < ENOUGH or not _can_be_shared(run):
        hint = "write them once in leaflets/shared when more leaflets are to say them"
        return Common(f'{len(told)} leaflets have the same {what} ("{beginning(words)}")', hint, words, told)
    name = _name(run, names)
    hint = f'write this file, and "- include: {name}" in place of these blocks in each of the leaflets'
    return Common(f"{len(told)} leaflets have the same {what}: leaflets/shared/{name}.yaml", hint, _yaml(run), told)


def _can_be_shared(run: _Run) -> bool:
    """Whether the blocks mean the same in any leaflet: not what cites its references, or shows its own pictures."""
    return not any(['"image"' in block.key or "[@" in block.key for block in run.blocks])


def _name(run: _Run, names: set[str]) -> str:
    words = next((block.words for block in run.blocks if block.is_heading), run.blocks[0].words)
    base = slug(words).lower()
    if len(base) > _LONGEST_NAME:
        base = base[:_LONGEST_NAME].rpartition("-")[0] or base[:_LONGEST_NAME]
    name, number = base, 1
    while name in names:
        number += 1
        name = f"{base}-{number}"
    names.add(name)
    return name


def _yaml(run: _Run) -> str:
    leaflet = Leaflet()
    leaflet.body = [Made(block.data) for block in run.blocks]
    return written(leaflet)
