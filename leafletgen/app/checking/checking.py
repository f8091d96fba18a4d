"""Checks files of a workspace: what loading each tells, what the rules find in it, and what is wrong among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from leafletgen.app.checking.baselines import read_baseline
from leafletgen.app.checking.choosing import all_files, chosen_files, chosen_rules, only
from leafletgen.app.checking.keeping import Kept
from leafletgen.app.checking.looking import Looked, Session
from leafletgen.app.checking.results import Reading, Results, Waived, at_least
from leafletgen.app.checking.snippets import Texts
from leafletgen.errors import Place, Report, Severity
from leafletgen.library.workspace import Workspace
from leafletgen.rules.data import Known, every_rule
from leafletgen.rules.finding import Finding
from leafletgen.rules.registry import ASKED_ALONE
from leafletgen.rules.rule import Rule
from leafletgen.rules.running import FAILED, compare, comparisons, file_checks
from leafletgen.rules.tables import tell_faults_of_tables
from leafletgen.rules.waivers import sort_out, unused
from leafletgen.system import workers as processes

__all__ = ["check", "chosen_files", "chosen_rules", "findings_in"]

_MANY = 40
"""Files from which on several processes look: to begin one takes as long as some files."""
_FEW = 8
"""Named files up to which nothing is kept, and nothing recalled."""
_AT_A_TIME = 8
"""Files that a process is given at once."""


def check(
    workspace: Workspace,
    paths: Sequence[str] = (),
    *,
    rules: Sequence[str] = (),
    severity: Severity | None = None,
    baseline: Path | None = None,
    links: bool = False,
    whole: bool = False,
    workers: int | None = None,
    report: Report,
) -> Results:
    """Return what is found in files of a workspace.

    Args:
        workspace: where they lie.
        paths: which files, or folders of them; all of them without any.
        rules: the only rules to look for, by id; without any all of them, and what loading tells as well.
        severity: what is below it is counted alone.
        baseline: a file of what is known.
        links: whether to ask the servers of web addresses.
        whole: whether the files are compared with all others, and not among themselves alone.
        workers: how many processes look; as many as there are cores.
        report: receives what is wrong with the rules.

    Raises:
        RefusedError: a file or a rule is named that there is not, or the baseline cannot be read.
    """
    every = every_rule(workspace.root, report)
    tell_faults_of_tables(workspace.root, report)
    chosen = only(every, rules)
    everything = all_files(workspace)
    files = chosen_files(workspace, paths, everything, report)
    base = None if baseline is None else read_baseline(baseline)
    is_whole = whole or len(files) == len(everything)
    among = everything if is_whole else files
    alone = len(among) == 1 and not is_whole  # what is kept of a whole workspace is for more files as well
    session = Session(workspace, chosen, list(every), comparisons(alone=True) if alone else None)
    # To know whether anything changed takes as long as to look at some files.
    kept = Kept(session) if is_whole or len(files) >= _FEW else None
    looked = _look(session, kept, among, keep=not rules, workers=workers)
    wanted = {workspace.shown(path) for path in files}
    compared = _compared(kept, session, looked, may_keep=is_whole and not rules)
    if links:
        from leafletgen.app.checking.links import links_found  # what asks nobody needs no clients

        compared += links_found(workspace, wanted, chosen)
    asked = _asked(chosen, is_whole=is_whole, links=links)
    told = _sorted_out(looked, compared, asked, tells_loading=not rules)
    mine = [one for one in told.findings if not wanted.isdisjoint(_files_of(one))] if whole else told.findings
    texts = Texts(workspace.root)

    def is_asked(name: str) -> bool:
        return name in asked or not (rules or name in chosen)

    new, old, gone = (mine, [], []) if base is None else base.divide(mine, texts, wanted, is_asked)
    lowest = severity or Severity.ADVICE
    shown = tuple(one for one in new if at_least(one.severity, lowest))
    return Results(
        workspace.root.name,
        len(files),
        shown,
        Counter(one.severity for one in new if not at_least(one.severity, lowest)),
        tuple(one for one in told.waived if not whole or not wanted.isdisjoint(_files_of(one.finding))),
        tuple(old),
        tuple(gone),
        tuple(_readings(one for one in looked if one.file in wanted)),
        chosen,
    )


def findings_in(workspace: Workspace, path: Path, text: str, rules: Mapping[str, Rule]) -> list[Finding] | None:
    """Return what the rules of one file find in a text of it that is not saved, those that it waives left out.

    None where it is nothing that can be read. What loading tells is among them, with its code in the place of a rule.
    """
    session = Session(workspace, rules, list(every_rule(workspace.root, Report())))
    looked = session.look(path, text)
    stay, _, _ = sort_out(looked.findings, looked.waivers)
    if not looked.findings and any(one.severity is Severity.ERROR for one in looked.told):
        from leafletgen.source.yaml import parse_source

        if parse_source(text, looked.file, Report()) is None:
            return None
    return sorted([*looked.told, *looked.faults, *stay], key=_order)


def check_text(workspace: Workspace, path: Path, text: str, every: Known) -> list[Finding]:
    """Return what is to be shown beside a text while somebody types it, also of one that cannot be read.

    Waivers count, one that is about nothing is told, and so is what loading tells; comparisons are left out.

    Args:
        workspace: where the file lies.
        path: the file.
        text: what stands in it, saved or not.
        every: all rules, each with whether it is on.
    """
    chosen = only(every, ())
    looked = Session(workspace, chosen, list(every)).look(path, text)
    told = _sorted_out([looked], [], _asked(chosen), tells_loading=True)
    return [one for one in told.findings if one.place.file in (looked.file, "")]


def _asked(rules: Iterable[str], *, is_whole: bool = False, links: bool = False) -> frozenset[str]:
    """Those of the rules that would have found all that there is: others say nothing of what was not found."""
    left_out = {*(() if is_whole else comparisons()), *(() if links else ASKED_ALONE)}
    return frozenset(rules) - left_out


def _look(
    session: Session, kept: Kept | None, files: Sequence[Path], *, keep: bool, workers: int | None
) -> list[Looked]:
    """Look at files, and keep what is found; what is known from an earlier time is not looked for again."""
    workspace = session.workspace
    unsaved = {workspace.shown(path) for path in workspace.unsaved}  # known to this process alone, and kept by nobody
    found: dict[Path, Looked] = {}
    for path in files if kept is not None else ():
        known = kept.recall(workspace.shown(path)) if kept is not None else None
        if known is not None and unsaved.isdisjoint(known.inputs or ()):
            found[path] = known if keep else _only_of(known, session.rules)
    left = [path for path in files if path not in found]
    for path, looked in _looked_at(session, left, 1 if unsaved else workers):
        found[path] = looked if unsaved.isdisjoint(looked.inputs or ()) else looked._replace(inputs=None)
        if keep and kept is not None:
            kept.keep(found[path])
    if keep and left and kept is not None:
        kept.compact()
    return [found[path] for path in files if path in found]


def _only_of(looked: Looked, rules: Mapping[str, Rule]) -> Looked:
    """What these rules found."""
    return looked._replace(findings=tuple([one for one in looked.findings if one.rule in rules]))


class _Job(NamedTuple):
    """Files for another process to look at."""

    root: Path
    rules: tuple[str, ...]
    paths: tuple[Path, ...]


_sessions: dict[tuple[Path, tuple[str, ...]], Session] = {}


def _do(job: _Job) -> list[Looked]:
    key = job.root, job.rules
    if key not in _sessions:  # a process is of one run
        _sessions.clear()
        every = every_rule(job.root, Report())
        chosen = {name: every[name][0] for name in job.rules if name in every}
        _sessions[key] = Session(Workspace(job.root), chosen, list(every))
    return [_sessions[key].look(path) for path in job.paths]


def _lost(job: _Job) -> list[Looked]:
    said = "this file could not be looked at: the process that did was ended"
    hint = "check it alone; it may need more memory than there is"
    lost = []
    for shown in map(Workspace(job.root).shown, job.paths):
        finding = Finding(FAILED, Severity.ERROR, said, hint, Place(shown, 1, 1))
        lost.append(Looked(shown, (), (finding,), (), (), None, {}, None))
    return lost


def _looked_at(session: Session, files: Sequence[Path], workers: int | None) -> Iterator[tuple[Path, Looked]]:
    number = processes.cores() if workers is None else workers
    if len(files) < _MANY or number <= 1:
        for path in files:
            yield path, session.look(path)
        return
    names = tuple(session.rules)
    jobs = [
        _Job(session.workspace.root, names, tuple(files[at : at + _AT_A_TIME]))
        for at in range(0, len(files), _AT_A_TIME)
    ]
    # Where a process is forked from this one, it has what is loaded here, and need not read the rules again.
    file_checks()
    comparisons()
    _sessions[session.workspace.root, names] = session
    try:
        with processes.Stop() as stop:
            for job, found in zip(jobs, processes.run(_do, jobs, number, lost=_lost, stop=stop), strict=False):
                yield from zip(job.paths, found, strict=True)
            if stop.wished:
                raise KeyboardInterrupt
    finally:
        _sessions.clear()  # the next run looks at the files as they are then


def _compared(kept: Kept | None, session: Session, looked: Sequence[Looked], *, may_keep: bool) -> list[Finding]:
    """Compare files; what comparing all of them found before is taken as long as none of them changed."""
    key, known = kept.among(looked) if kept is not None and may_keep else ("", None)
    if known is not None:
        return known
    gathered = {}
    for one in looked:
        needed = one.gathered if one.gathered is not None or kept is None else kept.gathered(one)
        if needed is None:  # its file was deleted, or is an older one
            needed = session.look(session.workspace.root / one.file).gathered
        gathered[one.file] = needed or {}
    found = compare(gathered, session.rules)
    if kept is not None and may_keep and all(one.inputs is not None for one in looked):
        kept.keep_among(key, found)
    return found


class _Told(NamedTuple):
    """What is left when waivers were heeded."""

    findings: list[Finding]
    waived: list[Waived]


def _sorted_out(
    looked: Sequence[Looked],
    compared: Sequence[Finding],
    asked: Container[str],
    *,
    tells_loading: bool,
) -> _Told:
    """Heed the waivers of files, and tell those that are about nothing."""
    stay: dict[Finding, None] = {}
    waived: dict[Finding, str] = {}
    used: dict[str, set[int]] = {one.file: set() for one in looked}
    for one in looked:
        left, let, numbers = sort_out(one.findings, one.waivers)
        used[one.file] |= numbers
        stay.update(dict.fromkeys(left))
        waived.update(dict(let))
    waivers = {one.file: one.waivers for one in looked}
    for finding in compared:
        let_by = ""
        for file in _files_of(finding):
            _, let, numbers = sort_out([finding], waivers.get(file, ()))
            if let:
                used[file] |= numbers
                let_by = let_by or let[0][1]
        if let_by:
            waived[finding] = let_by
        else:
            stay[finding] = None
    if tells_loading:
        for one in looked:
            stay.update(dict.fromkeys((*one.told, *one.faults)))
    for one in looked:
        stay.update(dict.fromkeys(_unused(one, used[one.file], asked)))
    return _Told(
        sorted(stay, key=_order), [Waived(finding, because) for finding, because in sorted(waived.items(), key=_first)]
    )


def _unused(looked: Looked, used: set[int], asked: Container[str]) -> Iterator[Finding]:
    """The waivers of rules that were looked for, and that found nothing to waive."""
    if looked.inputs is None and any(one.severity is Severity.ERROR for one in looked.told):
        return  # half of the rules see nothing in a faulty file
    for number, waiving in enumerate(looked.waivers):
        if number not in used and waiving.rule in asked:
            yield unused(waiving)


def _readings(looked: Iterable[Looked]) -> list[Reading]:
    """The hardest first: by the higher of the two grades."""
    found = [Reading(one.file, *one.measures) for one in looked if one.measures is not None]
    return sorted(found, key=lambda one: (-max(one.flesch_kincaid or 0.0, one.smog or 0.0), one.file))


def _files_of(finding: Finding) -> list[str]:
    return list(dict.fromkeys(place.file for place in (finding.place, *finding.also)))


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.place, finding.rule, finding.message


def _first(pair: tuple[Finding, str]) -> tuple[object, ...]:
    return _order(pair[0])
