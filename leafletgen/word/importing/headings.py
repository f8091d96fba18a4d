"""Headings: those of Word's styles and those that authors make by hand, on levels of which none is skipped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from leafletgen.source.inline import SEEN
from leafletgen.word.doubts import Doubts
from leafletgen.word.importing.by_our_styles import style_of
from leafletgen.word.importing.items import Item, wholly
from leafletgen.word.importing.repeated_doubts import MORE
from leafletgen.word.story import Counting, Kind, Paragraph, Stretch

LONGEST_BY_HAND: Final = 60
"""Characters from which on a bold paragraph is no heading."""
DEEPEST: Final = 3
"""The lowest level of a heading in a leaflet."""
_MUCH_LARGER: Final = 1.25
_ROW: Final = 3
"""So many bold paragraphs of one look in a row are an address or a list, and no headings."""
_FEW: Final = 3
"""Headings whose numbers are told one by one."""
_LABEL_WORDS: Final = 2
_MOSTLY: Final = 0.6
_LETTERS: Final = re.compile(r"[^\W\d_]")


def find_headings(items: Sequence[Item], doubts: Doubts, title_level: int = 0) -> None:
    """Make headings of the paragraphs that are some, and give all of them their levels.

    Args:
        items: the body, the title left out. Paragraphs that are headings by hand become so: their kind and their level
            are set.
        doubts: receives what is doubtful about them; each is kept with its item.
        title_level: the level of the heading that the title was taken from, which the others move up by without a
            doubt; 0 when it was none.
    """
    _titles(items, doubts)
    _without_words(items)
    looks = _Looks(items)
    by_hand = _by_hand(items, looks, doubts)
    _levels_by_hand(items, by_hand, looks)
    headings = [item for item in items if item.is_kind(Kind.HEADING)]
    _close_levels(headings, {id(item) for item in by_hand}, doubts, title_level)
    _tell_of_numbers(headings, doubts)


def _titles(items: Sequence[Item], doubts: Doubts) -> None:
    """Make headings of paragraphs in the style Title that are not the leaflet's title."""
    for item in items:
        if isinstance(item.what, Paragraph) and item.what.kind in (Kind.TITLE, Kind.SUBTITLE):
            level = 1 if item.what.kind is Kind.TITLE else 2
            item.doubts.append(
                doubts.doubt(
                    "word-second-title",
                    f"the style {item.what.style or item.what.kind.capitalize()} stands here again: taken as a heading",
                    "check that it is one; a leaflet has one title",
                    item.spot,
                )
            )
            item.what.kind, item.what.level = Kind.HEADING, level


def _without_words(items: Sequence[Item]) -> None:
    """Make paragraphs of headings that have the mark of a note or a page number and no words."""
    for item in items:
        if isinstance(item.what, Paragraph) and item.what.kind is Kind.HEADING and not SEEN.search(item.text):
            item.what.kind = Kind.BODY


class _Looks:
    """How the text looks, so that what looks otherwise can be told from it."""

    def __init__(self, items: Sequence[Item]) -> None:
        sizes: Counter[float] = Counter()
        bold = letters = 0
        for item in items:
            if item.is_kind(Kind.BODY):
                for piece in item.pieces:
                    if isinstance(piece, Stretch):
                        sizes[piece.size] += len(piece.text)
                        letters += len(piece.text)
                        bold += len(piece.text) * piece.bold
        #: Points of most of the text; 0 when they are not known.
        self.size = sizes.most_common(1)[0][0] if sizes else 0.0
        #: Where nearly all is bold, bold says nothing.
        self.bold_tells = bold <= letters * _MOSTLY or letters < 200

    def of(self, item: Item) -> tuple[float, bool]:
        """Return the size of a paragraph in points, and whether it is bold."""
        sizes = [piece.size for piece in item.pieces if isinstance(piece, Stretch) and piece.text.strip()]
        return max(sizes, default=0.0), wholly(item.pieces, "bold")

    def is_larger(self, item: Item, times: float = 1.0) -> bool:
        """Whether its words are larger than most of the text."""
        return bool(self.size) and self.of(item)[0] > self.size * times

    def how(self, item: Item) -> str:
        """Return how it looks like a heading, in words; "" when it does not."""
        if wholly(item.pieces, "bold") and (self.bold_tells or self.is_larger(item)):
            size = self.of(item)[0]
            return f"a bold paragraph ({size:g} pt)" if size else "a bold paragraph"
        if wholly(item.pieces, "underlined") and _is_capitals(item.text):
            return "an underlined paragraph in capitals"
        if self.is_larger(item, _MUCH_LARGER):
            return f"a paragraph in large letters ({self.of(item)[0]:g} pt)"
        return ""


def _is_capitals(text: str) -> bool:
    return _LETTERS.search(text) is not None and text.upper() == text


def _by_hand(items: Sequence[Item], looks: _Looks, doubts: Doubts) -> list[Item]:
    found: list[Item] = []
    for item in _numbered(items, looks):
        item.mark = None
        found.append(item)
    numbered = {id(item) for item in found}
    could = [id(item) not in numbered and could_be_heading(item, looks) and not style_of(item) for item in items]
    at = 0
    while at < len(items):
        end = at + 1
        while could[at] and end < len(items) and could[end] and looks.of(items[end]) == looks.of(items[at]):
            end += 1
        # What follows in a row, and what has nothing under it, heads nothing.
        if could[at] and end - at < _ROW:
            found += [item for item in items[at:end] if _heads_something(items, items.index(item, at))]
        at = end
    for item in found:
        if isinstance(item.what, Paragraph):
            item.doubts.append(
                doubts.doubt(
                    "word-heading-by-hand",
                    f"taken as a heading: {looks.how(item)}, no heading style",
                    'if it is none, write its words without "heading:"',
                    item.spot,
                )
            )
            item.what.kind = Kind.HEADING
    return found


def could_be_heading(item: Item, looks: _Looks) -> bool:
    """Whether a paragraph by itself looks like a heading that somebody made by hand."""
    if not item.is_kind(Kind.BODY) or item.mark is not None:
        return False
    words = item.words
    if words is None or (words.numbering is not None and words.numbering.counting is not Counting.NONE):
        return False
    return _reads_like_heading(item, looks)


def _reads_like_heading(item: Item, looks: _Looks) -> bool:
    text = item.text.strip()
    if len(text) >= LONGEST_BY_HAND or "\n" in text or text[-1:] in (".", ",", ";", "…") or not looks.how(item):
        return False
    letters = len(_LETTERS.findall(text))
    if letters < 2 or letters < sum([letter.isdigit() for letter in text]):
        return False
    # "Telephone:" is a label, "What to bring on the day:" a heading.
    return not (text.endswith(":") and len(text.split()) <= _LABEL_WORDS and not looks.is_larger(item))


def _numbered(items: Sequence[Item], looks: _Looks) -> list[Item]:
    """Return the headings by hand that Word numbers: bold entries of a list, each alone, with text under each."""
    series: dict[str, list[tuple[Item, bool]]] = {}
    for at, item in enumerate(items):
        if item.mark is None or item.words is None or item.words.numbering is None:
            continue
        beside = [*items[max(0, at - 1) : at], *items[at + 1 : at + 2]]
        heads = (
            item.mark.is_counted
            and at + 1 < len(items)
            and not any([one.mark is not None and one.mark.series == item.mark.series for one in beside])
            and isinstance(items[at + 1].what, Paragraph)
            and _heads_something(items, at)
            and wholly(item.pieces, "bold")
            and _reads_like_heading(item, looks)
        )
        series.setdefault(item.mark.series, []).append((item, heads))
    groups = [group for group in series.values() if len(group) > 1 and all([heads for _, heads in group])]
    return [item for group in groups for item, _ in group]


def _heads_something(items: Sequence[Item], at: int) -> bool:
    """Whether something stands under what may be a heading: the end, or a heading by style, is nothing."""
    return at + 1 < len(items) and not items[at + 1].is_kind(Kind.HEADING)


def _levels_by_hand(items: Sequence[Item], by_hand: Sequence[Item], looks: _Looks) -> None:
    """Give headings by hand their levels: by their sizes, and below the heading by style that they stand under."""
    made = {id(item) for item in by_hand}
    styled = [item for item in items if item.is_kind(Kind.HEADING) and id(item) not in made]
    sizes = sorted({looks.of(item)[0] for item in by_hand if looks.of(item)[1]}, reverse=True)
    over: Item | None = None
    for item in items:
        if not isinstance(item.what, Paragraph) or item.what.kind is not Kind.HEADING:
            continue
        if id(item) not in made:
            over = item
            continue
        size = looks.of(item)[0]
        rank = sizes.index(size) + 1 if size in sizes else 1
        if over is None or not styled:
            item.what.level = min(rank, DEEPEST)
        elif looks.is_larger(over) and size >= looks.of(over)[0]:
            item.what.level = _level(over)
        else:
            item.what.level = min(_level(over) + rank, DEEPEST)


def _level(item: Item) -> int:
    return item.what.level if isinstance(item.what, Paragraph) else 0


def _close_levels(headings: Sequence[Item], by_hand: Collection[int], doubts: Doubts, title_level: int) -> None:
    """Move the levels so that the first is 1, none is skipped and none is deeper than a leaflet has.

    Those by hand, told by their `id`, have no level in Word that could be said to move.
    """
    moved: dict[tuple[int, int], list[Item]] = {}
    above: list[int] = []
    for item in headings:
        level = _level(item)
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        now = min(len(above), DEEPEST)
        if now != level and level - now != title_level and id(item) not in by_hand:
            moved.setdefault((level, now), []).append(item)
        if isinstance(item.what, Paragraph):
            item.what.level = now
    for (level, now), group in moved.items():
        message = f"a heading of level {level} in Word has level {now} here: the first has 1, and none may be skipped"
        group[0].doubts.append(
            doubts.doubt(
                "word-heading-level",
                message if len(group) == 1 else MORE.format(message, len(group) - 1),
                "check the levels of the headings",
                group[0].spot,
            )
        )


def number_of(paragraph: Paragraph) -> str:
    """Return the number that Word sets before a paragraph, as it shows it; "" for none, and for bullets."""
    numbering = paragraph.numbering
    unmarked = (Counting.NONE, Counting.BULLET, Counting.TICK)
    return "" if numbering is None or numbering.counting in unmarked else numbering.label.strip()


def _tell_of_numbers(headings: Sequence[Item], doubts: Doubts) -> None:
    """Tell of the numbers that Word makes: of a few by themselves, of many once, at the first."""
    numbered = [
        (item, number) for item in headings if isinstance(item.what, Paragraph) and (number := number_of(item.what))
    ]
    many = len(numbered) > _FEW
    for item, number in numbered[:1] if many else numbered:
        message = f'the number "{number}" that Word sets before this heading is written into its words'
        item.doubts.append(
            doubts.doubt(
                "word-heading-number",
                f"{message}; so are those of {len(numbered) - 1} more headings" if many else message,
                "take it out if nothing in the text speaks of it",
                item.spot,
            )
        )
