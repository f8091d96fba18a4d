"""Paragraphs that are nearly the same in two files, by MinHash: the work grows with the library, not with its square.

Each text keeps 32 numbers of 16 bits (b-bit minwise hashing, Li and König 2010) of its runs of three words, in 86
characters. Texts that agree in one of eight bands of four numbers are compared; of texts that share 7 of 10 runs, 9 in
10 are met so, and of those that share half, 4 in 10, which the comparison then leaves out. A text that is like an
earlier one is not kept in the bands, and a band keeps few, so that a paragraph that stands in a thousand leaflets costs
no more than one that stands in two.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import eq
from struct import Struct
from typing import Any, Final, NamedTuple

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.rule import Comparison, Rule
from leafletgen.rules.safety.lists import SHARED, lists_of, place_in
from leafletgen.rules.safety.wording import first_words, plain

_NUMBERS: Final = 32
_BITS: Final = 16
_BAND: Final = 4
_KEPT: Final = 4
"""Texts of one band that later ones are compared with."""
_SEED: Final = 18
_PACKED: Final = Struct(f"<{_NUMBERS}H")
_RUN: Final = 3
"""Words of a run; word order counts, since "before" and "after" change the meaning and not the words."""


class _Text(NamedTuple):
    shown: str
    span: Sequence[int]
    numbers: tuple[int, ...]
    begins: str


def _gather(file: CheckedFile, rule: Rule) -> Any:
    if file.is_translation:
        return None
    least = int(rule.limits.get("words", 25))
    known = []
    for listed in lists_of(file):
        if not listed.is_list and listed.entries[0].role not in ("paragraph", "key message", "entry of a list"):
            continue
        said = " ".join(listed.texts)
        if len(said) < least * 3:
            continue
        words = "".join(plain(text) for text in listed.texts).split()
        if len(words) < least:
            continue
        runs = list(map(" ".join, zip(*[words[at:] for at in range(_RUN)], strict=False)))
        first, last = listed.entries[0].place(), listed.entries[-1].place()
        span = [first.line, first.column, *(last.end or (last.line, last.column))]
        known.append([span, _sketched(runs), first_words(said, 50)])
    return known or None


def _sketched(runs: Sequence[str]) -> str:
    from rensa import RMinHash  # what compares no files needs none

    sketch = RMinHash(_NUMBERS, _SEED)
    sketch.update(runs)
    small = _PACKED.pack(*[number & 0xFFFF for number in sketch.digest()])
    return b64encode(small).decode("ascii")


def _compare(gathered: Mapping[str, Any], rule: Rule) -> Iterator[Finding]:
    alike = rule.limits.get("alike", 0.7)
    bands: dict[tuple[int, ...], list[_Text]] = {}
    pairs: dict[tuple[str, str], list[tuple[_Text, _Text]]] = {}
    for shown in sorted(gathered, key=lambda one: (not one.startswith(SHARED), one)):
        for span, sketch, begins in gathered[shown]:
            text = _Text(shown, span, _numbers(sketch), begins)
            keys = [(at, *text.numbers[at : at + _BAND]) for at in range(0, _NUMBERS, _BAND)]
            near = {id(one): one for key in keys for one in bands.get(key, ())}.values()
            likeness, best = max(((_alike(one.numbers, text.numbers), one) for one in near), default=(0.0, text))
            if likeness < alike:
                for key in keys:
                    kept = bands.setdefault(key, [])
                    if len(kept) < _KEPT:
                        kept.append(text)
            elif best.shown != shown:
                pairs.setdefault((shown, best.shown), []).append((text, best))
    for (shown, other), texts in pairs.items():
        text, same = texts[0]
        more = len(texts) - 1
        at = place_in(other, same.span)
        yield rule.finding(
            f'nearly the same as in {other}, line {at.line}: "{text.begins}"'
            + (f"; so {'are' if more > 1 else 'is'} {more} more of this file" if more else ""),
            place_in(shown, text.span),
            _hint(other),
            also=(at, *[place_in(other, one.span) for _, one in texts[1:6]]),
        )


def _hint(other: str) -> str:
    if other.startswith(SHARED):
        return f'write "- include: {other.removeprefix(SHARED).removesuffix(".yaml")}" in its place'
    return "write it once in leaflets/shared, and include it in both"


@cache
def _chance() -> float:
    """How often two numbers of 16 bits agree by chance."""
    return 1 / (1 << _BITS)


def _numbers(sketch: str) -> tuple[int, ...]:
    return _PACKED.unpack(b64decode(sketch))


def _alike(one: Sequence[int], other: Sequence[int]) -> float:
    """Return which share of their runs two texts have in common, about."""
    agree: float = sum(map(eq, one, other)) / _NUMBERS
    return (agree - _chance()) / (1 - _chance())


COMPARISONS: dict[str, Comparison] = {"paragraphs-alike": Comparison(_gather, _compare)}
