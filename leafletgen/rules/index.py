"""Where words stand in a file: rules look here first, and then into the few texts that have what they look for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Set
from itertools import accumulate, chain

from leafletgen.rules.passage import Passage
from leafletgen.rules.words import spelt


class Index:
    """The words of a file's texts, in small letters with straight apostrophes and plain hyphens.

    Attributes:
        passages: the texts.
        words: the numbers of each word, counted from the beginning of the file.
        said: all that the texts say, with a line end between two.
    """

    def __init__(self, passages: list[Passage]) -> None:
        """Take the texts of a file."""
        self.passages = passages
        self.said = "\n".join([passage.text for passage in passages])
        self.words: dict[str, list[int]] = {}
        words = self.words
        number = 0
        for passage in passages:
            is_plain = passage.text.isascii()
            for word in passage.words:
                lower = word.lower if is_plain else spelt(word.lower)
                if lower in words:
                    words[lower].append(number)
                else:
                    words[lower] = [number]
                number += 1
        self._first_words = [0, *accumulate([len(passage.words) for passage in passages])]
        self._starts = [0, *accumulate([len(passage.text) + 1 for passage in passages])]

    def at(self, number: int) -> tuple[Passage, int]:
        """Return the text that a word stands in, and which word of the text it is."""
        place = bisect_right(self._first_words, number) - 1
        return self.passages[place], number - self._first_words[place]

    def places(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of all of these words, in the order of the file."""
        return sorted([number for word in words for number in self.words.get(word, ())])

    def having(self, words: Set[str]) -> Iterator[Passage]:
        """Yield the texts that have one of these words, in the order of the file."""
        found = [bisect_right(self._first_words, number) - 1 for number in self.places(self.words.keys() & words)]
        return (self.passages[place] for place in dict.fromkeys(found))

    def matching(self, *patterns: re.Pattern[str]) -> Iterator[Passage]:
        """Yield the texts in which one of these patterns, without "^" and "$", may match, in the order of the file."""
        found: set[int] = set()
        for match in chain.from_iterable([pattern.finditer(self.said) for pattern in patterns]):
            first, last = (bisect_right(self._starts, at) - 1 for at in (match.start(), match.end() - 1))
            found.update(range(first, max(first, last) + 1))  # a match may reach into texts in which it stands again
        return (self.passages[place] for place in sorted(found))
