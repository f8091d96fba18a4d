#!/usr/bin/env bash
# docx2python 3.7.1: words that a Word file says are not bold, italic, struck or underlined are given as just that.
#
# Bold, italic and strike are on or off by their w:val, and on when there is none (ECMA-376-1, 17.17.4); an underline "none"
# is no underline (17.3.2.40). Off is written where a style has it on, as for the plain words of a bold line, and by programs
# that write what they were told: python-docx 1.2.0, which makes the file here, for False, and docx (npm) for false. With
# html=True, docx2python marks a run by the name of the element alone, so that off reads as on: "Do", a bold "not" and
# "stop." are one bold sentence, and the word that mattered is lost in it. mammoth 1.13.0 reads the file as it is meant.
#
# Seen: "<b>Do not stop.</b>" where "not" alone is bold, and "<i>", "<s>" and "<u>" for words with each of these off;
# nothing of the kind from mammoth. Fails when that changes. Needs Python 3.11 or later; installs into a folder that is
# removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check docx2python==3.7.1 python-docx==1.2.0 mammoth==1.13.0
cat >off.py <<'PY'
"""Write words with their looks switched off, and read them."""

import sys
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import docx
import mammoth
from docx2python import docx2python
from lxml import etree

file = docx.Document()
warning = file.add_paragraph()
for words, bold in (("Do ", False), ("not", True), (" stop.", False)):
    warning.add_run(words).bold = bold
looks = file.add_paragraph()
looks.add_run("level ").italic = False
looks.add_run("valid ").font.strike = False
looks.add_run("plain").underline = False
file.save("off.docx")

read = [line for line in docx2python("off.docx", html=True).text.splitlines() if line]
other = mammoth.convert_to_html(BytesIO(Path("off.docx").read_bytes()), style_map="u => u").value
print(f"python-docx {version('python-docx')} writes:")
for run in (*warning.runs, *looks.runs):
    switches = [f"{etree.QName(one).localname} {one.values() or 'without a value'}" for one in run._r.rPr]
    print(f"  {run.text!r}: {', '.join(switches)}")
print(f"docx2python {version('docx2python')}: {read}")
print(f"mammoth {version('mammoth')}: {other}")
right = "<p>Do <strong>not</strong> stop.</p><p>level valid plain</p>"
wrong = ["<b>Do not stop.</b>", "<i>level </i><s>valid </s><u>plain</u>"]
sys.exit(0 if (read, other) == (wrong, right) else 1)
PY
venv/bin/python -W ignore off.py
