"""What a run does and what comes of it: settings, jobs and results, as they travel between processes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from leafletgen.errors import Diagnostic, Wording, plainly
from leafletgen.system.forms import Wanted, file_name

#: Marks that a file's name may have before its ending.
MARKS = ("DRAFT", "WITHDRAWN", "RESTYLED")


class Copies(NamedTuple):
    """Which copies for printing are wanted beside each PDF."""

    impose: bool = False
    press: bool = False
    paper: str = "a4"
    creep_mm: float = 0.0
    binding: str | None = None
    """The edge that is stapled; as the language reads when None."""

    def __bool__(self) -> bool:
        """Whether any is."""
        return self.impose or self.press


class Settings(NamedTuple):
    """What holds for a whole run."""

    root: Path
    out: Path
    layouts: tuple[str, ...] = ()
    """The layouts to build; those that a leaflet names when empty."""
    wanted: Wanted = Wanted()
    strict: bool = False
    force: bool = False
    """Whether to build what is up to date too."""
    copies: Copies = Copies()
    thumbnails: bool = False
    run: str = ""
    """Tells one run from another: files are looked at anew for each."""
    wording: Wording = plainly
    """What the front end calls these settings."""
    all_of_them: bool = False
    """Whether no leaflet was named: translations that nobody may hand out yet stop no such build."""

    def names(self, layouts: tuple[str, ...]) -> tuple[str, ...]:
        """The layouts and other forms of a leaflet that names these layouts itself."""
        return self.wanted.names(self.layouts or layouts)


class Job(NamedTuple):
    """One leaflet to build."""

    settings: Settings
    path: Path
    faults: tuple[Diagnostic, ...] = ()
    """What is wrong with it, seen together with the others: it is not built then."""


class Result(NamedTuple):
    """What became of one leaflet in one layout or other form; path is None when there is no good file."""

    leaflet: str
    layout: str
    """Its layout, or the name of the form."""
    path: Path | None = None
    pages: int = 0
    size: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    made: bool = False
    """Whether the file was written in this run."""
    sha256: str = ""
    code: str = ""
    title: str = ""
    language: str = ""
    brand: str = ""
    department: str | None = None
    review: str | None = None
    state: str = ""
    why: str = ""
    """The state in words."""
    unwritable: bool = False
    """Whether the file could not be written, which is the folder's fault and not the leaflet's."""
    refused: bool = False
    """Whether another program's file stands where the file was to go."""
    left_out: bool = False
    """Whether it was not to be built, and nothing is wrong with that."""
    copies: tuple[Path, ...] = ()
    """The copies for printing that were written in this run."""

    @property
    def mark(self) -> str:
        """The word in the file's name, as it is said, such as draft or withdrawn; empty when there is none."""
        return "" if self.path is None else without_mark(self.path.name)[1].lower()

    def as_data(self) -> dict[str, Any]:
        """Return what JSON has of a file."""
        return {
            "leaflet": self.leaflet,
            "layout": self.layout,
            "file": str(self.path),
            "pages": self.pages,
            "bytes": self.size,
            "sha256": self.sha256,
            "code": self.code,
            "state": self.state,
            "made": self.made,
            "copies": [str(path) for path in self.copies],
        }


def target_of(out: Path, stem: str, layout: str, mark: str) -> Path:
    """Return the file of a leaflet in a layout or form; the mark stands in its name too."""
    return out / file_name(stem, layout, mark)


def without_mark(file: str) -> tuple[str, str]:
    """Return the name of a file without its ending and mark, and the mark in it, if any."""
    name = file.rpartition(".")[0]
    stem, _, last = name.rpartition(".")
    return (stem, last) if last in MARKS else (name, "")
