"""Which kind of picture a file is, by its first bytes: a Word file's own endings and types are often wrong."""

from __future__ import annotations

import re
from typing import Final

_BEGINNINGS: Final = (
    (rb"\x89PNG\r\n\x1a\n", ".png"),
    (rb"\xff\xd8\xff", ".jpg"),
    (rb"GIF8", ".gif"),
    (rb"BM", ".bmp"),
    (rb"RIFF....WEBP", ".webp"),
    (rb"II\xbc", ".wdp"),
    (rb"II(?:\*\0|\+\0)|MM(?:\0\*|\0\+)", ".tif"),
    (rb"\x01\0\0\0.{36} EMF", ".emf"),
    (rb"\xd7\xcd\xc6\x9a|[\x01\x02]\0\x09\0", ".wmf"),
    (rb"\0\0\x01\0", ".ico"),
    (rb"\0\0\x02\x0c\0{8}|\x11\x01\xa0", ".pict"),
    (rb"%!PS|\xc5\xd0\xd3\xc6", ".eps"),
    (rb"%PDF-", ".pdf"),
    (rb"\x1f\x8b", ".gz"),
    (rb"(?:\xef\xbb\xbf)?\s*<(?:svg|\?xml|!--|!DOCTYPE svg)", ".svg"),
)
"""What a file begins with: [MS-EMF], [MS-WMF], JPEG XR (ITU-T T.832), and what is published for the others."""

_IN_BOXES: Final = {b"avif": ".avif", b"avis": ".avif"}
"""Brands of ISO/IEC 14496-12; every other one that Word takes as a picture is a photograph of a telephone."""


def suffix_of(data: bytes, name: str = "") -> str:
    """Return the ending of a file of this kind, in lower case and with its dot; "" without bytes.

    Args:
        data: the file.
        name: what the file is called, which settles what bytes do not.
    """
    if not data:
        return ""
    start = data[:256]
    for pattern, suffix in _BEGINNINGS:
        if re.match(pattern, start, re.DOTALL):
            return suffix
    if start[4:8] == b"ftyp":
        return _IN_BOXES.get(start[8:12], ".heic")
    ending = name.rpartition(".")[2].lower()
    return f".{ending}" if re.fullmatch(r"[a-z0-9]{1,4}", ending) else ".bin"
