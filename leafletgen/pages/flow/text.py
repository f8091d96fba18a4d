"""Paragraphs, headings and labels: blocks of lines, and how lines are painted and marked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leafletgen.document.element import Element
from leafletgen.fonts.raised import lowered
from leafletgen.fonts.typeface import Typeface
from leafletgen.pages.flow.block import TOLERANCE, Block
from leafletgen.pages.flow.lines import Line, Link, Piece, Run, break_lines, least_width

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

__all__ = ["Blank", "Line", "Link", "Piece", "Run", "Text", "break_lines", "paint_lines"]


class Text(Block):
    """A paragraph, heading or label, left-aligned unless told otherwise; never hyphenated, never justified."""

    __slots__ = ("_cut", "_lines", "_width", "align", "divided", "leading", "orphans", "runs", "spaced", "widows")

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
        #: Whether parts of this text stand on pages of their own.
        self.divided = False
        self._width = -1.0
        self._lines: list[Line] = []
        # A part keeps the lines it was cut to: broken anew, it would have the words of the whole again.
        self._cut = False

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
            self._lines = break_lines(self.runs, width)
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
        part._lines, part._width, part._cut = lines, width, True
        if tail:
            part.keep_next, part.gives = self.keep_next, self.gives
        return part

    def natural_width(self) -> float:
        """The width in points of the longest line when no line is broken."""
        return max((line.width for line in break_lines(self.runs, 1e9)), default=0.0) if self.runs else 0.0

    def least_width(self, loose: bool = False) -> float:
        """The width in points of the longest unbreakable stretch; loose divides addresses after their punctuation."""
        return least_width(self.runs, loose) if self.runs else 0.0

    def empty(self) -> "Text":
        """A part without lines, for a table cell that ended on the page before."""
        return self._part([], self._width, True)

    def draw(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint the lines, marked as content of their elements."""
        lines = self.lines(width)
        if not lines:
            return
        self._note(canvas, lines)
        y = self._first_baseline(top)
        if (
            len(self.runs) > 1
            or self.align != "left"
            or not _paint_plain(canvas, self.runs[0], lines, x, y, self.leading)
        ):
            paint_lines(canvas, self.runs, lines, x, y, width, self.leading, self.align)

    def draw_unmarked(self, canvas: "TaggedCanvas", x: float, top: float, width: float) -> None:
        """Paint the lines inside an artifact that the caller has open."""
        lines = self.lines(width)
        if lines:
            canvas.paint_check("text")
            self._note(canvas, lines)
            paint_lines(
                canvas, self.runs, lines, x, self._first_baseline(top), width, self.leading, self.align, marked=False
            )

    def _note(self, canvas: "TaggedCanvas", lines: Sequence[Line]) -> None:
        """Note what will be drawn: all of the runs, on this page or with a later part; and broken words."""
        for run in self.runs:
            canvas.use_face(run.face).texts.append(run.text)
            if run.node.personal:
                canvas.personal = True
        if len(lines) > 1 and any([line.cut for line in lines]):
            words = lowered("".join([run.text for run in self.runs])).split()
            canvas.broken[self.place, max(words, key=len, default="")] = None

    def _first_baseline(self, top: float) -> float:
        first = self.runs[0]
        return top - self.leading / 2 - (first.face.ascent + first.face.descent) * first.size / 2000


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


def _paint_plain(canvas: "TaggedCanvas", run: Run, lines: Sequence[Line], x: float, y: float, leading: float) -> bool:
    """Write left-aligned lines of one run at once, as ``paint_lines`` does; False when there is more to do.

    Most texts are such: this takes a third of the time.
    """
    if run.link is not None or run.underline or run.rise:
        return False
    space = run.face.space
    if len(lines) == 1:
        (line,) = lines
        if not line.pieces:
            return False
        between, shown = "", f"({line.pieces[0].code}{space if line.spaced else ''}) Tj"
    elif all([line.pieces for line in lines]):
        between = f"{leading:.2f} TL "
        shown = "\nT*\n".join([f"({line.pieces[0].code}{space if line.spaced else ''}) Tj" for line in lines])
    else:
        return False
    canvas.operators.append(
        f"BT\n{between}1 0 0 1 {x:.2f} {y:.2f} Tm\n{canvas.begin(run.node)}\n"
        f"/{canvas.use_face(run.face).resource} {run.size:g} Tf\n{run.fill}\n{shown}\n{canvas.end()}\nET"
    )
    return True


def paint_lines(
    canvas: "TaggedCanvas",
    runs: Sequence[Run],
    lines: Sequence[Line],
    x: float,
    y: float,
    width: float,
    leading: float,
    align: str,
    marked: bool = True,
) -> None:
    """Write lines of runs as one text object, the first baseline at y; one mark for each stretch of one element.

    Unmarked lines are written without marks and links, inside an artifact that the caller has open.
    """
    out = canvas.operators
    start = len(out)
    out.append("BT")
    node: Element | None = None
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
        for place, (index, code, advance) in enumerate(line.pieces):
            run = runs[index]
            if marked and run.node is not node:
                if node is not None:
                    out.append(canvas.end())
                node = run.node
                out.append(canvas.begin(node, start))
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
    if marked and areas:
        _link(canvas, areas)
    if under:
        rules = [
            f"{run.fill} {left:.2f} {base - 0.13 * run.size:.2f} {advance:.2f} {run.size / 18:.2f} re f"
            for left, base, advance, run in under
        ]
        out += [canvas.begin_artifact(over=True), *rules, canvas.end()] if marked else rules


def _link(canvas: "TaggedCanvas", areas: list[tuple[Link, float, float, float, Run]]) -> None:
    """Let the areas of links be clicked, each as high as its words."""
    for link, left, base, advance, run in _joined(areas):
        box = (
            left,
            base + run.face.descent * run.size / 1250,
            left + advance,
            base + run.face.ascent * run.size / 1100,
        )
        canvas.link(link.node, box, link.target, link.contents)


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
