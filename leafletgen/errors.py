"""Faults as data: a diagnostic has a place and a hint, and they are shown all at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import IntEnum, StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a diagnostic is: nothing is written when there is an error."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    """Nothing is wrong: what was decided for whoever asked, so that it can be looked at."""


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

    APPROVER = "approver"
    """Who approves a release: a role, not a person's name."""
    BRAND = "brand"
    CLINICIAN = "clinician"
    COLUMNS = "columns"
    """Which column of a clinic's file is which field."""
    CONFORMANCE = "conformance"
    DATE = "date"
    DATE_ORDER = "date order"
    DAY = "day"
    """The day to count from, or on which something was done."""
    DOTS = "dots"
    """How fine a picture is: dots an inch."""
    FORCE = "force"
    GOAL = "goal"
    ISSUED = "issued"
    NOTE = "note"
    OUT = "out"
    """The folder to write to."""
    PAPER = "paper"
    PATIENT = "patient"
    PDF = "PDF"
    PICK = "pick"
    """An exercise chosen by itself, with its dose where one is given."""
    PRESS = "press"
    PROGRAMME = "programme"
    REISSUE = "reissue"
    REVIEW = "review"
    ROLE = "role"
    """Who signs: a role, not a person's name."""
    SIDE = "side"
    SINCE = "since"
    STRICT = "strict"
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


class Place(NamedTuple):
    """A character in a content file.

    `file` is relative to the workspace, with forward slashes; `line` and `column` count from 1.
    """

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Return `file:line:column`, which editors and terminals make clickable."""
        return f"{visible(self.file)}:{self.line}:{self.column}"


NOWHERE = Place("", 1, 1)
"""The place of what stands in no file, such as what was typed or clicked."""


class Diagnostic:
    """One fault: what is wrong, where, and what to do about it."""

    __slots__ = ("forbidden", "hint", "message", "place", "severity")

    def __init__(
        self, severity: Severity, message: str, hint: str = "", place: Place | None = None, forbidden: bool = False
    ) -> None:
        """Keep the parts, made fit to be shown; a diagnostic is not changed afterwards.

        Forbidden says of a note that a strict run counts it all the same.
        """
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

    def as_data(self) -> dict[str, str | int | None]:
        """Return the diagnostic as JSON has it."""
        file, line, column = self.place or (None, None, None)
        return {
            "severity": self.severity.value,
            "message": self.message,
            "hint": self.hint,
            "file": file,
            "line": line,
            "column": column,
        }

    def _parts(self) -> tuple[str, int, int, str, str, str]:
        file, line, column = self.place or ("", 0, 0)
        return file, line, column, self.severity.value, self.message, self.hint

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


def error(message: str, hint: str = "", place: Place | None = None) -> Diagnostic:
    """Return a diagnostic that stops the output."""
    return Diagnostic(Severity.ERROR, message, hint, place)


def warning(message: str, hint: str = "", place: Place | None = None) -> Diagnostic:
    """Return a diagnostic that is only shown, unless a run is strict."""
    return Diagnostic(Severity.WARNING, message, hint, place)


def note(message: str, hint: str = "", place: Place | None = None, forbidden: bool = False) -> Diagnostic:
    """Return a diagnostic that says what was decided; a strict run counts it only when it is forbidden there."""
    return Diagnostic(Severity.NOTE, message, hint, place, forbidden)


class LeafletError(Exception):
    """The one exception of leafletgen: it carries every fault that was found."""

    diagnostics: tuple[Diagnostic, ...]

    def __init__(self, *diagnostics: Diagnostic) -> None:
        """Sort the diagnostics by place; there is at least one."""
        self.diagnostics = tuple(sorted(diagnostics))
        super().__init__("\n".join(map(str, self.diagnostics)))


class RefusedError(LeafletError):
    """What was asked for cannot be done at all; the exit code says whose matter it is."""

    code: ExitCode

    def __init__(self, code: ExitCode, *diagnostics: Diagnostic) -> None:
        """Take at least one diagnostic."""
        self.code = code
        super().__init__(*diagnostics)


def refused(message: str, hint: str, code: ExitCode) -> RefusedError:
    """Return the refusal with one error, to be raised."""
    return RefusedError(code, error(message, hint))


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

    def error(self, message: str, hint: str = "", place: Place | None = None) -> None:
        """Add an error."""
        self._diagnostics[error(message, hint, place)] = None

    def warning(self, message: str, hint: str = "", place: Place | None = None) -> None:
        """Add a warning."""
        self._diagnostics[warning(message, hint, place)] = None

    def note(self, message: str, hint: str = "", place: Place | None = None, forbidden: bool = False) -> None:
        """Add a note; forbidden when a strict run counts it."""
        self._diagnostics[note(message, hint, place, forbidden)] = None

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


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return `did you mean "…"?`, or a list of the candidates when none is near."""
    from difflib import get_close_matches  # only a fault needs it

    known = list(dict.fromkeys(candidates))
    by_lower_case = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), by_lower_case, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{by_lower_case[near[0]]}"?'
    if not known:
        return ""
    shown = ", ".join(sorted(known)[:24])
    return f"known here: {shown}" + (", …" if len(known) > 24 else "")
