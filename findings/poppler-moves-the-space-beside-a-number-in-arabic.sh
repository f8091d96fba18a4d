#!/usr/bin/env bash
# Poppler 25.03.0 (pdftotext): in a line of Arabic the space after a number or a Latin word goes before it, and so do commas.
#
# pdftotext takes the words of a line from the left, and remembers with each whether a space comes after it there. In a
# line from right to left, where the words are said in the other order, the space of a number, or of a Latin word, is
# then said on the wrong side of it: two spaces before it, and after it a sign of direction (U+202C) at the most, so that it
# is one word with the next. A comma of Arabic, or a full stop, is parted from its word and put before the next word in the
# same way. Words alone are right. Whoever counts, searches or reads aloud by words has "12 times" as one word.
#
# Seen, without the signs of direction: "lesson  12easy" for "lesson 12 easy", the same with ABC; "lesson ,easy .lesson" for
# "lesson, easy. lesson". 22.12.0 too. Whether the strings are shown from the left or from the right makes no difference.
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
venv/bin/python -m pip install --quiet --disable-pip-version-check pikepdf==10.18.0 uharfbuzz==0.57.0 \
    fonttools==4.68.0 fontpkg-noto-sans-arabic==2.12
cat >spaces.py <<'PY'
"""Write lines of Arabic that hold a number, a Latin word or a comma, and have pdftotext read them."""

import subprocess
import sys
from importlib.metadata import distribution
from io import BytesIO

import pikepdf
import uharfbuzz
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from pikepdf import Array, Dictionary, Name

LESSON, EASY = "درس", "سهل"

path = next(file for file in distribution("fontpkg-noto-sans-arabic").files if file.suffix == ".ttf")
plain = BytesIO()
instantiateVariableFont(TTFont(path.locate()), {"wght": 400, "wdth": 100}).save(plain)
font = uharfbuzz.Font(uharfbuzz.Face(plain.getvalue()))
em = font.face.upem


def write(name: str, strings: list[str], from_right: bool) -> None:
    """Write a page with the strings of a line from left to right, shown in that order or from the right."""
    codes: dict[tuple[int, str], int] = {}
    shows, left = [], 20.0
    for text in strings:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer)
        glyphs = [(glyph.codepoint, text[glyph.cluster]) for glyph in buffer.glyph_infos]
        shown = "".join(f"{codes.setdefault(glyph, len(codes) + 1):04x}" for glyph in glyphs)
        shows.append(f"BT /F 20 Tf {left:.2f} 40 Td <{shown}> Tj ET\n")
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
    page = pdf.add_blank_page(page_size=(200, 80))
    page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(face)))
    page.Contents = pdf.make_stream("".join(shows[::-1] if from_right else shows).encode())
    pdf.save(f"{name}.pdf")


changed = False
for name, strings, read in [
    ("words", [EASY, " ", LESSON], f"{LESSON} {EASY}"),
    ("number", [EASY, " ", "12", " ", LESSON], f"{LESSON}  12{EASY}"),
    ("latin", [EASY, " ", "ABC", " ", LESSON], f"{LESSON}  ABC{EASY}"),
    ("comma", [f"{LESSON}، {EASY}. {LESSON}"], f"{LESSON} ،{EASY} .{LESSON}"),
]:
    for from_right in (False, True):
        write(name, strings, from_right)
        command = [*sys.argv[1:], f"{name}.pdf", "-"]
        text = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
        said = "".join(letter for letter in text.strip("\n\f") if not "\u202a" <= letter <= "\u202c")
        print(f"{name}: {said.replace(LESSON, 'lesson').replace(EASY, 'easy')!r}")
        changed |= said != read
sys.exit(changed)
PY
reader=("$loader" --library-path "$libraries" root/usr/bin/pdftotext)
"${reader[@]}" -v 2>&1 | sed -n 1p
PYTHONUTF8=1 venv/bin/python spaces.py "${reader[@]}"
