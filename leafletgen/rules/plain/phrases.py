"""A list of words as a table to look words up in: by the first word, the longest phrase first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from leafletgen.rules.passage import Word
from leafletgen.rules.rule import Entry, Rule
from leafletgen.rules.words import words_of

ANY: Final = "*"
"""Any one word, in an exception."""
#: Letters that are typed in more than one way, and stand for the same.
_SAME: Final = str.maketrans({"\u2019": "'", "\u2010": "-", "\u2011": "-", "\xa0": " ", "\n": " "})


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
        index: the number of its first word in the text.
        start: where it begins in the text.
        end: where it ends.
    """

    phrase: Phrase
    index: int
    start: int
    end: int


class Table:
    """The list of words of one rule, ready to look up."""

    def __init__(self, rule: Rule) -> None:
        """Take the entries of a rule; its words `joining` are those that "any one word" never is."""
        self.joining = frozenset(rule.words.get("joining", ()))
        self._by_first: dict[str, list[Phrase]] = {}
        for entry in rule.entries:
            self._add_entry(entry)
        for phrases in self._by_first.values():
            # An exception is tried before an entry of the same words.
            phrases.sort(key=lambda phrase: (-len(phrase.words), -len(phrase.after), phrase.entry is not None))

    def _add_entry(self, entry: Entry) -> None:
        one = entry.say[0] if entry.fix and len(entry.say) == 1 else ""
        for words in entry.words:
            self._add(words, entry, one)
        for words, say in entry.forms.items():
            self._add(words, entry, say)
        for words in entry.exceptions:
            self._add(words, None, "")

    def _add(self, words: str, entry: Entry | None, say: str) -> None:
        text = normal(words)
        found = words_of(text.replace(ANY, "any-word"))
        if not found:
            return
        text = text.replace(ANY, "any-word")
        between = tuple(text[one.end : other.start] for one, other in zip(found, found[1:], strict=False))
        spelt = tuple(ANY if word.lower == "any-word" else word.lower for word in found)
        phrase = Phrase(spelt, between, text[found[-1].end :], entry, say)
        self._by_first.setdefault(spelt[0], []).append(phrase)

    def find(self, text: str, words: list[Word]) -> Iterator[Found]:
        """Yield the words of a text that are in the list, from left to right; none twice."""
        by_first, index = self._by_first, 0
        while index < len(words):
            phrases = by_first.get(_spelt(words[index].lower))
            match = None
            if phrases is not None:
                match = next((made for one in phrases if (made := self._match(one, text, words, index))), None)
            if match is None:
                index += 1
                continue
            if match.phrase.entry is not None:
                yield match
            index += len(match.phrase.words)

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
            elif _spelt(word.lower) != wanted:
                return None
        end = words[index + count - 1].end
        if phrase.after:
            if not text.startswith(phrase.after, end):
                return None
            end += len(phrase.after)
        return Found(phrase, index, words[index].start, end)


def normal(text: str) -> str:
    """Return words as they are looked up: in small letters, with straight apostrophes."""
    return text.lower().translate(_SAME)


def _spelt(word: str) -> str:
    return word if word.isascii() else word.translate(_SAME)


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
