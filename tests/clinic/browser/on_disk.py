"""Looks for a word in every file below a folder, in the encodings and the packings that browsers use."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

_MOZILLA = b"mozLz40\0"
_GZIP = re.compile(rb"\x1f\x8b\x08")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


def files_with(folder: Path, word: str) -> list[str]:
    """Return the files below a folder that hold a word, or are called by it."""
    wanted = [word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")]
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        if word in path.name or any(form in data for data in _views(path.read_bytes()) for form in wanted):
            found.append(path.relative_to(folder).as_posix())
    return found


def _views(data: bytes) -> Iterator[bytes]:
    """Return what a file holds as it is, and all in it that is packed in one of the usual ways."""
    yield data
    if data.startswith(_MOZILLA):
        yield unpacked_lz4(data[len(_MOZILLA) + 4 :])
    for pattern, bits in ((_GZIP, 31), (_ZLIB, 15)):
        for match in pattern.finditer(data):
            try:
                yield zlib.decompressobj(bits).decompress(data[match.start() :])
            except zlib.error:
                continue


def unpacked_lz4(data: bytes) -> bytes:
    """Unpack one block of LZ4, in which Firefox keeps its sessions (lz4_Block_format.md of the LZ4 project)."""
    out = bytearray()
    place = 0
    while place < len(data):
        token = data[place]
        length, place = _length(data, place + 1, token >> 4)
        out += data[place : place + length]
        place += length
        if place >= len(data):
            break  # the last of a block has no copy
        distance = int.from_bytes(data[place : place + 2], "little")
        length, place = _length(data, place + 2, token & 15)
        start = len(out) - distance
        for index in range(length + 4):
            out.append(out[start + index])
    return bytes(out)


def _length(data: bytes, place: int, begun: int) -> tuple[int, int]:
    """Return a length that may go on in further bytes, and the place after it."""
    length = begun
    while begun == 15:
        more = data[place]
        length, place = length + more, place + 1
        if more != 255:
            break
    return length, place
