"""What an author must look at: places in a Word file, and the doubts that are told of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from leafletgen.errors import Severity

LONGEST: Final = 2_000
"""Characters of a message, whose doubt has the words whole: they may be those of a book."""
FIRST_WORDS: Final = 40
"""Characters of a paragraph that it is known by."""


def beginning(text: str) -> str:
    """Return the first words of a text, with … where it goes on."""
    words = " ".join(text.split(None, FIRST_WORDS)[:FIRST_WORDS])  # each has a character at least
    if len(words) <= FIRST_WORDS:
        return words
    cut = words[:FIRST_WORDS].rpartition(" ")[0] or words[:FIRST_WORDS]
    return f"{cut}…"


class Part(StrEnum):
    """A part of a Word file, as an author calls it."""

    FILE = "whole file"
    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    PROPERTIES = "properties"


class Spot:
    """A paragraph of a Word file, or a part of it as a whole.

    Attributes:
        part: the part.
        number: the paragraph's number in the part, from 1, in the order of the file, those of tables and boxes
            included; 0 for the part as a whole.
        words: what the paragraph says, as it was read so far.
        page: about which page, counted from 1, by the breaks that Word left; None where it left none.
        heading: the nearest heading before it, and `under`: its number from 1 under that heading; both are known
            when the whole file was read.
    """

    __slots__ = ("heading", "number", "page", "part", "under", "words")

    def __init__(self, part: Part, number: int = 0, words: str = "", page: int | None = None) -> None:
        """Keep where it is; the heading comes later."""
        self.part = part
        self.number = number
        self.words = words
        self.page = page
        self.heading = ""
        self.under = 0

    @property
    def first_words(self) -> str:
        """The beginning of the paragraph, enough to find it by, with … where it goes on."""
        return beginning(self.words)

    def __str__(self) -> str:
        """Return the place in words: ``under "Warm up", paragraph 2 ("Turn slowly…"), about page 1``."""
        if self.part is not Part.BODY:
            return str(self.part) if not self.words else f'{self.part} ("{self.first_words}")'
        if not self.number:
            return str(Part.FILE)
        where = f'under "{self.heading}", ' if self.heading else ""
        said = f'"{self.first_words}"' if self.words.strip() else "no words"
        told = f"{where}paragraph {self.under or self.number} ({said})"
        return told if self.page is None else f"{told}, about page {self.page}"


class Doubt:
    """One thing that an author must look at.

    Attributes:
        code: the stable name of its kind, which `codes.toml` explains.
        severity: DOUBT, where the leaflet is written and its author looks at the place; ERROR, where something could
            not be read, so that the leaflet says "?" there or lacks it.
        spot: where it is in the Word file.
        message, hint: what is doubtful, and what to do.
        words: words of the Word file that are left out of the leaflet, whole, or that were changed, as they stood;
            what is counted when somebody asks whether any word was lost.
        line: the line of the YAML file that it is about, from 1; 0 when there is none.
    """

    __slots__ = ("code", "hint", "line", "message", "severity", "spot", "words")

    def __init__(self, code: str, severity: Severity, message: str, hint: str, spot: Spot, words: str) -> None:
        """Keep the parts."""
        self.code = code
        self.severity = severity
        self.message = message if len(message) <= LONGEST else f"{message[:LONGEST]}…"
        self.hint = hint
        self.spot = spot
        self.words = words
        self.line = 0


class Doubts:
    """Collects doubts while a file is read and its leaflet is written."""

    __slots__ = ("found",)

    def __init__(self) -> None:
        """Begin without any."""
        self.found: list[Doubt] = []

    def doubt(self, code: str, message: str, hint: str, spot: Spot, words: str = "") -> Doubt:
        """Add a doubt and return it."""
        self.found.append(Doubt(code, Severity.DOUBT, message, hint, spot, words))
        return self.found[-1]

    def error(self, code: str, message: str, hint: str, spot: Spot, words: str = "") -> Doubt:
        """Add what could not be read and return it."""
        self.found.append(Doubt(code, Severity.ERROR, message, hint, spot, words))
        return self.found[-1]
