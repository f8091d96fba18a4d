"""Names of files in content, made into paths that never leave the workspace."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from leafletgen.errors import Mistake, Place, Report, did_you_mean
from leafletgen.source.inline import composed
from leafletgen.source.names import is_text

if TYPE_CHECKING:
    from leafletgen.images.fault import PictureError
    from leafletgen.source.yaml import Value

_DRIVE = re.compile(r"[A-Za-z]:")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)


class Folder(Protocol):
    """What translations have to know of their workspace, which asks them in its turn."""

    @property
    def root(self) -> Path:
        """The folder itself."""

    def shown(self, path: Path) -> str:
        """Return a path as messages show it."""

    def leaflet_files(self) -> list[Path]:
        """Return the files of all leaflets, sorted by name."""

    def source(self, path: Path, report: Report) -> Value | None:
        """Read what stands in one file."""


class Files:
    """Looks names up in folders of one workspace, by the exact letters on every system."""

    def __init__(self, root: Path) -> None:
        """Take the workspace's folder."""
        self.root = root
        self._real_root = f"{os.path.realpath(root).rstrip(os.sep)}{os.sep}"
        self._listings: dict[Path, dict[str, str]] = {}

    def find(
        self,
        name: str,
        folders: Sequence[Path],
        suffixes: Sequence[str],
        what: str,
        place: Place | None,
        report: Report,
    ) -> Path | None:
        """Return the file of this name in the first folder that has it.

        Args:
            name: a relative name with forward slashes.
            folders: where to look, in this order.
            suffixes: the endings a file may have, with their dots, in lower case.
            what: how a message calls such a file, such as "image".
            place: where the name stands.
            report: receives what is wrong: an unsafe name, another ending, a missing file.
        """
        fault = unsafe(name)
        if fault:
            report.error(fault.code, f'the {what} name "{name}" {fault.message}', fault.hint, place)
            return None
        if not name.lower().endswith(tuple(suffixes)):
            known_as = self._kind_of_picture(name, folders) if ".png" in suffixes else None
            if known_as is not None:
                report.error(known_as.code, f'the {what} "{name}" cannot be used: {known_as}', known_as.hint, place)
                return None
            report.error(
                "file-wrong-kind",
                f'"{name}" cannot be used as {what}',
                "use a file that ends in " + " or ".join(suffixes),
                place,
            )
            return None
        for folder in folders:
            path = self._exact(folder, name.split("/"))
            if path is None:
                continue
            if not self.is_inside(path):
                report.error(
                    "link-out-of-workspace",
                    f'the {what} "{name}" is a link that leads out of the workspace',
                    "put a copy of the file into the workspace",
                    place,
                )
                return None
            return path
        known = [found for folder in folders for found in self.names(folder, suffixes)]
        looked = " or ".join(self.shown(folder) for folder in folders)
        alike = _alike(name, known)
        hint = did_you_mean(name if alike else "", alike or known) or f"put the file into {looked}"
        report.error("file-not-found", f'the {what} "{name}" is not in {looked}', hint, place)
        return None

    def _kind_of_picture(self, name: str, folders: Sequence[Path]) -> PictureError | None:
        """Return what a file is that no picture can be made of, such as a telephone's photograph, and what to do."""
        from leafletgen.images.other_kinds import ENOUGH, other_kind  # only a fault needs it

        for folder in folders:
            path = self._exact(folder, name.split("/"))
            if path is None or not self.is_inside(path):
                continue
            try:
                with path.open("rb") as file:
                    return other_kind(file.read(ENOUGH))
            except OSError:
                return None
        return None

    def names(self, folder: Path, suffixes: Sequence[str]) -> list[str]:
        """Return the names, relative to a folder, of all files under it with one of these endings."""
        found = []
        for parent, folders, files in os.walk(folder):
            folders.sort()
            for file in sorted(files):
                if file.lower().endswith(tuple(suffixes)) and is_text(file) and is_text(parent):
                    found.append(composed((Path(parent) / file).relative_to(folder).as_posix()))
        return found

    def shown(self, path: Path) -> str:
        """Return a path as messages show it: relative to the workspace where it is inside it."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def _exact(self, folder: Path, parts: list[str]) -> Path | None:
        # Listing each folder, rather than asking whether the file is there, makes Windows and macOS as exact
        # about capitals as Linux, so that a leaflet made on one works on all.
        path = folder
        for part in parts:
            actual = self._listing(path).get(part)
            if actual is None:
                return None
            path = path / actual
        return path if path.is_file() else None

    def _listing(self, folder: Path) -> dict[str, str]:
        listing = self._listings.get(folder)
        if listing is None:
            try:
                listing = {composed(path.name): path.name for path in folder.iterdir()}
            except OSError:
                listing = {}
            self._listings[folder] = listing
        return listing

    def is_inside(self, path: Path) -> bool:
        """Whether a file lies in the workspace, whatever links lead to it."""
        return os.path.realpath(path).startswith(self._real_root)


def _alike(name: str, known: Sequence[str]) -> list[str]:
    """Return the names that are near without their ending, which would make any two files seem alike."""
    from difflib import get_close_matches  # only a fault needs it

    stems = {PurePosixPath(other).with_suffix("").as_posix().lower(): other for other in reversed(known)}
    near = get_close_matches(PurePosixPath(name).with_suffix("").as_posix().lower(), stems, cutoff=0.6)
    return [stems[stem] for stem in near]


def unsafe(name: str) -> Mistake | None:
    """Return why a name from a content file may not become a path, and what to do; None when it may."""
    if "\\" in name:
        return Mistake("file-name-not-safe", 'has a "\\"', 'write folders with "/", which works on every system')
    if name.startswith(("/", "~")) or _DRIVE.match(name):
        return Mistake(
            "file-name-not-safe", "is not relative", "put the file into the workspace and give its name alone"
        )
    parts = name.split("/")
    if ".." in parts:
        return Mistake(
            "file-name-not-safe", "leads out of its folder", 'a name has no ".."; put the file into assets/images'
        )
    if "" in parts or "." in parts:
        return Mistake("file-name-not-safe", "is not a plain file name", "write it as folder/name.svg")
    if any(_RESERVED.match(part) or part != part.rstrip(". ") or ":" in part for part in parts):
        return Mistake("file-name-not-safe", "cannot exist on Windows", "choose another name")
    return None
