"""What a translation that is there already says of each text of its source, and whether it is of these words."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from leafletgen.content.fingerprint import PARTS
from leafletgen.source.yaml import Value
from leafletgen.translation.subject import Subject, part_of, translated_words


class Known(NamedTuple):
    """The translation of a text: its words, and whether the source still says what they were made from."""

    words: str
    current: bool


def known_words(subject: Subject, translation: Value | None) -> dict[str, Known]:
    """Return what a translation says of the texts of its source as that is now, by key.

    A fingerprint tells which parts of the source changed, and not which texts of a part: all texts of a part that
    changed are to be looked at.
    """
    if translation is None or translation.kind != "map":
        return {}
    there = {one.key: one for one in translated_words(subject.kind, translation)}
    was = translation.data.get("source")
    before = was.data.split() if was is not None and was.kind == "scalar" else []
    moved = _aligned(subject, before)
    found: dict[str, Known] = {}
    for one in subject.words:
        part = subject.part_of(one)
        old, same = (part, True) if part < 0 else moved.get(part, (-1, False))
        if part >= 0 and old < 0:
            continue
        key = _moved(one.key, part, old, subject)
        words = there.get(key)
        if words is not None:
            found[one.key] = Known(words.text, same)
    return found


def _aligned(subject: Subject, before: list[str]) -> dict[int, tuple[int, bool]]:
    """Return for each part of the source which one it was, and whether it is as it was."""
    now = subject.fingerprint.split()
    fixed = len(PARTS[subject.kind])
    made = {at: (at, before[at : at + 1] == now[at : at + 1]) for at in range(min(fixed, len(before)))}
    matcher = SequenceMatcher(None, before[fixed:], now[fixed:], autojunk=False)
    for what, first, last, start, end in matcher.get_opcodes():
        if what in ("equal", "replace"):
            for at in range(min(last - first, end - start)):
                made[fixed + start + at] = (fixed + first + at, what == "equal")
    return made


def _moved(key: str, part: int, old: int, subject: Subject) -> str:
    """Return the key that a text had where its block stood before."""
    if part == old or not key.startswith("body."):
        return key
    rest = key.split(".")[2:]
    assert part_of(subject.kind, key) == part
    return ".".join(("body", str(int(key.split(".")[1]) + old - part), *rest))
