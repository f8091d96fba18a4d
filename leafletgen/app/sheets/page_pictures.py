"""The last documents of each window, in memory alone, and their pages as pictures for a screen.

A page is asked for by a key that says what it looks like and tells nothing of it. So a page that a change has not
touched keeps its key, and is neither drawn nor sent again.
"""

from __future__ import annotations

import threading
from base64 import urlsafe_b64encode
from collections import OrderedDict
from collections.abc import Callable, Sequence
from hashlib import blake2b
from secrets import token_bytes, token_urlsafe
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from leafletgen.app.sheets.redrawing import Drawn, draw, redraw
from leafletgen.content.model.layout import Layout
from leafletgen.pages.frame import Composed
from leafletgen.pdf.looks import Box, Look, changed, looks
from leafletgen.system import raster
from leafletgen.system.jpeg_rows import JpegRows

if TYPE_CHECKING:
    from PIL.Image import Image

T = TypeVar("T")

#: Windows that are remembered, and documents of each: pictures of the one before may still be asked for.
_WINDOWS = 64
_OF_A_WINDOW = 3
#: Bytes of pictures that are kept, and of the dots of those drawn last.
_KEPT_BYTES = 16_000_000
_DOTS_BYTES = 48_000_000


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
    looks: Sequence[Look]

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "_Document(…)"


_NONE = _Document(b"", (), ())


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
        #: By key and scale, those used last at the end.
        self._files: OrderedDict[tuple[str, float], JpegRows] = OrderedDict()
        self._dots: OrderedDict[tuple[str, float], Image] = OrderedDict()
        self._book = threading.Lock()  # for what is remembered
        self._drawing = threading.Lock()  # for pictures; taken before the other

    def keep(self, window: str, composed: Composed) -> Kept:
        """Remember a document of a window, in place of its oldest."""
        before = self._newest(window)
        seen = looks(composed.canvas, before.looks) if composed.canvas is not None else []
        known = {id(look): page for look, page in zip(before.looks, before.pages, strict=True)}
        pages = [known.get(id(look)) or self._page(look) for look in seen]
        identifier = token_urlsafe(12)
        with self._book:
            last = self._windows.setdefault(window, _Window()).last
            last[identifier] = _Document(composed.data, pages, seen)
            self._windows.move_to_end(window)
            while len(last) > _OF_A_WINDOW:
                last.popitem(last=False)
            while len(self._windows) > _WINDOWS:
                self._windows.popitem(last=False)
        return Kept(identifier, pages)

    def _newest(self, window: str) -> _Document:
        """The last document of a window; an empty one when there is none."""
        with self._book:
            held = self._windows.get(window)
            return _NONE if held is None or not held.last else next(reversed(held.last.values()))

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

    def picture(self, key: str, scale: float) -> JpegRows | None:
        """Return a page as a JPEG file, as it was drawn or drawn now; None when no document that is remembered has it.

        Args:
            key: of the page.
            scale: pixels a point; 96 dots an inch are 96/72.
        """
        with self._drawing:
            self._let_go()
            place = self._place(key)
            if place is None:
                return None
            file = self._files.get((key, scale)) or self._draw(*place, key, scale)
            _put_last(self._files, (key, scale), file, _KEPT_BYTES, _bytes_of_file)
            return file

    def _draw(self, document: _Document, index: int, key: str, scale: float) -> JpegRows:
        """Draw a page, beginning with what an earlier document of its window has in its place."""
        with raster.opened(document.data) as pages:
            found = self._before(document, index, scale)
            if found is None:
                drawn = draw(pages, index, scale)
            else:
                name, parts = found
                drawn = redraw(pages, index, scale, Drawn(self._dots.pop(name), self._files[name]), parts)
        _put_last(self._dots, (key, scale), drawn.dots, _DOTS_BYTES, _bytes_of_dots)
        return drawn.file

    def _before(self, document: _Document, index: int, scale: float) -> tuple[tuple[str, float], list[Box]] | None:
        """Return what a page is drawn into, and the parts of it that have to be drawn."""
        with self._book:
            windows = [list(window.documents.values()) for window in self._windows.values()]
        others = next((held for held in windows if any(one is document for one in held)), [])
        for other in reversed(others):
            name = (other.pages[index].key, scale) if index < len(other.pages) else ("", scale)
            if name in self._dots and name in self._files:
                parts = changed(other.looks[index], document.looks[index])
                if parts is not None:
                    return name, parts
        return None

    def _every(self) -> list[_Document]:
        with self._book:
            return [document for window in self._windows.values() for document in window.documents.values()]

    def _page(self, look: Look) -> Page:
        size = f"{look.width} {look.height} ".encode()
        digest = blake2b(size + look.painted.encode(), key=self._secret, digest_size=18).digest()
        return Page(urlsafe_b64encode(digest).decode(), look.width, look.height)

    def _place(self, key: str) -> tuple[_Document, int] | None:
        """Return the newest document that has a page, and which it is."""
        for document in reversed(self._every()):
            for index, page in enumerate(document.pages):
                if page.key == key:
                    return document, index
        return None

    def _let_go(self) -> None:
        """Drop pictures of pages that are not remembered any more."""
        keys = {page.key for document in self._every() for page in document.pages}
        for kept in (self._files, self._dots):
            for known in [known for known in kept if known[0] not in keys]:
                del kept[known]


def _put_last(
    kept: OrderedDict[tuple[str, float], T], name: tuple[str, float], one: T, most: int, size: Callable[[T], int]
) -> None:
    """Keep one thing as the last, and of the others as many as are not too many bytes with it."""
    kept[name] = one
    kept.move_to_end(name)
    while len(kept) > 1 and sum(map(size, kept.values())) > most:
        kept.popitem(last=False)


def _bytes_of_file(file: JpegRows) -> int:
    return sum(map(len, file.rows))


def _bytes_of_dots(dots: Image) -> int:
    return 4 * dots.width * dots.height


def paper(pages: int, layout: Layout) -> int:
    """Return how many sheets of paper a document takes: cards are printed on one side, to be cut, all else on both."""
    has_cards = layout.sheet is not None and layout.sheet.has_cards
    return pages if has_cards else (pages + 1) // 2
