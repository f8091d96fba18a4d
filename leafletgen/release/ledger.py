"""The ledger of releases: an append-only file whose lines carry the seals of those before them.

``leaflets/releases.jsonl`` has one JSON object a line. Each line has ``before``, the seals of the lines that no other
line followed when it was written (one, after a merge of two branches several, joined by "+"), and ``seal``, the
SHA-256 of the line without its seal. The order of lines is of no account, so git may put the lines of two branches
one after the other (``merge=union`` in .gitattributes), and a line may stand there twice.

What shows: any change within a line, be it a space; a line taken out that another one follows; a conflict that git
left. What does not: the last lines cut off, which leaves the ledger as it once was, and a line that was forged
together with the seals of all that follow it, for there is no secret in a seal. Both show in git, where a commit of a
ledger only ever adds lines; and the file's own code, its kept content and the SHA-256 of printed PDFs then disagree.
A list of the last seals beside the ledger would not help: who can cut the one can cut the other. One thing tells a lost
line all the same: the content that it released, in ``leaflets/.history/``, which a release writes after its line.

What later versions may do: write lines of another ``kind``, or of another form with its number in ``format`` (this is
form 1, which is not written), sealed as these are; such a line is told as theirs. Within ``files``, names that begin
with a dot are those of forms other than PDF (``.html``, ``.text``), which version 0.1.0 passes over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from leafletgen.errors import Place, Report
from leafletgen.release.lost_lines import kept_contents, report_lost_lines
from leafletgen.system.writing import WriteError, clear_leftovers, locked, write_whole

LEDGER = "leaflets/releases.jsonl"

_LIMIT_BYTES = 200_000_000
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
#: The form of the lines of this version.
_FORMAT = 1

_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


class Release(NamedTuple):
    """One version that was issued."""

    code: str
    """The full code, as it is printed."""
    number: str
    """What all versions of the leaflet have in common: the number in its code (see ``release_number``)."""
    version: int | None
    issued: str
    """Year and month of issue, as ``2026-11``."""
    released: str
    """The day the release was recorded, as ``2026-11-21``."""
    leaflet: str
    """The name of the leaflet's file without its ending."""
    title: str
    content: str
    """Hash of the content: words, included blocks, pictures, brand values that print."""
    appearance: str
    """Hash of layouts, brand and fonts, and the version of leafletgen's layout."""
    files: Mapping[str, str]
    """SHA-256 of the PDF in each layout, and with a dot before its name of each other form."""
    approved_by: str
    review: str | None
    """Year and month of the next review."""
    reason: str
    reissue: bool = False
    """Whether only the appearance changed: a later month of the same version."""

    @property
    def pdfs(self) -> dict[str, str]:
        """SHA-256 of the PDF in each layout."""
        return {layout: digest for layout, digest in self.files.items() if not layout.startswith(".")}

    @property
    def recorded(self) -> dict[str, str]:
        """SHA-256 of the file in each layout and each other form, by its name."""
        return {name.removeprefix("."): digest for name, digest in self.files.items()}

    @property
    def name(self) -> str:
        """How people call it, such as ``VERSION2 of 11.2026``."""
        year, _, month = self.issued.partition("-")
        version = "" if self.version is None else f"VERSION{self.version} of "
        return f"{version}{month}.{year}"

    @property
    def order(self) -> tuple[int, str, str]:
        """Put releases of one leaflet in order: by version, then by month of issue."""
        return self.version or 0, self.issued, self.released


class Withdrawal(NamedTuple):
    """The end of a release: copies of it are not to be used."""

    code: str
    number: str
    withdrawn: str
    """The day, as ``2026-11-21``."""
    reason: str


class Line(NamedTuple):
    """A line of the ledger that could be read."""

    entry: Release | Withdrawal
    before: tuple[str, ...]
    seal: str
    place: Place


class Ledger:
    """All releases and withdrawals of a workspace."""

    def __init__(self, lines: Sequence[Line] = ()) -> None:
        """Keep the lines, each after those it follows; `Ledger.read` checks them and puts them in this order."""
        self.lines = tuple(lines)
        self._releases: dict[str, list[Release]] = {}
        self._withdrawals: dict[str, Withdrawal] = {}
        self._files: dict[str, list[tuple[Release, str]]] = {}
        self._codes: dict[str, list[Release]] = {}
        for line in self.lines:
            entry = line.entry
            if isinstance(entry, Withdrawal):
                self._withdrawals[entry.code] = entry
                continue
            self._releases.setdefault(entry.number, []).append(entry)
            self._codes.setdefault(entry.code, []).append(entry)
            for name, digest in entry.recorded.items():
                self._files.setdefault(digest, []).append((entry, name))
        for known in self._releases.values():
            known.sort(key=lambda release: release.order)

    @staticmethod
    def read(root: Path, report: Report) -> Ledger | None:
        """Read a workspace's ledger; an empty one when there is no file; None after reporting what is wrong with it."""
        path = root / LEDGER
        kept = kept_contents(root)  # looked at first: a release that is recorded meanwhile keeps its content last
        try:
            if path.stat().st_size > _LIMIT_BYTES:
                report.error("record-too-large", f"{LEDGER} is too large", "restore it from its history in git")
                return None
            data = path.read_bytes()
        except FileNotFoundError:
            data = None
        except OSError as fault:
            report.error(
                "file-not-readable", f"{LEDGER} cannot be read: {fault.strerror}", "check that you may read the file"
            )
            return None
        ledger = _parse(data or b"", report)
        if ledger is None:
            return None
        recorded = {line.entry.content for line in ledger.lines if isinstance(line.entry, Release)}
        state = "has lost lines" if ledger.lines else "is gone" if data is None else "is empty"
        return None if report_lost_lines(root, kept, recorded, f"{LEDGER} {state}", report) else ledger

    def releases(self, number: str) -> tuple[Release, ...]:
        """Return the releases of a leaflet, oldest first."""
        return tuple(self._releases.get(number, ()))

    def numbers(self) -> list[str]:
        """Return the numbers of all leaflets that were ever released."""
        return sorted(self._releases)

    def latest(self, number: str) -> Release | None:
        """Return the release in force, or the last one when it was withdrawn; None when there never was one."""
        known = self._releases.get(number)
        return known[-1] if known else None

    def rivals(self, number: str) -> tuple[Release, ...]:
        """Return the releases that share the latest code or version but not its content: two branches issued one."""
        known = self._releases.get(number, [])
        if not known:
            return ()
        code, version = known[-1].code, known[-1].version
        same = {
            release.content: release
            for release in known
            if release.code == code or (version is not None and release.version == version)
        }
        return tuple(same.values()) if len(same) > 1 else ()

    def withdrawal(self, release: Release) -> Withdrawal | None:
        """Return the withdrawal of a release."""
        return self._withdrawals.get(release.code)

    def with_file(self, digest: str) -> list[tuple[Release, str]]:
        """Return each release, and the layout or form in it, whose file has this SHA-256."""
        return self._files.get(digest, [])

    def with_code(self, code: str) -> list[Release]:
        """Return the releases with exactly this code; more than one only after branches were merged."""
        return self._codes.get(code, [])

    def tips(self) -> tuple[str, ...]:
        """Return the seals of the lines that no line follows, sorted."""
        followed = {seal for line in self.lines for seal in line.before}
        return tuple(sorted(line.seal for line in self.lines if line.seal not in followed))

    def latest_day(self) -> str:
        """Return the last day on which anything was recorded; empty for an empty ledger."""
        days = (e.released if isinstance(e, Release) else e.withdrawn for e in (line.entry for line in self.lines))
        return max(days, default="")


def sealed_lines(before: Iterable[str], entries: Iterable[Release | Withdrawal]) -> list[str]:
    """Return the lines that record entries, sorted by code, each with the seal of the one before."""
    lines: list[str] = []
    tips = "+".join(sorted(before))
    for entry in sorted(entries, key=lambda entry: (entry.number, entry.code, isinstance(entry, Withdrawal))):
        kind = "release" if isinstance(entry, Release) else "withdrawal"
        fields = {"kind": kind, **entry._asdict(), "before": tips}
        tips = _seal(fields)
        lines.append(_written({**fields, "seal": tips}))
    return lines


def append(
    root: Path, entries: Sequence[Release | Withdrawal], report: Report, known: Callable[[Ledger], None] | None = None
) -> bool:
    """Record entries; those that are in the ledger already are not recorded twice.

    The ledger is read again under a lock, so that two programs never write over each other's lines. ``known`` is
    called with it before anything is written, and may raise.

    Returns:
        False after reporting that the ledger is faulty, or that an entry could not be read back; nothing was written.

    Raises:
        WriteError: it cannot be written; it is as it was.
    """
    with locked(root / LEDGER):
        ledger = Ledger.read(root, report)
        if ledger is None:
            return False
        if known is not None:
            known(ledger)
        there: dict[str, list[Release | Withdrawal]] = {}
        for line in ledger.lines:
            there.setdefault(line.entry.code, []).append(line.entry)
        fresh: list[Release | Withdrawal] = []
        for entry in entries:
            same = there.setdefault(entry.code, [])
            if entry not in same:
                same.append(entry)
                fresh.append(entry)
        if not all([_can_be_read_back(entry, report) for entry in fresh]):
            return False
        if fresh:
            path = root / LEDGER
            clear_leftovers(path.parent, f"{path.name}.*")
            try:
                data = path.read_bytes() if path.is_file() else b""
            except OSError as fault:
                raise WriteError(f"{path.name} cannot be read: {fault.strerror or fault}") from fault
            if data and not data.endswith(b"\n"):
                data += b"\n"
            lines = sealed_lines(ledger.tips(), fresh)
            # Whole, not appended in place: a program that is killed must not leave half a line.
            write_whole(path, data + "".join(f"{line}\n" for line in lines).encode(), lasting=True)
    return True


def is_well_formed(entry: Release | Withdrawal) -> bool:
    """Return whether each field is as the ledger has it."""
    shape = _RELEASE if isinstance(entry, Release) else _WITHDRAWAL
    return _fits(entry._asdict(), shape)


def _can_be_read_back(entry: Release | Withdrawal, report: Report) -> bool:
    """Report an entry that would make the ledger unreadable, such as one with a letter that UTF-8 cannot write."""
    fields = entry._asdict()
    shape = _RELEASE if isinstance(entry, Release) else _WITHDRAWAL
    wrong = [name for name, fits in shape.items() if not fits(fields[name])]
    for name in wrong:
        report.error(
            "ledger-entry-not-whole",
            f'{entry.code} cannot be recorded: its "{name}" is empty or not as the ledger has it',
        )
    return not wrong


def _written(fields: Mapping[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _seal(fields: Mapping[str, Any]) -> str:
    return sha256(_written(fields).encode()).hexdigest()


def _parse(data: bytes, report: Report) -> Ledger | None:
    faults = Report()
    lines: dict[str, Line] = {}
    for number, raw in enumerate(data.split(b"\n"), 1):
        raw = raw.removesuffix(b"\r").removeprefix(_BYTE_ORDER_MARK)  # an editor's additions, which say nothing
        if not raw.strip():
            continue
        line = _parse_line(raw, Place(LEDGER, number, 1), faults)
        if line is not None:
            lines.setdefault(line.seal, line)
    if not faults.has_errors:
        _check_chain(list(lines.values()), faults)
    report.add(faults.diagnostics)
    return None if faults.has_errors else Ledger(_in_order(lines))


def _in_order(lines: Mapping[str, Line]) -> list[Line]:
    """Put each line after those it follows, else by seal: however git put the lines, all readers see one order."""
    from graphlib import TopologicalSorter  # an empty ledger has no use for it

    followed = {seal: lines[seal].before for seal in sorted(lines)}
    return [lines[seal] for seal in TopologicalSorter(followed).static_order()]


_RESTORE = "a past release is never edited: restore the line from the file's history in git"


def _parse_line(raw: bytes, place: Place, report: Report) -> Line | None:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        report.error("ledger-line-damaged", "this line of the ledger is not UTF-8", _RESTORE, place)
        return None
    if text.startswith(_MARKERS):
        report.error(
            "merge-conflict",
            "git left a merge conflict in the ledger",
            "keep the lines of both sides, in any order, and take out the lines that git put between them",
            place,
        )
        return None
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        report.error("ledger-line-damaged", "this line of the ledger is damaged", _RESTORE, place)
        return None
    seal = fields.pop("seal", None)
    if not _is_hash(seal) or not _is_sealed(text, seal):
        report.error("ledger-line-changed", "this line of the ledger was changed after it was written", _RESTORE, place)
        return None
    before, kind, form = fields.pop("before", None), fields.pop("kind", None), fields.pop("format", _FORMAT)
    if form != _FORMAT or kind not in ("release", "withdrawal"):
        report.error(
            "ledger-line-of-later-version",
            "this line of the ledger was written by a later leafletgen",
            "update leafletgen",
            place,
        )
        return None
    entry: Release | Withdrawal | None = None
    if kind == "release" and _fits(fields, _RELEASE):
        entry = Release(**fields)
    elif kind == "withdrawal" and _fits(fields, _WITHDRAWAL):
        entry = Withdrawal(**fields)
    if entry is None or not isinstance(before, str):
        report.error(
            "ledger-line-of-later-version",
            "this line of the ledger is not one that this version of leafletgen writes",
            "update leafletgen",
            place,
        )
        return None
    return Line(entry, tuple(before.split("+")) if before else (), seal, place)


def _is_sealed(text: str, seal: str) -> bool:
    """Return whether a line's seal is that of its other characters, as `sealed_lines` put them."""
    # The last one: what is called so within a field comes before it, since the names are in order.
    for written in (f'"seal":"{seal}",', f',"seal":"{seal}"'):
        before, found, after = text.rpartition(written)
        if found:
            return sha256((before + after).encode()).hexdigest() == seal
    return False


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value) and (value.isascii() or not _LONE_SURROGATE.search(value))


def _is_in_form(form: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and form.fullmatch(value) is not None


_is_hash = _is_in_form(re.compile(r"[0-9a-f]{64}"))
_is_month = _is_in_form(re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"))
_is_day = _is_in_form(re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"))


def _is_version(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)


def _are_files(value: object) -> bool:
    return isinstance(value, dict) and all(_is_text(key) and _is_hash(digest) for key, digest in value.items())


_RELEASE: dict[str, Callable[[object], bool]] = {
    "code": _is_text,
    "number": _is_text,
    "version": _is_version,
    "issued": _is_month,
    "released": _is_day,
    "leaflet": _is_text,
    "title": _is_text,
    "content": _is_hash,
    "appearance": _is_hash,
    "files": _are_files,
    "approved_by": _is_text,
    "review": lambda value: value is None or _is_month(value),
    "reason": _is_text,
    "reissue": lambda value: isinstance(value, bool),
}
_WITHDRAWAL: dict[str, Callable[[object], bool]] = {
    "code": _is_text,
    "number": _is_text,
    "withdrawn": _is_day,
    "reason": _is_text,
}


def _fits(fields: Mapping[str, object], shape: Mapping[str, Callable[[object], bool]]) -> bool:
    return fields.keys() == shape.keys() and all(fits(fields[name]) for name, fits in shape.items())


def _check_chain(lines: Sequence[Line], report: Report) -> None:
    """Report a line whose forerunner is gone, and a second beginning that nothing has joined to the first yet."""
    seals = {line.seal for line in lines}
    for line in lines:
        if not seals.issuperset(line.before):
            report.error(
                "ledger-line-missing",
                "the line that stood before this one is missing from the ledger",
                "a line is never taken out: restore it from the file's history in git",
                line.place,
            )
    beginnings = [line for line in lines if not line.before]
    # Two branches that both made the first release of a workspace are right, and a release after their merge joins
    # them; but an old ledger may also have been lost and begun anew.
    if len(beginnings) > 1 and len(lines) - len({seal for line in lines for seal in line.before}) > 1:
        for line in beginnings[1:]:
            report.warning(
                "ledger-second-beginning",
                f"a second beginning: line {beginnings[0].place.line} follows no other one either",
                "this is right after the first releases of two branches were merged, and ends with the next release; "
                "else look into the file's history in git",
                line.place,
            )
