#!/usr/bin/env bash
# mammoth 1.13.0 (Python): "50 µg" becomes "50 mg" where the µ is a letter of the font Symbol, and nothing is said of it.
#
# A Word file has two ways to write a letter of a symbol font: a w:sym with the font and the code (ECMA-376-1, 17.3.3.30),
# or plain text in a run whose w:rFonts names the font (17.3.2.26); which of them Word takes depends on how the letter was
# put in (docx4j's issue 632). On the page both are a µ: code 6D of Symbol is the micro sign in the table of that font that
# Unicode publishes (Adobe's symbol.txt). mammoth has such a table and looks every w:sym up in it, but no text: the m stays
# an m, a thousand times the dose. A letter written in the area that 17.3.3.30 tells of, as U+F06D, stays there. mammoth
# does read the name of the font, so a transform of runs can do what is missing. pandoc 3.9 reads all three as µ (of the
# Greek alphabet, which looks the same).
#
# Seen: "50 µg" of the w:sym, "50 mg" of the text, "50 U+F06D g" of the private area, no message; "50 µg" with a transform.
# Fails when that changes. Needs Python 3.11 or later; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mammoth==1.13.0 pypandoc_binary==1.17
cat >"$folder/micro.py" <<'PY'
"""Read a dose whose µ is a letter of the font Symbol, written in three ways."""

import sys
from importlib.metadata import version
from io import BytesIO
from zipfile import ZipFile

import mammoth
import pypandoc

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def file(micro: str) -> bytes:
    """Make a Word file with one paragraph: a dose with what is given as its µ."""
    font = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
    before, after = '<w:r><w:t xml:space="preserve">Take 50 </w:t></w:r>', "<w:r><w:t>g</w:t></w:r>"
    body = f"<w:p>{before}<w:r>{font}{micro}</w:r>{after}</w:p><w:sectPr/>"
    data = BytesIO()
    with ZipFile(data, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPE}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode()
        )
    return data.getvalue()


def of_symbol(run: mammoth.documents.Run) -> mammoth.documents.Run:
    """Read the one letter that matters here, where the font says so."""
    if run.font == "Symbol":
        texts = [text.copy(value=text.value.replace("m", "µ")) for text in run.children]
        return run.copy(children=texts)
    return run


WAYS = {
    "w:sym": '<w:sym w:font="Symbol" w:char="F06D"/>',
    "text": "<w:t>m</w:t>",
    "private area": "<w:t>&#xF06D;</w:t>",
}
print(f"mammoth {version('mammoth')}, pandoc {pypandoc.get_pandoc_version()}")
found = []
for name, micro in WAYS.items():
    read = mammoth.extract_raw_text(BytesIO(file(micro)))
    other = pypandoc.convert_text(file(micro), "plain", format="docx").strip()
    print(f"{name}: mammoth says {read.value.strip()!a} with {len(read.messages)} messages, pandoc {other!a}")
    found.append((read.value.strip(), len(read.messages), other.replace("\N{GREEK SMALL LETTER MU}", "µ")))
transform = mammoth.transforms.run(of_symbol)
mended = mammoth.convert_to_html(BytesIO(file(WAYS["text"])), transform_document=transform).value
print(f"text, with a transform of runs: {mended!a}")
micro = "Take 50 \N{GREEK SMALL LETTER MU}g"
right = "Take 50 µg"
assert found == [(micro, 0, right), ("Take 50 mg", 0, right), ("Take 50 \uf06dg", 0, right)], "it reads otherwise now"
sys.exit(0 if mended == f"<p>{right}</p>" else 1)
PY
"$folder/venv/bin/python" "$folder/micro.py"
