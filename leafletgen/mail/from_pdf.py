"""The twin of a finished PDF of ours, read from its own tags: what it says, as a document that any form can write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.content.model.brand import Brand
from leafletgen.document.edition import Edition
from leafletgen.errors import RefusedError, Report
from leafletgen.mail.reading.marks import PageMarks, UnreadableError, damages
from leafletgen.mail.reading.opening import damaged, opened
from leafletgen.mail.reading.roles import RoleWriter
from leafletgen.mail.reading.tree import read_tree

if TYPE_CHECKING:
    import pikepdf

MOST_PAGES: Final = 400
"""Of a PDF that a message repeats; a longer one is attached, and the message says what it is."""
_OURS: Final = "leafletgen"
#: What stands before the title of what is no released leaflet.
_MARKS: Final = ("DRAFT", "WITHDRAWN")


class PdfFacts(NamedTuple):
    """What a PDF says of itself; empty where it says nothing, or cannot be opened.

    Attributes:
        title: of the document; of a sheet it says nothing of the patient.
        author: the name of the brand, where it is ours.
        code: of the leaflet, or of the layout of a sheet.
        language: a BCP 47 tag.
        description: one sentence on what it is about.
        is_ours: whether leafletgen made it; others can claim it too.
        is_encrypted: whether it asks for a password, or forbids things.
        is_tagged: whether it has tags to read.
    """

    title: str = ""
    author: str = ""
    code: str = ""
    language: str = ""
    description: str = ""
    is_ours: bool = False
    is_encrypted: bool = False
    is_tagged: bool = False


def about(data: bytes, called: str = "the PDF") -> PdfFacts:
    """What a PDF says of itself, without its pages being read.

    Raises:
        RefusedError: it is no PDF, damaged, too large, or without pages.
    """
    try:
        pdf = opened(data, called)
    except RefusedError as refusal:
        if refusal.diagnostics[0].code == "pdf-protected":
            return PdfFacts(is_encrypted=True)
        raise
    with pdf:
        return _facts(pdf, called)


def edition_of(data: bytes, brand: Brand, report: Report, called: str = "the PDF") -> Edition | None:
    """A PDF of ours as a document without pages; None, and a note, for any other.

    The words are those of its tags, in their order: artifacts, such as the numbers of pages, are left out, and so is
    the list of contents. What was drawn is shown by parts of its pages.

    Args:
        data: the file, which is all that is read: what lies beside it may be another patient's.
        brand: whose it is.
        report: where the note goes, or what is wrong with the file.
        called: what a message names the file.
    """
    try:
        pdf = opened(data, called)
    except RefusedError as refusal:
        report.add(refusal.diagnostics)
        return None
    with pdf:
        try:
            facts = _facts(pdf, called)
            if not (facts.is_ours and facts.is_tagged):
                raise UnreadableError("leafletgen did not make it" if not facts.is_ours else "it has no tags")
            if len(pdf.pages) > MOST_PAGES:
                raise UnreadableError(f"it has more than {MOST_PAGES} pages")
            root = RoleWriter(data, PageMarks(pdf), brand, facts.language or "en").document(read_tree(pdf))
        except UnreadableError as fault:
            report.note(
                "pdf-not-repeated",
                f"the message does not repeat what {called} says: {fault}",
                "whoever cannot open the attachment has the words of the message alone",
            )
            return None
        except RefusedError as refusal:
            report.add(refusal.diagnostics)
            return None
    root.language = facts.language or None
    mark = next((mark for mark in _MARKS if facts.title.startswith(f"{mark}: ")), "")
    title = facts.title.removeprefix(f"{mark}: ") if mark else facts.title
    return Edition(root, brand, title, facts.code, facts.description, mark)


def _facts(pdf: pikepdf.Pdf, called: str) -> PdfFacts:
    try:
        said = _info(pdf)
        root = pdf.Root
        marked = root.get("/MarkInfo")
        return PdfFacts(
            said.get("Title", ""),
            said.get("Author", ""),
            said.get("Keywords", "").partition(", ")[0],
            str(root.get("/Lang", "")),
            said.get("Subject", ""),
            said.get("Producer", "").startswith(_OURS),
            False,
            "/StructTreeRoot" in root and marked is not None and bool(marked.get("/Marked", False)),
        )
    except damages() as fault:
        raise damaged(called) from fault


def _info(pdf: pikepdf.Pdf) -> dict[str, str]:
    """What a PDF says in Info, or in XMP when it has no Info, which PDF/A-4 forbids (ISO 19005-4, 6.1.3)."""
    from leafletgen.pdf.packet import packet_in

    if "/Info" in pdf.trailer:
        return {key[1:]: _printable(str(value)) for key, value in pdf.docinfo.items()}
    return {key: _printable(value) for key, value in packet_in(pdf).info.items()}


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())
