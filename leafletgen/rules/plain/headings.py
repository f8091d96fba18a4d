"""Headings: questions, length, marks at the end, capitals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage, Word
from leafletgen.rules.plain.roles import headings, small_words, straight
from leafletgen.rules.rule import FileCheck, Rule

if TYPE_CHECKING:
    from leafletgen.content.model.brand import Brand

#: What stands before words that begin anew, and so with a capital.
_BREAKS: Final = (":", ".", "?", "!", "\u2013", "\u2014", "/")


def heading_question(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find headings that end in a question mark, or begin as a question does."""
    openers, skipped = rule.words["openers"], rule.words["skipped"]
    by_first: dict[str, list[str]] = {}
    for opener in openers:
        by_first.setdefault(opener.split(" ", 1)[0], []).append(f"{opener} ")
    asked: list[Passage] = []
    for passage in headings(file):
        text = passage.text.rstrip()
        asks = text.endswith("?")
        if not asks:
            said = straight(" ".join(word.lower for word in _after_number(passage))) + " "
            first = said.split(" ", 1)[0]
            asks = any(map(said.startswith, by_first.get(first, ()))) and not any(map(said.startswith, skipped))
        if asks:
            asked.append(passage)
    hint = 'begin with the words that readers look for, such as "Causes of sciatica" or "Driving afterwards"'
    if len(asked) > rule.limits["each"]:
        first_asked, *others = asked
        also = tuple([other.place() for other in others])
        yield rule.finding(f"{len(asked)} headings are questions", first_asked.place(), hint, also=also)
        return
    for passage in asked:
        yield rule.finding("this heading is a question", passage.place(), hint)


def heading_long(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find headings with more characters than the limit."""
    limit = int(rule.limits["characters"])
    for passage in headings(file):
        if len(passage.text) > limit:
            yield rule.finding(
                f"this heading has {len(passage.text)} characters",
                passage.place(),
                f"say it in {limit} characters at most; what does not fit is for the text",
            )


def heading_full_stop(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find headings that end in a mark of a sentence."""
    marks, kept = rule.words["marks"], rule.words["kept"]
    for passage in headings(file):
        text = passage.text
        mark = next((mark for mark in marks if text.endswith(mark)), None)
        if mark is None or text.endswith(kept) or len(text) <= len(mark):
            continue
        start = len(text) - len(mark)
        change = passage.edit(start, len(text), "")
        yield rule.finding(
            f'this heading ends in "{mark}"',
            passage.place(start, len(text)),
            "take the mark away",
            (change,) if change is not None else (),
        )


def heading_capitals(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find headings all of whose letters are capitals, and that are no short name."""
    for passage in headings(file):
        if passage.text.isupper() and sum(map(str.isalpha, passage.text)) >= rule.limits["letters"]:
            yield rule.finding(
                "this heading is in capitals",
                passage.place(),
                "write it in small letters, with a capital at its beginning and for names",
            )


def heading_title_case(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find headings all of whose words have a capital, though most of them are no names elsewhere."""
    shortest, share = int(rule.limits["letters"]), rule.limits["share"]
    common, small = frozenset(rule.words["common"]), frozenset(rule.words["small"])
    names = _names(file.brand)
    for passage in headings(file):
        words = [word for word in _after_number(passage) if word.text[0].isalpha()]
        later = [word for word in words[1:] if not _begins_again(passage, word) and word.lower not in names]
        if not any(_has_capital(word) and word.lower in small for word in later):
            later = [word for word in later if len(word.text) >= shortest]
            if not later or not all(map(_has_capital, later)):
                continue
            known = small_words(file) | common
            told = [word for word in words[:1] if word.lower not in names] + later
            plain = [word for word in told if word.lower in known]
            if not any(word in plain for word in later) or len(plain) < share * len(told):
                continue
        is_each = all(_has_capital(word) or word.text.isupper() for word in words)
        yield rule.finding(
            "each word of this heading has a capital"
            if is_each
            else "words in the middle of this heading have capitals",
            passage.place(),
            "use a capital for the first word and for names alone",
        )


def _after_number(passage: Passage) -> list[Word]:
    """The words of a heading without a number before them, as in "1. Heel raise"."""
    words = passage.words
    return words[1:] if len(words) > 1 and words[0].text.isdecimal() else words


def _begins_again(passage: Passage, word: Word) -> bool:
    """Whether a word begins a sentence, or what follows a colon or a dash."""
    before = passage.text[max(0, word.start - 3) : word.start]
    return before.rstrip(" \u00a0\"'\u201c\u2018(")[-1:] in _BREAKS


def _has_capital(word: Word) -> bool:
    return word.text[0].isupper() and not word.text.isupper()


@lru_cache(maxsize=8)
def _names(brand: Brand | None) -> frozenset[str]:
    """The words of the names of the brand and its departments, in small letters."""
    if brand is None:
        return frozenset()
    names = [brand.name, brand.short_name or "", *(one.name for one in brand.departments.values())]
    return frozenset(part.lower() for name in names for part in name.split() if part[0].isupper())


CHECKS: Final[dict[str, FileCheck]] = {
    "heading-question": heading_question,
    "heading-long": heading_long,
    "heading-full-stop": heading_full_stop,
    "heading-capitals": heading_capitals,
    "heading-title-case": heading_title_case,
}
