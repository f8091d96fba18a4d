"""What is set apart from the text: italics, lines under words, capitals, and marks of other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage, Word
from leafletgen.rules.plain.roles import HEADINGS, is_capitals
from leafletgen.rules.rule import FileCheck, Rule

_UNDERSCORED: Final = re.compile(r"(?<![\w/.@:=&?-])(_{1,2})(?=[^\W_])[^_\n]*(?<=[^\W_])\1(?![\w-])")
_TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
_UNDERLINED: Final = re.compile(r"<[uU]>[^<>\n]*(?:</[uU]>)?|</[uU]>")
_OTHER_LETTERS: Final = re.compile(r"[^\x00-\x7f]")
_TWO_CAPITALS: Final = re.compile("[A-Z]['-]?[A-Z]")
_ENTITY: Final = re.compile(r"&(?:([A-Za-z]+)|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});")


def italics(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find words in italics; a name in another language that is marked as such may have them."""
    for passage in file.passages:
        for start, end in _joined(passage.italic):
            if any(first <= start and end <= last for first, last, _ in passage.foreign):
                continue
            yield rule.finding(
                "these words are in italics",
                passage.place(start, end),
                "take the stars away, or use bold for the few words that matter most",
            )


def _joined(stretches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches without those that begin where another one ends."""
    begin: int | None = None
    for (start, end), (following, _) in pairwise([*stretches, (-1, -1)]):
        begin = start if begin is None else begin
        if end != following:
            yield begin, end
            begin = None


def underline(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find words between underscores, or between marks of HTML that underline."""
    for passage in file.passages:
        text = passage.text
        found = [*_UNDERSCORED.finditer(text)] if "_" in text else []
        if "<" in text:
            found += _UNDERLINED.finditer(text)
        for match in found:
            yield rule.finding(
                "these words are meant to be underlined",
                passage.place(match.start(), match.end()),
                "take the marks away, or use bold for the few words that matter most",
            )


def html_markup(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find marks of HTML; those that underline are told by another rule."""
    tags, entities = frozenset(rule.words["tags"]), frozenset(rule.words["entities"])
    for passage in file.passages:
        text = passage.text
        found: list[re.Match[str]] = []
        if "<" in text and ">" in text:
            found += (match for match in _TAG.finditer(text) if match[1].lower() in tags)
        if "&" in text and ";" in text:
            found += (match for match in _ENTITY.finditer(text) if match[1] is None or match[1] in entities)
        for match in sorted(found, key=re.Match.start):
            yield rule.finding(
                f'"{match[0][:20]}" is printed as it stands',
                passage.place(match.start(), match.end()),
                'take it away: "**words**" are bold, and each entry of the body is a paragraph of its own',
            )


def capitals(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find everyday words in capitals, long words in capitals, and several beside each other."""
    common, skipped = frozenset(rule.words["common"]), frozenset(rule.words["skipped"])
    letters, length = rule.limits["letters"], rule.limits["run"]
    for passage in file.index.matching(_TWO_CAPITALS, _OTHER_LETTERS):
        if passage.role in skipped or (passage.role in HEADINGS and passage.text.isupper()):
            continue
        for run in _runs(passage):
            if len(run) < length and not any(word.lower in common or len(word.text) >= letters for word in run):
                continue
            if _in_brackets(passage, run):
                continue
            start, end = run[0].start, run[-1].end
            yield rule.finding(
                f'"{passage.text[start:end][:40]}" is in capitals',
                passage.place(start, end),
                "use small letters, with bold for the few words that matter most",
            )


def _runs(passage: Passage) -> Iterator[list[Word]]:
    """Words in capitals, those beside each other together."""
    run: list[Word] = []
    for word in passage.words:
        if not is_capitals(word.text):
            if run and (word.text in ("A", "I") or word.text.isdecimal()) and _beside(passage, run[-1], word):
                continue  # TAKE A BREAK
            if run:
                yield run
            run = []
        elif run and not _beside(passage, run[-1], word):
            yield run
            run = [word]
        else:
            run.append(word)
    if run:
        yield run


def _beside(passage: Passage, one: Word, other: Word) -> bool:
    return not passage.text[one.end : other.start].strip(" AI0123456789\u00a0")


def _in_brackets(passage: Passage, run: list[Word]) -> bool:
    """Whether it stands in brackets alone, as letters do after the words that they stand for."""
    text, start, end = passage.text, run[0].start, run[-1].end
    return text[start - 1 : start] == "(" and text[end : end + 1] == ")"


CHECKS: Final[dict[str, FileCheck]] = {
    "italics": italics, "underline": underline, "html-markup": html_markup, "capitals": capitals,
}  # fmt: skip
