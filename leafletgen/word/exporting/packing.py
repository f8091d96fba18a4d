"""A Word file as bytes that are the same in every folder on every day."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

#: The first day that a zip archive knows (APPNOTE 4.4.6).
_DAY: Final = (1980, 1, 1, 0, 0, 0)
TYPES: Final = "[Content_Types].xml"
APPLICATION: Final = "docProps/app.xml"


def packed(data: bytes) -> bytes:
    """The parts of a package in the order of their names, with one date.

    First come the types, as other programs look for them there, and what program wrote it, which is not compressed:
    by that a file is known that nobody has saved since (`leafletgen.system.targets`).
    """
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(buffer, "w") as target:
        names = sorted(source.namelist(), key=lambda name: (name != TYPES, name != APPLICATION, name))
        for name in names:
            entry = ZipInfo(name, _DAY)
            entry.create_system = 0
            entry.compress_type = ZIP_STORED if name == APPLICATION else ZIP_DEFLATED
            target.writestr(entry, source.read(name), compresslevel=6)
    return buffer.getvalue()
