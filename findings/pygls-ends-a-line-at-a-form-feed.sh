#!/usr/bin/env bash
# pygls 2.1.1: a change that an editor sends lands in another line where a form feed or U+2028 stands before it.
#
# Editor and server must see the same lines: they end at \n, \r\n and \r alone (Language Server Protocol 3.17, "Text
# Documents"). pygls divides a document by str.splitlines(), for which U+000B, U+000C, U+001C to U+001E, U+0085,
# U+2028 and U+2029 end a line too. They come into texts by copying from PDFs and word processors. From then on every
# incremental change, which is what a server of pygls asks for by itself, is carried out a line too high; the server
# goes on with a text that nobody wrote, and nothing is told. Positions that it sends are a line too low.
#
# A server that asks for whole texts (text_document_sync_kind=Full) and counts lines for itself is right.
#
# Seen: "three" of the third line is changed to "3", and "two" of the line before becomes "3", for each of these eight
# characters; nothing of the kind for \n, \r\n and \r. Fails when that changes. Needs Python 3.11 or later; installs into
# a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"${PYTHON:-python3}" -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pygls==2.1.1 lsprotocol==2025.0.0
cat >lines.py <<'PY'
"""Open a document as an editor does, change a word in its last line, and show what the server has then."""

import sys
from importlib.metadata import version

from lsprotocol import types
from pygls.workspace import Workspace

URI = "file:///leaflet.txt"
ENDS = ("\n", "\r\n", "\r")
OTHERS = ("\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")


def changed(odd: str) -> str:
    """Change "three" to "3" by the line it is in for the protocol."""
    before = f"one{odd}two\nthree\n"
    line = 2 if odd in ENDS else 1
    workspace = Workspace(None, types.TextDocumentSyncKind.Incremental)
    workspace.put_text_document(types.TextDocumentItem(URI, "plaintext", 1, before))
    place = types.Range(types.Position(line, 0), types.Position(line, len("three")))
    change = types.TextDocumentContentChangePartial(range=place, text="3")
    workspace.update_text_document(types.VersionedTextDocumentIdentifier(2, URI), change)
    return workspace.get_text_document(URI).source


print(f"pygls {version('pygls')}, lsprotocol {version('lsprotocol')}")
for odd in (*ENDS, *OTHERS):
    print(f"  {'one' + odd + 'two' + chr(10) + 'three' + chr(10)!r:24} becomes {changed(odd)!r}")
right = all(changed(odd) == f"one{odd}two\n3\n" for odd in ENDS)
wrong = all(changed(odd) == f"one{odd}3\nthree\n" for odd in OTHERS)
sys.exit(0 if right and wrong else 1)
PY
venv/bin/python -W ignore lines.py
