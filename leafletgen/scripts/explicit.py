"""Embeddings, overrides and isolates (UAX 9: X1 to X10): which characters belong together, at which level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

#: BD2: no level is higher.
DEEPEST = 125
_CONTROL = re.compile("[1-9]")
_ISOLATES = re.compile("[6-9]")
_REMOVED = re.compile("[b1-5]")


class Sequence(NamedTuple):
    """An isolating run sequence: its characters' places, their classes, their level, the sides before and after it."""

    places: range | list[int]
    classes: str
    level: int
    before: str
    after: str


class _Embedding(NamedTuple):
    level: int
    override: str
    isolate: bool


def first_strong(classes: str, start: int = 0, to_pdi: bool = False) -> int | None:
    """P2 and P3: the level that the first strong letter asks for, passing over isolates; None without any."""
    depth = 0
    for place in range(start, len(classes)):
        kind = classes[place]
        if kind in "678":
            depth += 1
        elif kind == "9":
            if depth:
                depth -= 1
            elif to_pdi:
                return None
        elif not depth and kind in "LRA":
            return 0 if kind == "L" else 1
    return None


def sequences(classes: str, base: int) -> Iterator[Sequence]:
    """The isolating run sequences of a paragraph, without what X9 removes."""
    if _CONTROL.search(classes) is None:
        if "b" not in classes:
            side = "LR"[base]
            yield Sequence(range(len(classes)), classes, base, side, side)
            return
        levels, kinds = [base] * len(classes), classes
    else:
        levels, kinds = _embedded(classes, base)
    if _REMOVED.search(classes) is None:
        yield from _connected(range(len(classes)), classes, kinds, levels, base)
        return
    kept = [place for place, kind in enumerate(classes) if kind not in "b12345"]
    original, kinds = (_REMOVED.sub("", classes), "".join([kinds[place] for place in kept]))
    yield from _connected(kept, original, kinds, [levels[place] for place in kept], base)


def _embedded(classes: str, base: int) -> tuple[list[int], str]:
    """X1 to X8: a level for each character, and its class after overrides."""
    levels: list[int] = []
    kinds: list[str] = []
    stack = [_Embedding(base, "", False)]
    extra_isolates = extra_embeddings = isolates = 0

    def fill(part: str) -> None:
        top = stack[-1]
        levels.extend([top.level] * len(part))
        kinds.append(_overridden(part, top.override) if top.override else part)

    done = 0
    for control in _CONTROL.finditer(classes):
        place, kind = control.start(), control[0]
        fill(classes[done:place])
        done = place + 1
        if kind == "9":
            if extra_isolates:
                extra_isolates -= 1
            elif isolates:
                extra_embeddings = 0
                while not stack[-1].isolate:
                    stack.pop()
                stack.pop()
                isolates -= 1
            fill(kind)
            continue
        if kind == "5":
            if extra_isolates:
                pass
            elif extra_embeddings:
                extra_embeddings -= 1
            elif not stack[-1].isolate and len(stack) > 1:
                stack.pop()
            levels.append(stack[-1].level)
            kinds.append(kind)
            continue
        isolate = kind in "678"
        if isolate:
            fill(kind)
        else:
            levels.append(stack[-1].level)
            kinds.append(kind)
        odd = kind in "247" or (kind == "8" and first_strong(classes, done, True) == 1)
        level = (stack[-1].level + 1) | 1 if odd else (stack[-1].level + 2) & ~1
        if level <= DEEPEST and not extra_isolates and not extra_embeddings:
            stack.append(_Embedding(level, {"3": "L", "4": "R"}.get(kind, ""), isolate))
            isolates += isolate
        elif isolate:
            extra_isolates += 1
        elif not extra_isolates:
            extra_embeddings += 1
    ended = classes.endswith("P")  # X8: a separator is outside of all of them
    fill(classes[done : len(classes) - ended])
    if ended:
        levels.append(base)
        kinds.append("P")
    return levels, "".join(kinds)


def _overridden(part: str, side: str) -> str:
    return re.sub("[^b]", side, part)


def _connected(places: range | list[int], classes: str, kinds: str, levels: list[int], base: int) -> Iterator[Sequence]:
    """X10: level runs, connected from what begins an isolate to what ends it; ``kinds`` are classes after overrides."""
    size = len(classes)
    if not size:
        return
    ends = _isolate_ends(classes)
    edges = [0, *(place for place in range(1, size) if levels[place] != levels[place - 1]), size]
    run_at = dict(pairwise(edges))
    resumed = set(ends.values())
    for start in edges[:-1]:
        if start in resumed:
            continue
        runs = [(start, run_at[start])]
        while (last := runs[-1][1] - 1) in ends:
            start_of_next = ends[last]
            runs.append((start_of_next, run_at[start_of_next]))
        level = levels[start]
        before = max(level, levels[start - 1] if start else base)
        after = max(level, base if classes[last] in "678" or last + 1 == size else levels[last + 1])
        yield Sequence(
            places[start : last + 1] if len(runs) == 1 else [places[p] for run in runs for p in range(*run)],
            kinds[start : last + 1] if len(runs) == 1 else "".join([kinds[slice(*run)] for run in runs]),
            level,
            "LR"[before & 1],
            "LR"[after & 1],
        )


def _isolate_ends(classes: str) -> dict[int, int]:
    """BD9: for each character that begins an isolate, the one that ends it, if there is one."""
    open_ones: list[int] = []
    ends: dict[int, int] = {}
    for control in _ISOLATES.finditer(classes):
        if control[0] != "9":
            open_ones.append(control.start())
        elif open_ones:
            ends[open_ones.pop()] = control.start()
    return ends
