"""Document metadata, written twice and in step: as the Info dictionary and as one XMP packet."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; an empty text is left out in both places."""

    title: str
    language: str
    author: str = ""
    subject: str = ""
    keywords: str = ""
    creator: str = ""
    producer: str = ""
    created: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    full_size: bool = False
    """Whether print dialogs are asked not to scale its pages, because lengths on them count."""


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text_string(text: str) -> str:
    """A PDF text string object: printable ASCII as it is, all else as UTF-16BE (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return "<FEFF" + text.encode("utf-16-be", "replace").hex().upper() + ">"


def info(metadata: Metadata) -> str:
    """The Info dictionary in PDF syntax."""
    date = f"(D:{metadata.created:%Y%m%d%H%M%S}Z)"
    entries = [
        ("Title", metadata.title),
        ("Author", metadata.author),
        ("Subject", metadata.subject),
        ("Keywords", metadata.keywords),
        ("Creator", metadata.creator),
        ("Producer", metadata.producer),
    ]
    body = "".join(f"/{name}{text_string(value)}" for name, value in entries if value)
    return f"<<{body}/CreationDate{date}/ModDate{date}/Trapped/False>>"


class Claims(NamedTuple):
    """The standards that a file says it keeps to: properties of its own, and further descriptions, in XMP's syntax."""

    properties: str
    further: str


def packet(metadata: Metadata, claims: Claims) -> bytes:
    """The XMP packet of a document that makes these claims."""
    date = f"{metadata.created:%Y-%m-%dT%H:%M:%SZ}"
    language = _escape(metadata.language)
    parts = [
        # Once: Firefox shows all languages of a title one after another in its window's bar.
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_escape(metadata.title)}</rdf:li></rdf:Alt></dc:title>',
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>",
        "<dc:format>application/pdf</dc:format>",
    ]
    if metadata.author:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{_escape(metadata.author)}</rdf:li></rdf:Seq></dc:creator>")
    if metadata.subject:
        parts.append(
            f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{_escape(metadata.subject)}</rdf:li>'
            "</rdf:Alt></dc:description>"
        )
    if metadata.keywords:
        parts.append(f"<pdf:Keywords>{_escape(metadata.keywords)}</pdf:Keywords>")
    if metadata.producer:
        parts.append(f"<pdf:Producer>{_escape(metadata.producer)}</pdf:Producer>")
    if metadata.creator:
        parts.append(f"<xmp:CreatorTool>{_escape(metadata.creator)}</xmp:CreatorTool>")
    parts.append(f"<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>")
    text = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n'
        + "\n".join(parts)
        + f"\n{claims.properties}\n</rdf:Description>\n{claims.further}</rdf:RDF></x:xmpmeta>\n"
        + '<?xpacket end="w"?>'
    )
    return text.encode()


#: PDF/A-2 asks for a description of the properties of PDF/UA (ISO 19005-2, 6.6.2.3).
_PDFUA_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""

#: PDF Declarations 1.0, as Well-Tagged PDF 1.0, 6.1, asks for them.
_DECLARATIONS = """<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/">
<pdfd:declarations><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo></rdf:li>
<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo></rdf:li>
</rdf:Bag></pdfd:declarations></rdf:Description>
"""

#: PDF/UA-1 (ISO 14289-1, 5) and PDF/A-2a (ISO 19005-2, 6.6.4).
CLAIMS_UA_1 = Claims(
    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
    _PDFUA_SCHEMA,
)

#: PDF/UA-2 (ISO 14289-2, 5), PDF/A-4 (ISO 19005-4, 6.7.3) and Well-Tagged PDF 1.0 for accessibility and for reuse.
CLAIMS_UA_2 = Claims(
    "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>"
    "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>",
    _DECLARATIONS,
)
