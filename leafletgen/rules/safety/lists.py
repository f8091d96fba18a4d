"""The lists of a file: entries that belong together, with what introduces them and the heading they stand under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from leafletgen.errors import Place
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.passage import Passage
from leafletgen.rules.safety.wording import head_of, heads, plain

SHARED: Final = "leaflets/shared/"
"""Where shared blocks stand."""


class Listed(NamedTuple):
    """Entries that belong together; a paragraph is a list of one entry."""

    entries: tuple[Passage, ...]
    lead: Passage | None
    """The title of its card or box, or the paragraph right before it."""
    heading: Passage | None
    """The heading that it stands under."""
    is_urgent: bool
    """Whether it is a card that tells to get help."""

    @property
    def is_list(self) -> bool:
        """Whether it is more than a paragraph."""
        return len(self.entries) > 1

    @property
    def about(self) -> Passage:
        """What a finding about the whole list points at: what introduces it, else its first entry."""
        return self.lead if self.lead is not None and self.is_list else self.entries[0]

    @property
    def texts(self) -> list[str]:
        """What its entries say."""
        return [entry.text for entry in self.entries]


@lru_cache(maxsize=2)  # several rules look at a file, one after the other
def lists_of(file: CheckedFile) -> list[Listed]:
    """Return the lists and paragraphs of a file, in its order."""
    return list(_lists_of(file))


def _lists_of(file: CheckedFile) -> Iterator[Listed]:
    heading: Passage | None = None
    lead: Passage | None = None
    for group in _groups(file.passages):
        first = group[0]
        if first.role == "heading":
            heading, lead = first, None
            continue
        is_list = _is_entry(first)
        if not is_list and len(group) == 1 and _leads(first):
            lead = first
        own = lead if is_list else None
        urgent = first.role.startswith(("emergency card", "urgent card"))
        yield Listed(tuple(group), own if own is None or _near(own, first) else None, heading, urgent)


def _groups(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Entries of one list come together, and everything else alone."""
    group: list[Passage] = []
    for passage in passages:
        if group and _is_entry(passage) and _is_entry(group[-1]) and _within(passage) == _within(group[-1]):
            group.append(passage)
            continue
        if group:
            yield group
        group = [passage]
    if group:
        yield group


def _is_entry(passage: Passage) -> bool:
    """Whether it is an entry of a list of signs: what to do stands in another."""
    role = passage.role
    return role in ("entry of a list", "numbered step", "short signs on sheets") or role.endswith("card: sign")


def _within(passage: Passage) -> str:
    """The list that an entry belongs to, whatever stands inside the entry."""
    key = passage.key.removesuffix(".text")
    return key.rpartition(".")[0]


def _leads(passage: Passage) -> bool:
    """Whether what comes after may be introduced by it."""
    return passage.role == "paragraph" or passage.role.endswith(("what to do", "title of a box"))


def _near(lead: Passage, entry: Passage) -> bool:
    """Whether a lead-in stands right before a list: in the same block, or in the one before it."""
    return entry.block - lead.block <= 1


@lru_cache(maxsize=2)  # several rules look at a file, one after the other
def said_in(file: CheckedFile) -> str:
    """Return all that a file says, as `plain` has it: what does not stand here need not be looked for text by text."""
    return "".join(plain(passage.text) for passage in file.passages)


@lru_cache(maxsize=2)
def _heads_in(file: CheckedFile) -> frozenset[str]:
    return frozenset(["", *map(head_of, set(said_in(file).split()))])


def present(phrases: tuple[str, ...], file: CheckedFile) -> tuple[str, ...]:
    """Return those of the phrases, ready to be looked for, that stand in a file: most of a long list do not."""
    by_head, whole = heads(phrases), said_in(file)
    return tuple([one for head in by_head.keys() & _heads_in(file) for one in by_head[head] if one in whole])


def span_of(place: Place) -> list[int]:
    """Return line, column and end of a place, as JSON can keep them."""
    return [place.line, place.column, *(place.end or (place.line, place.column))]


def place_in(shown: str, span: Sequence[int]) -> Place:
    """Return the place that `span_of` has kept."""
    line, column, end_line, end_column = span
    return Place(shown, line, column, None, (end_line, end_column))
