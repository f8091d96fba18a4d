"""Reads metadata and codes from a PDF that may be hostile, in a process of its own with limits of time and memory.

A file of one megabyte can unfold into gigabytes when its pages are read, and a fault in the PDF library can end the
process; both end the other process alone. What it answers is JSON, so that it can say nothing but words.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from leafletgen.system.apart import Apart, ApartError, TooLongError

if TYPE_CHECKING:
    from leafletgen.pdf.packet import Packet

#: Seconds for one question; a leaflet takes a hundredth of one.
_PATIENCE = 10.0

#: Bytes of memory that the other process may take, where the system can limit it.
_MEMORY = 2_000_000_000

#: Pages and letters that are searched for a code; it stands on nearly every page.
_PAGES, _LETTERS = 40, 400_000

_METADATA, _CODES, _CLAIMS = b"m", b"c", b"s"


class UnreadableError(Exception):
    """The file is no PDF that can be read; the message says why, in a sentence that begins with "it"."""


class Metadata(NamedTuple):
    """What a PDF says of itself; empty where it says nothing."""

    title: str
    keywords: str


class PdfReader:
    """Reads PDFs one after another in a process that is begun for the first, and begun anew when it had to be ended."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        """Take the seconds for one question; nothing is begun yet."""
        self.patience = patience
        self.apart = Apart(_Reading)

    def __enter__(self) -> Self:
        """Return the reader."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.close()

    def metadata(self, data: bytes) -> Metadata:
        """Open a PDF and return its metadata.

        Raises:
            UnreadableError: it is damaged, locked with a password, or takes too long.
        """
        answer = self._ask(_METADATA + data)
        return Metadata(str(answer["title"]), str(answer["keywords"]))

    def claims(self, data: bytes) -> tuple[str, ...]:
        """Return the standards that a PDF claims to keep to, such as ``PDF/A-2a``.

        Raises:
            UnreadableError: reading takes too long or too much memory.
        """
        return tuple(str(claim) for claim in self._ask(_CLAIMS + data)["claims"])

    def codes(self, templates: Sequence[str]) -> list[str]:
        """Return the codes in the text of the PDF that was opened last, the one on most pages first.

        Args:
            templates: code templates of brands.

        Raises:
            UnreadableError: reading takes too long or too much memory.
        """
        return [str(code) for code in self._ask(_CODES + json.dumps(list(templates)).encode())["codes"]]

    def close(self) -> None:
        """End the process, when there is one."""
        self.apart.close()

    def _ask(self, question: bytes) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = json.loads(self.apart.ask(question, self.patience))
        except TooLongError as fault:
            raise UnreadableError("it takes too long to read") from fault
        except ApartError as fault:
            raise UnreadableError("it is damaged, or takes too much memory to read") from fault
        if "fault" in answer:
            raise UnreadableError(str(answer["fault"]))
        return answer


class _Reading:
    """The other side: the PDF that is open, and what there is to say of it."""

    def __init__(self) -> None:
        _limit_memory()
        self.document: Any = None

    def __call__(self, question: bytes) -> bytes:
        """Answer in JSON."""
        import pypdfium2

        answer: dict[str, Any]
        try:
            if question[:1] == _METADATA:
                answer = self.open(question[1:])._asdict()
            elif question[:1] == _CLAIMS:
                answer = {"claims": _packet(question[1:]).claims}
            else:
                answer = {"codes": _codes(self.document, json.loads(question[1:]))}
        except pypdfium2.PdfiumError as fault:
            locked = "password" in str(fault).lower()
            answer = {"fault": "it is locked with a password" if locked else "it is damaged"}
        except MemoryError:
            answer = {"fault": "it takes too much memory to read"}
        except Exception:  # whatever else a hostile file brings the reader to
            answer = {"fault": "it is damaged"}
        return json.dumps(answer).encode()

    def open(self, data: bytes) -> Metadata:
        import pypdfium2

        if self.document is not None:
            self.document.close()
        self.document = None
        self.document = pypdfium2.PdfDocument(data)
        found = Metadata(self.document.get_metadata_value("Title"), self.document.get_metadata_value("Keywords"))
        if any(found):
            return found
        said = _packet(data).info
        return Metadata(said.get("Title", ""), said.get("Keywords", ""))


def _packet(data: bytes) -> Packet:
    from leafletgen.pdf.packet import packet_of  # most files are told by their Info dictionary

    return packet_of(data)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows; the limit of time is left
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (OSError, ValueError):
        return  # a lower limit is set already, or the system knows none


def _codes(document: Any, templates: Sequence[str]) -> list[str]:
    import pypdfium2

    from leafletgen.content.code import CodeTemplate

    compiled = [CodeTemplate(template) for template in templates]
    pages: Counter[str] = Counter()
    letters = 0
    for number in range(min(len(document), _PAGES)):
        try:
            page = document[number]
            text = page.get_textpage().get_text_range()[: _LETTERS - letters]
            page.close()
        except pypdfium2.PdfiumError:
            continue  # the other pages may be whole
        letters += len(text)
        pages.update({code.text for template in compiled for code in template.find(text)})
    return [code for code, _ in sorted(pages.items(), key=lambda item: (-item[1], item[0]))]
