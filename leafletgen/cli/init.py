"""``leafletgen init``: a workspace with the starter leaflets, to print and to change."""

from pathlib import Path

import click

from leafletgen.cli.workspace import seen_from_here


@click.command("init", short_help="Make a workspace with starter leaflets in DIR.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a workspace in DIR: starter leaflets, layouts, a brand, fonts and pictures.

    DIR is a new folder or an empty one; "." is the folder you are in.
    """
    from leafletgen.app.scaffold import make_workspace

    make_workspace(folder)
    _say_what_next(folder)


def _say_what_next(folder: Path) -> None:
    here = folder.resolve() == Path.cwd().resolve()
    from leafletgen.library.translation_names import head_of

    leaflets = sum(
        head_of(path) is None for path in (folder / "leaflets").glob("*.yaml")
    )  # their translations are none
    click.echo(f"{'This folder' if here else seen_from_here(folder)} is a workspace with {leaflets} starter leaflets.")
    click.echo("Next:")
    steps = [
        ("leafletgen build", "make their PDF files in build/"),
        ("leafletgen list leaflets", "show what there is"),
        ("leafletgen new brand NAME", "begin a brand: your names, logo and colours"),
        ("leafletgen new leaflet NAME", "begin a leaflet"),
    ]
    if not here:
        name = str(folder)
        steps.insert(0, (f'cd "{name}"' if " " in name else f"cd {name}", "go there"))
    width = max(len(step) for step, _ in steps)
    for step, meaning in steps:
        click.echo(f"  {step.ljust(width)}  {meaning}")
