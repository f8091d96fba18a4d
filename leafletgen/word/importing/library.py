"""What many Word files have in common when they are imported at once: the same words, nearly the same, and clashes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from leafletgen.content.code import CodeTemplate
from leafletgen.word.importing.clashes import clashes
from leafletgen.word.importing.near_wordings import near_wordings
from leafletgen.word.importing.plain_blocks import blocks_of
from leafletgen.word.importing.reported import Common, Reported
from leafletgen.word.importing.shared_blocks import shared_blocks

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def in_common(
    files: Sequence[Reported], template: CodeTemplate, known: Mapping[str, str] = _NOTHING, there: Collection[str] = ()
) -> list[Common]:
    """Return what clashes among imported leaflets, what they say word for word, and what they say nearly so.

    Args:
        files: what was imported, in the order in which it is told.
        template: how the brand writes codes.
        known: the leaflets of the workspace by the numbers of their codes, in small letters.
        there: names of the shared blocks that the workspace has.
    """
    leaflets = blocks_of(files)
    return [
        *clashes(files, template, known),
        *shared_blocks(files, leaflets, there),
        *near_wordings(files, leaflets),
    ]
