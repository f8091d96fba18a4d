"""A text in words and sentences, as a reader counts them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final, NamedTuple

from leafletgen.rules.markup import FIELD
from leafletgen.rules.patterns import later


class Word(NamedTuple):
    """A word: letters and digits, with the apostrophes, hyphens, commas and stops inside it.

    An address of the web or of e-mail is one word, and so is a merge field.
    """

    text: str
    lower: str
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence, with the mark that ends it."""

    start: int
    end: int
    words: list[Word]


_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u200c\u200d"
"""Signs that belong to the letter before them, in scripts that have such."""
_NUMBER: Final = r"\d+(?:[.,:/]\d+)*[^\W_]*(?:[-'\u2019][^\W_]+)*"  # 1,000  5.30pm  6/8  2-week
_PLAIN_WORD: Final = re.compile(rf"[^\W\d_][^\W_]*(?:[-'\u2019\u2010\u2011][^\W_]+)*|{_NUMBER}|{FIELD}")
_WORD: Final = later(
    r"(?:https?://|www\.)[^\s<>\"]*[\w/]"  # an address of the web
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # of e-mail; no run of marks is tried twice
    r"|(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w]))?"  # e.g.
    rf"|{FIELD}|{_NUMBER}"
    rf"|[^\W_](?:[^\W_]|[{_MARKS}])*(?:[-'\u2019\u2010\u2011][^\W_](?:[^\W_]|[{_MARKS}])*)*"
)
_INSIDE: Final = re.compile(r"\.(?<=[^\W\d_]\.)[^\W\d_]")
_A_MARK: Final = later(f"[{_MARKS}]")
_STOPS: Final = ".!?\u2026\u061f\u06d4\u0964\u0965"
_WIDE: Final = "\u3002\uff01\uff1f"
_END: Final = re.compile(
    rf"[{_STOPS}{_WIDE}\n](?:"  # what begins with a set of characters is looked for fast
    rf"(?<=[{_STOPS}])(?<![{_STOPS}][{_STOPS}])[{_STOPS}]*[\"'\u2019\u201d)\]\u00bb]*(?=\s|$)"
    rf"|(?<=[{_WIDE}])[{_WIDE}]*[\u201d\u300d\u300f\uff09]*|(?<=\n)\n*)"
)
_SHORT: Final = frozenset(
    (
        *("mr", "mrs", "ms", "mx", "dr", "prof", "st", "rev", "no", "nos", "tel", "ext", "vs", "approx", "e.g", "i.e"),
        *("eg", "ie", "cf", "viz", "incl", "excl", "dept", "hosp", "fig", "figs", "p", "pp", "vol", "ed", "eds", "al"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "min", "mins", "max"),
        *("hr", "hrs", "tsp", "tbsp", "rd", "ave"),
    )
)
"""What a full stop shortens, in small letters, so that it ends no sentence unless the text ends there."""
_BEFORE: Final = re.compile(r"([^\W\d_](?:\.[^\W\d_])*|[^\W\d_]+)$")
_GOES_ON: Final = re.compile(r"\s+[\"'\u2018\u201c(\[]*[a-z\u00df-\u00f6\u00f8-\u00ff]")


#: Letters that are typed in more than one way, and stand for the same.
_SAME: Final = str.maketrans({"\u2019": "'", "\u2010": "-", "\u2011": "-", "\xa0": " ", "\n": " "})


def spelt(words: str) -> str:
    """Return words with straight apostrophes, plain hyphens and plain spaces."""
    return words if words.isascii() else words.translate(_SAME)


class Taken:
    """A text taken apart: leaflets of a library say much in the same words, and so does one that is being written.

    Attributes:
        text: the text.
        counts: what was counted in it to measure how hard it is to read.
    """

    __slots__ = ("_sentences", "_words", "counts", "text")

    def __init__(self, text: str) -> None:
        """Take the text; nothing is done before somebody asks."""
        self.text = text
        self.counts: tuple[int, int, int, int] | None = None
        self._words: list[Word] | None = None
        self._sentences: list[Sentence] | None = None

    @property
    def words(self) -> list[Word]:
        """Its words."""
        words = self._words
        if words is None:
            words = self._words = words_of(self.text)
        return words

    @property
    def sentences(self) -> list[Sentence]:
        """Its sentences."""
        sentences = self._sentences
        if sentences is None:
            sentences = self._sentences = sentences_of(self.text, self.words)
        return sentences


def taken(text: str) -> Taken:
    """Return a text taken apart; it is the same for all who ask, and nobody changes it."""
    return _kept(text) if len(text) <= _LONGEST_KEPT else Taken(text)


_LONGEST_KEPT: Final = 500
"""Letters of the longest text that is kept: nearly every paragraph is shorter, and memory is not filled by others."""
_kept: Final = lru_cache(maxsize=4_000)(Taken)


def words_of(text: str) -> list[Word]:
    """Return the words of a text, in their order."""
    # Thousands are made of each file: a tuple is made twice as fast this way.
    make: Any = tuple.__new__
    lower = text.lower()
    if _is_odd(text) or len(lower) != len(text):  # a letter that is two in small letters
        return [make(Word, (said := found[0], said.lower(), *found.span())) for found in _WORD.finditer(text)]
    words: list[Word] = []
    find, end = text.find, 0
    for said in _PLAIN_WORD.findall(text):  # nothing between two words has a letter or a digit
        start = find(said, end)
        end = start + len(said)
        words.append(make(Word, (said, lower[start:end], start, end)))
    return words


def _is_odd(text: str) -> bool:
    """Whether a text has what only the longer pattern knows; most have none of it."""
    if "@" in text or "://" in text or "www." in text or _INSIDE.search(text) is not None:
        return True
    return not text.isascii() and _A_MARK.search(text) is not None


def sentences_of(text: str, words: list[Word]) -> list[Sentence]:
    """Return the sentences of a text: a line end ends one too, and so does the end of the text."""
    made: list[Sentence] = []
    begin = number = 0
    ends = _ends(text)
    if not ends or ends[0] == len(text):  # one sentence
        return [Sentence(len(text) - len(text.lstrip()), len(text.rstrip()), words)] if words else []
    for end in (*ends, len(text)):
        first = number
        while number < len(words) and words[number].start < end:
            number += 1
        start = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
        stop = begin + len(text[begin:end].rstrip())
        if number > first:
            made.append(Sentence(start, stop, words[first:number]))
        elif made and start < stop:
            made[-1] = made[-1]._replace(end=stop)  # marks alone, such as a row of dots
        begin = end
    return made


def _ends(text: str) -> list[int]:
    return [found.end() for found in _END.finditer(text) if not _is_inside(text, found)]


def _is_inside(text: str, found: re.Match[str]) -> bool:
    """Whether a mark ends no sentence: it shortens a word, or the sentence goes on in small letters."""
    if found[0][0] not in ".\u2026!?" or found.end() == len(text):
        return False
    if _GOES_ON.match(text, found.end()) is not None:
        return True
    if found[0] != ".":
        return False
    before = _BEFORE.search(text[max(0, found.start() - 12) : found.start()])
    if before is None:
        return False
    said = before[0].lower()
    return said in _SHORT or (len(said) == 1 and before[0].isupper() and before[0] not in "IA")
