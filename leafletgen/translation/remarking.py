"""Marks that a form of file cannot carry: words of a third language are marked again where they are as they were."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from leafletgen.errors import Place, Report
from leafletgen.source.inline import Span, parse_prose
from leafletgen.translation.segments import Segment

_NOWHERE: Final = Place("", 0, 0)


def remarked(segment: Segment, words: str, *, raw: bool = False) -> str:
    """Return a translation in which words that its source marks as of another language are marked as well.

    Word gives each word a language by itself, so that what it says of languages is not taken.

    Args:
        segment: the text in its source.
        words: its translation, as it came back.
        raw: whether a text without marks came back as it stands in YAML, and not with marks escaped.
    """
    if not segment.markup:
        return words if raw else plain(words)
    spans = parse_prose(segment.text, _NOWHERE, Report()).spans
    for language, group in groupby(spans, lambda span: span.language):
        if not language or f"{{lang={language}}}" in words:
            continue
        said = "".join([span.text for span in group])
        if said and words.count(said) == 1 and not set(said) & set("*[]^"):
            words = words.replace(said, f"[{said}]{{lang={language}}}")
    return words


def plain(words: str) -> str:
    """Return the words of a text that has no marks; those that a form of file put in are taken out."""
    return "".join([filled_in(span) or span.text for span in parse_prose(words, _NOWHERE, Report()).spans])


def filled_in(span: Span) -> str:
    """Return what leafletgen fills in, as it is written; "" for words."""
    if span.field:
        return f"{{{span.field}}}"
    if span.page_of:
        return f"{{page:{span.page_of}}}"
    return f"[@{span.citation}]" if span.citation else ""
