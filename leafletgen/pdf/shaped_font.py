"""Makes the font that a document embeds for a shaped face: one glyph for each of the document's codes.

A cluster of several glyphs, or of one that is shifted or has another advance than its own, becomes a composite glyph
of TrueType (OpenType, glyf table), whose parts stand behind the codes in the font.
"""

from __future__ import annotations

import struct
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.fonts.typeface import TypefaceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leafletgen.fonts.shaped import Cluster, Part, ShapedTypeface

#: Flags of a composite glyph's part (OpenType, glyf): both offsets are words, they are offsets, and more parts follow.
_WORDS, _OFFSETS, _MORE = 0x0001, 0x0002, 0x0020
_SCALE, _SCALES, _MATRIX = 0x0008, 0x0040, 0x0080
#: How many glyphs a font can have.
_MOST_GLYPHS: Final = 0xFFFF


class _Measure(NamedTuple):
    """What the maxp table counts: points and contours with those of parts, how deep parts go, how many there are."""

    points: int = 0
    contours: int = 0
    depth: int = 0
    parts: int = 0


class ShapedFont:
    """The tables of a font whose glyph n is what the document's code n stands for.

    Attributes:
        tables: glyf, head, hhea, hmtx, loca, maxp and what hints need.
        widths: of each code from 1 on, in thousandths of the size.
        box: round all glyphs, in thousandths of the size: left, bottom, right, top.
    """

    def __init__(self, face: ShapedTypeface, clusters: Sequence[Cluster]) -> None:
        """Make the font for the clusters that a document uses, in the order of its codes.

        Raises:
            TypefaceError: these are more than a font can hold.
        """
        if len(clusters) >= _MOST_GLYPHS - face.glyph_count:
            raise TypefaceError(f"{face.name} cannot be embedded: too many different letters")
        self._face = face
        self._offsets = _offsets(face)
        uses = Counter(part.glyph for cluster in clusters for part in cluster.parts)
        self._number: dict[int, int] = {}
        self._todo: list[int] = []
        self._next = len(clusters) + 1
        self._measures: dict[int, _Measure] = {}
        outlines = [self._moved(self._outline(0))]
        advances = [face.advance(0)]
        tops = [_Measure()]
        for cluster in clusters:
            parts = [self._placed(part) for part in cluster.parts if self._outline(part.glyph)]
            whole = parts[0].glyph if len(parts) == 1 and parts[0][1:] == (0, 0) else None
            if not parts:
                outline, measure = b"", _Measure()
            elif whole is not None and uses[whole] == 1:
                outline, measure = self._moved(self._outline(whole)), self._measured(whole)
            else:
                outline, measure = self._composite(parts), self._together([part.glyph for part in parts])
            outlines.append(outline)
            advances.append(cluster.advance)
            tops.append(measure)
        for glyph in self._todo:  # which grows while parts of parts are found
            outlines.append(self._moved(self._outline(glyph)))
            advances.append(face.advance(glyph))
            tops.append(self._measured(glyph))
        if any(not 0 <= advance <= 0xFFFF for advance in advances):
            raise TypefaceError(f"{face.name} cannot be embedded: letters of it are too wide")
        self.widths = [face.thousandths(advance) for advance in advances[1 : len(clusters) + 1]]
        self.tables = self._tables(outlines, advances, tops)
        self.box = tuple(round(face.thousandths(side)) for side in self._box)

    # --- glyphs --------------------------------------------------------------------------------------------------

    def _outline(self, glyph: int) -> bytes:
        start, end = self._offsets[glyph : glyph + 2]
        at = self._face.tables["glyf"][0]
        return self._face.data[at + start : at + end]

    def _placed(self, part: Part) -> Part:
        """A part with its outline where it is drawn: a face may have it begin elsewhere than at its bearing."""
        face, glyph = self._face, part.glyph
        (metrics,) = struct.unpack_from(">H", face.data, face.tables["hhea"][0] + 34)
        at = 4 * glyph + 2 if glyph < metrics else 4 * metrics + 2 * (glyph - metrics)
        (bearing,) = struct.unpack_from(">h", face.data, face.tables["hmtx"][0] + at)
        (left,) = struct.unpack_from(">h", self._outline(glyph), 2)
        return part if bearing == left else part._replace(x=part.x + bearing - left)

    def _numbered(self, glyph: int) -> int:
        """The number that a glyph has in the embedded font as a part of others."""
        number = self._number.get(glyph)
        if number is None:
            number = self._number[glyph] = self._next
            self._next += 1
            self._todo.append(glyph)
        return number

    def _moved(self, outline: bytes) -> bytes:
        """An outline whose parts, if it has some, are called by their numbers in the embedded font."""
        places = _part_places(outline)
        if not places:
            return outline
        moved = bytearray(outline)
        for at in places:
            (part,) = struct.unpack_from(">H", outline, at + 2)
            struct.pack_into(">H", moved, at + 2, self._numbered(part))
        return bytes(moved)

    def _composite(self, parts: Sequence[Part]) -> bytes:
        boxes = [struct.unpack_from(">4h", self._outline(part.glyph), 2) for part in parts]
        out = [
            struct.pack(
                ">5h",
                -1,
                min(box[0] + part.x for box, part in zip(boxes, parts, strict=True)),
                min(box[1] + part.y for box, part in zip(boxes, parts, strict=True)),
                max(box[2] + part.x for box, part in zip(boxes, parts, strict=True)),
                max(box[3] + part.y for box, part in zip(boxes, parts, strict=True)),
            )
        ]
        for place, part in enumerate(parts, 1):
            flags = _WORDS | _OFFSETS | (_MORE if place < len(parts) else 0)
            out.append(struct.pack(">HHhh", flags, self._numbered(part.glyph), part.x, part.y))
        return b"".join(out)

    def _measured(self, glyph: int) -> _Measure:
        known = self._measures.get(glyph)
        if known is None:
            outline = self._outline(glyph)
            places = _part_places(outline)
            if places:
                known = self._together([struct.unpack_from(">H", outline, at + 2)[0] for at in places])
            elif outline:
                (contours,) = struct.unpack_from(">h", outline)
                points = struct.unpack_from(">H", outline, 8 + 2 * contours)[0] + 1 if contours else 0
                known = _Measure(points, contours)
            else:
                known = _Measure()
            self._measures[glyph] = known
        return known

    def _together(self, glyphs: Sequence[int]) -> _Measure:
        each = [self._measured(glyph) for glyph in glyphs]
        return _Measure(
            sum(one.points for one in each),
            sum(one.contours for one in each),
            max(one.depth for one in each) + 1,
            max(len(glyphs), *(one.parts for one in each)),
        )

    # --- tables --------------------------------------------------------------------------------------------------

    def _tables(
        self, outlines: Sequence[bytes], advances: Sequence[int], measures: Sequence[_Measure]
    ) -> dict[bytes, bytes]:
        face, count = self._face, len(outlines)
        positions, at = [0], 0
        metrics: list[int] = []
        boxes: list[tuple[int, ...]] = []
        for outline, advance in zip(outlines, advances, strict=True):
            at += len(outline) + -len(outline) % 4
            positions.append(at)
            box = struct.unpack_from(">4h", outline, 2) if outline else (0, 0, 0, 0)
            boxes.append(box)
            metrics += (advance, box[0])  # the bearing on the left is where the outline begins, as it was drawn
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        self._box = box = (min(lefts), min(bottoms), max(rights), max(tops))
        head = bytearray(face.table("head"))
        head[8:12] = bytes(4)
        struct.pack_into(">4h", head, 36, *box)
        struct.pack_into(">h", head, 50, 1)
        hhea = bytearray(face.table("hhea"))
        struct.pack_into(">H", hhea, 10, max(advances))
        struct.pack_into(">H", hhea, 34, count)
        maxp = bytearray(face.table("maxp"))
        struct.pack_into(">H", maxp, 4, count)
        simple = [one for one in measures if not one.depth] or [_Measure()]
        composite = [one for one in measures if one.depth] or [_Measure()]
        struct.pack_into(
            ">4H", maxp, 6,
            max(one.points for one in simple), max(one.contours for one in simple),
            max(one.points for one in composite), max(one.contours for one in composite),
        )  # fmt: skip
        struct.pack_into(">2H", maxp, 28, max(one.parts for one in composite), max(one.depth for one in composite))
        tables = {
            b"glyf": b"".join([outline + bytes(-len(outline) % 4) for outline in outlines]) or bytes(4),
            b"head": bytes(head),
            b"hhea": bytes(hhea),
            b"hmtx": struct.pack(">" + "Hh" * count, *metrics),
            b"loca": struct.pack(f">{count + 1}L", *positions),
            b"maxp": bytes(maxp),
        }
        for hinting in ("cvt ", "fpgm", "prep"):
            if hinting in face.tables:
                tables[hinting.encode()] = face.table(hinting)
        return tables


def _offsets(face: ShapedTypeface) -> Sequence[int]:
    loca_at = face.tables["loca"][0]
    count = face.glyph_count + 1
    if face.long_offsets:
        return struct.unpack_from(f">{count}L", face.data, loca_at)
    return [2 * value for value in struct.unpack_from(f">{count}H", face.data, loca_at)]


def _part_places(outline: bytes) -> list[int]:
    """Where in a composite glyph's outline its parts begin; none for a simple one."""
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    places: list[int] = []
    at, more = 10, True
    while more:
        places.append(at)
        (flags,) = struct.unpack_from(">H", outline, at)
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _SCALES else 8 if flags & _MATRIX else 0
        more = bool(flags & _MORE)
    return places
