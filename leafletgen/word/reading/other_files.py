"""What a file is that is no Word file of today, told by its bytes, and what its author can do about it."""

from __future__ import annotations

from typing import Final

from leafletgen.errors import ExitCode, RefusedError, refused

ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
"""A compound file: Word's own form until 2003, and the wrapping of any file with a password ([MS-CFB] 2.2)."""
_LOOKED_AT: Final = 1024
"""Bytes at the beginning in which the kind of a text is looked for."""
_RESAVE: Final = "open it in Word, save it as a Word document (.docx), and import that"
_COPY: Final = "copy what the leaflet is to say into a Word document, and import that"

_BY_FIRST_BYTES: Final = (
    (b"{\\rtf", "an RTF file", _RESAVE),
    (b"%PDF", "a PDF", "ask whoever made it for the Word document, and import that"),
    (b"<!doctype html", "a web page", _RESAVE),
    (b"<html", "a web page", _RESAVE),
    (b"mime-version:", "a web page in one file (.mht)", _RESAVE),
    (b"\xff\xd8\xff", "a picture", _COPY),
    (b"\x89PNG", "a picture", _COPY),
)
"""How a file begins, small letters standing for both; what it is; and what to do."""
_BY_WORD: Final = (
    (b"<html", "a web page", _RESAVE),
    (b"schemas.microsoft.com/office/2006/xmlPackage", "a Word document in one XML file", _RESAVE),
    (b"schemas.microsoft.com/office/word/2003/wordml", "an XML file of Word 2003", _RESAVE),
    (b"opendocument", "an OpenDocument file in one XML file", _RESAVE),
)
"""What stands near the beginning of an XML file."""
_BY_MEMBER: Final = (
    ("index/document.iwa", "a Pages document", "open it in Pages, export it to Word, and import that"),
    ("index.zip", "a Pages document", "open it in Pages, export it to Word, and import that"),
    ("content.xml", "an OpenDocument file (.odt)", "open it in LibreOffice or Word, save it as .docx, and import that"),
    ("xl/workbook.xml", "an Excel workbook", _COPY),
    ("xl/workbook.bin", "an Excel workbook", _COPY),
    ("ppt/presentation.xml", "a PowerPoint presentation", _COPY),
    ("visio/document.xml", "a Visio drawing", _COPY),
)
"""A member of an archive that tells its kind."""
_OWNER: Final = "~$"
"""How the name of a note begins that Word keeps beside a document while somebody has it open."""


def other_kind(data: bytes, name: str) -> RefusedError:
    """Return the refusal of a file that is no archive; `name` is what messages call it."""
    if not data:
        hint = "look whether it was copied or downloaded whole, and import it again"
        return refused("word-file-empty", f'"{name}" is empty', hint, ExitCode.CONTENT)
    if data.startswith(_OLD_OFFICE):
        return _old_office(data, name)
    if name.replace("\\", "/").rpartition("/")[2].startswith(_OWNER):
        return _refused(name, "a note that Word keeps while a document is open", "import the document itself")
    return _refused(name, *_told_by_bytes(data))


def other_archive(members: list[str], name: str) -> RefusedError | None:
    """Return the refusal of an archive by its members' names; None when it may be a Word file."""
    folded = {member.casefold() for member in members}
    for member, what, hint in _BY_MEMBER:
        if member in folded:
            return _refused(name, what, hint)
    if not any(member.startswith(("word/", "_rels/")) or member == "[content_types].xml" for member in folded):
        return _refused(name, "an archive", "unpack it, and import the Word documents that are in it")
    return None


def _old_office(data: bytes, name: str) -> RefusedError:
    """Refuse a compound file; the names of its streams stand in it in UTF-16."""
    if _stream(data, "EncryptedPackage") or _stream(data, "EncryptionInfo"):
        hint = "open it in Word, take the password away, save it, and import it again"
        return refused("word-file-has-password", f'"{name}" has a password and cannot be read', hint, ExitCode.CONTENT)
    if _stream(data, "Workbook"):
        return _refused(name, "an old Excel workbook", _COPY)
    if _stream(data, "PowerPoint Document"):
        return _refused(name, "an old PowerPoint presentation", _COPY)
    hint = "open it in Word, take the password away if it has one, save it as .docx, and import that"
    message = f'"{name}" is an old .doc, or a file with a password'
    return refused("word-file-old", message, hint, ExitCode.CONTENT)


def _stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data


def _told_by_bytes(data: bytes) -> tuple[str, str]:
    """Return what a file is, and what to do about it."""
    beginning = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    for first, what, hint in _BY_FIRST_BYTES:
        if beginning.lower().startswith(first.lower()):
            return what, hint
    for word, what, hint in _BY_WORD:
        if beginning.startswith(b"<") and word in beginning:
            return what, hint
    return "of another kind", "open it in the program that made it, save it as .docx, and import that"


def _refused(name: str, what: str, hint: str) -> RefusedError:
    return refused("word-file-of-another-kind", f'"{name}" is no Word file but {what}', hint, ExitCode.CONTENT)
