"""The forms of a leaflet besides its layouts of pages: a web page and plain text, one file each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.content.cross_references import check_cross_references, walk
from leafletgen.errors import Report
from leafletgen.library.workspace import LoadedLeaflet

if TYPE_CHECKING:
    from leafletgen.images import PictureStore

#: What may be asked for; each form but the first stands for itself among the layouts, in `only:` and `except:` too.
FORMATS: Final = ("pdf", "html", "text")

#: The endings of files by form (`content.model.layout.FORMS`).
ENDINGS: Final = {"html": ".html", "text": ".txt"}

#: Characters in a line of plain text, unless somebody asks for others.
COLUMNS: Final = 72


class Wanted(NamedTuple):
    """Which forms of leaflets are wanted; columns is the width of plain text in characters."""

    formats: tuple[str, ...] = FORMATS[:1]
    columns: int = COLUMNS

    def names(self, layouts: tuple[str, ...]) -> tuple[str, ...]:
        """The layouts, when PDF is wanted, and the other forms that are."""
        forms = tuple(name for name in ENDINGS if name in self.formats)
        return (*layouts, *forms) if "pdf" in self.formats else forms

    def is_recorded(self, name: str) -> bool:
        """Whether a form is made as a release records it."""
        return name != "text" or self.columns == COLUMNS


def is_form(name: str) -> bool:
    """Whether a name is that of a form, and not of a layout."""
    return name in ENDINGS


def file_name(stem: str, name: str, mark: str = "") -> str:
    """The name of a leaflet's file in a layout or a form; a mark stands in it, so that nobody sends a draft out."""
    parts = [stem, *([] if is_form(name) else [name]), *([mark] if mark else [])]
    return ".".join(parts) + ENDINGS.get(name, ".pdf")


def write_form(
    name: str, loaded: LoadedLeaflet, mark: str, report: Report, pictures: PictureStore, columns: int = COLUMNS
) -> bytes | None:
    """Write a leaflet in a form; None after reporting what is wrong.

    The same leaflet, mark and width give the same bytes. The mark is DRAFT or WITHDRAWN, for what must not be taken
    for a released leaflet; columns is the width of plain text in characters.
    """
    from leafletgen.document import form
    from leafletgen.document.edition import leaflet_edition

    # What "only" and "except" leave in a form was not looked at when the leaflet was read.
    check_cross_references(walk(loaded.body), loaded.references, [name], report)
    if report.has_errors:
        return None
    written: str | None
    if name == "text":
        from leafletgen.text import write as write_text

        written = write_text(leaflet_edition(loaded, form.TEXT, report, mark), columns)
    else:
        from leafletgen.html import write as write_page

        written = write_page(leaflet_edition(loaded, form.HTML, report, mark), pictures, report)
    return None if written is None or report.has_errors else written.encode()
