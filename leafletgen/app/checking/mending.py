"""Makes the changes that rules bring along, in the files themselves, until none is left to make."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import unified_diff
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from leafletgen.app.checking.edits import applied, keeps, meet
from leafletgen.errors import Severity, visible
from leafletgen.rules.finding import Edit, Finding
from leafletgen.source.yaml import MAXIMUM_BYTES, read_bounded
from leafletgen.system.writing import write_whole

#: Returns what is found in a text, or None where it is no content file (any more).
Find = Callable[[str], Sequence[Finding] | None]

#: How often a file is looked at again: one change may make way for another, but two that undo each other must end.
_ROUNDS = 10
_MARK = "\ufeff"


class Mended(NamedTuple):
    """A file with what is to be changed in it."""

    path: Path
    shown: str
    before: bytes
    after: bytes
    """The same as before where no change could be made."""
    made: tuple[Finding, ...]
    """What is mended by it."""
    quarrel: tuple[str, ...] = ()
    """Rules whose changes undo each other, by their ids: then nothing is changed."""

    def difference(self) -> list[str]:
        """Return the lines to take out (-) and to put in (+), each with a line around it, and their places (@@)."""
        old, new = (data.decode("utf-8-sig").split("\n") for data in (self.before, self.after))
        lines = unified_diff(old, new, self.shown, self.shown, n=1, lineterm="")
        return [visible(line.removesuffix("\r").replace("\t", "    ")) for line in lines]


def mend(path: Path, shown: str, find: Find) -> Mended | None:
    """Return a file with every safe change made; None when there is none to make. Nothing is written.

    Line ends, a byte order mark, comments and layout stay. What is found afterwards needs no change that could be made,
    so that doing it twice is doing it once.

    Raises:
        OSError: the file cannot be read.
    """
    before = read_bounded(path)
    if len(before) > MAXIMUM_BYTES:
        return None
    try:
        text = before.decode("utf-8")
    except UnicodeDecodeError:
        return None
    head = _MARK if text.startswith(_MARK) else ""
    changed, made, quarrel = mend_text(text.removeprefix(head), find)
    return Mended(path, shown, before, (head + changed).encode(), made, quarrel) if made or quarrel else None


class MendedText(NamedTuple):
    """A text with every safe change made; see `Mended`."""

    text: str
    made: tuple[Finding, ...] = ()
    quarrel: tuple[str, ...] = ()


def mend_text(text: str, find: Find) -> MendedText:
    """Return a text with every safe change made, until what is found brings none along that could be made."""
    find = lru_cache(maxsize=2)(find)  # a text that did no harm is the next one to look at
    first, found = text, find(text)
    made: list[Finding] = []
    rounds = 0
    while found and (chosen := _chosen(text, found, find)):
        rounds += 1
        if rounds > _ROUNDS:
            return MendedText(first, quarrel=tuple(sorted({finding.rule for finding in chosen})))
        text = applied(text, _edits(chosen))
        made += chosen
        found = find(text)
    return MendedText(text, tuple(made))


def _chosen(text: str, found: Sequence[Finding], find: Find) -> list[Finding]:
    """The findings whose changes can be made now, together; none when each of them alone does harm."""
    errors = _errors(found)

    def are_harmless(findings: Sequence[Finding]) -> bool:
        """Whether a text with the changes says the same but for them, and has no error that it had not."""
        edits = _edits(findings)
        if not keeps(text, edits):
            return False
        again = find(applied(text, edits))
        return again is not None and not _errors(again) - errors

    waiting = sorted((finding for finding in found if finding.edits), key=lambda one: one.edits)
    while waiting:
        group, waiting = _apart(waiting)
        if able := _able(group, [], are_harmless):
            return able
    return []


def _able(
    group: list[Finding], taken: list[Finding], are_harmless: Callable[[Sequence[Finding]], bool]
) -> list[Finding]:
    """Those of a group that do no harm beside those that are taken: all at once, or by halves."""
    if are_harmless([*taken, *group]):
        return group
    if len(group) == 1:
        return []
    half = len(group) // 2
    left = _able(group[:half], taken, are_harmless)
    return [*left, *_able(group[half:], [*taken, *left], are_harmless)]


def _apart(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Findings whose changes do not meet, and the others, which have to wait."""
    chosen: list[Finding] = []
    waiting: list[Finding] = []
    taken: list[Edit] = []
    for finding in findings:
        if _fits(taken, finding.edits):
            chosen.append(finding)
            for edit in finding.edits:
                insort(taken, edit)
        elif chosen:
            waiting.append(finding)
    return chosen, waiting


def _edits(findings: Sequence[Finding]) -> list[Edit]:
    return [edit for finding in findings for edit in finding.edits]


def _errors(findings: Sequence[Finding]) -> Counter[str]:
    return Counter(finding.rule for finding in findings if finding.severity is Severity.ERROR)


def _fits(taken: Sequence[Edit], edits: Sequence[Edit]) -> bool:
    """Whether changes meet none of each other, and none of those that are taken, which are in order."""
    ordered = sorted(edits)
    if any(meet(one, other) for one, other in pairwise(ordered)):
        return False
    for edit in ordered:
        place = bisect_left(taken, edit)
        if any(meet(edit, other) for other in taken[max(place - 1, 0) : place + 1]):
            return False
    return True


def write(mended: Mended) -> None:
    """Write a file with its changes, unless it is no longer as it was read.

    Raises:
        WriteError: somebody changed it meanwhile, or it cannot be written; it is as it was.
    """
    # What a link inside of the workspace leads to is changed, and the link stays.
    write_whole(mended.path.resolve(), mended.after, lasting=True, instead_of=mended.before)
