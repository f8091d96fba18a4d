"""Where in a YAML file a cursor stands, told by lines and columns: a file that is being typed is seldom whole YAML."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

_DASHES: Final = re.compile(r"(?:-[ \t]+|-$)*")
_KEY: Final = re.compile(
    r"(?P<key>\"[^\"\n]*\"|'[^'\n]*'|[^\s#\[\]{},&*!|>'\"%@`:-][^#{}\[\]\n]*?|-[^\s#:][^#{}\[\]\n]*?)[ \t]*:(?=[ \t]|$)"
)
_COMMENT: Final = re.compile(r"(?:^|[ \t])#.*$")
_WORD_END: Final = re.compile(r"[^,\]}\n]*")


class Step(NamedTuple):
    """A step from the root of a file: into the value of a key, or into an entry of a list, which has no key."""

    key: str | None
    beside: tuple[str, ...] = ()
    """The keys of the same map, this one among them."""


class Spot(NamedTuple):
    """Where a cursor stands.

    Attributes:
        way: the steps that lead to the value that it stands in, or to the map of which it may begin a key.
        at: "value" after the colon of a key, "start" where a key or a value may begin, "key" where a key alone may,
            "text" inside of a text of several lines.
        beside: the keys of the map that it stands in, where it may begin one.
        start: the index in the text at which what stands here begins.
        end: the index after it.
        column: the column at which it begins, from 0.
        in_flow: whether it stands in brackets.
    """

    way: tuple[Step, ...]
    at: Literal["value", "start", "key", "text"]
    beside: tuple[str, ...]
    start: int
    end: int
    column: int
    in_flow: bool = False


class _Open(NamedTuple):
    """What begins on a line: a key, or with a dash an entry of a list."""

    column: int
    key: str | None
    end: int = 0
    """The column after the key's colon."""


class _Line:
    """A line: what begins on it, the value after that, and the line whose text it goes on with."""

    __slots__ = ("goes_on", "opens", "start", "text", "value", "value_at")

    def __init__(self, start: int, text: str) -> None:
        self.start = start
        self.text = text
        self.opens: list[_Open] = []
        self.value_at = len(text)
        self.value = ""
        self.goes_on: int | None = None

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" \t"))

    @property
    def last(self) -> int:
        """The column of what begins last on it."""
        return self.opens[-1].column if self.opens else self.indent


def spot_at(text: str, index: int) -> Spot:
    """Return where a cursor stands that is before the character of this index."""
    lines = _lines(text)
    number = text.count("\n", 0, index)
    line, column = lines[number], index - lines[number].start
    column = min(column, len(line.text))
    blank = not line.text.strip()
    if line.goes_on is not None and (not blank or column > lines[line.goes_on].last):
        owner = lines[line.goes_on]
        if owner.value[:1] in ("[", "{"):
            return _in_flow(text, lines, line.goes_on, index)
        return Spot(_way(lines, line.goes_on, owner.opens), "text", (), index, index, column)
    if blank:
        beside = _beside(lines, number, column)
        return Spot(_way(lines, number, [], column), "start", beside, index, index, column)
    key = next((one for one in line.opens if one.key is not None), None)
    if column >= line.value_at and line.value[:1] in ("[", "{"):
        return _in_flow(text, lines, number, index)
    if key is not None and column >= key.end:
        start = line.value_at if column >= line.value_at and line.value else column
        end = line.value_at + len(line.value) if column >= line.value_at else column
        return Spot(
            _way(lines, number, line.opens), "value", (), line.start + start, line.start + max(end, column), start
        )
    dashes = [one for one in line.opens if one.key is None and one.column < column]
    begins = key.column if key is not None else line.value_at
    if column < begins:  # between dashes, or in front of all
        begins = column
    end = (
        key.column + len(key.key or "") if key is not None and column >= key.column else line.value_at + len(line.value)
    )
    if begins == column and key is None and not line.value:
        end = column
    beside = _beside(lines, number, begins)
    way = _way(lines, number, dashes, begins)
    return Spot(way, "start", beside, line.start + begins, line.start + max(end, column), begins)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    start = 0
    for piece in text.split("\n"):
        lines.append(_Line(start, piece.removesuffix("\r")))
        start += len(piece) + 1
    owner: int | None = None
    for number, line in enumerate(lines):
        said = line.text.strip()
        if owner is not None and (not said or line.indent > lines[owner].last):
            line.goes_on = owner
            continue
        owner = None
        if not said or said.startswith("#"):
            continue
        _open(line)
        if line.value:
            owner = number
    return lines


def _open(line: _Line) -> None:
    """Find the dashes, the key and the value of a line."""
    at = line.indent
    dashes = _DASHES.match(line.text, at)
    assert dashes is not None
    line.opens = [_Open(at + found.start(), None) for found in re.finditer("-", dashes[0])]
    at = dashes.end()
    key = _KEY.match(line.text, at)
    if key is not None:
        line.opens.append(_Open(at, key["key"].strip("\"'"), key.end()))
        at = key.end()
    rest = line.text[at:]
    at += len(rest) - len(rest.lstrip(" \t"))
    line.value_at = at
    line.value = _COMMENT.sub("", line.text[at:]).rstrip()


def _way(lines: list[_Line], number: int, opens: list[_Open], column: int | None = None) -> tuple[Step, ...]:
    """Return the steps that lead to what begins on a line, or to a map of which a key stands in this column."""
    steps: list[Step] = []
    at, is_entry = (lines[number].indent if column is None else column), False
    current: _Open | None = None
    beside: list[str] = []

    def finish() -> None:
        if current is not None:
            names = () if current.key is None else tuple(dict.fromkeys([*beside, current.key]))
            steps.append(Step(current.key, names))

    def see(one: _Open) -> None:
        nonlocal at, is_entry, current, beside
        if one.key is not None and one.column == at and not is_entry:
            beside.append(one.key)
        elif one.column < at or (is_entry and one.key is not None and one.column == at):
            finish()
            at, is_entry, current, beside = one.column, one.key is None, one, []

    if column is None and opens:
        current = opens[-1]
        at, is_entry = current.column, current.key is None
        if current.key is not None:
            beside = list(_beside(lines, number, at))
    for one in reversed(opens[:-1] if column is None else opens):
        see(one)
    for line in reversed(lines[:number]):
        if line.goes_on is None:
            for one in reversed(line.opens):
                see(one)
    finish()
    return tuple(reversed(steps))


def _beside(lines: list[_Line], number: int, column: int) -> tuple[str, ...]:
    """Return the keys of the map that has keys in this column, on the lines around one but for that itself."""
    found: list[str] = []
    for line in reversed(lines[:number]):
        if line.goes_on is not None or not line.opens:
            continue
        found += [one.key for one in line.opens if one.key is not None and one.column == column]
        if line.opens[0].column < column:
            break
    if any(one.column < column for one in lines[number].opens):
        found = []  # the line begins an entry, and with it a map
    found.reverse()
    for line in lines[number + 1 :]:
        if line.goes_on is not None or not line.opens:
            continue
        if line.opens[0].column < column or (
            line.opens[0].key is None and line.opens[0].column == column and not found
        ):
            break
        found += [one.key for one in line.opens if one.key is not None and one.column == column]
    return tuple(dict.fromkeys(found))


def _in_flow(text: str, lines: list[_Line], number: int, index: int) -> Spot:
    """Return the spot inside of brackets that begin as the value of a line."""
    line = lines[number]
    levels: list[tuple[str, list[str], str | None]] = []
    at = line.start + line.value_at
    begun, quote = at, ""
    while at < index:
        letter = text[at]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'" and not text[begun:at].strip():
            quote = letter
        elif letter in "[{":
            levels.append((letter, [], None))
            begun = at + 1
        elif letter in "]}" and levels:
            levels.pop()
            begun = at + 1
        elif letter == "," and levels:
            levels[-1] = (levels[-1][0], levels[-1][1], None)
            begun = at + 1
        elif letter == ":" and levels and levels[-1][0] == "{" and text[at + 1 : at + 2] in (" ", "\n", "\r", "", '"'):
            key = text[begun:at].strip().strip("\"'")
            levels[-1] = ("{", [*levels[-1][1], key], key)
            begun = at + 1
        at += 1
    way = list(_way(lines, number, line.opens))
    way += [Step(None) if kind == "[" else Step(key, tuple(keys)) for kind, keys, key in levels if kind == "[" or key]
    is_key = bool(levels) and levels[-1][0] == "{" and levels[-1][2] is None
    beside = tuple(levels[-1][1]) if is_key else ()
    said = text[begun:index]
    start = index - len(said.lstrip())
    rest = _WORD_END.match(text, index)
    ended = text[index : rest.end()] if rest is not None else ""
    if is_key:
        ended = ended.partition(":")[0]
    column = start - (text.rfind("\n", 0, start) + 1)
    at_value = not is_key and bool(levels) and levels[-1][0] == "{"
    at_what: Literal["key", "value", "start"] = "key" if is_key else "value" if at_value else "start"
    return Spot(tuple(way), at_what, beside, start, index + len(ended.rstrip()), column, in_flow=True)
