"""A Word file unpacked: its parts by name, within limits, none of which is ever a path on disk."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Final

from leafletgen.errors import ExitCode, RefusedError, refused
from leafletgen.word.reading.other_files import ZIP, other_archive, other_kind

LARGEST: Final = 200_000_000
"""Bytes of all parts together, unpacked; ten times a leaflet full of photographs from a telephone."""
MOST_PARTS: Final = 5_000
STEEPEST: Final = 250
"""How many times larger than packed all parts together may be; XML of Word shrinks to a twentieth."""
_FREE: Final = 20_000_000
"""Bytes below which it does not matter how steep it is: an empty picture shrinks to a thousandth."""
_LONGEST_NAME: Final = 255
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How parts may be packed (ECMA-376 2, annex B.2)."""
_ENCRYPTED: Final = 0x1
"""The flag of a member that has a password (APPNOTE 4.4.4)."""
_MEMBER: Final = b"PK\x01\x02"
"""How each member begins in the list of an archive; at least as often as there are members."""
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, OverflowError)
"""What reading a damaged archive raises."""
_COPY_AGAIN: Final = (
    "open it in Word, which may mend it, and save it again; or copy it anew from where it came, for it may have been "
    "cut short on its way"
)


def unpacked(data: bytes, name: str) -> dict[str, bytes]:
    """Return all parts in the order of the file, by names such as "word/document.xml"; `name` is for messages.

    Raises:
        RefusedError: it is no Word file, damaged, or beyond the limits.
    """
    if not data.startswith(ZIP):
        raise other_kind(data, name)
    if data.count(_MEMBER) > MOST_PARTS:
        raise too_large(name, f"it has more than {MOST_PARTS:,} parts")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = _members(archive, name)
            return {part: _read(archive, member, part, name) for part, member in members.items()}
    except _DAMAGE as fault:
        raise damaged_file(name, "is damaged or was cut short") from fault


def damaged_file(name: str, how: str) -> RefusedError:
    """Return the refusal of a damaged file; `how` follows its name."""
    return refused("word-file-damaged", f'"{name}" {how}', _COPY_AGAIN, ExitCode.CONTENT)


def damaged_part(name: str, part: str, how: str = "is damaged") -> RefusedError:
    """Return the refusal of a file because of one of its parts; `how` follows the part's name."""
    message = f'"{name}" cannot be read: its part "{part}" {how}'
    return refused("word-part-damaged", message, _COPY_AGAIN, ExitCode.CONTENT)


def too_large(name: str, why: str) -> RefusedError:
    """Return the refusal of a file that goes beyond the limits."""
    hint = "divide it into several Word files, make its pictures smaller (Word: Compress Pictures), and import those"
    return refused("word-file-too-large", f'"{name}" is too large to read: {why}', hint, ExitCode.CONTENT)


def _members(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    """Return what is to be read, none of it read yet."""
    found: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    for member in archive.infolist():
        part = member.filename.replace("\\", "/").lstrip("/")
        if part.endswith("/"):  # a folder
            continue
        _check_name(part, name)
        if part.casefold() in folded:  # two readers would read two different files
            raise damaged_part(name, part, "is there twice")
        folded.add(part.casefold())
        found[part] = member
    refusal = other_archive(list(found), name)
    if refusal is not None:
        raise refusal
    _check_sizes(found, name)
    return found


def _check_name(part: str, name: str) -> None:
    if not part or len(part) > _LONGEST_NAME or not part.isprintable() or ".." in part.split("/"):
        raise damaged_part(name, part, "has a name that no Word file has")


def _check_sizes(members: dict[str, zipfile.ZipInfo], name: str) -> None:
    """Look at the sizes that are declared; no more than that is ever read."""
    size = sum(member.file_size for member in members.values())
    packed = sum(member.compress_size for member in members.values())
    if size > LARGEST:
        raise too_large(name, f"its parts have more than {LARGEST // 1_000_000} MB")
    if size > _FREE and size > STEEPEST * packed:
        raise too_large(name, f"its parts unpack to more than {STEEPEST} times their size")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, part: str, name: str) -> bytes:
    if member.flag_bits & _ENCRYPTED:
        hint = "open it in Word, save it as a Word document (.docx) without a password, and import that"
        message = f'"{name}" has a password on its part "{part}" and cannot be read'
        raise refused("word-file-has-password", message, hint, ExitCode.CONTENT)
    if member.compress_type not in _PACKED:
        raise damaged_part(name, part, "is packed in a way that Word does not use")
    try:
        return archive.read(member)
    except _DAMAGE as fault:
        raise damaged_part(name, part) from fault
