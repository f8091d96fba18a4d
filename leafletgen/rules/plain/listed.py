"""Words that a list says otherwise: medical and formal words, words that blame, shortened words, contractions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage, Word
from leafletgen.rules.plain.phrases import Found, normal, table_of
from leafletgen.rules.plain.texts import Stretches, as_said, edits_of, foreign_in, is_read, listed
from leafletgen.rules.rule import Entry, FileCheck, Rule

_QUOTATION: Final = re.compile('["\u201c][^"\u201c\u201d]{1,200}["\u201d]')
"""Words in quotation marks. Those that were said are left as they are; those that are the matter as well."""
_A_VOWEL: Final = re.compile(r"(?i)[aio]|e(?!u)|u(?!ni|s[eu])|uni[nm]|hour|honest")
"""How words begin that have "an" before them."""
_BEFORE_A_START: Final = ".:!?\u2026\n-\u2013\u2014\u2022"
"""Marks after which words begin with a capital that makes no name of them."""


class _At(NamedTuple):
    passage: Passage
    found: Found
    entry: Entry


def check_words(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Yield the words of the rule's list, but for those that are names, quoted, or explained somewhere in the file."""
    found = list(_found(file, rule))
    explained = {
        id(at.entry) for at in found if at.entry.explained and (at.passage.role == "title" or _is_explained(at, rule))
    }
    for at in found:
        if id(at.entry) not in explained:
            yield _finding(at, rule)


def _found(file: CheckedFile, rule: Rule) -> Iterator[_At]:
    last: Passage | None = None
    around: _Around | None = None
    for passage, found in table_of(rule).find(file.index):
        if passage is not last:
            last = passage
            around = _Around(passage) if is_read(passage, file, rule) and not _is_alone(passage, rule) else None
        entry = found.phrase.entry
        if around is not None and entry is not None and not around.excuse(found, entry):
            yield _At(passage, found, entry)


def _is_alone(passage: Passage, rule: Rule) -> bool:
    """Whether it is the heading of a list, such as "Don't"."""
    return normal(passage.text.strip(" :.")) in rule.words.get("alone", ())


class _Around:
    """What of a text decides whether words in it are meant as the list means them."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self._quoted = Stretches(match.span() for match in _QUOTATION.finditer(passage.text))
        self._foreign = foreign_in(passage)
        self._words = {word.lower for word in passage.words}
        self._starts = {sentence.start for sentence in passage.sentences}

    def excuse(self, found: Found, entry: Entry) -> bool:
        """Whether they are a name, quoted, of another language, or mean something else here."""
        return (
            self._quoted.hold(found.start)
            or self._foreign.hold(found.start)
            or self._is_name(found)
            or bool(entry.near and self._words.isdisjoint(map(normal, entry.near)))
        )

    def _is_name(self, found: Found) -> bool:
        """Whether it has a capital inside a sentence, as names have: the Renal Unit."""
        word = self.passage.words[found.first]
        if not word.text[0].isupper() or word.text.isupper() or word.start in self._starts:
            return False
        before = self.passage.text[max(0, word.start - 20) : word.start].rstrip("\"'(\u2018\u201c[ \xa0")
        return bool(before) and before[-1] not in _BEFORE_A_START


def _is_explained(at: _At, rule: Rule) -> bool:
    """Whether it stands in brackets behind what it means, is followed by such brackets, or is said to be a word."""
    passage, found = at.passage, at.found
    text, words = passage.text, passage.words
    before = text[max(0, found.start - 200) : found.start]
    opens, closes = before.rfind("("), text.find(")", found.end, found.end + 200)
    last = found.first + len(found.phrase.words)
    if opens > before.rfind(")") and closes >= 0:
        inside = f"{before[opens + 1 :]} {text[found.end : closes]}"
        if "," not in inside and len(inside.split()) <= rule.limits.get("explained_after", 0):
            return True  # not "side effects (such as nausea, headaches and rash)"
    if text[found.end : found.end + 2] in (" (", "\n("):
        return not (last < len(words) and words[last].lower in rule.words.get("elsewhere", ()))
    earlier = words[max(0, found.first - int(rule.limits.get("explained_before", 0))) : found.first]
    later = words[last : last + int(rule.limits.get("explained_after", 0))]
    return _says(earlier, rule.words.get("explained_by", ())) or _says(later, rule.words.get("explains", ()))


def _says(words: list[Word], phrases: tuple[str, ...]) -> bool:
    said = f" {' '.join(word.lower for word in words)} "
    return any(f" {phrase} " in said for phrase in phrases)


def _finding(at: _At, rule: Rule) -> Finding:
    passage, found, entry = at
    said = passage.text[found.start : found.end]
    shown = " ".join(said.split())
    say = (found.phrase.say,) if found.phrase.say else entry.say
    hint = f"say {listed(say)}" if say else ""
    if entry.note:
        hint = f"{hint}: {entry.note}" if hint else entry.note
    edits = edits_of(passage, change) if (change := _change(at, rule)) else ()
    title = rule.title[:1].lower() + rule.title[1:]
    if " " in shown:  # "in the majority of cases" is no word
        title = title.replace(" word ", " phrase ", 1)
    return rule.finding(f'"{shown}" is {title}', passage.place(found.start, found.end), hint, edits)


def _change(at: _At, rule: Rule) -> tuple[int, int, str] | None:
    """Where to put what is said instead, with the article that it needs: an incision, a cut."""
    passage, found, _ = at
    if not found.phrase.say:
        return None
    following = found.first + len(found.phrase.words)
    if following < len(passage.words) and passage.words[following].lower in rule.words.get("not_before", ()):
        return None
    start, end = found.start, found.end
    new = as_said(passage.text[start:end], found.phrase.say)
    if _ends_there(passage, found):
        new += "."
    article = passage.words[found.first - 1] if found.first else None
    if article is not None and article.lower in ("a", "an") and passage.text[article.end : start] == " ":
        right = "an" if _A_VOWEL.match(new) else "a"
        if right != article.lower:
            return article.start, end, f"{as_said(article.text[:1], right)} {new}"
    return start, end, new


def _ends_there(passage: Passage, found: Found) -> bool:
    """Whether the full stop of an abbreviation ends a sentence as well, and must stay."""
    said = passage.text[found.start : found.end]
    if not said.endswith("."):
        return False
    if any(sentence.end == found.end for sentence in passage.sentences):
        return True
    # After "5 mins." a capital begins a sentence; after "e.g." it begins a name.
    return "." not in said[:-1] and passage.text[found.end :].lstrip()[:1].isupper()


CHECKS: dict[str, FileCheck] = dict.fromkeys(
    (
        "medical-word",
        "formal-word",
        "person-first",
        "word-choice",
        "shortened-word",
        "try-and",
        "negative-contraction",
        "american-spelling",
    ),
    check_words,
)
