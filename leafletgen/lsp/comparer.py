"""Compares saved files with all others of their workspace, one after the other, while one goes on typing."""

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
"""Seconds that comparing one file may take."""


class Comparer:
    """What is still to be compared; a process of its own does it, so that no answer waits for it."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk that is told what was found."""
        self.desk = desk
        self._waiting: dict[str, None] = {}
        self._task: asyncio.Task[None] | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def compare(self, uri: str) -> None:
        """Compare a file as it was saved, when those before it are done."""
        file = self.desk.file(uri)
        if file is None or self._stopped or not comparison_of(file):
            return
        self._waiting[uri] = None
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._all())

    def forget(self, uri: str) -> None:
        """Compare a file no more."""
        self._waiting.pop(uri, None)

    async def _all(self) -> None:
        while self._waiting:
            uri = next(iter(self._waiting))
            del self._waiting[uri]
            try:
                await self._one(uri)
            except Exception as fault:
                self.desk.told_of(fault, "the file was not compared with others")

    async def _one(self, uri: str) -> None:
        file = self.desk.file(uri)
        if file is None:
            return
        said = await asyncio.to_thread(self._said_of, file.root, file.path)
        if said is not None:
            self.desk.compared(uri, said["text"], [fault_from(one) for one in said["faults"]])

    def _said_of(self, root: Path, path: Path) -> dict[str, Any] | None:
        """What a process says of a file; None where it was ended, by us or by whatever else."""
        command = [sys.executable, "-m", "leafletgen.lsp.comparing", str(root), str(path)]
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
