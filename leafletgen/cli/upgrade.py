"""``leafletgen upgrade``: what the present starter has, for a workspace that was made with an earlier one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import open_workspace, show, workspace_option
from leafletgen.errors import ExitCode, Report
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    from leafletgen.starters.plan import Planned
    from leafletgen.starters.upgrade import Upgrade

#: Lines of a difference that are shown without --diff.
_LINES = 12

#: What is said before the files of each fate, when it is done and when it would be; in this order.
_HEADINGS = {
    "replaced": ("replaced:", "would be replaced:"),
    "added": ("added:", "would be added:"),
    "removed": ("removed, because the workspace would be faulty with it:",
                "would be removed, because the workspace would be faulty with it:"),
    "changed": ('left as changed by you ("-" is yours, "+" the starter\'s):',) * 2,
    "held": ("left as it is:",) * 2,
    "deleted": ("deleted by you, and left out:",) * 2,
    "retired": ("no longer in the starter, and left; delete it if you do not use it:",) * 2,
}  # fmt: skip
_IN_COUNTS = {"changed": "left as changed", "held": "left as it is", "deleted": "deleted by you",
              "retired": "no longer in the starter"}  # fmt: skip


@click.command("upgrade", short_help="Bring a workspace to the present starter.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option("--diff", "whole", is_flag=True, help="Show differences whole, not their first lines.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, differences whole.")
@workspace_option
def command(dry_run: bool, whole: bool, as_json: bool, folder: Path | None) -> None:
    """Bring a workspace that "init" of an earlier version made to what the present starter has.

    Files that nobody changed since are replaced, and new ones are added. A file that you changed is left alone and
    listed with its difference to the starter's: "-" is what your file has, "+" what the starter has. A file that you
    deleted stays deleted. Then the leaflets are named that must be released anew.

    Exit codes: 1 something is, or would be, faulty; 3 a file cannot be written. When it was stopped, run it again: it
    goes on with the rest.
    """
    from leafletgen.app.upgrading import carry_out, prepared

    workspace = open_workspace(folder)
    report = new_report()
    done = prepared(workspace, dry_run, report)
    if done is None:
        _end(report, dry_run, as_json)
    if not dry_run and not carry_out(workspace, done, report):
        _end(report, False, as_json, ExitCode.ENVIRONMENT)
    report.add(done.errors)
    if as_json:
        _print_json(done, dry_run, report)
    else:
        for line in _lines(done, dry_run, whole):
            click.echo(line)
        show(report.diagnostics)
    sys.exit(ExitCode.CONTENT if report.has_errors else ExitCode.OK)


def _end(report: Report, dry_run: bool, as_json: bool, code: ExitCode = ExitCode.CONTENT) -> NoReturn:
    """Say what is wrong, and end."""
    if as_json:
        _print_json(None, dry_run, report)
    else:
        show(report.diagnostics)
    sys.exit(code)


def _lines(done: "Upgrade", dry_run: bool, whole: bool) -> list[str]:
    """One line a file, in groups; then what must be released anew, the numbers, and what to do."""
    lines: list[str] = []
    from leafletgen.app.upgrading import shown_files

    shown = shown_files(done)
    for fate, headings in _HEADINGS.items():
        files = [one for one in shown if one.fate == fate]
        if files:
            lines.append(headings[dry_run])
            for one in files:
                more = f": {count(done.lines, 'line')} more" if one.file.endswith("releases.jsonl") and one.new else ""
                lines += [f"  {one.file}{f': {one.why}' if one.why else more}", *_difference(one, whole)]
    if done.release_anew:
        lines.append("must be released anew:")
        for leaflet in done.release_anew:
            since = "" if leaflet.now else " (also before this upgrade)"
            lines.append(f"  {leaflet.file}: {leaflet.meaning}{since}")
    return [*lines, _sums(done, dry_run), *_what_to_do(done)]


def _difference(one: "Planned", whole: bool) -> list[str]:
    """The difference to the starter's file, as far as there is one to look at."""
    from leafletgen.starters.difference import difference

    if not one.news or one.old is None or one.new is None:
        return []
    lines = difference(one.old, one.new)
    if lines is None:
        return ["    (not text: compare them by eye)"]
    if not whole and len(lines) > _LINES + 1:  # a single line more is shown rather than counted
        lines = [*lines[:_LINES], f"… {len(lines) - _LINES} more lines; --diff shows them"]
    return [f"    {line}" for line in lines]


def _sums(done: "Upgrade", dry_run: bool) -> str:
    from leafletgen.app.upgrading import counts_of

    counts = counts_of(done)
    if not (counts["replaced"] or counts["added"] or counts["removed"]):
        start = "nothing to do: all that you have not changed is as the present starter has it"
    else:
        verb = "would be " if dry_run else ""
        start = f"{count(counts['replaced'], 'file')} {verb}replaced, {counts['added']} {verb}added"
        start += f", {counts['removed']} {verb}removed" if counts["removed"] else ""
    rest = [f"{counts[fate]} {words}" for fate, words in _IN_COUNTS.items() if counts[fate]]
    if done.release_anew:
        rest.append(f"{count(len(done.release_anew), 'leaflet')} to release anew")
    return "; ".join([start, ", ".join(rest)]) if rest else start


def _what_to_do(done: "Upgrade") -> list[str]:
    """The next steps, for what only the owner can do."""
    lines = []
    if any(one.news for one in done.files) or any(one.fate == "deleted" for one in done.files):
        lines.append(
            '"leafletgen init ../new-starter" lays the present starter out beside this workspace: '
            "take over from there what you want"
        )
    if done.release_anew:
        lines.append(
            'look at them with "leafletgen diff", then "leafletgen release"; where only the look is new, add --reissue'
        )
    return lines


def _print_json(done: "Upgrade | None", dry_run: bool, report: Report) -> None:
    import json

    from leafletgen.app.upgrading import as_data

    click.echo(json.dumps(as_data(done, dry_run, report), ensure_ascii=False, indent=2))
