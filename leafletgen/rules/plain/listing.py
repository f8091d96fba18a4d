"""The lists of a file: their entries, and the words that lead into them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.passage import Passage

_CLOSING: Final = "\"'\u2019\u201d)]\u00a0 "
#: What some put behind a colon, or in its place.
DASHES: Final = "-\u2013\u2014"
_OPENING: Final = "\"'\u2018\u201c([\u00a0 "


class Entry(NamedTuple):
    """An entry of a list.

    Attributes:
        passage: its words.
        leads_on: whether a list or more stands under it, so that its own end is none.
    """

    passage: Passage
    leads_on: bool

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text

    @property
    def first_letter(self) -> str:
        """Its first character that opens no quotation."""
        return self.text.lstrip(_OPENING)[:1]

    @property
    def begins_small(self) -> bool:
        """Whether it begins with a small letter."""
        return self.first_letter.islower()

    @property
    def begins_with_capital(self) -> bool:
        """Whether it begins with a capital that may be that of a sentence: not "NHS", and not "I"."""
        words = self.passage.words
        return self.first_letter.isupper() and not (words and _needs_capital(words[0].text))

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip(_CLOSING)[-1:] in (".", "!", "?", "\u2026")


class Listed(NamedTuple):
    """A list.

    Attributes:
        lead: what stands before it: a paragraph, the call to action of a card, the entry that it is under.
        entries: its entries.
        is_card: whether the entries are the signs of a card.
        is_numbered: whether they are steps.
    """

    lead: Passage | None
    entries: list[Entry]
    is_card: bool
    is_numbered: bool

    @property
    def lead_is_open(self) -> bool:
        """Whether the words before it end in a colon."""
        return self.lead is not None and self.lead.text.rstrip(_CLOSING).rstrip(DASHES).endswith(":")


@lru_cache(maxsize=2)  # several rules look at a file, one after the other
def lists_of(file: CheckedFile) -> list[Listed]:
    """Return the lists of a file, those in others too."""
    return list(_lists_of(file))


def _lists_of(file: CheckedFile) -> Iterator[Listed]:
    by_key = {passage.key: passage for passage in file.passages}
    found: dict[str, list[Passage]] = {}
    for passage in file.passages:
        if _is_entry(passage.role):
            found.setdefault(passage.key.removesuffix(".text").rpartition(".")[0], []).append(passage)
    for way, passages in found.items():
        role = passages[0].role
        yield Listed(
            _lead(way, by_key),
            [Entry(one, one.key.endswith(".text")) for one in passages],
            role.endswith("card: sign"),
            role == "numbered step",
        )


def _is_entry(role: str) -> bool:
    return role in ("entry of a list", "numbered step") or role.endswith("card: sign")


def _lead(way: str, by_key: dict[str, Passage]) -> Passage | None:
    """The words before the list that has this way: body.12.list, body.5.card.items, body.3.list.2.list."""
    above, _, name = way.rpartition(".")
    if name == "items":
        return by_key.get(f"{above}.title")
    if f"{above}.text" in by_key:
        return by_key[f"{above}.text"]  # the entry that it is under
    container, _, number = above.rpartition(".")
    if not number.isdecimal():
        return None
    before = f"{container}.{int(number) - 1}"
    lead = by_key.get(before) or by_key.get(f"{before}.text")
    return lead if lead is not None and lead.role == "paragraph" else None


def _needs_capital(word: str) -> bool:
    return (
        any(letter.isupper() for letter in word[1:]) or word in ("I", "I'm", "I've", "I\u2019m", "A") or word.isupper()
    )
