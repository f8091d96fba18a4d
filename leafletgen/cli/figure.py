"""``leafletgen figure``: the pictures of exercises as SVG and PNG, and all of them in one PDF to look at."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.app.opening import clear_unfinished
from leafletgen.app.writing import check_output
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import (
    complete_brands,
    complete_exercises,
    complete_people,
    fail,
    open_workspace,
    seen_from_here,
    show,
    workspace_option,
    written,
)
from leafletgen.errors import ExitCode
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace


@click.command("figure", short_help="Draw the pictures of an exercise.")
@click.argument("exercise", required=False, shell_complete=complete_exercises)
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What to write: FILE.svg or FILE.png, or FILE.pdf for a contact sheet.",
)
@click.option(
    "--pose", "stage", type=click.Choice(["start", "middle", "finish"]), help="This pose; else all side by side."
)
@click.option(
    "--side", type=click.Choice(["left", "right"]), help="The side that is drawn, of an exercise done on one side."
)
@click.option(
    "--person", metavar="NAME", help="Who is drawn; else one person for each exercise.", shell_complete=complete_people
)
@click.option(
    "--width-mm",
    type=click.FloatRange(5, 1000),
    default=120.0,
    show_default=True,
    metavar="MM",
    help="How wide a PNG is in print.",
)
@click.option(
    "--dpi", type=click.IntRange(20, 1200), default=300, show_default=True, metavar="N", help="Dots an inch of a PNG."
)
@click.option("--contact-sheet", is_flag=True, help="Write a PDF to choose from: all exercises by area.")
@click.option(
    "--brand", metavar="NAME", help="The brand of a contact sheet; else the only one.", shell_complete=complete_brands
)
@click.option(
    "--refresh", is_flag=True, help="Draw assets/images/exercises/ID-start.svg and the like anew, those that are there."
)
@workspace_option
def command(
    exercise: str | None,
    output: Path | None,
    stage: str | None,
    side: str | None,
    person: str | None,
    width_mm: float,
    dpi: int,
    contact_sheet: bool,
    brand: str | None,
    refresh: bool,
    folder: Path | None,
) -> None:
    """Draw the pictures of an exercise from its poses.

    \b
      leafletgen figure bridge -o bridge.svg
      leafletgen figure bridge --pose finish --person joan -o bridge.png
      leafletgen figure --contact-sheet

    Leaflets show the files in assets/images/exercises/: after a pose was changed, --refresh draws those anew.
    """  # noqa: D301 - click reads the escape
    from leafletgen.app.drawing import check_person
    from leafletgen.source.names import report_names
    from leafletgen.system.writing import WriteError

    if sum((exercise is not None, contact_sheet, refresh)) != 1:
        raise click.UsageError("name one exercise, or give --contact-sheet or --refresh")
    workspace = open_workspace(folder)
    clear_unfinished(workspace)
    check_person(person)
    naming = new_report()
    report_names(workspace.root, naming)
    show(naming.diagnostics)
    if naming.has_errors:
        sys.exit(ExitCode.CONTENT)
    if contact_sheet and (stage or side):
        fail(
            "options-do-not-fit",
            "--contact-sheet shows whole exercises, and --pose and --side are for a picture of one",
            "leave them out",
            ExitCode.USAGE,
        )
    try:
        if contact_sheet:
            _contact_sheet(workspace, output, person, brand)
        elif refresh:
            _refresh(workspace, output)
        else:
            assert exercise is not None
            _draw(workspace, exercise, output, stage, side, person, (width_mm, dpi))
    except WriteError as fault:
        fail(
            "file-not-written",
            str(fault),
            "check that the folder can be written to and the disk has room",
            ExitCode.ENVIRONMENT,
        )


def _draw(
    workspace: "Workspace",
    name: str,
    output: Path | None,
    stage: str | None,
    side: str | None,
    person: str | None,
    print_size: tuple[float, int],
) -> None:
    from leafletgen.app.drawing import as_png, as_svg
    from leafletgen.library.exercises import Exercises
    from leafletgen.system.writing import write_whole

    suffix = output.suffix.lower() if output is not None else ""
    if output is None or suffix not in (".svg", ".png"):
        fail(
            "output-missing",
            "say what to write, and in which form",
            f"add -o {name}.svg or -o {name}.png",
            ExitCode.USAGE,
        )
    check_output(output, "FIGURE" if suffix == ".svg" else "PNG", "assets/images")
    report = new_report()
    exercise = Exercises(workspace).load(name, report)
    show(report.diagnostics)
    if exercise is None:
        unknown = all(fault.place is None for fault in report.errors)
        sys.exit(ExitCode.USAGE if unknown else ExitCode.CONTENT)
    if suffix == ".svg":
        write_whole(output, as_svg(exercise, stage, person, side, report))
        click.echo(seen_from_here(output))
        return
    picture = as_png(exercise, stage, person, side, *print_size, report)
    write_whole(output, picture.data)
    click.echo(f"{seen_from_here(output)}  {picture.width} x {picture.height} pixels")


def _contact_sheet(workspace: "Workspace", output: Path | None, person: str | None, brand: str | None) -> None:
    from leafletgen.app.drawing import contact_sheet
    from leafletgen.system.writing import write_whole

    target = output if output is not None else workspace.root / "build" / "contact-sheet.pdf"
    if target.suffix.lower() != ".pdf":
        fail("output-ending-wrong", "a contact sheet is a PDF", f"add -o {target.stem}.pdf", ExitCode.USAGE)
    if output is not None:
        check_output(output, "PDF")
    report = new_report()
    composed = contact_sheet(workspace, person, brand, report)
    show(report.diagnostics)
    if composed is None:
        if not report.has_errors:
            hint = 'begin one with "leafletgen new exercise NAME"'
            fail("no-exercises", "there are no exercises in assets/exercises/", hint, ExitCode.CONTENT)
        sys.exit(ExitCode.USAGE if all(fault.place is None for fault in report.errors) else ExitCode.CONTENT)
    write_whole(target, composed.data)
    click.echo(written(target, composed.pages, len(composed.data)))
    if report.has_errors:
        click.echo("the contact sheet is incomplete: faulty exercises are not in it", err=True)
    sys.exit(ExitCode.CONTENT if report.has_errors else ExitCode.OK)


def _refresh(workspace: "Workspace", output: Path | None) -> None:
    """Draw the pictures that leaflets show anew."""
    from leafletgen.app.drawing import refresh

    if output is not None:
        fail("options-do-not-fit", "--refresh writes the files that are there", "leave -o out", ExitCode.USAGE)
    report = new_report()
    changed = same = 0
    for path, is_new in refresh(workspace, report):
        same += not is_new
        changed += is_new
        if is_new:
            click.echo(seen_from_here(path))
    show(report.diagnostics)
    click.echo(f"{count(changed, 'picture')} drawn anew, {same} as before")
    sys.exit(ExitCode.CONTENT if report.has_errors else ExitCode.OK)
