"""``leafletgen check --update-baseline``: what is found now is known from now on."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.app.writing import check_output, writes
from leafletgen.cli.workspace import seen_from_here, show
from leafletgen.errors import Report
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace


def write_baseline(workspace: "Workspace", paths: Sequence[str], baseline: Path, report: Report) -> None:
    """Write all that is found now, advice too, so that it is left out later; what is known of other files stays.

    The files that are named are compared with all others, for whoever checks the whole workspace later.
    """
    from leafletgen.app.checking.baselines import baseline_text, entries_of, read_baseline
    from leafletgen.app.checking.checking import check
    from leafletgen.app.checking.choosing import all_files, chosen_files
    from leafletgen.app.checking.snippets import Texts
    from leafletgen.system.writing import write_whole

    check_output(baseline, "CHECK_BASELINE")
    results = check(workspace, paths, whole=True, report=report)
    others = []
    if paths and baseline.exists():
        looked_at = {workspace.shown(path) for path in chosen_files(workspace, paths, all_files(workspace), Report())}
        others = [one for one in read_baseline(baseline).known.elements() if one.file not in looked_at]
    entries = entries_of(results.findings, Texts(workspace.root), others)
    with writes():
        write_whole(baseline, baseline_text(entries))
    click.echo(f"{seen_from_here(baseline)}  {count(entries.total(), 'finding', ',')}")
    show(report.diagnostics)
