"""What the subcommands share: finding the workspace, showing diagnostics, completing names, ending with a code."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from leafletgen.errors import Diagnostic, ExitCode, Severity, error, visible
from leafletgen.languages import numbers

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from leafletgen.library.workspace import Workspace

workspace_option = click.option(
    "--workspace",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The workspace; else the folder you are in, or one above it.",
)


def open_workspace(folder: Path | None) -> "Workspace":
    """The workspace that was named, or the one around the current folder; ends the command when there is none."""
    from leafletgen.library.workspace import Workspace

    return Workspace(find_workspace(folder))


def find_workspace(folder: Path | None) -> Path:
    """The folder of the workspace that `open_workspace` opens; ends the command when there is none."""
    from leafletgen.library.root import find_root

    start = folder if folder is not None else Path.cwd()
    root = find_root(start)
    if root is None or (folder is not None and root != folder.absolute()):
        fail(
            "no-workspace",
            f"{start} is no workspace: it has no leaflets/, layouts/ and assets/",
            'make one with "leafletgen init DIR", or name one with --workspace',
            ExitCode.USAGE,
        )
    return root


def fail(code: str, message: str, hint: str, status: ExitCode) -> NoReturn:
    """Say what is wrong and what to do, and end."""
    click.echo(str(error(code, message, hint)), err=True)
    sys.exit(status)


def show(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics on the error stream, in colour on a terminal."""
    for diagnostic in diagnostics:
        first, _, rest = str(diagnostic).partition("\n")
        colour = "red" if diagnostic.severity is Severity.ERROR else "yellow"
        click.secho(first, fg=colour if sys.stderr.isatty() else None, err=True)
        if rest:
            click.echo(rest, err=True)


def seen_from_here(path: Path) -> str:
    """A path as it is called from the current folder when it is inside it, else in full; every character is seen."""
    here = Path.cwd()
    path = path.absolute()
    return visible(path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path))


def written(path: Path, pages: int, size: int) -> str:
    """The line about a file that was written; a web page or a plain text has no pages."""
    bytes_told = numbers.size(size)
    told = f"{numbers.count(pages, 'page')}, {bytes_told}" if pages else bytes_told
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


def complete_languages(context: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Tags of the languages in which the workspace can make sheets, for the shell's completion."""
    from leafletgen.library.sheet_languages import sheet_languages

    workspace = _completed_workspace(context)
    return _beginning(incomplete, sheet_languages(workspace) if workspace else [])


def complete_email_templates(context: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Names of the e-mail templates of the brand that was named, or of all brands, for the shell's completion."""
    from leafletgen.library.emails import email_template_names

    workspace = _completed_workspace(context)
    brand = context.params.get("brand")
    folder = workspace.root / "assets" / "brands" if workspace else Path()
    brands = [name for name in (workspace.brand_names() if workspace else []) if brand in (None, name)]
    names = {template for name in brands for template in email_template_names(folder / name)}
    return _beginning(incomplete, sorted(names))


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
