"""A rule: its id, why there is such a rule, who says so, and the numbers and words that it goes by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from leafletgen.errors import Place, Severity
from leafletgen.rules.finding import Edit, Finding

if TYPE_CHECKING:
    from leafletgen.rules.checked import CheckedFile


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that any of some words fits, the longest first; without any nothing fits."""
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True))) or "(?!)"


class Entry(NamedTuple):
    """A word or phrase that a list of words knows, and what to say in its place.

    Attributes:
        words: what is found, such as "bowel movement".
        say: what to say; more than one where an editor must choose, none where the hint is all there is.
        forms: other forms of it, each with what to say for it; an empty text where an editor must choose.
        exceptions: phrases in which it is right, such as "chronic fatigue syndrome"; `*` stands for any one word.
        near: other words, one of which must stand in the same text: a stool may be furniture.
        fix: whether `say` can stand there without anybody's judgement.
        explained: whether it is right where it is explained on the spot, as in "a high temperature (fever)".
        note: what else an editor should know.
    """

    words: tuple[str, ...]
    say: tuple[str, ...] = ()
    forms: Mapping[str, str] = MappingProxyType({})
    exceptions: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    fix: bool = True
    explained: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a file of `assets/rules` says of one rule.

    Attributes:
        id: what waivers, options and reports call it, such as ``heading-question``.
        group: the name of the file it stands in.
        severity: how bad it is when it is found.
        title: what it finds, in a few words.
        why: what a reader loses by it.
        source: the guidance page or clause that says so.
        languages: the languages it holds in, by their first part ("en"); empty when it holds in all.
        kinds: what is looked at: ``leaflet``, ``shared``, ``exercise``, ``programme``, ``brand``.
        good: words that are right.
        bad: words that it finds.
        limits: its numbers, by name.
        words: its lists of words, by name.
        entries: its words that have something to say in their place.
    """

    id: str
    group: str
    severity: Severity
    title: str
    why: str
    source: str
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("leaflet", "shared")
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()

    def holds_in(self, language: str) -> bool:
        """Whether the rule is one of this language."""
        return not self.languages or language.partition("-")[0].lower() in self.languages

    def finding(
        self,
        message: str,
        place: Place,
        hint: str = "",
        edits: tuple[Edit, ...] = (),
        also: tuple[Place, ...] = (),
    ) -> Finding:
        """Return what this rule found."""
        return Finding(self.id, self.severity, message, hint, place, edits, also)


#: Looks at one file. A rule of another package has the same signature (entry point ``leafletgen.rules``).
FileCheck = Callable[["CheckedFile", Rule], Iterator[Finding]]


class Comparison(NamedTuple):
    """A rule that compares files with each other, in two steps, so that what one file says can be kept.

    Attributes:
        gather: returns what the rule has to know of one file, as JSON can keep it; None for nothing.
        compare: finds what is wrong among all that was gathered, by file.
    """

    gather: Callable[[CheckedFile, Rule], Any]
    compare: Callable[[Mapping[str, Any], Rule], Iterator[Finding]]
