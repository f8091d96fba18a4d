"""What a whole build comes to: how many files and faults of each kind, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leafletgen.batch.job import Result
from leafletgen.errors import Diagnostic, ExitCode, Severity
from leafletgen.release.state import State


class Tally(NamedTuple):
    """The numbers of a build; files, unless it says otherwise."""

    made: int
    fresh: int
    """Those that were up to date."""
    failed: int
    marked: int
    """Leaflets with a file that is marked as a draft or as withdrawn."""
    restyled: int
    """Leaflets in a look that was not issued."""
    errors: int
    warnings: int
    notes: int
    left: int
    """Leaflets that were not come to."""
    counts_strictly: bool
    """Whether anything was said that a strict build stops at."""
    stopped: bool
    """Whether somebody stopped it."""
    refused: bool
    """Whether another program's file stands where one was to go."""
    unwritable: bool
    """Whether a file could not be written."""

    def status(self, strict: bool) -> ExitCode:
        """Return how the build ends: what nobody can mend in a leaflet comes first."""
        if self.stopped:
            return ExitCode.INTERRUPTED
        if self.refused:
            return ExitCode.USAGE
        if self.unwritable:
            return ExitCode.ENVIRONMENT
        return ExitCode.CONTENT if self.errors or (strict and self.counts_strictly) else ExitCode.OK


def tally_of(results: Sequence[Result], found: Sequence[Diagnostic], left: int, stopped: bool) -> Tally:
    """Count what became of a build.

    Args:
        results: one for each file that was to be.
        found: what was said, each once.
        left: how many leaflets were not come to.
        stopped: whether somebody stopped it.
    """
    there = [result for result in results if result.path is not None]
    severities = [one.severity for one in found]
    return Tally(
        made=sum(result.made for result in results),
        fresh=sum(not result.made for result in there),
        failed=sum(result.path is None and not result.left_out for result in results),
        marked=len({result.leaflet for result in there if result.mark not in ("", "restyled")}),
        restyled=len({result.leaflet for result in results if result.state == State.RESTYLED}),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        notes=severities.count(Severity.NOTE),
        left=left,
        counts_strictly=any(one.counts_strictly for one in found),
        stopped=stopped,
        refused=any(result.refused for result in results),
        unwritable=any(result.unwritable for result in results),
    )
