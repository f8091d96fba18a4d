"""What a leaflet says, in a normal form without the accidents of its YAML file, and the hashes of that and of its look.

The normal form is made of JSON's values. A record is a map of its fields that differ from their default; a block has
its kind under ``block``. Prose is text in the leaflet's own inline markup, always written in one way. A picture is its
name and the SHA-256 of its file, of an SVG with LF at the end of its lines. Renaming a field of a record changes the
hash of every leaflet that uses it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from leafletgen.content.cross_references import walk
from leafletgen.content.model.blocks import Block, ContactBlock, Picture
from leafletgen.content.model.brand import Brand
from leafletgen.content.model.layout import Layout
from leafletgen.content.model.leaflet import Leaflet
from leafletgen.errors import LeafletError, error
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.pages.producer import LAYOUT_VERSION
from leafletgen.source.inline import Prose, Span
from leafletgen.source.records import Record
from leafletgen.system.forms import VERSION
from leafletgen.system.line_ends import with_plain_ends

Content = dict[str, Any]
"""What a leaflet says: maps, lists, text, numbers and flags, as JSON has them."""

RELEASE_FIELDS: Final = frozenset(("leaflet.code", "leaflet.version", "leaflet.issued"))
"""Merge fields that a release changes; they stay fields, so that a release does not change its own hash."""

NOT_CONTENT: Final[Mapping[str, str]] = {
    "Leaflet.code": "a release changes it; its number is content",
    "Leaflet.brand": "the folder's name; the brand's values that print are content",
    "Leaflet.layouts": "which PDFs there are",
    "Leaflet.translates": "the name of a file",
    "Leaflet.source": "tells which words of another file were translated",
    "Leaflet.waive": "what a check lets stand; prints nowhere",
    "Leaflet.reviewed_by": "prints nowhere; that nobody is named there prints, and is content",
    "Brand.waive": "what a check lets stand; prints nowhere",
    "Brand.website": "prints where a merge field names it, and is content there",
    "Brand.colours": "appearance",
    "Brand.fonts": "appearance",
    "Brand.code": "appearance: how a code is written",
    "Brand.digits": "appearance, in other languages than English: how a date is written",
    "Brand.email": "messages have it, leaflets do not",
    "Brand.sheet": "exercise sheets print it, leaflets do not",
    "Logo.height_mm": "appearance",
    "Logo.clear_space_mm": "appearance",
}
"""The fields of a leaflet and its brand that are not content, and why."""

_ESCAPED = re.compile(r"[\\*^\[\]{}]")
_TARGET_ESCAPED = re.compile(r"[\\()]")


def printed_content(loaded: LoadedLeaflet) -> Content:
    """Return everything of a leaflet that prints or that a reader meets, shared blocks and merge fields included.

    Two leaflets have equal content exactly when a reader finds the same in both, apart from version, month and job of
    the code, and from colours, typefaces and sizes.

    Raises:
        LeafletError: a picture's file cannot be read.
    """
    content = written_content(loaded, RELEASE_FIELDS)
    if loaded.is_unsigned_example:
        content["example"] = True
    if loaded.is_draft_translation:
        content["draft_translation"] = True
    return content


def written_content(loaded: LoadedLeaflet, kept: frozenset[str]) -> Content:
    """Return what a leaflet says, whether or not it is signed; these merge fields stay fields.

    Raises:
        LeafletError: a picture's file cannot be read.
    """
    leaflet, brand = loaded.leaflet, loaded.brand
    writer = Writer(brand, _filled(loaded, kept))
    content = writer.record(leaflet)
    if loaded.code.number is not None:
        content["number"] = loaded.code.number
    if loaded.cover is not None:
        content["cover"] = _picture(loaded.cover)
        if leaflet.cover_alt is not None:
            content["cover"]["alt"] = leaflet.cover_alt
    if loaded.department is not None:
        content["department"] = writer.record(loaded.department)
    content["body"] = [writer.record(block) for block in loaded.body]
    cited = _cited(loaded)
    references = {name: writer.record(entry) for name, entry in loaded.references.items() if name in cited}
    if references:
        content["references"] = references
    content["brand"] = _brand(brand, writer)
    return content


def content_hash(content: Content) -> str:
    """Return the SHA-256 of a leaflet's content in hexadecimal, over its JSON in UTF-8 with sorted keys."""
    return digest(content)


def appearance_hash(loaded: LoadedLeaflet, layouts: Sequence[Layout]) -> str:
    """Return the SHA-256, in hexadecimal, of how a leaflet looks: layouts, brand, fonts and the setting of pages.

    The order of the layouts is of no account.

    Raises:
        LeafletError: a font's file cannot be read.
    """
    return _look(_appearance(loaded, layouts), LAYOUT_VERSION)


def former_looks(loaded: LoadedLeaflet, layouts: Sequence[Layout]) -> tuple[str, ...]:
    """Return what `appearance_hash` was in each earlier layout version of leafletgen, the first one first.

    Raises:
        LeafletError: a font's file cannot be read.
    """
    appearance = _appearance(loaded, layouts)
    return tuple(_look(appearance, version) for version in range(1, LAYOUT_VERSION))


def _look(appearance: Content, layout_version: int) -> str:
    return digest({**appearance, "layout_version": layout_version})


def _appearance(loaded: LoadedLeaflet, layouts: Sequence[Layout]) -> Content:
    brand = loaded.brand
    writer = Writer(brand, _filled(loaded, RELEASE_FIELDS))
    families = (brand.fonts.text, *brand.fonts.fallback)
    appearance: Content = {
        "layouts": {layout.name: writer.record(layout) for layout in layouts},
        "colours": {entry.name: getattr(brand.colours, entry.name).hex for entry in brand.colours.fields},
        "logo": [brand.logo.height_mm, brand.logo.clear_space_mm],
        "fonts": [
            [_hash_of(brand.files[file]) for file in (family.regular, family.bold, family.italic, family.bold_italic)]
            for family in families
        ],
        "code": brand.code.template,
    }
    if brand.digits != "latin" and not loaded.leaflet.language.startswith("en"):
        appearance["digits"] = brand.digits
    if loaded.also_in:
        appearance["also_in"] = list(loaded.also_in)  # a language that is added changes no word of the others
    # No prose shows it when a header or footer prints it, so it is not content.
    if any("{brand.website}" in (template or "") for layout in layouts for template in _templates(layout)):
        appearance["website"] = brand.website
    template = brand.folder / "page.html"
    if template.is_file():
        appearance["page"] = _hash_of(template)  # web pages look otherwise with it
    if VERSION > 1:
        appearance["forms_version"] = VERSION
    return appearance


def digest(value: Content) -> str:
    """Return the SHA-256 of a value in hexadecimal, over its JSON in UTF-8 with sorted keys."""
    return sha256(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _filled(loaded: LoadedLeaflet, kept: frozenset[str]) -> Mapping[str, str]:
    """The merge fields that are written as their values."""
    return {name: value for name, value in loaded.fields.items() if name not in kept}


def _templates(layout: Layout) -> list[str | None]:
    lines = [line for line in (layout.header, layout.footer) if line is not None]
    return [template for line in lines for template in (line.left, line.centre, line.right)]


def _brand(brand: Brand, writer: Writer) -> Content:
    logo = {"alt": brand.logo.alt, "file": _picture(brand.files[brand.logo.file])}
    if brand.logo.reversed is not None:
        logo["reversed"] = _picture(brand.files[brand.logo.reversed])
    content: Content = {"name": brand.name, "logo": logo, "statements": writer.record(brand.statements)}
    if brand.short_name is not None:
        content["short_name"] = brand.short_name
    return content


def _cited(loaded: LoadedLeaflet) -> set[str]:
    return {
        span.citation for part in walk(loaded.body) if isinstance(part, Prose) for span in part.spans if span.citation
    }


@cache
def _plan(kind: type[Record]) -> tuple[tuple[str, Any], ...]:
    """The fields of a record, each with the value that is left out."""
    fields = [entry for entry in kind.fields if kind is not Leaflet or entry.name not in _SET_APART]
    fields = [entry for entry in fields if entry.name != "waive"]
    return tuple((entry.name, Writer if entry.required else entry.absent()) for entry in fields)


_SET_APART = frozenset(
    (
        *("code", "translates", "source", "reviewed_by", "example", "brand", "layouts", "cover", "cover_alt"),
        *("department", "body", "references"),
    )
)
"""Fields of a leaflet that are left out, or written by `printed_content` with what they refer to."""


class Writer:
    """Writes the values of one leaflet, or of what sheets are made of, in the normal form."""

    def __init__(self, brand: Brand | None, fields: Mapping[str, str]) -> None:
        """Take the leaflet's brand, and the merge fields to fill."""
        self.brand = brand
        self.fields = fields

    def record(self, record: Record) -> Content:
        """A record's fields that differ from their default."""
        kind = type(record)
        content: Content = {}
        if isinstance(record, Block):
            content["block"] = record.key
        for name, absent in _plan(kind):
            value = getattr(record, name)
            if value is absent or value == absent:
                continue
            content[name] = value if type(value) is str else self.value(value)
        special = _SPECIAL.get(kind)
        if special is not None:
            special(self, record, content)
        if "only" in content:
            content["only"] = sorted(set(content["only"]))
        if "exclude" in content:
            content["exclude"] = sorted(set(content["exclude"]))
        return content

    def value(self, value: Any) -> Any:
        """One value, whatever it is."""
        if isinstance(value, Prose):
            return self.prose(value)
        if isinstance(value, Record):
            return self.record(value)
        if isinstance(value, list | tuple):
            return [self.value(entry) for entry in value]
        if isinstance(value, dict):
            return {key: self.value(entry) for key, entry in value.items()}
        return str(value) if isinstance(value, str) else value

    def prose(self, prose: Prose) -> str:
        """Prose in the leaflet's inline markup, with all merge fields filled that a release does not change."""
        spans = prose.written
        if any([span.field for span in spans]):
            spans = Prose(spans, prose.place).substitute(self.fields).spans
        if len(spans) == 1 and _style(spans[0]) == _PLAIN and not _is_mark(spans[0]):
            return _ESCAPED.sub(_escape, spans[0].text)
        parts: list[str] = []
        for link, linked in groupby(spans, lambda span: span.link):
            inside = "".join(_stretches(list(linked)))
            parts.append(inside if link is None else f"[{inside}]({_TARGET_ESCAPED.sub(_escape, link.target)})")
        return "".join(parts)

    def picture(self, record: Record, content: Content) -> None:
        """Put a picture's bytes beside its name."""
        assert isinstance(record, Picture)
        content["image"] = _picture(record.path)

    def contact(self, record: Record, content: Content) -> None:
        """Put what a department prints in the place of its name in the brand's file."""
        assert isinstance(record, ContactBlock) and self.brand is not None
        content["department"] = self.record(self.brand.departments[record.department])


_SPECIAL: dict[type[Record], Callable[[Writer, Record, Content], None]] = {
    Picture: Writer.picture,
    ContactBlock: Writer.contact,
}


_Style = tuple[bool, bool, bool, str | None]
_PLAIN: _Style = (False, False, False, None)


def _style(span: Span) -> _Style:
    return span.bold, span.italic, span.superscript, span.language


def _is_mark(span: Span) -> bool:
    return bool(span.link) or _is_word_mark(span)


def _is_word_mark(span: Span) -> bool:
    return bool(span.citation or span.page_of or span.field)


def _stretches(spans: Sequence[Span]) -> list[str]:
    """Spans of one link as markup; neighbours of one style are one stretch, wherever their words came from."""
    parts: list[str] = []
    for style, group in groupby(spans, lambda span: _PLAIN if span.citation else _style(span)):
        bold, italic, superscript, language = style
        text = "".join([_mark(span) if _is_word_mark(span) else _ESCAPED.sub(_escape, span.text) for span in group])
        if superscript:
            text = f"^{text}^"
        stars = "*" * (2 * bold + italic)
        text = f"{stars}{text}{stars}"
        parts.append(f"[{text}]{{lang={language}}}" if language else text)
    return parts


def _mark(span: Span) -> str:
    if span.citation is not None:
        return f"[@{span.citation}]"
    return f"{{page:{span.page_of}}}" if span.page_of is not None else f"{{{span.field}}}"


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _picture(path: Path) -> Content:
    return {"name": path.name, "sha256": _hash_of(path)}


def _hash_of(path: Path) -> str:
    """The SHA-256 of a file, whichever line ends its text has; read again only when its time or size changed."""
    try:
        state = path.stat()
        return _hash_file(str(path), state.st_mtime_ns, state.st_size)
    except OSError as fault:
        raise LeafletError(
            error(
                "file-not-readable",
                f"{path.name} cannot be read: {fault.strerror or fault}",
                "check that you may read the file",
            )
        ) from fault


@cache
def _hash_file(path: str, changed: int, size: int) -> str:
    return sha256(with_plain_ends(path, Path(path).read_bytes())).hexdigest()
