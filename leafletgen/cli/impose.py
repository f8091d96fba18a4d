"""``leafletgen impose``: booklets in the order in which they are printed, folded and stapled."""

import math
import sys
from pathlib import Path

import click

from leafletgen.app.writing import check_output, writes
from leafletgen.cli.wording import new_report, option
from leafletgen.cli.workspace import complete_leaflets, open_workspace, seen_from_here, workspace_option, written
from leafletgen.errors import ExitCode, error
from leafletgen.languages.numbers import count
from leafletgen.press.paper import PAPERS


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
    from leafletgen.app.imposing import Asked, booklets, copy, name_of_copy
    from leafletgen.press.source import OutputError

    files = [file for each in given for file in booklets(each, paper, lambda: open_workspace(folder), new_report())]
    asked = Asked(paper, creep_mm, binding, option)
    taken = {file.resolve() for file in files}
    for target in (name_of_copy(file, out) for file in files):
        if target.resolve() not in taken:  # those are told of one by one
            check_output(target, "PDF")
    failed = 0
    for file in files:
        try:
            with writes():
                made = copy(file, out, taken, seen_from_here, asked)
        except OutputError as fault:
            failed += 1
            click.echo(str(error(fault.code, fault.message, fault.hint)), err=True)
            continue
        click.echo(f"{written(made.path, made.sides, made.size)}, {count(made.sides // 2, 'sheet')} of paper")
    if failed < len(files):
        click.echo(f"Print on {paper.upper()}, both sides, flip on the short edge, actual size.")
    if failed and len(files) > 1:
        click.echo(f"{count(len(files) - failed, 'file')} written, {failed} failed")
    sys.exit(ExitCode.CONTENT if failed else ExitCode.OK)
