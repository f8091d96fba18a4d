"""The forms that a leaflet or a sheet is written in: PDF, a web page and plain text, and how their files are named."""

from __future__ import annotations

from typing import Final, NamedTuple

#: What may be asked for; each form but the first stands for itself among the layouts, in `only:` and `except:` too.
FORMATS: Final = ("pdf", "html", "text")

#: The forms that have no layouts; `only:` and `except:` know them by these names.
FORMS: Final = FORMATS[1:]

#: The endings of files by form.
ENDINGS: Final = {"pdf": ".pdf", "html": ".html", "text": ".txt"}

#: Characters in a line of plain text, unless somebody asks for others.
COLUMNS: Final = 72


class Wanted(NamedTuple):
    """Which forms of leaflets are wanted; columns is the width of plain text in characters."""

    formats: tuple[str, ...] = FORMATS[:1]
    columns: int = COLUMNS

    def names(self, layouts: tuple[str, ...]) -> tuple[str, ...]:
        """The layouts, when PDF is wanted, and the other forms that are."""
        forms = tuple(name for name in FORMS if name in self.formats)
        return (*layouts, *forms) if "pdf" in self.formats else forms

    def is_recorded(self, name: str) -> bool:
        """Whether a form is made as a release records it."""
        return name != "text" or self.columns == COLUMNS


def is_form(name: str) -> bool:
    """Whether a name is that of a form, and not of a layout."""
    return name in FORMS


def file_name(stem: str, name: str, mark: str = "") -> str:
    """The name of a leaflet's file in a layout or a form; a mark stands in it, so that nobody sends a draft out."""
    parts = [stem, *([] if is_form(name) else [name]), *([mark] if mark else [])]
    return ".".join(parts) + ENDINGS.get(name, ".pdf")
