"""``leafletgen build``: leaflets into PDF files."""

import sys
from pathlib import Path
from typing import Any

import click

from leafletgen.cli.workspace import (
    as_data,
    complete_layouts,
    complete_leaflets,
    count,
    fail,
    open_workspace,
    show,
    workspace_option,
    written,
)
from leafletgen.errors import Diagnostic, ExitCode, Report, Severity


@click.command("build")
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...", shell_complete=complete_leaflets)
@click.option(
    "--layout",
    "layouts",
    multiple=True,
    metavar="NAME",
    help="This layout, not those the leaflet names.",
    shell_complete=complete_layouts,
)
@workspace_option
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Where to write; else build/ in the workspace."
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(
    leaflets: tuple[str, ...],
    layouts: tuple[str, ...],
    folder: Path | None,
    out: Path | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Build leaflets into PDF, each in the layouts it names.

    LEAFLET is a path, the name of a file without .yaml, or a code number such as P4396. Without any, all are built.
    A faulty leaflet stops no other one, and its old files stay as they are.
    """
    from leafletgen.batch import WriteError, build

    workspace = open_workspace(folder)
    report = Report()
    paths = workspace.find_leaflets(leaflets, report)
    for name in layouts:
        if name not in workspace.layout_names():
            workspace.load_layout(name, report)
    if report.has_errors:
        show(report.diagnostics)
        sys.exit(ExitCode.USAGE)
    if not paths:
        fail("there are no leaflets in leaflets/", 'write one with "leafletgen new leaflet NAME"', ExitCode.CONTENT)
    target = out if out is not None else workspace.root / "build"
    found: list[Diagnostic] = []
    files: list[dict[str, Any]] = []
    missed = 0
    try:
        for result in build(workspace, paths, layouts, target, strict):
            new = [diagnostic for diagnostic in result.diagnostics if diagnostic not in found]
            found += new
            if not as_json:
                show(new)
            if result.path is None:
                missed += 1
                continue
            entry = {"leaflet": result.leaflet, "layout": result.layout, "file": str(result.path)}
            files.append({**entry, "pages": result.pages, "bytes": result.size})
            if not as_json:
                click.echo(written(result.path, result.pages, result.size))
    except WriteError as fault:
        fail(str(fault), "check that the folder can be written to and the disk has room", ExitCode.ENVIRONMENT)
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in found)
    warnings = len(found) - errors
    failed = bool(errors or (strict and warnings))
    if as_json:
        _print_json(files, found, missed)
    else:
        parts = [count(len(files), "file") + " written"]
        parts += [f"{count(missed, 'build')} failed"] if missed else []
        parts += [count(errors, "error")] if errors else []
        parts += [count(warnings, "warning")] if warnings else []
        click.echo(", ".join(parts))
    sys.exit(ExitCode.CONTENT if failed else ExitCode.OK)


def _print_json(files: list[dict[str, Any]], found: list[Diagnostic], missed: int) -> None:
    import json

    diagnostics = [as_data(diagnostic) for diagnostic in found]
    click.echo(json.dumps({"files": files, "failed": missed, "diagnostics": diagnostics}, ensure_ascii=False, indent=2))
