"""Documents inside the document (w:altChunk, ECMA-376 1, 17.17.2.1): left out, and told with their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.errors import RefusedError
from leafletgen.word.reading.names import R
from leafletgen.word.reading.other_files import ZIP
from leafletgen.word.reading.package import Package
from leafletgen.word.reading.plain_words import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.doubts import Doubts, Spot
    from leafletgen.word.reading.state import Reader

RTF: Final = b"{\\rtf"
MOST: Final = 20
"""Inner documents that are read of one file; each may be as large as the limits of a file allow."""
UNREAD: Final = ("script", "style", "head")


def tell(reader: Reader, element: Element, spot: Spot) -> None:
    """Tell a document inside the document, with its words where they can be read, and once for each."""
    found = reader.package.relationships(reader.part).get(element.get(f"{R}id", ""))
    part = "" if found is None or found.external else found.target
    again = part in reader.inner
    words = "" if again else _words_of_part(reader, part)
    spot.words = words or "another document"
    if words is None:
        reader.doubts.error(
            "word-inner-document-unread",
            "another document stands here whose words cannot be read",
            "copy its words from Word into the leaflet",
            spot,
        )
    else:
        what = "the same as before" if again else f'"{spot.first_words}"'
        reader.doubts.doubt(
            "word-inner-document",
            f"another document stands here, whose words are left out: {what}",
            "copy the words into the leaflet",
            spot,
            words,
        )


def _words_of_part(reader: Reader, part: str) -> str | None:
    """Return the words of an inner document; None where it is none that is read, or one of too many."""
    data = reader.package.data(part) if part else None
    if data is None or len(reader.inner) >= MOST:
        return None
    words = _words(data)
    if words is not None:
        reader.inner.add(part)
    return words


def tell_linked(doubts: Doubts, spot: Spot) -> None:
    """Tell a part of a document that is a file of its own (w:subDoc, 17.17.2.4); nothing is fetched."""
    doubts.error(
        "word-inner-document-unread",
        "a part of the document stands here that is a file of its own, and not in this one",
        "import that file as well, or copy its words into the leaflet",
        spot,
    )


def _words(data: bytes) -> str | None:
    if data.startswith(ZIP):
        return _of_word_file(data)
    if data.startswith(RTF):
        return None
    start = data[:2000].lower()
    if b"<html" in start or b"<!doctype html" in start or b"<body" in start or b"<p" in start:
        return _of_page(data)
    return " ".join(data.decode("utf-8", "replace").split())


def _of_word_file(data: bytes) -> str | None:
    try:
        package = Package.open(data, "another document")
        root = package.xml(package.document)
    except RefusedError:
        return None
    return None if root is None else words_of(root)


def _of_page(data: bytes) -> str | None:
    from lxml import etree

    try:
        parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None
    if root is None:
        return ""
    etree.strip_elements(root, *UNREAD, with_tail=False)
    return " ".join(" ".join(str(text) for text in root.itertext()).split())
