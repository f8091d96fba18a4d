"""Over a small library as hospitals write it, nearly all faults that were planted are found."""

from __future__ import annotations

from typing import Any

from leafletgen.codes import explanations
from leafletgen.errors import Place
from leafletgen.rules.finding import Finding
from tests.rules.corpora import Corpus, corpus, listed
from tests.rules.harness import rules

PLANTED = 40
AT_LEAST = 36


def found(bad: Corpus, fault: dict[str, Any], named: list[str]) -> list[Finding]:
    """Return what was found of a fault: by a rule for its kind, at its words or in their block."""
    return [
        finding
        for finding in bad.findings
        if finding.rule in named and any([_meets(bad, fault, place) for place in (finding.place, *finding.also)])
    ]


def _meets(bad: Corpus, fault: dict[str, Any], place: Place) -> bool:
    if place.file != fault["file"]:
        return False
    if "words" not in fault:
        return True
    start, end = bad.at(fault["file"], fault["words"])
    begins, ends = bad.span(place)
    return (begins < end and start < ends) or _block(bad, place.file, start) == _block(bad, place.file, begins)


def _block(bad: Corpus, file: str, index: int) -> int:
    """Where the block of a body begins that an index is in; before the body each line is one."""
    text = bad.files[file].text
    body = text.find("\nbody:")
    return text.rfind("\n  - " if 0 <= body < index else "\n", 0, index + 1)


def test_40_faults_are_planted() -> None:
    """In five groups, each at words that stand in its file once."""
    faults = listed("faults/faults.yaml", "faults")
    assert len(faults) == len({fault["id"] for fault in faults}) == PLANTED
    assert {fault["group"] for fault in faults} == {
        "words", "forms", "prose", "accessibility", "safety", "required",
    }  # fmt: skip
    bad = corpus("faults")
    for fault in faults:
        assert "words" not in fault or bad.at(fault["file"], fault["words"])


def test_at_least_36_of_40_are_found() -> None:
    """By a rule of the fault's own kind, or a code of loading; another one at the same words does not count."""
    bad = corpus("faults")
    wanted = {entry["id"]: entry["rules"] for entry in listed("rules_of_faults.yaml", "faults")}
    faults = listed("faults/faults.yaml", "faults")
    assert {rule for each in wanted.values() for rule in each} <= {*rules(), *explanations()}
    missed = [fault for fault in faults if not found(bad, fault, wanted[fault["id"]])]
    assert PLANTED - len(missed) >= AT_LEAST, "\n".join(f"{fault['id']}: {fault['fault']}" for fault in missed)
