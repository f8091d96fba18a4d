"""Compares saved files with all others of their workspace, one after the other, while one goes on typing."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Final

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

    def compare(self, uri: str) -> None:
        """Compare a file as it was saved, when those before it are done."""
        file = self.desk.file(uri)
        if file is None or not comparison_of(file):
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
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "leafletgen.lsp.comparing", str(file.root), str(file.path)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            output, _ = await asyncio.wait_for(child.communicate(), PATIENCE)
        except (TimeoutError, asyncio.CancelledError):
            child.kill()
            raise
        if child.returncode == 0:
            said = json.loads(output)
            self.desk.compared(uri, said["text"], [fault_from(one) for one in said["faults"]])
