#!/usr/bin/env bash
# qpdf 12.4.2 (in pikepdf 10.18.0): a PDF/A-2 file that qpdf writes anew, linearized or not, is no PDF/A-2 any more.
#
# PDF/A-2 (ISO 19005-2, 6.1.7.1) asks for a line end between the data of a stream and the word "endstream". qpdf leaves out
# the one that stood there, unless --newline-before-endstream is given. It says nothing of that, the file stays a good PDF
# and goes on claiming PDF/A in its metadata; veraPDF refuses it (6.1.7.1-2). pikepdf's own save(), on the same library,
# writes the line end, linearized as well.
#
# Seen: no line end from qpdf with --linearize; one with the option, and one from pikepdf's save(linearize=True).
# Fails when that changes. Needs Python 3.11 or later; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pikepdf==10.18.0
cat >"$folder/stream.py" <<'PY'
"""Write a file with a line end before "endstream" anew in three ways, and see where there still is one."""

import re
import sys
from pathlib import Path

import pikepdf

HERE = Path(sys.argv[1])


def valid() -> Path:
    """Write a page whose content ends in no line end of its own; the one before "endstream" is that of PDF/A."""
    body = b"0 0 10 10 re f"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 60 60]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(body), body),
    ]
    data, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    start = len(data)
    data += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start
    path = HERE / "valid.pdf"
    path.write_bytes(data)
    return path


def has_line_ends(path: Path) -> bool:
    """Whether there is a line end before each "endstream"."""
    return all(before in b"\r\n" for before in re.findall(rb"(.)endstream", path.read_bytes(), re.DOTALL))


source = valid()
qpdf, option, saved = (HERE / f"{name}.pdf" for name in ("qpdf", "option", "saved"))
pikepdf.Job(["pikepdf", "--linearize", str(source), str(qpdf)]).run()
pikepdf.Job(["pikepdf", "--linearize", "--newline-before-endstream", str(source), str(option)]).run()
with pikepdf.open(source) as document:
    document.save(saved, linearize=True)
found = [has_line_ends(path) for path in (source, qpdf, option, saved)]
print(f"pikepdf {pikepdf.__version__} with qpdf {pikepdf.__libqpdf_version__}")
for name, line in zip(("as it was", "qpdf --linearize", "with the option", "pikepdf, save()"), found, strict=True):
    print(f"{name}: {'a' if line else 'no'} line end before endstream")
sys.exit(0 if found == [True, False, True, True] else 1)
PY
"$folder/venv/bin/python" "$folder/stream.py" "$folder"
