"""The language server: what an editor asks, and what it is answered."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Final, TypeVar

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from leafletgen import __version__
from leafletgen.app.editing.completing import offers_at
from leafletgen.app.editing.going import target_at, uses_at
from leafletgen.app.editing.hovering import hover_at, hover_of_fault
from leafletgen.app.editing.outline import outline_of
from leafletgen.app.editing.renaming import RenameError, rename, renamed_at
from leafletgen.lsp import answers
from leafletgen.lsp.comparer import Comparer
from leafletgen.lsp.desk import Desk, path_of

T = TypeVar("T")
_TRIGGERS: Final = [" ", "@", "#", "{", ":", "[", "-", "/", "."]


class Server(LanguageServer):
    """A server that tells its editor that something failed, and no word of what it was about."""

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Say what kind of error it was; those of a request are its answer."""
        if source is not FeatureRequestError:
            message = f"leafletgen: a message was not understood ({type(error).__name__})"
            self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))


def make_server() -> tuple[LanguageServer, Comparer]:
    """Return a server that has not begun, and what it has to stop; each is for one editor."""
    # Whole texts: a change by lines would be cut at what Python calls a line, which the protocol does not.
    server = Server("leafletgen", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
    desk = Desk(server)
    comparer = Comparer(desk)
    _follow(server, desk, comparer)
    _answer(server, desk)
    _change(server, desk)
    return server, comparer


def run() -> None:
    """Serve the editor that started this process, over its input and output, until it ends."""
    _be_silent()
    server, comparer = make_server()
    try:
        server.start_io()
    finally:
        comparer.stop()  # an editor that was ended says no word of goodbye


def _be_silent() -> None:
    """Let no library write what was said to it into a log: that would be the text of files."""
    for name in ("pygls", "asyncio"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
        logger.setLevel(logging.CRITICAL + 1)


def _guarded(desk: Desk, what: str) -> Callable[[Callable[[Any], T]], Callable[[Any], T | None]]:
    """Answer nothing where our own code fails, and say so without a word of what was asked."""

    def guard(function: Callable[[Any], T]) -> Callable[[Any], T | None]:
        @wraps(function)
        def answer(params: Any) -> T | None:
            try:
                return function(params)
            except JsonRpcInvalidParams:
                raise
            except Exception as fault:
                desk.told_of(fault, f"no answer to {what}")
                return None

        # pygls asks a function for the types of what it takes
        answer.__annotations__ = {}
        return answer

    return guard


def _follow(server: LanguageServer, desk: Desk, comparer: Comparer) -> None:
    """Follow what is opened, typed, saved and closed."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    @_guarded(desk, "a file that was opened")
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        desk.now(params.text_document.uri)
        comparer.compare(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        desk.soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    @_guarded(desk, "a file that was saved")
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        desk.forget()
        desk.now(params.text_document.uri)
        desk.others(params.text_document.uri)
        comparer.compare(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        comparer.forget(params.text_document.uri)
        desk.closed(params.text_document.uri)
        desk.forget()
        desk.others(params.text_document.uri)

    @server.feature(types.SHUTDOWN)
    def ended(*_: Any) -> None:
        comparer.stop()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(params: types.DidChangeWatchedFilesParams) -> None:
        desk.forget()
        desk.others("")


def _answer(server: LanguageServer, desk: Desk) -> None:
    """Answer what somebody asks about a place."""

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS))
    @_guarded(desk, "a completion")
    def completion(params: types.CompletionParams) -> types.CompletionList | None:
        file = desk.file(params.text_document.uri)
        if file is None:
            return None
        positions, snippets = desk.positions(file.text), desk.knows_snippets()
        found = offers_at(file, positions.index(params.position))
        return types.CompletionList(False, [answers.completion(one, positions, snippets) for one in found])

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    @_guarded(desk, "a hover")
    def hover(params: types.HoverParams) -> types.Hover | None:
        file = desk.file(params.text_document.uri)
        if file is None:
            return None
        positions = desk.positions(file.text)
        index = positions.index(params.position)
        said = hover_at(file, index)
        faults = [one for one in desk.faults(params.text_document.uri, file) if one.start <= index < one.end]
        texts = [] if said is None else [said.text]
        texts += filter(None, dict.fromkeys(hover_of_fault(file, one) for one in faults))
        if not texts:
            return None
        ends = (said.start, said.end) if said is not None else (faults[0].start, faults[0].end)
        content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(texts))
        return types.Hover(content, positions.range(*ends))

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    @_guarded(desk, "an outline")
    def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        file = desk.file(params.text_document.uri)
        return None if file is None else answers.symbols(outline_of(file), desk.positions(file.text))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    @_guarded(desk, "where something stands")
    def definition(params: types.DefinitionParams) -> types.Location | None:
        file = desk.file(params.text_document.uri)
        if file is None:
            return None
        target = target_at(file, desk.positions(file.text).index(params.position))
        if target is None:
            return None
        positions = desk.positions(target.text or "")
        return types.Location(desk.uri(target.path), positions.range(target.start, target.end))

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    @_guarded(desk, "where something is named")
    def references(params: types.ReferenceParams) -> list[types.Location] | None:
        file = desk.file(params.text_document.uri)
        if file is None:
            return None
        found = uses_at(file, desk.positions(file.text).index(params.position))
        return [
            types.Location(desk.uri(part.path), desk.positions(part.text).range(one.start, one.end))
            for part, one in found
            if params.context.include_declaration or not one.defines
        ]


def _change(server: LanguageServer, desk: Desk) -> None:
    """Offer changes: of what is wrong, and of names."""

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, answers.FIX_ALL]),
    )
    @_guarded(desk, "a change")
    def actions(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        uri = params.text_document.uri
        file = desk.file(uri)
        if file is None:
            return None
        positions = desk.positions(file.text)
        faults = desk.faults(uri, file)
        found = []
        if answers.of_kind(types.CodeActionKind.QuickFix, params.context.only):
            for fault in faults:
                if answers.overlaps(fault, positions, params.range):
                    for fix in fault.fixes:
                        edit = types.WorkspaceEdit(changes={uri: answers.edits(fix, positions)})
                        found.append(
                            types.CodeAction(
                                title=fix.title,
                                kind=types.CodeActionKind.QuickFix,
                                diagnostics=[answers.diagnostic(fault, positions, False)],
                                is_preferred=fix.sure or None,
                                edit=edit,
                            )
                        )
        sure = [fix for fault in faults for fix in fault.fixes if fix.sure]
        if sure and params.context.only and answers.of_kind(answers.FIX_ALL, params.context.only):
            edits = _apart([one for fix in sure for one in answers.edits(fix, positions)])
            found.append(
                types.CodeAction(
                    title="Make all changes that need nobody's judgement",
                    kind=answers.FIX_ALL,
                    edit=types.WorkspaceEdit(changes={uri: edits}),
                )
            )
        return found

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    @_guarded(desk, "a rename")
    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        file = desk.file(params.text_document.uri)
        if file is None:
            return None
        positions = desk.positions(file.text)
        named = renamed_at(file, positions.index(params.position))
        if named is None:
            return None
        return types.PrepareRenamePlaceholder(positions.range(named.start, named.end), named.name)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    @_guarded(desk, "a rename")
    def renamed(params: types.RenameParams) -> types.WorkspaceEdit | None:
        file = desk.file(params.text_document.uri)
        if file is None:
            return None
        try:
            made = rename(file, desk.positions(file.text).index(params.position), params.new_name.strip())
        except RenameError as fault:
            raise JsonRpcInvalidParams(str(fault)) from None
        if made.files and not desk.knows_file_renames():
            raise JsonRpcInvalidParams("this editor cannot give files other names, which has to be done together")
        documents: list[Any] = []
        for change in made.changes:
            positions = desk.positions(change.text)
            identifier = types.OptionalVersionedTextDocumentIdentifier(
                desk.uri(change.path), _version(server, desk, change.path)
            )
            edits: list[Any] = [types.TextEdit(positions.range(one.start, one.end), one.new) for one in change.edits]
            documents.append(types.TextDocumentEdit(identifier, edits))
        documents += [types.RenameFile(desk.uri(old), answers.uri_of(new)) for old, new in made.files]
        return types.WorkspaceEdit(document_changes=documents)


def _version(server: LanguageServer, desk: Desk, path: Path) -> int | None:
    """The version of a file that is open; for others there is none."""
    for uri, document in server.workspace.text_documents.items():
        if path_of(uri) == path:
            version: int | None = document.version
            return version
    return None


def _apart(edits: list[types.TextEdit]) -> list[types.TextEdit]:
    """Changes of which none overlaps another one, the first first; what is left out is done the next time."""
    kept: list[types.TextEdit] = []
    for one in sorted(edits, key=lambda edit: (edit.range.start, edit.range.end)):
        if not kept or kept[-1].range.end <= one.range.start:
            kept.append(one)
    return kept
