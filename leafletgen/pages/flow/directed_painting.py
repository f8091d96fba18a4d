"""How lines with directions are painted: pieces in logical order, each where it stands, its letters as they are seen.

No order of letters suits all readers. This one keeps the words in PDFium (Chrome, Edge) and in pdf.js, and says by
ReversedChars that a string is to be read from its end (ISO 32000-1, 14.8.2.3.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leafletgen.document.element import Element
from leafletgen.pages.flow.painting import Area, paint_links, paint_rules
from leafletgen.pages.flow.runs import Line, Run

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas
    from leafletgen.pdf.drawn import UsedFace


def paint_directed(
    canvas: TaggedCanvas,
    runs: Sequence[Run],
    lines: Sequence[Line],
    x: float,
    y: float,
    width: float,
    leading: float,
    align: str,
    marked: bool = True,
) -> None:
    """Write lines as ``paint_lines`` does; align is where on the page they are: left, right or centre."""
    out = canvas.operators
    start = len(out)
    out.append("BT")
    node: Element | None = None
    used: UsedFace | None = None
    size, rise = -1.0, 0.0
    fill = ""
    areas: list[Area] = []
    under: list[tuple[float, float, float, Run]] = []
    for line in lines:
        edge = x
        if align != "left":
            edge += (width - line.width) / (2 if align == "centre" else 1)
        end = len(line.pieces) - 1
        for number, ((index, code, advance), place) in enumerate(zip(line.pieces, line.places or (), strict=True)):
            run = runs[index]
            if marked and run.node is not node:
                if node is not None:
                    out.append(canvas.end())
                node = run.node
                out.append(canvas.begin(node, start))
            face = place.face
            if used is None or used.face is not face or run.size != size:
                used, size = canvas.use_face(face), run.size
                out.append(f"/{used.resource} {size:g} Tf")
            if run.fill != fill:
                fill = run.fill
                out.append(fill)
            if run.rise != rise:
                rise = run.rise
                out.append(f"{rise:g} Ts")
            left = edge + place.left
            if face.shaped:
                shown = used.encode_words(place.words)
            else:
                shown = code
                used.texts.append(place.text)
            if number == end and line.spaced:
                space = used.encode(face.space) if face.shaped else face.space
                if place.rtl:
                    shown = space + shown
                    left -= face.space_width * size / 1000
                else:
                    shown += space
            told = f"1 0 0 1 {left:.2f} {y:.2f} Tm\n"
            out.append(f"{told}/ReversedChars BMC\n({shown}) Tj\nEMC" if place.rtl else f"{told}({shown}) Tj")
            left = edge + place.left
            if run.link is not None:
                areas.append((run.link, left, y, advance, run))
            if run.underline:
                under.append((left, y, advance, run))
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
