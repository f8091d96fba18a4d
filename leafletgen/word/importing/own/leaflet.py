"""A Word file of ours becomes the leaflet that it was, with what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from leafletgen.errors import RefusedError, Report
from leafletgen.images import Dots
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.word.doubts import Doubts, Part, Spot
from leafletgen.word.exporting.package_needed import check_package
from leafletgen.word.importing.own.changed import Convert
from leafletgen.word.importing.own.comparison import Comparison, Expected, Ours
from leafletgen.word.importing.own.entries import entries_of
from leafletgen.word.importing.wish import Wish
from leafletgen.word.reading.reader import read_story
from leafletgen.word.story import Source, Story

#: A white dot (PNG), for a file that is made to be compared: what its pictures show does not count.
_DOT: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f00010101001bb6ee56"
    "0000000049454e44ae426082"
)


class _NoPictures:
    """What makes pictures ready where none is looked at."""

    def for_mail(self, path: Path, width: int, family: str, faces: Sequence[Path], *, mirrored: bool = False) -> Dots:
        return Dots(_DOT, 1, 1)


def leaflet_of_ours(story: Story, workspace: Workspace, wish: Wish, doubts: Doubts, convert: Convert) -> Ours | None:
    """Return the leaflet of a Word file of ours; None where it is to be read as any other, which is told.

    Args:
        story: what it says, with its source.
        workspace: where the leaflet is to be built; what is shared, brands and pictures are those of it.
        wish: what is wished of the leaflet.
        doubts: those of reading; what an unchanged file would raise too is taken out, for it is no news.
        convert: what makes a leaflet of the story of any Word file.
    """
    source = story.source
    if source is None:
        return None
    path = _path(source, workspace, wish)
    entries = entries_of(source.text, workspace.shown(path))
    loaded = workspace.load_leaflet(path, Report(), source.text)
    expected = None if entries is None or loaded is None else _made_again(loaded, source)
    if entries is None or loaded is None or expected is None:
        doubts.doubt(
            "word-own-source-unusable",
            "the leaflet's source, which this file carries, cannot be compared with it, and is not used",
            "look for merge fields, citations and shared blocks: they are plain words now",
            Spot(Part.FILE),
        )
        return None
    _tell_newer(path, source, workspace, doubts)
    ours = Comparison(story, source, loaded, entries, expected, wish, doubts, convert).made()
    ours.leaflet.anew = workspace.shown(path)
    return ours


def _tell_newer(path: Path, source: Source, workspace: Workspace, doubts: Doubts) -> None:
    """Tell that somebody has gone on with the leaflet since the Word file was made, or that none is there."""
    try:
        there = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        doubts.doubt(
            "word-own-unknown",
            "the leaflet's source, which this Word file carries, is taken from it; this workspace has none to compare",
            "read the head of the leaflet and its comments, which Word does not show, before you build it",
            Spot(Part.FILE),
        )
        return
    except (OSError, UnicodeDecodeError):
        return
    if there.replace("\r\n", "\n") != source.text.replace("\r\n", "\n"):
        doubts.doubt(
            "word-own-older",
            f"{workspace.shown(path)} has changed since this Word file was made, and what is new is not in it",
            "bring both together: compare the files line by line before one takes the place of the other",
            Spot(Part.FILE),
        )


def _path(source: Source, workspace: Workspace, wish: Wish) -> Path:
    """The leaflet that the file says it was made of, if the workspace has it; else the one that it is to become."""
    usual = workspace.root / "leaflets" / f"{wish.name}.yaml"
    return next((path for path in workspace.leaflet_files() if workspace.shown(path) == source.file), usual)


def _made_again(loaded: LoadedLeaflet, source: Source) -> Expected | None:
    try:
        check_package()
    except RefusedError:
        return None
    from leafletgen.word.exporting.word_file import word_file  # loads python-docx

    data = word_file(loaded, _NoPictures(), Report(), source=source.text)
    told = Doubts()
    return None if data is None else Expected(read_story(data, source.file, told), told.found)
