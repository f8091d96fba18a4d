"""Texts as YAML writes them: plain where that is safe, folded where they are long, with escapes for what is unseen."""

from __future__ import annotations

import re
from typing import Final

import yaml

WIDTH: Final = 120
"""Columns of a line."""

#: What stands first in a text without quotes: of other characters YAML or a reader's eye takes some for marks.
_BEGINS = re.compile(r"[^\W_]|[(£]")
#: What ends a text without quotes, or makes it a key.
_ENDS = re.compile(r":(?:\s|\Z)|\s#")
_FLOW_MARKS = frozenset(",?[]{}")
#: What nobody sees, or takes for something else: spaces that are none, hyphens that do not part, controls, marks of
#: direction, what joins emoji; and all that a parser refuses as it is.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\xa0\u00ad\u034f\u061c\u1680\u180e\u2000-\u200f\u2011\u2028-\u202f\u205f-\u206f\u3000"
    "\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff9-\uffff\U000e0000-\U000e0fff]"
)
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_RESOLVER = yaml.resolver.Resolver()
_TEXT: Final = "tag:yaml.org,2002:str"


def is_plain(text: str, in_flow: bool = False) -> bool:
    """Return whether a text needs no quotes: it reads as a text, as it stands; in a list in brackets or outside one."""
    return (
        _BEGINS.match(text) is not None
        and not text.endswith(" ")
        and _ENDS.search(text) is None
        and _UNSEEN.search(text) is None
        and not (in_flow and _FLOW_MARKS.intersection(text))
        and _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT  # type: ignore[no-untyped-call]
    )


def in_one_line(text: str, in_flow: bool = False) -> str:
    """Return a text as it stands in one line."""
    if is_plain(text, in_flow):
        return text
    if _UNSEEN.search(text) or not ("\\" in text or '"' in text):
        return f'"{_escaped(text)}"'
    return "'" + text.replace("'", "''") + "'"


def in_lines(text: str, column: int, indent: int) -> list[str]:
    """Return a text in lines: the first as it goes on at a column, the others with their indent, in columns."""
    line = in_one_line(text)
    if column + len(line) <= WIDTH:
        return [line]
    margin = " " * indent
    if "\n" in text:
        return _kept_lines(text, margin) or [line]
    # What begins or ends with a space, or has two of them, would come back without.
    words = text.split(" ")
    if "" in words:
        return [line]
    if _UNSEEN.search(text) is None:
        return [">-", *_folded(words, margin, WIDTH)]
    first, *others = _folded(_escaped(text).split(" "), margin, WIDTH - 2)
    folded = [f'"{first.lstrip(" ")}', *others]
    folded[-1] += '"'
    return folded


def _kept_lines(text: str, margin: str) -> list[str] | None:
    """A text whose lines stay as they are; None when a block cannot hold it."""
    lines = text.split("\n")
    if any(not line or line != line.strip() or _UNSEEN.search(line) for line in lines):
        return None
    return ["|-", *(margin + line for line in lines)]


def _folded(words: list[str], margin: str, width: int) -> list[str]:
    lines: list[str] = []
    begin, length = 0, len(margin) + len(words[0])
    for at, word in enumerate(words[1:], 1):
        length += 1 + len(word)
        if length > width:
            lines.append(margin + " ".join(words[begin:at]))
            begin, length = at, len(margin) + len(word)
    return [*lines, margin + " ".join(words[begin:])]


def _escaped(text: str) -> str:
    """A text between double quotes."""
    quoted = re.sub(r'["\\]', lambda found: _ESCAPES[found[0]], text)
    return _UNSEEN.sub(lambda found: _ESCAPES.get(found[0]) or _numbered(ord(found[0])), quoted)


def _numbered(code: int) -> str:
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"
