"""What a reader reads of a text with inline markup, and from where in it each letter came."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple, SupportsIndex
from unicodedata import category, normalize

from leafletgen.errors import NOWHERE, Report
from leafletgen.source.inline import Span, _Parser, composed, with_citations
from leafletgen.superscripts import superscripts

FIELD: Final = "\ufffc"
"""What stands for a merge field: nobody knows its words here."""
MARKS: Final = re.compile(r"[\\*^\[\]{]")
"""A character that may be markup."""


class LinkIn(NamedTuple):
    """A link in a text: which of its letters, and where it leads."""

    start: int
    end: int
    target: str


class Read(NamedTuple):
    """A text without its markup.

    Attributes:
        text: what is read.
        at: the index of each letter in the text with markup; None where it has none, and the letters are the same.
        links: its links.
        bold: stretches of bold letters.
        italic: stretches of italic letters.
        foreign: stretches of another language, with its tag.
    """

    text: str
    at: list[int] | None
    links: list[LinkIn]
    bold: list[tuple[int, int]]
    italic: list[tuple[int, int]]
    foreign: list[tuple[int, int, str]]


def read_markup(text: str) -> Read:
    """Return what is read of a text with markup; it must be composed (NFC)."""
    if MARKS.search(text) is None:
        return Read(text, None, [], [], [], [])
    spans = with_citations(_Tracker(text).tracked(), ())
    parts: list[str] = []
    at: list[int] = []
    links: list[LinkIn] = []
    bold: list[tuple[int, int]] = []
    italic: list[tuple[int, int]] = []
    foreign: list[tuple[int, int, str]] = []
    last: object = None
    for span in spans:
        start, said = len(at), span.text
        if span.field:
            parts.append(FIELD)
            at.append(_place_in(span))
        elif span.page_of is None:
            parts.append(superscripts(said) if span.superscript else str(said))
            at += said.at if isinstance(said, _Placed) else [0] * len(said)
        end = len(at)
        if span.link is not None:
            if span.link is last:
                links[-1] = links[-1]._replace(end=end)
            else:
                links.append(LinkIn(start, end, span.link.target))
        last = span.link
        if start == end:
            continue
        if span.bold:
            _join(bold, start, end)
        if span.italic:
            _join(italic, start, end)
        if span.language is not None:
            if foreign and foreign[-1][1] == start and foreign[-1][2] == span.language:
                foreign[-1] = (foreign[-1][0], end, span.language)
            else:
                foreign.append((start, end, span.language))
    return Read("".join(parts), at, links, bold, italic, foreign)


def _join(stretches: list[tuple[int, int]], start: int, end: int) -> None:
    if stretches and stretches[-1][1] == start:
        stretches[-1] = (stretches[-1][0], end)
    else:
        stretches.append((start, end))


class _Placed(str):
    """A text that knows of each of its letters where it came from, also when it is cut."""

    __slots__ = ("at",)

    at: list[int]

    @classmethod
    def of(cls, text: str, at: list[int]) -> _Placed:
        made = cls(text)
        made.at = at
        return made

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        said = str.__getitem__(self, key)
        return _Placed.of(said, self.at[key]) if isinstance(key, slice) else said


def _place_in(span: Span) -> int:
    text: Any = span.text
    return text.at[0] if isinstance(text, _Placed) else 0


class _Tracker(_Parser):
    """The parser of markup, which keeps where each of its pieces begins."""

    def __init__(self, text: str) -> None:
        super().__init__(text, NOWHERE, Report(), None)
        self.begins: dict[int, int] = {}

    def tracked(self) -> list[Span]:
        """Return the spans, each with a text that knows where its letters came from."""
        self.parse()
        return self.placed

    def mark(self, character: str, start: int) -> int:
        # What stands before this mark is a piece already.
        pieces, before = self.pieces, len(self.pieces)
        if before and before - 1 not in self.begins and isinstance(pieces[-1], str):
            self.begins[before - 1] = start - len(pieces[-1])
        end = super().mark(character, start)
        here = end - 1 if character == "\\" else start
        for number in range(before, len(pieces)):
            piece = pieces[number]
            self.begins[number] = here
            here += len(piece) if isinstance(piece, str) else 0
        return end

    def spans(self) -> list[Span]:
        pieces = self.pieces
        if pieces and len(pieces) - 1 not in self.begins and isinstance(pieces[-1], str):
            self.begins[len(pieces) - 1] = len(self.text) - len(pieces[-1])
        made = super().spans()
        # The letters of the spans are those of the pieces, in their order.
        at: list[int] = []
        holds: list[int] = []
        for number, piece in enumerate(pieces):
            begin = self.begins.get(number, 0)
            if isinstance(piece, str):
                at += range(begin, begin + len(piece))
            else:
                holds.append(begin)
        done, mark = 0, 0
        self.placed = []
        for span in made:
            text = span.text
            if span.citation is not None or span.page_of is not None or span.field is not None:
                span.text = _Placed.of("", [])
                if span.field is not None:
                    span.text.at = [holds[mark]]
                mark += 1
            else:
                span.text = _Placed.of(text, at[done : done + len(text)])
                done += len(text)
            self.placed.append(span)
        return made


def composed_with_places(text: str) -> tuple[str, list[int] | None]:
    """Return a text in composed form, and where each of its letters stood; None where nothing moved."""
    if text.isascii():
        return text, None
    made = composed(text)
    if made == text:
        return text, None
    parts: list[str] = []
    at: list[int] = []
    begin = 0
    for index in range(1, len(text) + 1):
        if index < len(text) and _joins(text[index]):
            continue
        said = normalize("NFC", text[begin:index])
        parts.append(said)
        same = said == text[begin:index]
        at += [begin + number if same else begin for number in range(len(said))]
        begin = index
    whole = "".join(parts)
    return (made, at) if whole == made else (made, [0] * len(made))


def _joins(letter: str) -> bool:
    """Whether a letter may become one with that before it: a mark, or a vowel or an end of Hangul."""
    return letter > "\u02ff" and (category(letter)[0] == "M" or "\u1161" <= letter <= "\u11ff")
