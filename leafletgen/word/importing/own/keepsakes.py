"""What a changed entry keeps of its source: links, citations, numbers of pages, merge fields, names of pictures.

What Word has no form for goes through the import as a token of letters that no leaflet has, and comes out as markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from leafletgen.content.cross_references import walk
from leafletgen.content.model.blocks import Heading
from leafletgen.document.form import WORD_FILE
from leafletgen.document.leaflet import LeafletDocument
from leafletgen.errors import Report
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.source.yaml import Value as Read
from leafletgen.word.counting.words import tokens
from leafletgen.word.exporting.inline import bookmark_of
from leafletgen.word.importing.made import Made, Value
from leafletgen.word.importing.marks import escaped
from leafletgen.word.importing.own.shapes import paragraphs
from leafletgen.word.story import Block, PageOf, Piece, Stretch

_OPEN: Final = "\ue000"
_CLOSE: Final = "\ue001"
_TOKEN: Final = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_MARK: Final = re.compile(f"[{_OPEN}{_CLOSE}]")
_FIELD: Final = re.compile(r"(?<!\\)\{([A-Za-z_]\w*(?:\.\w+)+)\}")


class Keepsakes:
    """Markup by the number of its token."""

    def __init__(self, headings: Mapping[str, str], citations: Mapping[str, str]) -> None:
        """Take the ids of headings and the names of references, by the bookmarks that lead to them."""
        self.headings = headings
        self.citations = citations
        #: Words that tokens stand for, and the markup does not say.
        self.said: list[str] = []
        self._kept: list[str] = []

    def into(self, blocks: Sequence[Block]) -> None:
        """Put tokens where words lead to a heading or a reference of the leaflet."""
        for paragraph in paragraphs(blocks):
            paragraph.pieces = [made for piece in paragraph.pieces for made in self._kept_of(piece)]

    def _kept_of(self, piece: Piece) -> list[Piece]:
        if isinstance(piece, Stretch) and _MARK.search(piece.text):  # a token that somebody wrote is no token of ours
            piece = piece._replace(text=_MARK.sub(lambda found: self._token(found[0]), piece.text))
        if isinstance(piece, PageOf) and piece.bookmark in self.headings:
            self.said.append(piece.shown)
            return [Stretch(self._token(f"{{page:{self.headings[piece.bookmark]}}}"))]
        if not isinstance(piece, Stretch) or not piece.target.startswith("#"):
            return [piece]
        name = piece.target[1:]
        if name in self.citations and piece.raised:
            self.said.append(piece.text)
            return [Stretch(self._token(f"[@{self.citations[name]}]"))]
        if name not in self.headings:
            return [piece]
        opening, closing = self._token("["), self._token(f"](#{self.headings[name]})")
        return [piece._replace(text=f"{opening}{piece.text}{closing}", target="", underlined=False)]

    def _token(self, markup: str) -> str:
        self._kept.append(markup)
        return f"{_OPEN}{len(self._kept) - 1}{_CLOSE}"

    def out_of(self, made: Made, fields: Mapping[str, str]) -> None:
        """Put markup in the place of tokens in all that was made, and merge fields in that of their values."""
        made.value = self._settled(made.value, fields)

    def _settled(self, value: Value, fields: Mapping[str, str]) -> Value:
        if isinstance(value, Made):
            self.out_of(value, fields)
            return value
        if isinstance(value, str):
            whole = _TOKEN.sub(lambda found: self._kept[int(found[1])], value)
            for field, said in fields.items():
                whole = whole.replace(said, f"{{{field}}}")
            return whole
        if isinstance(value, Mapping):
            return {key: self._settled(one, fields) for key, one in value.items()}
        if isinstance(value, Sequence):
            return [self._settled(one, fields) for one in value]
        return value


def fields_in(entry: Read, loaded: LoadedLeaflet, said: str) -> dict[str, str]:
    """The merge fields of an entry with their values as prose has them, where those stand for nothing else in it.

    Args:
        entry: the entry of the body.
        loaded: the leaflet, which knows the values.
        said: the words of the entry, fields filled.
    """
    names = _FIELD.findall(entry.source.text[entry.start : entry.end])
    found: dict[str, str] = {}
    for name in dict.fromkeys(names):
        value = loaded.fields.get(name, "")
        if len(value) > 1 and said.count(value) == names.count(name):
            found[name] = value
    return {name: escaped(value) for name, value in found.items() if list(found.values()).count(value) == 1}


def printed_beside(entry: Read, said: str) -> str:
    """The words of an entry that its source does not have: values of fields, numbers, the level of a card.

    Of a shared block, which the source only names, there are none: all of its words have to come back.
    """
    if entry.kind == "map" and "include" in entry.data:
        return ""
    return " ".join((tokens(said) - tokens(entry.source.text[entry.start : entry.end])).elements())


def images_in(entry: Read) -> list[Read]:
    """The maps of an entry that have a picture, in order."""
    found: list[Read] = []
    todo = [entry]
    while todo:
        value = todo.pop()
        if value.kind == "map" and "image" in value.data:
            found.append(value)
        if value.kind != "scalar":
            todo += list(value.data.values() if value.kind == "map" else value.data)[::-1]
    return found


def keepsakes_of(loaded: LoadedLeaflet) -> Keepsakes:
    """What the words of a leaflet lead to, by the bookmarks that its Word file has there."""
    ids = [part.id for part in walk(loaded.body) if isinstance(part, Heading) and part.id]
    citations = LeafletDocument(loaded, WORD_FILE, Report()).manuscript.citations
    return Keepsakes(
        {bookmark_of(name): name for name in ids},
        {bookmark_of(f"reference-{number}"): name for name, number in citations.items()},
    )
