"""What a check found as lines for a terminal: by file, each with its line and a mark under the words."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from leafletgen.app.checking.results import diagnostic_of, in_words
from leafletgen.app.checking.snippets import WIDTH, snippet
from leafletgen.errors import Place, Severity, visible
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    from leafletgen.app.checking.results import Results
    from leafletgen.app.checking.snippets import Snippet, Texts
    from leafletgen.rules.finding import Finding

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
#: Files that are named as the hardest to read; JSON and HTML have all of them.
_HARDEST = 10


class Painter:
    """Gives words a look on a terminal, and leaves them alone elsewhere."""

    def __init__(self, colour: bool) -> None:
        """Take whether there is a terminal that shows it."""
        self._colour = colour

    def __call__(self, text: str, colour: str | None = None, bold: bool = False) -> str:
        """Return the text with its look."""
        return click.style(text, fg=colour, bold=bold) if self._colour else text


def lines(results: Results, texts: Texts, colour: bool) -> Iterator[str]:
    """Yield the lines: the findings of each file, the files that are hardest to read, and one line of totals."""
    paint = Painter(colour)
    for file, findings in results.by_file().items():
        yield paint(visible(file) or "the workspace", bold=True)
        for finding in findings:
            yield from _finding(finding, texts, paint)
        yield ""
    for gone in results.gone:
        yield f"no longer there, and still in the baseline: {visible(gone)}"
    if results.gone:
        yield ""
    yield from _triage(results)
    yield totals(results)


def _finding(finding: Finding, texts: Texts, paint: Painter) -> Iterator[str]:
    told = diagnostic_of(finding)
    where = f"{told.place}: " if told.place is not None else ""
    colour = _COLOURS.get(told.severity)
    yield f"{where}{paint(f'{told.severity.value}:', colour, bold=True)} {told.message} [{visible(finding.rule)}]"
    yield from _shown(finding.place, texts, paint, colour)
    for place in finding.also:
        yield f"  and {place}"
        yield from _shown(place, texts, paint, colour)
    if told.hint:
        yield f"  hint: {told.hint}"


def _shown(place: Place, texts: Texts, paint: Painter, colour: str | None) -> Iterator[str]:
    """The line of a place with a mark under its words."""
    part = snippet(place, texts)
    if part is not None and part.text.strip():
        yield from _marked(part, paint, colour)


def _marked(part: Snippet, paint: Painter, colour: str | None) -> Iterator[str]:
    number = f"{part.number:>6}"
    yield f"{number} | {part.text}"
    yield f"{'':>6} | {' ' * part.start}{paint('^' * part.width, colour, bold=True)}"


def _triage(results: Results) -> Iterator[str]:
    """The files that are hardest to read, which says where to look first, and not what is good enough."""
    from leafletgen.app.checking.triage import told
    from leafletgen.rules.reading import TRIAGE

    if not results.readings:
        return
    more = len(results.readings) - _HARDEST
    yield (
        "Where to look first, by how hard the words are to read:" if len(results.readings) > 1 else "How hard it reads:"
    )
    for reading in results.readings[:_HARDEST]:
        yield f"  {visible(reading.file)}: {told(reading)}"
    if more > 0:
        yield f"  and {count(more, 'more file')}"
    yield from (f"  {line}" for line in wrap(TRIAGE, WIDTH))
    yield ""


def totals(results: Results) -> str:
    """Return the line of totals."""
    told = in_words(results.counts()) or "nothing to say"
    parts = [f"{count(results.files, 'file', ',')}: {told}"]
    if results.mendable:
        parts.append(f"{results.mendable:,} can be mended with --fix")
    if results.waived:
        parts.append(f"{len(results.waived):,} waived")
    if results.known:
        parts.append(f"{len(results.known):,} in the baseline")
    hidden = {severity: number for severity, number in results.hidden.items() if number}
    if hidden:
        lowest = next(one for one in (Severity.ADVICE, Severity.WARNING) if hidden.get(one) or one is Severity.WARNING)
        parts.append(f"{in_words(hidden)} not shown (--severity {lowest.value})")
    return "; ".join(parts)
