"""Single characters: ampersands, apostrophes, and spaces that are too many or in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.patterns import later
from leafletgen.rules.plain.texts import edits_of, foreign_in, is_whole, read_texts
from leafletgen.rules.rule import FileCheck, Rule

_AMPERSAND: Final = later(r"(?<=[^\W\d_]) ?& ?(?=[^\W\d_])")
_MAYBE_AMPERSAND: Final = re.compile("&")
_HEADS: Final = frozenset(("heading", "title", "line under the title", "title of a box"))
"""Roles in which words have capitals without being names."""
_BEFORE: Final = re.compile(r"[^\s&]{1,40}$")
_AFTER: Final = re.compile(r"[^\s&]{1,40}")
_CURLY: Final = re.compile("[\u2018\u2019\u201c\u201d]")
_STRAIGHT: Final = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'}
_SPACES: Final = later(r"(?<=[^\s]) {2,}(?=\S)")
_MAYBE_SPACES: Final = re.compile("  ")
#: A space before a mark that belongs to the word before it; a full stop may begin ".5" or "...".
_MAYBE_BEFORE_MARK: Final = re.compile(" [,;:!?.)%]")
_BEFORE_MARK: Final = later(
    r"(?<=[^\s]) +(?=[,;!?](?![\w.,;!?])|:(?=\s|$)|\.(?=\s|$)|\)(?=[\s.,;:!?]|$))|(?<=\d) +(?=%)"
)


def check_ampersands(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Yield ampersands between words; with a capital on both sides it is a name, but in a heading."""
    names = {name.lower() for name in rule.words.get("names", ())}
    for passage in read_texts(file, rule, having=[_MAYBE_AMPERSAND]):
        foreign = foreign_in(passage)
        for match in _AMPERSAND.finditer(passage.text):
            before = _BEFORE.search(passage.text[max(0, match.start() - 40) : match.start()])
            after = _AFTER.match(passage.text, match.end())
            if before is None or after is None or foreign.hold(match.start()):
                continue
            if " " not in match[0] and not before[0].isalpha():  # in an address of the web
                continue
            is_named = before[0][0].isupper() and after[0][0].isupper() and passage.role not in _HEADS
            if is_named or f"{before[0]}{match[0]}{after[0]}".lower().strip("(.,;:!?)") in names:
                continue
            sign = passage.text.index("&", match.start())
            edits = edits_of(passage, (match.start(), match.end(), " and "))
            yield rule.finding('"&" for "and"', passage.place(sign, sign + 1), 'say "and"', edits)


def check_quotes(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Yield texts with curly apostrophes or quotation marks, each once, at the first."""
    for passage in read_texts(file, rule, quoted=True, having=[_CURLY]):
        foreign = foreign_in(passage)
        curly = [at.start() for at in _CURLY.finditer(passage.text) if not foreign.hold(at.start())]
        if not curly:
            continue
        text = passage.text
        changes = [(at, at + 1, _STRAIGHT[text[at]]) for at in curly]
        count = f" ({len(curly)} in this text)" if len(curly) > 1 else ""
        yield rule.finding(
            f"{text[curly[0]]} is a curly mark{count}",
            passage.place(curly[0], curly[0] + 1),
            f"type {_STRAIGHT[text[curly[0]]]}",
            tuple(edit for change in changes for edit in edits_of(passage, change)),
        )


def check_spaces(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Yield texts with more than one space between words, each once, at the first."""
    for passage in read_texts(file, rule, quoted=True, having=[_MAYBE_SPACES]):
        found = [match.span() for match in _SPACES.finditer(passage.text) if is_whole(passage, *match.span())]
        if found:
            count = f" ({len(found)} times in this text)" if len(found) > 1 else ""
            edits = tuple(edit for start, end in found for edit in edits_of(passage, (start, end, " ")))
            yield rule.finding(
                f"{found[0][1] - found[0][0]} spaces between words{count}", passage.place(*found[0]), "type one", edits
            )


def check_marks(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Yield spaces before a comma, a full stop, a colon and other marks."""
    for passage in read_texts(file, rule, quoted=True, having=[_MAYBE_BEFORE_MARK]):
        foreign = foreign_in(passage)
        for match in _BEFORE_MARK.finditer(passage.text):
            if foreign.hold(match.start()) or not is_whole(passage, match.start(), match.end() + 1):
                continue
            mark = passage.text[match.end()]
            edits = edits_of(passage, (match.start(), match.end(), ""))
            yield rule.finding(
                f'a space before "{mark}"', passage.place(match.start(), match.end() + 1), "take the space out", edits
            )


CHECKS: dict[str, FileCheck] = {
    "ampersand": check_ampersands,
    "curly-quote": check_quotes,
    "double-space": check_spaces,
    "space-before-mark": check_marks,
}
