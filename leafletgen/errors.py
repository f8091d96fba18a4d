"""Faults as data: a diagnostic has a place and a hint, and they are shown all at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum, StrEnum
from typing import NamedTuple, Protocol


class Severity(StrEnum):
    """How bad a diagnostic is: nothing is written when there is an error."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    """Nothing is wrong for certain: what a good editor would put otherwise; no command stops at it."""
    NOTE = "note"
    """Nothing is wrong: what was decided for whoever asked, so that it can be looked at."""
    DOUBT = "doubt"
    """What was brought in from a Word file may not be what its author meant: somebody must look at the place."""


class ExitCode(IntEnum):
    """What the process returns to the shell."""

    OK = 0
    """Everything that was asked for was done."""
    CONTENT = 1
    """There are faults in the content: leaflets, layouts, brands, pictures."""
    USAGE = 2
    """The command was called wrongly (Click's own code)."""
    ENVIRONMENT = 3
    """Something is missing on this machine, or a file cannot be written."""
    INTERRUPTED = 130
    """Ctrl-C stopped it, and what was done is kept: 128 and the signal's number, as shells have it."""


class Setting(StrEnum):
    """What one sets when asking for something; each front end calls it in its own way."""

    ACCEPT = "accept"
    """A text of a translation whose numbers somebody looked at and found right, by its key."""
    APPROVER = "approver"
    """Who approves a release: a role, not a person's name."""
    BRAND = "brand"
    CLINICIAN = "clinician"
    CLINICIAN_CONTACT = "clinician's contact"
    CLINICIAN_ROLE = "clinician's role"
    COLUMNS = "columns"
    """Which column of a clinic's file is which field."""
    CONFORMANCE = "conformance"
    DATE = "date"
    DATE_ORDER = "date order"
    DAY = "day"
    """The day to count from, or on which something was done."""
    DIARY = "diary"
    """For how many weeks there are boxes to tick."""
    DOTS = "dots"
    """How fine a picture is: dots an inch."""
    FORCE = "force"
    GOAL = "goal"
    ISSUED = "issued"
    KEEP_SENT = "keep sent"
    """How many days what was sent stays in the outbox."""
    LANGUAGE = "language"
    LAYOUT = "layout"
    NHS_NUMBER = "NHS number"
    NOTE = "note"
    NOTE_FOR = "note for an exercise"
    OUT = "out"
    """The folder to write to."""
    OUTBOX = "outbox"
    PAPER = "paper"
    PATIENT = "patient"
    PDF = "PDF"
    PERSON = "person"
    """Who is drawn."""
    PICK = "pick"
    """An exercise chosen by itself, with its dose where one is given."""
    PRESS = "press"
    PROGRAMME = "programme"
    RECIPIENT = "recipient"
    REISSUE = "reissue"
    REMEMBER_SENT = "remember sent"
    """For how many days it is known what was sent."""
    RESEND_UNKNOWN = "resend unknown"
    """Send again what may have arrived."""
    REVIEW = "review"
    ROLE = "role"
    """Who signs: a role, not a person's name."""
    SIDE = "side"
    SINCE = "since"
    SMTP_CA_FILE = "certificates"
    SMTP_FROM = "sender"
    SMTP_HOST = "mail server's host"
    SMTP_PASSWORD = "mail server's password"
    """How it is kept, never what it is."""
    SMTP_PER_MINUTE = "messages a minute"
    SMTP_PORT = "mail server's port"
    SMTP_SECURITY = "mail server's security"
    SMTP_USER = "mail server's user"
    STRICT = "strict"
    SUBJECT = "subject"
    """Of a message, in place of the e-mail template's."""
    TEXT_SIZE = "text size"
    """In points."""
    WIDTH = "width"
    WITHOUT = "without"
    WORKERS = "workers"
    WORKSPACE = "workspace"


#: What a front end calls a setting, with a value when there is one: ``--pick bridge:10`` on the command line.
Wording = Callable[[Setting, str], str]


def plainly(setting: Setting, value: str = "") -> str:
    """Return a setting by its own name, for whoever has no other word for it."""
    return f'"{setting}: {value}"' if value else f'"{setting}"'


LONGEST_QUOTE = 160
"""Characters between two quotation marks of a message; a longer value is shortened."""
SHORTENED_TO = 60
"""Characters that are left of it, enough to know it by."""
LONGEST_SAYING = 1000
"""Characters of a message or of a hint."""
_QUOTE = re.compile(r'"([^"]*)"')


def visible(text: str) -> str:
    """Return text in which every character is seen: controls, bidirectional marks and odd spaces are escaped.

    They would move a terminal's cursor, or let a line read otherwise than it stands there.
    """
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(letter: str) -> str:
    if letter.isprintable():
        return letter
    number = ord(letter)
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}" if number < 65536 else f"\\U{number:08x}"


def _shortened(quote: re.Match[str]) -> str:
    return quote[0] if len(quote[1]) <= LONGEST_QUOTE else f'"{quote[1][:SHORTENED_TO]}…"'


def _fit_to_show(text: str) -> str:
    """Return a message or a hint with long values shortened and nothing invisible in it."""
    text = visible(text)
    if len(text) > LONGEST_QUOTE:
        text = _QUOTE.sub(_shortened, text)
    return text if len(text) <= LONGEST_SAYING else f"{text[: LONGEST_SAYING - 1]}…"


class HasEnds(Protocol):
    """A text in which the end of a value can be looked up."""

    def end_at(self, index: int) -> tuple[int, int]:
        """Return line and column after the last character of a value that ends at this index."""


class Place:
    """A character in a content file, and where what begins there ends, when that is known.

    `file` is relative to the workspace, with forward slashes; `line` and `column` count from 1. Places are
    equal, and are sorted, by these three alone.
    """

    __slots__ = ("_end", "_text", "column", "file", "line")

    def __init__(
        self,
        file: str,
        line: int,
        column: int,
        text: HasEnds | None = None,
        end: int | tuple[int, int] | None = None,
    ) -> None:
        """Keep the place; its end is given as line and column, or as an index of the text, to be looked up if asked."""
        self.file = file
        self.line = line
        self.column = column
        self._text = text
        self._end = end

    @property
    def end(self) -> tuple[int, int] | None:
        """Line and column after the last character, counted from 1; None when nothing is there, or it is not known."""
        end = self._end
        if isinstance(end, int):
            end = self._text.end_at(end) if self._text is not None else None
        return end if end is not None and end >= (self.line, self.column) else None

    def __str__(self) -> str:
        """Return `file:line:column`, which editors and terminals make clickable."""
        return f"{visible(self.file)}:{self.line}:{self.column}"

    def __repr__(self) -> str:
        """Return a form that pytest can show."""
        return f"Place({self.file!r}, {self.line}, {self.column})"

    def __iter__(self) -> Iterator[str | int]:
        """Yield file, line and column."""
        return iter(self._parts())

    def __reduce__(self) -> tuple[type[Place], tuple[object, ...]]:
        """Take the end along to another process, and leave the text behind."""
        return Place, (*self._parts(), None, self.end)

    def _parts(self) -> tuple[str, int, int]:
        return self.file, self.line, self.column

    def __eq__(self, other: object) -> bool:
        """Two places are equal when file, line and column are."""
        return isinstance(other, Place) and self._parts() == other._parts()

    def __hash__(self) -> int:
        """Hash file, line and column."""
        return hash(self._parts())

    def __lt__(self, other: Place) -> bool:
        """Sort by file, line and column."""
        return self._parts() < other._parts()


class Mistake(NamedTuple):
    """What is said of a mistake by whoever finds it without knowing its place."""

    code: str
    message: str
    hint: str = ""


NOWHERE = Place("", 0, 0)
"""The place of what stands in no file, such as what was typed or clicked."""


class Diagnostic:
    """One fault: what is wrong, where, and what to do about it."""

    __slots__ = ("code", "forbidden", "hint", "message", "place", "severity")

    def __init__(
        self,
        code: str,
        severity: Severity,
        message: str,
        hint: str = "",
        place: Place | None = None,
        forbidden: bool = False,
    ) -> None:
        """Keep the parts, made fit to be shown; a diagnostic is not changed afterwards.

        The code is the stable name of this kind of mistake, which `diagnostics.yaml` explains. Forbidden says of a
        note that a strict run counts it all the same.
        """
        self.code = code
        self.forbidden = forbidden
        self.severity = severity
        self.message = _fit_to_show(message)
        self.hint = _fit_to_show(hint)
        self.place = place

    def __str__(self) -> str:
        """Return `file:line:column: error: message` and, on a second line, the hint."""
        where = f"{self.place}: " if self.place else ""
        line = f"{where}{self.severity.value}: {self.message}"
        return f"{line}\n  hint: {self.hint}" if self.hint else line

    def __repr__(self) -> str:
        """Return a form that pytest can show."""
        return f"Diagnostic({str(self)!r})"

    @property
    def is_fault(self) -> bool:
        """Whether it is an error or a warning; a note is neither."""
        return self.severity is not Severity.NOTE

    @property
    def counts_strictly(self) -> bool:
        """Whether a strict run stops at it."""
        return self.is_fault or self.forbidden

    @property
    def end(self) -> tuple[int, int] | None:
        """Line and column after the last character it is about; None when only its beginning is known."""
        return self.place.end if self.place else None

    def as_data(self) -> dict[str, str | int | None]:
        """Return the diagnostic as JSON has it."""
        place = self.place
        end_line, end_column = self.end or (None, None)
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "hint": self.hint,
            "file": place.file if place else None,
            "line": place.line if place else None,
            "column": place.column if place else None,
            "end_line": end_line,
            "end_column": end_column,
        }

    def _parts(self) -> tuple[str, int, int, str, str, str, str]:
        place = self.place or NOWHERE
        return place.file, place.line, place.column, self.severity.value, self.message, self.hint, self.code

    def __eq__(self, other: object) -> bool:
        """Two diagnostics are equal when all their parts are."""
        if not isinstance(other, Diagnostic):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self) -> int:
        """Hash the parts, so that a fault met twice is told once."""
        return hash(self._parts())

    def __lt__(self, other: Diagnostic) -> bool:
        """Sort by file, line and column; faults without a place come first."""
        return self._parts() < other._parts()


def error(code: str, message: str, hint: str = "", place: Place | None = None) -> Diagnostic:
    """Return a diagnostic that stops the output."""
    return Diagnostic(code, Severity.ERROR, message, hint, place)


def warning(code: str, message: str, hint: str = "", place: Place | None = None) -> Diagnostic:
    """Return a diagnostic that is only shown, unless a run is strict."""
    return Diagnostic(code, Severity.WARNING, message, hint, place)


def note(code: str, message: str, hint: str = "", place: Place | None = None, forbidden: bool = False) -> Diagnostic:
    """Return a diagnostic that says what was decided; a strict run counts it only when it is forbidden there."""
    return Diagnostic(code, Severity.NOTE, message, hint, place, forbidden)


class LeafletError(Exception):
    """The one exception of leafletgen: it carries every fault that was found."""

    diagnostics: tuple[Diagnostic, ...]

    def __init__(self, *diagnostics: Diagnostic) -> None:
        """Sort the diagnostics by place; there is at least one."""
        self.diagnostics = tuple(sorted(diagnostics))
        super().__init__("\n".join(map(str, self.diagnostics)))


class RefusedError(LeafletError):
    """What was asked for cannot be done at all; the status says whose matter it is."""

    status: ExitCode

    def __init__(self, status: ExitCode, *diagnostics: Diagnostic) -> None:
        """Take at least one diagnostic."""
        self.status = status
        super().__init__(*diagnostics)

    def __reduce__(self) -> tuple[type[RefusedError], tuple[object, ...]]:
        """Come from another process as it was raised there."""
        return RefusedError, (self.status, *self.diagnostics)


def refused(code: str, message: str, hint: str, status: ExitCode) -> RefusedError:
    """Return the refusal with one error, to be raised."""
    return RefusedError(status, error(code, message, hint))


class Report:
    """Collects diagnostics while a stage goes on working; a repeated one is kept once."""

    __slots__ = ("_diagnostics", "wording")

    def __init__(self, wording: Wording = plainly) -> None:
        """Start without any fault; the wording is that of whoever will read it."""
        self._diagnostics: dict[Diagnostic, None] = {}
        self.wording = wording

    def called(self, setting: Setting, value: str = "") -> str:
        """Return what the reader of this report calls a setting, with its value."""
        return self.wording(setting, value)

    def error(self, code: str, message: str, hint: str = "", place: Place | None = None) -> None:
        """Add an error."""
        self._diagnostics[error(code, message, hint, place)] = None

    def warning(self, code: str, message: str, hint: str = "", place: Place | None = None) -> None:
        """Add a warning."""
        self._diagnostics[warning(code, message, hint, place)] = None

    def note(
        self, code: str, message: str, hint: str = "", place: Place | None = None, forbidden: bool = False
    ) -> None:
        """Add a note; forbidden when a strict run counts it."""
        self._diagnostics[note(code, message, hint, place, forbidden)] = None

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add diagnostics that something else found."""
        self._diagnostics.update(dict.fromkeys(diagnostics))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All diagnostics so far, sorted by place."""
        return tuple(sorted(self._diagnostics))

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The errors so far, sorted by place, without the warnings."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def has_errors(self) -> bool:
        """Whether at least one error was added."""
        return any(d.severity is Severity.ERROR for d in self._diagnostics)


def did_you_mean(word: str, candidates: Iterable[str], *, are_told: bool = False) -> str:
    """Return `did you mean "…"?`, or a list of the candidates when none is near.

    Args:
        word: what was typed.
        candidates: what it may be.
        are_told: whether the message names all of them, so that a list would say them twice.
    """
    from difflib import get_close_matches  # only a fault needs it

    # Nothing is kept from one call to the next: what was typed may be a patient's name.
    known = list(dict.fromkeys(candidates))
    by_lower_case = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), by_lower_case, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{by_lower_case[near[0]]}"?'
    if not known or are_told:
        return ""
    shown = ", ".join(sorted(known)[:24])
    return f"known here: {shown}" + (", …" if len(known) > 24 else "")
