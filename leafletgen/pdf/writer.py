"""The file itself: objects packed into compressed object streams behind a cross-reference stream (PDF 1.7)."""

import zlib
from collections.abc import Callable
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


class TaggedDocument:
    """A document whose objects are put in as PDF syntax, each under a number of its own."""

    def __init__(self) -> None:
        """Start an empty document of PDF 1.7."""
        #: The last number that was taken.
        self.objectcounter = FONTS
        self._plain: dict[int, bytes] = {}
        self._streams: dict[int, bytes] = {}
        self._pages: list[int] = []
        #: Resource name to the number of its font.
        self.fonts: dict[str, int] = {}
        #: Called before writing; it puts the remaining objects in and returns the numbers of catalog and Info.
        self.finish: Callable[[], tuple[int, int]] | None = None

    def reserve(self, count: int = 1) -> int:
        """Take the next object numbers and return the first."""
        first = self.objectcounter + 1
        self.objectcounter += count
        return first

    def put(self, number: int, syntax: str) -> int:
        """Write an object that is no stream, in Latin-1 syntax."""
        self._plain[number] = syntax.encode("latin-1")
        return number

    def add(self, syntax: str) -> int:
        """Write an object that is no stream under a new number."""
        return self.put(self.reserve(), syntax)

    def add_stream(self, entries: str, data: bytes, packed: bool = True) -> int:
        """Write a stream under a new number; packed says whether to compress the data here.

        entries is the dictionary's syntax without Length; a Filter is added when the data is compressed.
        """
        if packed:
            data = zlib.compress(data, _LEVEL)
            entries += "/Filter/FlateDecode"
        number = self.reserve()
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

    def _assemble(self, catalog: int, info: int) -> bytes:
        parts: list[bytes] = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        at = len(parts[0])
        places: dict[int, tuple[int, int, int]] = {}
        numbers = sorted(self._plain)
        for start in range(0, len(numbers), _OBJECTS_A_STREAM):
            some = numbers[start : start + _OBJECTS_A_STREAM]
            index: list[str] = []
            offset = 0
            for number in some:
                index.append(f"{number} {offset}")
                offset += len(self._plain[number]) + 1
            head = (" ".join(index) + " ").encode()
            body = head + b" ".join([self._plain[number] for number in some])
            holder = self.add_stream(f"/Type/ObjStm/N {len(some)}/First {len(head)}", body)
            for slot, number in enumerate(some):
                places[number] = (2, holder, slot)
        for number in sorted(self._streams):
            body = b"%d 0 obj\n" % number + self._streams[number] + b"\nendobj\n"
            places[number] = (1, at, 0)
            parts.append(body)
            at += len(body)
        own = self.reserve()
        places[own] = (1, at, 0)
        width = max(2, (at.bit_length() + 7) // 8)
        rows = [b"\0" * (width + 2) + b"\xff"]
        for number in range(1, own + 1):
            kind, value, third = places.get(number, (0, 0, 0))
            rows.append(bytes([kind]) + value.to_bytes(width, "big") + third.to_bytes(2, "big"))
        digest = md5(b"".join(parts), usedforsecurity=False).hexdigest()
        table = zlib.compress(b"".join(rows), _LEVEL)
        parts.append(
            f"{own} 0 obj\n<</Type/XRef/Size {own + 1}/W[1 {width} 2]/Root {catalog} 0 R/Info {info} 0 R"
            f"/ID[<{digest}><{digest}>]/Filter/FlateDecode/Length {len(table)}>>\nstream\n".encode()
            + table
            + f"\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n".encode()
        )
        return b"".join(parts)
