"""Word files that are imported at once: what of them clashes with the workspace, and what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leafletgen.content.code import release_number
from leafletgen.word.importing.library import in_common
from leafletgen.word.importing.reported import Common, Reported

if TYPE_CHECKING:
    from leafletgen.app.word_plan import Plan
    from leafletgen.library.workspace import Workspace


def common(plan: Plan, done: Sequence[Reported]) -> list[Common]:
    """Return what is about several of the imported files, or about one of them and a leaflet that was there before."""
    made = {plan.workspace.shown(job.target) for job in (*plan.jobs, *plan.again)}
    codes = [reported.imported.leaflet.head.get("code") for reported in done if reported.imported is not None]
    known = _numbers(plan.workspace, made) if any([code is not None and code.value for code in codes]) else {}
    there = [path.stem for path in (plan.workspace.root / "leaflets" / "shared").glob("*.yaml")]
    return [*_second_names(plan), *in_common(done, plan.brand.code, known, there)]


def _numbers(workspace: Workspace, made: set[str]) -> dict[str, str]:
    """Return the leaflets of the workspace by the numbers of their codes, without what is made of the files."""
    numbers: dict[str, str] = {}
    for path in workspace.leaflet_files():
        shown = workspace.shown(path)
        written = None if shown in made else workspace.written_code(path)
        if written is not None and written.code is not None:
            numbers.setdefault(release_number(written.code, "").casefold(), shown)
    numbers.pop("", None)
    return numbers


def _second_names(plan: Plan) -> list[Common]:
    """Return the Word files whose names make the same leaflet's name, of which all but one got a number."""
    from leafletgen.word.importing.wish import slug

    holders: dict[str, list[tuple[str, str]]] = {}
    for job in plan.jobs:
        holders.setdefault(slug(job.file.stem).casefold(), []).append((job.shown, job.wish.name))
    told = []
    for held in holders.values():
        if len(held) > 1:
            names = " and ".join([name for _, name in held])
            what = f"{len(held)} Word files have names that make one: their leaflets are {names}"
            told.append(Common(what, _ONE_LEAFLET, "", tuple(shown for shown, _ in held)))
    return told


_ONE_LEAFLET = "see whether one of them is an older version; give the leaflets the names that they are to have"
