"""PDFs as a message: whatever files are named, those of leafletgen with their words, others as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from leafletgen.app.emailing.composing import (
    LEAFLET,
    Content,
    attached,
    message_to,
    worded,
)
from leafletgen.app.emailing.wish import Faults, Field, Wish
from leafletgen.app.opening import ledger_as_it_is
from leafletgen.content.email_fields import email_values
from leafletgen.content.model.brand import Brand
from leafletgen.document.edition import Edition
from leafletgen.document.element import Role
from leafletgen.errors import RefusedError, Report
from leafletgen.images import PictureStore
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.languages.labels import label_alone
from leafletgen.languages.phrases import words_for
from leafletgen.library.workspace import Workspace
from leafletgen.mail.body import BodyMaker
from leafletgen.mail.from_pdf import PdfFacts, about, edition_of
from leafletgen.mail.parts import Attachment, Message
from leafletgen.patients.preparing import chosen_brand
from leafletgen.patients.sheet_messages import TEMPLATE
from leafletgen.system.user_cache import cache_folder
from leafletgen.text import write
from leafletgen.verify.verifier import LIMIT_BYTES, Finding, Verdict, Verifier

_OUT_OF_DATE = (
    Verdict.SUPERSEDED,
    Verdict.WITHDRAWN,
    Verdict.STALE,
    Verdict.DRAFT,
    Verdict.NEVER_RELEASED,
    Verdict.ALTERED,
)
"""What is not to be given out."""


class _File(NamedTuple):
    """A PDF that was read."""

    path: Path
    data: bytes
    facts: PdfFacts
    is_sheet: bool


def pdfs_message(
    workspace: Workspace, paths: Sequence[Path], wish: Wish, brand: str | None, faults: Faults
) -> Message | None:
    """Return a message with PDFs; None after reporting all that is wrong with it.

    The first PDF of leafletgen's gives the message its words; the others are attached, and their titles stand in the
    field ``document.title``.

    Args:
        workspace: whose brand and templates it has, and whose releases say whether a leaflet is current.
        paths: the PDFs, in the order in which they are attached.
        wish: whom it goes to, and what else was typed.
        brand: by its name; the only one when None.
        faults: what is wrong.

    Raises:
        RefusedError: a file cannot be read.
    """
    whose = chosen_brand(workspace, brand, faults.about(Field.ALL), prescribed=False)
    files = _read_all(workspace, paths, faults.about(Field.FILES))
    content = None if whose is None or len(files) < len(paths) else _content(workspace, whose, files, faults)
    if content is None or whose is None:
        if whose is not None and wish.template:  # all that is wrong is told at once
            workspace.load_email_template(whose, wish.template, faults.about(Field.TEMPLATE))
        return message_to(None, None, wish, faults)
    maker = BodyMaker(PictureStore(cache_folder()))
    said = worded(workspace, content, wish.template, wish.password is not None, maker, faults)
    return message_to(content, said, wish, faults)


def _read_all(workspace: Workspace, paths: Sequence[Path], report: Report) -> list[_File]:
    """Return the files that can be sent; of the others it is reported why not."""
    ledger = ledger_as_it_is(workspace, report)
    if ledger is None:
        return []
    files = []
    with Verifier(workspace, ledger) as verifier:
        for path in paths:
            file = _read(path, verifier, report)
            if file is not None:
                files.append(file)
    return files


def _read(path: Path, verifier: Verifier, report: Report) -> _File | None:
    data = _bytes_of(path, report)
    if data is None:
        return None
    try:
        facts = about(data, path.name)
    except RefusedError as refusal:
        report.add(refusal.diagnostics)
        return None
    finding = verifier.file(path, path.name)
    is_sheet = finding.verdict is Verdict.UNKNOWN and finding.code is not None and finding.release is None
    _judge(path, facts, finding, report)
    return _File(path, data, facts, is_sheet)


def _bytes_of(path: Path, report: Report) -> bytes | None:
    """Return what is in a file; None after reporting why it is not read."""
    try:
        state = path.stat()
        if not S_ISREG(state.st_mode):  # reading a pipe would wait for ever
            report.error("not-a-pdf", f"{path} is no file", "name PDFs that leafletgen made")
        elif state.st_size > LIMIT_BYTES:
            report.error(
                "email-attachment-too-large",
                f"{path.name} is larger than {LIMIT_BYTES // 1_000_000} MB",
                "send another file",
            )
        else:
            return path.read_bytes()
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or fault
        report.error("file-not-readable", f"{path} cannot be read: {why}", "check its name, and the folder you are in")
    return None


def _judge(path: Path, facts: PdfFacts, finding: Finding, report: Report) -> None:
    """Say of a file what whoever sends it should know."""
    if finding.verdict in _OUT_OF_DATE:
        why = finding.message.replace(", not to be given out", "")  # a draft's own words say so too
        cure = "send it when it is translated anew" if finding.verdict is Verdict.STALE else "send the current one"
        report.warning(
            "attachment-not-current",
            f"{path.name} is not to be given out: {why}",
            f"{cure}; it is attached all the same",
        )
    elif facts.is_encrypted:
        report.note(
            "pdf-not-repeated",
            f"the message does not repeat what {path.name} says: it is protected by a password",
            "whoever cannot open the attachment has the words of the message alone",
        )
    elif not facts.is_ours:
        report.note(
            "attachment-of-others",
            f"{path.name} was not made by leafletgen: it is attached, and the message does not repeat what it says",
        )


def _refuse_two_patients(brand: Brand, files: Sequence[_File], report: Report) -> None:
    """Report sheets of several patients, as a folder of a list's sheets has them: no message goes to two."""
    sheets = [file for file in files if file.is_sheet]
    if len(sheets) < 2:
        return
    twins = [edition_of(file.data, brand, Report(), file.path.name) for file in sheets]
    if len({name for twin in twins if twin is not None for name in _said_of(twin, "name")}) > 1:
        report.error(
            "sheets-of-two-patients",
            "the sheets that are named are not all for the same patient",
            "send each patient theirs, in a message of its own",
        )


def _said_of(sheet: Edition, entry: str) -> Iterator[str]:
    """Yield what a sheet says of its patient in an entry, as it is compared; pocket cards have the name each."""
    label = label_alone(words_for(sheet.language), exercise_words(sheet.language)[f"sheet.{entry}"])
    for element in sheet.root.walk():
        said = " ".join(element.plain().split())
        if element.role is Role.PARAGRAPH and said.startswith(label):
            yield said.removeprefix(label).strip().casefold()


def _speaking(workspace: Workspace, brand: Brand, language: str) -> Brand:
    """A brand in the language of a file, by whose words that is read back; as it is where it does not speak it."""
    if not language or language.startswith("en"):
        return brand
    from leafletgen.library.translating import translated_brand  # few files are in another language

    found = translated_brand(workspace, brand, language, Report())
    return brand if found is None else found[0]


def _content(workspace: Workspace, brand: Brand, files: Sequence[_File], faults: Faults) -> Content | None:
    first = next((file for file in files if file.facts.is_ours), None)
    _refuse_two_patients(brand, files, faults.about(Field.FILES))
    spoken = brand if first is None else _speaking(workspace, brand, first.facts.language)
    twin = None if first is None else edition_of(first.data, spoken, faults.about(Field.FILES), first.path.name)
    titles = list(dict.fromkeys(file.facts.title for file in files if file.facts.title))
    fields = email_values(
        brand, document_title=", ".join(titles), document_code=files[0].facts.code if len(files) == 1 else None
    )
    usual = TEMPLATE if files[0].is_sheet else LEAFLET
    said = [*titles, *(write(twin).splitlines() if twin is not None else ())]
    sheet = twin if first is not None and first.is_sheet else None
    who = [text for entry in ("name", "nhs_number") for text in _said_of(sheet, entry)] if sheet is not None else []
    attachments: list[Attachment] = []
    for file in files:
        attachments.append(attached(file.path.name, file.data, [one.name for one in attachments]))
    return Content(brand, usual, fields, twin, attachments, said, who)
