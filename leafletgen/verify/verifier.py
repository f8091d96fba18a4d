"""Says of a PDF or a code whether it is the one in force, from the ledger and, where that is not enough, the PDF."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple, Self

from leafletgen.content.code import Code, CodeTemplate, release_number
from leafletgen.errors import Report
from leafletgen.languages.dates import spoken_date
from leafletgen.library.stale_parts import behind
from leafletgen.library.translations import Translations
from leafletgen.library.workspace import Workspace
from leafletgen.release.ledger import Ledger, Release
from leafletgen.system.targets import Kind, is_ours, kind_of
from leafletgen.verify.reading import Metadata, PdfReader, UnreadableError

LIMIT_BYTES = 200_000_000
"""A larger file is not read."""

_PRINT_COPY = re.compile(r"Print copy\b[^:]*(?:: |$)")
_DRAFT_NAME = re.compile(r"\.DRAFT\.")
_MARKED_NAME = re.compile(r"\.(DRAFT|WITHDRAWN)\.")
#: Files that leafletgen writes besides PDF, and how many bytes of one are searched for a code.
_WORDS = (".html", ".txt")
_LIMIT_WORDS = 20_000_000


class Verdict(StrEnum):
    """What is to be thought of a copy."""

    CURRENT = "current"
    """The release in force; a file has its very bytes."""
    SUPERSEDED = "superseded"
    """A release, and there is a later one."""
    WITHDRAWN = "withdrawn"
    """A release that is not to be used any more."""
    NEVER_RELEASED = "never-released"
    """A code that the ledger does not have."""
    ALTERED = "altered"
    """A code that was released, and bytes that were not."""
    STALE = "stale"
    """The release in force of a translation whose source changed since: what it says is not what the source says."""
    DRAFT = "draft"
    """Built before it was released."""
    PRINT_COPY = "print-copy"
    """Made for a printer from a PDF with a code in force; its own bytes are not recorded."""
    UNREADABLE = "unreadable"
    """A file that the system does not let us read, or one that is too large."""
    UNKNOWN = "unknown"
    """Nothing tells which release it is, or two releases claim to be it."""


class Finding(NamedTuple):
    """What was found out about one file or code."""

    given: str
    """The file or code, as it was named."""
    verdict: Verdict
    message: str
    """The verdict for people, which goes on from "FILE: "."""
    code: str | None = None
    release: str | None = None
    """The name of the release it is, such as ``VERSION2 of 11.2026``."""
    layout: str | None = None
    superseded_by: str | None = None
    """The code of the last release, when that is a later one."""
    withdrawn: str | None = None
    """The day, as ``2026-11-21``."""


class Verifier:
    """Looks files and codes up in one workspace; to be closed, because reading a PDF takes a second process."""

    def __init__(self, workspace: Workspace, ledger: Ledger) -> None:
        """Take the workspace and its ledger; nothing else is read before it is needed."""
        self.workspace = workspace
        self.ledger = ledger
        self.reader = PdfReader()
        self._changed: dict[str, str] = {}

    def __enter__(self) -> Self:
        """Return the verifier."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the second process, when there is one."""
        self.reader.close()

    def file(self, path: Path, given: str) -> Finding:
        """Say what a file is; whatever is in it, there is a finding.

        The SHA-256 of its bytes decides. When the ledger does not have it, the code in the PDF's metadata, or else in
        its text, tells what the file claims to be.
        """
        try:
            data = _read(path)
        except OSError as fault:
            return Finding(given, Verdict.UNREADABLE, f"cannot be read: {fault.strerror or fault}")
        if data is None:
            message = f"cannot be read: it is larger than {LIMIT_BYTES // 1_000_000} MB"
            return Finding(given, Verdict.UNREADABLE, message)
        known = self.ledger.with_file(sha256(data).hexdigest())
        if known:
            release, layout = max(known, key=lambda pair: pair[0].order)
            return self._standing(given, release, layout)
        if b"%PDF-" not in data[:1024]:
            return self._of_words(path, given, data)
        try:
            metadata = self.reader.metadata(data)
            claim = self._claim(given, metadata)
        except UnreadableError as fault:
            return _unknown(given, str(fault))
        if claim is None:
            return _unknown(given, "no code can be read in it; of a scan, type the code at the foot of a page")
        return self._unrecorded(claim, path, metadata.title)

    def claims(self, path: Path) -> tuple[str, ...]:
        """The standards that a file claims to keep to; none when it cannot be read."""
        try:
            return self.reader.claims(_read(path) or b"")
        except (OSError, UnreadableError):
            return ()

    def code(self, given: str) -> Finding | None:
        """Say how a code stands: one in full, or the number alone; None when it is no code at all.

        Capital and small letters are not told apart; a number stands for the release of that leaflet in force.
        """
        text = " ".join(given.split())
        number = self._numbers.get(text) or self._numbers.get(text.casefold())
        if text.casefold() not in self._codes and number is not None:
            return self._of_number(given, number)
        # From paper a code may be typed with spaces in it.
        spelled = (text, text.upper(), text.replace(" ", ""), text.upper().replace(" ", ""))
        finding = next(filter(None, (self._of_code(given, one) for one in dict.fromkeys(spelled))), None)
        if finding is not None:
            return finding
        for sheet, parsed in self._sheets.items():
            if parsed is not None and (parsed.number or "").casefold() == text.casefold():
                return _sheet(given, sheet)
        # Last, because it looks into every leaflet.
        for path in self.workspace.find_leaflets([text], Report()) or self.workspace.find_leaflets(
            [text.upper()], Report()
        ):
            written = self.workspace.written_code(path)
            number = written.code.number if written is not None and written.code is not None else None
            latest = self.ledger.latest(number or "")
            if latest is None:
                return Finding(given, Verdict.NEVER_RELEASED, "never released")
            return _unknown(given, f"the code is not complete; the last release of {number} is {latest.code}")
        return None

    def _of_words(self, path: Path, given: str, data: bytes) -> Finding:
        """Say what a web page or a plain text is, whose bytes the ledger does not have, by the codes in it."""
        if is_ours(path, Kind.WORD_FILE):
            return _unknown(given, "a Word file for reviewers, which is never released")
        if path.suffix.lower() == ".docx":  # perhaps a copy that a reviewer saved
            return _unknown(given, "a Word file, which is never released")
        if path.suffix.lower() not in _WORDS:
            return _unknown(given, "it is not a PDF")
        try:
            text = data[:_LIMIT_WORDS].decode()
        except UnicodeDecodeError:
            return _unknown(given, "it is not written in UTF-8, as leafletgen writes")
        found = [code.text for template in self._templates for code in template.find(text)]
        findings = [self._of_code(given, code) for code in dict.fromkeys(reversed(found))]
        claim = next((finding for finding in findings if finding is not None), None)
        if claim is None:
            return _unknown(given, "no code can be read in it")
        release = self._codes.get((claim.code or "").casefold())
        form = "html" if path.suffix.lower() == ".html" else "text"
        if release is not None and form not in release.recorded:
            what = f"no {'web page' if form == 'html' else 'plain text'} was recorded"
            message = f"unknown: it has the code {claim.code}, of which {what}; the code: {claim.message}"
            return claim._replace(verdict=Verdict.UNKNOWN, message=message)
        mark = _MARKED_NAME.search(path.name)
        return self._unrecorded(claim, path, f"{mark[1]}: " if mark else "")

    def _claim(self, given: str, metadata: Metadata) -> Finding | None:
        """How the code stands that a PDF has; None when it has none."""
        # A code may have a comma in it, so each comma may be the end.
        ends = [match.start() for match in re.finditer(", ", metadata.keywords)][:8]
        for end in [*ends, len(metadata.keywords)]:
            finding = self._of_code(given, metadata.keywords[:end].strip())
            if finding is not None:
                return finding
        found = self.reader.codes([template.template for template in self._templates])
        # A word of the text may fit a template by chance; a released code does not.
        released = [code for code in found if code.casefold() in self._codes]
        findings = (self._of_code(given, code) for code in (*released, *found))
        return next((finding for finding in findings if finding is not None), None)

    def _unrecorded(self, claim: Finding, path: Path, title: str) -> Finding:
        """A file with a code, whose bytes the ledger does not have."""
        if claim.verdict is Verdict.UNKNOWN and claim.release is None:
            return claim  # an exercise sheet
        print_copy = _PRINT_COPY.match(title)
        title = title[print_copy.end() :] if print_copy else title
        if title.startswith("DRAFT: ") or _DRAFT_NAME.search(path.name):
            latest = self._latest(claim)
            now = f"; the last release is {latest.code}" if latest is not None else ""
            message = f"a draft, not to be given out; its code is {claim.code}{now}"
            return claim._replace(verdict=Verdict.DRAFT, message=message, release=None)
        if claim.verdict is Verdict.NEVER_RELEASED or title.startswith("WITHDRAWN: "):
            if claim.verdict in (Verdict.NEVER_RELEASED, Verdict.WITHDRAWN):
                return claim
        elif print_copy:
            verdict = Verdict.PRINT_COPY if claim.verdict is Verdict.CURRENT else claim.verdict
            # What it was made from cannot be told: the code on it may be in force, and its words changed.
            stands = "the code is in force" if claim.verdict is Verdict.CURRENT else f"the code: {claim.message}"
            message = f"a print copy of {claim.code}; {stands}; its bytes, and what it was made from, are not recorded"
            return claim._replace(verdict=verdict, message=message)
        message = (
            f"altered: it has the code {claim.code}, and is none of the files recorded for it: it was changed, or "
            "saved again by another program, or made in a layout or look that was not released"
        )
        if claim.verdict is not Verdict.CURRENT:
            message += f"; the code: {claim.message}"
        return claim._replace(verdict=Verdict.ALTERED, message=message)

    def _of_code(self, given: str, text: str) -> Finding | None:
        """How a full code stands; None when it is in no ledger and fits no template."""
        release = self._codes.get(text.casefold())
        if release is not None:
            return self._standing(given, release)
        if text in self._sheets:
            return _sheet(given, text)
        for template in self._templates:
            code = template.parse(text)
            if code is None:
                continue
            if any(
                sheet is not None and sheet.number and sheet.number == code.number for sheet in self._sheets.values()
            ):
                return _sheet(given, text)
            latest = self.ledger.latest(code.number or code.job or "")
            if latest is not None:
                message = f"never released under this code; the last release is {latest.code}"
                return Finding(given, Verdict.NEVER_RELEASED, message, text)
            if len(template.fields) > 1:  # else any word would do
                return Finding(given, Verdict.NEVER_RELEASED, "never released", text)
        return None

    def _of_number(self, given: str, number: str) -> Finding:
        latest = self.ledger.latest(number)
        assert latest is not None  # it is one of the ledger's own numbers
        finding = self._standing(given, latest)
        if finding.verdict is Verdict.CURRENT:
            return finding._replace(message=f"current is {latest.code}")
        return finding._replace(message=f"{finding.message} ({latest.code})")

    def _standing(self, given: str, release: Release, layout: str | None = None) -> Finding:
        """How a release stands now."""
        latest = self.ledger.latest(release.number)
        assert latest is not None
        finding = Finding(given, Verdict.CURRENT, "", release.code, release.name, layout)
        this = f"{release.name}, {layout}" if layout else release.name
        later = latest if latest.code != release.code else None
        if later is not None:
            finding = finding._replace(superseded_by=later.code)
        end_of_later = self.ledger.withdrawal(later) if later is not None else None
        withdrawal = self.ledger.withdrawal(release)
        if withdrawal is not None:
            message = f"withdrawn on {spoken_date(withdrawal.withdrawn, 'en-GB')}: {withdrawal.reason}"
            if later is not None and end_of_later is None:
                message += f"; current is {later.code}"
            return finding._replace(verdict=Verdict.WITHDRAWN, message=message, withdrawn=withdrawal.withdrawn)
        if later is not None:
            # A leaflet without versions is told apart by its month alone.
            name = later.name if later.version is not None else f"the release of {later.name}"
            message = f"superseded by {name} (this is {this})"
            if end_of_later is not None:
                message += f", which was withdrawn on {spoken_date(end_of_later.withdrawn, 'en-GB')}"
            return finding._replace(verdict=Verdict.SUPERSEDED, message=message)
        rivals = self.ledger.rivals(release.number)
        if rivals:
            days = " and ".join(sorted({spoken_date(rival.released, "en-GB") for rival in rivals}))
            message = (
                f"unknown: {release.code} was released {len(rivals)} times with different content ({days}); "
                "release a new version to say which one counts"
            )
            return finding._replace(verdict=Verdict.UNKNOWN, message=message)
        changed = self._behind(release)
        if changed:
            message = f"stale, not to be given out: {changed}; this is {this}"
            return finding._replace(verdict=Verdict.STALE, message=message)
        return finding._replace(message=f"current ({this})")

    def _behind(self, release: Release) -> str:
        """What changed since a translation was made, in words; empty for one that is up to date, and for any other."""
        known = self._changed.get(release.number)
        if known is None:
            path = self._translations.get(release.number) or self._translations.get(release.leaflet)
            known = self._changed[release.number] = "; ".join(behind(self.workspace, path)) if path is not None else ""
        return known

    def _latest(self, claim: Finding) -> Release | None:
        """The last release of the leaflet that a finding is about."""
        release = self._codes.get((claim.code or "").casefold())
        if release is not None:
            return self.ledger.latest(release.number)
        codes = (template.parse(claim.code or "") for template in self._templates)
        known = (self.ledger.latest(code.number or code.job or "") for code in codes if code is not None)
        return next((latest for latest in known if latest is not None), None)

    @cached_property
    def _codes(self) -> dict[str, Release]:
        """The last release under each code, by the code without regard to capital letters."""
        entries = [line.entry for line in self.ledger.lines if isinstance(line.entry, Release)]
        return {release.code.casefold(): release for release in sorted(entries, key=lambda release: release.order)}

    @cached_property
    def _numbers(self) -> dict[str, str]:
        """The number of each leaflet, by itself, without regard to capital letters, and by its file's name."""
        releases = [self.ledger.releases(number)[-1] for number in self.ledger.numbers()]
        loose = {name.casefold(): release.number for release in releases for name in (release.leaflet, release.number)}
        return loose | {release.number: release.number for release in releases}

    @cached_property
    def _translations(self) -> dict[str, Path]:
        """The files of translated leaflets, by the number of each and by its name."""
        found: dict[str, Path] = {}
        for path in Translations(self.workspace).all():
            written = self.workspace.written_code(path)
            if written is not None and written.code is not None:
                found[release_number(written.code, path.stem)] = path
            found.setdefault(path.stem, path)
        return found

    @cached_property
    def _templates(self) -> list[CodeTemplate]:
        """The code templates of the brands; a faulty brand has none."""
        brands = (self.workspace.load_brand(name, Report()) for name in self.workspace.brand_names())
        return list({brand.code.template: brand.code for brand in brands if brand is not None}.values())

    @cached_property
    def _sheets(self) -> dict[str, Code | None]:
        """The codes of the layouts of exercise sheets, with their parts where a brand's template tells them."""
        layouts = (self.workspace.load_sheet_layout(name, Report()) for name in self.workspace.sheet_layout_names())
        codes = [layout.sheet.code for layout in layouts if layout is not None and layout.sheet is not None]
        parsed = {code: [template.parse(code) for template in self._templates] for code in codes}
        return {code: next(filter(None, fits), None) for code, fits in parsed.items()}


def files_in(folder: Path) -> Iterator[Path]:
    """Return the PDFs, web pages and plain texts of a folder and those below it, sorted; hidden ones are left out.

    Raises:
        OSError: a folder cannot be read.
    """

    def refuse(fault: OSError) -> None:
        raise fault

    for place, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place) / name
            if not name.startswith(".") and (name.lower().endswith(".pdf") or _is_form(path)):
                yield path


def _is_form(path: Path) -> bool:
    """Whether a file is a web page or a plain text of leafletgen's; others are none of ours to judge."""
    return path.suffix.lower() in _WORDS and is_ours(path, kind_of(path))


def _read(path: Path) -> bytes | None:
    """The bytes of a file; None when they are too many."""
    state = path.stat()
    if not S_ISREG(state.st_mode):  # reading a pipe would wait for ever
        raise OSError("it is no ordinary file")
    if state.st_size > LIMIT_BYTES:
        return None
    with path.open("rb") as file:
        data = file.read(LIMIT_BYTES + 1)  # it may grow while it is read
    return data if len(data) <= LIMIT_BYTES else None


def _unknown(given: str, why: str) -> Finding:
    return Finding(given, Verdict.UNKNOWN, f"unknown: {why}")


def _sheet(given: str, code: str) -> Finding:
    return Finding(given, Verdict.UNKNOWN, "unknown: an exercise sheet; sheets are not in the ledger", code)
