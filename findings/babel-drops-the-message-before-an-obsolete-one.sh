#!/usr/bin/env bash
# Babel 2.19.0: a translation in use is lost when the next entry is an obsolete one that has its previous text.
#
# msgmerge --previous of GNU gettext keeps, beside a message whose English changed, what it said before ("#| msgid"). When
# the message then leaves the program, the entry is kept as an obsolete one, and its previous text begins with "#~|". Babel
# knows no such line. It takes the line for a comment of an obsolete entry that belongs to the message above it, says
# "misformatted keyword", and makes that message, which is in use and translated, obsolete. It is then not in what is
# compiled, so the program speaks English there; written back, it has lost its comments and places. The entry's own "#|"
# lines, of a message in use, are read as comments of a translator and written as "# |", so that no tool knows them again.
#
# Seen: of two translated messages, one of them before such an entry, that one is not in the catalogue. Without the "#~|"
# line both are. polib 1.2.0 has both either way.
# Fails when that changes. Needs Python 3.11 or later; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check babel==2.19.0 polib==1.2.0
cat >"$folder/messages.po" <<'PO'
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\n"

#, fuzzy
#| msgid "Lift your arm."
msgid "Lift your arm slowly."
msgstr "Lever le bras."

#: sheet.py:12
msgid "Rest your arm."
msgstr "Reposer le bras."

#~| msgid "Bend your leg."
#~ msgid "Bend your knee."
#~ msgstr "Plier la jambe."
PO
cat >"$folder/messages.py" <<'PY'
"""Read the messages with two libraries, and write them back with Babel."""

import sys
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.pofile import read_po, write_po

there = Path(sys.argv[1]).read_text("utf-8")
without = "".join(line for line in there.splitlines(keepends=True) if not line.startswith("#~|"))
print(f"Babel {version('babel')}, polib {version('polib')}")
used = {}
for name, text in {"with": there, "without": without}.items():
    catalogue = read_po(BytesIO(text.encode()))
    used[name] = (
        [message.id for message in catalogue if message.id],
        [entry.msgid for entry in polib.pofile(text) if not entry.obsolete],
    )
    print(f"{name} the previous text of an obsolete message: Babel {used[name][0]}, polib {used[name][1]}")
back = BytesIO()
write_po(back, read_po(BytesIO(there.encode())), omit_header=True)
print(back.getvalue().decode().strip())
both = ["Lift your arm slowly.", "Rest your arm."]
lost = used == {"with": (both[:1], both), "without": (both, both)}
written = {'#~ msgid "Rest your arm."', '# | msgid "Lift your arm."'} <= {*back.getvalue().decode().splitlines()}
sys.exit(0 if lost and written else 1)
PY
"$folder/venv/bin/python" "$folder/messages.py" "$folder/messages.po"
