"""A workspace with the shipped exercises, programmes, layouts and brand, to make exercise sheets in."""

import shutil
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parents[2]


def sheet_workspace(root: Path) -> Path:
    """Lay out a workspace and return its folder; fonts and leaflets' pictures are left out where they can be."""
    (root / "leaflets").mkdir(parents=True)
    for part in ("layouts", "assets"):
        shutil.copytree(ROOT / part, root / part)
    return root


def text_of(path: Path | bytes) -> str:
    """Return the words on the pages of a PDF, as one line."""
    document = pypdfium2.PdfDocument(path)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    finally:
        document.close()


def pages_of(path: Path) -> int:
    """Return the number of pages."""
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()
