"""A Word file as a whole: read, made into a leaflet, written as YAML, and counted, so that nothing goes unnamed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from leafletgen.content.model.brand import Brand
from leafletgen.errors import Severity
from leafletgen.word.doubts import Doubt, Doubts, Part, Spot
from leafletgen.word.importing.blocks import leaflet_of
from leafletgen.word.importing.count import missing
from leafletgen.word.importing.made import Leaflet, Made, PictureFile, Value
from leafletgen.word.importing.wish import Wish
from leafletgen.word.importing.yaml_text import written
from leafletgen.word.reading.reader import read_story

#: The order in which parts are told: what is about all of the file, then the text, then what stands around it.
_ORDER: Final = {part: number for number, part in enumerate(Part)}

#: What the YAML says of itself.
_ADVICE: Final = "Imported from {file}. Read the doubts that were told, and mend the lines that say IMPORT."


class Imported(NamedTuple):
    """What became of a Word file."""

    file: str
    """Its name, without a folder."""
    yaml: str
    pictures: tuple[PictureFile, ...]
    doubts: tuple[Doubt, ...]
    """In the order of the file; each knows its place, and its line of the YAML where it has one."""
    language: str
    """The main language as Word says it; "" where it says none."""
    leaflet: Leaflet
    """What the YAML was written from."""

    def without_pictures(self) -> Imported:
        """Return the same without the bytes of the pictures, which take much room and are written."""
        names = [PictureFile(picture.name, b"") for picture in self.pictures]
        self.leaflet.pictures = names
        return self._replace(pictures=tuple(names))

    @property
    def has_errors(self) -> bool:
        """Whether something could not be read."""
        return any(doubt.severity is Severity.ERROR for doubt in self.doubts)


def imported(data: bytes, file: str, wish: Wish, brand: Brand, first_lines: Sequence[str] = ()) -> Imported:
    """Return the leaflet of a Word file with all its doubts; nothing is written.

    Args:
        data: the bytes of the Word file.
        file: its name, for messages.
        wish: what is wished of the leaflet.
        brand: its brand, whose template says what a code looks like.
        first_lines: comments that the YAML begins with, without their ``#``.

    Raises:
        RefusedError: it is no Word file that can be read; the message names the part that is damaged.
    """
    doubts = Doubts()
    story = read_story(data, file, doubts)
    leaflet = leaflet_of(story, wish, brand, doubts)
    yaml = written(leaflet, [*first_lines, _ADVICE.format(file=file)])
    lost = missing(data, yaml, leaflet.pictures, doubts.found)
    if lost:
        doubts.error(
            "word-words-lost",
            "words of the Word file stand neither in the leaflet nor in a doubt",
            "put them where they belong, and tell whoever looks after leafletgen",
            Spot(Part.FILE),
            " ".join(lost),
        )
    _find_headings(leaflet, doubts.found)
    told = sorted(doubts.found, key=lambda doubt: (_ORDER[doubt.spot.part], doubt.spot.number))
    return Imported(file, yaml, tuple(leaflet.pictures), tuple(told), story.language, leaflet)


def _find_headings(leaflet: Leaflet, doubts: Iterable[Doubt]) -> None:
    """Tell the spots of doubts under which heading they are, those included that an author made by hand."""
    headings = sorted({spot.number: spot for spot in _headings(leaflet.body)}.items())
    numbers = [number for number, _ in headings]
    for spot in {id(doubt.spot): doubt.spot for doubt in doubts}.values():
        before = bisect_left(numbers, spot.number)
        if spot.part is Part.BODY and before:
            number, heading = headings[before - 1]
            spot.heading = heading.first_words
            spot.under = spot.number - number


def _headings(values: Sequence[Value]) -> Iterator[Spot]:
    for made in values:
        if isinstance(made, Made) and isinstance(made.value, Mapping) and "heading" in made.value:
            heading = made.value["heading"]
            spot = made.spot or (heading.spot if isinstance(heading, Made) else None)
            if spot is not None and spot.part is Part.BODY:
                yield spot
