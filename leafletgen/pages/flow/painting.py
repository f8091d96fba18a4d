"""How lines of text are painted and marked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leafletgen.document.element import Element
from leafletgen.fonts.typeface import Typeface
from leafletgen.pages.flow.runs import Line, Link, Run

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

#: Where words of a link stand: the link, left end, baseline and width in points, and the run.
Area = tuple[Link, float, float, float, Run]


def paint_plain(canvas: "TaggedCanvas", run: Run, lines: Sequence[Line], x: float, y: float, leading: float) -> bool:
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
        f"/{canvas.faces[id(run.face)].resource} {run.size:g} Tf\n{run.fill}\n{shown}\n{canvas.end()}\nET"
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
    areas: list[Area] = []
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
        paint_links(canvas, areas)
    if under:
        paint_rules(canvas, under, marked)


def paint_rules(canvas: "TaggedCanvas", under: Sequence[tuple[float, float, float, Run]], marked: bool) -> None:
    """Draw a line under words, as an artifact of its own where they are marked: their left end, baseline and width."""
    rules = [
        f"{run.fill} {left:.2f} {base - 0.13 * run.size:.2f} {advance:.2f} {run.size / 18:.2f} re f"
        for left, base, advance, run in under
    ]
    canvas.operators += [canvas.begin_artifact(over=True), *rules, canvas.end()] if marked else rules


def paint_links(canvas: "TaggedCanvas", areas: list[Area]) -> None:
    """Let the areas of links be clicked, each as high as its words."""
    for link, left, base, advance, run in _joined(areas):
        box = (
            left,
            base + run.face.descent * run.size / 1250,
            left + advance,
            base + run.face.ascent * run.size / 1100,
        )
        canvas.link(link.node, box, link.target, link.contents)


def _joined(areas: list[Area]) -> list[Area]:
    """One area for neighbouring runs of one link in one line."""
    joined: list[Area] = []
    for link, left, base, advance, run in areas:
        if joined:
            other, start, other_base, length, first = joined[-1]
            if (
                other is link
                and other_base == base
                and (abs(start + length - left) < 1 or abs(left + advance - start) < 1)
            ):
                least, most = min(start, left), max(start + length, left + advance)
                joined[-1] = (link, least, base, most - least, first)
                continue
        joined.append((link, left, base, advance, run))
    return joined
