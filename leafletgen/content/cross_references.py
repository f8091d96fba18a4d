"""Checks that need the whole body: heading levels, ids, links, citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from leafletgen.content.model.blocks import Block, Heading
from leafletgen.content.model.leaflet import Reference
from leafletgen.errors import Report, did_you_mean
from leafletgen.source.inline import Prose
from leafletgen.source.records import Record


def walk(held: object) -> list[Record | Prose]:
    """Return every record and prose in a value, in reading order, each record before what it holds."""
    found: list[Record | Prose] = []
    pending: list[Any] = [held]
    while pending:
        item = pending.pop()
        kind = item.__class__  # several times a leaflet every part of it comes by
        if kind is Prose:
            found.append(item)
        elif kind is list:
            pending += item[::-1]
        elif kind is dict:
            pending += reversed(item.values())
        elif item is not None:
            found.append(item)
            if isinstance(item, Record):
                pending += [getattr(item, name) for name in item.holding[::-1]]
    return found


def check_cross_references(
    parts: Sequence[Record | Prose],
    references: Mapping[str, Reference],
    layouts: Sequence[str],
    report: Report,
) -> None:
    """Report skipped heading levels, repeated ids, dead links, unknown citations and unused references.

    What a block's `only` and `except` leave out is not there: each layout is checked by itself.

    Args:
        parts: what `walk` gives for the body, its includes resolved.
        references: the sources by the name they are cited with.
        layouts: the layouts that the leaflet names.
        report: receives the faults.
    """
    cited: set[str] = set()
    parts = [part for part in parts if not isinstance(part, Prose) or _points(part)]
    restricted = any(isinstance(part, Block) and (part.only or part.exclude) for part in parts)
    for layout in layouts if restricted else [""]:
        printed = printed_parts(parts, layout) if restricted else parts
        headings = [part for part in printed if isinstance(part, Heading)]
        _check_headings(headings, report)
        ids = {heading.id for heading in headings if heading.id}
        where = f" in the layout {layout}" if restricted else ""
        for part in printed:
            if isinstance(part, Prose):
                _check_prose(part, ids, where, references, cited, report)
    for name, reference in references.items():
        cited.update(span.citation for span in reference.text.spans if span.citation)
        if name not in cited:
            report.warning(
                "reference-not-cited",
                f'the reference "{name}" is never cited',
                f"cite it in the text as [@{name}], or take it out",
                reference.place,
            )


def printed_parts(parts: Sequence[Record | Prose], layout: str) -> list[Record | Prose]:
    """Return the parts that `only` and `except` leave in a layout."""
    # A block that is left out takes along what it holds.
    left_out: set[int] = set()
    for part in parts:
        if isinstance(part, Block) and not part.prints_in(layout):
            left_out.update(map(id, walk(part)))
    return [part for part in parts if id(part) not in left_out] if left_out else list(parts)


def _check_headings(headings: Sequence[Heading], report: Report) -> None:
    by_id: dict[str, Heading] = {}
    level = 0
    for heading in headings:
        if heading.level > level + 1:
            if level:
                message = f"this heading has level {heading.level}, the one before it level {level}"
                hint = f'write "level: {level + 1}", or a heading between the two'
            else:
                message = f"the first heading has level {heading.level}"
                hint = "the first heading of a leaflet has level 1"
            report.error("heading-level-skipped", message, hint, heading.place)
        level = heading.level
        if heading.id and heading.id in by_id:
            first = by_id[heading.id].place
            report.error(
                "id-twice",
                f'the id "{heading.id}" stands twice, here and in {first.file}, line {first.line}',
                "give each heading an id of its own",
                heading.place,
            )
        elif heading.id:
            by_id[heading.id] = heading


def _points(prose: Prose) -> bool:
    """Whether a prose leads anywhere."""
    return any([span.link or span.page_of is not None or span.citation is not None for span in prose.spans])


def _check_prose(
    prose: Prose,
    ids: set[str],
    where: str,
    references: Mapping[str, Reference],
    cited: set[str],
    report: Report,
) -> None:
    for span in prose.spans:
        if span.citation is not None:
            cited.add(span.citation)
            if span.citation not in references:
                report.error(
                    "reference-unknown",
                    f'nothing in "references:" is called "{span.citation}"',
                    did_you_mean(span.citation, references) or 'add it under "references:"',
                    span.place or prose.place,
                )
        inside = span.link.inside if span.link else None
        target = span.page_of or inside
        if target is not None and target not in ids:
            place = span.link.place if inside and span.link else span.place or prose.place
            mark = f"{{page:{target}}}" if span.page_of else f"#{target}"
            report.error(
                "link-leads-nowhere",
                f'"{mark}" leads nowhere: no heading{where} has the id "{target}"',
                did_you_mean(target, ids) or f'write "id: {target}" beside the heading',
                place,
            )
