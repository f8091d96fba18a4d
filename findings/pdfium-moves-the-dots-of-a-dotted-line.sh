#!/usr/bin/env bash
# pypdfium2 5.15.2 (PDFium): a dotted line whose dots have no length drifts, and a shape far smaller than its line shrinks.
#
# A line of round dots is written in PDF, as in SVG, as dashes of no length with round caps: [0 20] 0 d, 1 J. PDFium makes
# each of these dashes a little long, and all that come after it move on by as much, so that a hundred dots end a dot too
# far. Dashes of 0.01 stay where they belong. And a closed path that is far smaller than its line is wide (a square of
# 0.008 under a round line of 1.5, as an icon set draws its dots) is drawn as an outline, with under half of the
# area that the line has; a line from the point to itself with round caps has the whole.
#
# Seen: the last of nine dots 0.75 points too far to the right; 0.4 of the area of the dot. Poppler does neither.
# Fails when that changes. Needs Python 3.11 or later; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pypdfium2==5.15.2 pillow
cat >"$folder/dots.py" <<'PY'
"""Draw dots in two ways, and measure where PDFium puts them and how wide they are."""

import sys
from importlib.metadata import version

import pypdfium2
from PIL.Image import Image

SCALE = 4


def drawn(content: str) -> Image:
    """Render a page of 240 by 60 points, and return it with what is black as white."""
    body = content.encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 240 60]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(body), body),
    ]
    data, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    start = len(data)
    data += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    page = pypdfium2.PdfDocument(data)[0]
    return page.render(scale=SCALE).to_pil().convert("L").point(lambda value: 255 - value)


def line(dash: str) -> float:
    """Where the last dot ends, in points."""
    return drawn(f"10 w 1 J [{dash}] 0 d 20 30 m 185 30 l S").getbbox()[2] / SCALE


moved = line("0 20") - line("0.01 19.99")
square = drawn("q 20 0 0 20 0 0 cm 1.5 w 1 J 1 j 5 1 m 5.008 1 l 5.008 1.008 l 5 1.008 l h S Q")
dot = drawn("q 20 0 0 20 0 0 cm 1.5 w 1 J 1 j 5.004 1.004 m 5.004 1.004 l S Q")
print(f"pypdfium2 {version('pypdfium2')}")
print(f"the last dot of a line of nine: {moved:.2f} points too far")
share = sum(square.histogram()[128:]) / sum(dot.histogram()[128:])
print(f"a small square under a wide round line: {share:.2f} of the area of the dot that it is")
sys.exit(0 if moved > 0.5 and share < 0.6 else 1)
PY
"$folder/venv/bin/python" "$folder/dots.py"
