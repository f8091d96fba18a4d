"""What a file lets stand: which findings its waivers are about, and which of them are about none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from leafletgen.errors import Place, Severity, did_you_mean
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.source.kinds import clean_text
from leafletgen.source.yaml import Value

Position = tuple[int, int]
"""Line and column, from 1."""

_EDGE: Final = "(?:(?<![0-9A-Za-z\u00c0-\u024f])|(?![0-9A-Za-z\u00c0-\u024f]))"
"""Where a word begins or ends in letters that have spaces between words: "no" does not stand in "now"."""
_EVERYWHERE: Final = ((1, 1), (1 << 40, 1))


class Waiving(NamedTuple):
    """A waiver of a file.

    Attributes:
        rule: the rule that does not hold.
        because: the reason.
        place: where it stands.
        stretches: of the file that it is about, each from a line and column to another.
    """

    rule: str
    because: str
    place: Place
    stretches: tuple[tuple[Position, Position], ...]

    def holds_for(self, finding: Finding) -> bool:
        """Whether it is about this finding: about its place, or another one that it names, in the same file."""
        if finding.rule != self.rule:
            return False
        return any(self._covers(place) for place in (finding.place, *finding.also) if place.file == self.place.file)

    def _covers(self, place: Place) -> bool:
        start = (place.line, place.column)
        end = place.end or start
        return any(
            begin <= start < stop or begin < end <= stop or start <= begin < end for begin, stop in self.stretches
        )


def waivers_of(file: CheckedFile, known: Collection[str]) -> tuple[list[Waiving], list[Finding]]:
    """Return the waivers of a file that count, and what is wrong with the others.

    Args:
        file: the file.
        known: the ids of all rules, also of those that are off.
    """
    found: list[Waiving] = []
    faults: list[Finding] = []
    entries = file.root.data.get("waive")
    for entry in entries.data if entries is not None and entries.kind == "list" else ():
        rule = _text(entry, "rule")
        if not rule:
            continue  # told by whoever reads the file as its model says
        stands = entry.data["rule"].place
        at, because = _text(entry, "at"), _text(entry, "because")
        if rule not in known:
            hint = did_you_mean(rule, known) or "leafletgen has no rules here"
            faults.append(_fault("waiver-of-unknown-rule", f'no rule is called "{rule}"', hint, stands))
        elif not because:
            message = f'the waiver of "{rule}" has no reason, and does not count'
            faults.append(_fault("waiver-without-reason", message, 'say why in "because:"', stands))
        else:
            stretches = tuple(_stretches(file, at)) if at else (_EVERYWHERE,)
            if not stretches:
                message = f'nothing in this file is "{at}", which the waiver of "{rule}" is at'
                hint = "write the id of a heading, a key such as body.3, or words that stand there; or leave it out"
                faults.append(_fault("waiver-at-nothing", message, hint, entry.data["at"].place))
            else:
                found.append(Waiving(rule, because, stands, stretches))
    return found, faults


def unused(waiving: Waiving) -> Finding:
    """Return what is told of a waiver that is about nothing."""
    message = f'nothing is found here that the waiver of "{waiving.rule}" is about'
    return _fault("waiver-unused", message, "take it out", waiving.place)


def sort_out(
    findings: Iterable[Finding], waivers: Sequence[Waiving]
) -> tuple[list[Finding], list[tuple[Finding, str]], set[int]]:
    """Return the findings that stay, those that are waived with the reason, and the numbers of the waivers used."""
    by_rule: dict[str, list[int]] = {}
    for number, waiving in enumerate(waivers):
        by_rule.setdefault(waiving.rule, []).append(number)
    stay: list[Finding] = []
    waived: list[tuple[Finding, str]] = []
    used: set[int] = set()
    for finding in findings:
        holding = [number for number in by_rule.get(finding.rule, ()) if waivers[number].holds_for(finding)]
        used.update(holding)
        if holding:
            waived.append((finding, waivers[holding[0]].because))
        else:
            stay.append(finding)
    return stay, waived, used


def _text(entry: Value, key: str) -> str:
    value = entry.data.get(key) if entry.kind == "map" else None
    return clean_text(value) if value is not None and value.kind == "scalar" and not value.is_null else ""


def _fault(code: str, message: str, hint: str, place: Place) -> Finding:
    return Finding(code, Severity.WARNING, message, hint, place)


def _stretches(file: CheckedFile, at: str) -> Iterator[tuple[Position, Position]]:
    """Where a file has what a waiver is at: a heading of this id with what stands under it, a key, or words."""
    section = _section(file, at)
    if section is not None:
        yield section
        return
    value = _at_key(file.root, at)
    if value is not None:
        yield _stretch(value)
        return
    words = re.compile(f"{_EDGE}{re.escape(at)}{_EDGE}")
    for passage in file.passages:
        for found in words.finditer(passage.text):
            place = passage.place(*found.span())
            yield (place.line, place.column), place.end or (place.line, place.column + 1)


def _section(file: CheckedFile, identifier: str) -> tuple[Position, Position] | None:
    """From a heading of this id up to the next one of its level or a higher one."""
    body = file.root.data.get("body")
    if body is None or body.kind != "list":
        return None
    start: Position | None = None
    level = ""
    for block in body.data:
        if block.kind != "map" or "heading" not in block.data:
            continue
        if start is not None and _level(block) <= level:
            return start, (block.line, block.column)
        if start is None and _text(block, "id") == identifier:
            start, level = (block.line, block.column), _level(block)
    return None if start is None else (start, _stretch(body)[1])


def _level(heading: Value) -> str:
    return _text(heading, "level") or "1"


def _at_key(root: Value, key: str) -> Value | None:
    """The value at a key such as body.12.card.items.3; entries of lists count from 1."""
    value: Value | None = root
    for part in key.split("."):
        if value is None or value.kind == "scalar":
            return None
        if value.kind == "map":
            value = value.data.get(part)
        else:
            number = int(part) if part.isdecimal() and len(part) < 8 else 0
            value = value.data[number - 1] if 0 < number <= len(value.data) else None
    return value


def _stretch(value: Value) -> tuple[Position, Position]:
    start = (value.key.line, value.key.column)
    return start, value.place.end or (value.line, value.column + 1)
