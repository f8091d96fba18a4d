"""An editor for tests: pygls' own client, which starts ``leafletgen lsp`` and talks to it over its input and output."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls import uris
from pygls.lsp.client import LanguageClient

from tests.support.processes import BOUND

T = TypeVar("T")
_RESOURCES = [types.ResourceOperationKind.Rename]


def able(
    *, snippets: bool = True, renames: bool = True, encodings: list[types.PositionEncodingKind | str] | None = None
) -> types.ClientCapabilities:
    """What an editor of today can do."""
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=encodings),
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(
                document_changes=True, resource_operations=_RESOURCES if renames else []
            )
        ),
        text_document=types.TextDocumentClientCapabilities(
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True),
            completion=types.CompletionClientCapabilities(
                completion_item=types.ClientCompletionItemOptions(snippet_support=snippets)
            ),
        ),
    )


class Editor:
    """An editor with a server of its own; every call waits for what it asks."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.client = LanguageClient("a test", "1")
        self.published: dict[str, list[types.PublishDiagnosticsParams]] = {}
        self.logged: list[str] = []
        self.versions: dict[str, int] = {}

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.published.setdefault(params.uri, []).append(params)

        @self.client.feature(types.WINDOW_LOG_MESSAGE)  # type: ignore[untyped-decorator]
        def log(params: types.LogMessageParams) -> None:
            self.logged.append(params.message)

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
        def show(params: types.ShowMessageParams) -> None:
            self.logged.append(params.message)

    def run(self, wanted: Awaitable[T]) -> T:
        return self.loop.run_until_complete(asyncio.wait_for(wanted, BOUND))

    def begin(self, root: Path, capabilities: types.ClientCapabilities, command: list[str]) -> types.InitializeResult:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        self.run(self.client.start_io(*command, env=environment))
        made = self.run(
            self.client.initialize_async(types.InitializeParams(capabilities, root_uri=uris.from_fs_path(str(root))))
        )
        self.client.initialized(types.InitializedParams())
        return made

    def end(self) -> str:
        """End the server as an editor does, and return what it wrote to its error stream."""
        server = self.client._server
        assert server is not None and server.stderr is not None
        self.run(self.client.shutdown_async(None))
        self.client.exit(None)
        errors: bytes = self.run(server.stderr.read())
        self.run(self._stop())  # once the server has ended
        return str(errors, "utf-8")

    async def _stop(self) -> None:
        await self.client.stop()  # type: ignore[no-untyped-call]

    # --- files ------------------------------------------------------------------------------------------------

    def open(self, path: Path, text: str | None = None) -> str:
        """Open a file, with what is not saved yet, and return its address once it was looked at."""
        uri: str | None = uris.from_fs_path(str(path))
        assert uri is not None
        said = path.read_bytes().decode() if text is None else text
        self.versions[uri] = 1
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "yaml", 1, said))
        )
        return uri

    def type(self, uri: str, text: str) -> None:
        """Let something else stand in a file, not saved."""
        self.versions[uri] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.versions[uri], uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def saved(self, uri: str) -> None:
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def close(self, uri: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def close_all(self) -> None:
        """Close every file, and forget what was said of it."""
        for uri in self.versions:
            self.close(uri)
        for uri in self.versions:
            self.hover(uri, 0, 0)  # by this answer the server has done what it was told before
        self.versions.clear()
        self.published.clear()

    def found(
        self, uri: str, until: Callable[[list[types.Diagnostic]], bool] = lambda _: True
    ) -> list[types.Diagnostic]:
        """Return what was said of the newest text of a file, once it was, and once it is as it is waited for."""

        async def wait() -> list[types.Diagnostic]:
            while True:
                said = self.published.get(uri, [])
                if said and said[-1].version == self.versions[uri] and until(list(said[-1].diagnostics)):
                    return list(said[-1].diagnostics)
                await asyncio.sleep(0.01)

        return self.run(wait())

    # --- questions --------------------------------------------------------------------------------------------

    def complete(self, uri: str, line: int, character: int) -> list[types.CompletionItem]:
        params = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        found = self.run(self.client.text_document_completion_async(params))
        return list(found.items) if isinstance(found, types.CompletionList) else list(found or ())

    def hover(self, uri: str, line: int, character: int) -> str:
        params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        found = self.run(self.client.text_document_hover_async(params))
        assert found is None or isinstance(found.contents, types.MarkupContent)
        return "" if found is None or not isinstance(found.contents, types.MarkupContent) else found.contents.value

    def outline(self, uri: str) -> list[types.DocumentSymbol]:
        params = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
        found = self.run(self.client.text_document_document_symbol_async(params))
        return [one for one in found or () if isinstance(one, types.DocumentSymbol)]

    def definition(self, uri: str, line: int, character: int) -> types.Location | None:
        params = types.DefinitionParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        found = self.run(self.client.text_document_definition_async(params))
        assert found is None or isinstance(found, types.Location)
        return found

    def references(self, uri: str, line: int, character: int) -> list[types.Location]:
        params = types.ReferenceParams(
            types.ReferenceContext(True), types.TextDocumentIdentifier(uri), types.Position(line, character)
        )
        found = self.run(self.client.text_document_references_async(params))
        return list(found or ())

    def actions(
        self, uri: str, where: types.Range, only: list[types.CodeActionKind | str] | None = None
    ) -> list[types.CodeAction]:
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), where, types.CodeActionContext([], only))
        found = self.run(self.client.text_document_code_action_async(params))
        return [one for one in found or () if isinstance(one, types.CodeAction)]

    def prepare(self, uri: str, line: int, character: int) -> types.PrepareRenamePlaceholder | None:
        params = types.PrepareRenameParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        found = self.run(self.client.text_document_prepare_rename_async(params))
        assert found is None or isinstance(found, types.PrepareRenamePlaceholder)
        return found

    def rename(self, uri: str, line: int, character: int, name: str) -> types.WorkspaceEdit | None:
        params = types.RenameParams(types.TextDocumentIdentifier(uri), types.Position(line, character), name)
        return self.run(self.client.text_document_rename_async(params))


@contextmanager
def editor_of(
    root: Path, capabilities: types.ClientCapabilities | None = None, command: list[str] | None = None
) -> Iterator[Editor]:
    """An editor that has a folder open; at its end no log of the server has anything in it."""
    loop = asyncio.new_event_loop()
    try:
        editor = Editor(loop)
        editor.begin(root, capabilities or able(), command or [sys.executable, "-m", "leafletgen", "lsp", "--stdio"])
        yield editor
        errors = editor.end()
        assert errors == "", errors
    finally:
        server = editor.client._server
        if server is not None and server.returncode is None:
            server.kill()
            editor.run(editor._stop())  # once the server has ended
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


def cursor(text: str) -> tuple[str, int, int]:
    """Return a text without its mark ¦, and the line and the UTF-16 character at which it stood."""
    before, _, after = text.partition("¦")
    line = before[before.rfind("\n") + 1 :]
    return before + after, before.count("\n"), len(line.encode("utf-16-le")) // 2


def applied(text: str, edits: list[types.TextEdit], encoding: str = "utf-16") -> str:
    """Return a text with the changes made that an editor was told."""
    from leafletgen.lsp.positions import Positions

    positions = Positions(text, encoding)
    spans = sorted(
        [(positions.index(one.range.start), positions.index(one.range.end), one.new_text) for one in edits],
        reverse=True,
    )
    for start, end, new in spans:
        text = text[:start] + new + text[end:]
    return text
