"""Fonts of a written PDF: what their codes say in Unicode, and whether they are whole in the file."""

import re
from typing import Any

_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\]]*)\])", re.DOTALL)

UNMAPPED = "\ufffd"
"""Stands in the text for a code that the font's ToUnicode does not know."""

STANDARD_FONTS = ("Helvetica", "Times", "Courier", "Symbol", "ZapfDingbats", "Arial")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


class ToUnicode(dict[int, str]):
    """Codes to text; a code that is missing gives ``UNMAPPED``."""

    def __missing__(self, code: int) -> str:
        """Return the sign for a code without text."""
        return UNMAPPED


def read_to_unicode(data: bytes) -> tuple[ToUnicode, list[str]]:
    """Read a ToUnicode CMap.

    Args:
        data: The decoded stream.

    Returns:
        The table, and what is wrong with it.
    """
    table, faults = ToUnicode(), []

    def put(code: int, digits: bytes, offset: int = 0) -> None:
        try:
            raw = bytearray.fromhex(digits.decode("ascii"))
            if offset:
                unit = int.from_bytes(raw[-2:], "big") + offset
                raw[-2:] = unit.to_bytes(2, "big")
            text = raw.decode("utf-16-be")
        except (ValueError, OverflowError):
            faults.append(f"ToUnicode of code {code:#x} is not UTF-16: <{digits.decode('ascii')}>")
            return
        if not text or text in ("\0", "\ufeff", "\ufffe"):
            faults.append(f"ToUnicode of code {code:#x} is {text!r}")
        table[code] = text

    for kind, body in _BLOCK.findall(data):
        if kind == b"bfchar":
            codes = _HEX.findall(body)
            for source, target in zip(codes[::2], codes[1::2], strict=False):
                put(int(source, 16), target)
            continue
        for first, last, target, listed in _RANGE.findall(body):
            low, high = int(first, 16), int(last, 16)
            if listed:
                for code, digits in enumerate(_HEX.findall(listed), low):
                    put(code, digits)
            else:
                for code in range(low, min(high, 0xFFFF) + 1):
                    put(code, target, code - low)
    return table, faults


class Font:
    """One font resource, read once a file."""

    __slots__ = ("_cache", "faults", "name", "table", "two_byte")

    def __init__(self, resource: Any) -> None:
        """Read a font dictionary (a pikepdf object)."""
        self.name = str(resource.get("/BaseFont", resource.get("/Name", "?"))).lstrip("/")
        self.faults: list[str] = []
        self._cache: dict[bytes, tuple[str, ...]] = {}
        subtype = str(resource.get("/Subtype"))
        self.two_byte = subtype == "/Type0"
        described = resource
        if self.two_byte:
            described = resource["/DescendantFonts"][0]
            if str(resource.get("/Encoding")) != "/Identity-H":
                self.faults.append(f"font {self.name}: encoding is {resource.get('/Encoding')}, not Identity-H")
        if subtype != "/Type3":
            descriptor = described.get("/FontDescriptor")
            if descriptor is None or not any(key in descriptor for key in _FONT_FILES):
                self.faults.append(f"font {self.name} is not embedded")
        if self.name.startswith(STANDARD_FONTS):
            self.faults.append(f"font {self.name} is one of the standard fonts")
        to_unicode = resource.get("/ToUnicode")
        if to_unicode is None:
            self.faults.append(f"font {self.name} has no ToUnicode")
            self.table = ToUnicode()
        else:
            self.table, faults = read_to_unicode(to_unicode.read_bytes())
            self.faults += [f"font {self.name}: {fault}" for fault in faults]

    def decode(self, data: bytes) -> tuple[str, ...]:
        """Return the text of each code of a shown string."""
        text = self._cache.get(data)
        if text is not None:
            return text
        table = self.table
        if not self.two_byte:
            text = tuple([table[code] for code in data])
        else:
            codes = [data[index] << 8 | data[index + 1] for index in range(0, len(data) - 1, 2)]
            text = tuple([table[code] for code in codes])
            if len(data) % 2:
                self.faults.append(f"font {self.name}: a string of {len(data)} bytes where codes have two")
            if 0 in codes:
                self.faults.append(f"font {self.name}: glyph 0 (.notdef) is shown")
        self._cache[data] = text
        return text
