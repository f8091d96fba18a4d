"""A mark whose letters join or overlap, as one shape: see-through ink would be darker where letters overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from leafletgen.fonts.outlines import area, bounds, contours, holes_of, path

if TYPE_CHECKING:
    from leafletgen.fonts.outlines import Contour
    from leafletgen.fonts.shaped import ShapedTypeface
    from leafletgen.pages.flow.text import Text

#: In units of the shape: more than a mark is wide and high.
_FAR = 1_000_000


class MarkShape(NamedTuple):
    """The outlines of a word in thousandths of its size, the middle of them at 0, 0.

    Attributes:
        lines: operators of all of it.
        outsides: operators of what is outside each of its outer lines, to be filled by the even-odd rule.
    """

    lines: str
    outsides: list[str]

    def operators(self, size: float, edge: float, fill: str) -> list[str]:
        """Paint its white edge and then its fill; size and the edge's width in points.

        The edge is painted outside of all letters alone, and the fill once: by the rule of the winding number two
        letters that overlap are one.
        """
        scale = size / 1000
        out = [f"q {scale:.6f} 0 0 {scale:.6f} 0 0 cm", "q"]
        out += [f"{outside} W* n" for outside in self.outsides]
        out += [f"1 1 1 RG {edge / scale:.2f} w {self.lines} S", "Q"]
        return [*out, f"{fill} {self.lines} f", "Q"]


def mark_shape(text: Text, width: float) -> MarkShape | None:
    """The shape of a line of words; None where its letters stand apart, as Latin ones do."""
    line = text.lines(width)[0]
    if line.places is None:
        return None
    size = text.runs[0].size
    glyphs: list[list[Contour]] = []
    for piece, place in zip(line.pieces, line.places, strict=True):
        face = place.face
        scale = face.thousandths(1)
        if face.shaped:
            pen = place.left * 1000 / size
            for code in piece.code:
                cluster = cast("ShapedTypeface", face).cluster(code)
                for part in cluster.parts:
                    left = pen + part.x * scale
                    glyphs.append([_moved(one, scale, left, part.y * scale) for one in contours(face, part.glyph)])
                pen += cluster.advance * scale
        else:
            pen = place.left * 1000 / size
            for letter in place.text:
                for glyph in (face.glyph_of_code[code] for code in face.used_codes({letter})):
                    glyphs.append([_moved(one, scale, pen, 0.0) for one in contours(face, glyph)])
                pen += face.width(letter, 1000.0)
    drawn = [line for glyph in glyphs for line in glyph]
    if not drawn:
        return None
    left, bottom, right, top = bounds(drawn)
    glyphs = [[_moved(one, 1.0, -(left + right) / 2, -(bottom + top) / 2) for one in glyph] for glyph in glyphs]
    page = f"{-_FAR} {-_FAR} {2 * _FAR} {2 * _FAR} re"
    outsides = [
        " ".join([page, path(one), *map(path, holes_of(one, glyph))])
        for glyph in glyphs
        for one in glyph
        if area(one) < 0
    ]
    return MarkShape(" ".join(path(one) for glyph in glyphs for one in glyph), outsides)


def _moved(contour: Contour, scale: float, x: float, y: float) -> Contour:
    return [point._replace(x=point.x * scale + x, y=point.y * scale + y) for point in contour]
