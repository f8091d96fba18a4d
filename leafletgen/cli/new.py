"""``leafletgen new``: a leaflet, a brand, an exercise … to fill in, which builds as it is."""

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.new_exercise import exercise, prescription, programme
from leafletgen.cli.templates import (
    TEMPLATES,
    check_name,
    fail_to_write,
    fill,
    quoted,
    refuse_existing,
    title,
    write_new,
)
from leafletgen.cli.workspace import complete_brands, fail, open_workspace, seen_from_here, show, workspace_option
from leafletgen.errors import ExitCode, Report, did_you_mean
from leafletgen.system import clock

if TYPE_CHECKING:
    from datetime import date

    from leafletgen.content.model.brand import Brand
    from leafletgen.library.workspace import Workspace

_NUMBER = r"[A-Za-z]{1,4}[0-9]+"
_LAYOUTS = ("a5-booklet", "a4-leaflet", "large-print-18")


@click.group(
    "new",
    short_help="Begin a leaflet, brand, exercise, programme or prescription.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
def command() -> None:
    """Begin a leaflet, a brand, or what exercise sheets need: a file with notes, to fill in."""


for _subcommand in (exercise, programme, prescription):
    command.add_command(_subcommand)


@command.command("leaflet", short_help="Write a leaflet to fill in.")
@click.argument("name")
@click.option(
    "--brand", "brand_name", metavar="NAME", help="Its brand; else the only one.", shell_complete=complete_brands
)
@workspace_option
def leaflet(name: str, brand_name: str | None, folder: Path | None) -> None:
    """Write leaflets/NAME.yaml, a leaflet to fill in.

    NAME is the file's name without .yaml: letters, digits and hyphens, such as P4401-neck-pain. A code number at
    its beginning goes into the leaflet's code.
    """
    check_name(name)
    workspace = open_workspace(folder)
    target = workspace.root / "leaflets" / f"{name}.yaml"
    refuse_existing(name, [path.stem for path in workspace.leaflet_files()], "leaflet")
    brand = _brand(workspace, brand_name)
    text = (TEMPLATES / "leaflet.yaml").read_text(encoding="utf-8")
    text = fill(text, _leaflet_values(name, workspace, brand))
    try:
        write_new(target, text.encode())
    except OSError as fault:
        fail_to_write(target, fault)
    click.echo(f"{seen_from_here(target)} is ready to be filled in.")
    click.echo(f"Build it with: leafletgen build {name}")


@command.command("brand", short_help="Write a brand to fill in.")
@click.argument("name")
@workspace_option
def brand(name: str, folder: Path | None) -> None:
    """Write assets/brands/NAME/, a brand to fill in, with stand-ins for the logo.

    NAME is what leaflets call it: letters, digits and hyphens, such as riverside.
    """
    check_name(name)
    workspace = open_workspace(folder)
    brands = workspace.root / "assets" / "brands"
    known = [path.name for path in brands.iterdir()] if brands.is_dir() else []
    refuse_existing(name, known, "brand")
    text = (TEMPLATES / "brand.yaml").read_text(encoding="utf-8")
    text = fill(text, {"NAME": name, "TITLE": quoted(title(name))})
    target = brands / name
    try:
        target.mkdir(parents=True)
        try:
            for logo in ("logo.svg", "logo-reversed.svg"):
                shutil.copyfile(TEMPLATES / logo, target / logo)
            write_new(target / "brand.yaml", text.encode())
            _complete_fonts(workspace, text)
        except OSError:
            shutil.rmtree(target, ignore_errors=True)
            raise
    except OSError as fault:
        fail_to_write(target, fault)
    click.echo(f"{seen_from_here(target / 'brand.yaml')} is ready to be filled in.")
    click.echo("Put your logo over logo.svg and logo-reversed.svg beside it.")
    click.echo(f'Use it with "brand: {name}" in a leaflet, or: leafletgen new leaflet NAME --brand {name}')


def _brand(workspace: "Workspace", name: str | None) -> "Brand":
    """The brand that was named, or the only one; ends the command when it is faulty or not clear."""
    known = workspace.brand_names()
    if not known:
        fail("there are no brands in assets/brands/", 'begin one with "leafletgen new brand NAME"', ExitCode.CONTENT)
    if name is None and len(known) > 1:
        fail("there is more than one brand", f"choose one with --brand: {', '.join(known)}", ExitCode.USAGE)
    name = name or known[0]
    if name not in known:
        fail(f'no brand is called "{name}"', did_you_mean(name, known), ExitCode.USAGE)
    report = Report()
    found = workspace.load_brand(name, report)
    if found is None:
        show(report.diagnostics)
        sys.exit(ExitCode.CONTENT)
    return found


def _leaflet_values(name: str, workspace: "Workspace", brand: "Brand") -> dict[str, str]:
    number, _, rest = name.partition("-")
    if not re.fullmatch(_NUMBER, number):
        number, rest = "", name
    today = clock.today()
    month = today.month
    code = _example_code(brand, number or _free_number(workspace), today)
    layouts = workspace.layout_names()
    if not layouts:
        fail(
            "there are no layouts in layouts/",
            'copy one from a workspace that "leafletgen init" makes',
            ExitCode.CONTENT,
        )
    department = next(iter(brand.departments), None)
    return {
        "NAME": name,
        "CODE": quoted(code),
        "TITLE": quoted(title(rest or name)),
        "BRAND": brand.identifier,
        "LAYOUTS": ", ".join([layout for layout in _LAYOUTS if layout in layouts] or layouts[:1]),
        "REVIEW": f"{today.year + 3}-{month:02}",
        "DEPARTMENT": f"department: {department}"
        if department
        else "# department: physiotherapy    # one of the brand's",
    }


def _free_number(workspace: "Workspace") -> str:
    """A code number after the highest of the workspace, so that a new leaflet is not taken for another one."""
    report = Report()
    loaded = [workspace.load_leaflet(path, report) for path in workspace.leaflet_files()]
    numbers = [found.code.number or "" for found in loaded if found is not None]
    parts = [
        (match[1], int(match[2]))
        for match in (re.fullmatch(r"([A-Za-z]*)([0-9]+)", known) for known in numbers)
        if match
    ]
    if not parts:
        return ""
    letters, highest = max(parts, key=lambda part: part[1])
    return f"{letters}{highest + 1}"


def _example_code(brand: "Brand", number: str, today: "date") -> str:
    """A code of the brand's form, of this month; its job is a number to be changed."""
    template = brand.code
    example = template.parse(template.example)
    if example is None:
        return template.example
    fields = set(template.fields)
    example.number = number if number and "number" in fields else example.number
    example.month = today.month if "month" in fields else None
    example.year = today.year if "year" in fields else None
    try:
        return template.format(example)
    except ValueError:
        return template.example


def _complete_fonts(workspace: "Workspace", text: str) -> None:
    """Copy the fonts that the new brand names from the starter workspace, where the workspace lacks them."""
    from leafletgen.cli.init import starter

    fonts = workspace.root / "assets" / "fonts"
    for name in re.findall(r"[A-Za-z-]+\.ttf", text):
        if not (fonts / name).exists():
            fonts.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(starter() / "assets" / "fonts" / name, fonts / name)
