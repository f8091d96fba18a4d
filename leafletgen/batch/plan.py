"""Decides what has to be built, and why; what is up to date is left as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from leafletgen.batch.job import Job, Result, Settings
from leafletgen.batch.work import Builder, builder_for
from leafletgen.errors import Setting
from leafletgen.library.code_clashes import code_clashes
from leafletgen.library.workspace import Workspace
from leafletgen.release.state import State


class Step(NamedTuple):
    """A leaflet that has to be built, and why."""

    path: Path
    why: str


class Plan(NamedTuple):
    """What a run has to do."""

    jobs: list[Job]
    steps: list[Step]
    """Why each job is there, in the same order."""
    fresh: list[Result]
    """The files that are up to date, with the warnings about them."""


def make_plan(workspace: Workspace, paths: Sequence[Path], settings: Settings, clashing: Sequence[Path]) -> Plan:
    """Look at every leaflet, and find what is not as it would be built now.

    Args:
        workspace: the workspace.
        paths: the leaflets of this run.
        settings: what holds for the run.
        clashing: all leaflets, among which a code may stand once only.
    """
    clashes = code_clashes(workspace, clashing)
    builder = builder_for(settings)
    plan = Plan([], [], [])
    for path in paths:
        faults = tuple(clashes.get(path, ()))
        results, why = ([], "its code clashes") if faults else _look(builder, path, settings)
        plan.fresh.extend(results)
        if why:
            plan.jobs.append(Job(settings, path, faults))
            plan.steps.append(Step(path, why))
    return plan


def _look(builder: Builder, path: Path, settings: Settings) -> tuple[list[Result], str]:
    """Return the files of a leaflet that are up to date, and why the others are not; nothing when all are."""
    if settings.force:
        return [], settings.wording(Setting.FORCE, "")
    ledger = builder.ledger
    known, changed = builder.catalogue.recall(path)
    if known is None or ledger is None:
        return [], _changes(changed)
    standing = builder.looks.standing(known.facts, ledger)
    strictly = settings.strict and (standing.state is not State.RELEASED or known.warnings)
    fresh: list[Result] = []
    strict = settings.wording(Setting.STRICT, "")
    why = strict if strictly else ""
    for name in builder.names(settings, known.facts.layouts):
        result = builder.current(settings, known, standing, name)
        if result is None:
            why = why or f"{name}: {builder.why_stale(settings, known, standing, name)}"
        elif settings.strict and any(one.counts_strictly for one in result.diagnostics):
            why = why or strict
        elif outdated := builder.outdated(settings, known, standing, name):
            why = why or f"{outdated[0].name} is out of date"
        elif builder.copies.lacking(settings, result):
            why = why or "it has no copies for printing yet"
        else:
            fresh.append(result)
    if not why and (left := builder.left_over(settings, known, standing)):
        why = f"{left[0].name} is out of date"
    # A leaflet is one job, in which its files that are up to date are found again.
    return ([], why) if why else (fresh, "")


def _changes(changed: Sequence[str]) -> str:
    if changed == ["it is new"]:
        return "it was not built yet"
    shown = ", ".join(changed[:3]) + (f" and {len(changed) - 3} more" if len(changed) > 3 else "")
    return f"{shown} changed"
