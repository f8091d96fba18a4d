"""What only a person can check of a leaflet: the questions of `assets/rules/human.yaml`, filled in with what it has."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from leafletgen.errors import Place, Report
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.data import table_file
from leafletgen.rules.human_lists import LISTS
from leafletgen.source.kinds import Choice, Identifier, Text
from leafletgen.source.records import ListOf, Record, RecordOf, field
from leafletgen.source.yaml import read_source

_CONDITIONS = ListOf(Text(example="14-001"))


class Question(Record):
    """Something that only a person can answer."""

    id: str = field(Identifier("alt-texts"), "What reports call it.")
    ask: str = field(Text(lines=True), "The question.")
    how: str = field(Text(lines=True), "How to go about it.")
    about: str = field(Choice(*LISTS), "What of the leaflet is listed under it.")
    matterhorn: list[str] = field(_CONDITIONS, "The failure conditions of the Matterhorn Protocol that ask for it.")
    wcag: list[str] = field(ListOf(Text(example="1.1.1")), "The success criteria of WCAG 2.2.")


class ByDesign(Record):
    """Conditions that nobody has to look at, and why."""

    matterhorn: list[str] = field(_CONDITIONS, "The failure conditions.")
    because: str = field(Text(lines=True), "Why no leaflet can fail them.")


class HumanFile(Record):
    """What only a person can check."""

    checks: list[Question] = field(ListOf(RecordOf(Question), at_least=1), "The questions, in their order.")
    by_design: list[ByDesign] = field(ListOf(RecordOf(ByDesign)), "What nobody has to look at.", factory=list)


class Item(NamedTuple):
    """A thing of the leaflet that a question is about: what it says, and where it stands."""

    text: str
    place: Place | None


class Check(NamedTuple):
    """A question about one leaflet.

    Attributes:
        id: what reports call it.
        ask: the question.
        how: how to go about it.
        clauses: who asks for it, such as "Matterhorn 13-005".
        items: what of the leaflet it is about.
    """

    id: str
    ask: str
    how: str
    clauses: tuple[str, ...]
    items: tuple[Item, ...]


class HumanChecks(NamedTuple):
    """What a person has to check of one leaflet.

    Attributes:
        file: the leaflet's file as messages call it.
        title: its title.
        code: its code.
        language: the tag of its language.
        checks: the questions about what it has.
        left_out: the ids of questions about what it has not.
        by_design: conditions that nobody has to look at, each group with the reason.
    """

    file: str
    title: str
    code: str
    language: str
    checks: tuple[Check, ...]
    left_out: tuple[str, ...]
    by_design: tuple[tuple[tuple[str, ...], str], ...]


def human_checks(file: CheckedFile, report: Report) -> HumanChecks | None:
    """Return what a person has to check of a leaflet; None for other files, and for a leaflet that is faulty.

    Args:
        file: the leaflet.
        report: receives what is wrong with the questions.
    """
    loaded = file.loaded
    found = table_file(file.workspace.root if file.workspace is not None else None, "human")
    questions = None if found is None else _questions(*found, found[0].stat().st_mtime_ns)
    if questions is None or loaded is None:
        return None
    report.add(questions[1])
    if questions[0] is None:
        return None
    checks, left_out = [], []
    for question in questions[0].checks:
        items = tuple(Item(" ".join(text.split()), place) for text, place in LISTS[question.about](loaded))
        if not items:
            left_out.append(question.id)
            continue
        clauses = [f"Matterhorn {one}" for one in question.matterhorn] + [f"WCAG {one}" for one in question.wcag]
        checks.append(Check(question.id, question.ask, question.how, tuple(clauses), items))
    by_design = tuple((tuple(group.matterhorn), group.because) for group in questions[0].by_design)
    leaflet = loaded.leaflet
    return HumanChecks(
        file.shown, leaflet.title, leaflet.code, leaflet.language, tuple(checks), tuple(left_out), by_design
    )


@lru_cache(4)
def _questions(path: Path, shown: str, _changed: int) -> tuple[HumanFile | None, Any]:
    report = Report()
    root = read_source(path, shown, report)
    return None if root is None else HumanFile.read(root, report), report.diagnostics
