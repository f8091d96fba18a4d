"""What becomes of each file when a workspace is brought to the present starter."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from leafletgen.release.ledger import LEDGER
from leafletgen.release.lost_lines import HISTORY
from leafletgen.starters.contents import GIVEN
from leafletgen.starters.releases import Releases
from leafletgen.starters.shipped import Shipped, with_plain_ends


class Starter(NamedTuple):
    """The present starter, and the record of all that were shipped."""

    folder: Path
    files: Mapping[str, bytes]
    shipped: Shipped


class Fate(StrEnum):
    """What becomes of a file; in the order in which it is told."""

    REPLACED = "replaced"
    """It equals an earlier starter's, and gets the present content."""
    ADDED = "added"
    """It is new in the starter."""
    REMOVED = "removed"
    """It is no longer in the starter, equals an earlier one's, and the workspace would be faulty with it."""
    CHANGED = "changed"
    """It equals no starter's: its owner changed it, or it was theirs before."""
    HELD = "held"
    """The starter's content is not for this workspace, for a reason that is told."""
    DELETED = "deleted"
    """Its owner deleted it."""
    RETIRED = "retired"
    """It is no longer in the starter, and equals an earlier one's."""


class Planned(NamedTuple):
    """A file of the workspace and what becomes of it."""

    file: str
    fate: Fate
    why: str = ""
    old: bytes | None = None
    """What it holds now; None when it is not there."""
    new: bytes | None = None
    """What the starter has; None when it has none."""
    news: bool = False
    """Whether a file that stays as it is differs from a starter's that has ever changed."""

    @property
    def is_written(self) -> bool:
        """Whether the file is written or taken away."""
        return self.fate in (Fate.REPLACED, Fate.ADDED, Fate.REMOVED)


def plan(
    root: Path,
    starter: Starter,
    given: Collection[str],
    releases: Releases,
    withheld: Mapping[str, str],
    removed: Collection[str],
) -> list[Planned]:
    """Return what becomes of each file that is not as the present starter has it, but for the ledger.

    Args:
        root: the workspace.
        starter: the present starter and the record.
        given: the files of the starter that the workspace has or had.
        releases: the workspace's ledger beside the starter's.
        withheld: files that are not to be added, with the reason.
        removed: files that are no longer in the starter, and are to be taken away.

    Raises:
        OSError: a file cannot be read.
    """
    plans = [
        planned
        for name in starter.files
        if name != LEDGER and not _is_history(name)
        if (planned := _plan_file(root, starter, name, given, releases, withheld)) is not None
    ]
    here = {name for name in starter.files if (root / name).exists()}
    here.update(one.file for one in plans if one.fate is Fate.ADDED)
    here.difference_update(one.file for one in plans if one.fate in (Fate.CHANGED, Fate.HELD))
    releases.choose(here, given)
    plans += [
        planned
        for name in starter.files
        if _is_history(name) and ((root / name).exists() or name in given or releases.needs(name))
        if (planned := _plan_file(root, starter, name, given, releases, withheld)) is not None
    ]
    for name in sorted(starter.shipped.files.keys() - starter.files.keys()):
        old = _read(root / name)
        if old is not None and starter.shipped.has(name, old):
            plans.append(Planned(name, Fate.REMOVED if name in removed else Fate.RETIRED, "", old))
    return plans


def _plan_file(
    root: Path,
    starter: Starter,
    name: str,
    given: Collection[str],
    releases: Releases,
    withheld: Mapping[str, str],
) -> Planned | None:
    """Return what becomes of a file of the present starter; None when it is as the starter has it."""
    old, new = _read(root / name), starter.files[name]
    if old is not None and with_plain_ends(old) == with_plain_ends(new):
        return None
    if old is None and name in given:
        return Planned(name, Fate.DELETED, "", None, new)
    if old is None or starter.shipped.has(name, old):
        why = withheld.get(name) or releases.is_owners(name)
        fate = Fate.HELD if why else Fate.ADDED if old is None else Fate.REPLACED
        return Planned(name, fate, why, old, new, news=bool(why) and old is not None)
    if name not in given:
        return Planned(name, Fate.CHANGED, "your own file has this name", old, new, news=True)
    news = starter.shipped.ever_changed(name)
    return Planned(name, Fate.CHANGED, "" if news else "the starter's has never changed", old, new, news)


def _is_history(name: str) -> bool:
    return name.startswith(f"{HISTORY}/")


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


#: Files are written in this order, so that nothing is there before what it rests on. What is added comes before all
#: that is replaced, the ledger before what a release said, for that without its line tells of a lost one, both before
#: the leaflets' codes, and the list of what was given last: a run that was killed then still knows what it was about
#: to add.
_ORDER = ("leaflets/shared/", "layouts/", "assets/", ".schema/", LEDGER, f"{HISTORY}/", "leaflets/", ".git")


def in_order(plans: Collection[Planned]) -> list[Planned]:
    """Return the files that are written or taken away, in the order in which that is safe to interrupt."""

    def rank(one: Planned) -> tuple[bool, bool, int, str]:
        room = next(number for number, start in enumerate(_ORDER) if one.file.startswith(start))
        late = one.fate is not Fate.ADDED or (one.file.startswith("leaflets/") and not _is_shared(one.file))
        return one.fate is Fate.REMOVED, late, room, one.file

    chosen = sorted((one for one in plans if one.is_written and one.file != GIVEN), key=rank)
    return [*chosen, *(one for one in plans if one.file == GIVEN)]


def _is_shared(name: str) -> bool:
    return name.startswith("leaflets/shared/")
