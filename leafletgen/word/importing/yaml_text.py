"""Writes what is made of a Word file as YAML that an author goes on with, and learns on which line each part stands."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from leafletgen.word.importing.made import Leaflet, Made, Value
from leafletgen.word.importing.yaml_scalars import WIDTH, in_lines, in_one_line

#: Characters of the entries of a list that stands in one line, in brackets.
_SHORT: Final = 24
#: Keys of lists whose entries may be empty: cells of a table. Elsewhere an empty entry is there for its notes alone.
_CELLS: Final = ("header", "rows")
#: The list that an author goes on writing, which has a line for each entry.
_BODY: Final = "body:"


def written(leaflet: Leaflet, first_lines: Sequence[str] = ()) -> str:
    """Return a leaflet as YAML.

    It reads back to the same data; a body of comments alone has no value, which the build refuses. Each `Made` and the
    doubts about it learn their line.

    Args:
        leaflet: what is written.
        first_lines: comments before it, without their ``#``.
    """
    page = Page()
    for line in first_lines:
        page.comment("", line)
    for key, made in leaflet.head.items():
        if made.value == "":
            page.alone("", made)
        else:
            page.put(f"{in_one_line(key)}:", made, 0)
    page.put("body:", leaflet.body, 0)
    return "".join([f"{line}\n" for line in page.lines])


class Page:
    """Lines that are written one after the other."""

    def __init__(self) -> None:
        """Begin an empty one."""
        self.lines: list[str] = []

    def put(self, lead: str, value: Value, indent: int, cells: bool = False) -> None:
        """Write a value after the beginning of its line; what goes on below stands beyond so many columns.

        The beginning ends with the colon of a key or the hyphen of an entry.
        """
        plain = _opened(value)
        if isinstance(value, Made):
            self.notes(_margin(lead), value)
        if isinstance(plain, (str, int)):
            self._scalar(lead, plain, indent)
        elif not plain:
            self.lines.append(f"{lead} {'{}' if isinstance(plain, Mapping) else '[]'}")
        elif isinstance(plain, Mapping):
            self._map(lead, plain, indent)
        elif not lead.endswith(_BODY) and (line := _in_brackets(plain, cells)) and len(lead) + 1 + len(line) <= WIDTH:
            self.lines.append(f"{lead} {line}")
            _tell(plain, len(self.lines))
        else:
            self._list(lead, plain, indent, cells)

    def _scalar(self, lead: str, value: str | int, indent: int) -> None:
        if not isinstance(value, str):
            self.lines.append(f"{lead} {str(value).lower()}")
            return
        first, *others = in_lines(value, len(lead) + 1, indent + 2)
        self.lines += [f"{lead} {first}", *others]

    def _map(self, lead: str, values: Mapping[str, Value], indent: int) -> None:
        if lead.endswith(":"):
            self.lines.append(lead)
            indent += 2
            lead = " " * indent
        else:
            indent += 2
            lead = f"{lead} "
        for key, value in values.items():
            self.put(f"{lead}{in_one_line(key)}:", value, indent, key in _CELLS)
            lead = " " * indent

    def _list(self, lead: str, values: Sequence[Value], indent: int, cells: bool) -> None:
        margin = indent + 2
        if lead.endswith(":"):
            self.lines.append(lead)
            lead = " " * margin
        else:
            lead = f"{lead} "
        for number, value in enumerate(values):
            if not cells and isinstance(value, Made) and value.value == "" and value.notes:
                self.alone(" " * margin, value)
                continue
            if number and indent == 0 and is_chapter(value):
                self.lines.append("")
            self.put(f"{lead}-", value, margin, cells)
            lead = " " * margin

    def notes(self, margin: str, made: Made) -> None:
        """Write the notes of what follows, which learns its line."""
        for note in made.notes:
            self.comment(margin, f"IMPORT: {note}")
        _settle(made, len(self.lines) + 1)

    def alone(self, margin: str, made: Made) -> None:
        """Write the notes of what is not there."""
        line = len(self.lines) + 1
        self.notes(margin, made)
        _settle(made, line)

    def comment(self, margin: str, words: str) -> None:
        """Write a comment, in as many lines as it takes."""
        seen = "".join([each if each.isprintable() else f"U+{ord(each):04X}" for each in " ".join(words.split())])
        room = max(WIDTH - len(margin) - 4, 40)
        lines = textwrap.wrap(seen, room, break_long_words=False, break_on_hyphens=False)
        self.lines += [f"{margin}# {'  ' if number else ''}{line}" for number, line in enumerate(lines)]


def _margin(lead: str) -> str:
    return " " * (len(lead) - len(lead.lstrip(" ")))


def _opened(value: Value) -> str | int | Sequence[Value] | Mapping[str, Value]:
    while isinstance(value, Made):
        value = value.value
    return value


def is_chapter(value: Value) -> bool:
    """Whether it is a heading of the first level, which has an empty line before it."""
    plain = _opened(value)
    return isinstance(plain, Mapping) and "heading" in plain and plain.get("level", 1) == 1


def _in_brackets(values: Sequence[Value], cells: bool) -> str:
    """A list of short entries in one line; "" for one that is read more easily entry by entry."""
    entries = []
    for value in values:
        text = _opened(value)
        if not isinstance(text, str) or (isinstance(value, Made) and value.notes):
            return ""
        entry = in_one_line(text, in_flow=True)
        if not cells and (entry != text or len(entry) > _SHORT):
            return ""
        entries.append(entry)
    return f"[{', '.join(entries)}]"


def _tell(value: Value, line: int) -> None:
    """Let all that stands in one line know it."""
    for made in made_in(value):
        _settle(made, line)


def made_in(value: Value) -> Iterator[Made]:
    """Yield each `Made` in a value, itself and those within, in their order."""
    if isinstance(value, Made):
        yield value
        yield from made_in(value.value)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from made_in(each)
    elif not isinstance(value, (str, int)):
        for each in value:
            yield from made_in(each)


def _settle(made: Made, line: int) -> None:
    made.line = line
    for doubt in made.doubts:
        doubt.line = line
