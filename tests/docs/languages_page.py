"""``docs/reference/languages.md``: what there is by language, and what readers make of its words."""

from __future__ import annotations

from collections.abc import Iterator

from leafletgen.languages.catalogue import missing_words, reviewed_by
from leafletgen.languages.direction import is_right_to_left
from leafletgen.languages.names import english_name, own_name
from tests.docs.markdown import cell, table
from tests.languages.reading import gaps, load
from tests.languages.sampling import LANGUAGES
from tests.readers.readers import WORDS

_BEGINNING = """\
# Languages and readers

A leaflet may be in any language whose letters a font has. The languages below are set, read and compared in the tests:
in each of them a leaflet of every block and an exercise sheet pass PDF/UA-1 with PDF/A-2a, and PDF/UA-2 with PDF/A-4,
the words in the order of the tags are those of the source, and numbers are drawn as they are written. Their texts are
invented, and no native speaker has read them.

The fixed words are what leafletgen says by itself, such as the titles of cards and the sentences of doses. A draft was
written by a machine and says so on the page, until a native speaker has checked it; where there are none, the words are
English. [Languages](../write/languages.md) says how to bring your own.

"""
_READERS = """
## What readers give back

Some programs take the words of a page by where they lie, and know nothing of tags. This says how many of a hundred
words of running text, lists, cards and tables they give back as they were written, and how many of these in their
order, marks round a word aside; of Chinese and Thai, which have no spaces between words, how many signs. Adobe Acrobat
and screen readers are not among them: they do not run without a desktop. What is said of constructs, in English, is in
[what readers say](readers.md).

"""
_GAPS = """
## Known gaps

"""


def text() -> str:
    """Return the page."""
    known = load()
    there = table(("Language", "Called", "Tag", "Direction", "Fixed words"), map(_row, LANGUAGES))
    cells = (
        (cell(english_name(language)), *(_share(*known.heard[language][name]) for name in WORDS))
        for language in LANGUAGES
    )
    heard = table(("Language", *(f"{cell(name)} {cell(known.versions[name])}" for name in WORDS)), cells)
    return _BEGINNING + there + _READERS + heard + _GAPS + "".join(_gaps())


def _row(language: str) -> tuple[str, ...]:
    direction = "right to left" if is_right_to_left(language) else "left to right"
    return cell(english_name(language)), cell(own_name(language)), f"`{language}`", direction, _words(language)


def _words(language: str) -> str:
    if missing_words(language):
        return "none yet"
    checker = reviewed_by(language)
    return "draft, unchecked" if checker is None else f"checked by {cell(checker)}"


def _share(words: int, in_order: int) -> str:
    return str(words) if words == in_order else f"{words}, {in_order} in order"


def _gaps() -> Iterator[str]:
    for gap in gaps():
        names = ", ".join(english_name(language) for language in gap.languages)
        yield f"- **{cell(', '.join(gap.readers))}** ({cell(names)}): {cell(gap.why)}\n"
