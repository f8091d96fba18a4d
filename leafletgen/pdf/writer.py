"""The file itself: objects packed into compressed object streams behind a cross-reference stream (PDF 1.7)."""

import zlib
from collections.abc import Callable
from hashlib import md5
from typing import Any

from reportlab.pdfbase import pdfdoc

#: Objects in one object stream: many make the file small, few let a reader open a page without unpacking all.
_OBJECTS_A_STREAM = 400
#: zlib's level: 3 takes two thirds of the time of 6 for a file 4 per cent larger.
_LEVEL = 3


class UnembeddedFontError(Exception):
    """Text in a font that would not be embedded (ISO 14289-1, 7.21.4.1), such as Helvetica."""

    def __init__(self, name: str) -> None:
        """Keep the font's name."""
        super().__init__(f"{name} is not embedded: register a TrueType font, and set it before drawing text")
        self.name = name


class Raw(pdfdoc.PDFObject):
    """An object given as PDF syntax, for places where ReportLab wants an object of its own."""

    def __init__(self, syntax: bytes) -> None:
        """Keep the syntax as it is."""
        self.syntax = syntax

    def format(self, document: Any) -> bytes:
        """The syntax, as ReportLab's formatter asks for it."""
        return self.syntax


class PageSlot(pdfdoc.PDFObject):
    """A page in ReportLab's book of objects; its dictionary is written when everything is known."""

    __RefOnly__ = 1

    def format(self, document: Any) -> bytes:
        """Never reached: the writer puts the page's own dictionary in place."""
        raise AssertionError("a page slot is written by the tagged writer")


class TaggedDocument(pdfdoc.PDFDocument):
    """A ReportLab document whose file is written here.

    Objects of two kinds live side by side under one numbering: ReportLab's own (forms, images and fonts that a
    caller drew with ReportLab's methods), and raw ones that this layer puts in as syntax.
    """

    Catalog: Any
    Pages: Any

    def __init__(self, language: str) -> None:
        """Start an empty document of PDF 1.7 in a language (BCP 47)."""
        super().__init__(invariant=1, pdfVersion=(1, 7), lang=language, compression=1)
        self._plain: dict[int, bytes] = {}
        self._streams: dict[int, bytes] = {}
        #: Called before writing; it puts the remaining objects in and returns the numbers of catalog and Info.
        self.finish: Callable[[], tuple[int, int]] | None = None

    def reserve(self, count: int = 1) -> int:
        """Take the next object numbers and return the first."""
        first: int = self.objectcounter + 1
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

    def getInternalFontName(self, psfontname: str) -> str:  # noqa: N802 - ReportLab's name
        """Refuse a font that ReportLab would name without embedding it.

        Raises:
            UnembeddedFontError: always; registered TrueType fonts come in by another way.
        """
        raise UnembeddedFontError(psfontname)

    def number_of_page(self, index: int) -> int:
        """The object number of a page, counted from 0."""
        number: int = self.idToObjectNumberAndVersion[f"Page{index + 1}"][0]
        return number

    def GetPDFData(self, canvas: Any) -> bytes:  # noqa: N802 - ReportLab's name
        """The finished file."""
        if self.finish is None:
            raise RuntimeError("a tagged document is finished by its canvas")
        catalog, info = self.finish()
        for font in self.delayedFonts:
            font.addObjects(self)
        self._take_over_reportlab_objects()
        return self._assemble(catalog, info)

    def _take_over_reportlab_objects(self) -> None:
        """Format what ReportLab registered; formatting may register more, so go on until nothing is new."""
        unused = {id(self.Catalog), id(self.Pages), id(self.info), id(self.Outlines)}
        done: set[int] = set()
        while todo := [number for number in sorted(self.numberToId) if number not in done]:
            for number in todo:
                done.add(number)
                item = self.idToObject[self.numberToId[number]]
                if id(item) in unused or isinstance(item, PageSlot):
                    continue
                syntax = pdfdoc.format(item, self, toplevel=1)
                if isinstance(item, pdfdoc.PDFStream) or syntax.rstrip().endswith(b"endstream"):
                    # ISO 19005-2, 6.1.7.1: an end-of-line before "endstream", which ReportLab leaves out.
                    head, _, _ = syntax.rstrip().rpartition(b"endstream")
                    self._streams[number] = head + b"\nendstream"
                else:
                    self._plain[number] = syntax

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
