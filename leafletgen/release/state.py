"""How a leaflet's file stands to its releases: what may be issued, and what is a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from leafletgen.release.ledger import Ledger, Release, Withdrawal

PUT_BACK = (
    "put the version and the month of the last release back: releasing counts on from them by itself;"
    " if nobody edited them, the ledger has lost its last line: look for it in git"
)
"""What to do about a code that was edited by hand."""


class State(StrEnum):
    """Where a leaflet is in its life."""

    RELEASED = "released"
    """The file says what the release in force says."""
    RESTYLED = "restyled"
    """The same words, but another look: layout, brand or leafletgen changed since."""
    CHANGED = "changed"
    """The content changed since the last release."""
    RECODED = "recoded"
    """The version or the month in the file's code is not that of the last release: somebody edited it by hand."""
    DIVIDED = "divided"
    """Two branches released different contents under one code, or as one version in two months."""
    WITHDRAWN = "withdrawn"
    """The last release was withdrawn."""
    NEVER = "never released"
    """There is no release."""
    STALE = "stale"
    """A translation whose source changed since it was translated."""
    UNCHECKED = "unchecked"
    """A translation that no native speaker has checked."""

    @property
    def is_draft(self) -> bool:
        """Whether what is built from the file now must not be taken for a released leaflet."""
        return self not in (State.RELEASED, State.RESTYLED)


class Standing(NamedTuple):
    """A leaflet's state, with what it rests on."""

    state: State
    release: Release | None
    """The last release, if there is one."""
    withdrawal: Withdrawal | None
    why: str
    """The state in a few words for people, such as ``changed since VERSION2 of 11.2026``."""
    layout_version: int | None = None
    """The earlier layout version that a released leaflet names, whose pages did not change since; None: the present."""

    @property
    def mark(self) -> str:
        """The word across each page of what must not be given out: none for words that were approved."""
        if self.state is State.WITHDRAWN:
            return "WITHDRAWN"
        return "DRAFT" if self.state.is_draft else ""

    @property
    def label(self) -> str:
        """The word in a file's name: none for what was issued. A new look is labelled, and not marked on its pages."""
        return "RESTYLED" if self.state is State.RESTYLED else self.mark


def standing(
    ledger: Ledger,
    number: str,
    code: str,
    version: int | None,
    issued: str | None,
    content: str,
    appearance: str,
    alike: Mapping[str, int] | None = None,
) -> Standing:
    """Compare a leaflet as its file has it with the ledger.

    Args:
        ledger: all releases.
        number: what its versions have in common (``release_number``).
        code: the full code in the file.
        version: the version in that code, where it has one.
        issued: the month in that code as ``2026-11``, where it has one.
        content: hash of its content.
        appearance: hash of its appearance in the layouts it names.
        alike: hashes of its appearance in earlier layout versions of leafletgen, with the version, in which its PDFs
            have the bytes that were recorded.
    """
    release = ledger.latest(number)
    if release is None:
        return Standing(State.NEVER, None, None, "never released")
    withdrawal = ledger.withdrawal(release)
    if rivals := ledger.rivals(number):
        codes = " and ".join(dict.fromkeys(rival.code for rival in rivals))
        how = "was released twice" if codes == release.code else "were released as one version"
        return Standing(State.DIVIDED, release, withdrawal, f"{codes} {how}, with different content{_end(withdrawal)}")
    if version != release.version or (issued is not None and issued != release.issued):
        why = f"the code was edited by hand: the last release is {release.code}{_end(withdrawal)}"
        return Standing(State.RECODED, release, withdrawal, why)
    if content != release.content or code != release.code:
        return Standing(State.CHANGED, release, withdrawal, f"changed since {release.name}{_end(withdrawal)}")
    if withdrawal is not None:
        return Standing(State.WITHDRAWN, release, withdrawal, f"withdrawn on {withdrawal.withdrawn}")
    former = (alike or {}).get(release.appearance)
    if appearance != release.appearance and former is None:
        return Standing(State.RESTYLED, release, None, f"the words of {release.name} in another look")
    return Standing(State.RELEASED, release, None, f"released as {release.name}", former)


def of_translation(stands: Standing, stale: Sequence[str], unchecked: Sequence[str]) -> Standing:
    """Return how a translation stands: it cannot be released while it is stale, nor before it is checked.

    Args:
        stands: how it would stand as any other leaflet.
        stale: the files of the translation whose source changed since.
        unchecked: what of it no native speaker has checked.
    """
    if stands.state in (State.WITHDRAWN, State.DIVIDED, State.RECODED):
        return stands  # the graver fault; a release is refused for either
    if stale:
        what = f"stale: what {_listed(stale)} translates changed since"
        return stands._replace(state=State.STALE, why=what, layout_version=None)
    if unchecked and stands.state in (State.NEVER, State.CHANGED):
        what = f"unchecked: no native speaker is named in {_listed(unchecked)}"
        return stands._replace(state=State.UNCHECKED, why=what)
    return stands


def _listed(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    return f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else names[0]


def _end(withdrawal: Withdrawal | None) -> str:
    return "" if withdrawal is None else f", which was withdrawn on {withdrawal.withdrawn}"
