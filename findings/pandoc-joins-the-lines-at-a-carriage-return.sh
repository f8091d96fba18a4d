#!/usr/bin/env bash
# pandoc 3.9 (in pypandoc_binary 1.17): two lines of a Word file, "Take 1" and "2 times a day", become "Take 12 times a day".
#
# A line in a run may end with a w:br or with a w:cr, and the two shall behave alike: the line ends, and the text goes on in
# the next (ECMA-376-1, 17.3.3.4). pandoc reads the w:br as a line break, and passes over the w:cr without leaving as much as
# a space, with no message even if asked to be --verbose. Two words become one, or two numbers. Word itself writes w:br; the
# CarriageReturn of docx 9.15.2 (npm), used here, writes w:cr, as pandoc 1.11.1 did for every line break (its issue 873).
# mammoth 1.13.0 joins the lines too, with a warning of an element that it does not know. python-docx 1.2.0 reads both.
#
# Seen: "Take 12 times a day" from pandoc and mammoth with the w:cr, two lines with the w:br. Fails when that changes.
# Needs Node 20 or later with npm, and Python 3.11 or later; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check \
    pypandoc_binary==1.17 mammoth==1.13.0 python-docx==1.2.0
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund docx@9.15.2
cat >write.mjs <<'JS'
// The same two lines, once with a carriage return between them and once with a break.
import { writeFileSync } from "node:fs";
import { CarriageReturn, Document, Packer, Paragraph, TextRun } from "docx";

const ways = {
  cr: [new TextRun({ children: ["Take 1", new CarriageReturn(), "2 times a day"] })],
  br: [new TextRun("Take 1"), new TextRun({ break: 1, text: "2 times a day" })],
};
for (const [name, children] of Object.entries(ways)) {
  const document = new Document({ sections: [{ children: [new Paragraph({ children })] }] });
  writeFileSync(`${name}.docx`, await Packer.toBuffer(document));
}
JS
node write.mjs
cat >read.py <<'PY'
"""Read both files with three libraries."""

import subprocess
import sys
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import mammoth
import pypandoc


def by_pandoc(name: str) -> tuple[str, str]:
    """The text of a file, and what is said meanwhile."""
    command = [pypandoc.get_pandoc_path(), "--from=docx", "--to=plain", "--verbose", name]
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode().strip(), done.stderr.decode().strip()


def by_mammoth(name: str) -> tuple[str, str]:
    """The same, as HTML."""
    read = mammoth.convert_to_html(BytesIO(Path(name).read_bytes()))
    return read.value, "; ".join(one.message for one in read.messages)


print(f"pandoc {pypandoc.get_pandoc_version()}, mammoth {version('mammoth')}, python-docx {version('python-docx')}")
found = {}
for way in ("cr", "br"):
    name = f"{way}.docx"
    assert f"<w:{way}/>" in ZipFile(name).read("word/document.xml").decode(), f"docx writes no w:{way}"
    found[way] = (by_pandoc(name), by_mammoth(name), docx.Document(name).paragraphs[0].text)
    print(f"w:{way}: pandoc {found[way][0]}, mammoth {found[way][1]}, python-docx {found[way][2]!r}")
joined, lines = "Take 12 times a day", "Take 1\n2 times a day"
expected = {
    "cr": ((joined, ""), (f"<p>{joined}</p>", "An unrecognised element was ignored: w:cr"), lines),
    "br": ((lines, ""), (f"<p>{lines.replace(chr(10), '<br />')}</p>", ""), lines),
}
sys.exit(0 if found == expected else 1)
PY
venv/bin/python read.py
