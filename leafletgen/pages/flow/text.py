"""Paragraphs, headings and labels: blocks of lines."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leafletgen.fonts.raised import lowered
from leafletgen.pages.flow.block import TOLERANCE, Block
from leafletgen.pages.flow.lines import break_lines, least_width
from leafletgen.pages.flow.painting import paint_lines, paint_plain
from leafletgen.pages.flow.runs import Line, Link, Piece, Run

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

__all__ = ["Blank", "Line", "Link", "Piece", "Run", "Text", "break_lines", "paint_lines"]


class Text(Block):
    """A paragraph, heading or label, its lines flush where they begin unless told otherwise.

    It is never hyphenated, never justified.
    """

    __slots__ = (
        *("_cut", "_lines", "_width", "align", "divided", "language", "leading", "orphans", "rtl", "runs", "spaced"),
        *("least_leading", "strut", "widows"),
    )

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
        rtl: bool = False,
        language: str = "",
    ) -> None:
        """Set runs with a leading in points.

        Align is left, centre or right, of a text that is read from left to right; where rtl says otherwise, left is
        right and right left. The language is a BCP 47 tag, empty where lines end as in English.
        """
        super().__init__(above, below, keep_next, place)
        self.runs = runs
        self.leading = leading
        self.align = align
        self.orphans = orphans
        self.widows = widows
        self.rtl = rtl
        self.language = language
        #: Ascent and descent of the face whose baseline its lines have, in thousandths, where not those of its own.
        self.strut: float | None = None
        #: How far apart its lines are at the least where room is short, as a multiple of their size.
        self.least_leading = 0.0
        #: Whether more words of the same element follow in another block, so that the last line ends with a space.
        self.spaced = False
        #: Whether parts of this text stand on pages of their own.
        self.divided = False
        self._width = -1.0
        self._lines: list[Line] = []
        # A part keeps the lines it was cut to: broken anew, it would have the words of the whole again.
        self._cut = False

    def tighten(self, ratio: float) -> None:
        """Set the lines closer, down to a multiple of their size, or to what their script asks for."""
        self.leading = min(self.leading, max(ratio, self.least_leading) * self.runs[0].size)

    def reset(self) -> None:
        """Break the lines anew at the next measure."""
        self._width = -1.0
        self.divided = False

    def refresh(self) -> bool:
        """Break anew at the same width; whether pages have to be laid out again for it."""
        if self._width < 0:
            return False
        width, count, divided = self._width, len(self._lines), self.divided
        self.reset()
        return divided or len(self.lines(width)) != count

    def lines(self, width: float) -> list[Line]:
        """The lines at a width in points."""
        if not self.runs:
            return self._lines  # a blank cell
        if width != self._width and not self._cut:
            self._lines = break_lines(self.runs, width, self.language, self.rtl)
            if self.spaced:
                self._lines[-1] = self._lines[-1]._replace(spaced=True)
            self._width = width
        return self._lines

    def measure(self, width: float) -> float:
        """Lines times leading."""
        if width == self._width:
            return len(self._lines) * self.leading
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
        self.divided = True
        part = type(self)(self.runs, self.leading, self.above, self.below, False, self.align, self.place, 1, 1)
        part.orphans, part.widows = self.orphans, self.widows
        part.rtl, part.language, part.strut = self.rtl, self.language, self.strut
        part.least_leading = self.least_leading
        part._lines, part._width, part._cut = lines, width, True
        if tail:
            part.keep_next, part.gives = self.keep_next, self.gives
        return part

    def natural_width(self) -> float:
        """The width in points of the longest line when no line is broken."""
        if not self.runs:
            return 0.0
        return max((line.width for line in break_lines(self.runs, 1e9, self.language, self.rtl)), default=0.0)

    def least_width(self, loose: bool = False) -> float:
        """The width in points of the longest unbreakable stretch; loose divides addresses after their punctuation."""
        return least_width(self.runs, loose, self.language, self.rtl) if self.runs else 0.0

    def empty(self) -> "Text":
        """A part without lines, for a table cell that ended on the page before."""
        return self._part([], self._width, True)

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint the lines, marked as content of their elements."""
        lines = self.lines(width)
        if not lines:
            return
        self._note(canvas, lines)
        y, align = self.baseline(top), self.align
        if canvas.mirrored:
            x = canvas.across(x, width)
        if lines[0].places is not None:
            from leafletgen.pages.flow.directed_painting import paint_directed

            paint_directed(canvas, self.runs, lines, x, y, width, self.leading, _edge(align, self.rtl))
        elif len(self.runs) > 1 or align != "left" or not paint_plain(canvas, self.runs[0], lines, x, y, self.leading):
            paint_lines(canvas, self.runs, lines, x, y, width, self.leading, align)

    def draw_unmarked(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint the lines inside an artifact that the caller has open."""
        lines = self.lines(width)
        if not lines:
            return
        canvas.paint_check("text")
        self._note(canvas, lines)
        x, y, align = canvas.across(x, width), self.baseline(top), self.align
        if lines[0].places is not None:
            from leafletgen.pages.flow.directed_painting import paint_directed

            paint_directed(canvas, self.runs, lines, x, y, width, self.leading, _edge(align, self.rtl), marked=False)
        else:
            paint_lines(canvas, self.runs, lines, x, y, width, self.leading, align, marked=False)

    def _note(self, canvas: "TaggedCanvas", lines: Sequence[Line]) -> None:
        """Note what will be drawn: all of the runs, on this page or with a later part; and broken words."""
        faces, placed = canvas.faces, lines[0].places is not None
        for run in self.runs:
            if not placed:  # else noted as they are painted
                face = run.face
                (faces.get(id(face)) or canvas.use_face(face)).texts.append(run.text)
            if run.node.personal:
                canvas.personal = True
        if len(lines) > 1 and any([line.cut for line in lines]):
            words = lowered("".join([run.text for run in self.runs])).split()
            canvas.broken[self.place, max(words, key=len, default="")] = None

    def baseline(self, top: float) -> float:
        """Where the first line stands, its top being at a height, in points."""
        first = self.runs[0]
        reach = first.face.ascent + first.face.descent if self.strut is None else self.strut
        return top - self.leading / 2 - reach * first.size / 2000


class Blank(Text):
    """A cell to write in: the height of one line, and nothing in it.

    A diary has hundreds of them, and there is nothing in them to break or to measure.
    """

    __slots__ = ()

    def measure(self, width: float) -> float:
        """One line."""
        return self.leading

    def natural_width(self) -> float:
        """Nothing asks for room."""
        return 0.0

    def least_width(self, loose: bool = False) -> float:
        """Nothing asks for room."""
        return 0.0

    def split(self, width: float, height: float) -> None:
        """It is one line."""

    def empty(self) -> Text:
        """A part without lines, for a cell that was drawn on the page before."""
        return Text((), self.leading)

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Mark the place of its element, which is enough for readers; a space is not seen."""
        canvas.operators += [canvas.begin(self.runs[0].node), canvas.end()]

    def draw_unmarked(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Nothing is seen of it."""


def _edge(align: str, rtl: bool) -> str:
    """Left or right on the page for where lines begin or end, or the centre."""
    return {"left": "right", "right": "left"}.get(align, align) if rtl else align
