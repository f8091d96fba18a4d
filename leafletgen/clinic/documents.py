"""The files that windows were given last, in memory alone."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from leafletgen.app.sheets.provisional import PageFile

MOST_WINDOWS = 64
"""Windows whose files are held; that which was quiet for longest is forgotten first, and can ask again."""


class Document(NamedTuple):
    """A finished PDF; the identifier is random, and tells nothing of what is in it."""

    identifier: str
    file: PageFile

    def __repr__(self) -> str:
        """Return the class alone; a trace may end in a log."""
        return "Document(…)"


class _Window:
    def __init__(self) -> None:
        self.shown: list[Document] = []
        """The one on the screen, after the one before it, of which pictures may be on their way."""
        self.printing: Document | None = None

    @property
    def documents(self) -> list[Document]:
        return [*self.shown, *([self.printing] if self.printing is not None else [])]


class Documents:
    """What is held for each window; safe for several threads."""

    def __init__(self, make_file: Callable[[bytes], PageFile]) -> None:
        """Take what makes the pages of a PDF ready to be drawn."""
        self._make_file = make_file
        self._windows: OrderedDict[str, _Window] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, window: str, data: bytes) -> Document:
        """Hold a PDF for a window in place of its earlier ones."""
        document = Document(secrets.token_urlsafe(16), self._make_file(data))
        with self._lock:
            held = self._windows.setdefault(window, _Window())
            held.shown = [*held.shown[-1:], document]
            self._windows.move_to_end(window)
            while len(self._windows) > MOST_WINDOWS:
                self._windows.popitem(last=False)
        return document

    def find(self, identifier: str, *, printing: bool = False) -> Document | None:
        """Return a document that is held; one that is being printed stays until its window prints another."""
        with self._lock:
            for window in self._windows.values():
                for document in window.documents:
                    if secrets.compare_digest(document.identifier.encode(), identifier.encode()):
                        window.printing = document if printing else window.printing
                        return document
        return None

    def page(self, key: str) -> tuple[PageFile, int] | None:
        """Return the file and the index of a page that is held, by the key of its picture."""
        with self._lock:
            files = [document.file for window in self._windows.values() for document in window.documents]
        found = ((file, file.index_of(key)) for file in reversed(files))
        return next(((file, index) for file, index in found if index is not None), None)

    def forget(self, window: str) -> None:
        """Drop all that is held for a window."""
        with self._lock:
            self._windows.pop(window, None)
