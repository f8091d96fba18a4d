"""The versions of a leaflet that can be compared: its releases, and its file as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from leafletgen.content.code import release_number
from leafletgen.errors import ExitCode, LeafletError, Report, refused
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.release.content import Content, content_hash, printed_content
from leafletgen.release.history import recall
from leafletgen.release.ledger import Ledger, Release

NOW: Final = "now"
"""The name of the version that is the leaflet's file as it is."""


class Version(NamedTuple):
    """One side of a comparison."""

    told: str
    """What it is called in a sentence."""
    data: dict[str, Any]
    """The same for programs: its code, the day it was released and the hash of its content."""
    content: Content


def version(
    workspace: Workspace, loaded: LoadedLeaflet, ledger: Ledger, name: str | None, report: Report
) -> Version | None:
    """Return a version of a leaflet by its number, its code or `NOW`; the last release without a name.

    Returns:
        The version, which is empty for a leaflet that was never released when no name is given; None after reporting
        why its content cannot be told.

    Raises:
        RefusedError: there is none of this name, or two branches released it.
    """
    if name is not None and name.lower() == NOW:
        try:
            content = printed_content(loaded)
        except LeafletError as fault:
            report.add(fault.diagnostics)
            return None
        code = loaded.leaflet.code
        data = {"code": code, "released": None, "content": content_hash(content)}
        return Version(f"the file as it is now ({code})", data, content)
    releases = ledger.releases(release_number(loaded.code, loaded.stem))
    if not releases and name is None:
        # All of it is new, for whoever approves the first release.
        return Version("nothing, it was never released", {"code": None, "released": None, "content": None}, {})
    release = _released(loaded, releases, name)
    kept = recall(workspace.root, release.content, report)
    if kept is None:
        return None
    data = {"code": release.code, "released": release.released, "content": release.content}
    return Version(f"{release.code}, released on {release.released}", data, kept)


def _released(loaded: LoadedLeaflet, releases: Sequence[Release], name: str | None) -> Release:
    if not releases:
        raise refused(
            "never-released",
            f"{loaded.stem} was never released, so there is nothing to compare with",
            'the first release is made with "leafletgen release"',
            ExitCode.USAGE,
        )
    found = _named(releases, releases[-1].code if name is None else name)
    if not found:
        known = ", ".join(dict.fromkeys(release.code for release in releases))
        raise refused(
            "version-unknown", f'{loaded.stem} has no version "{name}"', f"there are: {known}", ExitCode.USAGE
        )
    release = found[-1]
    if len({entry.content for entry in found if entry.code == release.code}) > 1:
        raise refused(
            "code-released-twice",
            f"{release.code} was released twice, with different words",
            "two branches issued one code; release the leaflet again, then compare with a later version",
            ExitCode.CONTENT,
        )
    return release


def _named(releases: Sequence[Release], name: str) -> list[Release]:
    """The releases with this code, or of this version; a version that was issued again has several."""
    exact = [release for release in releases if release.code == name]
    if exact:
        return exact
    number = name.upper().removeprefix("VERSION").removeprefix("V").strip()
    return [release for release in releases if number.isdecimal() and release.version == int(number)]
