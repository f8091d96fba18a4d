"""PO, as developers and their programs have it: a message for each text, with its marks as YAML has them."""

from __future__ import annotations

from importlib.util import find_spec
from itertools import groupby
from typing import Any, Final

from leafletgen.errors import Diagnostic, ExitCode, Place, RefusedError, error, refused, warning
from leafletgen.languages.po_lines import broken_line
from leafletgen.source.inline import composed
from leafletgen.translation.packet import Answer, AnsweredPart, Packet, Returned, language_missing

_JOINT: Final = "|"
"""Between the file that a text is of and its key, in a message's context."""
_GENERATOR: Final = "leafletgen"


def po(packet: Packet) -> bytes:
    """Return the PO file of a packet; the same bytes for the same texts.

    Raises:
        RefusedError: polib is not installed.
    """
    polib = _polib()
    file = polib.POFile(wrapwidth=100)
    source = packet.parts[0].source if packet.parts else "en-GB"
    file.metadata = {
        "Project-Id-Version": "leafletgen",
        "Language": packet.language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": source,
        "X-Target-Language": packet.language,
        "X-Generator": _GENERATOR,
    }
    for part in packet.parts:
        for row in part.rows:
            comment = row.role + (f"\nBefore the source changed: {row.old}" if row.old else "")
            file.append(
                polib.POEntry(
                    msgctxt=f"{part.kind}:{part.name}{_JOINT}{row.key}",
                    msgid=row.source,
                    msgstr=row.words,
                    comment=comment,
                )
            )
    return f"{file}\n".encode()


def read_po(data: bytes, name: str) -> Returned:
    """Return the texts of a PO file.

    Raises:
        RefusedError: it cannot be read, or polib is not installed.
    """
    polib = _polib()
    try:
        text = data.decode("utf-8-sig")
        # A text without an end of line could be taken for the name of a file.
        file = polib.pofile(f"{text}\n")
    except (UnicodeDecodeError, OSError, ValueError) as fault:
        line = next((int(word) for word in str(fault).replace(")", " ").split() if word.isdigit()), 1)
        raise _damaged(name, max(line, 1)) from fault
    broken = broken_line(text)
    if broken is not None:
        raise _damaged(name, broken)
    language = str(file.metadata.get("X-Target-Language") or file.metadata.get("Language", ""))
    entries = [entry for entry in file if not entry.obsolete]
    told: list[Diagnostic] = [language_missing(Place(name, 1, 1))] if entries and not language else []
    parts = []
    for owner, group in groupby(entries, lambda entry: str(entry.msgctxt or "").partition(_JOINT)[0]):
        kind, _, called = owner.partition(":")
        answers = [_answer(entry, name, told) for entry in group]
        parts.append(AnsweredPart(kind, called, language, answers, answers[0].place))
    if not parts:
        told.append(
            error(
                "translated-no-table",
                "no message is in this file",
                "choose the file that was sent to the translators",
                Place(name, 1, 1),
            )
        )
    return Returned(name, parts, told)


def _damaged(name: str, line: int) -> RefusedError:
    return RefusedError(
        ExitCode.CONTENT,
        error(
            "translated-file-damaged",
            "this is no PO file in UTF-8 that can be read",
            "ask for the file as the translators' program writes it",
            Place(name, line, 1),
        ),
    )


def _answer(entry: Any, name: str, told: list[Diagnostic]) -> Answer:
    place = Place(name, max(int(entry.linenum or 1), 1), 1)
    if entry.fuzzy:
        told.append(
            warning(
                "translated-unfinished",
                "the translators' program says of this text that it is fuzzy",
                "ask the translators whether it is finished",
                place,
            )
        )
    key = str(entry.msgctxt or "").partition(_JOINT)[2]
    return Answer(key, composed(entry.msgid), composed(entry.msgstr), place, "", True)


def _polib() -> Any:
    if find_spec("polib") is None:
        raise refused(
            "package-missing",
            "PO files cannot be written or read here: polib is not installed",
            "pip install 'leafletgen[languages]'",
            ExitCode.ENVIRONMENT,
        )
    import polib

    return polib
