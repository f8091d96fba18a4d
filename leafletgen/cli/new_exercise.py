"""``leafletgen new exercise``, ``programme`` and ``prescription``: what exercise sheets are made from."""

from pathlib import Path

import click

from leafletgen.cli.workspace import fail, open_workspace, seen_from_here, workspace_option
from leafletgen.errors import ExitCode


@click.command("exercise", short_help="Write an exercise to fill in.")
@click.argument("name")
@workspace_option
def exercise(name: str, folder: Path | None) -> None:
    """Write assets/exercises/NAME.yaml, an exercise to fill in.

    NAME is what prescriptions call it: letters, digits and hyphens, such as wall-squat.
    """
    from leafletgen.app.new_content import new_exercise

    target = new_exercise(open_workspace(folder), name)
    click.echo(f"{seen_from_here(target)} is ready to be filled in.")
    click.echo(f"Look at it with: leafletgen sheet --pick {name} --layout sheet-1")


@click.command("programme", short_help="Write a programme to fill in.")
@click.argument("name")
@workspace_option
def programme(name: str, folder: Path | None) -> None:
    """Write assets/programmes/NAME.yaml, a programme of exercises to fill in.

    NAME is what prescriptions call it: letters, digits and hyphens, such as knee-week-1.
    """
    from leafletgen.app.new_content import new_programme

    target = new_programme(open_workspace(folder), name)
    click.echo(f"{seen_from_here(target)} is ready to be filled in.")
    click.echo(f"Look at it with: leafletgen sheet --programme {name}")


@click.command("prescription", short_help="Write a prescription to fill in.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default="prescription.yaml")
@workspace_option
def prescription(file: Path, folder: Path | None) -> None:
    """Write FILE, a prescription to fill in; else prescription.yaml in the folder you are in.

    It may stand anywhere. Only you can read it, because it is to hold a patient's name.
    """
    from leafletgen.app.new_content import new_prescription

    if file.suffix.lower() not in (".yaml", ".yml"):
        fail("output-ending-wrong", f"{file} is no name for a prescription", "let it end in .yaml", ExitCode.USAGE)
    new_prescription(open_workspace(folder), file)
    click.echo(f"{seen_from_here(file)} is ready to be filled in.")
    click.echo(f"Make the sheet with: leafletgen sheet {file}")
