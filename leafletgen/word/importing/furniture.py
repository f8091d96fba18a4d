"""Headers and footers: what of them a leaflet has as a value of its own, and a doubt about all their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from leafletgen.content.code import CodeTemplate
from leafletgen.word.doubts import Doubt, Doubts
from leafletgen.word.importing.codes import codes_in, rest_beside
from leafletgen.word.importing.lines import lines_of, paragraphs_in
from leafletgen.word.importing.made import Made
from leafletgen.word.importing.review_month import Review, review_in
from leafletgen.word.importing.straps import is_strap
from leafletgen.word.story import Block, Paragraph, Story

_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:(?:page|pg|p)\W*)?(?:\d{1,4}|[ivxl]{1,7})?\W*(?:(?:of|/)\W*\d{1,4})?\W*(?:pages?)?\W*", re.IGNORECASE
)


_LONGEST_NUMBER: Final = 30
"""Characters that number a page; a row of dashes would keep the pattern busy."""


class Furniture(NamedTuple):
    """What headers and footers gave the head of a leaflet: each with its paragraph where one says nothing else."""

    review: Review | None = None
    strap: Paragraph | None = None


def is_page_number(text: str) -> bool:
    """Whether words only number the page, as every layout does: "Page 3 of 8", "- 3 -"; also when they are none."""
    words = " ".join(text.split())
    return len(words) <= _LONGEST_NUMBER and _PAGE_NUMBER.fullmatch(words) is not None


def furniture_of(story: Story, template: CodeTemplate, code: Made, doubts: Doubts) -> Furniture:
    """Return what is taken from headers and footers, and tell of each one that says anything.

    Args:
        story: what was read.
        template: how the brand writes codes.
        code: the leaflet's code, to tell where it was taken from; it keeps that doubt.
        doubts: receives one doubt for each header and footer, with all its words.
    """
    found = Furniture()
    for part, blocks in _parts(story):
        review = max(filter(None, [review_in(line.text) for line in lines_of(blocks)]), default=None)
        strap = next((one for one in paragraphs_in(blocks) if is_strap(one.text)), None) if part == "header" else None
        has_code = code.value in list(_codes(blocks, template))
        taken = [f"code {code.value}"] if has_code else []
        taken += [f"review {review}"] if review is not None and review == (found.review or review) else []
        taken += [f'strap "{strap.text.strip()}"'] if strap is not None else []
        told = _tell(part, blocks, taken, [strap.text if strap else "", str(code.value) if has_code else ""], doubts)
        code.doubts += [told] if told is not None and has_code else []
        found = Furniture(found.review or review, found.strap or strap)
    return found


def _parts(story: Story) -> Iterator[tuple[str, list[Block]]]:
    yield from [("header", blocks) for blocks in story.headers]
    yield from [("footer", blocks) for blocks in story.footers]


def _codes(blocks: Sequence[Block], template: CodeTemplate) -> Iterator[str]:
    for line in lines_of(blocks):
        yield from codes_in(line.text, template)


def _tell(
    part: str, blocks: Sequence[Block], taken: Sequence[str], said: Sequence[str], doubts: Doubts
) -> Doubt | None:
    """Tell of a header or a footer; `said` are the words of what is taken, but for the month of review."""
    paragraphs = [one for one in paragraphs_in(blocks) if one.text.strip()]
    words = "\n".join([one.text for one in paragraphs])
    if not words:
        return None
    spot = next((one.spot for one in paragraphs if not is_page_number(one.text)), paragraphs[0].spot)
    shown = " ".join(words.split())
    if taken:
        rest = "; the rest is left out" if rest_beside(words, [one for one in said if one]) else ""
        message = f'{" and ".join(taken)} taken from the {part} "{shown}"{rest}'
        return doubts.doubt("word-furniture-taken", message, "check what is taken; the layout prints it", spot, words)
    message = f'the {part} is left out: "{shown}"'
    hint = "put what readers need into the text; the layout prints the rest"
    return doubts.doubt("word-furniture-left-out", message, hint, spot, words)
