"""What blocks and values of a leaflet's content are called when people read about them."""

from __future__ import annotations

import re
from typing import Any

from leafletgen.release.content import Content
from leafletgen.superscripts import superscripts

_LONGEST_HEADING = 70

_BLOCKS = {
    "heading": "heading",
    "text": "paragraph",
    "list": "list",
    "steps": "numbered list",
    "key": "key message",
    "quote": "quote",
    "box": "box",
    "card": "card",
    "image": "picture",
    "pictures": "row of pictures",
    "table": "table",
    "resources": "list of resources",
    "write": "lines to write on",
    "contact": "contact details",
    "references": "list of references",
    "break": "page break",
}

#: Entries whose words speak for themselves have no label.
_FIELDS = {
    "text": "",
    "items": "",
    "body": "",
    "pictures": "",
    "references": "",
    "kind": "",
    "file": "",
    "image": "",
    "cover": "picture on the cover",
    "department": "",
    "level": "level",
    "id": "name for links",
    "start": "first number",
    "only": "printed only in",
    "exclude": "printed except in",
    "alt": "alt text",
    "width": "width in percent",
    "floats": "text after it may come first",
    "row_headers": "first column heads the rows",
    "grid": "lines between columns",
    "url": "web address",
    "lines": "how many lines",
    "phone": "telephone number",
    "hours": "opening hours",
    "email": "e-mail address",
    "website": "web address",
    "strap": "line over the title",
    "review": "next review",
    "audience": "whom it is for",
    "number": "number in the code",
    "short_name": "short name",
    "logo": "logo",
    "reversed": "logo on a dark ground",
    "formats": "other formats",
    "external": "web pages of others",
    "example": "example content",
}

_SECTIONS = {
    "department": "Department",
    "references": "References",
    "brand": "Organisation",
    "statements": "Organisation",
}


def field_label(name: str) -> str:
    """Return what people call an entry of a record; empty for one that needs no name beside its words."""
    return _FIELDS.get(name, name.replace("_", " "))


def section_name(name: str) -> str:
    """Return the heading for changes in a part of the content that is not the body."""
    return _SECTIONS.get(name, name)


def block_name(block: Content) -> str:
    """Return what people call a block, with what tells it from its like: a picture's file, a table's caption."""
    key = str(block.get("block", "text"))
    name = _BLOCKS.get(key, key)
    if key == "image":
        return f"{name} {block['image']['name']}"
    if key == "card":
        return f"{block['level']} {name}"
    title = plain_words(block.get("title") or block.get("caption") or "")
    return f'{name} "{_shortened(title)}"' if title else name


def heading_words(block: Content) -> str:
    """Return the words of a heading without marks, shortened when they are many."""
    return _shortened(plain_words(block["text"]))


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_HEADING else f"{words[: _LONGEST_HEADING - 1].rstrip()}…"


_MARKS = re.compile(r"\\(.)|\^([^\s^\\*\[\]{}]+)\^|\[@[^\]]*\]|\{[^}]*\}|\]\((?:\\.|[^)\\])*\)|[*^\[\]]", re.DOTALL)


def plain_words(markup: str) -> str:
    """Return the words of prose in inline markup without its marks; a raised 9 is the character ⁹."""
    return " ".join(_MARKS.sub(lambda match: match[1] or superscripts(match[2] or ""), markup).split())


def shown_value(value: Any) -> str:
    """Return a single value as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value) or "(empty)"
