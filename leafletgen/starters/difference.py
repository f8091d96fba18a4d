"""The difference between a file and the starter's, as a short unified diff."""

from __future__ import annotations

from difflib import unified_diff

from leafletgen.starters.shipped import with_plain_ends

_LONGEST = 160


def difference(old: bytes, new: bytes) -> list[str] | None:
    """Return what to take out (-) and put in (+) to come from a file to the starter's; None unless both are text.

    Letters that would change what a terminal shows are written out.
    """
    try:
        before, after = (with_plain_ends(data).decode("utf-8-sig").splitlines() for data in (old, new))
    except UnicodeDecodeError:
        return None
    if b"\0" in old or b"\0" in new:
        return None
    return [_shown(line) for line in unified_diff(before, after, n=1, lineterm="")][2:]


def _shown(line: str) -> str:
    text = "".join(letter if letter.isprintable() or letter == "\t" else f"\\x{ord(letter):02x}" for letter in line)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
