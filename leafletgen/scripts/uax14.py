"""Where a line may end by UAX 14 alone, untailored: the places of a text, as LineBreakTest tells them."""

from __future__ import annotations

import re

from leafletgen.scripts.line_break_classes import NOTHING, classes_of, letters, plain, wide
from leafletgen.scripts.line_break_rules import may_break

_COMBINING = letters("CM ZWJ")
_COMBINING += "".join(map(wide, _COMBINING))
_MARKS = re.compile(f"[{re.escape(_COMBINING)}]")
_ALONE_AFTER = letters("BK CR LF NL SP ZW")
_SP, _ZWJ = letters("SP"), letters("ZWJ")
#: Three neighbours of these classes say all that there is to say of the place before the last.
_SIMPLE = frozenset(letters("AL HL SA SP NU ID") + NOTHING)
_AS_LETTERS = str.maketrans(dict.fromkeys(_COMBINING, letters("AL")))
_FLAG = letters("RI RI")
_WIDE_ID = wide(letters("ID"))


class _Triples(dict[str, bool | None]):
    """Whether a line may end before the third of three classes; None where more must be known."""

    def __missing__(self, triple: str) -> bool | None:
        simple = _SIMPLE.issuperset(triple.replace(_WIDE_ID, letters("ID"))) and not triple.startswith(_SP * 2)
        found = None
        if simple:
            letters_of = triple.lstrip(NOTHING) + NOTHING * 2
            found = may_break(plain(letters_of), letters_of, len(letters_of) - 3)
        self[triple] = found
        return found


_TRIPLES = _Triples()


def places(text: str) -> list[int]:
    """The indices in the text at which a line may begin, without 0 and the end."""
    classes = classes_of(text)
    if _MARKS.search(classes) is None:
        return _places(classes)
    # LB9 and LB10: a mark goes with its base; one without is a letter. LB8a: nothing ends after a joiner.
    bases = [
        place
        for place, kind in enumerate(classes)
        if kind not in _COMBINING or not place or classes[place - 1] in _ALONE_AFTER
    ]
    reduced = "".join([classes[place] for place in bases]).translate(_AS_LETTERS)
    return [bases[index] for index in _places(reduced) if classes[bases[index] - 1] != _ZWJ]


def _places(classes: str) -> list[int]:
    """The same of classes without marks."""
    classes = classes.replace(_FLAG, _FLAG[0] + letters("RI2"))
    before = NOTHING + classes
    found = [i for i in range(1, len(classes)) if _TRIPLES[before[i - 1 : i + 2]] is not False]
    rules, closed = "", classes + NOTHING * 2
    kept = []
    for i in found:
        if _TRIPLES[before[i - 1 : i + 2]] is None:
            rules = rules or plain(closed)
            if not may_break(rules, closed, i):
                continue
        kept.append(i)
    return kept
