"""Reads the XMP packet of a PDF back: what its Info dictionary would say, and the standards that it claims to keep to.

PDF/A-4 forbids the Info dictionary (ISO 19005-4, 6.1.3), so that of such a file there is nothing else to read.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
import zlib
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import pikepdf

#: Bytes of a packet that are read; those of leafletgen have four thousand.
_LIMIT = 1_000_000
#: Characters of a claim that are repeated.
_LONGEST_CLAIM = 40

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_PDF_A = "{http://www.aiim.org/pdfa/ns/id/}"
_PDF_UA = "{http://www.aiim.org/pdfua/ns/id/}"
_DECLARED = "{http://pdfa.org/declarations/}conformsTo"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

#: The properties that say what the keys of Info do (ISO 19005-2, 6.6.3).
_INFO: Final = {
    "Title": f"{_DC}title",
    "Author": f"{_DC}creator",
    "Subject": f"{_DC}description",
    "Keywords": f"{_PDF}Keywords",
    "Creator": f"{_XMP}CreatorTool",
    "Producer": f"{_PDF}Producer",
}
#: What the declarations of Well-Tagged PDF are called, by their addresses (Well-Tagged PDF 1.0, 6.1).
_WELL_TAGGED: Final = {
    "http://pdfa.org/declarations/wtpdf#accessibility1.0": "Well-Tagged PDF 1.0 for accessibility",
    "http://pdfa.org/declarations/wtpdf#reuse1.0": "Well-Tagged PDF 1.0 for reuse",
}


class Packet(NamedTuple):
    """What a packet says."""

    info: dict[str, str]
    """By the keys of an Info dictionary, as it has them; what is not said is left out."""
    claims: tuple[str, ...] = ()
    """Standards as people call them, such as ``PDF/A-2a``."""


def packet_of(data: bytes) -> Packet:
    """The packet of a PDF; one that says nothing when there is none that can be read."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            return packet_in(pdf)
    except (pikepdf.PdfError, ValueError):
        return Packet({})


def packet_in(pdf: pikepdf.Pdf) -> Packet:
    """The packet of an open PDF; one that says nothing when there is none that can be read."""
    import pikepdf

    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return Packet({})
    try:
        return read_packet(_unpacked(stream))
    except (pikepdf.PdfError, zlib.error):
        return Packet({})


def read_packet(xml: bytes) -> Packet:
    """What a packet says; nothing for what is no XML, or has entities of its own, which no XMP has."""
    if b"<!DOCTYPE" in xml:
        return Packet({})
    try:
        root = ElementTree.fromstring(xml)
    except (ElementTree.ParseError, ValueError, LookupError):
        return Packet({})
    said = {key: _value(root, name) for key, name in _INFO.items()}
    said["CreationDate"] = _pdf_date(_value(root, f"{_XMP}CreateDate"))
    return Packet({key: value for key, value in said.items() if value}, tuple(_claims(root)))


def _unpacked(stream: pikepdf.Stream) -> bytes:
    """The first bytes of a stream, as many as are read; nothing when it is packed in another way than most are."""
    raw, kind = stream.read_raw_bytes(), stream.get("/Filter")
    if kind is None:
        return raw[:_LIMIT]
    if str(kind) == "/FlateDecode" and "/DecodeParms" not in stream:
        return zlib.decompressobj().decompress(raw, _LIMIT)
    return b""


def _claims(root: ElementTree.Element) -> list[str]:
    archived, level = _value(root, f"{_PDF_A}part"), _value(root, f"{_PDF_A}conformance")
    accessible = _value(root, f"{_PDF_UA}part")
    found = [f"PDF/A-{archived}{level.lower()}"[:_LONGEST_CLAIM]] if archived else []
    found += [f"PDF/UA-{accessible}"[:_LONGEST_CLAIM]] if accessible else []
    declared = [(element.text or "").strip() for element in root.iter(_DECLARED)]
    return found + [called for address, called in _WELL_TAGGED.items() if address in declared]


def _value(root: ElementTree.Element, name: str) -> str:
    """A property: an element, an attribute of its description, or of several languages that of none, else the first."""
    found = root.find(f".//{name}")
    if found is None:
        return next((node.get(name, "").strip() for node in root.iter(f"{_RDF}Description") if name in node.attrib), "")
    items = list(found.iter(f"{_RDF}li"))
    default = [item for item in items if item.get(_LANGUAGE) == "x-default"]
    return ((default or items or [found])[0].text or "").strip()


def _pdf_date(text: str) -> str:
    """A date of XMP as Info has it; nothing for what is none."""
    try:
        return f"D:{datetime.fromisoformat(text).astimezone(UTC):%Y%m%d%H%M%S}Z"
    except (ValueError, OverflowError):
        return ""
