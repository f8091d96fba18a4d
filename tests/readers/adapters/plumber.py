"""pdfplumber, on pdfminer.six, which much software takes words from PDFs with."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from tests.readers.adapters.reader import Reader
from tests.readers.outline import visible


def read(files: Sequence[Path]) -> list[str]:
    """Return the words of each file."""
    return [visible(_text(file)) for file in files]


def _text(file: Path) -> str:
    import pdfplumber  # takes a third of a second

    with pdfplumber.open(file) as document:
        return "\f".join(page.extract_text() for page in document.pages)


READERS = (Reader("pdfplumber", lambda: "", lambda: version("pdfplumber"), read),)
