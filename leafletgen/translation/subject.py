"""A file to be translated: its words by key, and those of a translation of it that is there already."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from leafletgen.content.fingerprint import HEAD, PARTS, Translated, fingerprint
from leafletgen.content.model.brand_translation import BrandTranslation
from leafletgen.content.model.exercise import SIDE_WORDS, Exercise
from leafletgen.content.model.leaflet import Leaflet, SharedBlocks
from leafletgen.content.model.programme import Programme
from leafletgen.content.model.translation import ExerciseTranslation, ProgrammeTranslation
from leafletgen.errors import Report
from leafletgen.figures.sides import OPPOSITE
from leafletgen.source.records import Record
from leafletgen.source.yaml import Value, parse_source
from leafletgen.translation.segments import Segment, segments

SOURCES: Final[dict[Translated, type[Record]]] = {
    "leaflet": Leaflet,
    "shared": SharedBlocks,
    "exercise": Exercise,
    "programme": Programme,
    "brand": BrandTranslation,  # the words of a brand have the same keys in both
}
TRANSLATIONS: Final[dict[Translated, type[Record]]] = {
    "leaflet": Leaflet,
    "shared": SharedBlocks,
    "exercise": ExerciseTranslation,
    "programme": ProgrammeTranslation,
    "brand": BrandTranslation,
}
WORDS_ALONE: Final = frozenset(("exercise", "programme", "brand"))
"""Kinds whose translations have words alone; a leaflet's is the whole leaflet."""


class Subject(NamedTuple):
    """A file that is to be translated.

    Attributes:
        kind: of which kind it is.
        name: the name of its file without the ending.
        path: the file.
        shown: the file as messages call it.
        root: what stands in it.
        words: what is translated of it, in its order; each key is also the way to the words in a translation.
    """

    kind: Translated
    name: str
    path: Path
    shown: str
    root: Value
    words: list[Segment]

    @property
    def text(self) -> str:
        """The YAML."""
        return self.root.source.text

    @property
    def fingerprint(self) -> str:
        """What tells this state of it from others."""
        return fingerprint(self.root, self.kind)

    @property
    def language(self) -> str:
        """The language that it is written in."""
        language = self.root.data.get("language")
        return str(language.data) if language is not None and language.kind == "scalar" else "en-GB"

    def part_of(self, segment: Segment) -> int:
        """Return the token of the fingerprint that covers a segment."""
        return part_of(self.kind, segment.key)


def name_of(path: Path, kind: Translated) -> str:
    """Return the name that a file is known by: that of its file, of a brand that of its folder."""
    return path.parent.name if kind == "brand" else path.stem


def subject_of(path: Path, kind: Translated, shown: str, text: str, report: Report) -> Subject | None:
    """Return a file to be translated, or None after reporting that it is no map of YAML."""
    root = parse_source(text, shown, report)
    if root is None or root.kind != "map":
        return None
    found = segments(SOURCES[kind], root, also_wordless=kind in WORDS_ALONE)
    return Subject(kind, name_of(path, kind), path, shown, root, _renamed(kind, found, root))


def translated_words(kind: Translated, root: Value) -> list[Segment]:
    """Return the words of a translation, by the keys that its source's have."""
    found = segments(TRANSLATIONS[kind], root, also_wordless=kind in WORDS_ALONE) if root.kind == "map" else []
    return _with_names(found, root) if kind == "programme" else found


def part_of(kind: Translated, key: str) -> int:
    """Return the index of the token of a fingerprint that covers a key; -1 for words that none covers."""
    first, _, rest = key.partition(".")
    names = PARTS[kind]
    if kind in WORDS_ALONE:
        covered = _COVERED.get(first, first)
        return names.index(covered) if covered in names else -1
    if first == "body":
        return len(names) - 1 + int(rest.partition(".")[0])
    return 0 if first in HEAD[kind] else -1


_COVERED: Final = {"alts": "figure", "load": "dose", "band": "dose"}


def _renamed(kind: Translated, found: list[Segment], root: Value) -> list[Segment]:
    """The segments with the keys that their words have in a translation, where it has others than its source."""
    if kind == "exercise":
        return [renamed for one in found for renamed in _of_exercise(one)]
    return _with_names(found, root) if kind == "programme" else found


def _of_exercise(one: Segment) -> Iterator[Segment]:
    parts = one.key.split(".")
    if parts[0] == "dose":
        yield one._replace(key="load")
    elif parts[0] != "figure":
        yield one
    elif any(word in one.text for word in SIDE_WORDS):
        # In many languages the words around "left" change with it, so that each side has a sentence of its own.
        for side, other in OPPOSITE.items():
            said = one.text.replace(SIDE_WORDS[0], side).replace(SIDE_WORDS[1], other)
            yield one._replace(key=f"alts.{parts[1]}.{side}", text=said)
    else:
        yield one._replace(key=f"alts.{parts[1]}")


def _with_names(found: list[Segment], root: Value) -> list[Segment]:
    """The words of a programme, those of its exercises by the exercise's name: a translation lists some of them."""
    entries = root.data.get("exercises")
    named = {}
    for number, entry in enumerate(entries.data if entries is not None and entries.kind == "list" else (), 1):
        exercise = entry.data.get("exercise") if entry.kind == "map" else None
        if exercise is not None and exercise.kind == "scalar":
            named[str(number)] = exercise.data
    made: list[Segment] = []
    keys: dict[str, str] = {}
    times: dict[str, int] = {}
    for one in found:
        first, *rest = one.key.split(".")
        if first == "exercises" and rest[0] in named:
            if rest[0] not in keys:
                name = named[rest[0]]
                times[name] = times.get(name, 0) + 1
                keys[rest[0]] = name if times[name] == 1 else f"{name}-{times[name]}"
            one = one._replace(key=f"exercises.{keys[rest[0]]}.{rest[-1]}")
        made.append(one)
    return made
