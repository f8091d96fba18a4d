"""The body of a leaflet, block by block, and what stands inside boxes and under entries of lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from leafletgen.word import own_names
from leafletgen.word.doubts import Doubt
from leafletgen.word.importing import by_our_styles, words_blocks
from leafletgen.word.importing.boxes import items_in, tell_of_box, title_of
from leafletgen.word.importing.captions import caption_of, pair_captions
from leafletgen.word.importing.entries import MOST, doubts_of
from leafletgen.word.importing.items import Item, without_bold
from leafletgen.word.importing.lists import Entry, Listed, gather, read_marks
from leafletgen.word.importing.made import Made, Value
from leafletgen.word.importing.making import Making
from leafletgen.word.importing.picture_tables import rows_of_pictures
from leafletgen.word.importing.table_kinds import picture_rows
from leafletgen.word.importing.tables import table
from leafletgen.word.importing.typed_lists import find_typed_lists
from leafletgen.word.importing.writing_lines import ToWrite, lines_to_write
from leafletgen.word.story import Box, Kind, Paragraph, Picture, Table


def body_of(items: Sequence[Item], making: Making) -> list[Made]:
    """Return the blocks of the items of a body, whose headings and marks are known."""
    return _Body(making, inside=False).blocks(items)


class _Body:
    """Makes blocks of items; inside a box or an entry of a list, where no heading, box or row of pictures may stand."""

    def __init__(self, making: Making, *, inside: bool) -> None:
        self.making = making
        self.inside = inside

    def blocks(self, items: Sequence[Item]) -> list[Made]:
        return _said([made for part in self._parts(items) for made in self.block(part)])

    def _parts(self, items: Sequence[Item]) -> Iterator[Item | Listed | ToWrite | list[Item]]:
        """Yield items, lists, lines to write on, and paragraphs of one quote together."""
        for is_quote, group in groupby(lines_to_write(gather(items)), _is_quote):
            parts = list(group)
            if is_quote:
                yield [part for part in parts if isinstance(part, Item)]
            else:
                yield from parts

    def block(self, part: Item | Listed | ToWrite | list[Item]) -> list[Made]:
        if isinstance(part, list):
            return words_blocks.quote(part, self.making)
        if isinstance(part, Listed):
            return self._list(part)
        if isinstance(part, ToWrite):
            return [words_blocks.lines_to_write_on(part, self.making)]
        if isinstance(part.what, Paragraph):
            return [self._words(part, part.what)]
        if isinstance(part.what, Picture):
            return self._picture(part, part.what)
        if isinstance(part.what, Table):
            return self._table(part, part.what)
        return self._box(part, part.what)

    def _words(self, item: Item, source: Paragraph) -> Made:
        if by_our_styles.style_of(item) == own_names.KEY:
            return by_our_styles.key(item, self.making)
        if source.kind is not Kind.HEADING:
            return words_blocks.paragraph(item, self.making)
        if self.inside:
            return words_blocks.heading_inside(item, self.making)
        return words_blocks.heading(item, source, self.making)

    def _picture(self, item: Item, picture: Picture) -> list[Made]:
        caption = None
        if item.caption is not None:
            caption = caption_of(item.caption, self.making)
        made = self.making.pictures.block(picture, self.making.doubts, caption)
        if item.anchor is not None and isinstance(made.value, Mapping):
            self._tell_of_place(made, f'picture "{made.value["image"]}"', item, item.anchor)
        self.making.keep(made, item)
        if caption is None or made.value != "":
            return [made]
        return [made, self._lone_caption(caption)]

    def _tell_of_place(self, made: Made, name: str, item: Item, anchor: Paragraph) -> None:
        """Tell of a picture that had no place of its own between two paragraphs."""
        where = "put after the paragraph" if item.after is anchor.spot else "put here"
        if item.floats:
            self.making.told.about(
                made,
                self.making.doubts.doubt(
                    "word-picture-floats",
                    f"{name} floats here; {where}",
                    "check that it stands with the words that it shows",
                    anchor.spot,
                ),
            )
        elif item.among:
            self.making.told.about(
                made,
                self.making.doubts.doubt(
                    "word-picture-among-words",
                    f"{name} stands among the words of this paragraph; {where}",
                    "say in words what it shows, if the sentence needs it",
                    anchor.spot,
                ),
            )

    def _lone_caption(self, caption: Made) -> Made:
        """Return the caption of what cannot be shown as a paragraph."""
        if caption.spot is not None:
            self.making.told.about(
                caption,
                self.making.doubts.doubt(
                    "word-caption-alone",
                    "the caption of what no leaflet can show is written as a paragraph",
                    "make it the caption: of the picture that you put there, or take it out",
                    caption.spot,
                ),
            )
        return caption

    def _table(self, item: Item, source: Table) -> list[Made]:
        rows = picture_rows(source)
        if rows is not None:
            made = rows_of_pictures(item, rows, self.making, inside=self.inside)
        else:
            made = table(item, source, self.making)
        if item.caption is not None and (rows is not None or not made):
            made.append(self._lone_caption(caption_of(item.caption, self.making)))
        return made

    def _box(self, item: Item, box: Box) -> list[Made]:
        inner = items_in(box, self.making.doubts, self.making.taken)
        if not inner:
            return []
        first = inner[0]
        style = by_our_styles.style_of(first)
        inner = self._inner_items(inner)
        if style in own_names.CARDS:
            return [self._card(item, inner)]
        value: dict[str, Value] = {}
        title = title_of(inner)
        titled: Made | None = None
        if title is not None:
            titled = self.making.keep(self.making.words(without_bold(title.pieces), title.spot), title)
            value["title"] = titled
            inner = inner[1:]
        made = Made("", first.spot)
        blocks, notes = _with_words(_Body(self.making, inside=True).blocks(inner))
        made.notes += notes
        if not blocks and titled is not None:
            # A title alone is what the box says.
            del value["title"]
            blocks = [titled]
        if blocks:
            value["body"] = blocks
            made.value = {"box": value}
            if style != own_names.BOX_TITLE:
                tell_of_box(item, box, first, self.making.doubts)
        return [self.making.keep(made, item)]

    def _card(self, item: Item, inner: Sequence[Item]) -> Made:
        blocks, notes = _with_words(_Body(self.making, inside=True).blocks(inner[1:]))
        made = self.making.keep(by_our_styles.card(inner[0], blocks, self.making), item)
        made.notes += notes
        return made

    def _inner_items(self, items: Sequence[Item]) -> list[Item]:
        made = find_typed_lists(list(items))
        read_marks(made)
        return pair_captions(made, self.making.doubts)

    def _list(self, listed: Listed) -> list[Made]:
        """Return a list, and after it what stood under entries that have no words."""
        value: dict[str, Value] = {}
        left: list[Made] = []
        made = Made(value, listed.entries[0].item.spot)
        made.doubts += self._put(listed, value, left)
        return [made, *left] if value else left

    def _put(self, listed: Listed, value: dict[str, Value], left: list[Made]) -> list[Doubt]:
        """Put a list under its key, and the number that it begins with; return what is doubtful about it."""
        entries = [made for entry in listed.entries if (made := self._entry(entry, left)) is not None]
        if entries:
            value["steps" if listed.is_counted else "list"] = entries
            if listed.is_counted and 1 < listed.mark.value <= MOST:
                value["start"] = listed.mark.value
        return doubts_of(listed, self.making.doubts)

    def _entry(self, entry: Entry, left: list[Made]) -> Made | None:
        words = self.making.keep(self.making.words(entry.item.pieces, entry.item.spot), entry.item)
        under = entry.under
        if words.value == "":
            # A mark of a note that said its words before is all that some entries have.
            left += self._under(under)
            return None
        if not under:
            return words
        value: dict[str, Value] = {"text": words}
        made = Made(value, entry.item.spot)
        if len(under) == 1 and isinstance(under[0], Listed):
            made.doubts += self._put(under[0], value, left)
            return made
        self._tell_of_body(entry, made)
        blocks, notes = _with_words(self._under(under))
        words.notes += notes
        if not blocks:
            return words
        value["body"] = blocks
        return made

    def _under(self, parts: Sequence[Item | Listed]) -> list[Made]:
        """Return the blocks of what stands under an entry, whose lists are gathered."""
        inner = _Body(self.making, inside=True)
        return _said([made for part in lines_to_write(parts) for made in inner.block(part)])

    def _tell_of_body(self, entry: Entry, made: Made) -> None:
        for item in entry.under:
            if isinstance(item, Item) and (item.anchor is None or item.anchor is not entry.item.what):
                what = "an indented paragraph" if isinstance(item.what, Paragraph) else "what stands between entries"
                self.making.told.about(
                    made,
                    self.making.doubts.doubt(
                        "word-list-body",
                        f"{what} was put under the entry of the list before it",
                        "check that it belongs to that entry",
                        item.spot,
                    ),
                )


def _is_quote(part: Item | Listed | ToWrite) -> bool:
    return isinstance(part, Item) and (part.is_kind(Kind.QUOTE) or by_our_styles.is_quote(part))


def _said(blocks: Sequence[Made]) -> list[Made]:
    """Return the blocks without those that say nothing, not even in a comment."""
    return [made for made in blocks if made.value != "" or made.notes]


def _with_words(blocks: Sequence[Made]) -> tuple[list[Made], list[str]]:
    """Return the blocks, and what blocks without words note when there are no others."""
    if any([made.value != "" for made in blocks]):
        return list(blocks), []
    return [], [note for made in blocks for note in made.notes]
