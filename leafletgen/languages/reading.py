"""Numbers and codes in texts that are read from right to left, which keep their own direction."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def is_overridden(words: str) -> bool:
    """Whether an isolate is not enough to hold the order of words, since their digits turn it."""
    return _ARABIC_DIGITS.search(words) is not None
