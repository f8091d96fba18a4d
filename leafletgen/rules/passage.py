"""A text of a content file as a reader reads it, with the place in the file of each of its letters."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from leafletgen.errors import Place
from leafletgen.rules.finding import Edit
from leafletgen.rules.letters import Letters, letters_of, style_of
from leafletgen.rules.markup import LinkIn, Read, composed_with_places, read_markup
from leafletgen.rules.words import Sentence, Word, taken
from leafletgen.source.kinds import clean_text
from leafletgen.source.yaml import Source, Value

__all__ = ["LinkIn", "Passage", "Sentence", "Word"]


class Passage:
    """A text that is read as a whole.

    Attributes:
        key: its way through the file, such as ``body.12.card.items.3``; entries of lists count from 1.
        role: what it is, as ``translation.roles`` calls it, such as "heading".
        value: the YAML it stands in.
        language: the tag of the language it is in.
        block: which block of the body it belongs to, from 0; -1 for what stands before the body.
        markup: whether it may have inline markup.
        flow: whether it stands in brackets, where other characters need quotes.
        text: what a reader reads: without markup, a merge field as one U+FFFC.
        links: its links.
        bold: its stretches of bold letters.
        italic: its stretches of italic letters.
        foreign: its stretches in another language, with the tag of it.
        taken: its words and sentences, which it shares with the same text elsewhere.
        begin: the first character of the scalar that is its own.
        written: what stands there, with markup.
        composed: the same with its letters put together, and where each of them stood.
        read: what is read of that, and from where.
    """

    def __init__(
        self,
        key: str,
        role: str,
        value: Value,
        language: str,
        *,
        markup: bool = False,
        flow: bool = False,
        within: tuple[int, int] | None = None,
    ) -> None:
        """Take a text; `within` says which characters of the scalar it is, where it is not all of it."""
        self.key = key
        self.role = role
        self.value = value
        self.language = language
        self.markup = markup
        self.flow = flow
        parts = key.split(".", 2)
        self.block = int(parts[1]) - 1 if parts[0] == "body" and len(parts) > 1 else -1
        data: str = value.data
        self.begin = within[0] if within is not None else len(data) - len(data.lstrip(" \t\n"))
        self.written = data[slice(*within)] if within is not None else clean_text(value)
        self.composed = composed_with_places(self.written)
        text = self.composed[0]
        self.read = read = read_markup(text) if markup else Read(text, None, [], [], [], [])
        self.text, self.links, self.bold, self.italic, self.foreign = read.text, *read[2:]
        self.taken = taken(self.text)
        self._letters: Letters | None = None
        self._lines: tuple[int, list[int]] | None = None

    @property
    def words(self) -> list[Word]:
        """Its words."""
        return self.taken.words

    @property
    def sentences(self) -> list[Sentence]:
        """Its sentences."""
        return self.taken.sentences

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Return where letters of the text stand in the file; without any, where all of it stands."""
        first, last = self.stretch(start, len(self.text) if end is None else end)
        source = self.value.source
        return Place(source.file, *self._line(first), source, self._line(last))

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Return the indices into the file between which letters of the text stand."""
        length = len(self.text)
        if not length or (start <= 0 and end >= length and self._is_whole()):
            return self.value.start, self.value.end
        letters = self.letters
        start = min(max(start, 0), length)
        if start >= end:
            at = self._end(length - 1) if start == length else letters.starts[self.index_of(start)]
            return at, at
        return letters.starts[self.index_of(start)], self._end(min(end, length) - 1)

    def _is_whole(self) -> bool:
        """Whether the text is all of a scalar without quotes and markup, so that the letters need not be looked for."""
        value = self.value
        if not value.plain or value.tag is not None or self.read.at is not None or self.composed[1] is not None:
            return False
        return len(self.written) == len(value.data)

    def edit(self, start: int, end: int, new: str) -> Edit | None:
        """Return the change that puts other letters there; None where that would change something else."""
        from leafletgen.rules.editing import edit  # most findings change nothing

        return edit(self, start, end, new)

    @property
    def letters(self) -> Letters:
        """Where the characters of the scalar stand."""
        letters = self._letters
        if letters is None:
            letters = self._letters = letters_of(self.value)
        return letters

    def _breaks(self) -> tuple[int, list[int]]:
        """The number of the line in which the value begins, and where the line ends in it are."""
        if self._lines is None:
            text, value = self.value.source.text, self.value
            found, at = [], text.find("\n", value.start, value.end)
            while at >= 0:
                found.append(at)
                at = text.find("\n", at + 1, value.end)
            self._lines = _line_of(value), found
        return self._lines

    def _line(self, index: int) -> tuple[int, int]:
        first, breaks = self._breaks()
        number = bisect_left(breaks, index)
        if number:
            return first + number, index - breaks[number - 1]
        value = self.value
        if _counts_as_editors(value.source):
            return first, value.column + index - value.start
        return first, index - value.source.text.rfind("\n", 0, value.start)

    def index_of(self, index: int) -> int:
        """The character of the scalar that a letter of the text is."""
        if self.read.at is not None:
            index = self.read.at[index]
        moved = self.composed[1]
        if moved is not None:
            index = moved[index]
        return index + self.begin

    def _end(self, index: int) -> int:
        """Where a letter of the text ends in the file."""
        letters = self.letters
        if self.read.at is not None:
            index = self.read.at[index]
        moved = self.composed[1]
        if moved is None:
            return letters.ends[index + self.begin]
        # A letter that was put together ends where the next one begins.
        following = index + 1
        while following < len(moved) and moved[following] == moved[index]:
            following += 1
        last = moved[following] if following < len(moved) else len(self.written)
        return letters.ends[last - 1 + self.begin]

    @property
    def style(self) -> str:
        """How the scalar is written: ``'``, ``"``, ``|``, ``>``, or nothing for one without quotes."""
        return style_of(self.value)

    def __repr__(self) -> str:
        """Return its key and how it begins."""
        return f"Passage({self.key}: {self.text[:40]!r})"


_ODD_BREAKS: Final = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
_last: list[tuple[Source, bool]] = []
"""The file that was asked about last, and whether the parser counts its lines as an editor does."""


def _line_of(value: Value) -> int:
    """The number of the line that a value begins in; to an editor, what ends a line is a line feed."""
    source = value.source
    return value.line if _counts_as_editors(source) else source.text.count("\n", 0, value.start) + 1


def _counts_as_editors(source: Source) -> bool:
    """Whether the parser counts lines as editors do: nothing but a line feed ends one."""
    if not _last or _last[0][0] is not source:
        _last[:] = [(source, _ODD_BREAKS.search(source.text) is None)]
    return _last[0][1]
