"""What the routes work with: the workspace, its desk, and the documents of the windows, each made when it is needed.

Loading what composes a sheet takes longer than the rest of a start, so nothing here is imported before it is asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leafletgen.app.leaflets.files import LeafletFiles
    from leafletgen.app.sheets.desk import SheetDesk
    from leafletgen.app.sheets.page_pictures import Documents
    from leafletgen.library.workspace import Workspace


class Workroom:
    """A workspace and all that answers for it."""

    def __init__(self, root: Path) -> None:
        """Take the folder of the workspace."""
        self.root = root
        self._desk: SheetDesk | None = None
        self._at_the_desk = threading.Lock()
        self._making = threading.RLock()

    @cached_property
    def leaflets(self) -> LeafletFiles:
        """The leaflets of the workspace, which have a lock of their own: nobody at a sheet waits for them."""
        from leafletgen.app.leaflets.board import LeafletBoard
        from leafletgen.app.leaflets.files import LeafletFiles

        return LeafletFiles(LeafletBoard(self.root))

    @contextmanager
    def desk(self) -> Iterator[SheetDesk]:
        """Have the desk for oneself; what it has read is not made for several at once."""
        with self._at_the_desk:
            if self._desk is None:
                from leafletgen.app.sheets.desk import SheetDesk
                from leafletgen.clinic.wording import called

                self._desk = SheetDesk(self.root, called)
            yield self._desk

    def warm(self) -> None:
        """Load what composes and draws, and compose a sheet without a patient, so that the first answer is fast."""
        from leafletgen.app.sheets.draft import Draft, Row

        with self.desk() as desk:
            names = desk.maker.library.exercise_names()
            answer = desk.answer(Draft([Row("warm", name) for name in names[:1]]))
        if answer.composed is not None:
            kept = self.documents.keep("warm", answer.composed)
            self.documents.picture(kept.pages[0].key, 1.0)
            self.documents.forget("warm")

    @property
    def workspace(self) -> Workspace:
        """The workspace, its files not read yet."""
        from leafletgen.app.opening import workspace_at

        return workspace_at(self.root)

    @property
    def documents(self) -> Documents:
        """The documents that windows were given last."""
        with self._making:
            return self._documents

    @cached_property
    def _documents(self) -> Documents:
        from leafletgen.app.sheets.page_pictures import Documents

        return Documents()
