"""Numbers and codes in texts that are read from right to left, which keep their own direction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

#: Digits and Latin letters, without which nothing is written from left to right by itself.
_ANY = re.compile("[0-9A-Za-z\u0660-\u0669\u06f0-\u06f9]")
#: Digits that go from right to left over spaces in any text (Unicode Standard Annex 9, class AN).
_ARABIC_DIGITS = re.compile("[\u0660-\u0669]")


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the stretches of a text in order, and whether each is written from left to right by itself.

    Such are telephone numbers, codes, addresses, times, dates and doses: in a text from right to left the groups of
    01632 960 123 would change places, and somebody would dial 123 960 01632.
    """
    if not _ANY.search(text):
        yield text, False
        return
    from leafletgen.scripts.isolates import kept_left_to_right

    done = 0
    for start, end in kept_left_to_right(text):
        if start > done:
            yield text[done:start], False
        yield text[start:end], True
        done = end
    if done < len(text):
        yield text[done:], False


def shared_stretches(texts: Sequence[str]) -> Iterator[tuple[list[tuple[int, str]], bool]]:
    """Yield the stretches of texts that are read as one, such as a number of which a part is bold.

    Each is parts of the texts, with the index of the text that they are of; see `stretches`.
    """
    starts = [0, *accumulate(map(len, texts))]
    at = index = 0
    for words, kept in stretches("".join(texts)):
        parts: list[tuple[int, str]] = []
        end = at + len(words)
        while at < end:
            while starts[index + 1] <= at:
                index += 1
            last = min(end, starts[index + 1])
            parts.append((index, texts[index][at - starts[index] : last - starts[index]]))
            at = last
        yield parts, kept


def is_overridden(words: str) -> bool:
    """Whether an isolate is not enough to hold the order of words, since their digits turn it."""
    return _ARABIC_DIGITS.search(words) is not None
