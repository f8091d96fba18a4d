"""Text files whatever line ends they were given: git on Windows may give a clone's files those of Windows."""

from __future__ import annotations

#: Endings of the content files that are text; pictures of dots and fonts are not.
TEXT = (".svg", ".yaml")


def with_plain_ends(name: str, data: bytes) -> bytes:
    """Return the bytes of a file with LF for CRLF when its name says that it is text, so that they can be compared."""
    return data.replace(b"\r\n", b"\n") if name.lower().endswith(TEXT) else data
