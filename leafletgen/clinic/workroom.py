"""The desk behind the pages: made when it is first needed, and asked by one request at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leafletgen.app.sheets.desk import SheetDesk


class Workroom:
    """A workspace and its desk; the rooms that compose are loaded with the desk, which a start need not wait for."""

    def __init__(self, root: Path) -> None:
        """Take the folder of the workspace."""
        self.root = root
        self._desk: SheetDesk | None = None
        self._lock = threading.Lock()

    @contextmanager
    def desk(self) -> Iterator[SheetDesk]:
        """Have the desk for oneself; what it has read is not made for several at once."""
        with self._lock:
            if self._desk is None:
                from leafletgen.app.sheets.desk import SheetDesk
                from leafletgen.clinic.wording import called

                self._desk = SheetDesk(self.root, called)
            yield self._desk
