"""What we know of a file, in the words of the protocol."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lsprotocol import types
from pygls import uris

from leafletgen.errors import Severity
from leafletgen.lsp.positions import Positions

if TYPE_CHECKING:
    from leafletgen.app.editing.completing import Offer
    from leafletgen.app.editing.faults import Fault
    from leafletgen.app.editing.fixes import Fix
    from leafletgen.app.editing.outline import Part

SOURCE: Final = "leafletgen"
FIX_ALL: Final = "source.fixAll.leafletgen"
_SEVERITIES: Final = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.DOUBT: types.DiagnosticSeverity.Warning,
    Severity.ADVICE: types.DiagnosticSeverity.Information,
}
_ICONS: Final = {
    "key": types.CompletionItemKind.Property,
    "block": types.CompletionItemKind.Struct,
    "word": types.CompletionItemKind.EnumMember,
    "exercise": types.CompletionItemKind.Class,
    "file": types.CompletionItemKind.File,
    "reference": types.CompletionItemKind.Reference,
    "heading": types.CompletionItemKind.Reference,
    "field": types.CompletionItemKind.Variable,
    "rule": types.CompletionItemKind.Event,
}
_SYMBOLS: Final = {
    "heading": types.SymbolKind.String,
    "block": types.SymbolKind.Object,
    "key": types.SymbolKind.Property,
}


def uri_of(path: Path) -> str:
    """Return the address of a file."""
    return uris.from_fs_path(str(path)) or path.as_uri()


def diagnostic(fault: Fault, positions: Positions, related: bool) -> types.Diagnostic:
    """Return what is wrong as an editor shows it: what to do stands under it."""
    also = [
        types.DiagnosticRelatedInformation(
            types.Location(
                uri_of(one.path),
                types.Range(
                    types.Position(one.line - 1, one.column - 1), types.Position(one.end[0] - 1, one.end[1] - 1)
                ),
            ),
            one.message,
        )
        for one in fault.also
        if one.line > 0
    ]
    return types.Diagnostic(
        range=positions.range(fault.start, fault.end),
        message=f"{fault.message}\n{fault.hint}" if fault.hint else fault.message,
        severity=_SEVERITIES.get(fault.severity, types.DiagnosticSeverity.Information),
        code=fault.code,
        source=SOURCE,
        related_information=also if also and related else None,
    )


def edits(fix: Fix, positions: Positions) -> list[types.TextEdit]:
    """Return the changes of a fix."""
    return [types.TextEdit(positions.range(one.start, one.end), one.new) for one in fix.edits]


def completion(offer: Offer, positions: Positions, snippets: bool) -> types.CompletionItem:
    """Return something that can be typed."""
    new = offer.insert
    if offer.snippet and not snippets:
        new = _without_marks(new)
    is_snippet = offer.snippet and snippets
    return types.CompletionItem(
        label=offer.label,
        kind=_ICONS.get(offer.sort),
        detail=offer.detail or None,
        documentation=offer.about or None,
        sort_text=f"{offer.order}{offer.label}" if offer.order else None,
        filter_text=offer.insert if offer.sort == "word" and offer.insert.startswith("[") else None,
        insert_text_format=types.InsertTextFormat.Snippet if is_snippet else types.InsertTextFormat.PlainText,
        insert_text_mode=types.InsertTextMode.AsIs,
        text_edit=types.TextEdit(positions.range(offer.start, offer.end), new),
    )


def _without_marks(snippet: str) -> str:
    """A snippet for an editor that knows none: up to where the cursor would go first."""
    for mark in ("$1", "$0"):
        if mark in snippet:
            return snippet[: snippet.index(mark)]
    return snippet


def symbols(parts: Iterable[Part], positions: Positions) -> list[types.DocumentSymbol]:
    """Return an outline."""
    return [
        types.DocumentSymbol(
            name=part.name,
            detail=part.detail or None,
            kind=_SYMBOLS.get(part.sort, types.SymbolKind.Property),
            range=positions.range(min(part.start, part.name_start), max(part.end, part.name_end)),
            selection_range=positions.range(part.name_start, part.name_end),
            children=symbols(part.parts, positions),
        )
        for part in parts
    ]


def overlaps(fault: Fault, positions: Positions, wanted: types.Range) -> bool:
    """Whether a fault is where somebody asks for what can be done."""
    start, end = positions.index(wanted.start), positions.index(wanted.end)
    return fault.start <= end and start <= fault.end


def of_kind(kind: str, only: Sequence[str] | None) -> bool:
    """Whether an editor that asks for actions of some kinds means one of this kind."""
    return only is None or any(kind == one or kind.startswith(f"{one}.") for one in only)
