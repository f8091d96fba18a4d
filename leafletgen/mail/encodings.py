"""Texts and files as 7-bit lines (RFC 2045, 6.7 and 6.8): many at once, by what C can do with the whole of it."""

from __future__ import annotations

import re
from binascii import b2a_base64, b2a_qp
from typing import Final

LINE: Final = 76
"""Characters of an encoded line at most, without its end (RFC 2045, 6.7 (5) and 6.8)."""
#: As much of a line as fits before the ``=`` of a soft break; an escape (``=C3``) is not cut.
_PIECE = re.compile(rb".{1,75}(?<!=)(?<!=.)", re.DOTALL)


def in_base64(data: bytes) -> bytes:
    """Return a file in base64, in lines that end in CRLF."""
    encoded = b2a_base64(data, newline=False)
    lines = [encoded[at : at + LINE] for at in range(0, len(encoded), LINE)]
    return b"\r\n".join([*lines, b""])


def length_in_base64(length: int) -> int:
    """Return how many bytes so many become in base64, with the ends of lines."""
    encoded = (length + 2) // 3 * 4
    return encoded + 2 * (-(-encoded // LINE))


def in_quoted_printable(text: str) -> bytes:
    """Return a text of lines as UTF-8 in quoted-printable, in lines that end in CRLF, the last one too.

    Whatever ended a line (LF, CRLF, CR) is CRLF then; spaces at the end of a line are kept. Python's own encoder
    escapes; its lines are joined and cut anew, since those that end in a space come out 78 characters long.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    escaped = b2a_qp(lines.encode("utf-8")).replace(b"=\n", b"")
    return b"".join(map(_wrapped, escaped.removesuffix(b"\n").split(b"\n")))


def _wrapped(line: bytes) -> bytes:
    if len(line) <= LINE:
        return line + b"\r\n"
    last = _PIECE.findall(line)
    return b"=\r\n".join(last) + b"\r\n"
