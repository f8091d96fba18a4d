"""The bytes of a picture: where in the file they are, or that they are kept elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leafletgen.word.reading.alt_texts import without_folders
from leafletgen.word.reading.drawing_doubts import called
from leafletgen.word.reading.picture_suffixes import suffix_of
from leafletgen.word.story import Picture

if TYPE_CHECKING:
    from leafletgen.word.doubts import Spot
    from leafletgen.word.reading.state import Reader


def begun(reader: Reader, spot: Spot) -> Picture:
    """Return a picture of which nothing is known but its number."""
    reader.shown.count += 1
    picture = Picture(spot)
    picture.number = reader.shown.count
    return picture


def part_of(reader: Reader, identity: str) -> str:
    """Return the part that a relationship of the part being read leads to, which counts as shown; "" for none."""
    found = reader.package.relationships(reader.part).get(identity)
    if found is None or found.external:
        return ""
    reader.shown.parts.add(found.target)
    return found.target


def bytes_of(reader: Reader, identity: str) -> bytes | None:
    """Return the bytes of the part that a relationship of the part being read leads to; None when there is none."""
    part = part_of(reader, identity)
    return reader.package.data(part) if part else None


def address_of(reader: Reader, identity: str) -> str:
    """Return the address that a relationship of the part being read leads to; "" when it stays in the file."""
    found = reader.package.relationships(reader.part).get(identity)
    return found.target if found is not None and found.external else ""


def fill(reader: Reader, picture: Picture, embedded: str, linked: str) -> None:
    """Give a picture its bytes or its address, by the ids of relationships; nothing that is kept elsewhere is fetched.

    A picture that is neither there nor elsewhere is told.
    """
    picture.part = part_of(reader, embedded)
    data = reader.package.data(picture.part) if picture.part else None
    if data:
        picture.data, picture.suffix = data, suffix_of(data, picture.part)
        return
    picture.linked = without_folders(address_of(reader, linked) or address_of(reader, embedded))
    if not picture.linked:
        part = f" ({picture.part})" if picture.part else ""
        reader.doubts.error(
            "word-picture-missing",
            f"{called(picture)}{part} is not in the file any more",
            "find the picture, put it beside the leaflet, and write an image block at this place",
            picture.spot,
            picture.alt,
        )
