"""What of a leaflet a person looks at: its pictures, headings, tables, links, in the order in which they are heard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from leafletgen.content.cross_references import walk
from leafletgen.content.model.blocks import (
    Block,
    Box,
    BulletList,
    Card,
    ContactBlock,
    Heading,
    KeyMessage,
    Paragraph,
    Picture,
    Pictures,
    Quote,
    Resources,
    Steps,
    Table,
    Write,
)
from leafletgen.errors import Place
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.source.inline import Prose

Items = Iterator[tuple[str, Place | None]]

#: Characters of a text that are shown, enough to know it by.
_SHOWN: Final = 70
_FORMULA: Final = re.compile(
    "[=\u00d7\u00f7\u00b1\u221a\u00bd\u00bc\u00be\u2153\u2154\u00b2\u00b3]|\\d\\s*[+*/]\\s*\\d|m2\\b"
)
_COLOURS: Final = re.compile(
    r"\b(?:red|green|blue|yellow|orange|purple|pink|grey|colou?r(?:ed|s)?|shaded)\b", re.IGNORECASE
)
_MANY_COMMAS: Final = 4


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def _only(block: Block) -> str:
    """In which layouts alone a block stands."""
    if block.only:
        return f" (only in {', '.join(block.only)})"
    return f" (not in {', '.join(block.exclude)})" if block.exclude else ""


def _title(loaded: LoadedLeaflet) -> Items:
    leaflet = loaded.leaflet
    yield leaflet.title, leaflet.places.get("title", leaflet.place)
    for name in ("subtitle", "strap", "audience"):
        said = getattr(leaflet, name)
        if said:
            yield said, leaflet.places.get(name)


def _order(loaded: LoadedLeaflet) -> Items:
    for block in loaded.body:
        yield f"{_named(block)}{_only(block)}", block.place


def _named(block: Block) -> str:
    """A block in a few words."""
    match block:
        case Heading():
            return f"Heading {block.level}: {_cut(block.text.plain())}"
        case Paragraph():
            return f"Paragraph: {_cut(block.text.plain())}"
        case Steps():
            return f"Numbered list of {len(block.items)}: {_cut(block.items[0].text.plain())}"
        case BulletList():
            return f"List of {len(block.items)}: {_cut(block.items[0].text.plain())}"
        case Card():
            return f"Card, {block.level}: {_cut(block.title.plain())}"
        case Box():
            return f"Box: {_cut(block.title.plain() if block.title else '')}"
        case KeyMessage() | Quote():
            return f"{'Quotation' if isinstance(block, Quote) else 'Key message'}: {_cut(block.text.plain())}"
        case Picture():
            return f"Picture: {block.image}"
        case Pictures():
            return f"Row of {len(block.pictures)} pictures: {', '.join(picture.image for picture in block.pictures)}"
        case Table():
            return f"Table: {_cut(', '.join(cell.plain() for cell in block.header))}"
        case Write():
            return f"Lines to write on: {_cut(block.label.plain())}"
        case ContactBlock():
            return f"Contact: {block.department}"
    return block.key.capitalize()


def _headings(loaded: LoadedLeaflet) -> Items:
    for part in walk(loaded.body):
        if isinstance(part, Heading):
            yield f"Level {part.level}: {part.text.plain()}{_only(part)}", part.place


def _bold(loaded: LoadedLeaflet) -> Items:
    """Paragraphs all of whose words are bold, and short."""
    for part in walk(loaded.body):
        if isinstance(part, Paragraph) and len(part.text.plain()) <= _SHOWN:
            said = [span for span in part.text.spans if span.text.strip()]
            if said and all(span.bold for span in said):
                yield part.text.plain(), part.text.place


def _parts(loaded: LoadedLeaflet) -> Items:
    for part in walk(loaded.body):
        if isinstance(part, Box | Card | KeyMessage | Quote):
            yield f"{_named(part)}{_only(part)}", part.place


def _all_pictures(loaded: LoadedLeaflet) -> Iterator[Picture]:
    return (part for part in walk(loaded.body) if isinstance(part, Picture))


def _pictures(loaded: LoadedLeaflet) -> Items:
    leaflet = loaded.leaflet
    if leaflet.cover and leaflet.cover_alt:
        yield f'{leaflet.cover}, on the cover: "{leaflet.cover_alt}"', leaflet.places.get("cover_alt")
    for picture in _all_pictures(loaded):
        if not picture.decorative:
            caption = f"; caption: {picture.caption.plain()}" if picture.caption is not None else ""
            yield f'{picture.image}: "{picture.alt}"{caption}{_only(picture)}', picture.place


def _rows(loaded: LoadedLeaflet) -> Items:
    for part in walk(loaded.body):
        if isinstance(part, Pictures):
            yield _named(part), part.place


def _decorative(loaded: LoadedLeaflet) -> Items:
    leaflet = loaded.leaflet
    if leaflet.cover and not leaflet.cover_alt:
        yield f"{leaflet.cover}, on the cover", leaflet.places.get("cover")
    for picture in _all_pictures(loaded):
        if picture.decorative:
            yield picture.image, picture.place


def _rasters(loaded: LoadedLeaflet) -> Items:
    """Pictures of dots: what stands in them no program knows."""
    leaflet = loaded.leaflet
    if leaflet.cover and not leaflet.cover.lower().endswith(".svg"):
        yield f"{leaflet.cover}, on the cover", leaflet.places.get("cover")
    for picture in _all_pictures(loaded):
        if not picture.image.lower().endswith(".svg"):
            yield picture.image, picture.place


def _coloured(loaded: LoadedLeaflet) -> Items:
    yield "All pages, printed in grey", None
    for part in walk(loaded.body):
        if isinstance(part, Prose) and _COLOURS.search(part.plain()):
            yield _around(_COLOURS, part.plain()), part.place


def _around(pattern: re.Pattern[str], text: str) -> str:
    """The words around what a pattern finds."""
    text = " ".join(text.split())
    found = pattern.search(text)
    if found is None or len(text) <= _SHOWN:
        return _cut(text)
    start = max(0, found.start() - _SHOWN // 2)
    cut = text[start : start + _SHOWN].strip()
    return f"{'…' if start else ''}{cut}{'…' if start + _SHOWN < len(text) else ''}"


def _tables(loaded: LoadedLeaflet) -> Items:
    for part in walk(loaded.body):
        if isinstance(part, Table):
            heads = "the first cell of each row heads it" if part.row_headers else "no cell heads its row"
            rows = f"{len(part.rows)} row{'s' if len(part.rows) != 1 else ''}"
            header = ", ".join(cell.plain() or "(empty)" for cell in part.header)
            yield f"{header}; {rows}; {heads}{_only(part)}", part.place


def _lists(loaded: LoadedLeaflet) -> Items:
    for part in walk(loaded.body):
        if isinstance(part, BulletList | Steps):
            yield f"{_named(part)}{_only(part)}", part.place
        elif isinstance(part, Paragraph) and part.text.plain().count(",") >= _MANY_COMMAS:
            yield f"Paragraph with many commas: {_cut(part.text.plain())}", part.text.place


def _links(loaded: LoadedLeaflet) -> Items:
    for part in walk(loaded.body):
        if not isinstance(part, Prose):
            if isinstance(part, Resources):
                for resource in part.items:
                    yield f"{resource.title.plain()} → {resource.url}", resource.place
            continue
        last, words = None, ""
        for span in part.spans:
            if span.link is not None and span.link is last:
                words += span.text
                continue
            if last is not None:
                yield f"{words} → {last.target}", last.place
            last, words = span.link, span.text
        if last is not None:
            yield f"{words} → {last.target}", last.place


def _languages(loaded: LoadedLeaflet) -> Items:
    leaflet = loaded.leaflet
    yield f"The leaflet: {leaflet.language}", leaflet.places.get("language", leaflet.place)
    for part in walk(loaded.body):
        if isinstance(part, Prose):
            for span in part.spans:
                if span.language is not None and span.text.strip():
                    yield f"{span.language}: {_cut(span.text)}", part.place


def _references(loaded: LoadedLeaflet) -> Items:
    for name, reference in loaded.references.items():
        yield f"{name}: {reference.text.plain()}", reference.place


def _formulas(loaded: LoadedLeaflet) -> Items:
    for part in walk(loaded.body):
        if isinstance(part, Prose) and _FORMULA.search(part.plain()):
            yield _around(_FORMULA, part.plain()), part.place


def _writing(loaded: LoadedLeaflet) -> Items:
    for part in walk(loaded.body):
        if isinstance(part, Write) or (isinstance(part, Table) and part.grid):
            yield f"{_named(part)}{_only(part)}", part.place


def _resources(loaded: LoadedLeaflet) -> Items:
    for part in walk(loaded.body):
        if isinstance(part, Resources):
            for resource in part.items:
                yield f"{resource.title.plain()} → {resource.url}", resource.place


def _fonts(loaded: LoadedLeaflet) -> Items:
    for family in (loaded.brand.fonts.text, *loaded.brand.fonts.fallback):
        yield family.name, family.place


LISTS: Final[Mapping[str, Callable[[LoadedLeaflet], Items]]] = {
    "title": _title,
    "order": _order,
    "headings": _headings,
    "bold": _bold,
    "parts": _parts,
    "pictures": _pictures,
    "rows": _rows,
    "decorative": _decorative,
    "rasters": _rasters,
    "coloured": _coloured,
    "tables": _tables,
    "lists": _lists,
    "links": _links,
    "languages": _languages,
    "references": _references,
    "formulas": _formulas,
    "writing": _writing,
    "resources": _resources,
    "fonts": _fonts,
}
"""What a question can be about, by the name that the questions call it."""
