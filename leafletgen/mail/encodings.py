"""Texts and files as 7-bit lines (RFC 2045, 6.7 and 6.8): the whole of one at once, by what is written in C."""

from __future__ import annotations

import re
from binascii import b2a_base64, b2a_qp
from typing import Final

LINE: Final = 76
"""Characters of an encoded line at most, without its end (RFC 2045, 6.7 (5) and 6.8)."""
_LINES = re.compile(b".{1,%d}" % LINE)
#: A line that b2a_qp leaves too long, as it does with some that end in a space: what fits, and the escape of the space.
_TOO_LONG = re.compile(rb"^(.{74,75})(=20\r|=09\r)$", re.MULTILINE)


def in_base64(data: bytes) -> bytes:
    """Return a file in base64, in lines that end in CRLF."""
    return b"\r\n".join([*_LINES.findall(b2a_base64(data, newline=False)), b""])


def length_in_base64(length: int) -> int:
    """Return how many bytes so many become in base64, with the ends of lines."""
    encoded = (length + 2) // 3 * 4
    return encoded + 2 * (-(-encoded // LINE))


def in_quoted_printable(text: str) -> bytes:
    """Return a text as UTF-8 in quoted-printable, in lines that end in CRLF, the last one too.

    Whatever ended a line (LF, CRLF, CR) is CRLF then, and spaces at the end of a line are kept.

    Raises:
        UnicodeEncodeError: half a character is in it.
    """
    lines = text.encode("utf-8").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    lines = (lines if lines.endswith(b"\n") else lines + b"\n").replace(b"\n", b"\r\n")
    encoded = b2a_qp(lines)
    return _TOO_LONG.sub(rb"\1=\r\n\2", encoded) if b" \r" in lines or b"\t\r" in lines else encoded
