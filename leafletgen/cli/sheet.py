"""``leafletgen sheet``: exercise sheets for patients, from a few names, from prescriptions or from a clinic's CSV."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leafletgen.app.opening import signatures_of
from leafletgen.app.writing import check_form
from leafletgen.cli.sheet_defaults import refuse_without_a_sheet, remember, usual_defaults
from leafletgen.cli.sheet_emails import Emails, email_options
from leafletgen.cli.sheet_making import make, open_sheet, pointing_out_what_is_there
from leafletgen.cli.sheet_sources import (
    Table,
    ask_nhs_number,
    check_filled,
    check_nhs_number,
    refuse_for_several,
    sources_of,
)
from leafletgen.cli.wording import new_report, option
from leafletgen.cli.workspace import (
    complete_brands,
    complete_exercises,
    complete_languages,
    complete_people,
    complete_programmes,
    complete_sheet_layouts,
    fail,
    open_workspace,
    show,
    workspace_option,
)
from leafletgen.errors import ExitCode
from leafletgen.patients.defaults import Defaults
from leafletgen.system.forms import COLUMNS, ENDINGS, FORMATS, STANDARDS, TEXT_SIZES

if TYPE_CHECKING:
    from leafletgen.errors import Report
    from leafletgen.library.workspace import Workspace
    from leafletgen.patients.making import Job, Options


@click.command("sheet", short_help="Make exercise sheets for patients.")
@click.argument("prescriptions", nargs=-1, metavar="[FILE|FOLDER]...", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    metavar="FILE.csv",
    type=click.Path(path_type=Path, allow_dash=True),
    help="One sheet for each line of this file.",
)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column of the CSV is a field; without a column, the field is not read.",
)
@click.option(
    "--mapping",
    metavar="FILE.yaml",
    type=click.Path(path_type=Path, dir_okay=False),
    help='The same in a file, with lines "field: column".',
)
@click.option(
    "--dates",
    type=click.Choice(["dmy", "mdy", "ymd"]),
    help="The order of day, month and year in the CSV's dates; else a day over 12 in a column decides for it.",
)
@click.option(
    "--programme",
    "programmes",
    multiple=True,
    metavar="PROGRAMME",
    help="All exercises of this programme, by id or name.",
    shell_complete=complete_programmes,
)
@click.option(
    "--pick",
    "picks",
    multiple=True,
    metavar="EXERCISE[:DOSE]",
    help='This exercise, by id or name, such as bridge or "Thigh squeeze:3x10,hold=5s".',
    shell_complete=complete_exercises,
)
@click.option(
    "--without",
    multiple=True,
    metavar="EXERCISE",
    help="Leave this exercise of a programme out.",
    shell_complete=complete_exercises,
)
@click.option("--for", "name", metavar="NAME", help="The patient's name; without one there is a line to write it on.")
@click.option("--nhs-number", metavar="-", help='"-" asks for the NHS number without showing it.')
@click.option("--clinician", metavar="NAME", help="Who prescribes.")
@click.option("--role", "clinician_role", metavar="TEXT", help="What the clinician is, such as Physiotherapist.")
@click.option("--contact", "clinician_contact", metavar="TEXT", help="How to reach the clinician.")
@click.option(
    "--date", metavar="DATE", help='The day it is given, such as 2026-11-21; else today. "none" leaves a line for it.'
)
@click.option("--review", metavar="DATE", help="The day of the next appointment.")
@click.option("--goal", metavar="TEXT", help="What the patient wants to reach.")
@click.option("--note", metavar="TEXT", help="A word to the patient.")
@click.option(
    "--note-for",
    "notes_for",
    type=(str, str),
    multiple=True,
    metavar="EXERCISE TEXT",
    help="A word to the patient about this exercise.",
)
@click.option("--person", metavar="NAME", help="Who is drawn.", shell_complete=complete_people)
@click.option(
    "--layout",
    metavar="NAME",
    help='A layout of "leafletgen list sheets"; else sheet-3.',
    shell_complete=complete_sheet_layouts,
)
@click.option(
    "--text-size",
    type=click.Choice([str(size) for size in TEXT_SIZES]),
    callback=lambda _, __, size: size and int(size),
    help="Points, in place of the layout's own; headings grow with the words.",
)
@click.option(
    "--language",
    metavar="LANGUAGE",
    help="Another language that the exercises are translated to, such as pl or Polish; else English.",
    shell_complete=complete_languages,
)
@click.option("--brand", metavar="NAME", help="Its brand; else the only one.", shell_complete=complete_brands)
@click.option(
    "--order",
    type=click.Choice(["position", "given"]),
    help="By position, from lying to standing (the default), or as given.",
)
@click.option("--diary", type=click.IntRange(0, 12), metavar="WEEKS", help="Add a diary to tick for 1 to 12 weeks.")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What to write: a .pdf, a web page as .html, or plain text as .txt.",
)
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(FORMATS), help="PDF, a web page or plain text; else PDF."
)
@click.option(
    "--columns",
    type=click.IntRange(20, 200),
    default=COLUMNS,
    show_default=True,
    metavar="N",
    help="Of plain text: how many characters fit on a line; 40 for most braille printers.",
)
@click.option(
    "--standard",
    type=click.Choice(STANDARDS),
    help="What PDFs keep to, whatever the layout says: ua-1 is PDF/UA-1 and PDF/A-2a, ua-2 is PDF/UA-2 and PDF/A-4.",
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
    metavar="N",
    help="How many processes share the work; else as many as there are cores, and one for a few sheets.",
)
@email_options
@click.option("--open", "open_it", is_flag=True, help="Open the sheet when it is written.")
@click.option("--summary", is_flag=True, help="Print a text for the patient's record, without names and numbers.")
@click.option(
    "--remember",
    "keep",
    is_flag=True,
    help="Keep clinician, role, contact, layout and person for your further sheets; never anything of a patient.",
)
@click.option(
    "--no-defaults", is_flag=True, help="Leave out what was remembered; with --remember, forget all that is not said."
)
@workspace_option
def command(
    prescriptions: tuple[Path, ...],
    source: Path | None,
    maps: tuple[str, ...],
    mapping: Path | None,
    dates: str | None,
    output: Path | None,
    formats: tuple[str, ...],
    out: Path | None,
    jobs: int | None,
    open_it: bool,
    summary: bool,
    nhs_number: str | None,
    keep: bool,
    no_defaults: bool,
    folder: Path | None,
    **said: Any,
) -> None:
    """Make an exercise sheet as PDF: branded, with pictures, and a dose that can be read one way only.

    \b
      leafletgen sheet --pick bridge --pick bird-dog:2x8,side=each --for "Sam Example"
      leafletgen sheet --programme back-strength --without squat-with-weights
      leafletgen sheet prescription.yaml
      leafletgen sheet --remember --clinician "A Physio" --contact "01632 960 000" --layout sheet-2
      leafletgen sheet --from patients.csv --map "nhs_number=NHS No" --out sheets
      leafletgen sheet --from patients.csv --email

    FILE is a prescription ("leafletgen new prescription" writes one); several, or a folder of them, make several
    sheets, numbered in the order given. What the options say comes before what a file says, and that before what
    --remember kept. Only you can read the files that are written, and no file's name has a patient's in it.

    A CSV file has a patient in each line, and in its first line the names of the columns: name, nhs_number,
    programme, exercises ("bridge:3x10,hold=5s; bird-dog"), without, date, review, goal, note, clinician,
    clinician_role, clinician_contact, language, person, layout, brand, text_size, order, diary, email. Names do as
    well as ids, and dates may be 21/11/2026. It is in UTF-8, UTF-16 or Windows-1252, with commas, semicolons or
    tabs. What is wrong is told with line and column, counted in characters, and never with what stands there. "-"
    reads the file from another program.

    With --email a message for each line, to the one address in it, waits in the outbox until "leafletgen outbox send";
    what is in it already, or was sent lately, is not put in twice. PDFs are written as well where --out names a folder.

    Sheets are made on this computer alone, so that nothing of a patient leaves it. Ctrl-C stops after the sheet in
    hand; those that are made stay.
    """  # noqa: D301 - click reads the escape
    from leafletgen.patients.jobs import jobs_of
    from leafletgen.patients.making import Options

    emails = Emails.taken_from(said)
    check_filled(said)
    workspace = open_workspace(folder)
    said["layout"] = _as_known(said["layout"], workspace.sheet_layout_names)
    said["person"] = _as_known(said["person"], _people)
    place = out if out is not None else workspace.root / "build"
    with pointing_out_what_is_there(output, out if emails.wanted else place):
        check_nhs_number(nhs_number)
        unfit = {"-o": output, "--open": open_it, "--summary": summary, "--format": formats}
        post = emails.post({**unfit, "--columns": said["columns"] != COLUMNS}, source, workspace)
        is_asked_for = bool(prescriptions or source or said["programmes"] or said["picks"])
        if keep and not is_asked_for:
            of_sheets = {"-o": output, "--out": out, "--open": open_it, "--format": formats, "--map": maps}
            refuse_without_a_sheet({"--nhs-number": nhs_number, **of_sheets}, said)
        defaults = Defaults() if no_defaults else usual_defaults(workspace, said)
        options = Options(**said, defaults=defaults, wording=option)  # what holds for every sheet
        if keep:
            remember(options, workspace, summary, anew=no_defaults)
            if not is_asked_for:
                return
        report = new_report()
        sources = sources_of(
            prescriptions, Table(source, maps, mapping, dates, emails.wanted), options, workspace, report
        )
        if len(sources) > 1:
            given = {"--for": options.name, "--nhs-number": nhs_number, "-o": output, "--open": open_it}
            words = {"--goal": options.goal, "--note": options.note, "--note-for": options.notes_for}
            refuse_for_several({**given, **words}, len(sources), source is not None)
        several = len(sources) > 1 or source is not None
        work = jobs_of(sources, output, place, several, formats)
        _check_targets(work[0], options, work if output is not None or out is not None else ())
        _check_workspace(workspace, report)
        options = options._replace(nhs_number=ask_nhs_number(nhs_number))
    if post is not None:
        targets = [job.target for job in work] if out is not None else []
        emails.fill(workspace, post, sources, targets, options, jobs, report.diagnostics)
        return
    make(workspace, work, options, jobs, several, summary)
    if open_it:
        open_sheet(work[0].target)


def _as_known(name: str | None, known: Callable[[], Iterable[str]]) -> str | None:
    """A name in small letters, where that is known; else as it was typed."""
    plain = (name or "").strip().lower()
    return plain if plain and plain in known() else name


def _people() -> Iterable[str]:
    from leafletgen.figures.people import PEOPLE  # few sheets name one

    return PEOPLE


def _check_workspace(workspace: "Workspace", report: "Report") -> None:
    """Show what was found so far, and in the names and signatures of a workspace; end the command for an error."""
    from leafletgen.source.names import report_names

    report_names(workspace.root, report)
    signatures_of(workspace, report)
    show(report.diagnostics)
    if report.has_errors:
        sys.exit(ExitCode.CONTENT)


def _check_targets(first: "Job", options: "Options", chosen: "Sequence[Job]") -> None:
    """End the command for an option that no form has a use for, and for a place that is not to be written to."""
    for job in chosen:
        for target in job.targets:
            check_form(target)
    endings = [target.suffix.lower() for target in first.targets]
    if options.columns != COLUMNS and ENDINGS["text"] not in endings:
        fail("options-do-not-fit", "--columns is for plain text", "give --format text too", ExitCode.USAGE)
    if options.standard and ENDINGS["pdf"] not in endings:
        fail("options-do-not-fit", "--standard is for PDF", "give --format pdf too", ExitCode.USAGE)
