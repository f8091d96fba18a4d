"""Decides the code of the next version of a leaflet, and composes what is to be issued under it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from leafletgen.content.code import Code
from leafletgen.content.model.layout import Layout
from leafletgen.errors import Diagnostic, LeafletError, Place, Report, Setting, Wording, error, plainly
from leafletgen.images import PictureStore
from leafletgen.library.translations import changed_parts
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.pages.leaflet import compose_leaflet
from leafletgen.release import stand_ins
from leafletgen.release.content import printed_content
from leafletgen.release.edit import with_code
from leafletgen.release.facts import facts_of
from leafletgen.release.forms import write_form
from leafletgen.release.ledger import Ledger, Release
from leafletgen.release.looks import Looks
from leafletgen.release.signatures import Signatures
from leafletgen.release.signing import with_signature
from leafletgen.release.since import changed_since
from leafletgen.release.state import PUT_BACK, State
from leafletgen.source.yaml import parse_source
from leafletgen.system.forms import FORMS


class Request(NamedTuple):
    """What a user says of a release."""

    reason: str
    approved_by: str
    review: str | None = None
    """The next review, as ``2027-04``."""
    reissue: bool = False
    issued: str | None = None
    """The month of issue, as ``2026-11``; else that of the clock."""
    wording: Wording = plainly
    """What the front end calls its settings."""


class Issued(NamedTuple):
    """One leaflet that was released."""

    release: Release
    path: Path


class Prepared(NamedTuple):
    """A leaflet that can be issued."""

    issued: Issued
    content: dict[str, Any]
    review: str | None


class Asked(NamedTuple):
    """One leaflet to prepare; a process of a release is given several."""

    root: Path
    path: Path
    request: Request
    today: str
    call: str
    """Tells one release from another: the workspace is looked at anew for each."""


class Answer(NamedTuple):
    """What came of it; None after errors."""

    prepared: Prepared | None
    diagnostics: tuple[Diagnostic, ...]


class _Desk:
    """The workspace as it was when a release began; faces and pictures are made ready once."""

    def __init__(self, asked: Asked) -> None:
        self.call = asked.call
        self.workspace = Workspace(asked.root)
        self.ledger = Ledger.read(asked.root, Report())
        self.signatures = Signatures.read(asked.root, Report())
        # Made ready anew: what is recorded for good does not rest on a cache.
        self.pictures = PictureStore(None)
        self.brands: dict[str, list[Diagnostic]] = {}
        """The stand-ins that are left in each brand."""


_desks: list[_Desk] = []
"""The desk of this process."""


def prepare(asked: Asked) -> Answer:
    """Compose what is to be issued."""
    if not _desks or _desks[-1].call != asked.call:
        _desks[:] = [_Desk(asked)]
    desk = _desks[-1]
    report = Report(asked.request.wording)
    prepared = None
    if desk.ledger is not None:
        try:
            prepared = _compose(desk, asked, desk.ledger, report)
        except LeafletError as fault:  # a picture or a font that cannot be read
            report.add(fault.diagnostics)
    return Answer(prepared, report.diagnostics)


def lost(asked: Asked) -> Answer:
    """Return the answer for a leaflet whose processes were killed."""
    said = error(
        "process-killed",
        f"{asked.path.stem} cannot be composed: each process that tried was killed",
        "it may need more memory than there is: release it alone",
    )
    return Answer(None, (said,))


def _compose(desk: _Desk, asked: Asked, ledger: Ledger, report: Report) -> Prepared | None:
    workspace, path, request, today = desk.workspace, asked.path, asked.request, asked.today
    found = Report()
    loaded = workspace.load_leaflet(path, found)
    report.add(found.diagnostics)
    if loaded is None:
        return None
    text = path.read_bytes().decode("utf-8-sig")
    if _holds_stand_ins(desk, loaded, text, report):
        return None
    if _refused_translation(workspace, loaded, code_place(workspace, path), report):
        return None
    loaded = with_signature(loaded, desk.signatures)
    layouts = _layouts(workspace, loaded, report)
    place = code_place(workspace, path)
    code = None if layouts is None else _next_code(workspace, loaded, layouts, request, ledger, today, place, report)
    if layouts is None or code is None:
        return None
    edited = with_code(text, workspace.shown(path), code, request.review, report)
    if edited is None:
        return None
    again = Report()
    new = workspace.load_leaflet(path, again, edited)
    if new is None:
        report.add(again.diagnostics)
        return None
    new = with_signature(new, desk.signatures)
    files: dict[str, str] = {}
    for layout in layouts:
        composed = compose_leaflet(new, layout, desk.pictures, report)
        if composed is None:
            return None
        files[layout.name] = sha256(composed.data).hexdigest()
    for form in FORMS:
        data = write_form(form, new, "", report, desk.pictures)
        if data is None:
            return None
        files[f".{form}"] = sha256(data).hexdigest()
    facts = facts_of(new, layouts, workspace)
    last = ledger.latest(facts.number)
    if request.reissue and last is not None and facts.content != last.content:
        report.error(
            "reissue-of-changed-words",
            "the words would not be those of the last release",
            f"leave {report.called(Setting.REISSUE)} out",
            place,
        )
        return None
    entry = Release(
        facts.code,
        facts.number,
        facts.version,
        facts.issued or request.issued or today[:7],
        today,
        facts.leaflet,
        facts.title,
        facts.content,
        facts.appearance,
        files,
        request.approved_by,
        facts.review,
        request.reason,
        request.reissue,
    )
    return Prepared(Issued(entry, path), printed_content(new), request.review)


def _holds_stand_ins(desk: _Desk, loaded: LoadedLeaflet, text: str, report: Report) -> bool:
    """Whether a leaflet or its brand still has what a template put there, after reporting it."""
    brand = loaded.brand.identifier
    if brand not in desk.brands:
        desk.brands[brand] = stand_ins.of_brand(loaded, desk.workspace)
    faults = [*stand_ins.of_leaflet(text, desk.workspace.shown(loaded.path)), *desk.brands[brand]]
    report.add(faults)
    return bool(faults)


def _refused_translation(workspace: Workspace, loaded: LoadedLeaflet, place: Place, report: Report) -> bool:
    """Whether a translation may not be issued, after reporting why: it is stale, or nobody who speaks it checked it."""
    stale = loaded.translation.whole.stale if loaded.translation is not None else ()
    for path in stale:
        report.error(
            "translation-stale",
            f"{workspace.shown(path)} is stale: what it translates changed since ({changed_parts(workspace, path)})",
            "translate what changed, and let leafletgen translate bring it back",
            place,
        )
    if loaded.unchecked:
        report.error(
            "translation-unchecked",
            f"no native speaker has checked {', '.join(loaded.unchecked)}",
            'name who did under "reviewed_by:"; of the fixed words under X-Reviewed-By in assets/languages',
            place,
        )
    return bool(stale or loaded.unchecked)


def _layouts(workspace: Workspace, loaded: LoadedLeaflet, report: Report) -> list[Layout] | None:
    names = dict.fromkeys(map(str, loaded.leaflet.layouts))
    layouts = [workspace.load_layout(name, report) for name in names]
    whole = [layout for layout in layouts if layout is not None]
    return whole if len(whole) == len(layouts) else None


def code_place(workspace: Workspace, path: Path) -> Place:
    """Return where the code stands in a leaflet's file."""
    root = parse_source(path.read_bytes().decode("utf-8-sig"), workspace.shown(path), Report())
    place: Place = root.data["code"].place if root is not None else Place(workspace.shown(path), 1, 1)
    return place


def _next_code(
    workspace: Workspace,
    loaded: LoadedLeaflet,
    layouts: Sequence[Layout],
    request: Request,
    ledger: Ledger,
    today: str,
    place: Place,
    report: Report,
) -> str | None:
    """Return the code to issue; None after reporting why there is none."""
    facts = facts_of(loaded, layouts, workspace)
    standing = Looks(workspace).standing(facts, ledger)
    last = standing.release
    template = loaded.brand.code
    if standing.state is State.RECODED and last is not None:
        report.error(
            "code-edited-by-hand",
            f"the version or the month in this code was edited by hand; the last release is {last.code}",
            PUT_BACK,
            place,
        )
        return None
    if request.reissue and _refused_reissue(workspace, loaded, standing.state, last, place, report):
        return None
    if request.reissue and request.review not in (None, facts.review):
        reissue = report.called(Setting.REISSUE)
        report.error(
            "review-with-reissue",
            f"the date of the next review is content, and {reissue} is for a change of appearance alone",
            f"leave {report.called(Setting.REVIEW)} out, or {reissue}",
            place,
        )
        return None
    if not request.reissue and standing.state is State.RELEASED and request.review in (None, facts.review):
        report.error(
            "nothing-changed",
            f"nothing changed since {standing.release.name if standing.release else ''}",
            f"there is nothing to release; a later review date is given with {report.called(Setting.REVIEW)}",
            place,
        )
        return None
    issued = request.issued or today[:7]
    if _refused_dates(request.review or facts.review, issued, today, place, report):
        return None
    if standing.state is State.WITHDRAWN and last is not None and standing.withdrawal is not None:
        report.warning(
            "words-were-withdrawn",
            f"the words are those of {last.name}, which was withdrawn: {standing.withdrawal.reason}",
            "change them, unless that reason is gone",
            place,
        )
    year, month = map(int, issued.split("-"))
    version = loaded.code.version
    if last is not None and version is not None and not request.reissue:
        version = (last.version or 0) + 1
    old = loaded.code
    code = Code(
        number=old.number,
        job=old.job,
        month=None if old.month is None else month,
        year=None if old.year is None else year,
        version=version,
    )
    try:
        text = template.format(code)
    except ValueError as fault:
        report.error("no-new-code", f"no new code can be written: {fault}", "see the brand's code template", place)
        return None
    return None if _refused_code(text, code, issued, last, ledger, place, report) else text


def _refused_dates(review: str | None, issued: str, today: str, place: Place, report: Report) -> bool:
    """Whether a month cannot be: no issue is planned more than a month ahead, and a review comes after the issue."""
    year, month = map(int, today[:7].split("-"))
    latest = f"{year + month // 12:04}-{month % 12 + 1:02}"
    if issued > latest:
        report.error(
            "issued-in-the-future",
            f"the month of issue, {issued}, is in the future, and no release could follow it before then",
            f"give {report.called(Setting.ISSUED, latest)} at the latest",
            place,
        )
        return True
    if review is not None and review < issued:
        report.error(
            "review-before-issue",
            f"the next review, {review}, would be before the month of issue, {issued}",
            f"give {report.called(Setting.REVIEW)} a later month",
            place,
        )
        return True
    return False


def _refused_reissue(
    workspace: Workspace, loaded: LoadedLeaflet, state: State, last: Release | None, place: Place, report: Report
) -> bool:
    reissue = report.called(Setting.REISSUE)
    leave_out = f"leave {reissue} out"
    if last is None:
        report.error(
            "never-released",
            "this leaflet was never released, so it cannot be issued again",
            leave_out,
            place,
        )
    elif state is State.RELEASED:
        report.error("nothing-changed", f"nothing changed since {last.name}", "there is nothing to issue again", place)
    elif state is not State.RESTYLED:
        what = changed_since(workspace, loaded, last)
        report.error(
            "reissue-of-changed-words",
            f"the content changed{f' ({what})' if what else ''}, and {reissue} is for a change of appearance alone",
            leave_out,
            place,
        )
    else:
        return False
    return True


def _refused_code(
    text: str, code: Code, issued: str, last: Release | None, ledger: Ledger, place: Place, report: Report
) -> bool:
    """Whether a code may not be issued: it was before, or it would be earlier than the last one."""
    if last is not None and issued < last.issued:
        report.error(
            "issued-before-last-release",
            f"the month of issue would be {issued}, before that of {last.code}",
            f"set the clock, or give {report.called(Setting.ISSUED, last.issued)} or a later month",
            place,
        )
        return True
    if not ledger.with_code(text):
        return False
    if last is not None and code.version is not None and code.version == last.version:
        hint = f"issue it again next month, or release a new version: leave {report.called(Setting.REISSUE)} out"
    else:
        hint = "put {version} and {month}.{year} into the brand's code template, so that each release has its own code"
    report.error(
        "code-issued-already",
        f"the code {text} was issued already, and a copy of it could not be told from this one",
        hint,
        place,
    )
    return True
