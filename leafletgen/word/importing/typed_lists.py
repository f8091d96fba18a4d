"""Lists that authors typed by hand: "1.", "a)" or "•" and a space before each of two paragraphs or more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from leafletgen.source.odd_characters import BULLETS
from leafletgen.word.importing.items import Item, Mark, says_something, text_of
from leafletgen.word.story import Block, Counting, Kind, Paragraph, Picture, Piece, Stretch

_TICKS: Final = "✓✔☐☑☒✗✘"
_MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TYPED: Final = re.compile(
    rf"\s*(?:(?P<tick>[{_TICKS}])[ \t\xa0]*"
    rf"|(?P<bullet>[{BULLETS}●○▪■□◆◇➢➤►‣\-\u2013\u2014*])[ \t\xa0]+"
    r"|(?P<circle>o)(?:[ \xa0]*\t[ \t\xa0]*|[ \xa0]{2,}|[ \xa0])"
    r"|(?P<number>\(?\d{1,2}[.)])[ \t\xa0]+"
    r"|(?P<roman>\(?[ivx]{1,5}[.)])[ \t\xa0]+"
    r"|(?P<letter>\(?[A-Za-z][.)])[ \t\xa0]+)"
)
_ROMAN: Final = {"i": 1, "v": 5, "x": 10}


class _Typed(NamedTuple):
    """What a paragraph begins with: the kind of its mark, the number it says, and how many characters it takes."""

    counting: Counting
    value: int
    style: str
    length: int
    typed: str


def find_typed_lists(items: list[Item]) -> list[Item]:
    """Return the items, those that are entries of lists typed by hand with their marks, and without what was typed.

    Lines of one paragraph that begin with such marks are items of their own. Two entries or more in a row make a list;
    a single paragraph that begins with "1." is none, nor is a date.
    """
    items = [line for item in items for line in _lines(item)]
    typed = [_typed(item) for item in items]
    lasts: dict[str, int] = {}
    at = 0
    while at < len(items):
        run = _run(items, typed, at, lasts)
        for place in run:
            found = typed[place]
            if found is not None:
                _mark(items[place], found)
                lasts[found.style] = found.value
        if items[at].is_kind(Kind.HEADING):
            lasts.clear()
        at = run[-1] + 1 if run else at + 1
    return items


def _run(items: Sequence[Item], typed: list[_Typed | None], at: int, lasts: dict[str, int]) -> list[int]:
    """Return the places of the entries of a list that begins here; none when there is no list."""
    first = typed[at]
    if first is None:
        return []
    run, open_marks = [at], {first.style: first.value}
    place = at + 1
    while place < len(items) and items[place].cell is items[at].cell:
        found = typed[place] = _as_letter(typed[place], open_marks)
        if found is None:
            if not _may_stand_between(items[place], items[at]):
                break
        elif found.style in open_marks and found.value not in (open_marks[found.style] + 1, 0):
            if found.value != 1 or len(open_marks) < 2:
                break
            open_marks[found.style] = 1
            run.append(place)
        elif found.style not in open_marks and found.value > 1:
            break
        else:
            open_marks[found.style] = found.value
            run.append(place)
        place += 1
    return _confirmed(run, typed, lasts)


def _as_letter(found: _Typed | None, open_marks: dict[str, int]) -> _Typed | None:
    """Return "i)" as a letter where it comes after "h)"."""
    if found is None or found.counting is not Counting.ROMAN or len(core := found.typed.strip("().")) > 1:
        return found
    style, value = found.typed.replace(core, "a"), ord(core) - 96
    if open_marks.get(style) != value - 1:
        return found
    return found._replace(counting=Counting.LETTER, value=value, style=style)


def _confirmed(run: Sequence[int], typed: Sequence[_Typed | None], lasts: dict[str, int]) -> list[int]:
    """Return the places of a run whose marks stand there twice, or go on counting."""
    styles = [found.style for place in run if (found := typed[place])]
    first = typed[run[0]]
    goes_on = first is not None and first.value > 1 and lasts.get(first.style) == first.value - 1
    if styles.count(styles[0]) < 2 and not goes_on:
        return []
    kept: list[int] = []
    for place, style in zip(run, styles, strict=True):
        if styles.count(style) < 2 and not goes_on and not kept:
            break
        kept.append(place)
    return kept


def _may_stand_between(item: Item, first: Item) -> bool:
    """Whether something may stand between entries of a list: a picture, or a paragraph that is further in."""
    if not isinstance(item.what, Paragraph):
        return isinstance(item.what, Picture)
    start = first.what.indent if isinstance(first.what, Paragraph) else 0.0
    return item.is_kind(Kind.BODY) and item.what.numbering is None and item.what.indent > start + 3


def _typed(item: Item) -> _Typed | None:
    words = item.words
    if words is None or words.kind is not Kind.BODY or words.numbering is not None:
        return None
    return _read(item.text, item.pieces)


def _read(text: str, pieces: Sequence[Piece]) -> _Typed | None:
    found = _TYPED.match(text)
    if found is None or not says_something(_cut(pieces, found.end())) or not text[found.end() :].strip():
        return None
    kind, mark = found.lastgroup or "", found[0].strip()
    core = mark.strip("().")
    if kind == "number":
        if text[found.end() :].strip()[:3].lower() in _MONTHS:
            return None
        return _Typed(Counting.DECIMAL, int(core), mark.replace(core, "1"), found.end(), mark)
    if kind == "roman":
        return _Typed(Counting.ROMAN, _roman(core), mark.replace(core, "i"), found.end(), mark)
    if kind == "letter":
        return _Typed(Counting.LETTER, ord(core.lower()) - 96, mark.replace(core, "a"), found.end(), mark)
    return _Typed(Counting.TICK if kind == "tick" else Counting.BULLET, 0, mark, found.end(), mark)


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum([value if value >= following else -value for value, following in pairs])


def _mark(item: Item, found: _Typed) -> None:
    indent = item.what.indent if isinstance(item.what, Paragraph) else 0.0
    series = f"typed {found.style}" if found.value else "typed bullets"
    item.mark = Mark(found.counting, 0, found.value, series, indent, typed=found.typed)
    item.pieces = _cut(item.pieces, found.length)


def _cut(pieces: Sequence[Piece], length: int) -> list[Piece]:
    """Return the pieces without so many characters at their beginning."""
    made: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Stretch) and length:
            cut = min(length, len(piece.text))
            length -= cut
            piece = piece._replace(text=piece.text[cut:])
            if not piece.text:
                continue
        made.append(piece)
    return made


def _lines(item: Item) -> list[Item]:
    """Return the item, or its lines where two of them or more begin with marks of one list."""
    if not item.is_kind(Kind.BODY) or "\n" not in item.text:
        return [item]
    lines = _split(item.pieces)
    typed = [_read(text_of(line), line) for line in lines]
    first = next((at for at, found in enumerate(typed) if found), None)
    if first is None or len(typed) - first < 2 or not all(typed[first:]):
        return [item]
    said = [line for line in lines if says_something(line)]
    made = [Item(item.what if not at else _line_of(item.what), line) for at, line in enumerate(said)]
    for line in made:
        line.after, line.cell = item.after, item.cell
    made[0].doubts = item.doubts
    return made


def _line_of(paragraph: Block) -> Paragraph:
    """Return a paragraph for a line of another one, at its spot; what it is is decided by itself."""
    made = Paragraph(paragraph.spot)
    if isinstance(paragraph, Paragraph):
        made.style, made.indent = paragraph.style, paragraph.indent
    return made


def _split(pieces: Sequence[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if not isinstance(piece, Stretch):
            lines[-1].append(piece)
            continue
        first, *others = piece.text.split("\n")
        lines[-1].append(piece._replace(text=first))
        for text in others:
            lines.append([piece._replace(text=text)])
    return lines
