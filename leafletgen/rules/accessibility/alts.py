"""Alternative texts: whether they tell what a picture shows, in few words, and nothing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final
from weakref import WeakKeyDictionary

from leafletgen.content.alt_text import check_alt_text
from leafletgen.errors import NOWHERE, Report
from leafletgen.rules.accessibility.parts import Part, by_key, parts_with
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage
from leafletgen.rules.rule import FileCheck, Rule

_READ_ALOUD: Final = "read aloud"
_KEY: Final = ".alt"
_FILE: Final = re.compile(r"\b[\w-]+\.(?:png|jpe?g|svg|gif|tiff?|webp|bmp)\b", re.IGNORECASE)
_PARTING: Final = re.compile(r"[\W_]+")


#: The alternative texts of files that are looked at now: several rules ask for them.
_alts_of: WeakKeyDictionary[CheckedFile, list[Passage]] = WeakKeyDictionary()


def alts(file: CheckedFile) -> list[Passage]:
    """Return the alternative texts of a file; those that say nothing at all are told when it is loaded."""
    found = _alts_of.get(file)
    if found is None:
        found = _alts_of[file] = [
            passage
            for passage in file.passages
            if passage.key.endswith(_KEY) or passage.key.startswith("alts.") or passage.role.endswith(_READ_ALOUD)
            if check_alt_text(passage.text, NOWHERE, Report())
        ]
    return found


def _plain(text: str) -> str:
    """Words alone, in small letters."""
    return _PARTING.sub(" ", text.lower()).strip()


def _file_name(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    names = {f"{part.key}.alt": part.text("image") for part in parts_with(file, "image")}
    names["cover_alt"] = Part("", file.root).text("cover")
    for passage in alts(file):
        name = names.get(passage.key, "")
        stem = PurePosixPath(name).name.rsplit(".", 1)[0]
        found = _FILE.search(passage.text)
        if found is not None or (stem and len(_plain(stem)) > 2 and _plain(passage.text) == _plain(stem)):
            start, end = found.span() if found is not None else (0, len(passage.text))
            yield rule.finding(
                f'the alt text has the name of a file, "{passage.text[start:end]}"',
                passage.place(start, end),
                "write what the picture tells the reader, in a sentence",
            )


@lru_cache(8)
def _medium(media: tuple[str, ...], verbs: tuple[str, ...]) -> re.Pattern[str]:
    kinds, goes_on = ("|".join(map(re.escape, sorted(words, key=len, reverse=True))) for words in (media, verbs))
    return re.compile(
        rf"(?:(?:an?|the|this|here is an?)\s+)?(?:[a-z]+\s+)?(?:{kinds})s?\s+(?:{goes_on})\b", re.IGNORECASE
    )


def _names_medium(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    pattern = _medium(tuple(rule.words["media"]), tuple(rule.words["verbs"]))
    for passage in alts(file):
        found = pattern.match(passage.text)
        told: Report = Report()
        check_alt_text(passage.text, NOWHERE, told)
        if found is not None and not told.diagnostics:
            yield rule.finding(
                f'the alt text begins with "{found[0]}"',
                passage.place(*found.span()),
                "a screen reader says already that it is a picture; begin with what it tells",
            )


def _too_long(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    most = int(rule.limits["characters"])
    for passage in alts(file):
        if len(passage.text) > most:
            yield rule.finding(
                f"the alt text has {len(passage.text)} characters, more than {most}",
                passage.place(),
                "say what the reader needs in one or two short sentences, and put the rest into the text",
            )


def _too_short(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    least = int(rule.limits["words"])
    for passage in alts(file):
        if 0 < len(passage.words) < least:
            yield rule.finding(
                f'the alt text "{passage.text}" names the picture and does not tell what it shows',
                passage.place(),
                "say what the reader is to see in it, or that it is decorative",
            )


def _repeats(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    texts = by_key(file)
    for passage in alts(file):
        caption = texts.get(f"{passage.key.removesuffix('.alt')}.caption")
        if caption is None:
            continue
        said, shown = _plain(passage.text).split(), _plain(caption.text).split()
        both, either = set(said) & set(shown), set(said) | set(shown)
        if either and len(both) >= rule.limits["share"] * len(either):
            yield rule.finding(
                "the alt text says what the caption says",
                passage.place(),
                "say what the picture shows; the caption is read aloud as well",
                also=(caption.place(),),
            )


CHECKS: dict[str, FileCheck] = {
    "alt-file-name": _file_name,
    "alt-names-medium": _names_medium,
    "alt-too-long": _too_long,
    "alt-too-short": _too_short,
    "alt-repeats-caption": _repeats,
}
