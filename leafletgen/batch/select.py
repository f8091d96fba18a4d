"""Chooses leaflets of a workspace by what is known of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from leafletgen.errors import Report, did_you_mean
from leafletgen.library.workspace import Workspace
from leafletgen.release.catalogue import catalogue
from leafletgen.release.facts import Facts
from leafletgen.release.ledger import Ledger, Release
from leafletgen.release.looks import Looks
from leafletgen.release.state import State

_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?")


def select(
    workspace: Workspace,
    paths: Sequence[Path],
    ledger: Ledger,
    report: Report,
    *,
    brands: Sequence[str] = (),
    departments: Sequence[str] = (),
    since: str | None = None,
) -> list[Path]:
    """Return the leaflets of these brands and departments that were released, or changed, since then.

    A leaflet that cannot be read is kept when its faults would be shown anyway; it may be any of those asked for.

    Args:
        workspace: the workspace.
        paths: the leaflets to choose from.
        ledger: all releases.
        report: receives names that nothing has.
        brands: names of brands; all when empty.
        departments: names of departments; all when empty.
        since: a day, a month, or the code of a release: what was released on that day or later, or after that
            release, and what is not as it was released.
    """
    if not brands and not departments and since is None:
        return list(paths)
    found = Report()
    by_file = {facts.file: facts for facts in catalogue(workspace, paths, found)}
    for name in brands:
        if name not in workspace.brand_names():
            report.error(f'no brand is called "{name}"', did_you_mean(name, workspace.brand_names()))
    known = sorted({facts.department for facts in by_file.values() if facts.department})
    for name in departments:
        if name not in known:
            report.error(f'no leaflet has the department "{name}"', did_you_mean(name, known))
    start = None if since is None else _start(since, ledger, report)
    if report.has_errors:
        return []
    looks = Looks(workspace)
    chosen = []
    for path in paths:
        facts = by_file.get(workspace.shown(path))
        if facts is None or (
            (not brands or facts.brand in brands)
            and (not departments or facts.department in departments)
            and (since is None or _is_since(facts, ledger, looks, start))
        ):
            chosen.append(path)
    return chosen


def _start(since: str, ledger: Ledger, report: Report) -> str | Release | None:
    if _DAY.fullmatch(since) and _is_in_calendar(since):
        return since
    releases = ledger.with_code(since)
    if not releases:
        codes = [release.code for number in ledger.numbers() for release in ledger.releases(number)]
        hint = did_you_mean(since, codes) if codes else "nothing was released yet"
        report.error(f'--since: "{since}" is no date such as 2026-11-21, and no code that was released', hint)
        return None
    return releases[-1]


def _is_in_calendar(day: str) -> bool:
    import datetime  # most builds have no use for it

    try:
        datetime.date.fromisoformat(day if len(day) > len("2026-11") else f"{day}-01")
    except ValueError:
        return False
    return True


def _is_since(facts: Facts, ledger: Ledger, looks: Looks, start: str | Release | None) -> bool:
    standing = looks.standing(facts, ledger)
    release = standing.release
    if standing.state is not State.RELEASED or release is None or start is None:
        return True
    if isinstance(start, str):
        return release.released[: len(start)] >= start
    return release.released > start.released or (release.released == start.released and release.code != start.code)
