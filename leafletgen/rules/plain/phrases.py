"""A list of words as a table to look words up in, the longest phrase first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from leafletgen.rules.index import Index
from leafletgen.rules.passage import Passage, Word
from leafletgen.rules.rule import Entry, Rule
from leafletgen.rules.words import spelt, words_of

ANY: Final = "*"
"""Any one word, in an exception."""
_ANY_SPELT: Final = "any-word"
_SIMPLE: Final = re.compile("[a-z]+(?:[' -][a-z]+)*")


class Phrase(NamedTuple):
    """Words of a list, in small letters.

    Attributes:
        words: the words.
        between: what stands before each word but the first: a space, or marks.
        after: what follows the last word and belongs to it, such as the full stop of an abbreviation.
        entry: what the list says of it; None for a phrase in which words are right.
        say: what can stand in its place without anybody's judgement, or nothing.
    """

    words: tuple[str, ...]
    between: tuple[str, ...]
    after: str
    entry: Entry | None
    say: str


class Found(NamedTuple):
    """Words of a text that are in a list.

    Attributes:
        phrase: what was found.
        first: the number of its first word in the text.
        start: where it begins in the text.
        end: where it ends.
    """

    phrase: Phrase
    first: int
    start: int
    end: int


class Table:
    """The list of words of one rule, ready to look up.

    Phrases are listed by the longest of their words, without which a file need not be looked at for them.
    """

    def __init__(self, rule: Rule) -> None:
        """Take the entries of a rule; its words `joining` are those that "any one word" never is."""
        self.joining = frozenset(rule.words.get("joining", ()))
        self._listed: dict[str, list[tuple[str, str, Entry | None, str]]] = {}
        self._phrases: dict[str, list[tuple[str, Phrase]]] = {}
        self._keys: set[str] = set()
        for entry in rule.entries:
            one = entry.say[0] if entry.fix and len(entry.say) == 1 else ""
            for words, say in entry.forms.items():  # what a form says comes before what the entry says
                self._list(words, entry, say)
            for words in entry.words:
                self._list(words, entry, one)
            for words in entry.exceptions:
                self._list(words, None, "")

    def _list(self, words: str, entry: Entry | None, say: str) -> None:
        text = normal(words)
        if _SIMPLE.fullmatch(text):
            spelled = text.split(" ")
        else:
            found = words_of(text)
            if not found:
                return
            spelled = [word.lower for word in found]
        longest = max(spelled, key=len)
        if entry is not None:
            self._keys.add(longest)
        self._listed.setdefault(longest, []).append((spelled[0], text, entry, say))

    def _having(self, longest: str) -> list[tuple[str, Phrase]]:
        """The phrases of which this is the longest word, each with its first word; taken apart when a file has it."""
        known = self._phrases.get(longest)
        if known is None:
            made = [(first, _phrase(text, entry, say)) for first, text, entry, say in self._listed[longest]]
            known = self._phrases[longest] = made
        return known

    def find(self, index: Index) -> Iterator[tuple[Passage, Found]]:
        """Yield the words of a file that are in the list, from the first to the last; none twice."""
        if self._keys.isdisjoint(index.words):
            return
        by_first: dict[str, list[Phrase]] = {}
        for longest in self._listed.keys() & index.words.keys():
            for first, phrase in self._having(longest):
                if first in index.words:
                    by_first.setdefault(first, []).append(phrase)
        for phrases in by_first.values():  # the longest first, and exceptions before entries
            phrases.sort(key=lambda phrase: (-len(phrase.words), -len(phrase.after), phrase.entry is not None))
        following = 0
        for number in index.places(by_first):
            if number < following:
                continue
            passage, at = index.at(number)
            lower = passage.words[at].lower
            for phrase in by_first[spelt(lower)]:
                match = self._match(phrase, passage.text, passage.words, at)
                if match is not None:
                    following = number + len(phrase.words)
                    if phrase.entry is not None:
                        yield passage, match
                    break

    def _match(self, phrase: Phrase, text: str, words: list[Word], index: int) -> Found | None:
        count = len(phrase.words)
        if index + count > len(words):
            return None
        for step in range(1, count):
            before, word = words[index + step - 1], words[index + step]
            if word.start - before.end > len(phrase.between[step - 1]) + 2:  # two more spaces at most
                return None
            if not _is_between(text[before.end : word.start], phrase.between[step - 1]):
                return None
            wanted = phrase.words[step]
            if wanted == ANY:
                if word.lower in self.joining:
                    return None
            elif spelt(word.lower) != wanted:
                return None
        end = words[index + count - 1].end
        if phrase.after:
            if not text.startswith(phrase.after, end):
                return None
            end += len(phrase.after)
        return Found(phrase, index, words[index].start, end)


def _phrase(text: str, entry: Entry | None, say: str) -> Phrase:
    """Take a phrase apart, in small letters."""
    text = text.replace(ANY, _ANY_SPELT)
    found = words_of(text)
    between = tuple(text[one.end : other.start] for one, other in pairwise(found))
    spelled = tuple(ANY if word.lower == _ANY_SPELT else word.lower for word in found)
    return Phrase(spelled, between, text[found[-1].end :], entry, say)


def normal(text: str) -> str:
    """Return words as they are looked up: in small letters, with straight apostrophes."""
    return spelt(text.lower())


def _is_between(text: str, wanted: str) -> bool:
    return text == wanted or (" ".join(text.split()) == wanted.strip() and text[-1:].isspace() and wanted[-1:] == " ")


_tables: dict[int, tuple[Rule, Table]] = {}


def table_of(rule: Rule) -> Table:
    """Return the table of a rule, made once; the rule is kept with it, so that no other has its number."""
    known = _tables.get(id(rule))
    if known is None or known[0] is not rule:
        if len(_tables) > 100:  # rules are loaded again and again, as by an editor
            _tables.clear()
        known = _tables[id(rule)] = (rule, Table(rule))
    return known[1]
