"""A search among exercises or programmes, in the words of whoever asks; one slip in a word is forgiven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from leafletgen.content.areas import AREAS
from leafletgen.library.index import Entry
from leafletgen.library.words import plain_words, words_of

#: Ranks of `_rank`: the last for which what was typed is what an entry is called or good for, and the last of all.
_CALLED, _MENTIONED = 4, 5
#: A shorter word with a letter changed is another word.
_SHORTEST_SLIP = 4


class Found(NamedTuple):
    """What a search came to, the best first."""

    entries: list[Entry]
    instead: Mapping[str, Sequence[str]]
    """What was looked for in place of words that nothing has: those that are spelt nearly so, or that mean it."""


class _Words(NamedTuple):
    """The words of an entry."""

    entry: Entry
    names: list[list[str]]
    """Those of its name, its id, and its other names."""
    good_for: list[list[str]]
    all: list[str]

    @classmethod
    def of(cls, entry: Entry) -> _Words:
        names = [words_of(name) for name in (entry.name, entry.identifier, *entry.other_names)]
        good_for = [words_of(area) for area in entry.good_for]
        about = words_of(" ".join(entry.about))
        return cls(entry, names, good_for, [*(word for part in (*names, *good_for) for word in part), *about])


class _Vocabulary(NamedTuple):
    """`search_words.toml` as it is compared."""

    nothing: frozenset[str]
    also: dict[tuple[str, ...], list[str]]


@cache
def _vocabulary() -> _Vocabulary:
    import tomllib  # a sheet by ids alone has no use for it

    data = tomllib.loads((Path(__file__).parent / "search_words.toml").read_text("utf-8"))
    also = {tuple(map(_singular, words_of(phrase))): meant for phrase, meant in data["also"].items()}
    return _Vocabulary(frozenset(data["nothing"]), also)


def standing_for() -> Mapping[tuple[str, ...], Sequence[str]]:
    """Return what stands for each phrase of `search_words.toml`; a phrase is its words without the s of a plural."""
    return _vocabulary().also


def found_by(query: str, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that a search finds, the best first."""
    return search(query, entries).entries


def search(query: str, entries: Iterable[Entry]) -> Found:
    """Find the entries in which every word of the query begins a word; accents, capitals and a plural's s do not count.

    Those with the query as a whole name come first, then those with its words in their name, first of all where they
    are good for it too, then the others that are good for it, then those with another name that has its words, then
    those that mention them: "knee" finds what is good for knees before what is done on hands and knees. Words such as
    "pain" count only where nothing else is said. What stands for the query in `search_words.toml` comes before mere
    mentions, and first among those with the query as a whole name. A word that nothing has is read as the nearest that
    something has, if it is that by one slip.
    """
    known = [_Words.of(entry) for entry in entries]
    instead: dict[str, Sequence[str]] = {}
    wanted = [_mended(word, known, instead) for word in words_of(query)]
    telling = [word for word in wanted if word not in _vocabulary().nothing]
    meant, others = _meant(wanted, known)
    places = {entry: at for at, entry in enumerate(others)}
    whole = sorted(_matching(wanted, known, 0), key=lambda entry: places.get(entry, len(places)))
    called = [*whole, *_matching(telling or wanted, known, _CALLED)]
    if others and not called:
        instead[" ".join(wanted)] = meant
    mentioned = _matching(telling or wanted, known, _MENTIONED)
    return Found(list(dict.fromkeys([*called, *others, *mentioned])), instead)


def _matching(wanted: Sequence[str], known: Iterable[_Words], most: int) -> list[Entry]:
    """Return those of a rank of at most so much, by rank and name."""
    ranked = [(rank, plain_words(words.entry.name), words.entry)
              for words in known if wanted and (rank := _rank(wanted, words))[0] <= most]  # fmt: skip
    ranked.sort(key=lambda one: one[:2])
    return [entry for _, _, entry in ranked]


def _rank(wanted: Sequence[str], words: _Words) -> tuple[int, int]:
    """Return how well an entry fits, from 0 for a whole name; one more than `_MENTIONED` when it does not.

    The second number is the place of what was asked for among what an entry is good for, which begins with the best.
    """
    if not _begins(wanted, words.all):
        return _MENTIONED + 1, 0
    if list(wanted) in words.names:
        return 0, 0
    is_named = any(_begins(wanted, name) for name in words.names[:2])
    if _begins(wanted, [word for area in words.good_for for word in area]):
        first = next((at for at, area in enumerate(words.good_for) if _begins(wanted, area)), len(words.good_for))
        return (1 if is_named else 3), first
    if is_named:
        return 2, 0
    return (_CALLED if any(_begins(wanted, name) for name in words.names[2:]) else _MENTIONED), 0


def _begins(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(_singular(beginning)) for word in words) for beginning in wanted)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _meant(wanted: Sequence[str], known: Sequence[_Words]) -> tuple[list[str], list[Entry]]:
    """Return what stands for the longest phrase in the query, as far as it finds something, and what it finds."""
    vocabulary = _vocabulary()
    singular = [_singular(word) for word in wanted]
    for length in range(len(wanted), 0, -1):
        for start in range(len(wanted) - length + 1):
            also = vocabulary.also.get(tuple(singular[start : start + length]))
            if also is not None:
                rest = [word for word in (*wanted[:start], *wanted[start + length :]) if word not in vocabulary.nothing]
                found = {phrase: _standing_for(phrase, rest, known) for phrase in also}
                fitting = [phrase for phrase, entries in found.items() if entries]
                return fitting, [entry for phrase in fitting for entry in found[phrase]]
    return [], []


def _standing_for(phrase: str, rest: Sequence[str], known: Sequence[_Words]) -> list[Entry]:
    """Return what an area, or words of a name, find; "knee" does not stand for knees that are hugged for a back."""
    wanted = words_of(phrase)
    fitting = [words for words in known if _begins(rest, words.all)]
    if phrase in AREAS:
        fitting = [words for words in fitting if any(_begins(wanted, area) for area in words.good_for)]
    return _matching(wanted, fitting, _CALLED)


def _mended(word: str, known: Sequence[_Words], instead: dict[str, Sequence[str]]) -> str:
    """Return a word as it is known, or the one that it is by a slip, which is noted."""
    vocabulary = _vocabulary()
    others = [*vocabulary.nothing, *(part for phrase in vocabulary.also for part in phrase)]
    if len(word) < _SHORTEST_SLIP or _begins([word], others) or any(_begins([word], words.all) for words in known):
        return word
    near = next((each for each in _by_weight(known, others) if is_one_slip(word, each)), None)
    if near is None:
        return word
    instead[word] = [near]
    return near


def _by_weight(known: Sequence[_Words], others: Iterable[str]) -> Iterator[str]:
    """Yield all words that are known: those of names first, then of what entries are for, then the others."""
    for words in known:
        yield from (word for name in words.names for word in name)
    for words in known:
        yield from (word for area in words.good_for for word in area)
    yield from others
    for words in known:
        yield from words.all


def is_one_slip(typed: str, meant: str) -> bool:
    """Whether a letter more, a letter less, another letter, or two letters changed round make one word the other.

    That is a distance of 1 by Damerau, who found four of five misspellings to be such (Communications of the ACM 7,
    1964, 171-176).
    """
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    same = next((at for at, (one, other) in enumerate(zip(typed, meant, strict=False)) if one != other), None)
    if same is None:
        return True
    one, other = typed[same:], meant[same:]
    turned = one[:2] == other[1::-1] and one[2:] == other[2:]
    return turned or one[1:] == other[1:] or one[1:] == other or one == other[1:]
