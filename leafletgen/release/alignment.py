"""Puts the entries of two lists side by side: the same, changed, added, removed or moved."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from leafletgen.release.content import Content

Pair = tuple[int | None, int | None]
Step = tuple[str, int, int, int, int]
"""What becomes of a stretch (equal, replace, delete, insert), and where it stands: old from and to, new from and to."""

#: How much two entries have in common when they are taken for one that was changed, from 0 to 1.
_ALIKE = 0.4
#: Comparisons of entries beyond which a stretch counts as written anew.
_MOST_COMPARED = 100_000
#: Pairs of equal entries beyond which only the beginning and the end are matched: a text of one word repeated.
_MOST_MATCHED = 1_000_000


def _key(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def matching_steps(old: Sequence[str], new: Sequence[str]) -> Sequence[Step]:
    """Return the steps from one list of texts to another, longest common stretches first; quick for any lists."""
    counts = Counter(new)
    if sum([counts[entry] for entry in old]) <= _MOST_MATCHED:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    most = min(len(old), len(new))
    head = next((place for place in range(most) if old[place] != new[place]), most)
    tail = next((place for place in range(most - head) if old[-1 - place] != new[-1 - place]), most - head)
    old_end, new_end = len(old) - tail, len(new) - tail
    steps: list[Step] = [("equal", 0, head, 0, head)] if head else []
    if head < old_end or head < new_end:
        tag = "insert" if head == old_end else "delete" if head == new_end else "replace"
        steps.append((tag, head, old_end, head, new_end))
    return [*steps, ("equal", old_end, len(old), new_end, len(new))] if tail else steps


def align(old: Sequence[Any], new: Sequence[Any]) -> list[Pair]:
    """Entries of two lists side by side, in reading order; None where an entry was added or removed."""
    old_keys, new_keys = [_key(entry) for entry in old], [_key(entry) for entry in new]
    gone, come = Counter(old_keys), Counter(new_keys)
    pairs: list[Pair] = []
    for tag, i1, i2, j1, j2 in matching_steps(old_keys, new_keys):
        if tag == "equal":
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
            continue
        # What stands word for word on the other side was moved, and is no changed form of something else.
        befores = [i for i in range(i1, i2) if not come[old_keys[i]]]
        afters = [j for j in range(j1, j2) if not gone[new_keys[j]]]
        partner = dict(_matched(old, new, befores, afters))
        after = j1
        for before in range(i1, i2):
            if before in partner:
                pairs += [(None, j) for j in range(after, partner[before])]
                pairs.append((before, partner[before]))
                after = partner[before] + 1
            else:
                pairs.append((before, None))
        pairs += [(None, j) for j in range(after, j2)]
    return pairs


def _matched(old: Sequence[Any], new: Sequence[Any], befores: list[int], afters: list[int]) -> list[tuple[int, int]]:
    """Pairs, in order, of entries that are alike: the choice with the most in common."""
    if len(befores) == len(afters) == 1 and _sort_of(old[befores[0]]) == _sort_of(new[afters[0]]):
        return [(befores[0], afters[0])]
    if len(befores) * len(afters) > _MOST_COMPARED:
        return []
    old_words = [_word_counts(old[i]) for i in befores]
    new_words = [_word_counts(new[j]) for j in afters]
    rows, columns = len(befores), len(afters)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    alike = [[0.0] * columns for _ in range(rows)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            if _sort_of(old[befores[i]]) == _sort_of(new[afters[j]]):
                alike[i][j] = _likeness(old_words[i], new_words[j])
            together = best[i + 1][j + 1] + alike[i][j] if alike[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if alike[i][j] >= _ALIKE and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            pairs.append((befores[i], afters[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _sort_of(entry: Any) -> str:
    if isinstance(entry, dict):
        return str(entry.get("block", "entry"))
    return type(entry).__name__


def _word_counts(entry: Any) -> Counter[str]:
    return Counter(re.findall(r"\w+", _key(entry)))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def moved_places(
    old: Sequence[Content], new: Sequence[Content], aligned: Sequence[Pair]
) -> tuple[dict[int, int], dict[int, int]]:
    """Blocks that stand elsewhere, word for word: from the old place to the new one, and the other way round."""
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for before, after in aligned:
        if before is not None and after is None:
            waiting[_key(old[before])].append(before)
    moved: dict[int, int] = {}
    for before, after in aligned:
        if before is None and after is not None:
            places = waiting.get(_key(new[after]))
            if places:
                moved[places.popleft()] = after
    return moved, {after: before for before, after in moved.items()}
