"""How hard a text is to read, by Flesch-Kincaid and SMOG: an order in which editors look at files, and nothing more.

The guidance of the NHS (service manual, health literacy) uses such measures to find what to look at first, and not to
say that a text is good: short words in short sentences can be hard to understand all the same. So there is no limit
here that a text could pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.rules.syllables import syllables

if TYPE_CHECKING:
    from leafletgen.rules.checked import CheckedFile
    from leafletgen.rules.words import Taken

TRIAGE: Final = (
    "Reading measures are an order for editors: look at the hardest texts first. They are no mark that a text passes "
    "or fails, for a low grade does not show that people understand it."
)
"""What every output says beside the measures."""
LEAST_WORDS: Final = 100
"""In a shorter text one name changes the grade by more than an editor could; Flesch and Kincaid counted in
samples of 100."""
LONG: Final = 3
"""Syllables from which on SMOG counts a word (McLaughlin 1969)."""
_READ: Final = frozenset((
    "paragraph", "entry of a list", "numbered step", "key message", "quotation", "summary in one sentence",
    "what a resource is", "step", "step, where the dose has a hold", "the same step without a hold", "key point",
    "why to do it", "who asks first", "when to stop", "what it is for", "how to go about it",
))  # fmt: skip
"""Roles of texts that are read as sentences. Headings, labels, tables and pictures in words are none."""
_NO_WORD: Final = ("www.", "http", "@", "\ufffc")


class Measures(NamedTuple):
    """What was counted in a text.

    Attributes:
        words: how many there are, numbers counted as they are read out.
        sentences: how many they stand in; an entry of a list is one.
        syllables: of all words.
        long_words: words of 3 syllables or more.
    """

    words: int
    sentences: int
    syllables: int
    long_words: int

    @property
    def flesch_kincaid(self) -> float:
        """The grade by Flesch and Kincaid (1975), in years of school in the United States."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float:
        """The grade by SMOG (McLaughlin 1969); meant for 30 sentences, reckoned up from fewer."""
        return 3.1291 + 1.043 * sqrt(self.long_words * 30 / self.sentences)


def measure(sentences: Iterable[Sequence[str]]) -> Measures | None:
    """Count sentences that are given as their words; None where there is no word."""
    number, counts = 0, list[int]()
    for sentence in sentences:
        number += bool(sentence)
        counts += map(syllables, sentence)
    return Measures(len(counts), number, sum(counts), sum(map(LONG.__le__, counts))) if counts else None


def measures_of(file: CheckedFile) -> Measures | None:
    """Count the running text of a file; None where it is not in English, or too short for a grade to mean anything."""
    if file.language.partition("-")[0].lower() != "en":
        return None
    read = [passage for passage in file.passages if passage.role in _READ or passage.role.endswith("card: sign")]
    counts = [_counts(passage.taken) for passage in read]
    found = Measures(*map(sum, zip(*counts, strict=True))) if counts else None
    return found if found is not None and found.words >= LEAST_WORDS else None


def _counts(taken: Taken) -> tuple[int, int, int, int]:
    """The measures of one text, which is counted once."""
    counts = taken.counts
    if counts is None:
        counts = taken.counts = measure(_words_in(taken)) or (0, 0, 0, 0)
    return counts


def _words_in(taken: Taken) -> Iterator[list[str]]:
    """The words of each sentence that are read as words."""
    has_others = any(mark in taken.text for mark in _NO_WORD)
    for sentence in taken.sentences:
        words = [word.text for word in sentence.words]
        yield [word for word in words if not any(mark in word for mark in _NO_WORD)] if has_others else words
