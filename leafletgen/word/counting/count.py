"""The last net of an import: every word of the Word file stands in the YAML or in a doubt, or it is named here.

Words are compared as multisets, because a leaflet may say them in another order (a box after its paragraph, a note in
its references). A word that stands nowhere as a whole is looked for in the pieces that the file has it in: a letter
that was struck out, or deleted in a review, leaves two words behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any, Final

import yaml

from leafletgen.errors import Place, Report
from leafletgen.source.inline import parse_prose
from leafletgen.source.yaml import events
from leafletgen.word.counting.cut_words import Rest, cut_words
from leafletgen.word.counting.every_word import EveryWord, Symbols, every_word
from leafletgen.word.counting.words import tokens
from leafletgen.word.doubts import Doubt
from leafletgen.word.reading.package import Package

_NO_WORDS: Final = frozenset(
    (
        "image",
        "id",
        "brand",
        "layouts",
        "language",
        "level",
        "width",
        "start",
        "decorative",
        "alt",
        "keywords",
        "review",
    )
)
"""Keys whose values no words of the file become."""
_PLACE: Final = Place("", 0, 0)


def missing(package: Package, text: str, pictures: Sequence[bytes], doubts: Sequence[Doubt]) -> list[str]:
    """Return the words of a Word file that stand neither in a leaflet nor in a doubt, each where it first stands.

    Args:
        package: the Word file, whose trees are read anew, so that it does not matter what a reader did to them.
        text: the leaflet's YAML.
        pictures: the bytes of the files written beside it.
        doubts: those that are told; their `words` count.

    A picture that is embedded, and neither written nor told of, follows by the name of its part.
    """
    found = every_word(package.again())
    said, pages = said_by(text)
    lost = lost_words(found, said, [doubt.words for doubt in doubts], pages)
    return lost + _lost_pictures(package, found, pictures, doubts)


def said_by(text: str) -> tuple[list[str], int]:
    """Return what a leaflet's YAML says, without marks, and how many numbers of pages it leaves open."""
    said = list[str]()
    pages = 0
    report = Report()
    for value, is_prose in _values(text):
        if not is_prose:
            said.append(value)
            continue
        prose = parse_prose(value, _PLACE, report)
        said.append("".join([span.text for span in prose.spans]))
        pages += sum([span.page_of is not None for span in prose.spans])
    return said, pages


def _values(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the scalars that may hold words: values, no keys; those of the head, such as the title, hold no marks."""
    stack: list[bool] = []  # for each collection around: whether it is a map
    keys: list[str | None] = []  # the key whose value comes next; None before a key
    for event in events(text):
        kind: type[Any] = type(event)
        if kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            stack.pop()
            keys.pop()
            _value_ends(stack, keys)
        elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            stack.append(kind is yaml.MappingStartEvent)
            keys.append(None if stack[-1] or not keys else keys[-1])
        elif kind is yaml.ScalarEvent and stack and stack[-1] and keys[-1] is None:
            keys[-1] = event.value
        elif kind is yaml.ScalarEvent:
            if not keys or keys[-1] not in _NO_WORDS:
                yield event.value, len(stack) > 1
            _value_ends(stack, keys)


def _value_ends(stack: list[bool], keys: list[str | None]) -> None:
    if stack and stack[-1]:
        keys[-1] = None


def lost_words(found: EveryWord, said: Sequence[str], told: Sequence[str], pages: int = 0) -> list[str]:
    """Return the words of a Word file that stand neither in what a leaflet says nor in what doubts tell.

    `pages` of them may be numbers of pages, which a leaflet leaves open.
    """
    in_doubts = tokens("\n".join(told))
    whole, other = _matched([" ".join("".join(pieces).split()) for pieces in found.paragraphs], said)
    there = tokens("\n".join(other))
    there.update(in_doubts)
    held = tokens("\n".join(whole))
    lost = held - there
    if not lost:
        return []
    rest = Rest(there - held, pages)
    _find_letters(found.paragraphs, lost, rest.words, in_doubts)
    return _lost_after_all(found.paragraphs, lost, rest)


def _matched(held: Sequence[str], said: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the paragraphs and the texts that remain when each pair of the same words is taken away.

    That leaves few words to count, and the difference of both as it was.
    """
    left = Counter([" ".join(text.split()) for text in said])
    unmatched = list[str]()
    for text in held:
        if left[text] > 0:
            left[text] -= 1
        else:
            unmatched.append(text)
    return unmatched, list(left.elements())


def _lost_after_all(paragraphs: list[list[str]], lost: Counter[str], rest: Rest) -> list[str]:
    """Look for the pieces of words that stand nowhere as a whole, first where a word is in more than one piece."""
    found = list(cut_words(paragraphs, lost))
    for token, parts in found:
        if lost[token] > 0 and len(parts) > 1 and rest.holds(token, parts):
            lost[token] -= 1
    named = list[int]()
    for at, (token, _) in sorted(enumerate(found), key=lambda one: -len(one[1][0])):  # "a" stands within "batterya"
        if lost[token] > 0:
            lost[token] -= 1
            if not rest.holds(token, [token]):
                named.append(at)
    return [found[at][0] for at in sorted(named)]


def _find_letters(paragraphs: list[list[str]], lost: Counter[str], more: Counter[str], in_doubts: Counter[str]) -> None:
    """Look for symbols as doubts repeat them, by the letters in the file; in a leaflet those would be other words."""
    for pieces in paragraphs:
        if any([isinstance(piece, Symbols) for piece in pieces]):
            shown = tokens("".join(pieces))
            plain = tokens("".join([piece.letters if isinstance(piece, Symbols) else piece for piece in pieces]))
            only_shown, only_plain = shown - plain, plain - shown
            if only_shown <= lost and only_plain <= more & in_doubts:
                lost.subtract(only_shown)
                more.subtract(only_plain)


def _lost_pictures(package: Package, found: EveryWord, pictures: Sequence[bytes], doubts: Sequence[Doubt]) -> list[str]:
    """Return the parts of pictures that were neither written nor told of.

    A picture that was cropped or turned has other bytes than its part: it stands for one part that is not written.
    """
    names = frozenset(package.parts())
    parts = {part: _digest(package.data(part) or b"") for shown in found.pictures for part in shown if part in names}
    written = Counter([_digest(picture) for picture in pictures])
    changed = sum([number for digest, number in written.items() if digest not in parts.values()])
    told = " ".join([f"{doubt.message} {doubt.words}" for doubt in doubts])
    lost = list[str]()
    for shown in {frozenset(shown & names): None for shown in found.pictures}:
        if not shown or any([parts[part] in written for part in shown]):
            continue
        if any([part.rpartition("/")[2] in told for part in shown]):
            continue
        changed -= 1
        if changed < 0:
            lost.append(min(shown))
    return lost


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
