"""Compares saved files with all others of their workspace, while one goes on typing."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from leafletgen.app.editing.comparing import comparison_of, fault_from
from leafletgen.lsp.desk import Desk

PATIENCE: Final = 120.0
"""Seconds that comparing files may take."""
AT_ONCE: Final = 50
"""Files that a process is given: their names are its arguments."""


class Comparer:
    """What is still to be compared; a process of its own does it, so that no answer waits for it."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk that is told what was found."""
        self.desk = desk
        self._waiting: dict[str, tuple[Path, Path]] = {}
        self._task: asyncio.Task[None] | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def compare(self, uri: str) -> None:
        """Compare a file as it was saved, when those before it are done."""
        file = self.desk.file(uri)
        if file is None or self._stopped or not comparison_of(file):
            return
        self._waiting[uri] = (file.root, file.path)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._all())

    def forget(self, uri: str) -> None:
        """Compare a file no more."""
        self._waiting.pop(uri, None)

    async def _all(self) -> None:
        while self._waiting:
            try:
                await self._some()
            except Exception as fault:
                self.desk.told_of(fault, "a file was not compared with others")

    async def _some(self) -> None:
        """Compare what waits, of one workspace: reading that once does for all of them."""
        root = next(root for root, _ in self._waiting.values())
        some = [uri for uri, (its, _) in self._waiting.items() if its == root][:AT_ONCE]
        files = {self._waiting.pop(uri)[1]: uri for uri in some}
        said = await asyncio.to_thread(self._said_of, root, list(files))
        for path, one in (said or {}).items():
            self.desk.compared(files[Path(path)], one["text"], [fault_from(fault) for fault in one["faults"]])

    def _said_of(self, root: Path, paths: list[Path]) -> dict[str, Any] | None:
        """What a process says of files; None where it was ended, by us or by whatever else."""
        command = [sys.executable, "-m", "leafletgen.lsp.comparing", str(root), *map(str, paths)]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet) as child:
            self._child = child
            if self._stopped:
                child.kill()
            try:
                output, _ = child.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()
                return None
            finally:
                self._child = None
        return json.loads(output) if child.returncode == 0 else None

    def stop(self) -> None:
        """Compare nothing any more: the editor is closed."""
        self._stopped = True
        self._waiting.clear()
        child = self._child
        if child is not None:
            child.kill()
