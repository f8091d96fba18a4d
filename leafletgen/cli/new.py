"""``leafletgen new``: a leaflet, a brand, an exercise … to fill in, which builds as it is."""

import os
import re
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.workspace import complete_brands, fail, open_workspace, seen_from_here, show, workspace_option
from leafletgen.errors import ExitCode, Report, did_you_mean

if TYPE_CHECKING:
    from leafletgen.content.library import Workspace
    from leafletgen.content.model.brand import Brand

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_NAME = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
_RESERVED = r"con|prn|aux|nul|com[0-9]|lpt[0-9]"
_NUMBER = r"[A-Za-z]{1,4}[0-9]+"
#: Words that a YAML reader may take for something else than text.
_WORDS_OF_YAML = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
_LAYOUTS = ("a5-booklet", "a4-leaflet", "large-print-18")


@click.group(
    "new",
    short_help="Begin a leaflet, brand, exercise, programme or prescription.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
def command() -> None:
    """Begin a leaflet, a brand, or what exercise sheets need: a file with notes, to fill in."""


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
    _check_name(name)
    workspace = open_workspace(folder)
    target = workspace.root / "leaflets" / f"{name}.yaml"
    _refuse_existing(name, [path.stem for path in workspace.leaflet_files()], "leaflet")
    brand = _brand(workspace, brand_name)
    text = (_TEMPLATES / "leaflet.yaml").read_text(encoding="utf-8")
    text = _fill(text, _leaflet_values(name, workspace, brand))
    try:
        _write_new(target, text.encode())
    except OSError as fault:
        _fail_to_write(target, fault)
    click.echo(f"{seen_from_here(target)} is ready to be filled in.")
    click.echo(f"Build it with: leafletgen build {name}")


@command.command("brand", short_help="Write a brand to fill in.")
@click.argument("name")
@workspace_option
def brand(name: str, folder: Path | None) -> None:
    """Write assets/brands/NAME/, a brand to fill in, with stand-ins for the logo.

    NAME is what leaflets call it: letters, digits and hyphens, such as riverside.
    """
    _check_name(name)
    workspace = open_workspace(folder)
    brands = workspace.root / "assets" / "brands"
    known = [path.name for path in brands.iterdir()] if brands.is_dir() else []
    _refuse_existing(name, known, "brand")
    text = (_TEMPLATES / "brand.yaml").read_text(encoding="utf-8")
    text = _fill(text, {"NAME": name, "TITLE": _quoted(_title(name))})
    target = brands / name
    try:
        target.mkdir(parents=True)
        try:
            for logo in ("logo.svg", "logo-reversed.svg"):
                shutil.copyfile(_TEMPLATES / logo, target / logo)
            _write_new(target / "brand.yaml", text.encode())
            _complete_fonts(workspace, text)
        except OSError:
            shutil.rmtree(target, ignore_errors=True)
            raise
    except OSError as fault:
        _fail_to_write(target, fault)
    click.echo(f"{seen_from_here(target / 'brand.yaml')} is ready to be filled in.")
    click.echo("Put your logo over logo.svg and logo-reversed.svg beside it.")
    click.echo(f'Use it with "brand: {name}" in a leaflet, or: leafletgen new leaflet NAME --brand {name}')


@command.command("exercise", short_help="Write an exercise to fill in.")
@click.argument("name")
@workspace_option
def exercise(name: str, folder: Path | None) -> None:
    """Write assets/exercises/NAME.yaml, an exercise to fill in.

    NAME is what prescriptions call it: letters, digits and hyphens, such as wall-squat.
    """
    _write_asset(name, "exercise", folder)
    click.echo(f"Look at it with: leafletgen sheet --pick {name} --layout sheet-1")


@command.command("programme", short_help="Write a programme to fill in.")
@click.argument("name")
@workspace_option
def programme(name: str, folder: Path | None) -> None:
    """Write assets/programmes/NAME.yaml, a programme of exercises to fill in.

    NAME is what prescriptions call it: letters, digits and hyphens, such as knee-week-1.
    """
    _write_asset(name, "programme", folder)
    click.echo(f"Look at it with: leafletgen sheet --programme {name}")


@command.command("prescription", short_help="Write a prescription to fill in.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default="prescription.yaml")
@workspace_option
def prescription(file: Path, folder: Path | None) -> None:
    """Write FILE, a prescription to fill in; else prescription.yaml in the folder you are in.

    It may stand anywhere. Only you can read it, because it is to hold a patient's name.
    """
    if file.suffix.lower() not in (".yaml", ".yml"):
        fail(f"{file} is no name for a prescription", "let it end in .yaml", ExitCode.USAGE)
    workspace = open_workspace(folder)
    if file.exists():
        fail(f"there is a file {file} already", "choose another name", ExitCode.USAGE)
    values = {
        "SCHEMA": _schema_line(workspace.root / ".schema" / "prescription.json", file),
        "FILE": str(file),
        "DATE": date.today().isoformat(),
        "EXERCISES": _some_exercises(workspace),
    }
    text = _fill((_TEMPLATES / "prescription.yaml").read_text(encoding="utf-8"), values)
    try:
        _write_new(file, text.encode(), 0o600)
    except OSError as fault:
        _fail_to_write(file, fault)
    click.echo(f"{seen_from_here(file)} is ready to be filled in.")
    click.echo(f"Make the sheet with: leafletgen sheet {file}")


def _write_asset(name: str, what: str, folder: Path | None) -> None:
    """Write an exercise or a programme into the workspace."""
    from leafletgen.content.exercises import Exercises

    _check_name(name)
    workspace = open_workspace(folder)
    library = Exercises(workspace)
    known = library.exercise_names() if what == "exercise" else library.programme_names()
    _refuse_existing(name, known, what)
    values = {"NAME": name, "TITLE": _quoted(_title(name))}
    if what == "programme":
        values["EXERCISES"] = _some_exercises(workspace)
    target = workspace.root / "assets" / f"{what}s" / f"{name}.yaml"
    text = _fill((_TEMPLATES / f"{what}.yaml").read_text(encoding="utf-8"), values)
    try:
        _write_new(target, text.encode())
    except OSError as fault:
        _fail_to_write(target, fault)
    click.echo(f"{seen_from_here(target)} is ready to be filled in.")


def _some_exercises(workspace: "Workspace") -> str:
    """A list of two exercises that the workspace has, so that the template works as it is."""
    from leafletgen.content.exercises import Exercises

    known = Exercises(workspace).exercise_names()
    if not known:
        fail(
            "there are no exercises in assets/exercises/",
            'begin one with "leafletgen new exercise NAME"',
            ExitCode.CONTENT,
        )
    names = [name for name in ("bridge", "bird-dog") if name in known] or known[:2]
    return "\n".join(f"  - {name}" for name in names)


def _schema_line(schema: Path, file: Path) -> str:
    """The line that tells an editor the schema, where the workspace has it on the same drive."""
    try:
        shown = Path(os.path.relpath(schema, file.absolute().parent)).as_posix()
    except ValueError:  # Windows, another drive
        return ""
    return f"# yaml-language-server: $schema={shown}\n" if schema.is_file() else ""


def _check_name(name: str) -> None:
    """A name becomes a file's name and stands in other files, so it is plain."""
    if not re.fullmatch(_NAME, name):
        plain = re.sub(r"[^A-Za-z0-9]+", "-", re.sub(r"\.ya?ml$", "", name)).strip("-")
        fail(
            f'"{name}" cannot be a name',
            "use letters without accents, digits and single hyphens" + (f", such as {plain}" if plain else ""),
            ExitCode.USAGE,
        )
    if re.fullmatch(_RESERVED, name, re.IGNORECASE):
        fail(f'a file cannot be called "{name}" on Windows', "choose another name", ExitCode.USAGE)


def _refuse_existing(name: str, known: list[str], what: str) -> None:
    """Nothing is overwritten, also where the system does not tell capitals from small letters."""
    for other in known:
        if other.lower() == name.lower():
            fail(f'there is a {what} called "{other}" already', "choose another name", ExitCode.USAGE)


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
    today = date.today()
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
        "CODE": _quoted(code),
        "TITLE": _quoted(_title(rest or name)),
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


def _example_code(brand: "Brand", number: str, today: date) -> str:
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


def _title(name: str) -> str:
    """The words of a name: neck-pain is Neck pain."""
    words = name.replace("-", " ")
    return words[0].upper() + words[1:]


def _quoted(text: str) -> str:
    """Text as a YAML value that stays text, whatever is in it."""
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9 ./-]*", text) and text.lower() not in _WORDS_OF_YAML
    return text if plain else "'" + text.replace("'", "''") + "'"


def _fill(text: str, values: dict[str, str]) -> str:
    return re.sub(r"@([A-Z]+)@", lambda match: values[match[1]], text)


def _write_new(target: Path, data: bytes, mode: int = 0o666) -> None:
    """Write a file that must not be there yet: all of it, or nothing.

    Raises:
        OSError: it is there, or cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(target, flags, mode), "wb")
    try:
        with file:
            file.write(data)
    except OSError:
        target.unlink(missing_ok=True)
        raise


def _complete_fonts(workspace: "Workspace", text: str) -> None:
    """Copy the fonts that the new brand names from the starter workspace, where the workspace lacks them."""
    from leafletgen.cli.init import starter

    fonts = workspace.root / "assets" / "fonts"
    for name in re.findall(r"[A-Za-z-]+\.ttf", text):
        if not (fonts / name).exists():
            fonts.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(starter() / "assets" / "fonts" / name, fonts / name)


def _fail_to_write(target: Path, fault: OSError) -> None:
    fail(
        f"{target} cannot be written: {fault.strerror or fault}",
        "check that the folder can be written to and the disk has room",
        ExitCode.ENVIRONMENT,
    )
