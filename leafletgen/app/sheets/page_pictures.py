"""The last documents of each window, in memory alone, and their pages as pictures for a screen.

A page is asked for by a key that says what it looks like and tells nothing of it. So a page that a change has not
touched keeps its key, and is neither drawn nor sent again.
"""

from __future__ import annotations

import threading
from base64 import urlsafe_b64encode
from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2b
from io import BytesIO
from secrets import token_bytes, token_urlsafe
from typing import NamedTuple

from leafletgen.content.model.layout import Layout
from leafletgen.pages.frame import Composed
from leafletgen.pdf.looks import Look, looks
from leafletgen.system import raster

#: Windows that are remembered, and documents of each: pictures of the one before may still be asked for.
_WINDOWS = 64
_OF_A_WINDOW = 3
#: Documents that stay open in PDFium, and bytes of pictures that are kept.
_OPEN = 4
_KEPT_BYTES = 16_000_000
#: At 88 the thin lines of drawings and small coloured words show no specks; colours are kept at every dot.
_QUALITY = 88


class Page(NamedTuple):
    """A page of a document; sides in points."""

    key: str
    """Another one when, and only when, the page looks different; good for this process alone."""
    width: float
    height: float


class Picture(NamedTuple):
    """A page as a JPEG file; sides in pixels."""

    data: bytes
    width: int
    height: int


class Kept(NamedTuple):
    """A document that is remembered."""

    identifier: str
    pages: Sequence[Page]


class _Document:
    """A file, and the pages that were opened of it."""

    def __init__(self, data: bytes, pages: Sequence[Page]) -> None:
        self.data = data
        self.pages = pages
        self.opened: raster.Pages | None = None

    def close(self) -> None:
        if self.opened is not None:
            self.opened.close()
            self.opened = None


class Documents:
    """The last documents of every window; threads may share it."""

    def __init__(self) -> None:
        """Begin with none."""
        self._secret = token_bytes(32)
        #: By window and identifier, those used last at the end.
        self._windows: OrderedDict[str, OrderedDict[str, _Document]] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, float], Picture] = OrderedDict()
        self._opened: OrderedDict[int, _Document] = OrderedDict()
        self._book = threading.Lock()  # for what is remembered
        self._drawing = threading.Lock()  # for pictures, and for what is open; taken before the other

    def keep(self, window: str, composed: Composed) -> Kept:
        """Remember a document of a window, in place of its oldest."""
        pages = [self._page(look) for look in looks(composed.canvas)] if composed.canvas is not None else []
        identifier = token_urlsafe(12)
        with self._book:
            held = self._windows.setdefault(window, OrderedDict())
            held[identifier] = _Document(composed.data, pages)
            self._windows.move_to_end(window)
            while len(held) > _OF_A_WINDOW:
                held.popitem(last=False)
            while len(self._windows) > _WINDOWS:
                self._windows.popitem(last=False)
        return Kept(identifier, pages)

    def data(self, identifier: str) -> bytes | None:
        """Return a document's file; None when it is not remembered."""
        with self._book:
            found = (held.get(identifier) for held in self._windows.values())
            return next((document.data for document in found if document is not None), None)

    def forget(self, window: str) -> None:
        """Drop all that is remembered of a window, with its pictures."""
        with self._drawing:
            with self._book:
                self._windows.pop(window, None)
            self._let_go()

    def picture(self, key: str, scale: float) -> Picture | None:
        """Draw a page, or return it as it was drawn; None when no document that is remembered has it.

        Args:
            key: of the page.
            scale: pixels a point; 96 dots an inch are 96/72.
        """
        with self._drawing:
            self._let_go()
            place = self._place(key)
            if place is None:
                return None
            picture = self._pictures.get((key, scale))
            if picture is None:
                picture = _encoded(self._open(place[0]), place[1], scale)
            self._put_by((key, scale), picture)
            return picture

    def _page(self, look: Look) -> Page:
        size = f"{look.width} {look.height} ".encode()
        digest = blake2b(size + look.painted, key=self._secret, digest_size=18).digest()
        return Page(urlsafe_b64encode(digest).decode(), look.width, look.height)

    def _place(self, key: str) -> tuple[_Document, int] | None:
        """Return the newest document that has a page, and which it is."""
        with self._book:
            every = [document for held in self._windows.values() for document in held.values()]
        for document in reversed(every):
            for index, page in enumerate(document.pages):
                if page.key == key:
                    return document, index
        return None

    def _open(self, document: _Document) -> raster.Pages:
        self._opened[id(document)] = document
        self._opened.move_to_end(id(document))
        if document.opened is None:
            document.opened = raster.open_pages(document.data)
        while len(self._opened) > _OPEN:
            self._opened.popitem(last=False)[1].close()
        return document.opened

    def _put_by(self, name: tuple[str, float], picture: Picture) -> None:
        self._pictures[name] = picture
        self._pictures.move_to_end(name)
        while len(self._pictures) > 1 and sum(len(one.data) for one in self._pictures.values()) > _KEPT_BYTES:
            self._pictures.popitem(last=False)

    def _let_go(self) -> None:
        """Close what is not remembered any more, and drop pictures that are of none."""
        with self._book:
            every = [document for held in self._windows.values() for document in held.values()]
        held = {id(document) for document in every}
        for name in [name for name in self._opened if name not in held]:
            self._opened.pop(name).close()
        keys = {page.key for document in every for page in document.pages}
        for known in [known for known in self._pictures if known[0] not in keys]:
            del self._pictures[known]


def paper(pages: int, layout: Layout) -> int:
    """Return how many sheets of paper a document takes: cards are printed on one side, to be cut, all else on both."""
    has_cards = layout.sheet is not None and layout.sheet.has_cards
    return pages if has_cards else (pages + 1) // 2


def _encoded(pages: raster.Pages, index: int, scale: float) -> Picture:
    image = pages.image(index, scale)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    return Picture(buffer.getvalue(), image.width, image.height)
