"""Links: what their words say, where they lead, and that none leads away from an emergency card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from leafletgen.errors import Place
from leafletgen.rules.accessibility.parts import emergency_cards
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage
from leafletgen.rules.patterns import later
from leafletgen.rules.rule import FileCheck, Rule
from leafletgen.source.yaml import Value

_AROUND: Final = re.compile(r"^[\W_]+|[\W_]+$")
_ADDRESS: Final = later(r"(?:https?://|www\.)\S+|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_SCHEME: Final = re.compile(r"^https?://", re.IGNORECASE)
_CODES: Final = re.compile(r"[?&=%#~]|_|[0-9]{6,}")


def _said(text: str) -> str:
    """Words in small letters with one space between, and without marks around them."""
    return " ".join(_AROUND.sub("", text).lower().split())


def _host(address: str) -> str:
    return re.split(r"[/?#:]", _SCHEME.sub("", address.lower()), maxsplit=1)[0].removeprefix("www.")


def _place_of(address: str) -> str:
    """An address by where it leads, however it is written."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.lower()).rstrip("/")


@lru_cache(8)
def _clicks(phrases: tuple[str, ...]) -> tuple[re.Pattern[str], frozenset[str]]:
    """What finds phrases that ask to click, and their first words, without which a file has none."""
    asked = "|".join(map(re.escape, phrases))
    return (
        re.compile(rf"(?<!\ba )(?<!\bthe )\b(?:{asked})\b", re.IGNORECASE),
        frozenset(phrase.split()[0] for phrase in phrases),
    )


def _vague(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    vague = set(rule.words["vague"])
    asked, firsts = _clicks(rule.words["click"])
    may_click = {passage.key for passage in file.index.having(firsts)}
    hint = "let its words say what is there, such as the name of the page; on paper the address is printed as well"
    for passage in file.passages:
        told: set[int] = set()
        for link in passage.links:
            words = _said(passage.text[link.start : link.end])
            if words in vague:
                told.add(link.start)
                shown = passage.text[link.start : link.end].strip()
                yield rule.finding(
                    f'the link "{shown}" does not say where it leads', passage.place(link.start, link.end), hint
                )
        for found in asked.finditer(passage.text) if passage.key in may_click else ():
            if found.start() not in told:
                yield rule.finding(
                    f'nobody can "{found[0].lower()}" on paper, and the words do not say what is there',
                    passage.place(*found.span()),
                    "give the address, or the name of what is there, as a link",
                )


def _same_words(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    known: dict[tuple[str, str], tuple[str, Passage, int, int]] = {}
    for passage in file.passages:
        for link in passage.links:
            words = _said(passage.text[link.start : link.end])
            if not words:
                continue
            place = passage.place(link.start, link.end)
            first = known.setdefault((passage.language, words), (link.target, passage, link.start, link.end))
            if _place_of(first[0]) != _place_of(link.target):
                yield rule.finding(
                    f'"{passage.text[link.start : link.end].strip()}" leads to {link.target} here, and to {first[0]} '
                    "before",
                    place,
                    "let the words of each say what is there, or lead both to one place",
                    also=(first[1].place(first[2], first[3]),),
                )


def _other_address(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    for passage in file.passages:
        for link in passage.links:
            shown = passage.text[link.start : link.end].strip()
            if not link.target.lower().startswith(("http://", "https://", "www.")) or not _ADDRESS.fullmatch(shown):
                continue
            said, leads = _host(shown), _host(link.target)
            if said != leads and not leads.endswith(f".{said}"):
                yield rule.finding(
                    f'the link shows "{shown}" and leads to {link.target}',
                    passage.place(link.start, link.end),
                    "show the address that it leads to, or lead to the one that it shows",
                )


def _hard_to_type(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    most = int(rule.limits["characters"])
    if "://" not in file.said and "www." not in file.said:
        return
    for passage in file.passages:
        for found in re.finditer(r"(?:https?://|www\.)\S*[\w/]", passage.text):
            address = found[0]
            rest = _SCHEME.sub("", address)
            if len(rest) > most or _CODES.search(rest.partition("/")[2]):
                yield rule.finding(
                    f"an address of {len(address)} characters that few can type from paper",
                    passage.place(*found.span()),
                    "give a short address, or name the page and put it under resources with a code to scan",
                )


def _away_from_card(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    cards = emergency_cards(file)
    keys = {card.key for card in cards}
    for passage in file.passages if cards else ():
        if ".".join(passage.key.split(".", 3)[:3]) not in keys:
            continue
        for link in passage.links:
            if not link.target.lower().startswith("tel:"):
                yield rule.finding(
                    f'"{passage.text[link.start : link.end].strip()}" leads away from an emergency card',
                    passage.place(link.start, link.end),
                    "say here what counts, without a link; phone numbers may be links",
                )
    for card in cards:
        for place in _resources(card.value):
            yield rule.finding(
                "resources stand in an emergency card and lead away from it", place, "put them after the card"
            )


def _resources(value: Value) -> Iterator[Place]:
    body = value.data.get("body")
    for block in body.data if body is not None and body.kind == "list" else ():
        if block.kind == "map" and "resources" in block.data:
            yield block.data["resources"].key.place


CHECKS: dict[str, FileCheck] = {
    "link-text-vague": _vague,
    "link-same-words": _same_words,
    "link-shows-other-address": _other_address,
    "link-address-hard-to-type": _hard_to_type,
    "emergency-card-link": _away_from_card,
}
