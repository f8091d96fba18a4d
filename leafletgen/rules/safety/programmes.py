"""Programmes that are too long, and exercises whose easier and harder ones contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.rule import Comparison, FileCheck, Rule
from leafletgen.rules.safety.lists import place_in, span_of


def check_length(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find a programme of more exercises than people do."""
    listed = file.root.data.get("exercises")
    if file.is_translation or listed is None or listed.kind != "list":
        return
    most = int(rule.limits.get("exercises", 6))
    names = {_name(entry) for entry in listed.data}
    if len(names) > most:
        yield rule.finding(
            f"this programme has {len(names)} exercises, more than {most}",
            listed.key.place,
            "keep those that matter most, or make a second programme for later",
        )


def _name(entry: Any) -> str:
    if entry.kind == "map" and "exercise" in entry.data:
        entry = entry.data["exercise"]
    return str(entry.data) if entry.kind == "scalar" else ""


def _gather(file: CheckedFile, rule: Rule) -> Any:
    if file.is_translation:
        return None
    data = file.root.data
    level = data.get("level")
    return {
        "level": int(level.data) if level is not None and level.kind == "scalar" and level.data.isdigit() else None,
        **{
            key: [[entry.data, span_of(entry.place)] for entry in data[key].data if entry.kind == "scalar"]
            if key in data and data[key].kind == "list"
            else []
            for key in ("easier", "harder")
        },
    }


def _by_name(gathered: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    return {shown.rpartition("/")[2].removesuffix(".yaml"): (shown, known) for shown, known in gathered.items()}


_OPPOSITE = {"easier": "harder", "harder": "easier"}


def _compare_contradictions(gathered: Mapping[str, Any], rule: Rule) -> Iterator[Finding]:
    """Two exercises that are each harder than the other, or one that is harder and of a lower level."""
    known = _by_name(gathered)
    for name, (shown, exercise) in known.items():
        both = {entry for entry, _ in exercise["easier"]} & {entry for entry, _ in exercise["harder"]}
        for entry, span in exercise["harder"]:
            if entry in both:
                yield rule.finding(
                    f'"{entry}" is called both easier and harder than "{name}"',
                    place_in(shown, span),
                    "keep one of the two",
                )
        for key in ("easier", "harder"):
            for entry, span in exercise[key]:
                if entry not in known or entry == name or entry in both:
                    continue
                other_shown, other = known[entry]
                back = next((span for one, span in other[key] if one == name), None)
                if back is not None and (name < entry):
                    yield rule.finding(
                        f'"{entry}" is called {key} than "{name}" here, and "{name}" {key} than "{entry}" there',
                        place_in(shown, span),
                        "say which of the two is harder, and mend the other file",
                        also=(place_in(other_shown, back),),
                    )
                mine, theirs = exercise["level"], other["level"]
                told_there = key == "easier" and any(one == name for one, _ in other["harder"])
                if mine is None or theirs is None or back is not None or told_there:
                    continue
                if (theirs > mine) if key == "easier" else (theirs < mine):
                    yield rule.finding(
                        f'"{entry}" is called {key} than "{name}", and has level {theirs} where this has level {mine}',
                        place_in(shown, span),
                        "change the level of one, or take it out here",
                        also=(place_in(other_shown, [1, 1, 1, 1]),),
                    )


def _compare_ways_back(gathered: Mapping[str, Any], rule: Rule) -> Iterator[Finding]:
    """An exercise that leads to another, from which no way leads back."""
    known = _by_name(gathered)
    for name, (shown, exercise) in known.items():
        for key, opposite in _OPPOSITE.items():
            for entry, span in exercise[key]:
                if entry not in known or entry == name:
                    continue
                other_shown, other = known[entry]
                said = {one for one, _ in (*other["easier"], *other["harder"])}
                if name not in said:
                    yield rule.finding(
                        f'"{entry}" is {key} than "{name}", and does not name "{name}" as {opposite}',
                        place_in(shown, span),
                        f'add "{name}" under "{opposite}:" in {other_shown}, or take this out',
                    )


CHECKS: dict[str, FileCheck] = {"programme-too-long": check_length}
COMPARISONS: dict[str, Comparison] = {
    "easier-harder-contradict": Comparison(_gather, _compare_contradictions),
    "easier-harder-one-way": Comparison(_gather, _compare_ways_back),
}
