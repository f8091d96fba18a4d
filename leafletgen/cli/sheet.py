"""``leafletgen sheet``: exercise sheets for patients, from a few names or from prescription files."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from leafletgen.cli.workspace import (
    complete_brands,
    complete_exercises,
    complete_people,
    complete_programmes,
    complete_sheet_layouts,
    count,
    fail,
    open_workspace,
    seen_from_here,
    show,
    workspace_option,
    written,
)
from leafletgen.errors import Diagnostic, ExitCode, Severity

if TYPE_CHECKING:
    from leafletgen.content.library import Workspace
    from leafletgen.sheets import Job

#: What a sheet is called when nothing else is said; never the patient's name, nor that of the prescription's file.
_NAME = "exercise-sheet"


@click.command("sheet", short_help="Make exercise sheets for patients.")
@click.argument("prescriptions", nargs=-1, metavar="[FILE|FOLDER]...", type=click.Path(path_type=Path))
@click.option(
    "--programme",
    "programmes",
    multiple=True,
    metavar="ID",
    help="All exercises of this programme.",
    shell_complete=complete_programmes,
)
@click.option(
    "--pick",
    "picks",
    multiple=True,
    metavar="EXERCISE[:DOSE]",
    help="This exercise, such as bridge or bridge:3x10,hold=5s.",
    shell_complete=complete_exercises,
)
@click.option(
    "--without",
    multiple=True,
    metavar="ID",
    help="Leave this exercise of a programme out.",
    shell_complete=complete_exercises,
)
@click.option("--for", "name", metavar="NAME", help="The patient's name; without one there is a line to write it on.")
@click.option("--clinician", metavar="NAME", help="Who prescribes.")
@click.option("--date", metavar="DATE", help="The day it is given, such as 2026-11-21.")
@click.option("--review", metavar="DATE", help="The day of the next appointment.")
@click.option("--goal", metavar="TEXT", help="What the patient wants to reach.")
@click.option("--note", metavar="TEXT", help="A word to the patient.")
@click.option("--person", metavar="NAME", help="Who is drawn.", shell_complete=complete_people)
@click.option(
    "--layout",
    metavar="NAME",
    help='A layout of "leafletgen list sheets"; else sheet-3.',
    shell_complete=complete_sheet_layouts,
)
@click.option("--brand", metavar="NAME", help="Its brand; else the only one.", shell_complete=complete_brands)
@click.option(
    "--order",
    type=click.Choice(["position", "given"]),
    help="By position, from lying to standing (the default), or as given.",
)
@click.option("--diary", type=click.IntRange(0, 12), metavar="WEEKS", help="Add a diary to tick for 1 to 12 weeks.")
@click.option(
    "-o", "output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.pdf", help="What to write."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where to write; else build/ in the workspace.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="N",
    help="How many processes share the work.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the sheet when it is written.")
@click.option("--summary", is_flag=True, help="Print a text for the patient's record, without names and numbers.")
@workspace_option
def command(
    prescriptions: tuple[Path, ...],
    programmes: tuple[str, ...],
    picks: tuple[str, ...],
    without: tuple[str, ...],
    name: str | None,
    clinician: str | None,
    date: str | None,
    review: str | None,
    goal: str | None,
    note: str | None,
    person: str | None,
    layout: str | None,
    brand: str | None,
    order: str | None,
    diary: int | None,
    output: Path | None,
    out: Path | None,
    jobs: int,
    open_it: bool,
    summary: bool,
    folder: Path | None,
) -> None:
    """Make an exercise sheet as PDF: branded, with pictures, and a dose that can be read one way only.

    \b
      leafletgen sheet --pick bridge --pick bird-dog:2x8,side=each --for "Sam Example"
      leafletgen sheet --programme back-strength --without squat-with-weights
      leafletgen sheet prescription.yaml

    FILE is a prescription ("leafletgen new prescription" writes one); several, or a folder of them, make several
    sheets, numbered in the order given. What the options say comes before what a file says. Only you can read the
    files that are written, and no file's name has a patient's in it.
    """  # noqa: D301 - click reads the escape
    from leafletgen.batch import WriteError
    from leafletgen.sheets import Options, make_sheets

    workspace = open_workspace(folder)
    paths = _prescription_files(prescriptions, workspace)
    several = len(paths) > 1
    if several:
        _refuse_for_several(name, output, open_it, len(paths))
    work = _jobs(paths, output, out if out is not None else workspace.root / "build")
    options = Options(
        programmes, picks, without, name, clinician, date, review, goal, note, person, layout, brand, order, diary
    )
    found: list[Diagnostic] = []
    failed = usage = 0
    try:
        for result in make_sheets(workspace.root, work, options, jobs):
            new = [diagnostic for diagnostic in result.diagnostics if diagnostic not in found]
            found += new
            show(new)
            if not result.written:
                failed += 1
                usage += result.usage
                _say_what_is_there(result.target)
                continue
            # The summary is to be piped into the record, so it is alone on the output.
            click.echo(written(result.target, result.pages, result.size), err=summary)
            if summary:
                click.echo(f"{result.target.name}\n{result.summary}" if several else result.summary, nl=several)
    except WriteError as fault:
        fail(str(fault), "check that the folder can be written to and the disk has room", ExitCode.ENVIRONMENT)
    if several:
        errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in found)
        parts = [count(len(work) - failed, "sheet") + " written"]
        parts += [f"{failed} failed"] if failed else []
        parts += [count(errors, "error")] if errors else []
        parts += [count(len(found) - errors, "warning")] if len(found) > errors else []
        click.echo(", ".join(parts), err=summary)
    if failed:
        sys.exit(ExitCode.USAGE if usage == failed else ExitCode.CONTENT)
    if open_it:
        _open(work[0].target)


def _prescription_files(given: tuple[Path, ...], workspace: "Workspace") -> list[Path | None]:
    """The prescriptions, a folder's by name, each once; a single None when the command line says it all."""
    if not given:
        return [None]
    found: dict[Path, Path] = {}
    for path in given:
        files = [path]
        if path.is_dir():
            endings = (".yaml", ".yml")
            files = sorted(each for each in path.iterdir() if each.suffix in endings and each.name[0] != ".")
            if not files:
                fail(f"there are no prescriptions in {path}", "they are files that end in .yaml", ExitCode.USAGE)
        elif not path.is_file():
            _fail_unknown(path, workspace)
        for each in files:
            found.setdefault(each.resolve(), each)
    return list(found.values())


def _fail_unknown(path: Path, workspace: "Workspace") -> NoReturn:
    """Say that there is no such file, and what may have been meant."""
    from leafletgen.content.exercises import Exercises
    from leafletgen.errors import did_you_mean

    library, name = Exercises(workspace), str(path)
    exercise = name.partition(":")[0]
    if exercise in library.exercise_names():
        hint = f"to choose the exercise: --pick {name}"
    elif name in library.programme_names():
        hint = f"to choose the programme: --programme {name}"
    else:
        near = did_you_mean(path.name, [each.name for each in path.parent.glob("*.y*ml")])
        hint = near if near.startswith("did you mean") else 'begin one with "leafletgen new prescription"'
    fail(f"there is no file {name}", hint, ExitCode.USAGE)


def _refuse_for_several(name: str | None, output: Path | None, open_it: bool, number: int) -> None:
    """What is meant for one sheet cannot be done to several; the same name on all would be worst."""
    faults = {
        "--for names one patient": (bool(name), "write each name into its prescription"),
        "-o names one file": (output is not None, "name a folder with --out"),
        "--open opens one file": (open_it, "leave it out"),
    }
    for message, (given, hint) in faults.items():
        if given:
            fail(f"{message}, and there are {number} prescriptions", hint, ExitCode.USAGE)


def _jobs(paths: list[Path | None], output: Path | None, out: Path) -> "list[Job]":
    from leafletgen.sheets import Job

    if output is not None:
        if output.suffix.lower() != ".pdf":
            fail(f"{output} is no name for a PDF", "let it end in .pdf", ExitCode.USAGE)
        return [Job(paths[0], output)]
    if len(paths) == 1:
        return [Job(paths[0], out / f"{_NAME}.pdf")]
    digits = max(3, len(str(len(paths))))
    return [Job(path, out / f"{_NAME}-{number:0{digits}}.pdf") for number, path in enumerate(paths, 1)]


def _say_what_is_there(target: Path) -> None:
    """An older file of the same name may be another patient's sheet."""
    if target.exists():
        click.echo(f"{seen_from_here(target)} is still the sheet of an earlier run", err=True)


def _open(target: Path) -> None:
    if click.launch(str(target.absolute())) != 0:
        fail(
            f"{seen_from_here(target)} is written, but cannot be opened from here",
            "open it yourself",
            ExitCode.ENVIRONMENT,
        )
