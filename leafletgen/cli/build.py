"""``leafletgen build``: leaflets into PDF files."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leafletgen.app.writing import check_output, check_place
from leafletgen.cli.impose import millimetres
from leafletgen.cli.wording import new_report, option
from leafletgen.cli.workspace import (
    complete_brands,
    complete_layouts,
    complete_leaflets,
    fail,
    open_workspace,
    show,
    workspace_option,
)
from leafletgen.errors import ExitCode
from leafletgen.system.forms import BUILT_FORMATS, COLUMNS, FORMATS, STANDARDS, WORD, Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leafletgen.app.choosing import Choice
    from leafletgen.batch.job import Copies, Settings
    from leafletgen.library.workspace import Workspace


#: The ending of a report and its kind; see leafletgen.system.targets.
_REPORTS = {".html": "REPORT_PAGE", ".json": "REPORT_DATA", ".csv": "REPORT_TABLE"}


@click.command("build", short_help="Build leaflets into PDF, web pages and plain text.")
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...", shell_complete=complete_leaflets)
@click.option(
    "--layout",
    "layouts",
    multiple=True,
    metavar="NAME",
    help="This layout, not those the leaflet names.",
    shell_complete=complete_layouts,
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(BUILT_FORMATS),
    help="PDF in each layout, a web page, plain text, or a Word file for reviewers; else PDF alone.",
)
@click.option(
    "--columns",
    type=click.IntRange(20, 200),
    default=COLUMNS,
    show_default=True,
    metavar="N",
    help="With --format text: how many characters fit on a line; 40 for most braille printers.",
)
@click.option(
    "--standard",
    type=click.Choice(STANDARDS),
    help="What PDFs keep to, whatever their layout says: ua-1 is PDF/UA-1 and PDF/A-2a, ua-2 is PDF/UA-2 and PDF/A-4.",
)
@click.option(
    "--brand", "brands", multiple=True, metavar="NAME", help="Leaflets of this brand.", shell_complete=complete_brands
)
@click.option("--department", "departments", multiple=True, metavar="NAME", help="Leaflets of this department.")
@click.option(
    "--since",
    metavar="CODE|DATE",
    help="Leaflets released after this release, or on this day or later, and those changed since their release.",
)
@workspace_option
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Where to write; else build/ in the workspace."
)
@click.option("--dry-run", is_flag=True, help="Say what would be built and why, and build nothing.")
@click.option("--force", is_flag=True, help="Build what is up to date too.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors, build no drafts, and print no SVG as dots.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="How many processes share the work; else as many as there are processors.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write what became of each leaflet to a .html, .json or .csv file.",
)
@click.option("--watch", is_flag=True, help="Go on: build again what an author saves, until Ctrl-C.")
@click.option("--impose", is_flag=True, help="Also make spreads of booklets, to print, fold and staple.")
@click.option(
    "--creep",
    type=millimetres,
    metavar="MM",
    default="0",
    help="With --impose: how far inner sheets are moved in, such as 0.1mm.",
)
@click.option(
    "--binding",
    type=click.Choice(["left", "right"]),
    help="With --impose: the edge that is stapled; else as the language reads.",
)
@click.option("--press", is_flag=True, help="Also make files for a printing company: bleed and crop marks.")
@click.option("--scheduler", metavar="dask://HOST:PORT", help="Share the work among the machines of a cluster.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(
    formats: tuple[str, ...],
    columns: int,
    standard: str | None,
    folder: Path | None,
    out: Path | None,
    dry_run: bool,
    force: bool,
    strict: bool,
    jobs: int | None,
    reports: tuple[Path, ...],
    watch: bool,
    impose: bool,
    creep: float,
    binding: str | None,
    press: bool,
    scheduler: str | None,
    as_json: bool,
    **chosen: Any,
) -> None:
    """Build leaflets into PDF, each in the layouts it names, or into web pages and plain text.

    LEAFLET is a path, the name of a file without .yaml, or a code number such as P4396. Without any, all are built.
    What is up to date is left as it is. A faulty leaflet stops no other one, and its old files stay as they are.

    A Word file (--format docx) is for reviewers who comment in it: it has every block, and is never released. What they
    changed comes back by "leafletgen import".

    A leaflet that is not as it was released ("leafletgen release") has DRAFT across its pages and in its file's name.

    Ctrl-C lets the leaflets in hand come to their end; the next run goes on where this one stopped.
    """
    from leafletgen.app.choosing import Choice
    from leafletgen.batch.job import Copies
    from leafletgen.cli.building import Building

    choice = Choice(**chosen)
    workspace = open_workspace(folder)
    check_place(out)
    _check_reports(reports)
    if reports and dry_run:
        fail(
            "options-do-not-fit",
            "--report tells of a build, and --dry-run builds nothing",
            "leave one of them out",
            ExitCode.USAGE,
        )
    if watch and dry_run:
        fail("options-do-not-fit", "--watch builds, and --dry-run does not", "leave one of them out", ExitCode.USAGE)
    if not impose and (creep or binding):
        fail("options-do-not-fit", "--creep and --binding are for spreads", "give --impose too", ExitCode.USAGE)
    wanted = Wanted(tuple(dict.fromkeys(formats)) or FORMATS[:1], columns, standard)
    if "pdf" not in wanted.formats and (choice.layouts or standard or impose or press):
        fail(
            "options-do-not-fit",
            "--layout, --standard, --impose and --press are for PDF",
            "give --format pdf too",
            ExitCode.USAGE,
        )
    if "text" not in wanted.formats and columns != COLUMNS:
        fail("options-do-not-fit", "--columns is for plain text", "give --format text too", ExitCode.USAGE)
    if WORD in wanted.formats:
        from leafletgen.word.exporting.package_needed import check_package

        check_package()  # before anything is built
    copies = Copies(impose, press, creep_mm=creep, binding=binding)
    settings = _settings(workspace, choice.layouts, wanted, out, strict, force, copies)
    thumbnails = any(report.suffix.lower() == ".html" for report in reports)
    settings = settings._replace(thumbnails=thumbnails, all_of_them=not choice.leaflets)
    paths = _choose(workspace, choice)
    building = Building(workspace, settings, jobs, reports, as_json, scheduler)
    if dry_run:
        sys.exit(building.explain(paths))
    if not watch:
        sys.exit(building.build(paths))
    building.watch(paths, lambda: _choose(workspace, choice))


def _choose(workspace: "Workspace", choice: "Choice") -> list[Path]:
    """The leaflets of this run, with what there is to say of them."""
    from leafletgen.app.choosing import choose

    report = new_report()
    paths = choose(workspace, choice, report)
    show(report.diagnostics)
    if not paths:
        click.echo("no leaflet fits", err=True)
    return paths


def _settings(
    workspace: "Workspace",
    layouts: "Sequence[str]",
    wanted: Wanted,
    out: Path | None,
    strict: bool,
    force: bool,
    copies: "Copies",
) -> "Settings":
    from leafletgen.batch.job import Settings

    target = (out if out is not None else workspace.root / "build").absolute()
    return Settings(
        workspace.root, target, tuple(dict.fromkeys(layouts)), wanted, strict, force, copies, wording=option
    )


def _check_reports(reports: tuple[Path, ...]) -> None:
    if not reports:
        return
    from leafletgen.batch.report import KINDS

    for report in reports:
        if report.suffix.lower() not in KINDS:
            fail(
                "output-ending-wrong",
                f"--report: {report.name} is no kind of report",
                f"let it end in {' or '.join(KINDS)}",
                ExitCode.USAGE,
            )
        check_output(report, _REPORTS[report.suffix.lower()])
