"""What is wrong with text that YAML cannot read, told of the character and the line that are to blame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from leafletgen.errors import Mistake
from leafletgen.source.odd_characters import BULLETS, CURLY, ODD_COLON, ODD_HYPHEN, ODD_SPACE, named

IN_QUOTES = "put the whole text in quotes"
CUT = re.compile(r"[ \t]+(#)[^\W_]")
"""What cuts a text off: YAML takes the rest of the line for a comment."""
CUT_OFF = Mistake(
    "text-cut-by-comment",
    'a "#" after a space begins a comment, and the text is cut off before it',
    f"{IN_QUOTES}; a comment has a space after its #",
)


SWALLOWED = re.compile(rf"\n[ \t]*([-{BULLETS}])[ \t{ODD_SPACE}]")
"""An entry of a list inside a text without quotes."""


class Told(NamedTuple):
    """What is said of a fault, and the index of the character that is to blame."""

    mistake: Mistake
    at: int


_KEY = re.compile(r"(?P<before> *(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?:[ \t\r]|$)")
_ENTRY = re.compile(r"(?P<before> *)- ")
_BEGIN = r"(?:^ *(?:- +)*(?:[\w-]+ *: +)?|[\[{,] *(?:[\w-]+ *: +)?)"
#: A pattern whose first group is the character to blame, and what is said of it, for its name.
_CHARACTERS = tuple(
    (re.compile(pattern), mistake)
    for pattern, mistake in (
        (r"^ *(\t)[ \t]*\S", Mistake("tab-in-indentation", "a tab stands in the indentation", "indent with spaces")),
        (
            rf"^ *(?:- +)*([{ODD_SPACE}])|^ *-([{ODD_SPACE}])|^ *(?:- +)*[\w-]+:([{ODD_SPACE}])",
            Mistake("odd-space", "{name} stands where a space must", "delete it, and type a space if one is needed"),
        ),
        (
            rf"^ *([{ODD_HYPHEN}{BULLETS}])[ \t{ODD_SPACE}]",
            Mistake(
                "odd-hyphen",
                '{name} stands where a list has a "-"',
                'begin each entry of a list with "- ", a hyphen and a space',
            ),
        ),
        (
            rf"^ *(?:- +)*[\w-]+ *([{ODD_COLON}])",
            Mistake("odd-colon", "{name} stands after a key", 'type ": ", a colon and a space'),
        ),
        (
            rf"{_BEGIN}([{CURLY}])|{_BEGIN}[\"'][^\"']*([{CURLY}])[ \t]*(?:[,\]}}]|$)",
            Mistake(
                "curly-quotation-mark",
                "{name} stands where a quotation mark of YAML must",
                "put the whole text in straight quotation marks, \" or '",
            ),
        ),
    )
)
_TEXTS = tuple(
    (re.compile(pattern), mistake)
    for pattern, mistake in (
        (
            r"^ *(?:- +)*(?!https?:|mailto:|tel:)[A-Za-z_][\w-]* ?(:)[^\s/]",
            Mistake("space-after-colon-missing", "a space is missing after this colon", 'write "key: value"'),
        ),
        (
            rf"{_BEGIN}(\*)",
            Mistake(
                "text-needs-quotes",
                'a text that begins with "*" must stand in quotes',
                f'{IN_QUOTES}: - "**Bold.** text"',
            ),
        ),
        (
            rf"{_BEGIN}([&!%@`])",
            Mistake("text-needs-quotes", 'a text that begins with "{character}" must stand in quotes', IN_QUOTES),
        ),
        (
            r"^ *(?:- +)+([>|])[ \t]+[^\s#]|: +([>|])[ \t]+[^\s#]",
            Mistake("text-needs-quotes", 'a text that begins with "{character}" must stand in quotes', IN_QUOTES),
        ),
        (
            r"^ *(?:- +)*(?:[\w-]+: +)?(?:([\[])[^\]]*\]|([{])[^}]*\})[ \t]*[^\s#,:\]}]",
            Mistake("text-needs-quotes", 'a text that begins with "{character}" must stand in quotes', IN_QUOTES),
        ),
        (
            r"^ *(?:- +)*(?:[\w-]+: +)?(?:\"[^\"]*(\")|'[^']*('))[ \t]*[^\s#,:\]}\"']",
            Mistake(
                "text-after-quotation-mark",
                "text stands after a closing quotation mark",
                "put the whole text in the other kind: '\"Yes,\" she said'",
            ),
        ),
    )
)


_NOT_CLOSED = Mistake("quotation-mark-open", "a quotation mark is not closed", "close it with the same mark")
#: A piece of what the parser says, and what is said in its place.
_SYNTAX = (
    (
        "mapping values are not allowed",
        Mistake("misplaced-colon", "a colon stands where none can", 'put text that holds ": " in quotes'),
    ),
    (
        "cannot start any token",
        Mistake(
            "text-needs-quotes",
            "a value cannot begin with this character",
            "put the text in quotes; indent with spaces, not with tabs",
        ),
    ),
    ("tab character", Mistake("tab-in-indentation", "a tab stands in the indentation", "indent with spaces")),
    ("unexpected end of stream", _NOT_CLOSED),
    (
        "expected ',' or",
        Mistake(
            "brackets-wrong",
            "this list or map in brackets goes wrong",
            'separate the entries with commas, close the bracket, put text that holds "," or ": " in quotes',
        ),
    ),
    (
        "could not find expected ':'",
        Mistake("key-without-colon", "a key without its colon stands here", 'write "key: value"'),
    ),
    (
        "expected key",
        Mistake(
            "line-does-not-fit",
            "this line does not fit the lines above it",
            "check the indentation and the quotation marks: entries of one list or map start in the same column",
        ),
    ),
    (
        "block collection",
        Mistake(
            "line-does-not-fit",
            "this line does not fit the lines above it",
            'entries of a list start with "- " in the same column',
        ),
    ),
    (
        "document start",
        Mistake("line-does-not-fit", "this line does not fit the lines above it", "check the indentation"),
    ),
    (
        "undefined tag handle",
        Mistake("yaml-tag", "a tag of YAML stands here", 'put text that begins with "!" in quotes'),
    ),
    (
        "undefined alias",
        Mistake("yaml-anchor", "an alias of YAML stands here", 'put text that begins with "*" in quotes'),
    ),
    ("alias", Mistake("yaml-anchor", "an alias of YAML stands here", 'put text that begins with "*" in quotes')),
    ("anchor", Mistake("yaml-anchor", "an anchor of YAML stands here", 'put text that begins with "&" in quotes')),
    (
        "escape",
        Mistake(
            "unknown-escape",
            "a backslash in double quotes starts an escape that YAML does not know",
            "use single quotes, in which a backslash is just a backslash",
        ),
    ),
)


def said_of(problem: str, private: bool) -> Mistake:
    """Return what is said of a fault that the parser alone explains; a private text may not be repeated."""
    for part, mistake in _SYNTAX:
        if part in problem:
            return mistake
    told = "" if private else f": {problem}"
    return Mistake("yaml-not-valid", f"this is not valid YAML{told}", "put text with special characters in quotes")


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
        return Told(_NOT_CLOSED, context)
    for start, line in lines:
        cut = CUT.search(line)
        if cut is not None and not line.lstrip().startswith("#") and "'" not in line and '"' not in line:
            return Told(CUT_OFF, start + cut.start(1))
    return _misplaced(text, *lines[0])


def character_fault(text: str, index: int) -> Told | None:
    """Return what is said of a character in the line of an index that only looks like one of YAML."""
    start = _start(text, index)
    return _first_of(_CHARACTERS, start, text[start : _end(text, start)])


def _first_of(rules: tuple[tuple[re.Pattern[str], Mistake], ...], start: int, line: str) -> Told | None:
    for pattern, mistake in rules:
        found = pattern.search(line)
        if found is not None and found.lastindex is not None:
            at, character = found.start(found.lastindex), found[found.lastindex]
            name = named(character) if "{name}" in mistake.message else ""
            message = mistake.message.format(name=name, character=character)
            return Told(mistake._replace(message=message), start + at)
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
        mistake = Mistake(
            "line-does-not-fit",
            f"this {what} begins in column {column + 1}, and the {ones} above it in column {near + 1}",
            f"move it one space to the {'left' if column > near else 'right'}",
        )
        return Told(mistake, start + column)
    return None
