"""Who reads: all adapters, by the name that the table calls them, and the kinds of them."""

from tests.readers.adapters import firefox, mupdf, pdfium, pdfjs, plumber, poppler
from tests.readers.adapters.reader import Reader

#: Those that are always there come first.
READERS: dict[str, Reader] = {
    reader.name: reader for module in (pdfium, plumber, poppler, mupdf, pdfjs, firefox) for reader in module.READERS
}
#: Those that give a tree of roles; the others give words.
TREES = ("pdfinfo -struct-text", "pdf.js tree", "Firefox tree")
WORDS = tuple(name for name in READERS if name not in TREES)
KINDS = {"words": WORDS, "trees": TREES, "all": tuple(READERS)}
