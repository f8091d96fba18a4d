"""What a rule finds: where, what is wrong, what to do, and perhaps the change that mends it."""

from __future__ import annotations

from typing import NamedTuple

from leafletgen.errors import Place, Severity


class Edit(NamedTuple):
    """A change of a file's text: what stands from `start` up to `end`, as indices into it, becomes `new`."""

    start: int
    end: int
    new: str


class Finding(NamedTuple):
    """One thing that a rule found.

    Attributes:
        rule: the rule's id.
        severity: an error, a warning or advice.
        message: what is wrong, in one line without a full stop.
        hint: what to do.
        place: the words it is about, with their end.
        edits: the change that mends it, which needs nobody's judgement; empty where somebody must decide.
        also: other places that it is about, shown side by side.
    """

    rule: str
    severity: Severity
    message: str
    hint: str
    place: Place
    edits: tuple[Edit, ...] = ()
    also: tuple[Place, ...] = ()
