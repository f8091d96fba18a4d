"""What is wrong with text that YAML cannot read, told of the character and the line that are to blame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from leafletgen.source.odd_characters import BULLETS, CURLY, ODD_COLON, ODD_HYPHEN, ODD_SPACE, named

IN_QUOTES = "put the whole text in quotes"
CUT = re.compile(r"[ \t]+(#)[^\W_]")
"""What cuts a text off: YAML takes the rest of the line for a comment."""
CUT_SAID = 'a "#" after a space begins a comment, and the text is cut off before it'
CUT_HINT = f"{IN_QUOTES}; a comment has a space after its #"


SWALLOWED = re.compile(rf"\n[ \t]*([-{BULLETS}])[ \t{ODD_SPACE}]")
"""An entry of a list inside a text without quotes."""


class Told(NamedTuple):
    """A fault: what is said of it, and the index of the character that is to blame."""

    message: str
    hint: str
    at: int


_KEY = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?:[ \t\r]|$)")
_ENTRY = re.compile(r"(?P<before> *)- ")
_BEGIN = r"(?:^ *(?:- +)*(?:[\w-]+ *: +)?|[\[{,] *(?:[\w-]+ *: +)?)"
#: A pattern whose first group is the character to blame, a message for its name, and a hint.
_CHARACTERS = tuple(
    (re.compile(pattern), message, hint)
    for pattern, message, hint in (
        (r"^ *(\t)[ \t]*\S", "a tab stands in the indentation", "indent with spaces"),
        (
            rf"^ *(?:- +)*([{ODD_SPACE}])|^ *-([{ODD_SPACE}])|^ *(?:- +)*[\w-]+:([{ODD_SPACE}])",
            "{name} stands where a space must",
            "delete it, and type a space if one is needed",
        ),
        (
            rf"^ *([{ODD_HYPHEN}{BULLETS}])[ \t{ODD_SPACE}]",
            '{name} stands where a list has a "-"',
            'begin each entry of a list with "- ", a hyphen and a space',
        ),
        (rf"^ *(?:- +)*[\w-]+ *([{ODD_COLON}])", "{name} stands after a key", 'type ": ", a colon and a space'),
        (
            rf"{_BEGIN}([{CURLY}])|{_BEGIN}[\"'][^\"']*([{CURLY}])[ \t]*(?:[,\]}}]|$)",
            "{name} stands where a quotation mark of YAML must",
            "put the whole text in straight quotation marks, \" or '",
        ),
    )
)
_TEXTS = tuple(
    (re.compile(pattern), message, hint)
    for pattern, message, hint in (
        (r"^ *(?:- +)*(?!https?:|mailto:|tel:)[A-Za-z_][\w-]* ?(:)[^\s/]", "a space is missing after this colon",
         'write "key: value"'),
        (rf"{_BEGIN}(\*)", 'a text that begins with "*" must stand in quotes', f'{IN_QUOTES}: - "**Bold.** text"'),
        (rf"{_BEGIN}([&!%@`])", 'a text that begins with "{character}" must stand in quotes', IN_QUOTES),
        (r"^ *(?:- +)+([>|])[ \t]+[^\s#]|: +([>|])[ \t]+[^\s#]",
         'a text that begins with "{character}" must stand in quotes', IN_QUOTES),
        (r"^ *(?:- +)*(?:[\w-]+: +)?(?:([\[])[^\]]*\]|([{])[^}]*\})[ \t]*[^\s#,:\]}]",
         'a text that begins with "{character}" must stand in quotes', IN_QUOTES),
        (r"^ *(?:- +)*(?:[\w-]+: +)?(?:\"[^\"]*(\")|'[^']*('))[ \t]*[^\s#,:\]}\"']",
         "text stands after a closing quotation mark",
         "put the whole text in the other kind: '\"Yes,\" she said'"),
    )
)  # fmt: skip


def explained(text: str, problem: str, index: int, context: int | None) -> Told | None:
    """Return what is to blame for a fault of syntax, when a line near it shows that; None when none does.

    Args:
        text: that of the file.
        problem: what the parser says.
        index: where it says that.
        context: where what it was reading began.
    """
    lines = list(_lines_near(text, index, context))
    for rules in (_CHARACTERS, _TEXTS):
        for start, line in lines:
            told = _first_of(rules, start, line)
            if told is not None:
                return told
    if context is not None and "end of stream" in problem:
        return Told("a quotation mark is not closed", "close it with the same mark", context)
    for start, line in lines:
        cut = CUT.search(line)
        if cut is not None and not line.lstrip().startswith("#") and "'" not in line and '"' not in line:
            return Told(CUT_SAID, CUT_HINT, start + cut.start(1))
    return _misplaced(text, *lines[0])


def character_fault(text: str, index: int) -> Told | None:
    """Return what is said of a character in the line of an index that only looks like one of YAML."""
    start = _start(text, index)
    return _first_of(_CHARACTERS, start, text[start : _end(text, start)])


def _first_of(rules: tuple[tuple[re.Pattern[str], str, str], ...], start: int, line: str) -> Told | None:
    for pattern, message, hint in rules:
        found = pattern.search(line)
        if found is not None and found.lastindex is not None:
            at, character = found.start(found.lastindex), found[found.lastindex]
            name = named(character) if "{name}" in message else ""
            return Told(message.format(name=name, character=character), hint, start + at)
    return None


def _lines_near(text: str, index: int, context: int | None) -> Iterator[tuple[int, str]]:
    """Yield the line of a fault, that of its context and the one before, each with its index."""
    starts = [_start(text, min(index, max(len(text) - 1, 0)))]
    if not text[starts[0] :].strip():  # the end of the file: the last line that says something
        starts = [_start(text, max(len(text.rstrip()) - 1, 0))]
    before = text.rfind("\n", 0, max(starts[0] - 1, 0)) + 1
    while before > 0 and not text[before : _end(text, before)].strip():
        before = text.rfind("\n", 0, before - 1) + 1
    starts += [before] if before < starts[0] else []
    if context is not None and text.count("\n", context, index) < 40:
        starts.append(_start(text, context))
    for start in dict.fromkeys(starts):
        yield start, text[start : _end(text, start)].rstrip("\r")


def _start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end


def _misplaced(text: str, start: int, line: str) -> Told | None:
    """Return what is said of a key or an entry of a list that stands a space beside those above it."""
    for pattern, what, group in ((_KEY, "key", "key"), (_ENTRY, "entry", "before")):
        here = pattern.match(line)
        if here is None:
            continue
        column = here.start("key") if group == "key" else here.end("before")
        above = []
        for earlier in reversed(text[:start].splitlines()[-40:]):
            found = pattern.match(earlier)
            if found is not None:
                above.append(found.start("key") if group == "key" else found.end("before"))
        near = next((each for each in above if abs(each - column) == 1), None)
        if near is None or column in above[:1]:
            continue
        ones = "entries" if what == "entry" else "keys"
        return Told(
            f"this {what} begins in column {column + 1}, and the {ones} above it in column {near + 1}",
            f"move it one space to the {'left' if column > near else 'right'}",
            start + column,
        )
    return None
