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
from secrets import token_bytes, token_urlsafe
from typing import NamedTuple

from leafletgen.content.model.layout import Layout
from leafletgen.pages.frame import Composed
from leafletgen.pdf.looks import Look, looks
from leafletgen.system import raster
from leafletgen.system.raster import Jpeg

#: Windows that are remembered, and documents of each: pictures of the one before may still be asked for.
_WINDOWS = 64
_OF_A_WINDOW = 3
#: Bytes of pictures that are kept.
_KEPT_BYTES = 16_000_000


class Page(NamedTuple):
    """A page of a document; sides in points."""

    key: str
    """Another one when, and only when, the page looks different; good for this process alone."""
    width: float
    height: float


class Kept(NamedTuple):
    """A document that is remembered."""

    identifier: str
    pages: Sequence[Page]


class _Document(NamedTuple):
    data: bytes
    pages: Sequence[Page]

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "_Document(…)"


class _Window:
    """What is remembered of one."""

    def __init__(self) -> None:
        #: By identifier, the newest at the end.
        self.last: OrderedDict[str, _Document] = OrderedDict()
        #: What is being printed, however much is changed meanwhile.
        self.printed: dict[str, _Document] = {}

    @property
    def documents(self) -> dict[str, _Document]:
        return {**self.printed, **self.last}


class Documents:
    """The last documents of every window; threads may share it."""

    def __init__(self) -> None:
        """Begin with none."""
        self._secret = token_bytes(32)
        self._windows: OrderedDict[str, _Window] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, float], Jpeg] = OrderedDict()
        self._book = threading.Lock()  # for what is remembered
        self._drawing = threading.Lock()  # for pictures; taken before the other

    def keep(self, window: str, composed: Composed) -> Kept:
        """Remember a document of a window, in place of its oldest."""
        pages = [self._page(look) for look in looks(composed.canvas)] if composed.canvas is not None else []
        identifier = token_urlsafe(12)
        with self._book:
            last = self._windows.setdefault(window, _Window()).last
            last[identifier] = _Document(composed.data, pages)
            self._windows.move_to_end(window)
            while len(last) > _OF_A_WINDOW:
                last.popitem(last=False)
            while len(self._windows) > _WINDOWS:
                self._windows.popitem(last=False)
        return Kept(identifier, pages)

    def data(self, identifier: str, *, printing: bool = False) -> bytes | None:
        """Return a document's file; None when it is not remembered.

        Args:
            identifier: of the document.
            printing: whether to remember it until its window prints another.
        """
        with self._book:
            for window in self._windows.values():
                document = window.documents.get(identifier)
                if document is not None:
                    window.printed = {identifier: document} if printing else window.printed
                    return document.data
        return None

    def forget(self, window: str) -> None:
        """Drop all that is remembered of a window, with its pictures."""
        with self._drawing:
            with self._book:
                self._windows.pop(window, None)
            self._let_go()

    def picture(self, key: str, scale: float) -> Jpeg | None:
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
                with raster.opened(place[0].data) as pages:
                    picture = pages.jpeg(place[1], scale)
            self._put_by((key, scale), picture)
            return picture

    def _every(self) -> list[_Document]:
        with self._book:
            return [document for window in self._windows.values() for document in window.documents.values()]

    def _page(self, look: Look) -> Page:
        size = f"{look.width} {look.height} ".encode()
        digest = blake2b(size + look.painted, key=self._secret, digest_size=18).digest()
        return Page(urlsafe_b64encode(digest).decode(), look.width, look.height)

    def _place(self, key: str) -> tuple[_Document, int] | None:
        """Return the newest document that has a page, and which it is."""
        for document in reversed(self._every()):
            for index, page in enumerate(document.pages):
                if page.key == key:
                    return document, index
        return None

    def _put_by(self, name: tuple[str, float], picture: Jpeg) -> None:
        self._pictures[name] = picture
        self._pictures.move_to_end(name)
        while len(self._pictures) > 1 and sum(len(one.data) for one in self._pictures.values()) > _KEPT_BYTES:
            self._pictures.popitem(last=False)

    def _let_go(self) -> None:
        """Drop pictures of pages that are not remembered any more."""
        keys = {page.key for document in self._every() for page in document.pages}
        for known in [known for known in self._pictures if known[0] not in keys]:
            del self._pictures[known]


def paper(pages: int, layout: Layout) -> int:
    """Return how many sheets of paper a document takes: cards are printed on one side, to be cut, all else on both."""
    has_cards = layout.sheet is not None and layout.sheet.has_cards
    return pages if has_cards else (pages + 1) // 2
