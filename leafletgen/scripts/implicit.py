"""Levels of one isolating run sequence (UAX 9: W1 to W7, N0 to N2, I1 and I2), whose classes are letters."""

from __future__ import annotations

import re
from functools import cache

from leafletgen.scripts.table import pairs

#: BD16: so many brackets may be open at a time.
_DEEPEST = 63
_MARKS = re.compile("([^M])M+")
_AFTER_ARABIC = re.compile("A[^LR]*E")
_TERMINATORS = re.compile("T*E[ET]*")
_AFTER_LATIN = re.compile("L[^R]*E")
_BETWEEN_EUROPEAN = re.compile("(?<=E)[SC](?=E)")
_BETWEEN_ARABIC = re.compile("(?<=N)C(?=N)")
_NEUTRAL = re.compile("[PswO6789]+")
_LOOSE = str.maketrans("STC", "OOO")
_NUMBERS_AS_R = bytes.maketrans(b"EN", b"RR")


def levels_of(classes: str, text: str, level: int, before: str, after: str) -> list[int]:
    """A level for each character.

    Args:
        classes: the sequence's, as `bidi_classes` writes them, without what X9 removes.
        text: the characters themselves.
        level: the embedding level of all of them.
        before: L or R, what stands before the sequence (sos).
        after: L or R, what follows it (eos).
    """
    found = _weak(before + classes + after)
    direction = "R" if level & 1 else "L"
    if _brackets()[2].search(text) is not None:
        found = _paired(found, classes, text, direction)
    found = _NEUTRAL.sub(lambda run: _between(found, run, direction), found)
    return list(found[1:-1].translate(_implied(level)).encode("ascii"))


def _weak(found: str) -> str:
    """Rules W1 to W7; nothing is done for classes that do not occur."""
    if "M" in found:
        found = _MARKS.sub(_like_the_one_before, found)
    if "A" in found:
        if "E" in found:
            found = _AFTER_ARABIC.sub(lambda part: part[0].replace("E", "N"), found)
        found = found.replace("A", "R")
    if "E" in found:
        found = _TERMINATORS.sub(lambda part: "E" * len(part[0]), _BETWEEN_EUROPEAN.sub("E", found))
    if "C" in found:
        found = _BETWEEN_ARABIC.sub("N", found)
    found = found.translate(_LOOSE)
    if "E" in found:
        found = _AFTER_LATIN.sub(lambda part: part[0].replace("E", "L"), found)
    return found


def _like_the_one_before(part: re.Match[str]) -> str:
    """W1: marks are what their base is; after what isolates, they are neutral."""
    base = part[1]
    return base + ("O" if base in "6789" else base) * (len(part[0]) - 1)


def _between(found: str, run: re.Match[str], direction: str) -> str:
    """N1 and N2: neutral ones go with what is on both sides; numbers count as R."""
    start, end = run.span()
    before, after = found[start - 1] == "L", found[end] == "L"
    side = direction if before is not after else "L" if before else "R"
    return side * (end - start)


@cache
def _implied(level: int) -> dict[int, int]:
    """I1 and I2."""
    if level & 1:
        return str.maketrans("LREN", "".join(map(chr, (level + 1, level, level + 1, level + 1))))
    return str.maketrans("LREN", "".join(map(chr, (level, level + 1, level + 2, level + 2))))


@cache
def _brackets() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    """The closing bracket of each opening one; what each is equal to, if to another; all opening ones."""
    closing = pairs("bidi_brackets")
    return closing, {"\u2329": "\u3008", "\u232a": "\u3009"}, re.compile(f"[{re.escape(''.join(closing))}]")


def _paired(found: str, classes: str, text: str, direction: str) -> str:
    """N0: both brackets of a pair go one way: the text's, if that is inside; else with what is before and inside."""
    letters = bytearray(found, "ascii")
    strong = bytearray(letters.translate(_NUMBERS_AS_R))
    here, other = (b"R", b"L") if direction == "R" else (b"L", b"R")
    for opening, closing in _bracket_pairs(found, text):
        if strong.find(here, opening + 1, closing) >= 0:
            side = here
        elif strong.find(other, opening + 1, closing) >= 0:
            side = other if strong.rfind(other, 0, opening) > strong.rfind(here, 0, opening) else here
        else:
            continue
        for place in (opening, closing):
            letters[place : place + 1] = strong[place : place + 1] = side
            # Marks on a bracket go with it (classes lack what stands before, so their places are one less).
            while place < len(classes) and classes[place] == "M":
                place += 1
                letters[place : place + 1] = strong[place : place + 1] = side
    return letters.decode("ascii")


def _bracket_pairs(found: str, text: str) -> list[tuple[int, int]]:
    """BD16: places of opening and closing brackets in ``found``, by the opening ones."""
    closing, equal, _ = _brackets()
    ends = {equal.get(end, end) for end in closing.values()}
    open_ones: list[tuple[str, int]] = []
    found_pairs: list[tuple[int, int]] = []
    for place, char in enumerate(text, 1):
        if found[place] != "O":
            continue
        if char in closing:
            if len(open_ones) == _DEEPEST:
                break
            end = closing[char]
            open_ones.append((equal.get(end, end), place))
        elif (end := equal.get(char, char)) in ends:
            for depth in range(len(open_ones) - 1, -1, -1):
                if open_ones[depth][0] == end:
                    found_pairs.append((open_ones[depth][1], place))
                    del open_ones[depth:]
                    break
    return sorted(found_pairs)
