"""Pictures of a Word file as files beside the leaflet, and as blocks of it."""

from __future__ import annotations

from hashlib import sha256
from typing import Final, NamedTuple

from leafletgen.images.fault import PictureError
from leafletgen.word.doubts import Doubts
from leafletgen.word.importing import picture_doubts
from leafletgen.word.importing.made import Made, PictureFile, Value
from leafletgen.word.importing.picture_edits import Edits, edited, edits_of
from leafletgen.word.importing.picture_kinds import Unusable, Usable, usable
from leafletgen.word.story import Picture

_STEP: Final = 5
"""Of widths, in percent of the column; also the smallest width that a leaflet takes."""
_ALMOST: Final = 0.002
"""By how much of the column a width may miss a step and is meant as it."""


class _Kept(NamedTuple):
    """A file that was written: its name, and why no leaflet can use it; None where one can."""

    name: str
    unusable: Unusable | None


class PictureFiles:
    """The pictures of one leaflet.

    Attributes:
        folder: the folder beside the leaflet, such as "05-pictures".
        files: each file once, in the order in which the Word file shows them.
    """

    __slots__ = ("_kept", "files", "folder")

    def __init__(self, folder: str) -> None:
        """Begin without any."""
        self.folder = folder
        self.files: list[PictureFile] = []
        self._kept: dict[tuple[bytes, Edits], _Kept] = {}

    def block(self, picture: Picture, doubts: Doubts, caption: Value | None = None) -> Made:
        """Return a picture as a block, its file kept; of one that cannot be used there is a comment alone.

        Args:
            picture: what Word shows.
            doubts: receives what the author must look at.
            caption: the words under it.
        """
        return self._made(picture, doubts, caption, _width(picture))

    def entry(self, picture: Picture, doubts: Doubts, caption: Value | None = None) -> Made:
        """Return a picture as one of several in a row, which are all as wide."""
        return self._made(picture, doubts, caption, "")

    def _made(self, picture: Picture, doubts: Doubts, caption: Value | None, width: str) -> Made:
        made = Made("", picture.spot)
        already = len(doubts.found)
        kept = self._file(picture, doubts) if picture.data else None
        if kept is None:
            made.notes.append(picture_doubts.not_there(picture, doubts))
        elif kept.unusable is not None:
            made.notes.append(picture_doubts.unusable(picture, kept.name, kept.unusable, doubts))
        else:
            made.value = _said(picture, kept.name, caption, width)
            made.notes += picture_doubts.alt(picture, kept.name, doubts)
        made.doubts += doubts.found[already:]
        return made

    def _file(self, picture: Picture, doubts: Doubts) -> _Kept:
        """The file that shows a picture: one for the same bytes with the same crop."""
        edits = edits_of(picture)
        key = (sha256(picture.data).digest(), edits)
        if key not in self._kept:
            self._kept[key] = self._new(picture, edits, doubts)
        return self._kept[key]

    def _new(self, picture: Picture, edits: Edits, doubts: Doubts) -> _Kept:
        taken = usable(picture, edits.any)
        if isinstance(taken, Unusable):
            return _Kept(self._written(picture.data, picture.suffix), taken)
        data, suffix = taken.data, taken.suffix
        name = f"{self.folder}/{len(self.files) + 1}{suffix}"
        picture_doubts.taken(picture, name, taken, doubts)
        data = _as_word_shows_it(picture, name, taken, edits, doubts)
        return _Kept(self._written(data, suffix), None)

    def _written(self, data: bytes, suffix: str) -> str:
        name = f"{self.folder}/{len(self.files) + 1}{suffix}"
        self.files.append(PictureFile(name, data))
        return name


def _as_word_shows_it(picture: Picture, name: str, taken: Usable, edits: Edits, doubts: Doubts) -> bytes:
    """The file cropped, mirrored and turned; one that cannot be is left as it is, and told."""
    done = None
    if edits.any and taken.suffix != ".svg":
        try:
            done = edited(taken.data, edits)
        except PictureError:
            done = None
    if edits.any or edits.slant:
        picture_doubts.edits(picture, name, edits, done, doubts)
    return taken.data if done is None else done.data


def _width(picture: Picture) -> str:
    """A width as a share of the column in steps, rounded down so that a row of pictures still fits; "" if unknown."""
    if picture.share <= 0:
        return ""
    steps = int((picture.share + _ALMOST) * 100 / _STEP)
    return f"{min(100, max(1, steps) * _STEP)}%"


def _said(picture: Picture, name: str, caption: Value | None, width: str) -> dict[str, Value]:
    said: dict[str, Value] = {"image": name}
    if picture.decorative:
        said["decorative"] = True
    elif picture.alt:
        said["alt"] = picture.alt
    if caption:
        said["caption"] = caption
    if width:
        said["width"] = width
    return said
