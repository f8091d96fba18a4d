"""Paragraphs: typed runs in, lines of placed glyph runs out.

The seam for shaping and right-to-left lies in ``Typeface.word``: a word goes in, encoded glyphs and an advance come
out. Lines are broken greedily over words whose widths are kept for the life of the process.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from leafletgen.pdf.block import TOLERANCE, Block
from leafletgen.pdf.structure import Node
from leafletgen.pdf.typeface import GLUE, Typeface

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

# UAX 14 where leaflets need it: a number stays with its unit (LB25, and by typographic custom over a space), the
# groups of a telephone number stay together, and no line begins with closing punctuation or a dash.
_UNIT = r"(?:mm|cm|m|km|g|kg|mg|mcg|ml|l|kcal|%|°C|pt|am|pm|KB|MB)"
_NO_BREAK = re.compile(rf"(?<=\d) (?={_UNIT}(?![^\W_]))|(?<=\d) (?=\d)| (?=[!?:;,.)\]}}»–—](?!\w))|(?<=[(\[{{«]) ")
# A line may end after a hyphen or dash between letters (LB21), after a slash (LB13), and at a zero width space (LB8).
_BREAK_AFTER = re.compile(r"(?<=[^\W\d][-\u2010])(?=[^\W\d])|(?<=\w[–—])(?=\w)|(?<=[^/\s]/)(?=[^/\s])|(?<=\u200b)")

_SOFT, _NONE, _HARD = 0, 1, 2


class Link(NamedTuple):
    """Where a run leads: a URL or ``#anchor``, the Link element it is content of, and words for the annotation."""

    target: str
    node: Node
    contents: str


class Run:
    """Text of one face, size, colour and structure element.

    Attributes:
        text: the words; a newline ends the line.
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
        node: Node,
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
    """Part of a run in one line: encoded text and its width in points."""

    run: Run
    code: str
    width: float


class Line(NamedTuple):
    """One line; ``spaced`` says that a space belongs between it and the next."""

    pieces: Sequence[Piece]
    width: float
    spaced: bool


#: Part of an unbreakable stretch: run, its words, the words encoded, their width in points.
_Part = tuple[Run, str, str, float]


class _Item(NamedTuple):
    """An unbreakable stretch, and what follows it: a space, nothing, or the end of the line.

    The space belongs to a run of its own choice: after a link, it is no part of the link.
    """

    parts: list[_Part]
    width: float
    after: int
    space: Run | None = None


class Text(Block):
    """A paragraph, heading or label, left-aligned unless told otherwise; never hyphenated, never justified."""

    __slots__ = ("_lines", "_width", "align", "leading", "orphans", "runs", "spaced", "widows")

    def __init__(
        self,
        runs: Sequence[Run],
        leading: float,
        above: float = 0.0,
        below: float = 0.0,
        keep_next: bool = False,
        align: str = "left",
        place: Any = None,
        orphans: int = 2,
        widows: int = 2,
    ) -> None:
        """Set runs with a leading in points; align is left, centre or right."""
        super().__init__(above, below, keep_next, place)
        self.runs = runs
        self.leading = leading
        self.align = align
        self.orphans = orphans
        self.widows = widows
        #: Whether more words of the same element follow in another block, so that the last line ends with a space.
        self.spaced = False
        self._width = -1.0
        self._lines: list[Line] = []

    def reset(self) -> None:
        """Break the lines anew at the next measure."""
        self._width = -1.0

    def lines(self, width: float) -> list[Line]:
        """The lines at a width in points."""
        if width != self._width:
            self._lines = break_lines(self.runs, width)
            if self.spaced:
                self._lines[-1] = self._lines[-1]._replace(spaced=True)
            self._width = width
        return self._lines

    def measure(self, width: float) -> float:
        """Lines times leading."""
        return len(self.lines(width)) * self.leading

    def first_height(self, width: float) -> float:
        """As many lines as have to stay together at the start."""
        count = len(self.lines(width))
        if count < self.orphans + self.widows:
            return count * self.leading
        return self.orphans * self.leading

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split between lines, leaving at least ``orphans`` above and ``widows`` below."""
        lines = self.lines(width)
        fitting = min(int((height + TOLERANCE) / self.leading), len(lines) - self.widows)
        if fitting < self.orphans:
            return None
        return self._part(lines[:fitting], width, False), self._part(lines[fitting:], width, True)

    def _part(self, lines: list[Line], width: float, tail: bool) -> "Text":
        part = Text(self.runs, self.leading, self.above, self.below, False, self.align, self.place, 1, 1)
        part.orphans, part.widows = self.orphans, self.widows
        part._lines, part._width = lines, width
        if tail:
            part.keep_next = self.keep_next
        return part

    def natural_width(self) -> float:
        """The width in points of the longest line when no line is broken."""
        return max((line.width for line in break_lines(self.runs, 1e9)), default=0.0)

    def least_width(self) -> float:
        """The width in points of the longest unbreakable stretch."""
        return max((item.width for item in _items(self.runs)), default=0.0)

    def empty(self) -> "Text":
        """A part without lines, for a table cell that ended on the page before."""
        return self._part([], self._width, True)

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint the lines, marked as content of their elements."""
        lines = self.lines(width)
        if lines:
            paint_lines(canvas, lines, x, self._first_baseline(top), width, self.leading, self.align)

    def draw_unmarked(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint the lines inside an artifact that the caller has open."""
        lines = self.lines(width)
        if lines:
            canvas.paint_check("text")
            paint_lines(canvas, lines, x, self._first_baseline(top), width, self.leading, self.align, marked=False)

    def _first_baseline(self, top: float) -> float:
        first = self.runs[0]
        return top - self.leading / 2 - (first.face.ascent + first.face.descent) * first.size / 2000


def break_lines(runs: Sequence[Run], width: float) -> list[Line]:
    """Break runs into lines of at most ``width`` points; a stretch wider than that is broken between characters."""
    if len(runs) == 1:
        text = runs[0].text
        lines = None if "\n" in text else _break_plain(runs[0], text, width, True)
        if lines is not None:
            return lines
        glued = _NO_BREAK.sub(GLUE, text)
        if "\n" not in text and not _BREAK_AFTER.search(glued):
            lines = _break_plain(runs[0], glued, width, False)
            if lines is not None:
                return lines
    return _break_items(_items(runs), width)


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
            lines.append(Line((Piece(run, space.join(codes), x * scale),), x * scale, True))
        codes, x = [code], advance
        if advance > limit:
            return None
    lines.append(Line((Piece(run, space.join(codes), x * scale),), x * scale, False))
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
        glued = _NO_BREAK.sub(GLUE, text)
        if glued[0] == " " and parts and _glues(previous, glued):
            glued = GLUE + glued[1:]
        # A run that begins with a letter after a hyphen at the end of the run before may break there.
        if parts and _breaks_between(previous, glued):
            items.append(_Item(parts, width, _NONE))
            parts, width = [], 0.0
        scale = run.size / 1000
        word = run.face.word
        for line_number, line in enumerate(glued.split("\n")):
            if line_number:
                items.append(_Item(parts, width, _HARD))
                parts, width = [], 0.0
            breaks = _BREAK_AFTER.search(line)
            for word_number, stretch in enumerate(line.split(" ")):
                if word_number:
                    items.append(_Item(parts, width, _SOFT, run))
                    parts, width = [], 0.0
                if not stretch:
                    continue
                for number, part in enumerate(_BREAK_AFTER.split(stretch) if breaks else (stretch,)):
                    if number:
                        items.append(_Item(parts, width, _NONE))
                        parts, width = [], 0.0
                    code, advance, _ = word(part)
                    advance *= scale
                    parts.append((run, part, code, advance))
                    width += advance
        previous = text
    items.append(_Item(parts, width, _SOFT))
    return items


def _breaks_between(before: str, after: str) -> bool:
    edge = before[-2:]
    return _BREAK_AFTER.match(edge + after[:1], len(edge)) is not None


def _glues(before: str, after: str) -> bool:
    return _NO_BREAK.match(before[-1:] + after, len(before[-1:])) is not None


def _break_items(items: list[_Item], width: float) -> list[Line]:
    limit = width + TOLERANCE
    lines: list[Line] = []
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
            lines.append(_line(line, x, gap == _SOFT))
            line, x, lead = [], 0.0, 0.0
        if not line and item.width > limit:
            head, tail = _cut(item, limit)
            if tail is not None:
                todo.append(tail)
                item = head
        if lead and space is not None:
            line.append((space, " ", space.face.space, lead))
            x += lead
        line += item.parts
        x += item.width
        gap, space = item.after, item.space
        if gap == _HARD:
            lines.append(_line(line, x, True))
            line, x = [], 0.0
            gap = None
    if line or not lines:
        lines.append(_line(line, x, False))
    return lines


def _cut(item: _Item, limit: float) -> tuple[_Item, _Item | None]:
    """The longest start of an item that fits, at least one character with its combining marks, and the rest."""
    head: list[_Part] = []
    x = 0.0
    for number, (run, text, code, width) in enumerate(item.parts):
        scale = run.size / 1000
        advances = run.face.widths
        start = x
        for place, letter in enumerate(text):
            advance = advances[letter] * scale
            if x + advance > limit and (head or place) and advance > 0:
                rest = [_part(run, text[place:]), *item.parts[number + 1 :]]
                if place:
                    head.append(_part(run, text[:place]))
                return _Item(head, x, _NONE), _Item(rest, item.width - x, item.after, item.space)
            x += advance
        head.append((run, text, code, width))
        x = start + width
    return item, None


def _part(run: Run, text: str) -> _Part:
    code, advance, _ = run.face.word(text)
    return run, text, code, advance * run.size / 1000


def _line(parts: list[_Part], width: float, spaced: bool) -> Line:
    pieces: list[Piece] = []
    last: Run | None = None
    codes: list[str] = []
    advance = 0.0
    for run, _, code, part_width in parts:
        if run is not last:
            if last is not None:
                pieces.append(Piece(last, "".join(codes), advance))
            last, codes, advance = run, [], 0.0
        codes.append(code)
        advance += part_width
    if last is not None:
        pieces.append(Piece(last, "".join(codes), advance))
    return Line(pieces, width, spaced)


def paint_lines(
    canvas: "TaggedCanvas",
    lines: Sequence[Line],
    x: float,
    y: float,
    width: float,
    leading: float,
    align: str,
    marked: bool = True,
) -> None:
    """Write lines as one text object, the first baseline at y; one mark for each stretch of one element.

    Unmarked lines are written without marks and links, inside an artifact that the caller has open.
    """
    out = canvas.operators
    out.append("BT")
    node: Node | None = None
    face: Typeface | None = None
    size = -1.0
    fill = resource = ""
    areas: list[tuple[Link, float, float, float, Run]] = []
    under: list[tuple[float, float, float, Run]] = []
    rise = 0.0
    last = len(lines) - 1
    for number, line in enumerate(lines):
        left = x
        if align != "left":
            left += (width - line.width) / (2 if align == "centre" else 1)
            out.append(f"1 0 0 1 {left:.2f} {y:.2f} Tm")
        elif number:
            out.append("T*")
        else:
            out.append(f"{leading:.2f} TL 1 0 0 1 {left:.2f} {y:.2f} Tm" if last else f"1 0 0 1 {left:.2f} {y:.2f} Tm")
        end = len(line.pieces) - 1
        for place, (run, code, advance) in enumerate(line.pieces):
            if marked and run.node is not node:
                if node is not None:
                    out.append(canvas.end())
                node = run.node
                out.append(canvas.begin(node))
            if run.face is not face or run.size != size:
                if run.face is not face:
                    face = run.face
                    resource = canvas.use_face(face).resource
                size = run.size
                out.append(f"/{resource} {size:g} Tf")
            if run.fill != fill:
                fill = run.fill
                out.append(fill)
            if run.rise != rise:
                rise = run.rise
                out.append(f"{rise:g} Ts")
            if place == end and line.spaced:
                out.append(f"({code}{run.face.space}) Tj")
            else:
                out.append(f"({code}) Tj")
            if run.link is not None:
                areas.append((run.link, left, y, advance, run))
            if run.underline:
                under.append((left, y, advance, run))
            left += advance
        if number != last:
            y -= leading
    if node is not None:
        out.append(canvas.end())
    if rise:
        out.append("0 Ts")
    out.append("ET")
    _use_characters(canvas, lines)
    if not marked:
        return
    for link, left, base, advance, run in _joined(areas):
        box = (left, base + run.face.descent * run.size / 1250, left + advance, base + run.face.ascent * run.size / 1100)
        canvas.link(link.node, box, link.target, link.contents)
    if under:
        out.append(canvas.begin_artifact())
        for left, base, advance, run in under:
            out.append(f"{run.fill} {left:.2f} {base - 0.13 * run.size:.2f} {advance:.2f} {run.size / 18:.2f} re f")
        out.append(canvas.end())


def _use_characters(canvas: "TaggedCanvas", lines: Sequence[Line]) -> None:
    """Note what was drawn; a run's whole text is drawn in the end, on this page or another."""
    seen: set[int] = set()
    for line in lines:
        for run, _, _ in line.pieces:
            if id(run) not in seen:
                seen.add(id(run))
                characters = canvas.use_face(run.face).characters
                characters.update(run.text)
                characters.add(" ")


def _joined(
    areas: list[tuple[Link, float, float, float, Run]],
) -> list[tuple[Link, float, float, float, Run]]:
    """One area for neighbouring runs of one link in one line."""
    joined: list[tuple[Link, float, float, float, Run]] = []
    for link, left, base, advance, run in areas:
        if joined:
            other, start, other_base, length, first = joined[-1]
            if other is link and other_base == base and abs(start + length - left) < 1:
                joined[-1] = (link, start, base, left + advance - start, first)
                continue
        joined.append((link, left, base, advance, run))
    return joined


__all__ = ["Line", "Link", "Piece", "Run", "Text", "break_lines", "paint_lines"]
