"""Where a line may end in scripts without spaces between words (Thai, Lao, Khmer, Burmese): by ICU's dictionaries."""

from __future__ import annotations

from leafletgen.scripts.errors import MissingExtraError


def word_starts(text: str) -> list[int]:
    """The indices within the text at which a line may begin; without 0 and the end.

    Raises:
        MissingExtraError: when ICU is not installed.
    """
    try:
        from icu4py.breakers import LineBreaker
    except ImportError as error:
        raise MissingExtraError("thai", "icu4py", "lines of Thai, Lao, Khmer and Burmese") from error
    # ICU counts in UTF-16; what has none of the few letters beyond it is counted alike.
    return [start for start, _ in LineBreaker(text, "th").segments()][1:]
