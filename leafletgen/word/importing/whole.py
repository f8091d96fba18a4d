"""A Word file as a whole: read, made into a leaflet, written as YAML, and counted, so that nothing goes unnamed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.content.model.brand import Brand
from leafletgen.errors import Severity
from leafletgen.word.counting.count import missing
from leafletgen.word.doubts import Doubt, Doubts, Part, Spot
from leafletgen.word.importing.alike import told_once
from leafletgen.word.importing.blocks import leaflet_of
from leafletgen.word.importing.made import Leaflet, Made, PictureFile, Value
from leafletgen.word.importing.wish import Wish
from leafletgen.word.importing.yaml_text import made_in, written
from leafletgen.word.reading.package import Package
from leafletgen.word.reading.reader import story_of

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace
    from leafletgen.word.importing.own.comparison import Ours
    from leafletgen.word.story import Story

#: The order in which parts are told: what is about all of the file, then the text, then what stands around it.
_ORDER: Final = {part: number for number, part in enumerate(Part)}

#: Words that a message says of those that were lost.
_SHOWN: Final = 20
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


def imported(
    data: bytes,
    file: str,
    wish: Wish,
    brand: Brand,
    first_lines: Sequence[str] = (),
    workspace: Workspace | None = None,
) -> Imported:
    """Return the leaflet of a Word file with all its doubts; nothing is written.

    Args:
        data: the bytes of the Word file.
        file: its name, for messages.
        wish: what is wished of the leaflet.
        brand: its brand, whose template says what a code looks like.
        first_lines: comments that the YAML begins with, without their ``#``.
        workspace: where the leaflet is to be built; with it a Word file that leafletgen wrote is the leaflet that it
            was made of, but for what somebody changed.

    Raises:
        RefusedError: it is no Word file that can be read; the message names the part that is damaged.
    """
    doubts = Doubts()
    package = Package.open(data, file)
    story = story_of(package, doubts)
    package.forget()
    ours = _ours(story, workspace, wish, doubts)
    leaflet = leaflet_of(story, wish, brand, doubts) if ours is None else ours.leaflet
    yaml = ours.yaml if ours is not None and ours.yaml is not None else ""
    yaml = yaml or written(leaflet, [*first_lines, _ADVICE.format(file=file)])
    pictures = [*leaflet.pictures, *([] if ours is None else ours.pictures)]
    told = [*doubts.found, _printed(leaflet)]
    lost = missing(package, yaml, [picture.data for picture in pictures], told)
    if lost:
        doubts.error(
            "word-words-lost",
            f"these stand neither in the leaflet nor in a doubt: {_shown(lost)}",
            "look for them in the Word file, and write them where they belong",
            Spot(Part.FILE),
            " ".join(lost),
        )
    _find_places(leaflet, doubts.found)
    in_order = sorted(doubts.found, key=lambda doubt: (_ORDER[doubt.spot.part], doubt.spot.number))
    said = tuple(told_once(list(_gathered(in_order))))
    return Imported(file, yaml, tuple(leaflet.pictures), said, story.language, leaflet)


def _gathered(doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    """Yield doubts; the same about paragraphs that follow one another is told once, of the first, with all words."""
    first: Doubt | None = None
    more = 0
    for doubt in doubts:
        if first is not None and _goes_on(first, doubt, more):
            more += 1
            first.words = " ".join(filter(None, (first.words, doubt.words)))
            continue
        if first is not None:
            yield _with_more(first, more)
        first, more = doubt, 0
    if first is not None:
        yield _with_more(first, more)


def _goes_on(first: Doubt, doubt: Doubt, more: int) -> bool:
    """Whether a doubt says of the next paragraph what was said of those before; each error is told by itself."""
    same = (first.code, first.message, first.severity) == (doubt.code, doubt.message, Severity.DOUBT)
    follows = doubt.spot.number == first.spot.number + more + 1
    return same and follows and first.spot.part is doubt.spot.part is Part.BODY and first.spot.number > 0


def _with_more(doubt: Doubt, more: int) -> Doubt:
    if more:
        doubt.message += f" (and {more} more)"
    return doubt


def _printed(leaflet: Leaflet) -> Doubt:
    """Return what a layout prints by itself as what the count takes for told; nobody is told of it."""
    return Doubt("", Severity.DOUBT, "", "", Spot(Part.FILE), "\n".join(leaflet.printed))


def _ours(story: Story, workspace: Workspace | None, wish: Wish, doubts: Doubts) -> Ours | None:
    """Return the leaflet that a Word file of ours was made of, with what was changed; None for any other file."""
    if workspace is None:
        return None
    if story.source is None:
        from leafletgen.word.importing.own.source_gone import tell_source_gone

        tell_source_gone(story, doubts)
        return None
    from leafletgen.word.importing.own.leaflet import leaflet_of_ours  # few files are ours, and it loads much

    return leaflet_of_ours(story, workspace, wish, doubts, leaflet_of)


def _shown(lost: Sequence[str]) -> str:
    """The words that were lost, as far as a message can say them; the doubt has them all."""
    more = len(lost) - _SHOWN
    return ", ".join([f'"{word}"' for word in lost[:_SHOWN]]) + (f" and {more} more" if more > 0 else "")


def _find_places(leaflet: Leaflet, doubts: Iterable[Doubt]) -> None:
    """Tell doubts under which heading they are, those by hand included, and near which line of the YAML."""
    made = sorted(_in_body(leaflet.body), key=lambda each: (each.spot.number if each.spot else 0, each.line))
    numbers = [each.spot.number for each in made if each.spot]
    headings = [each.spot for each in made if each.spot and isinstance(each.value, Mapping) and "heading" in each.value]
    headings = sorted([*headings, *leaflet.headings], key=lambda spot: spot.number)
    heading_numbers = [spot.number for spot in headings]
    for doubt in doubts:
        spot = doubt.spot
        if spot.part is not Part.BODY or not spot.number:
            continue
        if before := bisect_left(heading_numbers, spot.number):
            spot.heading = headings[before - 1].first_words
            spot.under = spot.number - heading_numbers[before - 1]
        if not doubt.line and (upto := bisect_right(numbers, spot.number)):
            doubt.line = made[upto - 1].line


def _in_body(values: Sequence[Value]) -> Iterator[Made]:
    """Yield what knows its place in the text of the Word file, with what is in it."""
    for made in made_in(values):
        if made.spot is not None and made.spot.part is Part.BODY and made.line:
            yield made
