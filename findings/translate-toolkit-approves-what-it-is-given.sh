#!/usr/bin/env bash
# translate-toolkit 3.20.4: a translation in XLIFF 1.2 that is set is an approved one, and one that was not is a doubtful one.
#
# In XLIFF 1.2 a unit has "approved", which says that its translation passed the final review, and is "no" where it is not
# said; the state of a translation is another thing. The toolkit has one flag for both, the "fuzzy" of gettext. So giving a
# unit its words makes it approved, also where the file says approved="no", and po2xliff approves all that is not fuzzy;
# xliff2po makes every translation fuzzy that is not approved, even where its state is "translated", and what is compiled
# from it by gettext has none of them. In XLIFF 2.0 it is the other way round: words that are changed after the review keep
# the state "final". An agency that works on such files cannot see by them what a reviewer has seen.
#
# Seen: approved="yes" after target = "…", and from po2xliff; "fuzzy" for state="translated"; "final" kept in 2.0.
# Fails when that changes. Needs Python 3.11 or later; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check translate-toolkit==3.20.4
cat >arm.po <<'PO'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: fr\n"

msgid "Lift your arm."
msgstr "Lever le bras."
PO
cat >arm.xlf <<'XLIFF'
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="arm" source-language="en" target-language="fr" datatype="plaintext"><body>
    <trans-unit id="1" approved="no"><source>Lift your arm.</source></trans-unit>
    <trans-unit id="2"><source>Rest.</source><target state="translated">Reposer.</target></trans-unit>
  </body></file>
</xliff>
XLIFF
cat >arm2.xlf <<'XLIFF'
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.0" srcLang="en" trgLang="fr" xmlns="urn:oasis:names:tc:xliff:document:2.0">
  <file id="arm"><unit id="1"><segment state="final">
    <source>Lift your arm.</source><target>Lever le bras.</target>
  </segment></unit></file>
</xliff>
XLIFF
cat >approved.py <<'PY'
"""Give a unit its words in both versions of XLIFF, and convert between PO and XLIFF 1.2 with the toolkit's commands."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from lxml import etree
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File


def converted(command: str, source: str, made: str) -> str:
    """Run one of the commands, and return what it made."""
    subprocess.run([Path(sys.executable).with_name(command), "--progress", "none", source, made], check=True)
    return Path(made).read_text("utf-8")


def attribute(data: bytes, element: str, name: str) -> str | None:
    """An attribute of the first element of a name whose source is the first message."""
    found = etree.fromstring(data).iter(f"{{*}}{element}")
    return next(one.get(name) for one in found if one.findtext("{*}source") == "Lift your arm.")


def given(kind: type, name: str) -> bytes:
    """A file after its first unit was given other words."""
    store = kind.parsestring(Path(name).read_bytes())
    store.units[0].target = "Levez le bras."
    return bytes(store)


seen = {
    "XLIFF 1.2, approved, of words given": attribute(given(xlifffile, "arm.xlf"), "trans-unit", "approved"),
    "XLIFF 2.0, state, of words changed": attribute(given(Xliff2File, "arm2.xlf"), "segment", "state"),
    "po2xliff, approved": attribute(converted("po2xliff", "arm.po", "made.xlf").encode(), "trans-unit", "approved"),
    "xliff2po, fuzzy": '#, fuzzy\nmsgid "Rest."' in converted("xliff2po", "arm.xlf", "made.po"),
}
print(f"translate-toolkit {version('translate-toolkit')}")
for what, value in seen.items():
    print(f"{what}: {value}")
sys.exit(0 if [*seen.values()] == ["yes", "final", "yes", True] else 1)
PY
venv/bin/python approved.py
