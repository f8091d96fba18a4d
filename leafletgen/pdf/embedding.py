"""Embeds a face in a PDF: its outlines for the codes that were used, their widths and what they mean."""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from leafletgen.fonts.typeface import Typeface

if TYPE_CHECKING:
    from leafletgen.fonts.shaped import Cluster, ShapedTypeface


class FontObjects:
    """The parts of an embedded Type0 font, ready to be written."""

    __slots__ = ("base_name", "descriptor", "program", "to_glyph", "to_unicode", "widths")

    def __init__(
        self, base_name: str, program: bytes, descriptor: str, widths: str, to_unicode: bytes, to_glyph: bytes | None
    ) -> None:
        """Keep the parts; to_glyph is the CIDToGIDMap stream, or None for the identity."""
        self.base_name = base_name
        self.program = program
        self.descriptor = descriptor
        self.widths = widths
        self.to_unicode = to_unicode
        self.to_glyph = to_glyph


def program(face: Typeface, codes: Iterable[int]) -> bytes:
    """A TrueType program with the outlines of the codes alone, glyph numbers kept.

    Glyph numbers stay what they are so that encoded words are the same in every document.
    """
    data = face.data
    glyf_at = face.tables["glyf"][0]
    offsets = _offsets(face)
    wanted = _with_components(face, {face.glyph_of_code[code] for code in codes} | {0}, offsets)
    last = max(wanted) + 1
    outlines: list[bytes] = []
    positions = [0] * (last + 1)
    at = 0
    for glyph in range(last):
        positions[glyph] = at
        if glyph in wanted:
            outline = data[glyf_at + offsets[glyph] : glyf_at + offsets[glyph + 1]]
            outline += bytes(-len(outline) % 4)
            outlines.append(outline)
            at += len(outline)
    positions[last] = at
    hmtx_at = face.tables["hmtx"][0]
    (metrics,) = struct.unpack_from(">H", data, face.tables["hhea"][0] + 34)
    keep = min(metrics, last)
    hmtx = bytearray(data[hmtx_at : hmtx_at + 4 * keep])
    if last > keep:
        bearings = hmtx_at + 4 * metrics
        hmtx += data[bearings : bearings + 2 * (last - keep)]
    head = bytearray(face.table("head"))
    head[8:12] = bytes(4)
    struct.pack_into(">h", head, 50, 1)
    hhea = bytearray(face.table("hhea"))
    struct.pack_into(">H", hhea, 34, keep)
    maxp = bytearray(face.table("maxp"))
    struct.pack_into(">H", maxp, 4, last)
    tables = {
        b"glyf": b"".join(outlines) or bytes(4),
        b"head": bytes(head),
        b"hhea": bytes(hhea),
        b"hmtx": bytes(hmtx),
        b"loca": struct.pack(f">{last + 1}L", *positions),
        b"maxp": bytes(maxp),
    }
    for hinting in ("cvt ", "fpgm", "prep"):
        if hinting in face.tables:
            tables[hinting.encode()] = face.table(hinting)
    return _assemble(tables)


def _offsets(face: Typeface) -> list[int]:
    loca_at = face.tables["loca"][0]
    count = face.glyph_count + 1
    if face.long_offsets:
        return list(struct.unpack_from(f">{count}L", face.data, loca_at))
    return [2 * value for value in struct.unpack_from(f">{count}H", face.data, loca_at)]


def _with_components(face: Typeface, glyphs: set[int], offsets: list[int]) -> set[int]:
    data, glyf_at = face.data, face.tables["glyf"][0]
    todo, done = list(glyphs), set(glyphs)
    while todo:
        glyph = todo.pop()
        at = glyf_at + offsets[glyph]
        if offsets[glyph] == offsets[glyph + 1] or struct.unpack_from(">h", data, at)[0] >= 0:
            continue
        at += 10
        more = True
        while more:
            flags, part = struct.unpack_from(">HH", data, at)
            if part not in done:
                done.add(part)
                todo.append(part)
            # OpenType glyf flags: words 1, scale 8, more components 0x20, x and y scale 0x40, two by two 0x80.
            at += 8 if flags & 1 else 6
            at += 2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0
            more = bool(flags & 0x20)
    return done


@lru_cache(maxsize=64)
def font_objects(face: Typeface, codes: tuple[int, ...]) -> FontObjects:
    """What a PDF needs to embed the face for the codes that were used.

    It is kept, since documents of one clinic use the same letters; which letters those are tells of no person.
    """
    outlines = program(face, codes)
    tag = _tag(struct.pack(f">{len(codes)}H", *codes))
    widths = "".join(f" {code}[{face.advances[face.glyph_of_code[code]]:.6g}]" for code in codes)
    descriptor = _descriptor(face, tag, face.box)
    to_glyph = None
    if codes and codes[-1] >= face.glyph_count:
        glyphs = array("H", bytes(2 * (codes[-1] + 1)))
        for code in codes:
            glyphs[code] = face.glyph_of_code[code]
        if sys.byteorder == "little":
            glyphs.byteswap()
        to_glyph = glyphs.tobytes()
    to_unicode = _to_unicode([(code, face.character_of_code[code]) for code in codes])
    return FontObjects(f"{tag}+{face.name}", outlines, descriptor, widths, to_unicode, to_glyph)


def shaped_font_objects(face: ShapedTypeface, clusters: Sequence[Cluster]) -> FontObjects:
    """What a PDF needs to embed a shaped face whose code n, from 1 on, is the nth of the clusters.

    Raises:
        TypefaceError: these are more than a font can hold.
    """
    from leafletgen.pdf.shaped_font import ShapedFont

    font = ShapedFont(face, clusters)
    outlines = _assemble(font.tables)
    tag = _tag(outlines)
    widths = f" 1[{' '.join([f'{width:.6g}' for width in font.widths])}]" if font.widths else ""
    to_unicode = _to_unicode([(code, cluster.text) for code, cluster in enumerate(clusters, 1) if cluster.text])
    return FontObjects(f"{tag}+{face.name}", outlines, _descriptor(face, tag, font.box), widths, to_unicode, None)


@lru_cache(maxsize=32)
def kept_font_objects(face: ShapedTypeface, clusters: tuple[Cluster, ...]) -> FontObjects:
    """The same, kept: not of a document of one person, of whom the order of its letters might tell."""
    return shaped_font_objects(face, clusters)


def _tag(what: bytes) -> str:
    """Six letters that tell a subset of a font from others (ISO 32000-1, 9.6.4)."""
    digest = zlib.crc32(what)
    return "".join(chr(65 + digest // 26**place % 26) for place in range(6))


def _descriptor(face: Typeface, tag: str, box: Sequence[int]) -> str:
    flags = 4 | (64 if face.italic_angle else 0) | (1 << 18 if face.weight >= 600 else 0)
    return (
        f"/Type/FontDescriptor/FontName/{tag}+{face.name}/Flags {flags}/FontBBox[{' '.join(map(str, box))}]"
        f"/ItalicAngle {face.italic_angle:g}/Ascent {face.ascent}/Descent {face.descent}"
        f"/CapHeight {face.cap_height}/StemV {50 + face.weight // 10}"
    )


def _to_unicode(read: Sequence[tuple[int, str]]) -> bytes:
    """The map from codes to the text that is read for them (ISO 32000-1, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(read), 100):
        some = read[start : start + 100]
        lines.append(f"{len(some)} beginbfchar")
        lines += [f"<{code:04X}> <{text.encode('utf-16-be').hex()}>" for code, text in some]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode()


def _assemble(tables: dict[bytes, bytes]) -> bytes:
    """A font file of the tables, with directory and checksums (OpenType, "Organization of an OpenType Font")."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    directory = [
        struct.pack(">4sHHHH", b"\x00\x01\x00\x00", count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    ]
    body: list[bytes] = []
    at = 12 + 16 * count
    for tag in sorted(tables):
        table = tables[tag]
        padded = table + bytes(-len(table) % 4)
        words = array("I", padded)
        if sys.byteorder == "little":
            words.byteswap()
        directory.append(struct.pack(">4sLLL", tag, sum(words) & 0xFFFFFFFF, at, len(table)))
        body.append(padded)
        at += len(padded)
    program = bytearray(b"".join(directory + body))
    words = array("I", bytes(program))
    if sys.byteorder == "little":
        words.byteswap()
    adjustment = (0xB1B0AFBA - sum(words)) & 0xFFFFFFFF
    offset = 12 + 16 * count
    for tag in sorted(tables):
        if tag == b"head":
            struct.pack_into(">L", program, offset + 8, adjustment)
        offset += len(tables[tag]) + (-len(tables[tag]) % 4)
    return bytes(program)
