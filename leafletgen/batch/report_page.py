"""Makes the report of a batch as one web page that needs no network, no script and no mouse."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from leafletgen.batch.report_faults import section, together
from leafletgen.batch.report_words import count, duration, link, month, shown, size, slug
from leafletgen.batch.thumbnails import kept_thumbnail, thumbnail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leafletgen.batch.outcome import About, Outcome
    from leafletgen.batch.report_faults import Shared

    #: A leaflet and a layout.
    _Key = tuple[str, str]

#: Leaflets in one part of the table. A long table is cut, so that a browser lays out only the parts in sight and
#: there are headings and links to go by.
_PART = 50
_RESULTS = ("made", "up to date", "failed", "not done")
_HEADER = ("Page 1", "Leaflet", "Layout", "Pages", "Size", "State", "Review due", "Result", "Errors and warnings")


def page(outcomes: Sequence[Outcome], about: About, folder: Path, cache: Path) -> str:
    """Return the page for outcomes that are in order.

    It follows WCAG 2.2, levels A and AA. Links to the PDFs are relative to ``folder``, where the page will be; small
    pictures come from ``cache``, and those that are missing there are made.
    """
    here = Path(__file__)
    style = here.with_name("report.css").read_text("utf-8").strip()
    script = here.with_name("report.js").read_text("utf-8").strip()
    title = shown(f"Build report: {about.workspace}")
    failed = together((outcome for outcome in outcomes if outcome.result == "failed"), "failure")
    warned = together((each for each in outcomes if each.result != "failed" and each.messages), "warning")
    body = [
        *_summary(outcomes, about),
        *section(failed, "failure", "Failed", "Their files from before stay as they were."),
        *_table(outcomes, _places(failed + warned), folder, cache),
        *section(warned, "warning", "Warnings", "None of these stopped a build."),
    ]
    # The policy lets no text of a leaflet become a script, and no page load anything.
    policy = f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {_hash(script)}"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en-GB">',
            "<head>",
            '<meta charset="utf-8">',
            f"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}; base-uri 'none'; form-action 'none'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{title}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#files">Go to the table of files</a>',
            f"<header>\n<h1>{title}</h1>\n</header>",
            "<main>",
            *body,
            "</main>",
            f"<script>{script}</script>",
            "</body>",
            "</html>\n",
        ]
    )


def _hash(text: str) -> str:
    """What a Content Security Policy calls an inline text by."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _places(groups: Sequence[Shared]) -> dict[_Key, str]:
    """Where on the page it stands what is said about a leaflet and layout."""
    outcomes = ((group.place, outcome) for group in groups for each in group.leaflets.values() for outcome in each)
    return {(outcome.leaflet, outcome.layout): place for place, outcome in outcomes}


def _summary(outcomes: Sequence[Outcome], about: About) -> Iterator[str]:
    results = Counter(outcome.result for outcome in outcomes)
    numbers = (about.made, about.up_to_date, about.failed, results["not done"])
    yield '<section aria-labelledby="summary">\n<h2 id="summary">Summary</h2>'
    yield f"<p>{_verdict(about, results['not done'])}</p>"
    yield '<dl class="numbers">'
    for result, number in zip(_RESULTS, numbers, strict=True):
        if number or result in ("made", "failed"):
            name = f"{result[0].upper()}{result[1:]}"
            yield f'<div class="{slug(result)}{"" if number else " none"}"><dt>{name}</dt><dd>{number:,}</dd></div>'
    yield "</dl>\n<ul>"
    leaflets = {outcome.leaflet: outcome.state for outcome in outcomes}
    states = Counter(state for state in leaflets.values() if state)
    if states:
        listed = ", ".join(f"{number:,} {shown(state)}" for state, number in sorted(states.items()))
        yield f"<li>{count(len(leaflets), 'leaflet')}: {listed}</li>"
    else:
        yield f"<li>{count(len(leaflets), 'leaflet')}</li>"
    files = [outcome for outcome in outcomes if outcome.file is not None]
    pages, total = sum(outcome.pages for outcome in files), sum(outcome.size for outcome in files)
    yield f"<li>{count(len(files), 'PDF')}, {count(pages, 'page')}, {size(total)}</li>"
    warnings = len({message for outcome in outcomes for message in outcome.messages if message.severity == "warning"})
    if warnings:
        yield f"<li>{count(warnings, 'warning')}</li>"
    if about.seconds is not None:
        yield f"<li>The run took {duration(about.seconds)}.</li>"
    yield "</ul>\n</section>"


def _verdict(about: About, not_done: int) -> str:
    if about.failed:
        return f"<strong>{count(about.failed, 'build')} failed.</strong> What is wrong comes first."
    if not_done:
        waits = "1 build was" if not_done == 1 else f"{not_done:,} builds were"
        return f"<strong>{waits} not done.</strong> Give the same command again to go on."
    return "Nothing failed." if about.made else "Nothing had to be made."


def _table(outcomes: Sequence[Outcome], places: Mapping[_Key, str], folder: Path, cache: Path) -> Iterator[str]:
    yield '<section aria-labelledby="files">\n<h2 id="files" tabindex="-1">Files</h2>'
    if not outcomes:
        yield "<p>There are none.</p>\n</section>"
        return
    yield from _filter(outcomes)
    parts = _parts(outcomes)
    if len(parts) > 1:
        yield '<nav aria-label="Parts of the table">\n<ul class="parts">'
        for number, part in enumerate(parts, 1):
            yield f'<li><a href="#part-{number}">{_name(part)}</a></li>'
        yield "</ul>\n</nav>"
    columns = "".join(f'<th role="columnheader" scope="col">{name}</th>' for name in _HEADER)
    for number, part in enumerate(parts, 1):
        caption = f'<h3 id="part-{number}" tabindex="-1">{_name(part)}</h3>' if len(parts) > 1 else "By code"
        # The roles are those the elements have by themselves: some browsers forget them when rows become cards.
        yield '<div class="part">\n<table role="table">'
        yield f'<caption>{caption}</caption>\n<thead role="rowgroup"><tr role="row">{columns}</tr></thead>'
        yield '<tbody role="rowgroup">'
        for outcome in part:
            yield _row(outcome, places, folder, cache)
        yield "</tbody>\n</table>\n</div>"
    yield "</section>"


def _filter(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The form that the script shows; without the script it would do nothing."""
    kinds = {f"result-{slug(outcome.result)}": outcome.result for outcome in outcomes}
    kinds |= {"warnings": "with warnings"} if any(outcome.warnings for outcome in outcomes) else {}
    states = {f"state-{slug(outcome.state)}": outcome.state for outcome in outcomes if outcome.state}
    yield '<form role="search" aria-label="Files" id="filter" hidden>'
    yield '<p><label for="words">Words to find</label> <input id="words" type="search" autocomplete="off"></p>'
    yield '<p><label for="kind">Show</label> <select id="kind"><option value="">all files</option>'
    for name, group in (("Result", kinds), ("State", states)):
        if group:
            options = "".join(
                f'<option value="{value}">{shown(text)}</option>' for value, text in sorted(group.items())
            )
            yield f'<optgroup label="{name}">{options}</optgroup>'
    yield '</select></p>\n<p role="status" id="found"></p>\n</form>'


def _parts(outcomes: Sequence[Outcome]) -> list[list[Outcome]]:
    """The outcomes in lists of so many leaflets; a leaflet's layouts stay together."""
    numbers = {leaflet: number for number, leaflet in enumerate(dict.fromkeys(each.leaflet for each in outcomes))}
    parts: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        parts.setdefault(numbers[outcome.leaflet] // _PART, []).append(outcome)
    return list(parts.values())


def _name(part: Sequence[Outcome]) -> str:
    first, last = (outcome.code.partition("/")[0] or outcome.leaflet for outcome in (part[0], part[-1]))
    if first == last:  # a code that does not begin with what tells leaflets apart
        first, last = part[0].leaflet, part[-1].leaflet
    return shown(first if first == last else f"{first} to {last}")


def _row(outcome: Outcome, places: Mapping[_Key, str], folder: Path, cache: Path) -> str:
    kinds = f"result-{slug(outcome.result)} state-{slug(outcome.state)}" + (" warnings" if outcome.warnings else "")
    language = f' lang="{shown(outcome.language)}"' if outcome.language else ""
    whose = " · ".join(shown(name) for name in (outcome.brand, outcome.department) if name)
    details = [shown(outcome.code).replace("/", "/<wbr>"), whose]
    why = "" if outcome.why in ("", outcome.state) else f'<span class="why">{shown(outcome.why)}</span>'
    has_file = outcome.file is not None
    cells = [
        f'<td role="cell">{_picture(outcome, folder, cache)}</td>',
        f'<th role="rowheader" scope="row"><bdi{language}>{shown(outcome.title or outcome.leaflet)}</bdi>'
        + "".join(f'<span class="detail">{detail}</span>' for detail in details if detail)
        + "</th>",
        f'<td role="cell">{shown(outcome.layout) or "not known"}</td>',
        f'<td role="cell">{outcome.pages if has_file else "none"}</td>',
        f'<td role="cell">{size(outcome.size) if has_file else "none"}</td>',
        f'<td role="cell">{_mark("state", outcome.state or "not known")}{why}</td>',
        f'<td role="cell">{month(outcome.review)}</td>',
        f'<td role="cell">{_mark("result", outcome.result)}</td>',
        f'<td role="cell">{_messages(outcome, places)}</td>',
    ]
    return f'<tr role="row" data-kinds="{kinds}">\n' + "\n".join(cells) + "\n</tr>"


def _picture(outcome: Outcome, folder: Path, cache: Path) -> str:
    if outcome.file is None:
        return "no PDF"
    words = "Open old PDF" if outcome.result == "failed" else "Open PDF"
    name = shown(f"{outcome.title or outcome.leaflet}, {outcome.layout}")
    picture = _thumbnail(outcome, outcome.file, cache)
    if picture:
        width, height = _measures(picture)
        source = f"data:image/jpeg;base64,{b64encode(picture).decode()}"
        drawn = f'<img src="{source}" alt="Page 1 of {name}" width="{width}" height="{height}" loading="lazy">'
    else:
        drawn = f'<span class="unseen">{name}</span>'
    return f'<a href="{shown(link(outcome.file, folder))}">{drawn} <span>{words}</span></a>'


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


def _measures(picture: bytes) -> tuple[int, int]:
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(picture)) as image:
        return image.size


def _mark(group: str, words: str) -> str:
    return f'<span class="mark {group}-{slug(words)}">{shown(words)}</span>'


def _messages(outcome: Outcome, places: Mapping[_Key, str]) -> str:
    parts = [count(outcome.errors, "error")] if outcome.errors else []
    parts += [count(outcome.warnings, "warning")] if outcome.warnings else []
    place = places.get((outcome.leaflet, outcome.layout))
    if place is None:
        return "none"
    return f'<a href="#{place}">{", ".join(parts) or "failed"}</a>'
