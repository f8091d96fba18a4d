"""What charts and diagrams say: their words stand in parts of their own, and no leaflet can show them as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.word.reading.names import DSP, A, C, r
from leafletgen.word.reading.plain_words import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.reading.state import Reader

_VALUE: Final = f"{C}v"


def chart_words(reader: Reader, identity: str) -> str:
    """Return what a chart says, in the order of its part: titles, names of series and categories, numbers.

    They are those that Word kept when the chart was last drawn (ECMA-376 1, 21.2.2.24 and 21.2.2.201).
    """
    root = _part(reader, identity)
    if root is None:
        return ""
    said: list[str] = []
    for one in root.iter():
        if one.tag == f"{A}p":
            said.append(words_of(one))
        elif one.tag == _VALUE or (isinstance(one.tag, str) and one.tag.endswith(("/chartex}v", "/chartex}pt"))):
            said.append((one.text or "").strip())
    return " ".join([words for words in said if words])


def diagram_words(reader: Reader, relations: Element) -> str:
    """Return what a diagram says: the words of its data, and those of Word's drawing of it that its data lack.

    The drawing (the part diagrams/drawing…) repeats the words of the data, so that they are taken once.
    """
    data = _part(reader, relations.get(r("dm"), ""))
    words = "" if data is None else _words(data)
    drawing = _part(reader, _drawing_of(data))
    if drawing is None:
        return words
    known = set(words.split())
    more = [word for word in _words(drawing).split() if word not in known]
    return " ".join([words, *more]).strip()


def _drawing_of(data: Element | None) -> str:
    """The id by which the document knows Word's drawing of a diagram ([MS-ODRAWXML] 2.4.1, dataModelExt)."""
    found = () if data is None else data.iter(f"{DSP}dataModelExt")
    return next((one.get("relId", "") for one in found), "")


def _words(root: Element) -> str:
    return " ".join([words for one in root.iter(f"{A}p") if (words := words_of(one))])


def _part(reader: Reader, identity: str) -> Element | None:
    """The root of the part that a relationship leads to; the pictures in it have the part as their place."""
    found = reader.package.relationships(reader.part).get(identity) if identity else None
    return None if found is None or found.external else reader.package.xml(found.target)
