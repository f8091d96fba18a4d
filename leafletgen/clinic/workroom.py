"""What the routes work with: the library, the desk, the leaflets, and the documents of the windows.

Loading what composes a sheet takes longer than the rest of a start, so each is made when it is first asked for. Each
has a lock of its own; whoever looks around in the library does not wait for a sheet that is composed.
"""

from __future__ import annotations

import threading
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leafletgen.app.emailing.from_desk import DeskPost
    from leafletgen.app.leaflets.files import LeafletFiles
    from leafletgen.app.sheets.beginning import Beginning
    from leafletgen.app.sheets.desk import SheetDesk
    from leafletgen.app.sheets.library import LibraryDesk
    from leafletgen.app.sheets.own import Own
    from leafletgen.app.sheets.page_pictures import Documents, Kept
    from leafletgen.library.workspace import Workspace
    from leafletgen.pages.frame import Composed

_BEFORE_WARMING = 0.5
"""Seconds in which the first page may be asked for before other work begins: a browser takes longer to start."""
_FOR_THE_PAGE = 5.0
"""Seconds that the first page has for itself once it was asked for, unless it is there sooner."""
_AFTER_THE_PAGE = 0.1
"""Seconds for what a page asks for last."""

_MOST_FORGOTTEN = 256
"""Windows of which it is known how often they were forgotten."""


class Workroom:
    """A workspace and all that answers for it; safe for several threads."""

    def __init__(self, root: Path) -> None:
        """Take the folder of the workspace."""
        self.root = root
        self._making = threading.Lock()
        self._making_library = threading.Lock()
        self._making_beginning = threading.Lock()
        self._asked = threading.Event()
        self._first_page = threading.Event()
        self._keeping = threading.Lock()
        self._forgotten: dict[str, int] = {}
        self._post: DeskPost | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace as it is now."""
        from leafletgen.app.opening import workspace_at

        return workspace_at(self.root)

    @property
    def desk(self) -> SheetDesk:
        """The desk, which composes sheets."""
        with self._making:
            return self._desk

    @property
    def library(self) -> LibraryDesk:
        """The library, which composes nothing."""
        with self._making_library:
            return self._library

    @property
    def beginning(self) -> Beginning:
        """What the first page begins with, which needs none of the others when it is kept."""
        with self._making_beginning:
            return self._beginning

    @property
    def own(self) -> Own:
        """What the user keeps, read anew: other windows and other workspaces write it too."""
        from leafletgen.app.sheets.own import Own

        return Own()

    @property
    def documents(self) -> Documents:
        """The documents that windows were given last."""
        with self._making:
            return self._documents

    @property
    def leaflets(self) -> LeafletFiles:
        """The leaflets of the workspace."""
        with self._making:
            return self._leaflets

    @property
    def post(self) -> DeskPost:
        """What makes messages of the desk's sheets."""
        desk, leaflets = self.desk, self.leaflets
        with self._making:
            if self._post is None:
                from leafletgen.app.emailing.from_desk import DeskPost

                self._post = DeskPost(desk, leaflets)
            return self._post

    def times_forgotten(self, window: str) -> int:
        """Return how often a window has had its documents dropped: what was begun before is not kept afterwards."""
        with self._keeping:
            return self._forgotten.get(window, 0)

    def keep(self, window: str, composed: Composed, forgotten: int) -> Kept | None:
        """Hold a document for a window; None when the window was told to be forgotten since it was begun.

        Args:
            window: whose it is.
            composed: the document.
            forgotten: what `times_forgotten` said when it was begun.
        """
        with self._keeping:
            is_wanted = self._forgotten.get(window, 0) == forgotten
            return self.documents.keep(window, composed) if is_wanted else None

    def forget(self, window: str) -> None:
        """Drop all that is held for a window, and what is being made for it."""
        with self._keeping:
            times = self._forgotten.pop(window, 0)
            self._forgotten[window] = times + 1
            while len(self._forgotten) > _MOST_FORGOTTEN:
                del self._forgotten[next(iter(self._forgotten))]
            self.documents.forget(window)

    def first_page_is_coming(self) -> None:
        """Say that the first page was asked for."""
        self._asked.set()

    def first_page_is_there(self) -> None:
        """Say that the first page has what it needs."""
        self._first_page.set()

    def warm(self) -> None:
        """Load what composes and draws, and compose a sheet without a patient, so that the first answer is fast."""
        if self._asked.wait(_BEFORE_WARMING) and self._first_page.wait(_FOR_THE_PAGE):
            time.sleep(_AFTER_THE_PAGE)
        from leafletgen.app.sheets.draft import Draft, Row

        names = [card["id"] for card in self.beginning.catalogue()["exercises"]]
        answer = self.desk.answer(Draft([Row("warm", name) for name in names[:1]]))
        if answer.composed is not None:
            kept = self.documents.keep("warm", answer.composed)
            self.documents.picture(kept.pages[0].key, 1.0)
            self.documents.forget("warm")

    @cached_property
    def _beginning(self) -> Beginning:
        from leafletgen.app.sheets.beginning import Beginning

        return Beginning(self.root, lambda: self.library)

    @cached_property
    def _desk(self) -> SheetDesk:
        from leafletgen.app.sheets.desk import SheetDesk
        from leafletgen.clinic.wording import called

        return SheetDesk(self.root, called)

    @cached_property
    def _library(self) -> LibraryDesk:
        from leafletgen.app.sheets.library import LibraryDesk
        from leafletgen.clinic.wording import called

        return LibraryDesk(self.root, called)

    @cached_property
    def _documents(self) -> Documents:
        from leafletgen.app.sheets.page_pictures import Documents

        return Documents()

    @cached_property
    def _leaflets(self) -> LeafletFiles:
        from leafletgen.app.leaflets.board import LeafletBoard
        from leafletgen.app.leaflets.files import LeafletFiles
        from leafletgen.clinic.wording import called

        return LeafletFiles(LeafletBoard(self.root, called))
