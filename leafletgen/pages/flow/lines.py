"""Lines of text: typed runs in, lines of placed glyph runs out.

The seam for shaping and right-to-left lies in ``Typeface.word``: a word goes in, encoded glyphs and an advance come
out. Lines are broken greedily over words whose widths are kept for the life of the process.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from leafletgen.document.element import Element
from leafletgen.fonts.raised import lowered, raised_again
from leafletgen.fonts.typeface import GLUE, Typeface
from leafletgen.pages.flow.block import TOLERANCE

# UAX 14 where leaflets need it: a number stays with its unit (LB25, and by typographic custom over a space) and with
# what names it, such as a page; so do the groups of a telephone number, a range and a postcode, and no line begins with
# closing punctuation or a dash.
_UNIT = (
    r"(?:mm|cm|m|km|ng|mcg|[µμ]g|mg|g|kg|[mM][lL]|[cd]l|l|L|fl|oz|lb|st|ft|kcal|kJ|%|°C|°F|mmHg|mmol|mol|IU|Hz|dB"
    r"|pt|am|pm|KB|MB|GB|years?|months?|weeks?|days?|hours?|minutes?|seconds?|times|lines)"
)
_DASH = "[-\u2010-\u2014\u2212]"
# Each pattern begins with the space itself, so that a text is looked at in its spaces alone.
_NO_BREAK = re.compile(
    rf" (?:(?<=\d )(?:(?={_UNIT}(?![^\W_]))|(?=\d|\(0\)|{_DASH} \d|ext\b))|(?<=\d\) )(?=\d)"
    rf"|(?<=\d {_DASH} )(?=\d)"
    r"|(?<=NHS )(?=111\b)|(?<=[Pp]age )(?=\d)|(?<=[Pp]ages )(?=\d)"
    r"|(?<=[A-Z]\d[A-Z] )(?=\d[A-Z][A-Z]\b)|(?=[!?:;,.)\]}»\u2013\u2014](?!\w))|(?<=[(\[{«] ))"
)
# A line may end after a hyphen or dash between letters (LB21), but not after "e-" or "X-"; after a slash (LB13) but not
# inside 120/80 (LB25) nor between units; and at a zero width space (LB8). It never ends between a range's dash and its
# last number.
_BREAK_AFTER = re.compile(
    r"(?<=[^\W\d][^\W\d][-\u2010])(?=[^\W\d])|(?<=\w[\u2013\u2014])(?=[^\W\d])|(?<=[^\W\d]\u2014)(?=\d)"
    rf"|(?<=[^/\s]/)(?!(?:{_UNIT}|min|h|s|day)(?![^\W_]))(?=[^/\s\d])|(?<=[^/\s\d]/)(?=\d)"
    r"|(?<=\u200b)"
)
#: What each of those places stands beside; most texts have none, and are not looked at further.
_MAY_BREAK = re.compile("[-\u2010\u2013\u2014/\u200b]")
#: A stretch that stays whole whatever is in it: the code of a leaflet or a form.
_CODE = re.compile(r"(?=[^\d]*\d)(?=[^A-Z]*[A-Z])[^a-z\u200b]+")
#: An address of the web or for letters, whose hyphens are its own, and where a line may end in it.
_ADDRESS = re.compile(r"[(\[<]?(?:https?://\S|www\.\S|[\w.-]+\.[a-z]{2,}/\S|[^\s@]+@[\w-]+\.\w)")
_ADDRESS_END = re.compile(r"(?<=[^/\s]/)(?=[^/\s])|(?<=\u200b)")
#: Where a stretch that is wider than its line is divided before its letters are: at a space that was to hold, and then
#: in an address or a compound after its punctuation, or else after a hyphen of its own.
_HELD_SPACE = re.compile(f"[{GLUE}\u00a0\u202f]")
_LOOSE_END = re.compile(r"(?<=[^\W\d][._~?=&#@:,;+])(?=\w)|(?<=\w[?=&#_])(?=[^\W\d])|(?<=//)(?=\w)")
_HYPHEN = re.compile(r"(?<=\w-)(?=\w)")

_SOFT, _NONE, _HARD, _CUT = 0, 1, 2, 3


class Link(NamedTuple):
    """Where a run leads: a URL or ``#anchor``, the Link element it is content of, and words for the annotation."""

    target: str
    node: Element
    contents: str


class Run:
    """Text of one face, size, colour and structure element.

    Attributes:
        text: the words; a newline ends the line. Those with a rise hold stand-ins for digits, see `fonts/raised.py`.
        size: in points.
        fill: colour as a PDF operator, such as ``0 0 0 rg``.
        node: the element that the words are content of.
        rise: in points above the baseline.
        underline: whether a line is drawn under the words (as an artifact).
        page_of: the anchor whose page number is to be the text; set before each layout pass.
    """

    __slots__ = ("face", "fill", "link", "node", "page_of", "rise", "size", "text", "underline")

    def __init__(
        self,
        text: str,
        face: Typeface,
        size: float,
        fill: str,
        node: Element,
        rise: float = 0.0,
        link: Link | None = None,
        underline: bool = False,
    ) -> None:
        """Keep what was given."""
        self.text = text
        self.face = face
        self.size = size
        self.fill = fill
        self.node = node
        self.rise = rise
        self.link = link
        self.underline = underline
        self.page_of: str | None = None


class Piece(NamedTuple):
    """Part of a run in one line: the run's index in its text, the words encoded, their width in points."""

    run: int
    code: str
    width: float


class Line(NamedTuple):
    """One line; ``spaced`` says that a space belongs between it and the next, ``cut`` that it ends inside a word."""

    pieces: Sequence[Piece]
    width: float
    spaced: bool
    cut: bool = False


#: Part of an unbreakable stretch: run, its words, the words encoded, their width in points.
_Part = tuple[Run, str, str, float]


class _Item(NamedTuple):
    """An unbreakable stretch, and what follows it: a space, nothing, the end of the line, or the rest of its word.

    The space belongs to a run of its own choice: after a link, it is no part of the link.
    """

    parts: list[_Part]
    width: float
    after: int
    space: Run | None = None


#: Lines of texts that were broken before, by width and by words, face and size of the runs: a batch breaks the same
#: words many times. What is said of one person is not among them.
_KNOWN: dict[tuple[object, ...], list[Line]] = {}
_MOST_KNOWN = 12_000
_LONGEST_KNOWN = 1500


def break_lines(runs: Sequence[Run], width: float) -> list[Line]:
    """Break runs into lines of at most ``width`` points; a stretch wider than that is broken between characters."""
    key = (width, *[part for run in runs for part in (run.text, run.face, run.size)])
    known = _KNOWN.get(key)
    if known is not None:
        return known.copy()
    if any([run.node.personal for run in runs]):
        return _break_personal(runs, width)
    lines = _break(runs, width)
    if sum([len(run.text) for run in runs]) <= _LONGEST_KNOWN:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[key] = lines.copy()
    return lines


def _break_personal(runs: Sequence[Run], width: float) -> list[Line]:
    """Break what is said of one person: neither the lines nor the words of it outlive the document."""
    faces = {run.face for run in runs}
    for face in faces:
        face.keeps = False
    try:
        return _break(runs, width)
    finally:
        for face in faces:
            face.keeps = True


def _break(runs: Sequence[Run], width: float) -> list[Line]:
    if len(runs) == 1:
        text = runs[0].text
        lines = None if "\n" in text else _break_plain(runs[0], text, width, True)
        if lines is not None:
            return lines
        glued = _NO_BREAK.sub(GLUE, text)
        if "\n" not in text and not _breaks_inside(glued):
            lines = _break_plain(runs[0], glued, width, False)
            if lines is not None:
                return lines
    indices = {id(run): index for index, run in enumerate(runs)}
    return [_line(line, indices) for line in _break_items(_items(runs), width)]


def _break_plain(run: Run, text: str, width: float, checked: bool) -> list[Line] | None:
    """The common case: one run whose lines may end at its spaces and nowhere else.

    None when a word is wider than the line, or when ``checked`` and a word asks for more than that.
    """
    face, scale = run.face, run.size / 1000
    limit = (width + TOLERANCE) / scale
    space, space_width = face.space, face.space_width
    lines: list[Line] = []
    codes: list[str] = []
    x = 0.0
    for code, advance, special in face.words(text.split(" ")):
        if special and checked:
            return None
        end = x + space_width + advance
        if codes and end <= limit:
            codes.append(code)
            x = end
            continue
        if codes:
            lines.append(Line((Piece(0, space.join(codes), x * scale),), x * scale, True))
        codes, x = [code], advance
        if advance > limit:
            return None
    lines.append(Line((Piece(0, space.join(codes), x * scale),), x * scale, False))
    return lines


def _items(runs: Iterable[Run]) -> list[_Item]:
    """Cut runs into unbreakable stretches, which may cross runs: "**bold**," is one."""
    items: list[_Item] = []
    parts: list[_Part] = []
    width = 0.0
    previous = ""
    for run in runs:
        text = run.text
        if not text:
            continue
        if run.rise:
            text = lowered(text)  # lines end where they would, whatever the digits are read as
        glued = _NO_BREAK.sub(GLUE, text)
        if glued[0] == " " and parts and _glues(previous, glued):
            glued = GLUE + glued[1:]
        # A run that begins with a letter after a hyphen at the end of the run before may break there.
        if parts and _breaks_between(previous, glued):
            items.append(_Item(parts, width, _NONE))
            parts, width = [], 0.0
        scale = run.size / 1000
        for line_number, line in enumerate(glued.split("\n")):
            if line_number:
                items.append(_Item(parts, width, _HARD))
                parts, width = [], 0.0
            stretches, breaks = line.split(" "), frozenset[int]()
            if _breaks_inside(line):
                stretches, breaks = _divided_after_marks(stretches)
            if run.rise:
                stretches = [raised_again(stretch, run.text) for stretch in stretches]
            for number, (stretch, word) in enumerate(zip(stretches, run.face.words(stretches), strict=True)):
                if number:
                    items.append(_Item(parts, width, _NONE) if number in breaks else _Item(parts, width, _SOFT, run))
                    parts, width = [], 0.0
                if stretch or number in breaks:
                    code, advance, _ = word
                    advance *= scale
                    parts.append((run, stretch, code, advance))
                    width += advance
        previous = text
    items.append(_Item(parts, width, _SOFT))
    return items


def _divided_after_marks(stretches: list[str]) -> tuple[list[str], frozenset[int]]:
    """Stretches cut where a line may end without a space; the second names those that begin at such a cut."""
    cut: list[str] = []
    breaks: list[int] = []
    for stretch in stretches:
        end = _BREAK_AFTER if _ADDRESS.match(stretch) is None else _ADDRESS_END
        parts = end.split(stretch) if _CODE.fullmatch(stretch) is None else [stretch]
        breaks += range(len(cut) + 1, len(cut) + len(parts))
        cut += parts
    return cut, frozenset(breaks)


def _breaks_inside(text: str) -> bool:
    return _MAY_BREAK.search(text) is not None and _BREAK_AFTER.search(text) is not None


def _breaks_between(before: str, after: str) -> bool:
    edge = before[-3:]
    return _BREAK_AFTER.match(edge + after[:1], len(edge)) is not None


def _glues(before: str, after: str) -> bool:
    return _NO_BREAK.match(before[-1:] + after, len(before[-1:])) is not None


class _Parts(NamedTuple):
    """What stands in one line, its width, and what ends it; see ``Line``."""

    parts: list[_Part]
    width: float
    spaced: bool
    cut: bool = False


def _break_items(items: list[_Item], width: float) -> list[_Parts]:
    limit = width + TOLERANCE
    lines: list[_Parts] = []
    line: list[_Part] = []
    x = 0.0
    gap: int | None = None
    space: Run | None = None
    todo = list(reversed(items))
    while todo:
        item = todo.pop()
        lead = 0.0
        if gap == _SOFT and line and space is not None:
            lead = space.face.space_width * space.size / 1000
        if line and x + lead + item.width > limit:
            lines.append(_Parts(line, x, gap == _SOFT, gap == _CUT))
            line, x, lead = [], 0.0, 0.0
        if not line and item.width > limit:
            # What is divided at its spaces or its punctuation is looked at again, piece by piece.
            item, *others = (
                _divided(item, _HELD_SPACE, _SOFT)
                or _divided(item, _LOOSE_END, _NONE)
                or _divided(item, _HYPHEN, _NONE)
                or _chop(item, limit)
            )
            if others:
                todo.extend(reversed(others))
                if item.width > limit and item.after != _CUT:
                    todo.append(item)
                    continue
        if lead and space is not None:
            line.append((space, " ", space.face.space, lead))
            x += lead
        line += item.parts
        x += item.width
        gap, space = item.after, item.space
        if gap == _HARD:
            lines.append(_Parts(line, x, True))
            line, x = [], 0.0
            gap = None
    if line or not lines:
        lines.append(_Parts(line, x, False))
    return lines


def _divided(item: _Item, mark: re.Pattern[str], after: int) -> list[_Item]:
    """An item in pieces at the marks in it, which are spaces that go, or places of no width; none if that is one."""
    if not any(mark.search(text) for _, text, _, _ in item.parts):
        return []
    pieces: list[_Item] = []
    parts: list[_Part] = []
    for run, text, _, _ in item.parts:
        for number, words in enumerate(mark.split(text)):
            if number:
                pieces.append(_Item(parts, sum([part[3] for part in parts]), after, run))
                parts = []
            if words:
                parts.append(_part(run, words))
    pieces.append(_Item(parts, sum([part[3] for part in parts]), item.after, item.space))
    pieces = [piece for piece in pieces if piece.parts]
    return pieces if len(pieces) > 1 else []


def _chop(item: _Item, limit: float) -> list[_Item]:
    """An item that is wider than a line in pieces that fit, each at least one character with its combining marks."""
    chunks: list[_Item] = []
    parts: list[_Part] = []
    x = 0.0
    for run, text, _, _ in item.parts:
        scale = run.size / 1000
        advances = run.face.widths
        start = 0
        for place, letter in enumerate(text):
            advance = advances[letter] * scale
            if x + advance > limit and (parts or place > start) and advance > 0:
                if place > start:
                    parts.append(_part(run, text[start:place]))
                chunks.append(_Item(parts, x, _CUT))
                parts, x, start = [], 0.0, place
            x += advance
        if start < len(text):
            parts.append(_part(run, text[start:]))
    chunks.append(_Item(parts, x, item.after, item.space))
    return chunks


def _part(run: Run, text: str) -> _Part:
    code, advance, _ = run.face.word(text)
    return run, text, code, advance * run.size / 1000


def _line(line: _Parts, indices: Mapping[int, int]) -> Line:
    """The line with its runs by their indices, neighbouring parts of one run as one piece."""
    pieces: list[Piece] = []
    last: Run | None = None
    codes: list[str] = []
    advance = 0.0
    for run, _, code, part_width in line.parts:
        if run is not last:
            if last is not None:
                pieces.append(Piece(indices[id(last)], "".join(codes), advance))
            last, codes, advance = run, [], 0.0
        codes.append(code)
        advance += part_width
    if last is not None:
        pieces.append(Piece(indices[id(last)], "".join(codes), advance))
    return Line(pieces, line.width, line.spaced, line.cut)


def least_width(runs: Iterable[Run], loose: bool = False) -> float:
    """The width in points of the longest unbreakable stretch; loose divides an address after its punctuation."""
    items = _items(runs)
    if loose:
        items = [piece for item in items for piece in _divided(item, _LOOSE_END, _NONE) or [item]]
    return max([item.width for item in items], default=0.0)
