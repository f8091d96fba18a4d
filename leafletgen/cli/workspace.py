"""What the subcommands share: finding the workspace, showing diagnostics, completing names, ending with a code."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from leafletgen.errors import Diagnostic, ExitCode, Report, Severity, error

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from leafletgen.library.workspace import Workspace
    from leafletgen.release.ledger import Ledger
    from leafletgen.release.signatures import Signatures
    from leafletgen.system.targets import Refusal

workspace_option = click.option(
    "--workspace",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The workspace; else the folder you are in, or one above it.",
)


def open_workspace(folder: Path | None) -> "Workspace":
    """The workspace that was named, or the one around the current folder; ends the command when there is none."""
    from leafletgen.library.workspace import Workspace

    start = folder if folder is not None else Path.cwd()
    workspace = Workspace.find(start)
    if workspace is None or (folder is not None and workspace.root != folder.absolute()):
        fail(
            f"{start} is no workspace: it has no leaflets/, layouts/ and assets/",
            'make one with "leafletgen init DIR", or name one with --workspace',
            ExitCode.USAGE,
        )
    return workspace


def ledger_of(workspace: "Workspace", report: Report) -> "Ledger | None":
    """The ledger of releases, an interrupted release finished first; None when it is faulty, which the report says.

    Ends the command when that release cannot be finished.
    """
    from leafletgen.release.pending import open_ledger
    from leafletgen.system.writing import WriteError

    clear_unfinished(workspace)
    try:
        return open_ledger(workspace, report)
    except WriteError as fault:
        fail(str(fault), "a release was interrupted, and cannot be finished here", ExitCode.ENVIRONMENT)


def clear_unfinished(workspace: "Workspace") -> None:
    """Remove the unfinished files among the content of processes that were killed."""
    from leafletgen.system.writing import clear_leftovers_below

    for part in ("leaflets", "layouts", "assets"):
        clear_leftovers_below(workspace.root / part)


def signatures_of(workspace: "Workspace", report: Report) -> "Signatures":
    """What clinicians signed; a faulty file is a warning here, for what is an example then says so."""
    from leafletgen.release.signatures import Signatures

    found = Report()
    signatures = Signatures.read(workspace.root, found)
    report.add(Diagnostic(Severity.WARNING, one.message, one.hint, one.place) for one in found.diagnostics)
    return signatures


def fail(message: str, hint: str, code: ExitCode) -> NoReturn:
    """Say what is wrong and what to do, and end."""
    click.echo(str(error(message, hint)), err=True)
    sys.exit(code)


def check_output(target: Path, kind: str, allowed: str = "") -> None:
    """End the command when it may not write a file there; the kind is the name of a `system.targets.Kind`."""
    from leafletgen.system.targets import Kind, refusal

    _refuse(refusal(target, Kind[kind], allowed))


def check_place(target: Path | None) -> None:
    """End the command when nothing may be written to a file or folder, since it is among the sources."""
    from leafletgen.system.targets import refusal_among_sources

    if target is not None:
        _refuse(refusal_among_sources(target))


def _refuse(found: "Refusal | None") -> None:
    if found is not None:
        fail(found.message, found.hint, ExitCode.USAGE)


def show(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics on the error stream, in colour on a terminal."""
    for diagnostic in diagnostics:
        first, _, rest = str(diagnostic).partition("\n")
        colour = "red" if diagnostic.severity is Severity.ERROR else "yellow"
        click.secho(first, fg=colour if sys.stderr.isatty() else None, err=True)
        if rest:
            click.echo(rest, err=True)


def seen_from_here(path: Path) -> str:
    """A path as it is called from the current folder when it is inside it, else in full."""
    here = Path.cwd()
    path = path.absolute()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def count(number: int, what: str) -> str:
    """A number with its noun."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def written(path: Path, pages: int, size: int) -> str:
    """The line about a file that was written; a web page or a plain text has no pages."""
    kilobytes = f"{size / 1000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
    told = f"{count(pages, 'page')}, {kilobytes}" if pages else kilobytes
    return f"{seen_from_here(path)}  {told}"


def complete_leaflets(context: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Stems of the workspace's leaflets for the shell's completion; a path is left to the shell."""
    from click.shell_completion import CompletionItem

    if "/" in incomplete or "\\" in incomplete:
        return [CompletionItem(incomplete, type="file")]
    workspace = _completed_workspace(context)
    given = context.params.get("leaflets") or ()
    stems = [path.stem for path in workspace.leaflet_files()] if workspace else []
    return [CompletionItem(stem) for stem in stems if stem.startswith(incomplete) and stem not in given]


def complete_layouts(context: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Names of the workspace's layouts for the shell's completion."""
    workspace = _completed_workspace(context)
    return _beginning(incomplete, workspace.layout_names() if workspace else [])


def complete_brands(context: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Names of the workspace's brands for the shell's completion."""
    workspace = _completed_workspace(context)
    return _beginning(incomplete, workspace.brand_names() if workspace else [])


def complete_sheet_layouts(context: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Names of the layouts of exercise sheets for the shell's completion."""
    workspace = _completed_workspace(context)
    return _beginning(incomplete, workspace.sheet_layout_names() if workspace else [])


def complete_exercises(context: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Ids of the workspace's exercises for the shell's completion."""
    from leafletgen.library.exercises import Exercises

    workspace = _completed_workspace(context)
    return _beginning(incomplete, Exercises(workspace).exercise_names() if workspace else [])


def complete_programmes(context: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Ids of the workspace's programmes for the shell's completion."""
    from leafletgen.library.exercises import Exercises

    workspace = _completed_workspace(context)
    return _beginning(incomplete, Exercises(workspace).programme_names() if workspace else [])


def complete_people(_: click.Context, __: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Names of the people who can be drawn for the shell's completion."""
    from leafletgen.figures.people import PEOPLE

    return _beginning(incomplete, PEOPLE)


def _beginning(incomplete: str, names: Iterable[str]) -> "list[CompletionItem]":
    from click.shell_completion import CompletionItem

    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def _completed_workspace(context: click.Context) -> "Workspace | None":
    """The workspace for completion, which never complains."""
    from leafletgen.library.workspace import Workspace

    return Workspace.find(context.params.get("folder") or Path.cwd())
