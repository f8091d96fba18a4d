"""The file itself: objects packed into compressed object streams behind a cross-reference stream (PDF 1.5 on)."""

import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import md5
from typing import Any

#: Objects in one object stream: many make the file small, few let a reader open a page without unpacking all.
_OBJECTS_A_STREAM = 400
#: zlib's level: 3 takes two thirds of the time of 6 for a file 4 per cent larger.
_LEVEL = 3
#: The number of the dictionary of fonts, which all pages share.
FONTS = 1
#: Fonts in one line of that dictionary.
_FONTS_A_LINE = 6
#: How many streams a process keeps as they were compressed, and bytes of the largest of them.
_KEPT = 300
_LARGEST_KEPT = 50_000


@lru_cache(maxsize=_KEPT)
def _kept(data: bytes) -> bytes:
    """The data compressed, now or before.

    Where a word of a leaflet changes, nearly all of its pages are what they were, and the sheets of a clinic show the
    same exercises: compressing them takes a tenth of a document's time.
    """
    return zlib.compress(data, _LEVEL)


class TaggedDocument:
    """A document whose objects are put in as PDF syntax, each under a number of its own."""

    def __init__(self, version: str = "1.7") -> None:
        """Start an empty document of a version of PDF."""
        self.version = version
        #: The last number that was taken.
        self.objectcounter = FONTS
        #: Objects in Latin-1 syntax, which are encoded together.
        self._plain: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}
        self._pages: list[int] = []
        #: Resource name to the number of its font.
        self.fonts: dict[str, int] = {}
        #: Called before writing; it puts the remaining objects in and returns the numbers of catalog and Info.
        self.finish: Callable[[], tuple[int, int | None]] | None = None

    def reserve(self, count: int = 1) -> int:
        """Take the next object numbers and return the first."""
        first = self.objectcounter + 1
        self.objectcounter += count
        return first

    def put(self, number: int, syntax: str) -> int:
        """Write an object that is no stream, in Latin-1 syntax."""
        self._plain[number] = syntax
        return number

    def add(self, syntax: str) -> int:
        """Write an object that is no stream under a new number."""
        return self.put(self.reserve(), syntax)

    def add_stream(self, entries: str, data: bytes, packed: bool = True, personal: bool = False) -> int:
        """Write a stream under a new number, as `put_stream` does."""
        return self.put_stream(self.reserve(), entries, data, packed, personal)

    def put_stream(self, number: int, entries: str, data: bytes, packed: bool = True, personal: bool = False) -> int:
        """Write a stream under a number that was taken; packed says whether to compress the data here.

        entries is the dictionary's syntax without Length; a Filter is added when the data is compressed.
        personal says that a person's data is in it, which is not to be kept once the document is written.
        """
        if packed:
            data = zlib.compress(data, _LEVEL) if personal or len(data) > _LARGEST_KEPT else _kept(data)
            entries += "/Filter/FlateDecode"
        self._streams[number] = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1") + data + b"\nendstream"
        return number

    def add_page(self) -> None:
        """Take a number for the next page, whose dictionary is written when everything is known."""
        self._pages.append(self.reserve())

    def number_of_page(self, index: int) -> int:
        """The object number of a page, counted from 0."""
        return self._pages[index]

    def drawn_resources(self, page: dict[str, Any]) -> tuple[dict[str, str], dict[str, str], str]:
        """What else a page's resources hold: XObjects, graphics states, and further entries as syntax."""
        return {}, {}, ""

    def data(self) -> bytes:
        """The finished file."""
        if self.finish is None:
            raise RuntimeError("a tagged document is finished by its canvas")
        catalog, info = self.finish()
        self._write_fonts()
        return self._assemble(catalog, info)

    def _write_fonts(self) -> None:
        entries = [f"/{name} {self.fonts[name]} 0 R" for name in sorted(self.fonts)]
        lines = [" ".join(entries[at : at + _FONTS_A_LINE]) for at in range(0, len(entries), _FONTS_A_LINE)]
        self.put(FONTS, "<<\n" + " \n  ".join(lines) + "\n>>")

    def _assemble(self, catalog: int, info: int | None) -> bytes:
        parts: list[bytes] = [f"%PDF-{self.version}\n".encode() + b"%\xe2\xe3\xcf\xd3\n"]
        holders = self._hold_objects()
        at = len(parts[0])
        places: dict[int, int] = {}
        for number in sorted(self._streams):
            body = b"%d 0 obj\n" % number + self._streams[number] + b"\nendobj\n"
            places[number] = at
            parts.append(body)
            at += len(body)
        own = self.reserve()
        places[own] = at
        width = max(2, (at.bit_length() + 7) // 8)
        digest = md5(b"".join(parts), usedforsecurity=False).hexdigest()
        table = zlib.compress(_cross_references(own + 1, width, places, holders), _LEVEL)
        said = "" if info is None else f"/Info {info} 0 R"
        parts.append(
            f"{own} 0 obj\n<</Type/XRef/Size {own + 1}/W[1 {width} 2]/Root {catalog} 0 R{said}"
            f"/ID[<{digest}><{digest}>]/Filter/FlateDecode/Length {len(table)}>>\nstream\n".encode()
            + table
            + f"\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n".encode()
        )
        return b"".join(parts)

    def _hold_objects(self) -> dict[int, list[int]]:
        """Write the objects that are no streams into object streams; their numbers, in order, by the stream's."""
        holders: dict[int, list[int]] = {}
        numbers = sorted(self._plain)
        for start in range(0, len(numbers), _OBJECTS_A_STREAM):
            some = numbers[start : start + _OBJECTS_A_STREAM]
            objects = [self._plain[number] for number in some]
            index: list[str] = []
            offset = 0
            for number, syntax in zip(some, objects, strict=True):
                index.append(f"{number} {offset}")
                offset += len(syntax) + 1
            head = " ".join(index) + " "
            body = (head + " ".join(objects)).encode("latin-1")
            holders[self.add_stream(f"/Type/ObjStm/N {len(some)}/First {len(head)}", body)] = some
        return holders


def _cross_references(size: int, width: int, places: Mapping[int, int], holders: Mapping[int, list[int]]) -> bytes:
    """The rows of a cross-reference stream (ISO 32000-1, 7.5.8.3) with a second field of so many bytes.

    Args:
        size: how many rows.
        width: bytes of an offset or a number.
        places: the offset of each object that stands in the file itself.
        holders: by the number of an object stream, the numbers of its objects in their order.
    """
    rows = [bytes(width + 3)] * size
    rows[0] = bytes(width + 2) + b"\xff"
    for number, at in places.items():
        rows[number] = b"\1" + at.to_bytes(width, "big") + b"\0\0"
    for holder, numbers in holders.items():
        begin = b"\2" + holder.to_bytes(width, "big")
        for slot, number in enumerate(numbers):
            rows[number] = begin + slot.to_bytes(2, "big")
    return b"".join(rows)
