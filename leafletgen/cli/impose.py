"""``leafletgen impose``: booklets in the order in which they are printed, folded and stapled."""

import math
import sys
from contextlib import suppress
from pathlib import Path

import click

from leafletgen.cli.init import starter
from leafletgen.cli.workspace import (
    check_output,
    complete_leaflets,
    count,
    fail,
    open_workspace,
    seen_from_here,
    show,
    workspace_option,
    written,
)
from leafletgen.errors import ExitCode, Report, error
from leafletgen.outputs.paper import PAPERS
from leafletgen.system.writing import WriteError


def millimetres(text: str | float) -> float:
    """The number of millimetres in a length such as ``0.1mm``, ``0.1 mm`` or ``0.1``.

    Raises:
        click.BadParameter: it is no length.
    """
    try:
        number = float(text.strip().lower().removesuffix("mm").rstrip()) if isinstance(text, str) else text
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise click.BadParameter(f'"{text}" is no length; write 0.1mm')
    return number


def job_line_font() -> Path:
    """The font of job lines: the text font of the starter workspace, so that it is there outside a workspace too."""
    return starter() / "assets" / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf"


@click.command("impose", short_help="Put a booklet's pages in order for printing, folding and stapling.")
@click.argument("given", nargs=-1, required=True, metavar="FILE.pdf|LEAFLET...", shell_complete=complete_leaflets)
@click.option(
    "--paper", type=click.Choice(list(PAPERS), case_sensitive=False), default="a4", show_default=True, help="The paper."
)
@click.option(
    "--creep",
    "creep_mm",
    type=millimetres,
    default="0",
    metavar="LENGTH",
    help="Move the pages of each sheet so much more to the fold than those of the sheet around it, such as 0.1mm.",
)
@click.option(
    "--binding", type=click.Choice(["left", "right"]), help="Where it is stapled; else what the language asks for."
)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="The folder to write to; else beside each file."
)
@workspace_option
def command(
    given: tuple[str, ...], paper: str, creep_mm: float, binding: str | None, out: Path | None, folder: Path | None
) -> None:
    """Make a copy of each booklet to be printed on both sides, folded and stapled: NAME.imposed.pdf.

    \b
      leafletgen impose build/P4396-persistent-back-pain.a5-booklet.pdf
      leafletgen impose P4396

    LEAFLET is a code, a code's number or a leaflet's name; its booklets in build/ are taken.

    Two pages lie beside each other on each side of the paper, in their own size. Print it on both sides, "flip on the
    short edge", in actual size. The file itself stays as it is: it is the one for reading.
    """  # noqa: D301 - click reads the escape
    from leafletgen.outputs.source import OutputError

    files = [file for each in given for file in _files(each, paper, folder)]
    font = job_line_font()
    protected = {file.resolve() for file in files}
    for target in (_name_of_copy(file, out) for file in files):
        if target.resolve() not in protected:  # those are told of one by one
            check_output(target, "PDF")
    failed = 0
    for file in files:
        try:
            _impose(file, _target(file, out, protected), paper, creep_mm, binding, font)
        except OutputError as fault:
            failed += 1
            click.echo(str(error(fault.message, fault.hint)), err=True)
        except WriteError as fault:
            fail(str(fault), "check that the folder can be written to and the disk has room", ExitCode.ENVIRONMENT)
    if failed < len(files):
        click.echo(f"Print on {paper.upper()}, both sides, flip on the short edge, actual size.")
    if failed and len(files) > 1:
        click.echo(f"{count(len(files) - failed, 'file')} written, {failed} failed")
    sys.exit(ExitCode.CONTENT if failed else ExitCode.OK)


def _name_of_copy(file: Path, out: Path | None) -> Path:
    stem = file.stem if file.suffix.lower() == ".pdf" else file.name
    return (out if out is not None else file.parent) / f"{stem}.imposed.pdf"


def _files(given: str, paper: str, folder: Path | None) -> list[Path]:
    """The file that was named, or the built booklets of a leaflet; ends the command when there are none."""
    path = Path(given)
    if path.is_file():
        return [path]
    if path.exists() or path.suffix.lower() == ".pdf":
        fail(f"there is no file {given}" if not path.exists() else f"{given} is a folder", "name a PDF", ExitCode.USAGE)
    from leafletgen.outputs.impose import fits_twice
    from leafletgen.outputs.source import OutputError

    workspace, report = open_workspace(folder), Report()
    leaflets = workspace.find_leaflets([given], report)
    if report.has_errors:
        show(report.diagnostics)
        sys.exit(ExitCode.USAGE)
    found = []
    for leaflet in leaflets:
        for layout in workspace.layout_names():
            # A draft is taken only where there is no file of the released leaflet.
            names = [f"{leaflet.stem}.{layout}{mark}.pdf" for mark in ("", ".DRAFT", ".WITHDRAWN")]
            built = next((file for name in names if (file := workspace.root / "build" / name).is_file()), None)
            with suppress(OutputError):
                if built is not None and fits_twice(built.read_bytes(), built.name, paper):
                    found.append(built)
    if not found:
        fail(
            f"build/ has no booklet of {given} whose pages lie twice on {paper.upper()}",
            f'build it first: "leafletgen build {given}"',
            ExitCode.USAGE,
        )
    return found


def _target(file: Path, out: Path | None, taken: set[Path]) -> Path:
    """Where the copy goes; never over a file that was named, or over another's copy."""
    from leafletgen.outputs.source import OutputError

    target = _name_of_copy(file, out)
    if target.resolve() in taken:
        raise OutputError(
            f"{seen_from_here(target)} is not written: it would take the place of another file of this run",
            "name the files in runs of their own, with another --out",
        )
    taken.add(target.resolve())
    return target


def _impose(file: Path, target: Path, paper: str, creep_mm: float, binding: str | None, font: Path) -> None:
    from leafletgen.outputs.impose import impose
    from leafletgen.outputs.source import OutputError
    from leafletgen.system.raster import opened
    from leafletgen.system.writing import write_whole

    try:
        data = file.read_bytes()
        private = file.stat().st_mode & 0o077 == 0  # what its owner alone may read, stays so
    except OSError as fault:
        raise OutputError(f"{file} cannot be read: {fault.strerror}", "check that you may read it") from fault
    copy = impose(data, file.name, font=font, paper=paper, creep_mm=creep_mm, binding=binding)
    write_whole(target, copy, private=private)
    with opened(copy) as pages:
        sides = len(pages)
    click.echo(f"{written(target, sides, len(copy))}, {count(sides // 2, 'sheet')} of paper")
