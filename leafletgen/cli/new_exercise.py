"""``leafletgen new exercise``, ``programme`` and ``prescription``: what exercise sheets are made from."""

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

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
from leafletgen.cli.workspace import check_place, fail, open_workspace, seen_from_here, workspace_option
from leafletgen.errors import ExitCode
from leafletgen.system import clock

if TYPE_CHECKING:
    from leafletgen.library.workspace import Workspace


@click.command("exercise", short_help="Write an exercise to fill in.")
@click.argument("name")
@workspace_option
def exercise(name: str, folder: Path | None) -> None:
    """Write assets/exercises/NAME.yaml, an exercise to fill in.

    NAME is what prescriptions call it: letters, digits and hyphens, such as wall-squat.
    """
    _write_asset(name, "exercise", folder)
    click.echo(f"Look at it with: leafletgen sheet --pick {name} --layout sheet-1")


@click.command("programme", short_help="Write a programme to fill in.")
@click.argument("name")
@workspace_option
def programme(name: str, folder: Path | None) -> None:
    """Write assets/programmes/NAME.yaml, a programme of exercises to fill in.

    NAME is what prescriptions call it: letters, digits and hyphens, such as knee-week-1.
    """
    _write_asset(name, "programme", folder)
    click.echo(f"Look at it with: leafletgen sheet --programme {name}")


@click.command("prescription", short_help="Write a prescription to fill in.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default="prescription.yaml")
@workspace_option
def prescription(file: Path, folder: Path | None) -> None:
    """Write FILE, a prescription to fill in; else prescription.yaml in the folder you are in.

    It may stand anywhere. Only you can read it, because it is to hold a patient's name.
    """
    if file.suffix.lower() not in (".yaml", ".yml"):
        fail(f"{file} is no name for a prescription", "let it end in .yaml", ExitCode.USAGE)
    workspace = open_workspace(folder)
    check_place(file)
    if file.exists():
        fail(f"there is a file {file} already", "choose another name", ExitCode.USAGE)
    today = clock.today()
    values = {
        "SCHEMA": _schema_line(workspace.root / ".schema" / "prescription.json", file),
        "FILE": str(file),
        "DATE": today.isoformat(),
        "REVIEW": (today + timedelta(weeks=2)).isoformat(),
        "EXERCISES": _some_exercises(workspace),
    }
    text = fill((TEMPLATES / "prescription.yaml").read_text(encoding="utf-8"), values)
    try:
        write_new(file, text.encode(), private=True)
    except OSError as fault:
        fail_to_write(file, fault)
    click.echo(f"{seen_from_here(file)} is ready to be filled in.")
    click.echo(f"Make the sheet with: leafletgen sheet {file}")


def _write_asset(name: str, what: str, folder: Path | None) -> None:
    """Write an exercise or a programme into the workspace."""
    from leafletgen.library.exercises import Exercises

    check_name(name)
    workspace = open_workspace(folder)
    library = Exercises(workspace)
    known = library.exercise_names() if what == "exercise" else library.programme_names()
    refuse_existing(name, known, what)
    values = {"NAME": name, "TITLE": quoted(title(name))}
    if what == "programme":
        values["EXERCISES"] = _some_exercises(workspace)
    target = workspace.root / "assets" / f"{what}s" / f"{name}.yaml"
    text = fill((TEMPLATES / f"{what}.yaml").read_text(encoding="utf-8"), values)
    try:
        write_new(target, text.encode())
    except OSError as fault:
        fail_to_write(target, fault)
    click.echo(f"{seen_from_here(target)} is ready to be filled in.")


def _some_exercises(workspace: "Workspace") -> str:
    """A list of two exercises that the workspace has, so that the template works as it is."""
    from leafletgen.library.exercises import Exercises

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
