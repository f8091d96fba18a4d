"""Whether a translation is built as its source is: block by block the same, but for the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from leafletgen.content.model.blocks import Block, Picture
from leafletgen.errors import NOWHERE, Place, Report
from leafletgen.source.inline import Prose
from leafletgen.source.records import Record

_WORDS: Final[Mapping[str, frozenset[str]]] = {
    "Picture": frozenset(("alt",)),
    "Leaflet": frozenset(
        (
            *("code", "title", "subtitle", "strap", "language", "translates", "source", "reviewed_by", "example"),
            *("brand", "layouts", "cover_alt", "review", "audience", "authors", "keywords", "summary", "waive"),
        )
    ),
    "SharedBlocks": frozenset(("translates", "source", "language", "reviewed_by", "sources", "waive")),
}
"""The fields, by the record that has them, in which a translation says its own; all prose is words as well."""
_BOTH_OR_NONE: Final = ("subtitle", "strap", "cover_alt", "audience", "summary", "alt")
"""Words that a translation has exactly where its source has them."""


def compare_structure(source: Record, translated: Record, language: str, report: Report) -> None:
    """Report everything in which a translation is built otherwise than its source, each with both places.

    Args:
        source: a leaflet, or shared blocks, as their file was read.
        translated: the same of the translation.
        language: of the translation; a picture may be its own one, as "map.pl.svg" is that of "map.svg".
        report: receives the faults.
    """
    _Comparison(language, report).records(source, translated, "")


class _Comparison:
    def __init__(self, language: str, report: Report) -> None:
        self.language = language
        self.report = report

    def records(self, source: Record, translated: Record, what: str) -> None:
        """Compare two records of one kind field by field."""
        kind = type(source)
        words = _WORDS.get(kind.__name__, frozenset())
        for entry in kind.fields:
            one, other = getattr(source, entry.name), getattr(translated, entry.name)
            label = f'"{entry.key}"'
            if entry.name in words:
                if entry.name in _BOTH_OR_NONE and bool(one) != bool(other):
                    self._present(source, translated, label, is_there=bool(other))
                continue
            self._values(one, other, source, translated, label)

    def _values(self, one: Any, other: Any, source: Record, translated: Record, label: str) -> None:
        if one is None and other is None:
            return
        if (one is None) != (other is None):
            self._present(source, translated, label, is_there=other is not None)
        elif isinstance(one, Prose):
            self._prose(one, other)
        elif isinstance(one, Block) or (isinstance(one, Record) and type(one) is type(other)):
            self._block(one, other)
        elif isinstance(one, list):
            self._lists(one, other, source, translated, label)
        elif isinstance(one, dict):
            self._maps(one, other, source, translated, label)
        elif not self._same(one, other, isinstance(source, Picture) or label == '"cover"'):
            message = f"{label} is {_shown(other)} here, and {_shown(one)} in {_said(source.place)}"
            self.report.error("translation-value-differs", message, f"write {_shown(one)}", _place(other, translated))

    def _block(self, one: Record, other: Record) -> None:
        if type(one) is not type(other):
            message = f"here stands {_called(other)}, and {_called(one)} in {_said(one.place)}"
            hint = "a translation has the blocks of its source, each of the same kind"
            self.report.error("translation-block-differs", message, hint, other.place)
            return
        self.records(one, other, "")

    def _lists(self, one: Sequence[Any], other: Sequence[Any], source: Record, translated: Record, label: str) -> None:
        if label in ('"only"', '"except"'):
            if set(one) != set(other):
                message = f"{label} is not that of {_said(source.place)}"
                self.report.error("translation-value-differs", message, f"write [{', '.join(one)}]", translated.place)
            return
        if one and isinstance(one[0], Block):
            self._bodies(one, other, source, translated)
            return
        if len(one) != len(other):
            message = f"{label} has {len(other)} entries here, and {len(one)} in {_said(_first_place(one, source))}"
            hint = "a translation has as many as its source"
            self.report.error("translation-number-differs", message, hint, _first_place(other, translated))
            return
        for first, second in zip(one, other, strict=True):
            self._values(first, second, source, translated, label)

    def _bodies(self, one: Sequence[Any], other: Sequence[Any], source: Record, translated: Record) -> None:
        """Blocks in their order; where there are more or fewer, those that are too many or missing are told."""
        ours, theirs = [_outline(block) for block in one], [_outline(block) for block in other]
        steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        if len(one) == len(other):
            steps = [("equal", 0, len(one), 0, len(other))]
        for _, first, last, start, end in steps:
            paired = min(last - first, end - start)
            for at in range(paired):
                self._block(one[first + at], other[start + at])
            for block in one[first + paired : last]:
                after = (
                    other[min(start + paired, len(other)) - 1].place if other and start + paired else translated.place
                )
                message = f"{_called(block)} of {_said(block.place)} is missing after this"
                self.report.error("translation-block-missing", message, "translate it, in its place", after)
            for block in other[start + paired : end]:
                message = f"{_called(block)} stands here, and not in {_said(source.place)}"
                self.report.error(
                    "translation-block-added", message, "take it out, or add it to the source", block.place
                )

    def _maps(
        self, one: Mapping[str, Any], other: Mapping[str, Any], source: Record, translated: Record, label: str
    ) -> None:
        for key in {**one, **other}:
            if key in one and key in other:
                self._values(one[key], other[key], source, translated, f'"{key}"')
            else:
                self._present(source, translated, f'"{key}" under {label}', is_there=key in other)

    def _prose(self, one: Prose, other: Prose) -> None:
        """Links, merge fields, citations and page numbers are those of the source, in any order."""
        ours, theirs = Counter(_marks(one)), Counter(_marks(other))
        if ours == theirs:
            return
        lost, new = ours - theirs, theirs - ours
        parts = [f"lacks {', '.join(lost)}"] if lost else []
        parts += [f"has {', '.join(new)} besides"] if new else []
        message = f"this {' and '.join(parts)}, unlike {_said(one.place)}"
        hint = "links, merge fields, references and numbers of pages are those of the source"
        self.report.error("translation-mark-differs", message, hint, other.place)

    def _present(self, source: Record, translated: Record, label: str, *, is_there: bool) -> None:
        if is_there:
            message, hint = f"{label} stands here, and not in {_said(source.place)}", "take it out"
        else:
            message, hint = f"{label} is missing: {_said(source.place)} has it", "translate it"
        self.report.error("translation-entry-differs", message, hint, translated.place)

    def _same(self, one: Any, other: Any, is_picture: bool) -> bool:
        if one == other:
            return True
        return is_picture and isinstance(other, str) and other == _in_language(str(one), self.language)


def _marks(prose: Prose) -> Iterator[str]:
    """What a text leads to or is filled with, each as it is written; a link of several words is one."""
    last: object = None
    for span in prose.written:
        if span.link is not None and span.link is not last:
            yield f"the link to {span.link.target}"
        last = span.link
        if span.citation is not None:
            yield f"[@{span.citation}]"
        if span.page_of is not None:
            yield f"{{page:{span.page_of}}}"
        if span.field is not None:
            yield f"{{{span.field}}}"


def _in_language(name: str, language: str) -> str:
    """A picture's name in a language: "map.svg" is "map.pl.svg" in Polish."""
    return re.sub(r"(\.[^./]*)$", rf".{language}\1", name)


def _outline(block: Any) -> tuple[str, ...]:
    """What tells blocks apart without their words."""
    told = (getattr(block, name, "") for name in ("level", "id", "image", "name", "department"))
    return (type(block).__name__, *map(str, told))


def _called(record: Record) -> str:
    key = getattr(record, "key", "")
    level = getattr(record, "level", None)
    of_level = f" of level {level}" if level is not None else ""
    return f'"{key}"{of_level}' if key else "an entry"


def _shown(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def _said(place: Place) -> str:
    return place.file if place == NOWHERE or not place.line else f"{place.file}:{place.line}"


def _place(value: Any, holder: Record) -> Place:
    place = getattr(value, "place", None)
    return place if isinstance(place, Place) else holder.place


def _first_place(values: Sequence[Any], holder: Record) -> Place:
    return _place(values[0], holder) if values else holder.place
