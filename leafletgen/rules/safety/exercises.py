"""Exercises in the words of leaflets beside the files of exercises: one dose, and one caution."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from leafletgen.content.model.dose import DoseKind
from leafletgen.errors import Report
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage
from leafletgen.rules.rule import Comparison, Rule
from leafletgen.rules.safety.dosage import CROSS, DOSE_WORDS, Amount, amount_in, amount_of
from leafletgen.rules.safety.lists import place_in, present, said_in, span_of
from leafletgen.rules.safety.wording import all_named, any_of, first_words, named_of, phrase, plain, ready

_NUMBERED: Final = re.compile(r"^\s*(?:exercise\s+)?\d{1,2}\s*[.):]?\s+", re.IGNORECASE)
_LONGEST_NAME: Final = 6
"""Words of an exercise's name, at most."""
_PARTS: Final = re.compile("[:\u2013\u2014-] ")
_BEFORE: Final = re.compile(r"([^:\n]{3,50}?)(?::| [-\u2013\u2014]) ")
_DIGITS: Final = re.compile(r"\d+")
_WINDOW: Final = re.compile(r" (?:last|past) (\d+) (days|weeks|months|years) ")


class Section(NamedTuple):
    """What a leaflet says of one exercise: a heading with what is under it, or an entry that begins with a name."""

    name: str
    head: Passage
    texts: list[Passage]


@lru_cache(maxsize=2)  # two rules look at a file, one after the other
def sections_of(file: CheckedFile) -> list[Section]:
    """Return what may be exercises in a leaflet."""
    return list(_sections_of(file))


def _sections_of(file: CheckedFile) -> Iterator[Section]:
    under: Section | None = None
    row: list[Passage] = []
    for passage in file.passages:
        if passage.role == "cell of a table":
            if row and row[0].key.rpartition(".")[0] != passage.key.rpartition(".")[0]:
                yield from _section_of(row)
                row = []
            row.append(passage)
            continue
        if row:
            yield from _section_of(row)
            row = []
        if passage.role == "heading":
            if under is not None:
                yield under
            name = name_in(passage.text)
            under = Section(name, passage, []) if name else None
            continue
        if passage.role in ("paragraph", "entry of a list", "numbered step", "key message"):
            if under is not None:
                under.texts.append(passage)
            lead = _lead_of(passage)
            if lead:
                yield Section(lead, passage, [passage])
    if row:
        yield from _section_of(row)
    if under is not None:
        yield under


def may_have_doses(file: CheckedFile) -> bool:
    """Whether one of the words stands in a file without which it has no dose."""
    return any_of(DOSE_WORDS, said_in(file)) or CROSS.search(file.text) is not None


def _section_of(row: list[Passage]) -> Iterator[Section]:
    """A row of a table, of which the first cell may be the name of an exercise."""
    name = name_in(row[0].text)
    if name and len(row) > 1:
        yield Section(name, row[0], row[1:])


def name_in(text: str) -> str:
    """Return the name that a heading may be, without its number; nothing for what is longer than a name."""
    said = plain(_NUMBERED.sub("", text, count=1)).strip()
    return said if 0 < len(said.split()) <= _LONGEST_NAME else ""


def _lead_of(passage: Passage) -> str:
    """Return the bold words that a text begins with, or those before its colon."""
    if passage.bold and passage.bold[0][0] == 0:
        name = name_in(passage.text[: passage.bold[0][1]].rstrip(".:"))
    else:
        head = passage.text[:54]
        before = _BEFORE.match(head) if _PARTS.search(head) is not None else None
        name = name_in(before[1]) if before is not None else ""
    return "" if _DIGITS.search(name) else name  # "5 to 10 times" is a dose


def _names_of(file: CheckedFile) -> list[str]:
    """Return the name of an exercise, and its other names of two words or more: one word may mean anything."""
    own = [passage.text for passage in file.passages if passage.role == "name of an exercise"]
    others = [passage.text for passage in file.passages if passage.role == "other name, to find it by"]
    return [plain(one).strip() for one in (*own, *[one for one in others if len(one.split()) > 1])]


def _gather_doses(file: CheckedFile, rule: Rule) -> Any:
    if file.is_translation:
        return None
    if file.kind == "exercise":
        value = file.root.data.get("dose")
        dose = None if value is None else DoseKind().read(value, Report())
        if value is None or dose is None:
            return None
        return {"names": _names_of(file), "said": [["", list(amount_of(dose)), span_of(value.place)]]}
    known: list[Any] = []
    if not may_have_doses(file):
        return None
    for section in sections_of(file):
        if _is_general(section.name, rule):
            continue
        amount, at = Amount(), section.head
        for text in section.texts:
            more = amount_in(text.text)
            if more.is_dose and not amount.is_dose:
                at = text
            amount = amount.joined(more)
        if amount.is_dose:
            known.append([section.name, list(amount), span_of(at.place())])
    return {"names": [], "said": known} if known else None


def _is_general(name: str, rule: Rule) -> bool:
    """Whether a heading names no exercise of its own, such as "Week 2" or "How often"."""
    general = _words_of(rule.words.get("general", ()))
    return all(word in general or word.isdigit() for word in name.split())


@lru_cache(maxsize=8)
def _words_of(lines: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for line in lines for word in plain(line).split())


def _compare_doses(gathered: Mapping[str, Any], rule: Rule) -> Iterator[Finding]:
    """Each dose in a leaflet beside that of the exercise's file, or of the first leaflet that has the exercise."""
    first: dict[str, tuple[str, Amount, list[int]]] = {}
    for shown, known in gathered.items():
        for name in known["names"]:
            first.setdefault(name, (shown, _amount(known["said"][0][1]), known["said"][0][2]))
    for shown, known in gathered.items():
        if known["names"]:
            continue
        for name, parts, span in known["said"]:
            amount = _amount(parts)
            other = first.setdefault(name, (shown, amount, span))
            differences = amount.differences(other[1]) if other[0] != shown else []
            if not differences:
                continue
            at = place_in(other[0], other[2])
            yield rule.finding(
                f'"{name}" has two doses: {"; ".join(differences)} in {other[0]}, line {at.line}',
                place_in(shown, span),
                "give one dose; where two are right, say in each for whom",
                also=(at,),
            )


def _amount(parts: Iterable[list[int] | None]) -> Amount:
    return Amount(*[None if part is None else (part[0], part[1]) for part in parts])


def _gather_cautions(file: CheckedFile, rule: Rule) -> Any:
    if file.is_translation:
        return None
    entries = rule.words.get("conditions", ())
    conditions = named_of(entries, present(all_named(entries), file))
    cautions = present(ready(rule.words.get("cautions", ())), file)
    known: dict[str, Any] = {"timed": list(_timed(file, rule, conditions)), "exercises": [], "all": [*conditions]}
    if file.kind == "exercise":
        known["names"] = _names_of(file)
        asks = [passage for passage in file.passages if passage.role == "who asks first"]
        known["exercises"] = [["", known["all"], span_of((asks or file.passages)[0].place())]]
    else:
        for section in sections_of(file) if conditions and cautions and may_have_doses(file) else ():
            warned = [
                (name, text)
                for text in section.texts
                if any_of(cautions, said := plain(text.text))
                for name, ways in conditions.items()
                if any_of(ways, said)
            ]
            if warned and any(amount_in(text.text).is_dose for text in section.texts):
                names = list(dict.fromkeys(name for name, _ in warned))
                known["exercises"].append([section.name, names, span_of(warned[0][1].place())])
    return known if known["timed"] or known["exercises"] else None


def _timed(file: CheckedFile, rule: Rule, conditions: Mapping[str, tuple[str, ...]]) -> Iterator[list[Any]]:
    """Yield each sentence that says for how long to be careful, with its numbers taken out."""
    words = present(ready(rule.words.get("timed", ())), file)
    least = int(rule.limits.get("words", 6))
    for passage in file.index.matching(_DIGITS) if words else ():
        for sentence in passage.sentences:
            text = passage.text[sentence.start : sentence.end]
            numbers = _DIGITS.findall(text)
            if not numbers or len(numbers) > 2 or len(sentence.words) < least or len(sentence.words) > 30:
                continue
            said = plain(text)
            if not any_of(words, said) or not any(
                unit in said for unit in (" weeks ", " months ", " days ", " years ")
            ):
                continue
            masked, span = _DIGITS.sub("#", said).strip(), span_of(passage.place(sentence.start, sentence.end))
            window = _WINDOW.search(said)
            if window is not None:
                # A broken spine is another thing than a broken wrist; how each is put does not matter.
                about = [name for name, ways in conditions.items() if any_of(ways, said)]
                sites = [site for site in rule.words.get("sites", ()) if phrase(site) in said]
                if about and sites:
                    masked, numbers = f"{about[0]}, {' and '.join(sites)}, in the last # {window[2]}", [window[1]]
            yield [masked, numbers, span, first_words(text, 90)]


def _compare_cautions(gathered: Mapping[str, Any], rule: Rule) -> Iterator[Finding]:
    yield from _other_numbers(gathered, rule)
    files: dict[str, tuple[str, list[str], list[int]]] = {}
    for shown, known in gathered.items():
        for name in known.get("names", ()):
            files.setdefault(name, (shown, known["all"], known["exercises"][0][2]))
    leaflets: dict[str, tuple[str, list[str], list[int]]] = {}
    for shown, known in gathered.items():
        if "names" in known:
            continue
        for name, warned, span in known["exercises"]:
            other = files.get(name) or leaflets.setdefault(name, (shown, known["all"], span))
            missing = [one for one in warned if one not in other[1]]
            if other[0] == shown or not missing:
                continue
            yield rule.finding(
                f'"{name}" warns of {missing[0]} here, and not in {other[0]}',
                place_in(shown, span),
                "a caution holds for the exercise wherever it is printed: let a clinician say which is right",
                also=(place_in(other[0], other[2]),),
            )


def _other_numbers(gathered: Mapping[str, Any], rule: Rule) -> Iterator[Finding]:
    """The same words with another number: the number that most files have is the one to compare with."""
    by_words: dict[str, dict[tuple[str, ...], list[tuple[str, list[int], str]]]] = {}
    for shown, known in gathered.items():
        for masked, numbers, span, words in known["timed"]:
            by_words.setdefault(masked, {}).setdefault(tuple(numbers), []).append((shown, span, words))
    for numbered in by_words.values():
        if len(numbered) < 2:
            continue
        usual = max(numbered, key=lambda numbers: (len(numbered[numbers]), numbers))
        first = numbered[usual][0]
        at = place_in(first[0], first[1])
        for numbers, said in numbered.items():
            for shown, span, words in said if numbers != usual else ():
                if shown == first[0]:
                    continue  # one file may speak of two things
                yield rule.finding(
                    f'"{words}" has {" and ".join(numbers)}, and {first[0]}, line {at.line}, {" and ".join(usual)}',
                    place_in(shown, span),
                    "let a clinician say which number is right, and write it in both",
                    also=(at,),
                )


COMPARISONS: dict[str, Comparison] = {
    "exercise-two-doses": Comparison(_gather_doses, _compare_doses),
    "exercise-two-cautions": Comparison(_gather_cautions, _compare_cautions),
}
