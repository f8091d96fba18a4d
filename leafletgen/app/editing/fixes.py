"""Changes that mend what was found, for an editor to offer."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from leafletgen.errors import Diagnostic
from leafletgen.rules.finding import Edit, Finding
from leafletgen.source.yaml import Value
from leafletgen.word.importing.yaml_scalars import in_one_line

_MEANT: Final = re.compile(r'did you mean "([^"]+)"\?')
_QUOTED: Final = re.compile(r'"([^"]+)"')


_BEGINNING: Final = re.compile(r"[^\W_](?:[\w ,'\u2019-]{0,58}[^\W_])?(?!\w)")
"""The first words of what was found, without marks that mean something in a file."""


class Fix(NamedTuple):
    """A change of the file that was looked at.

    Attributes:
        title: what it does, in a few words.
        edits: what becomes what.
        sure: whether it needs nobody's judgement.
    """

    title: str
    edits: tuple[Edit, ...]
    sure: bool = False


def mended(finding: Finding) -> tuple[Fix, ...]:
    """Return the change that a rule says is right."""
    if not finding.edits:
        return ()
    hint = finding.hint[:1].upper() + finding.hint[1:] if finding.hint else "Mend it"
    return (Fix(hint, finding.edits, True),)


class Room(NamedTuple):
    """Where a file has room for one more waiver.

    Attributes:
        at: the index where it is written.
        before: what is written before it.
        after: what is written after it.
        column: the letters in front of its keys.
        newline: how lines end in the file.
    """

    at: int
    before: str
    after: str
    column: int
    newline: str


def room_for_a_waiver(text: str, tree: Value | None) -> Room | None:
    """Return where a file has room for a waiver; None where its tree is not known, or written in another way."""
    if tree is None:
        return None
    newline = "\r\n" if "\r\n" in text else "\n"
    stands: Value | None = tree.data.get("waive")
    body: Value | None = tree.data.get("body")
    if stands is None:
        index = len(text) if body is None else text.rfind("\n", 0, body.key.start) + 1
        before = newline if body is None and text and not text.endswith("\n") else ""
        return Room(index, f"{before}waive:{newline}", newline, 4, newline)
    if stands.kind != "list" or not stands.data or stands.data[0].column < 3:
        return None  # in brackets, or as somebody else would write it
    last = stands.data[-1]
    index = last.start + len(text[last.start : last.end].rstrip())
    line = text.find("\n", index)
    index = len(text) if line < 0 else line - (text[line - 1] == "\r")
    return Room(index, newline, "", stands.data[0].column - 1, newline)


def waived(room: Room, rule: str, words: str) -> Fix:
    """Return the change that lets stand what a rule found, with room for the reason; without one it does not count.

    Args:
        room: where the file has room for it.
        rule: the rule.
        words: the words that it found.
    """
    begun = _BEGINNING.match(words)
    said = begun[0].strip() if begun is not None else ""
    at = [f"at: {in_one_line(said)}"] if len(said.split()) > 1 else []
    indent = " " * room.column
    entry = f"{room.newline}{indent}".join([f"{indent[2:]}- rule: {rule}", *at, "because: "])
    new = f"{room.before}{entry}{room.after}"
    return Fix(f'Let it stand, and say why ("{rule}")', (Edit(room.at, room.at, new),))


def meant(text: str, start: int, end: int, fault: Diagnostic) -> tuple[Fix, ...]:
    """Return the change of a misspelt name or key to the one that was probably meant, where the hint says which."""
    found = _MEANT.search(fault.hint)
    if found is None:
        return ()
    stands = text[start:end]
    for wrong in [*reversed(_QUOTED.findall(fault.message)), stands.strip("\"' ")]:
        wrong = wrong.strip("{}#").removeprefix("page:")
        if wrong and stands.count(wrong) == 1:
            at = start + stands.index(wrong)
            return (Fix(f'Change to "{found[1]}"', (Edit(at, at + len(wrong), found[1]),)),)
    return ()
