"""Makes the report of a batch as one web page that needs no network, no script and no mouse."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from leafletgen.batch.report_faults import together
from leafletgen.batch.report_words import count, duration, fit, link, month, slug, thousands
from leafletgen.batch.thumbnails import kept_thumbnail, thumbnail
from leafletgen.html.report_frame import environment, hashed, style_of
from leafletgen.languages.numbers import size

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Template

    from leafletgen.batch.outcome import About, Outcome
    from leafletgen.batch.report_faults import Shared

    #: A leaflet and a layout.
    _Key = tuple[str, str]

#: Leaflets in one part of the table. A long table is cut, so that a browser lays out only the parts in sight and
#: there are headings and links to go by.
_PART = 50


class _Picture(NamedTuple):
    """The first page of a file, small."""

    data: Markup
    """The file (JPEG) in base64, of which no letter means anything in HTML."""
    width: int
    height: int


class _Row(NamedTuple):
    """What the table says of a leaflet and layout."""

    outcome: Outcome
    link: str
    """The address of the file; empty when there is none."""
    picture: _Picture | None
    anchor: str
    """The id of what is said about it elsewhere on the page; empty when nothing is."""
    told: str
    """How many errors and warnings it has, in words."""


class _Part(NamedTuple):
    """A part of the table."""

    name: str
    rows: list[_Row]


def page(outcomes: Sequence[Outcome], about: About, folder: Path, cache: Path) -> str:
    """Return the page for outcomes that are in order.

    It follows WCAG 2.2, levels A and AA. Links to the PDFs are relative to ``folder``, where the page will be; small
    pictures come from ``cache``, and those that are missing there are made.
    """
    here = Path(__file__)
    style = style_of(here.with_name("report.css"))
    script = here.with_name("report.js").read_text("utf-8").strip()
    failed = together((outcome for outcome in outcomes if outcome.result == "failed"), "failure")
    warned = together((each for each in outcomes if each.result != "failed" and each.messages), "warning")
    anchors = _anchors(failed + warned)
    rows = [_row(outcome, anchors, folder, cache) for outcome in outcomes]
    not_done = sum(outcome.result == "not done" for outcome in outcomes)
    return _template().render(
        about=about,
        style=Markup(style),
        style_hash=hashed(style),
        script=Markup(script),
        script_hash=hashed(script),
        numbers={"made": about.made, "up to date": about.up_to_date, "failed": about.failed, "not done": not_done},
        not_done=not_done,
        facts=list(_facts(outcomes, about)),
        failed=failed,
        warned=warned,
        choices=_choices(outcomes),
        parts=_parts(rows),
    )


@cache
def _template() -> Template:
    made = environment(Path(__file__).parent, fit)
    made.filters |= {"count": count, "month": month, "size": size, "slug": slug, "thousands": thousands}
    return made.get_template("report.html")


def _anchors(groups: Sequence[Shared]) -> dict[_Key, str]:
    """Where on the page it stands what is said about a leaflet and layout."""
    outcomes = ((group.anchor, outcome) for group in groups for each in group.leaflets.values() for outcome in each)
    return {(outcome.leaflet, outcome.layout): anchor for anchor, outcome in outcomes}


def _facts(outcomes: Sequence[Outcome], about: About) -> Iterator[str]:
    """What the summary says beside what became of the builds."""
    leaflets = {outcome.leaflet: outcome.state for outcome in outcomes}
    states = Counter(state for state in leaflets.values() if state)
    listed = ", ".join(f"{number:,} {state}" for state, number in sorted(states.items()))
    yield count(len(leaflets), "leaflet") + (f": {listed}" if listed else "")
    files = [outcome for outcome in outcomes if outcome.file is not None]
    pages, total = sum(outcome.pages for outcome in files), sum(outcome.size for outcome in files)
    yield f"{count(len(files), 'PDF')}, {count(pages, 'page')}, {size(total)}"
    warnings = len({message for outcome in outcomes for message in outcome.messages if message.severity == "warning"})
    if warnings:
        yield count(warnings, "warning")
    if about.seconds is not None:
        yield f"The run took {duration(about.seconds)}."


def _choices(outcomes: Sequence[Outcome]) -> dict[str, list[tuple[str, str]]]:
    """What the table can be narrowed to, by groups: names for the script, with their words."""
    kinds = {f"result-{slug(outcome.result)}": outcome.result for outcome in outcomes}
    kinds |= {"warnings": "with warnings"} if any(outcome.warnings for outcome in outcomes) else {}
    states = {f"state-{slug(outcome.state)}": outcome.state for outcome in outcomes if outcome.state}
    return {"Result": sorted(kinds.items()), "State": sorted(states.items())}


def _parts(rows: Sequence[_Row]) -> list[_Part]:
    """The rows in parts of so many leaflets; a leaflet's layouts stay together."""
    numbers = {leaflet: number for number, leaflet in enumerate(dict.fromkeys(row.outcome.leaflet for row in rows))}
    parts: dict[int, list[_Row]] = {}
    for row in rows:
        parts.setdefault(numbers[row.outcome.leaflet] // _PART, []).append(row)
    return [_Part(_name(part[0].outcome, part[-1].outcome), part) for part in parts.values()]


def _name(first: Outcome, last: Outcome) -> str:
    begin, end = (outcome.code.partition("/")[0] or outcome.leaflet for outcome in (first, last))
    if begin == end:  # a code that does not begin with what tells leaflets apart
        begin, end = first.leaflet, last.leaflet
    return begin if begin == end else f"{begin} to {end}"


def _row(outcome: Outcome, anchors: dict[_Key, str], folder: Path, cache: Path) -> _Row:
    told = [count(outcome.errors, "error")] if outcome.errors else []
    told += [count(outcome.warnings, "warning")] if outcome.warnings else []
    anchor = anchors.get((outcome.leaflet, outcome.layout), "")
    if outcome.file is None:
        return _Row(outcome, "", None, anchor, ", ".join(told) or "failed")
    picture = _picture(_thumbnail(outcome, outcome.file, cache))
    return _Row(outcome, link(outcome.file, folder), picture, anchor, ", ".join(told) or "failed")


def _thumbnail(outcome: Outcome, file: Path, cache: Path) -> bytes:
    """The picture of the file that the report is about: none when it is gone, or was changed since."""
    if outcome.sha256 and (picture := kept_thumbnail(cache, outcome.sha256)):
        return picture
    try:
        data = file.read_bytes()
    except OSError:
        return b""
    digest = sha256(data).hexdigest()
    return b"" if outcome.sha256 not in ("", digest) else thumbnail(data, cache, digest)


def _picture(data: bytes) -> _Picture | None:
    from io import BytesIO

    from PIL import Image

    if not data:
        return None
    with Image.open(BytesIO(data)) as image:
        return _Picture(Markup(b64encode(data).decode()), *image.size)
