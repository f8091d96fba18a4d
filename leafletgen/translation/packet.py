"""What is sent to translators and what comes back: rows of source and translation, whatever the form of the file."""

from __future__ import annotations

from typing import Literal, NamedTuple

from leafletgen.content.fingerprint import Translated
from leafletgen.errors import Diagnostic, Place, error

Form = Literal["word", "xliff", "po"]


class Row(NamedTuple):
    """A text that is sent out.

    Attributes:
        key: its key; see `segments.Segment`.
        role: what it is, in words.
        source: the text, with marks where `markup` says so.
        words: its translation, where there is one already; "" for none.
        markup: whether there are marks in it.
        old: a translation of what the source said before it changed; "" for none.
    """

    key: str
    role: str
    source: str
    words: str
    markup: bool
    old: str = ""


class Part(NamedTuple):
    """The texts of one file of a workspace.

    Attributes:
        kind, name: which file it is.
        title: what people call it.
        source: the language that it is written in.
        rows: its texts, or some of them.
    """

    kind: Translated
    name: str
    title: str
    source: str
    rows: list[Row]


class Packet(NamedTuple):
    """A file for translators: texts of one or more files, to be translated to one language."""

    language: str
    parts: list[Part]


class Answer(NamedTuple):
    """A text that came back.

    Attributes:
        key: its key, as the file has it; "" for a row without one.
        source: its source, as the file has it, so that one can tell whether the source changed since.
        words: the translation, with marks as YAML has them.
        place: where it stands, for messages; None where a file has no lines.
        spot: the same in words, such as "row 12"; "" where the place is enough.
        raw: whether texts that have no marks are as in YAML, and not with a backslash before what could be one.
    """

    key: str
    source: str
    words: str
    place: Place | None
    spot: str = ""
    raw: bool = False


class AnsweredPart(NamedTuple):
    """The texts of one file that came back."""

    kind: str
    name: str
    language: str
    answers: list[Answer]
    place: Place | None
    spot: str = ""


class Returned(NamedTuple):
    """A file that came back.

    Attributes:
        file: what it is called.
        parts: what is in it.
        told: what was found while it was read.
    """

    file: str
    parts: list[AnsweredPart]
    told: list[Diagnostic]


def language_missing(place: Place) -> Diagnostic:
    """Return what is told of a file that does not say to which language it is translated."""
    return error(
        "language-not-a-tag",
        "the file does not say to which language this is translated",
        "write the language's tag there, such as pl; or ask for the file as it was sent to the translators",
        place,
    )
