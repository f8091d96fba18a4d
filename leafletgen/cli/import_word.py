"""``leafletgen import``: leaflets that exist in Word become YAML, with a list of every doubt."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leafletgen.app.writing import check_output, writes
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import (
    complete_brands,
    complete_layouts,
    fail,
    open_workspace,
    seen_from_here,
    show,
    workspace_option,
)
from leafletgen.errors import ExitCode, Severity, visible
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    from leafletgen.app.word_plan import Job, Plan
    from leafletgen.word.importing.reported import Common, Reported

#: The ending of a report and its kind; see leafletgen.system.targets.
_REPORTS = {".html": "IMPORT_PAGE", ".json": "IMPORT_DATA"}

#: Files that a line about several of them names.
_NAMED = 5


@click.command("import", short_help="Bring in leaflets that exist in Word.")
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER...",
                type=click.Path(path_type=Path, exists=True))  # fmt: skip
@click.option("--brand", metavar="NAME", help="Their brand; else the only one.", shell_complete=complete_brands)
@click.option("--layout", "layouts", multiple=True, metavar="NAME", shell_complete=complete_layouts,
              help="A layout to build them in; else a4-leaflet. Can be given more than once.")  # fmt: skip
@click.option("--code", metavar="CODE", help="The leaflet's code, where its Word file has none.")
@click.option("--language", metavar="TAG", help="Its language, such as en-GB; else as Word says.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Write the leaflets there; else to leaflets/.")  # fmt: skip
@click.option("--report", "reports", multiple=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write the doubts to a .html or .json file.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Write no leaflet: tell the doubts alone.")
@click.option("--json", "as_json", is_flag=True, help="Print the doubts as JSON.")
@workspace_option
def command(
    files: tuple[Path, ...],
    reports: tuple[Path, ...],
    dry_run: bool,
    as_json: bool,
    folder: Path | None,
    **asked: Any,
) -> None:
    """Make leaflets of Word files (.docx), each a YAML file with its pictures beside it, and list every doubt.

    FOLDER stands for all Word files in it and in the folders below. What is there already is left as it is, so that
    the same command goes on after Ctrl-C.

    A doubt is a place where the leaflet may not say what its author meant. Read each one, mend the leaflet, and build
    it. Nothing is invented: what Word does not say, such as the alt text of a picture, stays missing.

    Exit codes: 0, also with doubts; 1 something could not be read, which is told as an error with its place, 2 the
    leaflet of the only Word file is there already, or an option does not fit, 3 a file cannot be written.
    """
    from leafletgen.app.word_import import told_again
    from leafletgen.app.word_library import common
    from leafletgen.app.word_plan import Asked, plan

    for report in reports:
        _check_report(report)
    workspace = open_workspace(folder)
    found = plan(workspace, files, Asked(**asked), new_report(), dry_run)
    show(found.notes)
    _tell_of_waiting(found.waiting)
    done = told_again(found) if reports or as_json else list(found.waiting)
    said = {""}
    try:
        for job in found.jobs:
            done.append(_carried_out(job, found, dry_run, as_json, said))
    finally:  # Ctrl-C, or a disk that is full: what is done is done, and is told
        shared = common(found, done)
        _write_reports(reports, done, shared)
    _tell_in_common(shared, said)
    if len(found.jobs) > 1:
        click.echo(_total(done[len(found.waiting) :], found.jobs, dry_run), err=as_json)
    if as_json:
        click.echo(_as_json(done, shared), nl=False)
    sys.exit(ExitCode.CONTENT if any(map(_failed, done[len(found.waiting) :])) else ExitCode.OK)


def _check_report(report: Path) -> None:
    if report.suffix.lower() not in _REPORTS:
        fail(
            "output-ending-wrong",
            f"--report: {report.name} is no kind of report",
            f"let it end in {' or '.join(_REPORTS)}",
            ExitCode.USAGE,
        )
    check_output(report, _REPORTS[report.suffix.lower()])


def _tell_of_waiting(waiting: "tuple[Reported, ...]") -> None:
    """Tell whose leaflets are there already: of many that have nothing else to say, in one line."""
    alike = [each for each in waiting if each.told[0].code == "word-leaflet-there"]
    if len(alike) <= _NAMED:
        alike = []
    show(one for each in waiting if each not in alike for one in each.told)
    if alike:
        files = visible(_named([each.file for each in alike]))
        click.echo(f"note: {files}: their leaflets are there already, and are left as they are", err=True)
        click.echo(f"  hint: {alike[0].told[0].hint}", err=True)


def _carried_out(job: "Job", found: "Plan", dry_run: bool, as_json: bool, said: set[str]) -> "Reported":
    """Import one file, and tell what became of it as soon as it is done; `said` are the hints that were given."""
    from leafletgen.app.word_import import carry_out

    reported = carry_out(job, found, dry=dry_run)
    _tell(reported, said)
    if reported.imported is not None:
        click.echo(_summary(reported, job, found, dry_run), err=as_json)
    return reported


def _tell(reported: "Reported", said: set[str]) -> None:
    if reported.imported is None:
        show(reported.told)
        return
    for doubt in reported.imported.doubts:
        colour = "red" if doubt.severity is Severity.ERROR else "yellow"
        line = visible(f"{reported.file}: {doubt.spot}: {doubt.severity}: {doubt.message}")
        click.secho(line, fg=colour if sys.stderr.isatty() else None, err=True)
        if doubt.hint not in said:  # once is enough: the next places are of the same kind
            said.add(doubt.hint)
            click.echo(f"  hint: {visible(doubt.hint)}", err=True)
    _tell_of_build(reported)


def _tell_of_build(reported: "Reported") -> None:
    """Tell what a build says of the leaflet as it is, the same of several lines once."""
    alike: dict[tuple[str, str], list[str]] = {}
    for one in reported.told:
        alike.setdefault((one.severity.value, one.message), []).append(str(one.place or visible(reported.file)))
    for (severity, message), places in alike.items():
        more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
        click.echo(f"{places[0]}: a build would say: {severity}: {message}{more}", err=True)


def _summary(reported: "Reported", job: "Job", found: "Plan", dry_run: bool) -> str:
    """The line at the end of a file: what is written, and what to do next."""
    from leafletgen.word.importing.reported import counted

    assert reported.imported is not None
    made = reported.imported
    pictures = f", with {count(len(made.pictures), 'picture')}" if made.pictures else ""
    became = "is there already" if job.is_there else f"{'would be' if dry_run else 'is'} written{pictures}"
    told = f"{seen_from_here(job.target)} {became}; {counted(made.doubts)}"
    if len(found.jobs) > 1 or dry_run or not job.target.absolute().is_relative_to(found.workspace.root / "leaflets"):
        return told  # of several, the last line says it; and a build looks for leaflets in the workspace alone
    read = ": read them, then" if made.doubts else ". Next"
    return f"{told}{read}: leafletgen build {job.target.stem}"


def _total(done: "list[Reported]", jobs: "Sequence[Job]", dry_run: bool) -> str:
    """The last line of several files."""
    from leafletgen.word.importing.reported import counted

    made = [each for each in done if each.imported is not None]
    doubts = [doubt for each in made if each.imported is not None for doubt in each.imported.doubts]
    unread = len(done) - len(made)
    there = sum(job.is_there and each.imported is not None for job, each in zip(jobs, done, strict=True))
    written = f"{count(len(made) - there, 'leaflet')} {'would be ' if dry_run else ''}written"
    written += f", {there} there already; {counted(doubts)}" if there else f"; {counted(doubts)}"
    return written + (f"; {count(unread, 'Word file')} could not be imported" if unread else "")


def _tell_in_common(shared: "list[Common]", said: set[str]) -> None:
    for one in shared:
        click.echo(visible(f"{_named(one.files) or 'all files'}: doubt: {one.what}"), err=True)
        if one.hint not in said:
            said.add(one.hint)
            click.echo(f"  hint: {visible(one.hint)}", err=True)


def _named(files: Sequence[str]) -> str:
    more = len(files) - _NAMED
    return ", ".join(files[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _write_reports(reports: tuple[Path, ...], done: "list[Reported]", shared: "list[Common]") -> None:
    if not reports or not done:
        return
    from leafletgen.system.writing import write_whole
    from leafletgen.word.importing.report_page import page

    for report in reports:
        is_page = report.suffix.lower() == ".html"
        content = page(done, shared) if is_page else _as_json(done, shared).encode("utf-8", "backslashreplace")
        with writes():
            write_whole(report, content)
        click.echo(f"{seen_from_here(report)}  report", err=True)


def _as_json(done: "list[Reported]", shared: "list[Common]") -> str:
    import json

    from leafletgen.word.importing.reported import data

    return json.dumps(data(done, shared), ensure_ascii=False, indent=2) + "\n"


def _failed(reported: "Reported") -> bool:
    if reported.imported is None:
        return any(one.severity is Severity.ERROR for one in reported.told)
    return reported.imported.has_errors
