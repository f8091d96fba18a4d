#!/usr/bin/env bash
# docx 9.15.2 (npm) and pandoc 3.9 (in pypandoc_binary 1.17): a ticked box and an empty one that docx writes are both gone.
#
# docx writes the sign of a check box as a w:sym with the font MS Gothic and the code 2612 or 2610, and a SymbolRun may name
# any font. Both are valid: the code is the character's value in Unicode, or that value with F000 added to it, as
# fonts of symbols have it (ECMA-376-1, 17.3.3.30). So these are ☒ and ☐, and a 2265 of Cambria Math is ≥. Readers look for
# Symbol and Wingdings alone. pandoc leaves out all three, with no message even if asked to be --verbose: a form that is
# ticked reads like one that is not. docx2python 3.7.1 takes off the first digit of any code and has U+0612, an Arabic sign,
# for ☒. mammoth 1.13.0 warns of all three, knows the boxes by their w14:checkbox nevertheless, and leaves out the ≥.
#
# Seen: pandoc says "Yes No From 5 mg", docx2python "&#x0612;", mammoth two inputs and no ≥. Fails when that changes.
# Needs Node 20 or later with npm, and Python 3.11 or later; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check \
    pypandoc_binary==1.17 docx2python==3.7.1 mammoth==1.13.0
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund docx@9.15.2
cat >write.mjs <<'JS'
// A box that is ticked, one that is not, and a sign before a dose.
import { writeFileSync } from "node:fs";
import { CheckBox, Document, Packer, Paragraph, SymbolRun, TextRun } from "docx";

const boxes = [new CheckBox({ checked: true }), new TextRun(" Yes "), new CheckBox({ checked: false }), new TextRun(" No")];
const dose = [new TextRun("From "), new SymbolRun({ char: "2265", symbolfont: "Cambria Math" }), new TextRun(" 5 mg")];
const children = [boxes, dose].map((runs) => new Paragraph({ children: runs }));
writeFileSync("form.docx", await Packer.toBuffer(new Document({ sections: [{ children }] })));
JS
node write.mjs
cat >read.py <<'PY'
"""Read the form with three libraries."""

import json
import re
import subprocess
import sys
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import mammoth
import pypandoc
from docx2python import docx2python

written = ZipFile("form.docx").read("word/document.xml").decode()
command = [pypandoc.get_pandoc_path(), "--from=docx", "--to=plain", "--verbose", "form.docx"]
done = subprocess.run(command, capture_output=True, check=True)
pandoc, told = " ".join(done.stdout.decode().split()), done.stderr.decode().strip()
python = docx2python("form.docx").text
read = mammoth.convert_to_html(BytesIO(Path("form.docx").read_bytes()))
print(f"docx {json.loads(Path('node_modules/docx/package.json').read_text())['version']}")
print(f"  writes {', '.join(re.findall(r'<w:sym [^>]*>', written))}")
print(f"pandoc {pypandoc.get_pandoc_version()}: {pandoc!r}, with the message {told!r}")
print(f"docx2python {version('docx2python')}: {python!r}")
print(f"mammoth {version('mammoth')}: {read.value!r}")
for message in read.messages:
    print(f"  {message.message}")
seen = [
    [code in written for code in ("2612", "2610", "2265")] == [True] * 3,
    (pandoc, told) == ("Yes No From 5 mg", ""),
    "&#x0612;</span> Yes" in python and "&#x0610;</span> No" in python and "&#x0265;</span> 5 mg" in python,
    "checkbox" in read.value and "≥" not in read.value and any("2265" in one.message for one in read.messages),
]
sys.exit(0 if all(seen) else 1)
PY
venv/bin/python -W ignore read.py
