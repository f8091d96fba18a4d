"""An entry that somebody changed: read as that of any Word file, with what its source says that Word does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Final, NamedTuple, TypeAlias

from leafletgen.content.model.brand import Brand
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.source.yaml import Value as Read
from leafletgen.word.doubts import Doubt, Doubts
from leafletgen.word.importing.made import Leaflet, Made, Value
from leafletgen.word.importing.own.entries import plain
from leafletgen.word.importing.own.keepsakes import Keepsakes, fields_in, images_in
from leafletgen.word.importing.own.resources import resources_again
from leafletgen.word.importing.own.shapes import paragraphs, pictures, words
from leafletgen.word.importing.wish import Wish
from leafletgen.word.story import Block, Paragraph, Story

#: Keys of blocks that say how they look, which Word has no form for.
_LOOKS: Final = ("row_headers", "grid", "float")
_BOLD: Final = re.compile(r"\*\*([^*]+)\*\*")

Convert: TypeAlias = Callable[[Story, Wish, Brand, Doubts], Leaflet]
"""What makes a leaflet of the story of any Word file."""


class Desk(NamedTuple):
    """What all changed entries of a file have in common."""

    story: Story
    loaded: LoadedLeaflet
    wish: Wish
    keepsakes: Keepsakes
    convert: Convert
    doubts: Doubts
    told: list[str]
    """Words of doubts that are none, since the entry had raised them before anybody changed it."""
    title: Paragraph | None
    """The paragraph of the title: without one, the first heading would be taken for it."""


def read_anew(desk: Desk, blocks: Sequence[Block], entry: Read | None, before: Sequence[Block]) -> Leaflet:
    """Return what an entry is now.

    Args:
        desk: what all entries share.
        blocks: those of the Word file, without what leafletgen prints to reviewers.
        entry: the entry in the source; None for what no entry was.
        before: the blocks that the entry was in Word before anybody changed it.
    """
    _, usual = _converted(desk, deepcopy(before)) if before else (None, Doubts())
    known = Counter((doubt.code, doubt.message, doubt.words) for doubt in usual.found)
    levels = {block.spot.number: block.level for block in paragraphs(blocks) if block.level}
    numbers = {block.spot.number for block in paragraphs(blocks)}
    desk.keepsakes.into(blocks)
    made, told = _converted(desk, blocks)
    for doubt in told.found:
        key = (doubt.code, doubt.message, doubt.words)
        known[key] -= 1
        if known[key] >= 0:
            desk.told.append(doubt.words)
        elif doubt.spot.number in numbers and doubt.code != "word-heading-level":  # the level is kept
            desk.doubts.found.append(doubt)
    fields = {} if entry is None else fields_in(entry, desk.loaded, words(before))
    for one in made.body:
        desk.keepsakes.out_of(one, fields)
        _keep_level(one, levels)
    if entry is not None:
        _keep_pictures(made, entry, before)
        if entry.kind == "map" and "resources" in entry.data:
            made.body = resources_again(made.body) or made.body
        _keep_keys(made.body, entry)
    return made


def number_on(made: Leaflet, known: int, doubts: Sequence[Doubt]) -> None:
    """Give the pictures of an entry numbers after those that the leaflet has already; each entry begins at 1.

    Args:
        made: the entry.
        known: how many pictures the leaflet has.
        doubts: those about the entry, which name its pictures.
    """
    names: dict[str, str] = {}
    for number, picture in enumerate(made.pictures, known + 1):
        folder, _, file = picture.name.rpartition("/")
        names[picture.name] = f"{folder}/{number}.{file.rpartition('.')[2]}"
        picture.name = names[picture.name]
    for one in made.body:
        one.value = _renamed(one.value, names)
    for doubt in doubts:
        doubt.message = _with_names(doubt.message, names)


def _renamed(value: Value, names: Mapping[str, str]) -> Value:
    if isinstance(value, Made):
        value.value = _renamed(value.value, names)
        value.notes = [_with_names(note, names) for note in value.notes]
        return value
    if isinstance(value, Mapping):
        return {
            key: names.get(one, one) if key == "image" and isinstance(one, str) else _renamed(one, names)
            for key, one in value.items()
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_renamed(one, names) for one in value]
    return value


def _with_names(words: str, names: Mapping[str, str]) -> str:
    for old, new in names.items():
        if old in words:
            return words.replace(old, new)
    return words


def _converted(desk: Desk, blocks: Sequence[Block]) -> tuple[Leaflet, Doubts]:
    story = Story()
    story.blocks = [*([desk.title] if desk.title is not None else []), *blocks]
    story.notes = desk.story.notes
    story.language = desk.loaded.leaflet.language
    told = Doubts()
    code = desk.loaded.leaflet.code
    return desk.convert(story, desk.wish._replace(code=code), desk.loaded.brand, told), told


def _keep_level(made: Made, levels: Mapping[int, int]) -> None:
    """Give a heading the level of its style, which is not to be moved as in a file that begins with another one."""
    value = made.value
    if not isinstance(value, Mapping) or "heading" not in value or made.spot is None:
        return
    level = levels.get(made.spot.number, 1)
    kept = {key: one for key, one in value.items() if key != "level"}
    made.value = {"heading": kept.pop("heading"), **({"level": level} if level > 1 else {}), **kept}


def _keep_keys(body: Sequence[Made], entry: Read) -> None:
    """Give what was made of an entry where it is printed, and a heading its id; a shared block's are not there."""
    if entry.kind != "map" or "include" in entry.data:
        return
    lines = entry.data.get("write")
    if lines is not None and len(body) == 1 and isinstance(body[0].value, str):
        body[0].value = {"write": {**_mapping(plain(lines)), "label": body[0].value}}
    for made in body:
        made.value = _with_looks(made.value, entry)
    restricted = {key: plain(entry.data[key]) for key in ("only", "except") if key in entry.data}
    for made in body:
        value = made.value
        if restricted and value != "":
            made.value = {**(value if isinstance(value, Mapping) else {"text": value}), **restricted}
    first = body[0].value if body else ""
    if "id" in entry.data and isinstance(first, Mapping) and "heading" in first:
        body[0].value = {**first, "id": plain(entry.data["id"])}


def _with_looks(value: Value, entry: Read) -> Value:
    """A block of the same kind with what its source says of its looks."""
    if not isinstance(value, Mapping) or list(value)[:1] != list(entry.data)[:1]:
        return value
    key = next(iter(value))
    outer = {name: plain(entry.data[name]) for name in _LOOKS if name in entry.data}
    block, source = value[key], entry.data[key]
    if not isinstance(block, Mapping) or source.kind != "map":
        return {**value, **outer}
    looks = {name: plain(source.data[name]) for name in _LOOKS if name in source.data}
    rows = block.get("rows")
    if looks.get("row_headers") and isinstance(rows, Sequence):
        block = {**block, "rows": [_row_headed(row) for row in rows]}
    return {**value, key: _as_typed({**block, **looks}, source), **outer}


def _as_typed(block: Mapping[str, Value], source: Read) -> Mapping[str, Value]:
    """A block with its keys in the order in which its author typed them."""
    return {**{name: block[name] for name in source.data if name in block}, **block}


def _row_headed(row: Value) -> Value:
    """A row whose first cell is bold because it heads the row."""
    if isinstance(row, Made):
        row.value = _row_headed(row.value)
        return row
    if isinstance(row, (str, int, Mapping)) or not row:
        return row
    return [_not_bold(row[0]), *row[1:]]


def _not_bold(cell: Value) -> Value:
    if isinstance(cell, Made):
        cell.value = _not_bold(cell.value)
        return cell
    return _BOLD.sub(r"\1", cell) if isinstance(cell, str) else cell


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, Mapping) else {}


def _keep_pictures(made: Leaflet, entry: Read, before: Sequence[Block]) -> None:
    """Give pictures the names that the source has for those of the same words."""
    shown, known = list(pictures(before)), images_in(entry)
    if len(shown) != len(known):
        return
    # Of two that say the same nobody can tell which one stayed.
    times = Counter(picture.alt for picture in shown)
    alike = zip(shown, known, strict=True)
    sources = {picture.alt: image for picture, image in alike if picture.alt and times[picture.alt] == 1}
    taken: set[object] = set()
    for one in made.body:
        one.value = _with_sources(one.value, sources, taken)
    made.pictures = [picture for picture in made.pictures if picture.name not in taken]


def _with_sources(value: Value, sources: Mapping[str, Read], taken: set[object]) -> Value:
    if isinstance(value, Made):
        value.value = _with_sources(value.value, sources, taken)
        return value
    if isinstance(value, Mapping):
        made = {key: _with_sources(one, sources, taken) for key, one in value.items()}
        alt = made.get("alt")
        source = sources.get(alt) if isinstance(alt, str) else None
        if "image" not in made or source is None:
            return made
        taken.add(made["image"])
        own = {key: plain(source.data[key]) for key in ("image", "width") if key in source.data}
        return {
            "image": own.pop("image"),
            **{key: one for key, one in made.items() if key not in ("image", "width")},
            **own,
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_with_sources(one, sources, taken) for one in value]
    return value
