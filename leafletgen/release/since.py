"""Says in a few words what of a leaflet is no longer as it was released."""

from __future__ import annotations

from leafletgen.errors import LeafletError, Report
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.release.changes import compare
from leafletgen.release.content import printed_content
from leafletgen.release.history import recall
from leafletgen.release.ledger import Release

#: Changes that are named; the rest are counted.
_NAMED = 3


def changed_since(workspace: Workspace, loaded: LoadedLeaflet, release: Release) -> str:
    """Return what changed, such as ``logo, paragraph``; empty when the history does not tell."""
    kept = recall(workspace.root, release.content, Report())
    if kept is None:
        return ""
    try:
        changes = compare(kept, printed_content(loaded))
    except LeafletError:  # a picture that cannot be read, which whoever reads the leaflet is told
        return ""
    what = list(dict.fromkeys(change.what for change in changes))
    more = [f"{len(what) - _NAMED} more"] if len(what) > _NAMED else []
    return ", ".join([*what[:_NAMED], *more])
