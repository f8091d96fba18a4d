"""The files that are open in an editor: what stands in each, and what was found in it last."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from leafletgen.app.editing.edited import Edited, edited_file
from leafletgen.app.editing.faults import Fault, anchored, faults_of
from leafletgen.lsp.answers import diagnostic, uri_of
from leafletgen.lsp.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Mapping

PAUSE: Final = 0.15
"""Seconds that nobody types before a file is looked at; for one that takes long, so long again."""
LONGEST_PAUSE: Final = 2.0
_LONE: Final = re.compile("[\ud800-\udfff]")
"""Halves of letters that JSON can hold, and no file."""

MOST: Final = 1000
"""Faults of one file that an editor is told."""


class Desk:
    """What is open, by the address that the editor calls a file by."""

    def __init__(self, server: LanguageServer, pause: float = PAUSE) -> None:
        """Take the server whose editor it is."""
        self.server = server
        self.pause = pause
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._took: dict[str, float] = {}
        self._found: dict[str, tuple[str, list[Fault]]] = {}
        self._ruled: dict[str, tuple[list[Fault], str]] = {}
        self._compared: dict[str, tuple[str, list[Fault]]] = {}

    @property
    def encoding(self) -> str:
        """How editor and server count the letters of a line."""
        chosen = self.server.workspace.position_encoding
        return str(getattr(chosen, "value", chosen) or "utf-16")

    def texts(self) -> Mapping[Path, str]:
        """What stands in every file that is open."""
        found = {}
        for uri, document in self.server.workspace.text_documents.items():
            path = path_of(uri)
            if path is not None:
                found[path] = text_of(document)
        return found

    def uri(self, path: Path) -> str:
        """The address of a file: the editor's own where it is open."""
        own = (uri for uri in self.server.workspace.text_documents if path_of(uri) == path)
        return next(own, uri_of(path))

    def file(self, uri: str) -> Edited | None:
        """An open file as it is now; None for one of no workspace, or that is not open."""
        path = path_of(uri)
        document = self.server.workspace.text_documents.get(uri)
        return None if path is None or document is None else edited_file(path, self.texts())

    def positions(self, text: str) -> Positions:
        """The positions of a text, counted as the editor does."""
        return Positions(text, self.encoding)

    # --- what is wrong -----------------------------------------------------------------------------------------

    def soon(self, uri: str) -> None:
        """Look at a file when nobody has typed for a moment."""
        self._after(uri, max(self.pause, min(self._took.get(uri, 0.0), LONGEST_PAUSE)))

    def now(self, uri: str) -> None:
        """Look at a file, and say what is wrong in it."""
        timer = self._timers.pop(uri, None)
        if timer is not None:
            timer.cancel()
        self.publish(uri)

    def others(self, uri: str) -> None:
        """Look at all other files that are open, since they may rest on one that changed."""
        for other in list(self.server.workspace.text_documents):
            if other != uri:
                self.soon(other)

    def closed(self, uri: str) -> None:
        """Forget a file, and take away what was said of it."""
        timer = self._timers.pop(uri, None)
        if timer is not None:
            timer.cancel()
        self._found.pop(uri, None)
        self._took.pop(uri, None)
        self._ruled.pop(uri, None)
        self._compared.pop(uri, None)
        self._send(uri, [], None)

    def _after(self, uri: str, seconds: float) -> None:
        timer = self._timers.pop(uri, None)
        if timer is not None:
            timer.cancel()
        self._timers[uri] = asyncio.get_running_loop().call_later(seconds, self._due, uri)

    def _due(self, uri: str) -> None:
        self._timers.pop(uri, None)
        try:
            self.publish(uri)
        except Exception as fault:
            self.told_of(fault, "what is wrong was not shown")

    def publish(self, uri: str) -> None:
        """Say what is wrong in a file as it is now."""
        document = self.server.workspace.text_documents.get(uri)
        if document is None:
            return
        file = self.file(uri)
        faults = [] if file is None else self.faults(uri, file)
        positions = self.positions(text_of(document))
        related = self._knows(lambda one: one.text_document.publish_diagnostics.related_information)  # type: ignore[union-attr]
        self._send(uri, [diagnostic(one, positions, related) for one in faults[:MOST]], document.version)

    def faults(self, uri: str, file: Edited) -> list[Fault]:
        """What is wrong in a file as it is now, also beside other files as they were when it was saved."""
        known = self._found.get(uri)
        if known is None or known[0] != file.text:
            begun = time.monotonic()
            try:
                known = (file.text, faults_of(file))
            except Exception as fault:
                self.told_of(fault, "the file was not looked at")
                known = (file.text, [])
            self._took[uri] = time.monotonic() - begun
            if file.whole() is None:  # half a line is typed: what the rules found is still there
                known = (file.text, [*known[1], *anchored(*self._ruled.get(uri, ([], "")), file.text)])
            else:
                self._ruled[uri] = ([one for one in known[1] if one.is_rule], file.text)
            self._found[uri] = known
        before, compared = self._compared.get(uri, ("", []))
        return sorted(
            [*known[1], *anchored(compared, before, file.text)], key=lambda one: (one.start, one.end, one.code)
        )

    def compared(self, uri: str, text: str, faults: list[Fault]) -> None:
        """Keep what a file is beside all others, and say it."""
        if uri in self.server.workspace.text_documents:
            self._compared[uri] = (text, faults)
            self.publish(uri)

    def forget(self) -> None:
        """Take nothing for found any more: a file changed that others rest on."""
        self._found.clear()

    def _send(self, uri: str, found: list[types.Diagnostic], version: int | None) -> None:
        self.server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def _knows(self, ask: Callable[[types.ClientCapabilities], bool | None]) -> bool:
        """Whether an editor can do something, which it tells in many optional parts."""
        try:
            return bool(ask(self.server.client_capabilities))
        except AttributeError:
            return False

    def knows_snippets(self) -> bool:
        """Whether the editor moves the cursor to marks in what it writes."""
        return self._knows(lambda one: one.text_document.completion.completion_item.snippet_support)  # type: ignore[union-attr]

    def knows_file_renames(self) -> bool:
        """Whether the editor gives files other names when it is told to."""
        return self._knows(
            lambda one: types.ResourceOperationKind.Rename in (one.workspace.workspace_edit.resource_operations or ())  # type: ignore[union-attr]
        )

    def told_of(self, fault: Exception, what: str) -> None:
        """Say in the editor's log that something failed, and where in our code: never what stands in a file."""
        trace = fault.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = "" if trace is None else f", {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        message = f"leafletgen: {what} ({type(fault).__name__}{where}); please report it"
        self.server.window_log_message(types.LogMessageParams(types.MessageType.Error, message))


def text_of(document: TextDocument) -> str:
    """What stands in a file that is open."""
    return _LONE.sub("\ufffd", document.source)


def path_of(uri: str) -> Path | None:
    """Return the file of an address; None for what is no file, such as a text that was never saved."""
    name = uris.to_fs_path(uri)
    return Path(name) if name and "\0" not in name and Path(name).is_absolute() else None
