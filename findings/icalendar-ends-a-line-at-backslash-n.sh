#!/usr/bin/env bash
# icalendar 7.3.2: a backslash before a capital N in a text is written as the end of a line, not as a backslash.
#
# RFC 5545, 3.3.11, has a backslash in a text written as two, so that a reader gets it back; "\N" is one of the two ways to
# write a line end there. The library takes the two letters \ and N of a text, as in a folder's name, for that line end when
# it WRITES, before it escapes what is left: a calendar program shows the summary on two lines, without the N. A backslash
# before a small n is escaped as it should be.
#
# Seen: "C:\New" comes back as "C:", a line end, "ew"; "C:\new" comes back as it was. Fails when that changes. Needs Python
# 3.11 or later; installs into a folder that is removed again.
set -euo pipefail

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check icalendar==7.3.2
cat >"$folder/summary.py" <<'PY'
"""Write a summary with a backslash, and read it again."""

from importlib.metadata import version

from icalendar import Event


def again(text: str) -> str:
    """The summary of an event that was written and read."""
    event = Event()
    event.add("SUMMARY", text)
    return str(Event.from_ical(event.to_ical())["SUMMARY"])


print(f"icalendar {version('icalendar')}")
capital, small = again("C:\\New"), again("C:\\new")
print(f"a capital N comes back as {capital!r}, a small one as {small!r}")
assert small == "C:\\new", "a small n is not kept any more"
assert capital == "C:\new", "a capital N comes back as something else now"
PY
"$folder/venv/bin/python" "$folder/summary.py"
