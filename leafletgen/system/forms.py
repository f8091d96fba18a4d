"""The forms that a leaflet or a sheet is written in, and how their files are named.

PDF, a web page and plain text are given out. A Word file of a leaflet is for those who review it: it is never released.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

#: What may be asked for; each form but the first stands for itself among the layouts, in `only:` and `except:` too.
FORMATS: Final = ("pdf", "html", "text")

#: The forms that have no layouts; `only:` and `except:` know them by these names.
FORMS: Final = FORMATS[1:]

#: A leaflet for reviewers who comment in Word. It has every block, so that `only:` and `except:` do not know it.
WORD: Final = "docx"

#: A web page of a translated leaflet beside its source, for whoever hands it out; never released either.
BILINGUAL: Final = "html-bilingual"

#: What a leaflet can be built in.
BUILT_FORMATS: Final = (*FORMATS, WORD, BILINGUAL)

#: The endings of files by form.
ENDINGS: Final = {"pdf": ".pdf", "html": ".html", "text": ".txt"}

#: The endings of all files that a build writes.
BUILT_ENDINGS: Final = (*ENDINGS.values(), f".{WORD}")

#: Characters in a line of plain text, unless somebody asks for others.
COLUMNS: Final = 72

#: Points that a sheet's words may have: clear print begins at 12, large print at 16 (UKAAF G003).
TEXT_SIZES: Final = (12, 14, 16, 18, 24)

#: What PDFs can be made to keep to: PDF/UA-1 with PDF/A-2a, or PDF/UA-2 with PDF/A-4 and Well-Tagged PDF.
STANDARDS: Final = ("ua-1", "ua-2")

#: How web pages and plain text are written: raise it when the same leaflet would give another page or text.
VERSION: Final = 1

_TEXT = re.compile(r"text(?:-([0-9]+))?")


class Wanted(NamedTuple):
    """Which forms of leaflets are wanted; columns is the width of plain text in characters."""

    formats: tuple[str, ...] = FORMATS[:1]
    columns: int = COLUMNS
    standard: str | None = None
    """Of PDFs; that of their layout when None."""

    def names(self, layouts: tuple[str, ...]) -> tuple[str, ...]:
        """The layouts, when PDF is wanted, and the other forms that are; text of another width has it in its name."""
        text = "text" if self.columns == COLUMNS else f"text-{self.columns}"
        forms = tuple(text if name == "text" else name for name in (*FORMS, WORD, BILINGUAL) if name in self.formats)
        return (*layouts, *forms) if "pdf" in self.formats else forms


def is_form(name: str) -> bool:
    """Whether a name is that of a form, and not of a layout."""
    return name in FORMS or name in (WORD, BILINGUAL) or _TEXT.fullmatch(name) is not None


def columns_of(name: str) -> int:
    """The width of plain text in characters, by the name of the form."""
    found = _TEXT.fullmatch(name)
    return int(found[1]) if found is not None and found[1] else COLUMNS


def in_standard(layout: str, standard: str) -> str:
    """The name of a layout in another standard than its own; PDFs of it have that in their names."""
    return f"{layout}.{standard}"


def names_standard(name: str) -> bool:
    """Whether a name ends as that of a layout in another standard does, which no layout itself may."""
    return name.rpartition(".")[2] in STANDARDS


def without_standard(name: str) -> tuple[str, str]:
    """The layout and the standard in a name that `in_standard` made; no standard in the name of a layout itself."""
    layout, _, last = name.rpartition(".")
    return (layout, last) if layout and last in STANDARDS else (name, "")


def file_name(stem: str, name: str, mark: str = "") -> str:
    """The name of a leaflet's file in a layout or a form; a mark stands in it, so that nobody sends a draft out."""
    if not is_form(name):
        return ".".join([stem, name, *([mark] if mark else []), "pdf"])
    form, _, width = name.partition("-")
    ending = f".{WORD}" if form == WORD else ENDINGS[form]
    return ".".join([stem, *([width] if width else []), *([mark] if mark else [])]) + ending


def form_in(file: str, name: str) -> tuple[str, str]:
    """The stem and the form of a file that is no PDF; the name is the file's, without its ending and mark."""
    if file.endswith(f".{WORD}"):
        return name, WORD
    stem, _, width = name.rpartition(".")
    if file.endswith(ENDINGS["text"]):
        return (stem, f"text-{width}") if stem and width.isdecimal() else (name, "text")
    return (stem, BILINGUAL) if stem and f"html-{width}" == BILINGUAL else (name, "html")
