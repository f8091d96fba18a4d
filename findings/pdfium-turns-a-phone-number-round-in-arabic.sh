#!/usr/bin/env bash
# pypdfium2 5.15.2 (PDFium): a phone number in a line of Arabic is read with its groups from the last to the first.
#
# PDFium works out anew in which order the strings of a line are read, whatever order they are shown in, and where most of
# the line goes from right to left, so do the parts of a number. "01632 960 123" between words of Arabic is one string of
# the page, shown from left to right, and is copied as "123 960 01632", which is a number that somebody else has. A code of
# letters and digits has its first letter at its end. A number without a space is right, a time too, and so is a phone
# number with no-break spaces (U+00A0) in its ToUnicode map. A bracket is called by the name of its mirror image, though
# the map says which character was written, so that both brackets of a word come out the wrong way round.
#
# Seen: "123 960 01632" for a phone number, "4400/2473P" for a code; "12", "10:30" and no-break spaces as they are;
# ")word(" for a word in brackets.
# Fails when that changes. Needs Python 3.11 or later; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pypdfium2==5.15.2 pikepdf==10.18.0 uharfbuzz==0.57.0 \
    fonttools==4.68.0 fontpkg-noto-sans-arabic==2.12
cat >lines.py <<'PY'
"""Write lines of Arabic that hold a number, a code or brackets, and have PDFium read them."""

import sys
from importlib.metadata import distribution, version
from io import BytesIO

import pikepdf
import pypdfium2
import uharfbuzz
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from pikepdf import Array, Dictionary, Name

FIRST, LAST = "درس", "سهل"

path = next(file for file in distribution("fontpkg-noto-sans-arabic").files if file.suffix == ".ttf")
plain = BytesIO()
instantiateVariableFont(TTFont(path.locate()), {"wght": 400, "wdth": 100}).save(plain)
font = uharfbuzz.Font(uharfbuzz.Face(plain.getvalue()))
em = font.face.upem


def write(name: str, *strings: str) -> None:
    """Write a page with the strings of a line from left to right."""
    codes: dict[tuple[int, str], int] = {}
    content, left = "", 20.0
    for text in strings:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer)
        glyphs = [(glyph.codepoint, text[glyph.cluster]) for glyph in buffer.glyph_infos]
        shown = "".join(f"{codes.setdefault(glyph, len(codes) + 1):04x}" for glyph in glyphs)
        content += f"BT /F 20 Tf {left:.2f} 40 Td <{shown}> Tj ET\n"
        left += sum(place.x_advance for place in buffer.glyph_positions) * 20 / em
    pdf = pikepdf.Pdf.new()
    said = "".join(f"<{code:04x}> <{ord(letter):04x}>\n" for (_, letter), code in codes.items())
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Said def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(codes)} beginbfchar\n{said}endbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Noto, Flags=4, ItalicAngle=0, StemV=80)
    descriptor.FontBBox = Array([-600, -600, 2000, 1400])
    descriptor.Ascent, descriptor.Descent, descriptor.CapHeight = 1069, -293, 714
    descriptor.FontFile2 = pdf.make_stream(plain.getvalue(), Length1=len(plain.getvalue()))
    glyphs = pikepdf.Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Noto)
    glyphs.CIDSystemInfo = Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0)
    glyphs.FontDescriptor = pdf.make_indirect(descriptor)
    glyphs.W = Array([1, Array([round(font.get_glyph_h_advance(glyph) * 1000 / em) for glyph, _ in codes])])
    glyphs.CIDToGIDMap = pdf.make_stream(b"\0\0" + b"".join(glyph.to_bytes(2, "big") for glyph, _ in codes))
    face = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Noto, Encoding=Name("/Identity-H"))
    face.DescendantFonts = Array([pdf.make_indirect(glyphs)])
    face.ToUnicode = pdf.make_stream(to_unicode.encode())
    page = pdf.add_blank_page(page_size=(300, 80))
    page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(face)))
    page.Contents = pdf.make_stream(content.encode())
    pdf.save(f"{name}.pdf")


print(f"pypdfium2 {version('pypdfium2')}")
changed = False
for name, written, read in [
    ("phone", "01632 960 123", "123 960 01632"),
    ("code", "P4400/2473", "4400/2473P"),
    ("number", "12", "12"),
    ("time", "10:30", "10:30"),
    ("held", "01632\xa0960\xa0123", "01632\xa0960\xa0123"),
    ("brackets", f"({FIRST})", f"){FIRST}("),
]:
    write(name, f" {LAST}", written, f"{FIRST} ")
    said = pypdfium2.PdfDocument(f"{name}.pdf")[0].get_textpage().get_text_range()
    print(f"{name}: {written!a} is read as {said.removeprefix(f'{FIRST} ').removesuffix(f' {LAST}')!a}")
    changed |= said != f"{FIRST} {read} {LAST}"
sys.exit(changed)
PY
PYTHONUTF8=1 venv/bin/python lines.py
