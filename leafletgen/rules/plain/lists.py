"""Lists: what leads into them, how their entries begin and end, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Edit, Finding
from leafletgen.rules.plain.listing import DASHES, Entry, Listed, lists_of
from leafletgen.rules.plain.roles import small_words
from leafletgen.rules.rule import FileCheck, Rule


def list_lead_in(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find words before a list that end in no mark, or in a full stop where the entries are fragments."""
    leads = frozenset(rule.words["leads"])
    for each in lists_of(file):
        lead = each.lead
        if lead is None or each.is_card or not lead.words:
            continue
        text = lead.text.rstrip()
        if each.lead_is_open and text[-1] not in DASHES:
            continue
        has_no_mark = text[-1].isalnum() or text[-1] in DASHES
        if not has_no_mark and (each.is_numbered or not _goes_on(each)):
            continue
        if has_no_mark and lead.links and lead.links[-1].end >= len(text):
            continue
        last = lead.sentences[-1]
        if not has_no_mark and not leads.intersection(word.lower for word in last.words):
            yield rule.finding(
                "no words lead into this list",
                each.entries[0].passage.place(),
                'add a line before it that each entry goes on and that ends in ":", or make sentences of the entries',
            )
            continue
        change = lead.edit(len(text.rstrip(DASHES + ":")), len(text), ":") if has_no_mark else None
        yield rule.finding(
            "these words lead into a list and do not end in a colon",
            lead.place(last.start, len(text)),
            'end them in ":"'
            + ("" if has_no_mark else ", with words that the entries go on; or make sentences of the entries"),
            (change,) if change is not None else (),
        )


def _goes_on(each: Listed) -> bool:
    """Whether most entries are fragments, which begin with a small letter and do not end as sentences do."""
    fragments = sum(entry.begins_small and not entry.is_sentence for entry in each.entries)
    return fragments * 2 > len(each.entries)


def list_item_case(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find entries that begin otherwise than the others, and fragments that all begin with capitals."""
    for each in lists_of(file):
        if each.is_numbered:
            continue
        entries = [entry for entry in each.entries if not entry.passage.links]  # names of pages
        small = [entry for entry in entries if entry.begins_small]
        known = small_words(file).union(rule.words["common"])
        capital = [entry for entry in entries if entry.begins_with_capital and not _is_name(entry, known)]
        goes_on = each.lead_is_open or each.is_card
        sentences = sum(entry.is_sentence for entry in entries)
        if not capital:
            continue
        if len(small) > len(capital) or (small and goes_on and len(small) == len(capital)):
            yield from (_wrong_case(rule, entry, "small letters", str.lower) for entry in capital)
        elif goes_on and sentences * 2 < len(entries) and (small or _are_fragments(each, known, rule.limits["share"])):
            changes = [change for entry in capital if (change := _change(entry, str.lower)) is not None]
            word = capital[0].passage.words[0]
            yield rule.finding(
                "the entries go on the sentence before them, and begin with capitals",
                capital[0].passage.place(word.start, word.end),
                "begin each with a small letter; or make a sentence of each, with a full stop",
                tuple(changes) if len(changes) == len(capital) else (),
            )
        elif len(small) < len(capital):
            yield from (_wrong_case(rule, entry, "capitals", str.upper) for entry in small)


def _wrong_case(rule: Rule, entry: Entry, others: str, fold: Callable[[str], str]) -> Finding:
    word = entry.passage.words[0]
    change = _change(entry, fold)
    return rule.finding(
        f'"{word.text}" begins this entry, and the others begin with {others}',
        entry.passage.place(word.start, word.end),
        "begin all entries of a list alike",
        (change,) if change is not None else (),
    )


def _change(entry: Entry, fold: Callable[[str], str]) -> Edit | None:
    at = entry.text.find(entry.first_letter)
    return entry.passage.edit(at, at + 1, fold(entry.first_letter))


def _is_name(entry: Entry, known: frozenset[str]) -> bool:
    """Whether the first word of an entry may be a name: nowhere is it written with a small letter."""
    return entry.passage.words[0].lower not in known


def _are_fragments(each: Listed, known: frozenset[str], share: float) -> bool:
    """Whether entries that begin with capitals are no sentences and no names."""
    plain = 0
    for entry in each.entries:
        words = entry.passage.words
        if (
            entry.is_sentence
            or entry.leads_on
            or entry.passage.links
            or ":" in entry.text
            or len(entry.passage.sentences) > 1
        ):
            return False
        if any(
            word.text[0].isupper() and word.text not in ("I", "A") and not word.text.isupper() for word in words[1:]
        ):
            return False
        plain += bool(words) and words[0].lower in known
    return plain >= share * len(each.entries)


def list_item_end(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find fragments that end in a mark, and sentences that do not."""
    for each in lists_of(file):
        entries = [entry for entry in each.entries if not entry.leads_on and entry.text]
        ended = sum(entry.is_sentence for entry in entries)
        fragments = sum(entry.begins_small for entry in entries)
        if not each.is_numbered and (fragments * 2 > len(entries) or ended * 2 < len(entries)):
            marks = ".;,"
        else:
            marks = ";,"
            yield from _unmarked_sentences(rule, entries, ended)
        yield from _marked_fragments(rule, entries, marks)


def _marked_fragments(rule: Rule, entries: list[Entry], marks: str) -> Iterator[Finding]:
    """One finding a list, at its first entry that ends in a mark."""
    wrong: list[tuple[Entry, int]] = []
    for entry in entries:
        end = _end_of_fragment(entry, marks, rule.words["kept"])
        if end is not None:
            wrong.append((entry, end))
    if not wrong:
        return
    changes = [entry.passage.edit(end, len(entry.text), "") for entry, end in wrong]
    places = [entry.passage.place(end, len(entry.text)) for entry, end in wrong]
    first, end = wrong[0]
    yield rule.finding(
        f'this entry ends in "{first.text[end:].strip()}", and it is no sentence of its own',
        places[0],
        "let entries that go on a sentence end without a mark",
        tuple(change for change in changes if change is not None) if None not in changes else (),
        tuple(places[1:]),
    )


def _end_of_fragment(entry: Entry, marks: str, kept: tuple[str, ...]) -> int | None:
    """Where the marks at the end of a fragment begin; None when there are none, or when they belong there."""
    text = entry.text
    if len(entry.passage.sentences) > 1:
        return None  # a sentence follows in the entry
    end = len(text)
    lower = text.lower()
    for joint in (" and", " or"):
        if lower.endswith((f";{joint}", f",{joint}")):
            return end - len(joint) - 1
    if text[-1] not in marks or text.endswith("...") or text[:-1].endswith(kept):
        return None
    return end - 1


def _unmarked_sentences(rule: Rule, entries: list[Entry], ended: int) -> Iterator[Finding]:
    """Entries without a full stop among more of those that have one."""
    open_ones = [entry for entry in entries if _is_open(entry)]
    if ended < 2 or ended <= len(entries) - ended:
        return
    for entry in open_ones:
        text = entry.text.rstrip()
        change = entry.passage.edit(len(text), len(text), ".")
        word = entry.passage.words[-1]
        yield rule.finding(
            "this entry has no full stop, and the others have one",
            entry.passage.place(word.start, len(text)),
            "end all entries of a list alike",
            (change,) if change is not None else (),
        )


def _is_open(entry: Entry) -> bool:
    """Whether an entry should end as a sentence and does not; one that ends in an address or a colon may."""
    text, links = entry.text.rstrip(), entry.passage.links
    if entry.is_sentence or not text or not text[-1].isalnum() or not entry.passage.words:
        return False
    return not (links and links[-1].end >= len(text))


def long_list(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find bulleted lists with more entries than the limit; the signs of a card are told by whoever wrote them."""
    limit = int(rule.limits["entries"])
    for each in lists_of(file):
        if not each.is_card and not each.is_numbered and len(each.entries) > limit and not file.is_translation:
            first = each.entries[0].passage
            yield rule.finding(
                f"this list has {len(each.entries)} entries",
                first.place(),
                f"make groups of {limit} at most, each with words of its own before it",
            )


def list_of_one(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find lists of one entry."""
    for each in lists_of(file):
        if len(each.entries) == 1 and not each.is_card and not each.is_numbered and not file.is_translation:
            yield rule.finding(
                "this list has one entry",
                each.entries[0].passage.place(),
                "make a sentence of it together with the words before it",
            )


CHECKS: Final[dict[str, FileCheck]] = {
    "list-lead-in": list_lead_in,
    "list-item-case": list_item_case,
    "list-item-end": list_item_end,
    "long-list": long_list,
    "list-of-one": list_of_one,
}
