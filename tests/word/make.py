"""Small Word files made by hand: the parts that a test names, zipped as Word does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.support.word_packages import packed

SPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
"""Prefixes that every part made here knows."""

DECLARED: Final = " ".join([f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items()]) + ' mc:Ignorable="w14"'
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS: Final = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "hdr": "header",
    "ftr": "footer",
}
"""The last word of the relationship's type, by the name of a part's root element."""


def part(root: str, inside: str) -> bytes:
    """Return a part of WordprocessingML: a root element such as "styles" with what stands in it."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {DECLARED}>{inside}</w:{root}>'.encode()


def relations(lines: Mapping[str, tuple[str, str, bool]]) -> bytes:
    """Return a .rels part; each line has an id, the last word of its type, its target, and whether it leads outside."""
    inside = "".join(
        [
            f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"'
            + (' TargetMode="External"/>' if outside else "/>")
            for name, (kind, target, outside) in lines.items()
        ]
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{PACKAGE}">{inside}</Relationships>'.encode()


def docx(
    body: str,
    *,
    parts: Mapping[str, str] | None = None,
    links: Mapping[str, tuple[str, str, bool]] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a Word file.

    `body` is the inside of w:body. `parts` holds the insides of further parts by the name of their root element
    ("styles", "numbering", "settings", "footnotes", "endnotes", "comments", "hdr1", "ftr1"); each is related to the
    document by that name as its id ("hdr1"). `links` holds further relations of the document: id to the last word of
    the type, target and whether it leads outside, such as ``{"rId1": ("image", "media/image1.png", False)}``.
    `files` holds whole parts by their names in the zip.
    """
    made = {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": relations({"rId1": ("officeDocument", MAIN, False)})}
    made[MAIN] = part("document", f"<w:body>{body}</w:body>")
    related = dict(links or {})
    for name, inside in (parts or {}).items():
        root = name.rstrip("0123456789")
        made[f"word/{name}.xml"] = part(root, inside)
        related[name] = (KINDS[root], f"{name}.xml", False)
    made["word/_rels/document.xml.rels"] = relations(related)
    return packed(made | dict(files or {}))


def p(inside: str, properties: str = "") -> str:
    """Return a paragraph; words without a mark become a run."""
    held = inside if inside.startswith("<") or not inside else r(inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{held}</w:p>" if properties else f"<w:p>{held}</w:p>"


def r(words: str, properties: str = "") -> str:
    """Return a run with words."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{words}</w:t></w:r>'


def field(code: str, shown: str) -> str:
    """Return a complex field: its code and the runs of its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table(*rows: str) -> str:
    """Return a table of rows."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row; cells without a mark become a paragraph each."""
    held = "".join([one if one.startswith("<w:tc>") else f"<w:tc>{p(one)}</w:tc>" for one in cells])
    return f"<w:tr><w:trPr>{properties}</w:trPr>{held}</w:tr>"


MAIN: Final = "word/document.xml"
CONTENT_TYPES: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/>'
    b'<Default Extension="png" ContentType="image/png"/>'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    b'.wordprocessingml.document.main+xml"/></Types>'
)
