"""What only a person can check of leaflets: as text, as data, and as a form to print and to fill in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from leafletgen.app.checking.choosing import all_files, chosen_files
from leafletgen.batch.report_words import fit
from leafletgen.errors import Report, visible
from leafletgen.html.report_frame import environment, hashed, style_of
from leafletgen.library.workspace import Workspace
from leafletgen.rules.checked import kind_of, read_file
from leafletgen.rules.human import Check, HumanChecks, human_checks

if TYPE_CHECKING:
    from jinja2 import Template

#: Raised when a key changes its meaning or goes away; a new key alone does not raise it.
_FORMAT: Final = 1
_COLUMNS: Final = 100
ANSWERS: Final = ("Yes", "No", "Does not apply")
"""What can be ticked for each question."""


def human_of(workspace: Workspace, paths: Sequence[str], report: Report) -> list[HumanChecks]:
    """Return what a person has to check of leaflets, those of them that can be loaded.

    Args:
        workspace: where they lie.
        paths: which leaflets, or folders of them; all of them without any.
        report: receives what is wrong with a leaflet or with the questions.

    Raises:
        RefusedError: a file is named that there is not.
    """
    made = []
    for path in chosen_files(workspace, paths, all_files(workspace), report):
        if kind_of(path, workspace.root) != "leaflet":
            continue
        file = read_file(workspace, path, report)
        found = None if file is None else human_checks(file, report)
        if file is not None and found is None:
            file.load(report)
        elif found is not None:
            made.append(found)
    return made


def as_text(leaflets: Sequence[HumanChecks]) -> str:
    """Return the questions as lines of text, each with a box to tick."""
    return "\n".join(line for leaflet in leaflets for line in _lines(leaflet))


def _lines(leaflet: HumanChecks) -> list[str]:
    head = f"{leaflet.file}: {leaflet.title} ({leaflet.code})"
    made = [visible(head), "=" * min(len(head), _COLUMNS), ""]
    for number, check in enumerate(leaflet.checks, 1):
        made.append(_wrapped(f"[ ] {number}. {check.ask}", "    "))
        made.append(_wrapped(f"    {check.how}", "    "))
        made.append(_wrapped(f"    ({', '.join(check.clauses)})", "    "))
        made += [_wrapped(f"    - {_where(leaflet, check, at)}", "      ") for at in range(len(check.items))]
        made.append("")
    made.append("Nobody has to look at these:")
    for conditions, because in leaflet.by_design:
        made.append(_wrapped(f"- Matterhorn {', '.join(conditions)}: {because}", "  "))
    made.append("")
    return made


def _where(leaflet: HumanChecks, check: Check, at: int) -> str:
    """A thing with its place in front, which names the file where it is not the leaflet's."""
    text, place = check.items[at]
    if place is None:
        return visible(text)
    where = f"line {place.line}" if place.file == leaflet.file else str(place)
    return f"{where}: {visible(text)}"


def _wrapped(text: str, later: str) -> str:
    return fill(text, _COLUMNS, subsequent_indent=later, break_long_words=False, break_on_hyphens=False)


def as_json(leaflets: Sequence[HumanChecks]) -> bytes:
    """Return the questions as data: of each leaflet the checks with what they are about, lines counted from 1."""
    whole = {
        "human": {"format": _FORMAT},
        "leaflets": [
            {
                "file": one.file,
                "title": one.title,
                "code": one.code,
                "language": one.language,
                "checks": [_entry(check) for check in one.checks],
                "left_out": list(one.left_out),
                "by_design": [
                    {"matterhorn": list(conditions), "because": because} for conditions, because in one.by_design
                ],
            }
            for one in leaflets
        ],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _entry(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "ask": check.ask,
        "how": check.how,
        "clauses": list(check.clauses),
        "about": [
            {
                "text": text,
                "file": place.file if place is not None else None,
                "line": place.line if place is not None else None,
                "column": place.column if place is not None else None,
            }
            for text, place in check.items
        ],
    }


def as_html(leaflets: Sequence[HumanChecks]) -> bytes:
    """Return a form to print, or to fill in on the screen; it keeps nothing and sends nothing (WCAG 2.2, AA)."""
    style = style_of(Path(__file__).with_name("human.css"))
    page = _template().render(
        style=Markup(style),
        style_hash=hashed(style),
        answers=ANSWERS,
        leaflets=[
            {
                "id": f"leaflet-{number}",
                "told": one,
                "checks": [
                    {
                        "id": f"{number}-{check.id}",
                        "told": check,
                        "items": [_where(one, check, at) for at in range(len(check.items))],
                    }
                    for check in one.checks
                ],
            }
            for number, one in enumerate(leaflets, 1)
        ],
    )
    return page.encode("utf-8", "replace")


@cache
def _template() -> Template:
    return environment(Path(__file__).parent, fit).get_template("human.html")
