#!/usr/bin/env bash
# pandoc 3.9 (in pypandoc_binary 1.17): a paragraph of a Word file that a text box is anchored in loses all its own words.
#
# A text box hangs in a run of some paragraph. Word writes an mc:AlternateContent there, with a w:drawing in its Choice and a
# VML shape in its Fallback; each holds the words of the box in a w:txbxContent (ECMA-376-4, 14.9.1.1), and a reader takes
# one of the two (ECMA-376-3, 9.3). The words of the paragraph itself are in the runs before and after, and nothing in the
# format puts the box in their place. pandoc does: it gives the paragraphs of the box alone, with no message even if asked
# to be --verbose. An author who draws a box beside a warning does not see which paragraph it hangs in, and that one goes.
# That pandoc has the words of a box at all is new since 3.1.10, and its issue 9633 tells of a picture lost in the same way.
#
# Seen: of "Stop if", a box and "it hurts." the box alone is left; without the box, or with it in a paragraph of its own, all.
# Fails when that changes. Needs Python 3.11 or later; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pypandoc_binary==1.17
cat >"$folder/box.py" <<'PY'
"""Read a paragraph with a text box in it, without one, and with the box in a paragraph of its own."""

import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pypandoc

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN = "http://schemas.openxmlformats.org"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
NAMES = {
    "w": f"{OPEN}/wordprocessingml/2006/main",
    "wp": f"{OPEN}/drawingml/2006/wordprocessingDrawing",
    "a": f"{OPEN}/drawingml/2006/main",
    "mc": f"{OPEN}/markup-compatibility/2006",
    "wps": SHAPE,
    "v": "urn:schemas-microsoft-com:vml",
}
BOX = "<w:txbxContent><w:p><w:r><w:t>Ask us.</w:t></w:r></w:p></w:txbxContent>"
ANCHOR = (
    '<wp:anchor simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
    '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="1800000" cy="720000"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Text Box 1"/>'
    f'<a:graphic><a:graphicData uri="{SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:prstGeom prst="rect">'
    f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{BOX}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    "</wp:anchor>"
)
DRAWN = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{ANCHOR}</w:drawing></mc:Choice>'
    f'<mc:Fallback><w:pict><v:rect style="width:140pt;height:56pt"><v:textbox>{BOX}</v:textbox></v:rect></w:pict>'
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
BEFORE, AFTER = '<w:r><w:t xml:space="preserve">Stop if </w:t></w:r>', "<w:r><w:t>it hurts.</w:t></w:r>"


def file(body: str) -> bytes:
    """Make a Word file with these paragraphs."""
    data = BytesIO()
    names = " ".join(f'xmlns:{short}="{name}"' for short, name in NAMES.items())
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
        package.writestr("word/document.xml", f"<w:document {names}><w:body>{body}<w:sectPr/></w:body></w:document>")
    return data.getvalue()


def read(body: str) -> tuple[str, str]:
    """What pandoc reads of these paragraphs, in one line, and what it says meanwhile of words that it leaves out."""
    command = [pypandoc.get_pandoc_path(), "--from=docx", "--to=plain", "--verbose"]
    done = subprocess.run(command, input=file(body), capture_output=True, check=True)
    return " ".join(done.stdout.decode().split()), done.stderr.decode().strip()


print(f"pandoc {pypandoc.get_pandoc_version()}")
found = {
    "the box in the paragraph": read(f"<w:p>{BEFORE}{DRAWN}{AFTER}</w:p>"),
    "no box": read(f"<w:p>{BEFORE}{AFTER}</w:p>"),
    "the box by itself": read(f"<w:p>{BEFORE}{AFTER}</w:p><w:p>{DRAWN}</w:p>"),
}
for name, (words, told) in found.items():
    print(f"{name}: {words!r}, with the message {told!r}")
expected = ["Ask us.", "Stop if it hurts.", "Stop if it hurts. Ask us."]
sys.exit(0 if list(found.values()) == [(words, "") for words in expected] else 1)
PY
"$folder/venv/bin/python" "$folder/box.py"
