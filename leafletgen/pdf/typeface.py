"""A TrueType face: its coverage, its widths, its words encoded once, and the program that is embedded.

A face is written as a Type0 font with two-byte glyph codes (Identity-H), so that any glyph of the face can be
placed, also one that no character maps to, as shaped scripts need. Codes do not depend on the document: a word is
encoded once a process and reused in every document of a batch.
"""

import re
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable
from pathlib import Path

#: Stands in running text for a space at which no line may end; it is drawn as an ordinary space.
GLUE = "\x01"

_ESCAPES = {0x28: "\\(", 0x29: "\\)", 0x5C: "\\\\", 0x0D: "\\r", 0x0A: "\\n"}
_BYTES = tuple(_ESCAPES.get(byte, chr(byte)) for byte in range(256))

# Characters that ask for a behaviour and have no picture (Unicode: Default_Ignorable_Code_Point). They are not drawn.
_INVISIBLE = frozenset(
    [0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
    + [*range(0xFE00, 0xFE10)]
)

#: A word's code, its advance in thousandths of the size, and whether a line may or may not end inside or beside it
#: otherwise than at its spaces.
Word = tuple[str, float, bool]

# What UAX 14 treats otherwise than letters: digits (a unit may follow), hyphens, dashes, slashes, and
# punctuation that stands by itself after a space or before one.
_SPECIAL = re.compile(r"[\d\-–—/\u200b\u2010]|^[!?:;,.)\]}»]|[(\[{«]$")


class TypefaceError(Exception):
    """A font file that cannot be used; the message says why in words for a person."""


class MissingGlyphError(Exception):
    """A character that the face has no glyph for."""

    def __init__(self, character: str, face: str) -> None:
        """Keep the character and the name of the face."""
        super().__init__(f"{face} has no glyph for {character!r}")
        self.character = character


class Typeface:
    """One TrueType font file, parsed as far as setting and embedding text needs.

    Attributes:
        name: the PostScript name, as the PDF shows it.
        ascent, descent, cap_height: in thousandths of the size; descent is negative.
        widths: character to advance width in thousandths of the size.
        codes: character to its two-byte code, escaped for a PDF literal string (as Latin-1 text).
    """

    def __init__(self, data: bytes, shown_as: str = "font") -> None:
        """Parse a TrueType font program.

        Raises:
            TypefaceError: the data is no TrueType font with outlines, or its licence bits forbid embedding.
        """
        self._data = data
        try:
            self._read_tables(shown_as)
        except (struct.error, IndexError, UnicodeDecodeError) as fault:
            raise TypefaceError(f"{shown_as} is damaged: {fault}") from fault
        self._words: dict[str, Word] = {}

    @classmethod
    def load(cls, path: Path) -> "Typeface":
        """Read a face from a .ttf file.

        Raises:
            TypefaceError: the file cannot be read or used.
        """
        try:
            data = path.read_bytes()
        except OSError as fault:
            raise TypefaceError(f"{path.name} cannot be read: {fault.strerror}") from fault
        return cls(data, path.name)

    def _read_tables(self, shown_as: str) -> None:
        data = self._data
        if data[:4] not in (b"\x00\x01\x00\x00", b"true"):
            raise TypefaceError(f"{shown_as} is not a TrueType font (.ttf with glyf outlines)")
        (count,) = struct.unpack_from(">H", data, 4)
        self._tables: dict[str, tuple[int, int]] = {}
        for entry in range(count):
            tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * entry)
            self._tables[tag.decode("latin-1")] = (offset, length)
        for needed in ("head", "hhea", "hmtx", "maxp", "cmap", "loca", "glyf", "name"):
            if needed not in self._tables:
                raise TypefaceError(f"{shown_as} has no {needed} table, which embedding needs")
        head = self._tables["head"][0]
        (self._units,) = struct.unpack_from(">H", data, head + 18)
        if not self._units:
            raise TypefaceError(f"{shown_as} has no units per em")
        self._scale = scale = 1000 / self._units
        self.box = tuple(round(value * scale) for value in struct.unpack_from(">4h", data, head + 36))
        (self._long_offsets,) = struct.unpack_from(">h", data, head + 50)
        ascent, descent = struct.unpack_from(">hh", data, self._tables["hhea"][0] + 4)
        self.ascent, self.descent = round(ascent * scale), round(descent * scale)
        (self._glyph_count,) = struct.unpack_from(">H", data, self._tables["maxp"][0] + 4)
        self.cap_height, self.weight, self.italic_angle = round(0.7 * self.ascent), 400, 0.0
        self._read_style(shown_as)
        self.name = self._postscript_name(shown_as)
        self._read_advances()
        self._read_coverage()

    def _read_style(self, shown_as: str) -> None:
        data = self._data
        if "OS/2" in self._tables:
            offset, length = self._tables["OS/2"]
            version, _, self.weight, _, licence = struct.unpack_from(">HhHHH", data, offset)
            # OpenType OS/2 fsType: 2 = restricted licence embedding, 0x200 = bitmap embedding only.
            if licence & 0x000F == 2 or licence & 0x0200:
                raise TypefaceError(f"{shown_as} does not allow embedding (OS/2 fsType {licence:#06x})")
            if version >= 2 and length >= 90:
                (cap_height,) = struct.unpack_from(">h", data, offset + 88)
                self.cap_height = round(cap_height * self._scale)
        if "post" in self._tables:
            (angle,) = struct.unpack_from(">l", data, self._tables["post"][0] + 4)
            self.italic_angle = angle / 65536

    def _postscript_name(self, shown_as: str) -> str:
        data, (offset, _) = self._data, self._tables["name"]
        _, count, strings = struct.unpack_from(">HHH", data, offset)
        for entry in range(count):
            platform, _, _, kind, length, start = struct.unpack_from(">6H", data, offset + 6 + 12 * entry)
            if kind == 6:
                raw = data[offset + strings + start : offset + strings + start + length]
                name = raw.decode("utf-16-be" if platform in (0, 3) else "latin-1")
                return "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "-_"))
        raise TypefaceError(f"{shown_as} has no PostScript name")

    def _read_advances(self) -> None:
        data, (offset, _) = self._data, self._tables["hmtx"]
        (metrics,) = struct.unpack_from(">H", data, self._tables["hhea"][0] + 34)
        pairs = array("H", data[offset : offset + 4 * metrics])
        if sys.byteorder == "little":
            pairs.byteswap()
        advances = [value * self._scale for value in pairs[::2]]
        advances += [advances[-1]] * (self._glyph_count - len(advances))
        self._advances = advances

    def _read_coverage(self) -> None:
        data, (base, _) = self._data, self._tables["cmap"]
        (count,) = struct.unpack_from(">H", data, base + 2)
        found: dict[int, int] = {}
        for entry in range(count):
            platform, encoding, offset = struct.unpack_from(">HHL", data, base + 4 + 8 * entry)
            if (platform, encoding) in ((3, 1), (3, 10), (0, 3), (0, 4)):
                (form,) = struct.unpack_from(">H", data, base + offset)
                found[form] = base + offset
        if 12 in found:
            glyphs = self._coverage_12(found[12])
        elif 4 in found:
            glyphs = self._coverage_4(found[4])
        else:
            raise TypefaceError(f"{self.name} has no Unicode character map")
        glyphs = {point: glyph for point, glyph in glyphs.items() if 0 < glyph < self._glyph_count}
        # Two characters that share a glyph (a space and a no-break space, say) need two codes, or the text that is
        # copied out of the PDF is not the text that went in: the later one gets a code above the glyph numbers.
        taken: dict[int, int] = {}
        self.glyph_of_code: dict[int, int] = {}
        self.character_of_code: dict[int, str] = {}
        self.codes: dict[str, str] = {}
        self.widths: dict[str, float] = {}
        extra = self._glyph_count
        for point in sorted(glyphs):
            glyph = glyphs[point]
            code = glyph
            if glyph in taken:
                code = extra
                extra += 1
            taken[glyph] = point
            character = chr(point)
            self.glyph_of_code[code] = glyph
            self.character_of_code[code] = character
            self.codes[character] = _BYTES[code >> 8] + _BYTES[code & 255]
            self.widths[character] = self._advances[glyph]
        self._code_of = {character: code for code, character in self.character_of_code.items()}
        for point in _INVISIBLE:
            self.codes[chr(point)], self.widths[chr(point)] = "", 0.0
            self._code_of.pop(chr(point), None)
        if " " not in self.codes:
            raise TypefaceError(f"{self.name} has no space")
        #: Whether every printable ASCII character is there.
        self.has_ascii = all(chr(point) in self.codes for point in range(32, 127))
        self.codes[GLUE], self.widths[GLUE] = self.codes[" "], self.widths[" "]
        self.space = self.codes[" "]
        self.space_width = self.widths[" "]

    def _coverage_4(self, offset: int) -> dict[int, int]:
        data = self._data
        (doubled,) = struct.unpack_from(">H", data, offset + 6)
        segments = doubled // 2
        ends = struct.unpack_from(f">{segments}H", data, offset + 14)
        starts = struct.unpack_from(f">{segments}H", data, offset + 16 + doubled)
        deltas = struct.unpack_from(f">{segments}H", data, offset + 16 + 2 * doubled)
        ranges_at = offset + 16 + 3 * doubled
        ranges = struct.unpack_from(f">{segments}H", data, ranges_at)
        glyphs: dict[int, int] = {}
        for segment, (start, end, delta, reach) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
            for point in range(start, min(end, 0xFFFE) + 1):
                if reach:
                    (glyph,) = struct.unpack_from(">H", data, ranges_at + 2 * segment + reach + 2 * (point - start))
                    glyphs[point] = (glyph + delta) & 0xFFFF if glyph else 0
                else:
                    glyphs[point] = (point + delta) & 0xFFFF
        return glyphs

    def _coverage_12(self, offset: int) -> dict[int, int]:
        data = self._data
        (groups,) = struct.unpack_from(">L", data, offset + 12)
        glyphs: dict[int, int] = {}
        for group in range(groups):
            start, end, glyph = struct.unpack_from(">LLL", data, offset + 16 + 12 * group)
            if end > 0x10FFFF or end - start > 0xFFFF:
                raise TypefaceError(f"{self.name} has a damaged character map")
            for step in range(end - start + 1):
                glyphs[start + step] = glyph + step
        return glyphs

    def covers(self, text: str) -> bool:
        """Whether every character of the text can be drawn with this face."""
        return self.codes.keys() >= set(text)

    def word(self, text: str) -> Word:
        """The text encoded for a PDF string, its width in thousandths of the size, and whether it is special.

        Raises:
            MissingGlyphError: a character is not in the face.
        """
        word = self._words.get(text)
        if word is None:
            codes, widths = self.codes, self.widths
            try:
                code, advance = "".join([codes[letter] for letter in text]), sum([widths[letter] for letter in text])
            except KeyError as missing:
                raise MissingGlyphError(missing.args[0], self.name) from None
            if len(self._words) > 20_000:  # a batch of many languages must not grow without end
                self._words.clear()
            word = self._words[text] = (code, advance, _SPECIAL.search(text) is not None)
        return word

    def words(self, texts: list[str]) -> list[Word]:
        """Several words at once; see ``word``."""
        known = self._words
        try:
            return [known[text] for text in texts]
        except KeyError:
            return [self.word(text) for text in texts]

    def width(self, text: str, size: float) -> float:
        """The width of a text in points at a size in points.

        Raises:
            MissingGlyphError: a character is not in the face.
        """
        return self.word(text)[1] * size / 1000

    def used_codes(self, characters: Iterable[str]) -> list[int]:
        """The glyph codes of the characters, ascending; invisible characters have none."""
        of = self._code_of
        return sorted(of[character] for character in characters if character in of)

    def program(self, codes: Iterable[int]) -> bytes:
        """A TrueType program with the outlines of the codes alone, glyph numbers kept.

        Glyph numbers stay what they are so that encoded words are the same in every document.
        """
        data = self._data
        glyf_at = self._tables["glyf"][0]
        offsets = self._offsets()
        wanted = self._with_components({self.glyph_of_code[code] for code in codes} | {0}, offsets)
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
        hmtx_at = self._tables["hmtx"][0]
        (metrics,) = struct.unpack_from(">H", data, self._tables["hhea"][0] + 34)
        keep = min(metrics, last)
        hmtx = bytearray(data[hmtx_at : hmtx_at + 4 * keep])
        if last > keep:
            bearings = hmtx_at + 4 * metrics
            hmtx += data[bearings : bearings + 2 * (last - keep)]
        head = bytearray(self._table("head"))
        head[8:12] = bytes(4)
        struct.pack_into(">h", head, 50, 1)
        hhea = bytearray(self._table("hhea"))
        struct.pack_into(">H", hhea, 34, keep)
        maxp = bytearray(self._table("maxp"))
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
            if hinting in self._tables:
                tables[hinting.encode()] = self._table(hinting)
        return _assemble(tables)

    def _table(self, tag: str) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _offsets(self) -> list[int]:
        loca_at = self._tables["loca"][0]
        count = self._glyph_count + 1
        if self._long_offsets:
            return list(struct.unpack_from(f">{count}L", self._data, loca_at))
        return [2 * value for value in struct.unpack_from(f">{count}H", self._data, loca_at)]

    def _with_components(self, glyphs: set[int], offsets: list[int]) -> set[int]:
        data, glyf_at = self._data, self._tables["glyf"][0]
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

    def objects(self, codes: list[int]) -> "FontObjects":
        """What a PDF needs to embed the face for the codes that were used."""
        program = self.program(codes)
        digest = zlib.crc32(struct.pack(f">{len(codes)}H", *codes))
        tag = "".join(chr(65 + digest // 26**place % 26) for place in range(6))
        flags = 4 | (64 if self.italic_angle else 0) | (1 << 18 if self.weight >= 600 else 0)
        widths = "".join(f" {code}[{self._advances[self.glyph_of_code[code]]:.6g}]" for code in codes)
        descriptor = (
            f"/Type/FontDescriptor/FontName/{tag}+{self.name}/Flags {flags}/FontBBox[{' '.join(map(str, self.box))}]"
            f"/ItalicAngle {self.italic_angle:g}/Ascent {self.ascent}/Descent {self.descent}"
            f"/CapHeight {self.cap_height}/StemV {50 + self.weight // 10}"
        )
        to_glyph = None
        if codes and codes[-1] >= self._glyph_count:
            to_glyph = b"".join(struct.pack(">H", self.glyph_of_code.get(code, 0)) for code in range(codes[-1] + 1))
        return FontObjects(f"{tag}+{self.name}", program, descriptor, widths, self._to_unicode(codes), to_glyph)

    def _to_unicode(self, codes: list[int]) -> bytes:
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        for start in range(0, len(codes), 100):
            some = codes[start : start + 100]
            lines.append(f"{len(some)} beginbfchar")
            lines += [f"<{code:04X}> <{self.character_of_code[code].encode('utf-16-be').hex()}>" for code in some]
            lines.append("endbfchar")
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines).encode()


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


def _assemble(tables: dict[bytes, bytes]) -> bytes:
    """A font file of the tables, with directory and checksums (OpenType, "Organization of an OpenType Font")."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    directory = [struct.pack(">4sHHHH", b"\x00\x01\x00\x00", count, 16 * power, power.bit_length() - 1, 16 * (count - power))]
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
