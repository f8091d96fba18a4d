"""Which words of a text were kept, removed and added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from leafletgen.release.alignment import Step, matching_steps


class Mark(StrEnum):
    """What became of a stretch of words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


class Words(NamedTuple):
    """A stretch of words, in the leaflet's inline markup."""

    text: str
    mark: Mark


# A mark that stands for a whole (citation, page number, link target) is one word; emphasis belongs to its word.
_WORD = re.compile(
    r"(\s*)(\[@[^\]]*\]|\{[^}]*\}|\]\((?:\\.|[^)\\])*\)|[*^]*(?:\\.|\w)+(?:['\u2019.,:/-]\w+)*[*^]*|\\.|[^\w\s]|\Z)"
)


def compare_words(old: str, new: str) -> tuple[Words, ...]:
    """Return two texts as stretches of words that were kept, removed or added, in reading order.

    The kept and removed ones make up the old text, the kept and added ones the new, letter for letter.
    """
    if old == new:
        return (Words(old, Mark.KEPT),) if old else ()
    old_words, new_words = _WORD.findall(old), _WORD.findall(new)
    steps = matching_steps([word for _, word in old_words], [word for _, word in new_words])
    kept = sum([len(word) for step in steps if step[0] == "equal" for _, word in old_words[step[1] : step[2]]])
    if 3 * kept < min(len(old), len(new)):
        # So little in common that single words between the changes would only confuse.
        return tuple(Words(text, mark) for text, mark in ((old, Mark.REMOVED), (new, Mark.ADDED)) if text)
    stretches: list[tuple[str, Mark]] = []
    for tag, i1, i2, j1, j2 in _slid(steps, old_words, new_words):
        if tag != "equal":
            stretches.append(("".join([space + word for space, word in old_words[i1:i2]]), Mark.REMOVED))
            stretches.append(("".join([space + word for space, word in new_words[j1:j2]]), Mark.ADDED))
            continue
        for (old_space, word), (new_space, _) in zip(old_words[i1:i2], new_words[j1:j2], strict=True):
            if old_space == new_space:
                stretches.append((old_space + word, Mark.KEPT))
            else:
                stretches += [(old_space, Mark.REMOVED), (new_space, Mark.ADDED), (word, Mark.KEPT)]
    return _gathered(stretches)


def _slid(
    steps: Sequence[Step], old_words: Sequence[tuple[str, str]], new_words: Sequence[tuple[str, str]]
) -> list[Step]:
    """The steps, a sentence that went or came with the full stop at its own end and not with that of the one before."""
    slid = list(steps)
    for place in range(1, len(slid) - 1):
        (_, a1, _, b1, _), (tag, i1, i2, j1, j2), (_, _, c2, _, d2) = slid[place - 1 : place + 2]
        words, first, behind = (old_words, i1, i2) if tag == "delete" else (new_words, j1, j2)
        if tag not in ("delete", "insert") or words[first][1] not in tuple(".!?;:,") or words[first] != words[behind]:
            continue
        slid[place - 1] = ("equal", a1, i1 + 1, b1, j1 + 1)
        slid[place] = (tag, i1 + 1, i2 + 1, j1 + 1, j2 + 1)
        slid[place + 1] = ("equal", i2 + 1, c2, j2 + 1, d2)
    return slid


def _gathered(stretches: Sequence[tuple[str, Mark]]) -> tuple[Words, ...]:
    """Neighbours of one mark as one; what was removed between two kept words comes before what was added."""
    done: list[Words] = []
    texts = dict.fromkeys(Mark, "")

    def flush() -> None:
        before, removed, added = texts[Mark.KEPT], texts[Mark.REMOVED], texts[Mark.ADDED]
        space = removed[: len(removed) - len(removed.lstrip())]
        if space and space == added[: len(added) - len(added.lstrip())]:
            before, removed, added = before + space, removed[len(space) :], added[len(space) :]
        if before and done and done[-1].mark is Mark.KEPT:
            before = done.pop().text + before
        for text, mark in ((before, Mark.KEPT), (removed, Mark.REMOVED), (added, Mark.ADDED)):
            if text:
                done.append(Words(text, mark))
        texts.update(dict.fromkeys(Mark, ""))

    for text, mark in stretches:
        if not text:
            continue
        if (mark is Mark.KEPT) == bool(texts[Mark.REMOVED] or texts[Mark.ADDED]):
            flush()
        texts[mark] += text
    flush()
    return tuple(done)
