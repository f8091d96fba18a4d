"""Word files made by hand, part by part, as no program would let one make them."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def packed(parts: Mapping[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of parts in their order, always the same bytes for the same parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, data in parts.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = packing
            archive.writestr(member, data)
    return file.getvalue()


def content_types(document: str = "word/document.xml", kind: str = DOCUMENT_TYPE) -> str:
    """Return the part that says of what type each part is."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{document}" ContentType="{kind}"/></Types>'
    )


def relationships(*targets: tuple[str, str, str], office: str = OFFICE, more: str = "") -> str:
    """Return the relationships of a part: an id, the last word of the type, and the target of each."""
    written = "".join([f'<Relationship Id="{key}" Type="{office}/{kind}" Target="{to}"/>' for key, kind, to in targets])
    return f'<?xml version="1.0"?><Relationships xmlns="{RELATIONSHIPS}">{written}{more}</Relationships>'


def document(body: str = "<w:p><w:r><w:t>Turn your head.</w:t></w:r></w:p>") -> str:
    """Return a main part with these blocks."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>'


def parts(**more: str) -> dict[str, bytes | str]:
    """Return the parts of the least Word file; `more` are the main part's own relationships, by kind."""
    related = [(f"rId{number}", kind, to) for number, (kind, to) in enumerate(more.items(), 1)]
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relationships(*related),
    }
