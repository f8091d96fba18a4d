"""Counts the entries of lists as Word does, and says which mark stands before each (ECMA-376 1, 17.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from leafletgen.word.reading.labels import shown
from leafletgen.word.reading.levels import LONGEST_TEXT, PLAIN_LEVEL, Level, List
from leafletgen.word.story import Counting, Numbering
from leafletgen.word.symbols import character, is_symbol_font

if TYPE_CHECKING:
    from leafletgen.word.reading.looks import ParagraphLook
    from leafletgen.word.reading.styles import Styles

_PLACE: Final = re.compile(r"%([1-9])")
_TICKS: Final = frozenset("✓✔✗✘✕✖☐☑☒□◻◽⬜⬚❏❐❑❒🗆🗴🗵🗶🗷🗸🗹✅❌❎🞎🞏🞐🞑🞔🞕🞖🞗🞘⮽⮿◘◙⎕▢")
"""Ticks, crosses and empty boxes."""
_LETTERS: Final = frozenset({"lowerLetter", "upperLetter"})
_ROMAN: Final = frozenset({"lowerRoman", "upperRoman"})


class Numbers:
    """Counts on from paragraph to paragraph; ask it once for each, in the order of the file."""

    def __init__(self, styles: Styles) -> None:
        """Begin to count the lists that the styles know."""
        self._levels = styles.levels
        self._counts: dict[str, dict[int, int]] = {}
        self._met: set[tuple[str, int]] = set()

    def next(self, look: ParagraphLook) -> Numbering | None:
        """Count a paragraph, and return its mark; None when it has none."""
        if look.numbering is None:
            return None
        num_id, ilvl = look.numbering
        found = self._levels.list(num_id)
        if found is None:
            return None
        level = found.levels.get(ilvl, PLAIN_LEVEL)
        counts = self._counts.setdefault(found.series, {})
        value = self._counted(num_id, ilvl, found, counts)
        mark = _bullet(level) if level.format == "bullet" else _label(level, ilvl, found, counts)
        return Numbering(_counting(level, mark), ilvl, value, mark, found.series)

    def _counted(self, num_id: str, ilvl: int, found: List, counts: dict[int, int]) -> int:
        """Count one more entry on a level, begin the levels below anew, and return the number."""
        level = found.levels.get(ilvl, PLAIN_LEVEL)
        start = found.starts.get(ilvl, level.start)
        if ilvl in found.starts and (num_id, ilvl) not in self._met:
            counts[ilvl] = start
        else:
            counts[ilvl] = counts[ilvl] + 1 if ilvl in counts else start
        self._met.add((num_id, ilvl))
        for above in range(ilvl):
            counts.setdefault(above, found.starts.get(above, found.levels.get(above, PLAIN_LEVEL).start))
        for below in [one for one in counts if one > ilvl]:
            if _restarts(found.levels.get(below, PLAIN_LEVEL), ilvl):
                del counts[below]
        return counts[ilvl]


def _restarts(level: Level, above: int) -> bool:
    """Whether an entry on a level above starts a level anew (17.9.10)."""
    return level.restart is None or above < level.restart


def _label(level: Level, ilvl: int, found: List, counts: dict[int, int]) -> str:
    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        if at > ilvl:
            return ""
        of = found.levels.get(at, PLAIN_LEVEL)
        if of.format in ("none", "bullet"):
            return ""
        kind = "decimal" if level.legal and of.format != "decimalZero" else of.format
        return shown(counts.get(at, of.start), kind, of.custom)

    return _PLACE.sub(number, level.text)[:LONGEST_TEXT]


def _bullet(level: Level) -> str:
    """Return the bullet as Unicode; letters of symbol fonts by their tables."""
    if not is_symbol_font(level.font):
        return level.text
    return "".join([_letter(level.font, letter) for letter in level.text])


def _letter(font: str, letter: str) -> str:
    code = ord(letter)
    in_font = 0x20 <= code <= 0xFF or 0xF020 <= code <= 0xF0FF
    return (character(font, code) or letter) if in_font else letter


def _counting(level: Level, mark: str) -> Counting:
    if level.picture:
        return Counting.BULLET
    if level.format == "bullet":
        return Counting.TICK if mark and mark[0] in _TICKS else Counting.BULLET
    if level.format == "none" or not mark:
        return Counting.NONE
    if level.format in _LETTERS:
        return Counting.LETTER
    return Counting.ROMAN if level.format in _ROMAN else Counting.DECIMAL
