"""Closes a PDF with a password: AES-256 as ISO 32000-2, 7.6, has it (security handler of revision 6)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from leafletgen.errors import ExitCode, refused
from leafletgen.mail.reading.marks import damages
from leafletgen.mail.reading.opening import damaged, opened

if TYPE_CHECKING:
    import pikepdf
    from lxml.etree import _Element

#: Bytes that make an owner password which nobody guesses, and nobody keeps: who has the other may do all.
_OWNER: Final = 32

_PDF_A: Final = "{http://www.aiim.org/pdfa/ns/id/}"
#: What PDF/A alone asks for: descriptions of the properties that a packet has (ISO 19005-2, 6.6.2.3).
_PDF_A_SCHEMAS: Final = "{http://www.aiim.org/pdfa/ns/extension/}"
_DESCRIPTION: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
_ABOUT: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
#: Bit 1 of SigFlags (ISO 32000-1, table 219): somebody has signed.
_SIGNED: Final = 1


def protected(data: bytes, password: str, called: str = "the PDF") -> bytes:
    """A copy of a PDF that opens with a password only; its pages and its tags stay as they are.

    Who has the password may do all with it, and assistive technology reads it (ISO 14289-1, 7.16, and ISO 32000-2,
    7.6.4.2). Words, titles and metadata are closed like the pages, so that nothing says whose it is. PDF/A forbids
    encryption (ISO 19005-2, 6.1.3; ISO 19005-4, 6.1.3), so its claim is dropped; that of PDF/UA stays. The output
    intent is no claim: it says what the colours are, and PDF itself knows it (ISO 32000-2, 14.11.5).

    Args:
        data: the file.
        password: as `guessing.check_password` lets it through.
        called: what a message names the file.

    Raises:
        RefusedError: it is no PDF, damaged, without pages, protected already, or signed.
    """
    with opened(data, called) as pdf:
        try:
            _refuse_signed(pdf, called)
            _drop_claim(pdf)
            return _closed(pdf, password)
        except damages() as fault:
            raise damaged(called) from fault


def _closed(pdf: pikepdf.Pdf, password: str) -> bytes:
    import secrets

    import pikepdf

    target = BytesIO()
    pdf.save(
        target,
        fix_metadata_version=False,
        encryption=pikepdf.Encryption(
            user=password,
            owner=secrets.token_urlsafe(_OWNER),
            R=6,
            allow=pikepdf.Permissions(
                accessibility=True,
                extract=True,
                modify_annotation=True,
                modify_assembly=True,
                modify_form=True,
                modify_other=True,
                print_highres=True,
                print_lowres=True,
            ),
            aes=True,
            metadata=True,
        ),
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return target.getvalue()


def _refuse_signed(pdf: pikepdf.Pdf, called: str) -> None:
    if _is_signed(pdf):
        raise refused(
            "pdf-signed",
            f"{called} is signed, and a copy with a password would break its signature",
            "send it without a password, or have it signed afterwards",
            ExitCode.CONTENT,
        )


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    import pikepdf

    form = pdf.Root.get("/AcroForm")
    return isinstance(form, pikepdf.Dictionary) and bool(int(form.get("/SigFlags", 0)) & _SIGNED)


def _drop_claim(pdf: pikepdf.Pdf) -> None:
    """Take the claim of PDF/A out of the packet of metadata; one that nobody can read claims nothing, and stays."""
    import pikepdf
    from lxml import etree

    metadata = pdf.Root.get("/Metadata")
    if not isinstance(metadata, pikepdf.Stream):
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(metadata.read_bytes(), parser)
    except etree.XMLSyntaxError:
        return
    if _without_pdf_a(root):
        metadata.write(etree.tostring(root.getroottree(), encoding="utf-8"))


def _without_pdf_a(root: _Element) -> bool:
    """Drop every property of PDF/A, as element or as attribute, and descriptions of nothing else; whether any was."""
    from lxml import etree

    before = etree.tostring(root)
    for node in list(root.iter(etree.Element)):
        for name in [str(name) for name in node.attrib if str(name).startswith(_PDF_A)]:
            del node.attrib[name]
        parent = node.getparent()
        if parent is not None and str(node.tag).startswith((_PDF_A, _PDF_A_SCHEMAS)):
            parent.remove(node)
    for node in list(root.iter(_DESCRIPTION)):
        parent = node.getparent()
        if parent is not None and not len(node) and set(node.attrib) <= {_ABOUT}:
            parent.remove(node)
    if etree.tostring(root) == before:
        return False
    etree.cleanup_namespaces(root)
    return True
