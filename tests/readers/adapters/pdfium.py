"""PDFium, which Chromium shows PDFs with, through pypdfium2: the words of each page as they are copied."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import pypdfium2

from tests.readers.adapters.reader import Reader
from tests.readers.outline import visible


def read(files: Sequence[Path]) -> list[str]:
    """Return the words of each file."""
    return [visible(_text(file)) for file in files]


def _text(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        return "\f".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


READERS = (Reader("PDFium", lambda: "", lambda: version("pypdfium2"), read),)
