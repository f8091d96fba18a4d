"""Words that stand nowhere as a whole, looked for in the pieces that the Word file has them in.

A letter that was struck out, or deleted in a review, leaves two words behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Final

from leafletgen.word.counting.words import normalised, token_list
from leafletgen.word.symbols import character

_SYMBOL_FONTS: Final = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings")
_CODES: Final = frozenset((*range(0x21, 0x100), *range(0xF020, 0xF100)))
"""Codes of letters in symbol fonts."""
_LONGEST_CUT: Final = 40
"""Letters of a word after which it is not cut."""
_WORK: Final = 200_000_000
"""Characters that may be looked through for pieces of words; about a tenth of a second."""


def cut_words(paragraphs: list[list[str]], lost: Counter[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each word that is lost, wherever it stands, with its pieces."""
    for pieces in paragraphs:
        whole = normalised("".join(pieces))
        if any([token in lost for token in token_list(whole)]):
            for token, parts in _in_pieces(whole, [normalised(piece) for piece in pieces]):
                if token in lost:
                    yield token, parts


def _in_pieces(whole: str, pieces: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each token of a paragraph with the pieces that it is made of."""
    ends = list(accumulate(map(len, pieces)))
    at = piece = 0
    for token in token_list(whole):
        start = whole.index(token, at)
        at = start + len(token)
        while piece < len(ends) and ends[piece] <= start:
            piece += 1
        parts = list[str]()
        cut, last = start, piece
        while cut < at:
            end = min(ends[last] if last < len(ends) else at, at)
            if end > cut:
                parts.append(whole[cut:end])
            cut, last = max(end, cut), last + 1
        yield token, parts


class Rest:
    """What the leaflet and the doubts say beyond the words that the file has as a whole."""

    def __init__(self, more: Counter[str], pages: int) -> None:
        """Keep what there is more of, and how many numbers of pages the leaflet leaves open."""
        self.words = more
        self.pages = pages
        self._joined = ""
        self._work = _WORK
        self._changes: list[tuple[str, int]] = []

    def holds(self, token: str, parts: list[str]) -> bool:
        """Whether a token is there in pieces, which are then taken; or it is the number of a page."""
        if self.pages and token.isalnum() and not token.isalpha():
            self.pages -= 1
            return True
        parts = self._longest(parts)
        for takes in (self._takes_around, self._takes_each):
            self._changes, joined = [], self._joined
            if takes(parts):
                return True
            for word, number in self._changes:  # the same word may stand elsewhere in pieces that are all there
                self.words[word] -= number
            self._joined = joined
        return False

    def _takes_around(self, parts: list[str]) -> bool:
        """Take the pieces that stand there as words, and what they part as one word: a change within a word."""
        apart = [part for part in parts if self.words[part] > 0]
        rest = "".join([part for part in parts if self.words[part] <= 0])
        return bool(apart and rest) and self._takes_word(rest) and all(map(self._takes_word, apart))

    def _takes_each(self, parts: list[str]) -> bool:
        """Take each piece, wherever it stands."""
        return all(map(self._takes, parts))

    def _longest(self, parts: list[str]) -> list[str]:
        """Join neighbours that stand there as one word."""
        if len(parts) < 2:
            return parts
        made = list[str]()
        at = 0
        while at < len(parts):
            ends = range(min(len(parts), at + 8), at, -1)
            end = next((end for end in ends if self.words["".join(parts[at:end])] > 0), at + 1)
            made.append("".join(parts[at:end]))
            at = end
        return made

    def _takes(self, part: str) -> bool:
        """Take a piece from a word, or from within one, or its letters as those of a symbol font."""
        others = (*_as_symbols(part), *_as_letters(part))
        whole = self._takes_word(part) or self._takes_within(part) or any(map(self._takes_word, others))
        return whole or self._takes_cut(part)

    def _takes_cut(self, part: str) -> bool:
        """Take a piece as two words: where 50 is cut in one place, the whole 50 of another may have stood for it."""
        for cut in range(1, min(len(part), _LONGEST_CUT)):
            left, right = part[:cut], part[cut:]
            if self.words[left] > (left == right) and self.words[right] > 0:
                return self._takes_word(left) and self._takes_word(right)
        return False

    def _takes_word(self, part: str) -> bool:
        if self.words[part] > 0:
            self._change(part, -1)
            return True
        return False

    def _takes_within(self, part: str) -> bool:
        if self._work <= 0:
            return False
        if not self._joined:
            self._joined = "\0".join(["", *self.words.elements(), ""])
        while (at := self._joined.find(part)) >= 0 and self._work > 0:
            self._work -= len(self._joined)
            begin, end = self._joined.rfind("\0", 0, at) + 1, self._joined.find("\0", at)
            word = self._joined[begin:end]
            self._joined = self._joined[:begin] + self._joined[end + 1 :]
            if self._takes_word(word):
                self._leaves(word[: at - begin])
                self._leaves(word[at - begin + len(part) :])
                return True
        self._work -= len(self._joined)
        return False

    def _leaves(self, part: str) -> None:
        if part:
            self._change(part, 1)
            self._joined += f"{part}\0"

    def _change(self, word: str, number: int) -> None:
        self.words[word] += number
        self._changes.append((word, number))


def _as_symbols(part: str) -> Iterator[str]:
    """Yield what a piece shows in symbol fonts, when a style says that it is in one."""
    for font in _SYMBOL_FONTS:
        shown = [character(font, ord(letter)) for letter in part if ord(letter) in _CODES]
        if len(shown) == len(part):
            yield normalised("".join([letter or "?" for letter in shown]))


def _as_letters(part: str) -> Iterator[str]:
    """Yield the letter that shows a sign in a symbol font, as a doubt repeats one that was deleted."""
    for code in _codes_of(part) if len(part) == 1 else ():
        yield from (normalised(chr(code & 0xFF)), chr(code))


@cache
def _codes_of(sign: str) -> list[int]:
    private = range(0xF021, 0xF100)
    return [code for font in _SYMBOL_FONTS for code in private if normalised(character(font, code) or "") == sign]
