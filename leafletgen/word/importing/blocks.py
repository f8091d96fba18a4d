"""A story becomes a leaflet: what an author meant by each part of it."""

from __future__ import annotations

from collections.abc import Collection

from leafletgen.content.model.brand import Brand
from leafletgen.word.doubts import Doubts
from leafletgen.word.importing.body import body_of
from leafletgen.word.importing.captions import pair_captions
from leafletgen.word.importing.contents import without_contents
from leafletgen.word.importing.head import head_of
from leafletgen.word.importing.headings import find_headings
from leafletgen.word.importing.items import Item, items_of, untaken
from leafletgen.word.importing.languages import main_language
from leafletgen.word.importing.links import Links
from leafletgen.word.importing.lists import read_marks
from leafletgen.word.importing.made import Leaflet
from leafletgen.word.importing.making import Making
from leafletgen.word.importing.notes import Notes
from leafletgen.word.importing.pictures import PictureFiles
from leafletgen.word.importing.references import references_of
from leafletgen.word.importing.typed_lists import find_typed_lists
from leafletgen.word.importing.wish import Wish
from leafletgen.word.story import Kind, Paragraph, Story


def leaflet_of(story: Story, wish: Wish, brand: Brand, doubts: Doubts) -> Leaflet:
    """Return the leaflet that an author meant.

    Paragraphs of the story that are headings by hand become headings: their kind and level are set.

    Args:
        story: what the Word file says.
        wish: what is wished of the leaflet beside it.
        brand: its brand.
        doubts: receives what the author must look at; each is kept with the part that it is about.
    """
    leaflet = Leaflet()
    leaflet.head = head_of(story, wish, brand, doubts)
    spots = [spot for made in leaflet.head.values() for spot in (made.spot, *made.more_spots)]
    taken = frozenset([id(spot) for spot in spots if spot is not None])
    items = _body_items(story, taken, doubts)
    headings = {id(item.what) for item in items if item.is_kind(Kind.HEADING)}
    making = Making(
        doubts,
        PictureFiles(wish.name),
        Links(story.blocks, list(story.notes.values()), headings, doubts),
        Notes(story.blocks, story.notes, doubts),
        wish.language or main_language(story),
        taken,
    )
    leaflet.body = body_of(items, making)
    if references := references_of(making):
        leaflet.head["references"] = references
    _tell_of_unused_notes(making)
    leaflet.pictures = making.pictures.files
    leaflet.printed = making.printed
    return leaflet


def _body_items(story: Story, taken: Collection[int], doubts: Doubts) -> list[Item]:
    """Return the parts of the body that the head did not take, headings and lists told from other paragraphs."""
    items = untaken(items_of(story.blocks, doubts), taken)
    items = find_typed_lists(without_contents(items, doubts))
    read_marks(items)
    find_headings(items, doubts, _title_level(story, taken))
    return pair_captions(items, doubts)


def _title_level(story: Story, taken: Collection[int]) -> int:
    """Return the level of the heading that the title was taken from; 0 when it was none."""
    levels = [
        block.level
        for block in story.blocks
        if isinstance(block, Paragraph) and block.kind is Kind.HEADING and id(block.spot) in taken
    ]
    return levels[0] if levels else 0


def _tell_of_unused_notes(making: Making) -> None:
    for spot, words in making.notes.unused():
        making.doubts.doubt(
            "word-note-uncited",
            "a note is left out: nothing in the body of the leaflet cites it",
            "write it where it belongs",
            spot,
            words,
        )
