"""What files say of a medicine, sentence by sentence, so that opposite advice can be seen side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.rule import Comparison, Rule
from leafletgen.rules.safety.lists import place_in, present, span_of
from leafletgen.rules.safety.wording import all_named, any_in, any_of, first_words, named, named_of, phrase, plain

_CLAUSE: Final = re.compile(r"(?<=\w) (?:when|where|if|because|unless|instead of|while) ")
_SHOWN = 120
"""Characters of a sentence that a message shows: the places lead to the whole of it."""


class _Said(NamedTuple):
    shown: str
    helps: bool
    contexts: frozenset[str]
    subject: frozenset[str]
    span: list[int]
    words: str


def _gather(file: CheckedFile, rule: Rule) -> Any:
    """Each sentence that speaks for or against a medicine; "it" and "they" are the medicine of the sentence before."""
    if file.is_translation:
        return None
    any_name = present(all_named(rule.words.get("medicines", ())), file)
    if not any_name:
        return None
    medicines = named_of(rule.words.get("medicines", ()), any_name)
    known: list[Any] = []
    for passage in file.passages:
        if passage.role in ("word to find it by", "title", "heading", "summary in one sentence"):
            continue
        whole = plain(passage.text)
        if not any_of(any_name, whole):
            continue
        spoken_of: list[str] = []
        for sentence in passage.sentences:
            words = passage.text[sentence.start : sentence.end]
            said = plain(words)
            if not (spoken_of and _goes_on(said)):
                spoken_of = [name for name, ways in medicines.items() if any_of(ways, said)]
            helps = _stance(said, rule) if spoken_of else None
            if helps is None:
                continue
            contexts = sorted(_contexts(said, rule))
            span = span_of(passage.place(sentence.start, sentence.end))
            known += [[name, helps, contexts, span, first_words(words, _SHOWN)] for name in spoken_of]
    return {"subject": sorted(_subject(file, rule)), "said": known} if known else None


def _subject(file: CheckedFile, rule: Rule) -> set[str]:
    """Return the words that say what a file is about."""
    roles = ("title", "line under the title", "word to find it by")
    said = " ".join(plain(passage.text) for passage in file.passages if passage.role in roles)
    if file.kind == "shared":
        said = plain(file.path.stem)
    common = {word for words in rule.words.get("common", ()) for word in plain(words).split()}
    common |= {word for ways in named(rule.words.get("medicines", ())).values() for way in ways for word in way.split()}
    return {word for word in said.split() if len(word) > 2 and word not in common}


def _goes_on(said: str) -> bool:
    """Whether a sentence goes on about what the one before named."""
    return said.startswith((" it ", " they ", " this ", " these ", " on its own ", " on their own ")) or (
        said.startswith(" for ") and (" it " in said or " they " in said)
    )


def _stance(said: str, rule: Rule) -> bool | None:
    """Whether a sentence says that a medicine helps; None when it says neither, both, or gives a condition."""
    words = rule.words
    if any_in(words.get("silent", ()), said):
        return None
    is_conditional = any_in(words.get("silent_against", ()), said)
    said = _CLAUSE.split(said, maxsplit=1)[0] + " "  # "only when ibuprofen does not help" says nothing of ibuprofen
    against = any_in(words.get("against", ()), said)
    # What is said against stands in longer phrases: "is not recommended" has "recommended" in it.
    rest = said
    for one in words.get("against", ()):
        rest = rest.replace(phrase(one), "  ")
    first = re.match(r" (\w+) ", rest)
    helps = any_in(words.get("helps", ()), rest) or (first is not None and first[1] in words.get("helps_first", ()))
    return None if against == helps or (against and is_conditional) else helps


def _contexts(said: str, rule: Rule) -> set[str]:
    """Return for whom or for what a sentence speaks."""
    return {name for name, ways in named(rule.words.get("contexts", ())).items() if any_of(ways, said)}


def _compare(gathered: Mapping[str, Any], rule: Rule) -> Iterator[Finding]:
    said: dict[str, list[_Said]] = defaultdict(list)
    for shown, known in gathered.items():
        subject = frozenset(known["subject"])
        for name, helps, contexts, span, words in known["said"]:
            said[name].append(_Said(shown, helps, frozenset(contexts), subject, span, words))
    for name, members in named(rule.words.get("groups", ())).items():
        for member in (one.strip().replace("co codamol", "co-codamol") for one in members):
            # What is said of a whole group is said of each of its medicines, where a file names one of them.
            said[member] += said.get(name, []) if said.get(member) else []
    told: set[tuple[str, int, int]] = set()
    for name, sentences in said.items():
        helping = _Helping(sentences)
        for against in (one for one in sentences if not one.helps):
            other = helping.opposite_to(against)
            key = (against.shown, against.span[0], against.span[1])
            if other is None or key in told:
                continue
            told.add(key)
            at = place_in(other.shown, other.span)
            yield rule.finding(
                f'{name}: here "{against.words}", but in {other.shown}, line {at.line}: "{other.words}"',
                place_in(against.shown, against.span),
                "let a clinician look at both; where each is right, say in each for whom or for what",
                also=(at,),
            )


class _Helping:
    """Sentences that speak for one medicine, of each kind those of two files: more would say the same."""

    def __init__(self, sentences: list[_Said]) -> None:
        self.known: dict[str, dict[frozenset[str], list[_Said]]] = defaultdict(dict)
        for one in sentences:
            for subject in (*one.subject, "") if one.helps else ():
                kept = self.known[subject].setdefault(one.contexts, [])
                if len(kept) < 2 and all(one.shown != other.shown for other in kept):
                    kept.append(one)

    def opposite_to(self, against: _Said) -> _Said | None:
        """Return a sentence of another file that says the opposite of the same, or of more or of fewer cases.

        Files about the same thing are compared, and others where both sentences say for what: antibiotics help with
        one infection and not with another.
        """
        one = against.contexts
        found = [
            other
            for subject in against.subject
            for two, kept in self.known.get(subject, {}).items()
            if one <= two or two <= one
            for other in kept
            if other.shown != against.shown
        ]
        if one:
            found += [other for other in self.known.get("", {}).get(one, ()) if other.shown != against.shown]
        return min(found, key=lambda other: (other.shown, other.span), default=None)


COMPARISONS: dict[str, Comparison] = {"medicine-opposite-advice": Comparison(_gather, _compare)}
