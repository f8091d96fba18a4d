"""What a check found, as one web page that needs no network, no script and no mouse."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from leafletgen.app.checking.results import Results, diagnostic_of, in_words
from leafletgen.app.checking.snippets import Texts, quotation
from leafletgen.batch.report_words import fit, thousands
from leafletgen.errors import Place, visible
from leafletgen.html.report_frame import environment, hashed, style_of
from leafletgen.languages.numbers import count
from leafletgen.rules.reading import TRIAGE

if TYPE_CHECKING:
    from jinja2 import Template

    from leafletgen.app.checking.results import Reading
    from leafletgen.rules.finding import Finding

_HEADINGS = {"error": "Errors", "warning": "Warnings", "advice": "Advice"}
_LANGUAGE = re.compile(r"(?m)^language:[ \t]*[\"']?([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)")


class _Line(NamedTuple):
    """A line of a file with the words that are meant."""

    number: int
    before: str
    words: str
    after: str
    language: str


class _File(NamedTuple):
    """What the table says of a file."""

    name: str
    anchor: str
    """The id of its findings; empty when it has none."""
    measures: tuple[str, ...]
    counts: tuple[int, ...]


def as_html(results: Results, texts: Texts) -> bytes:
    """Return the page, which follows WCAG 2.2, levels A and AA.

    Its table of files is an order in which editors look at them; nothing on the page says that a file has passed.

    Args:
        results: what was found.
        texts: reads the lines that are shown.
    """
    style = style_of(Path(__file__).with_name("report.css"))
    groups = results.by_file()
    anchors = {file: f"file-{number}" for number, file in enumerate(groups, 1)}
    found = {finding.rule for finding in results.findings} | {one.finding.rule for one in results.waived}
    rules = [rule for name, rule in sorted(results.rules.items()) if name in found]
    page = _template().render(
        workspace=results.workspace,
        style=Markup(style),
        style_hash=hashed(style),
        told=f"{count(results.files, 'file', ',')} checked: {in_words(results.counts()) or 'nothing to say'}.",
        numbers=[(str(severity), number) for severity, number in results.counts().items()],
        headings=_HEADINGS,
        facts=_facts(results),
        files=_files(results, anchors),
        measured=bool(results.readings),
        no_mark=TRIAGE,
        groups=[
            {
                "anchor": anchors[file],
                "name": visible(file) or "the workspace",
                "findings": [_finding(one, texts) for one in findings],
            }
            for file, findings in groups.items()
        ],
        waived=[(_finding(one.finding, texts), one.because) for one in results.waived],
        gone=results.gone,
        rules=rules,
        known={rule.id for rule in rules},
    )
    return page.encode("utf-8", "replace")


def _fit(value: object) -> object:
    """Fit a value into the page, line by line: words of several lines are quoted as they stand."""
    return "\n".join(str(fit(line)) for line in value.split("\n")) if type(value) is str else value


@cache
def _template() -> Template:
    made = environment(Path(__file__).parent, _fit)
    made.filters["thousands"] = thousands
    return made.get_template("report.html")


def _facts(results: Results) -> list[str]:
    facts = []
    if results.mendable:
        facts.append(f"{results.mendable:,} can be mended without anybody's judgement.")
    if results.waived:
        facts.append(f"{len(results.waived):,} waived, with a reason.")
    if results.known:
        facts.append(f"{len(results.known):,} known already, in the baseline.")
    if hidden := in_words(results.hidden):
        facts.append(f"{hidden} not shown here.")
    return facts


def _files(results: Results, anchors: dict[str, str]) -> list[_File]:
    """The files that were measured, the hardest first, then others with findings."""
    groups = results.by_file()
    measures: dict[str, Reading | None] = {reading.file: reading for reading in results.readings}
    for file in groups:
        if file:
            measures.setdefault(file, None)
    return [
        _File(
            visible(file),
            anchors.get(file, ""),
            _measures(reading) if results.readings else (),
            tuple(
                sum(finding.severity is severity for finding in groups.get(file, ())) for severity in results.counts()
            ),
        )
        for file, reading in measures.items()
    ]


def _measures(reading: Reading | None) -> tuple[str, ...]:
    if reading is None:
        return ("not measured",) * 3
    grades = (reading.flesch_kincaid, reading.smog)
    return (*("too short" if grade is None else f"{grade:.1f}" for grade in grades), f"{reading.words:,}")


def _finding(finding: Finding, texts: Texts) -> dict[str, Any]:
    told = diagnostic_of(finding)
    return {
        "severity": told.severity.value,
        "message": told.message,
        "hint": told.hint,
        "rule": finding.rule,
        "place": "" if told.place is None else str(told.place),
        "lines": _lines(finding.place, texts),
        "also": [(str(place), _lines(place, texts)) for place in finding.also],
        "mendable": bool(finding.edits),
    }


def _lines(place: Place, texts: Texts) -> list[_Line]:
    """The words of a place, if there are any."""
    quoted = quotation(place, texts)
    if quoted is None:
        return []
    language = _LANGUAGE.search(texts.text(place.file))
    return [_Line(place.line, *quoted, language[1] if language else "")]
