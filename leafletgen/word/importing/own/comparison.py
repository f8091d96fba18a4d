"""A Word file of ours beside the one that its YAML makes: what is the same, what was changed, added and taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.source.yaml import Value as Read
from leafletgen.word import own_names
from leafletgen.word.doubts import Doubt, Doubts, Part, Spot
from leafletgen.word.importing.made import Leaflet, Made, PictureFile
from leafletgen.word.importing.own.around import REMARKS, changed_head, tell_changes
from leafletgen.word.importing.own.changed import Convert, Desk, number_on, read_anew
from leafletgen.word.importing.own.difference import difference
from leafletgen.word.importing.own.entries import Entries, again, is_printed, restricts_inside
from leafletgen.word.importing.own.keepsakes import keepsakes_of, printed_beside
from leafletgen.word.importing.own.segments import Segment, in_order, segments
from leafletgen.word.importing.own.shapes import (
    first_spot,
    is_empty,
    paragraphs,
    pictures,
    shapes,
    without_remarks,
    words,
)
from leafletgen.word.importing.own.spliced import Piece, spliced
from leafletgen.word.importing.wish import Wish
from leafletgen.word.own_names import digest
from leafletgen.word.story import Block, Kind, Source, Story


class Ours(NamedTuple):
    """What became of a Word file of ours.

    Attributes:
        leaflet: the leaflet; printed in Word is also what its source says in another way.
        yaml: its source with what was changed; None where that is to be written anew.
        pictures: those of the Word file that the workspace has.
    """

    leaflet: Leaflet
    yaml: str | None
    pictures: list[PictureFile]


class Expected(NamedTuple):
    """The file as it would be if nobody had changed it, and what reading it tells."""

    story: Story
    doubts: list[Doubt]


class Comparison:
    """Goes through a file part by part."""

    def __init__(
        self,
        story: Story,
        source: Source,
        loaded: LoadedLeaflet,
        entries: Entries,
        expected: Expected,
        wish: Wish,
        doubts: Doubts,
        convert: Convert,
    ) -> None:
        """Take both stories, and what the leaflet is when nothing was changed."""
        self.story = story
        self.source = source
        self.loaded = loaded
        self.entries = entries
        self.expected = {one.name: one.blocks for one in segments(expected.story.blocks)}
        self.margins = expected.story
        self.wish = wish
        self.doubts = doubts
        self.leaflet = Leaflet()
        self.pictures: list[PictureFile] = []
        self._pieces: list[Piece] = []
        self._forget(expected.doubts)
        title = next((one for one in paragraphs(story.blocks) if one.kind is Kind.TITLE), None)
        self.desk = Desk(story, loaded, wish, keepsakes_of(loaded), convert, doubts, self.leaflet.printed, title)

    def _forget(self, usual: Sequence[Doubt]) -> None:
        """Take out the doubts that the file would raise if nobody had changed it; their words are known."""
        known = Counter(map(_key, usual))
        kept: list[Doubt] = []
        for doubt in self.doubts.found:
            if known[_key(doubt)] > 0:
                known[_key(doubt)] -= 1
                self.leaflet.printed.append(doubt.words)
            else:
                kept.append(doubt)
        self.doubts.found[:] = kept

    def made(self) -> Ours:
        """Return what became of it."""
        self.leaflet.head = {key: again(value) for key, value in self.entries.head.items()}
        found = segments(self.story.blocks)
        order = [one.entry for one in found if one.entry is not None]
        silent = self._silent(order)
        self._put(silent.get(-1, ()))
        seen: set[str] = set()
        for segment in found:
            entry = segment.entry
            if entry is None:
                self._around(segment)
            else:
                self._entry(segment, entry, again_there=segment.name in seen)
                self._put(silent.get(entry, ()) if segment.name not in seen else ())
            seen.add(segment.name)
        self._tell_moved(found)
        self._tell_removed(seen)
        self._margins()
        self._wishes()
        self.leaflet.printed += self.desk.keepsakes.said
        self.leaflet.body = [piece.made for piece in self._pieces]
        yaml = spliced(self.source.text, self.entries, self.leaflet.head, self._pieces)
        return Ours(self.leaflet, yaml, self.pictures)

    def _silent(self, order: Sequence[int]) -> dict[int, list[int]]:
        """Entries that Word shows nothing of, such as a page break of one layout, by the entry that they follow."""
        made: dict[int, list[int]] = {}
        there = set(order)
        after = -1
        for number in range(len(self.entries.body)):
            if number in there:
                after = number
            elif f"{own_names.SEGMENT}{number}" not in self.expected:
                made.setdefault(after, []).append(number)
        return made

    def _put(self, numbers: Sequence[int], spot: Spot | None = None) -> None:
        """Take entries from the source."""
        for number in numbers:
            made = again(self.entries.body[number])
            made.spot = spot
            self._pieces.append(Piece(made, number, kept=True))

    def _entry(self, segment: Segment, number: int, *, again_there: bool) -> None:
        """Take an entry from the source, where it says the same; what stands before it or after it is new."""
        known = number < len(self.entries.body) and not again_there
        usual = self.expected.get(segment.name, [])
        self._remarks(segment.blocks, usual)
        before = without_remarks(usual) if known else []
        was = shapes(before)
        blocks = [block for block in without_remarks(segment.blocks) if not is_empty(block)]
        now = shapes(blocks)
        if known and not was:  # a break of pages
            self._put([number])
            self._read_anew(blocks, None, ())
            return
        starts = [at for at, one in enumerate(now) if was and one == was[0]]
        begin = next((at for at in starts if now[at : at + len(was)] == was), None)
        if begin is None and known and is_printed(self.entries.body[number]):
            self._put([number])
            self._know(before)
            tell_changes(paragraphs(blocks), paragraphs(before), self.doubts)
            return
        if begin is None:
            self._read_anew(blocks, number if known else None, before)
            return
        end = begin + len(was)
        self._read_anew(blocks[:begin], None, ())
        self._put([number], first_spot(blocks[begin:end]))
        self._note(blocks[begin:end])
        self._know(blocks[begin:end])
        self._read_anew(blocks[end:], None, ())

    def _remarks(self, blocks: Sequence[Block], usual: Sequence[Block]) -> None:
        """Know what leafletgen tells reviewers of blocks, and tell what somebody wrote into it."""
        found, expected = (
            [one for one in paragraphs(held) if one.style == own_names.REMARK] for held in (blocks, usual)
        )
        tell_changes(found, expected, self.doubts, REMARKS)
        self.leaflet.printed += [one.text for one in found]

    def _read_anew(self, blocks: Sequence[Block], number: int | None, before: Sequence[Block]) -> None:
        spot = first_spot(_unlike(blocks, before)) or first_spot(blocks)
        if spot is None:
            return
        entry = None if number is None else self.entries.body[number]
        if entry is None:
            told = "this is new, and is taken as it is"
        else:
            told = f"this was changed, and is taken as it is now: {difference(_said(before), _said(blocks))}"
        self.doubts.doubt("word-own-changed", told, _advice(entry), spot)
        if entry is not None:
            self.leaflet.printed.append(printed_beside(entry, words(before)))
        already = len(self.doubts.found)
        made = read_anew(self.desk, blocks, entry, before)
        number_on(made, len(self.leaflet.pictures), self.doubts.found[already:])
        self._pieces += [Piece(one, number, kept=False) for one in made.body]
        self.leaflet.pictures += made.pictures
        self.leaflet.printed += made.printed

    def _know(self, blocks: Sequence[Block]) -> None:
        self.leaflet.printed.append(words(blocks))
        self.pictures += [PictureFile(one.alt, one.data) for one in pictures(blocks)]

    def _note(self, blocks: Sequence[Block]) -> None:
        """Note the headings of what is kept, and tell pictures that are none of those that leafletgen put there."""
        self.leaflet.headings += [one.spot for one in paragraphs(blocks) if one.kind is Kind.HEADING]
        for picture in pictures(blocks):
            if self.source.pictures and digest(picture.data) not in self.source.pictures:
                number = len(self.leaflet.pictures) + 1
                name = f"{self.wish.name}/{number}{picture.suffix}"
                self.leaflet.pictures.append(PictureFile(name, picture.data))
                self.doubts.doubt(
                    "word-own-picture",
                    f'this picture is not the one that leafletgen put there; it is saved as "{name}", '
                    "and the leaflet has its own one still",
                    "look at both, and name the new file in the leaflet if it is to be used",
                    picture.spot,
                )

    def _around(self, segment: Segment) -> None:
        """What leafletgen prints: the front says what the head does, all else comes from elsewhere."""
        before = self.expected.get(segment.name, [])
        self._know(before)
        if segment.name != own_names.CONTENTS:
            self._note(segment.blocks)
        self.pictures += [PictureFile(one.alt, one.data) for one in pictures(segment.blocks)]
        if shapes(segment.blocks) == shapes(before):
            return
        found = list(paragraphs(segment.blocks))
        if segment.name == own_names.FRONT:
            found = changed_head(segment.blocks, self.leaflet.head, self.doubts)
        tell_changes(found, paragraphs(before), self.doubts)

    def _tell_moved(self, found: Sequence[Segment]) -> None:
        """Tell entries that stand in another place among the others; a copy is told as new."""
        numbers: dict[int, Segment] = {}
        for segment in found:
            if segment.entry is not None:
                numbers.setdefault(segment.entry, segment)
        stayed = in_order(list(numbers))
        for number, segment in numbers.items():
            spot = first_spot(segment.blocks)
            if number not in stayed and spot is not None:
                self.doubts.doubt(
                    "word-own-moved",
                    "this stands in another place than in the leaflet, and is put where it is now",
                    "see that nothing around it, such as a remark that leads to it, needs a change",
                    spot,
                )

    def _tell_removed(self, seen: set[str]) -> None:
        for name, blocks in self.expected.items():
            entry = Segment(name, blocks).entry
            if entry is None or name in seen:
                continue
            said = " ".join(" ".join(_said(blocks)).split())
            told = f'"{said}"' if said else "one without words"
            self.doubts.doubt(
                "word-own-removed",
                f"an entry of the leaflet was taken out: {told}",
                "see that it is meant to go; the line of the old leaflet is there to be put back",
                Spot(Part.FILE),
            )

    def _margins(self) -> None:
        """Headers and footers are leafletgen's; a mark such as DRAFT in them is none of the leaflet."""
        for actual, usual in ((self.story.headers, self.margins.headers), (self.story.footers, self.margins.footers)):
            expected = [one for blocks in usual for one in paragraphs(blocks)]
            found = [one for blocks in actual for one in paragraphs(blocks)]
            ends = [_without_pages(one.text) for one in expected]
            others = [one for one in found if not any(_without_pages(one.text).endswith(end) for end in ends if end)]
            tell_changes(others, (), self.doubts)
            told = {id(one) for one in others}
            self.leaflet.printed += [words([one]) for one in found if id(one) not in told]

    def _wishes(self) -> None:
        """What whoever imports says of the leaflet wins."""
        for key, value in (("code", self.wish.code), ("language", self.wish.language)):
            if value is not None and (key not in self.leaflet.head or self.leaflet.head[key].value != value):
                self.leaflet.head[key] = Made(value)


def _without_pages(text: str) -> str:
    """The words of a header or a footer; on which page of how many it stands is for Word to say."""
    return " ".join(re.sub(r"\bPage \d+ of \d+", "", text).split())


def _key(doubt: Doubt) -> tuple[str, str, str]:
    return doubt.code, doubt.message, " ".join(doubt.words.split())


def _unlike(blocks: Sequence[Block], before: Sequence[Block]) -> list[Block]:
    """The paragraphs with other words than any had before."""
    known = set(_said(before))
    return [one for one in paragraphs(blocks) if one.text not in known]


def _said(blocks: Sequence[Block]) -> list[str]:
    """The words of paragraphs."""
    return [one.text for one in paragraphs(blocks)]


def _advice(entry: Read | None) -> str:
    hint = "decide whether it stays"
    if entry is not None and entry.kind == "map" and "include" in entry.data:
        hint += "; it was a shared block, which other leaflets have too: change the shared file, or keep this apart"
    if entry is not None and restricts_inside(entry):
        hint += '; write "only" and "except" again at the blocks inside of it that had them'
    return hint
