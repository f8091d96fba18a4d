"""``leafletgen upgrade``: what the present starter has, for a workspace that was made with an earlier one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from leafletgen.cli.init import starter
from leafletgen.cli.workspace import count, fail, ledger_of, open_workspace, show, workspace_option
from leafletgen.errors import ExitCode, Report

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace
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
    workspace = open_workspace(folder)
    report = Report()
    done = _prepare(workspace, dry_run, report)
    if done is None:
        _end(report, dry_run, as_json)
    if not dry_run:
        _carry_out(workspace, done, report, as_json)
    report.add(done.errors)
    if as_json:
        _print_json(done, dry_run, report)
    else:
        for line in _lines(done, dry_run, whole):
            click.echo(line)
        show(report.diagnostics)
    sys.exit(ExitCode.CONTENT if report.has_errors else ExitCode.OK)


def _prepare(workspace: "Workspace", dry_run: bool, report: Report) -> "Upgrade | None":
    """What there is to do; None after reporting errors. Ends the command when a file cannot be read."""
    from leafletgen.starters.contents import contents
    from leafletgen.starters.plan import Starter
    from leafletgen.starters.shipped import RECORD, Shipped
    from leafletgen.starters.upgrade import prepare

    source = starter()
    if source.resolve() == workspace.root.resolve():
        fail(
            "this folder is the starter itself",
            "name the workspace that is to be upgraded with --workspace",
            ExitCode.USAGE,
        )
    # A release that was interrupted is finished first; when nothing may be written, in a copy.
    if not dry_run and ledger_of(workspace, report) is None:
        return None
    try:
        return prepare(workspace.root, Starter(source, contents(source), Shipped.read(RECORD)), report)
    except OSError as fault:
        fail(
            f"{fault.filename or workspace.root} cannot be read or copied: {fault.strerror or fault}",
            "check that you may read all files of the workspace, and that the disk has room for a copy of it",
            ExitCode.ENVIRONMENT,
        )


def _carry_out(workspace: "Workspace", done: "Upgrade", report: Report, as_json: bool) -> None:
    """Write it; ends the command when that cannot be done."""
    from leafletgen.starters.carrying_out import carry_out
    from leafletgen.system.writing import WriteError

    found = Report()
    try:
        carry_out(workspace.root, done.writes, done.ledger, found)
    except WriteError as fault:
        found.error(str(fault), "check that the folder can be written to; then run it again")
    if found.has_errors:
        report.add(found.diagnostics)
        _end(report, False, as_json, ExitCode.ENVIRONMENT)


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
    shown = _shown(done)
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


def _shown(done: "Upgrade") -> "list[Planned]":
    """The files to tell of: the list of what was given is the tool's own."""
    from leafletgen.starters.contents import GIVEN

    return sorted(one for one in done.files if one.file != GIVEN)


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
    counts = _counts(done)
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


def _counts(done: "Upgrade") -> dict[str, int]:
    shown = _shown(done)
    return {fate: sum(one.fate == fate for one in shown) for fate in _HEADINGS}


def _print_json(done: "Upgrade | None", dry_run: bool, report: Report) -> None:
    import json

    from leafletgen.starters.difference import difference

    def file(one: "Planned") -> dict[str, Any]:
        compared = difference(one.old, one.new) if one.news and one.old is not None and one.new is not None else None
        return {"file": one.file, "what": str(one.fate), "why": one.why, "difference": compared}

    data = {
        "dry_run": dry_run,
        "files": [file(one) for one in _shown(done)] if done else [],
        "release_anew": [leaflet._asdict() for leaflet in done.release_anew] if done else [],
        "counts": _counts(done) if done else {},
        "diagnostics": [diagnostic.as_data() for diagnostic in report.diagnostics],
    }
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
