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
#: A shorter word with a letter changed is another word; one that lacks a letter, or has two changed round, is a slip.
_SHORTEST_CHANGED = 4
_SHORTEST_SLIP = 3
#: Words of a query that count. More are a text that was pasted into the wrong field, and each costs some milliseconds.
_MOST_WORDS = 30


_OF_AREAS = tuple(dict.fromkeys(word for area in AREAS for word in words_of(area)))


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
    first: dict[tuple[str, ...], list[str]]
    """Ids, by what is searched."""


@cache
def _vocabulary() -> _Vocabulary:
    import tomllib  # a sheet by ids alone has no use for it

    data = tomllib.loads((Path(__file__).parent / "search_words.toml").read_text("utf-8"))
    also, first = (
        {tuple(map(_singular, words_of(phrase))): meant for phrase, meant in data[table].items()}
        for table in ("also", "first")
    )
    return _Vocabulary(frozenset(data["nothing"]), also, first)


def shown_first() -> Mapping[tuple[str, ...], Sequence[str]]:
    """Return the ids that come first for each search of `search_words.toml`."""
    return _vocabulary().first


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
    something has, if it is that by one slip. What the file says is first for a search comes before all. Of a text that
    is far too long for a query, the beginning counts.
    """
    known = [_Words.of(entry) for entry in entries]
    instead: dict[str, Sequence[str]] = {}
    wanted = _all_mended(words_of(query)[:_MOST_WORDS], known, instead)
    telling = [word for word in wanted if word not in _vocabulary().nothing]
    meant, others = _meant(wanted, known)
    places = {entry: at for at, entry in enumerate(others)}
    whole = sorted(_matching(wanted, known, 0), key=lambda entry: places.get(entry, len(places)))
    called = [*whole, *_matching(telling or wanted, known, _CALLED)]
    first = _first(wanted, telling, known)
    if others and not called:
        instead[" ".join(wanted)] = meant
    mentioned = _matching(telling or wanted, known, _MENTIONED)
    return Found(list(dict.fromkeys([*first, *called, *others, *mentioned])), instead)


def _first(wanted: Sequence[str], telling: Sequence[str], known: Sequence[_Words]) -> list[Entry]:
    """Return what is to come first: for all words, for those that tell something with "pain", or for these alone."""
    asked = [tuple(map(_singular, words)) for words in (wanted, [*telling, "pain"], telling)]
    first = _vocabulary().first
    if len(telling) == len(wanted):
        del asked[1]
    identifiers = next((first[words] for words in asked if words in first), [])
    entries = {words.entry.identifier: words.entry for words in known}
    return [entries[identifier] for identifier in identifiers if identifier in entries]


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


def _all_mended(typed: Sequence[str], known: Sequence[_Words], instead: dict[str, Sequence[str]]) -> list[str]:
    """Return words as they are known, or those that they are by a slip, which is noted.

    Of several that a word may be, the first with which the whole search finds something by a name or an area counts.
    """
    vocabulary = _vocabulary()
    phrases = {part for phrase in (*vocabulary.also, *vocabulary.first) for part in phrase} - vocabulary.nothing
    wanted = list(typed)
    for at, word in enumerate(typed):
        near = list(dict.fromkeys(_near(word, known, sorted(phrases))))
        if not near:
            continue
        chosen = next((one for one in near if _finds([*wanted[:at], one, *wanted[at + 1 :]], known)), near[0])
        instead[word] = [chosen]
        wanted[at] = chosen
    return wanted


def _finds(wanted: Sequence[str], known: Sequence[_Words]) -> bool:
    telling = [word for word in wanted if word not in _vocabulary().nothing]
    return any(_rank(telling or wanted, words)[0] <= _CALLED for words in known)


def _near(word: str, known: Sequence[_Words], phrases: Sequence[str]) -> list[str]:
    """Return what a word is by a slip; nothing for one that is known.

    The beginning of a word that is merely mentioned, such as "kee" of "keep", may be a slip in one of a name; and one
    of three letters, in one of an area, whatever it begins.
    """
    nothing = list(_vocabulary().nothing)
    if len(word) < _SHORTEST_SLIP or word in nothing or _begins([word], [*phrases, *_OF_AREAS]):
        return []
    if any(word in words.all for words in known):
        return []
    short = [one for one in (*_OF_AREAS, *nothing) if len(word) == _SHORTEST_SLIP and _is_slip(word, one)]
    if short:
        return short
    if any(_begins([word], name) for words in known for name in words.names):
        return []
    strong = [one for one in _by_weight(known, [*nothing, *phrases]) if _is_slip(word, one)]
    if any(_begins([word], words.all) for words in known) or _begins([word], nothing):
        return strong
    mentioned = (one for words in known for one in words.all if _is_slip(word, one))
    return strong if len(word) < _SHORTEST_CHANGED else [*strong, *mentioned]


def _is_slip(typed: str, meant: str) -> bool:
    """Whether a word is another one by a slip; of a short one, every changed letter makes another word."""
    if len(typed) < _SHORTEST_CHANGED and sorted(typed) != sorted(meant) and len(meant) <= len(typed):
        return False
    return is_one_slip(typed, meant)


def _by_weight(known: Sequence[_Words], others: Iterable[str]) -> Iterator[str]:
    """Yield the words that tell what is meant: those of names first, then of what entries are for, then the others."""
    for words in known:
        yield from (word for name in words.names for word in name)
    for words in known:
        yield from (word for area in words.good_for for word in area)
    yield from others


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
