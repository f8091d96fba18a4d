#!/usr/bin/env bash
# svglib 2.3.2 (with reportlab 5.1.0): reading an SVG that holds words starts a program.
#
# For each font family that is not one of the few it knows, svglib asks the system program fc-match where the font is,
# and it does so by default. Who reads drawings of strangers in a locked-down place, or promises to start nothing, sees a
# child process for a plain <text>. An own `font_map` given to svg2rlg keeps it from asking.
#
# Seen: with the default, four starts of fc-match for one word in a family nobody has; with a font map of one's own, none.
# Fails when that changes. Needs Python 3.11 or later; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check svglib==2.3.2 reportlab==5.1.0 lxml==6.1.0 2>/dev/null ||
    "$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check svglib==2.3.2 reportlab==5.1.0
cat >"$folder/words.py" <<'PY'
"""Count the programs that are started while a drawing with one word in it is read."""

import sys
from importlib.metadata import version
from io import StringIO

started: list[str] = []


def watch(event: str, arguments: tuple) -> None:
    """Note the program, and let it be."""
    if event == "subprocess.Popen":
        started.append(str(arguments[0]).rpartition("/")[2])


from svglib.fonts import FontMap  # noqa: E402
from svglib.svglib import svg2rlg  # noqa: E402

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20">'
    '<text x="2" y="14" font-family="Nobodys Own Family" font-size="12">Physio</text></svg>'
)
sys.addaudithook(watch)
svg2rlg(StringIO(DRAWING))
by_default = list(started)
started.clear()


class Nothing(FontMap):
    """A font map that looks nothing up."""

    def find_font(self, *arguments: object, **options: object) -> tuple[str, bool]:
        """Answer with a font that every PDF reader has."""
        return "Helvetica", True


svg2rlg(StringIO(DRAWING), font_map=Nothing())
print(f"svglib {version('svglib')}, reportlab {version('reportlab')}")
print(f"by default: {by_default}")
print(f"with a font map of one's own: {started}")
sys.exit(0 if "fc-match" in by_default and not started else 1)
PY
"$folder/venv/bin/python" "$folder/words.py"
