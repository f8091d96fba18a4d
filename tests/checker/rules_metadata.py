"""Rules of the metadata: XMP is there, claims the standards, and says the same as Info, where that is."""

import datetime
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

import pikepdf

from tests.checker.document import Document
from tests.checker.standards import FIRST, SECOND

_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
_PAIRS = (
    ("Title", "dc:title"),
    ("Author", "dc:creator"),
    ("Subject", "dc:description"),
    ("Keywords", "pdf:Keywords"),
    ("Producer", "pdf:Producer"),
    ("Creator", "xmp:CreatorTool"),
)
_DATES = (("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate"))
_ALL_CLAIMS = tuple(dict.fromkeys(name for standard in (FIRST, SECOND) for name, _ in standard.claims))
_DECLARED = "{http://pdfa.org/declarations/}conformsTo"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)(?:00'?00'?)?|([+-])(\d\d)'?(\d\d)?'?)?")


class _Packet:
    """The properties of an XMP packet."""

    def __init__(self, data: bytes) -> None:
        root = ElementTree.fromstring(data)
        self.declarations = [element.text or "" for element in root.iter(_DECLARED)]
        self.nodes = list(root.iter(f"{{{_NAMESPACES['rdf']}}}Description"))

    def values(self, name: str) -> list[str]:
        """Return the values of a property, the default language's alone where it has several languages."""
        prefix, _, local = name.partition(":")
        full = f"{{{_NAMESPACES[prefix]}}}{local}"
        for node in self.nodes:
            if full in node.attrib:
                return [node.attrib[full]]
            found = node.find(full)
            if found is None:
                continue
            items = found.findall(".//rdf:li", _NAMESPACES)
            if not items:
                return [found.text or ""]
            default = [item for item in items if item.get(_LANGUAGE) == "x-default"]
            return [item.text or "" for item in default or items]
        return []


def _pdf_date(text: str) -> datetime.datetime | None:
    match = _PDF_DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (
        int(part or low) for part, low in zip(match.group(1, 2, 3, 4, 5, 6), (1, 1, 1, 0, 0, 0), strict=True)
    )
    zone = datetime.UTC if match[7] else None
    if match[8]:
        offset = datetime.timedelta(hours=int(match[9]), minutes=int(match[10] or 0))
        zone = datetime.timezone(-offset if match[8] == "-" else offset)
    try:
        return datetime.datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def _xmp_date(text: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        return None


def metadata(document: Document) -> Iterator[str]:
    """XMP is uncompressed, equal to Info, has a title, and claims the standards."""
    stream = document.pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        yield "there is no XMP metadata"
        return
    if "/Filter" in stream or stream.get("/Type") != "/Metadata" or stream.get("/Subtype") != "/XML":
        yield "the XMP stream is not a plain one of Type Metadata and Subtype XML"
    try:
        packet = _Packet(stream.read_bytes())
    except ElementTree.ParseError as error:
        yield f"XMP cannot be read: {error}"
        return
    claims = dict(document.standard.claims)
    for name in _ALL_CLAIMS:
        wanted = [claims[name]] if name in claims else []
        if packet.values(name) != wanted:
            yield f"XMP: {name} is {packet.values(name)}, not {claims.get(name)}"
    if packet.declarations != list(document.standard.declarations):
        yield f"XMP: the declarations are {packet.declarations}"
    if not document.standard.has_info:
        if "/Info" in document.pdf.trailer:
            yield "there is an Info dictionary, which PDF/A-4 forbids"
        if not "".join(packet.values("dc:title")).strip():
            yield "XMP has no title"
        return
    source = document.pdf.trailer.get("/Info", pikepdf.Dictionary())
    info = {key.lstrip("/"): str(value) for key, value in source.items()}
    if not info.get("Title", "").strip():
        yield "Info has no Title"
    for key, name in _PAIRS:
        inside = [info[key]] if key in info else []
        if packet.values(name) != inside:
            yield f"XMP: {name} is {packet.values(name)}, {key} in Info is {inside}"
    for key, name in _DATES:
        written = packet.values(name)
        if (key in info) != bool(written):
            yield f"XMP: {name} is {written}, {key} in Info is {info.get(key)!r}"
        elif written:
            first, second = _pdf_date(info[key]), _xmp_date(written[0])
            if first is None or second is None or first != second or first.utcoffset() != second.utcoffset():
                yield f"XMP: {name} is {written[0]}, {key} in Info is {info[key]}"
    known = {key for key, _ in (*_PAIRS, *_DATES)} | {"Trapped"}
    for key in info:
        if key not in known:
            yield f"Info has the key {key}, which XMP lacks"


RULES = (metadata,)
