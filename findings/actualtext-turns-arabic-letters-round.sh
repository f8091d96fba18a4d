#!/usr/bin/env bash
# pypdfium2 5.15.2 (PDFium), Poppler 25.03.0: an ActualText on an Arabic word makes both say its letters from last to first.
#
# Shaped letters are shown as the eye sees them, from left to right. An ActualText (ISO 32000-1, 14.9.4) that says the word
# as it is written, first letter first, is there for such a case, and is written to help readers. Both take its letters
# for what lies on the page from left to right, and turn them round as they do with what is shown; the order of the words
# stays. Without an ActualText both have the words right, so that a file that says more is read worse.
#
# Seen: of two words of three letters, each is said from its third letter to its first, by pdftotext too.
# Fails when that changes. Needs apt-get with the keyring of Debian, and Python 3.11 or later; installs into a folder that
# is removed again, from Debian 13.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
mkdir -p state/lists/partial cache/archives/partial root
: >status
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian trixie main" >sources.list
packages() {
    apt-get --quiet=2 -o Dir::Etc::SourceList="$folder/sources.list" -o Dir::Etc::SourceParts=- -o Dir::Etc::Preferences=- \
        -o Dir::Etc::PreferencesParts=- -o Dir::State="$folder/state" -o Dir::State::Status="$folder/status" \
        -o Dir::Cache="$folder/cache" "$@" >log 2>&1 || { cat log && exit 1; }
}
packages update
packages install --yes --no-install-recommends --download-only poppler-utils=25.03.0-5+deb13u4
for package in cache/archives/*.deb; do dpkg-deb --extract "$package" root; done
# The loader and the libraries are those of the same Debian, whichever runs here.
loader="$(find root/usr/lib* -maxdepth 1 -name "ld-linux*" -print -quit)"
libraries="$(echo root/usr/lib/*-linux-gnu*)"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pypdfium2==5.15.2 pikepdf==10.18.0 uharfbuzz==0.57.0 \
    fonttools==4.68.0 fontpkg-noto-sans-arabic==2.12
cat >words.py <<'PY'
"""Write two words of Arabic, "an easy lesson", with an ActualText and without, and have both readers read them."""

import subprocess
import sys
from importlib.metadata import distribution, version
from io import BytesIO

import pikepdf
import pypdfium2
import uharfbuzz
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from pikepdf import Array, Dictionary, Name

FIRST, SECOND = "درس", "سهل"

path = next(file for file in distribution("fontpkg-noto-sans-arabic").files if file.suffix == ".ttf")
plain = BytesIO()
instantiateVariableFont(TTFont(path.locate()), {"wght": 400, "wdth": 100}).save(plain)
font = uharfbuzz.Font(uharfbuzz.Face(plain.getvalue()))
em = font.face.upem


def write(name: str, actual: bool) -> None:
    """Write a page with the words in a line from right to left."""
    codes: dict[tuple[int, str], int] = {}
    content, left = "", 20.0
    for text in (SECOND, " ", FIRST):
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer)
        glyphs = [(glyph.codepoint, text[glyph.cluster]) for glyph in buffer.glyph_infos]
        shown = "".join(f"{codes.setdefault(glyph, len(codes) + 1):04x}" for glyph in glyphs)
        mark = f"/Span <</ActualText<feff{text.encode('utf-16-be').hex()}>>> BDC" if actual else "/Span BMC"
        content += f"{mark} BT /F 20 Tf {left:.2f} 40 Td <{shown}> Tj ET EMC\n"
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
    page = pdf.add_blank_page(page_size=(120, 80))
    page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(face)))
    page.Contents = pdf.make_stream(content.encode())
    pdf.save(f"{name}.pdf")


def readings(name: str) -> tuple[str, str]:
    """What PDFium and pdftotext, whose command is given, read; without the signs of direction round a line."""
    text = subprocess.run([*sys.argv[1:], f"{name}.pdf", "-"], capture_output=True, check=True, encoding="utf-8").stdout
    page = pypdfium2.PdfDocument(f"{name}.pdf")[0]
    return page.get_textpage().get_text_range(), text.strip("\f\n\u202a\u202b\u202c")


print(f"pypdfium2 {version('pypdfium2')}")
write("plain", actual=False)
write("actual", actual=True)
for name in ("plain", "actual"):
    print(name, *(f"{reading} ({ascii(reading)})" for reading in readings(name)), sep="\n    ")
turned = f"{FIRST[::-1]} {SECOND[::-1]}"
sys.exit(0 if {*readings("plain")} == {f"{FIRST} {SECOND}"} and {*readings("actual")} == {turned} else 1)
PY
reader=("$loader" --library-path "$libraries" root/usr/bin/pdftotext)
"${reader[@]}" -v 2>&1 | sed -n 1p
PYTHONUTF8=1 venv/bin/python words.py "${reader[@]}"
