"""``leafletgen init``: a workspace with the starter leaflets, to print and to change."""

import shutil
from pathlib import Path

import click

from leafletgen.cli.workspace import check_place, fail, seen_from_here
from leafletgen.errors import ExitCode
from leafletgen.starters.contents import GIVEN, contents, starter_folder, written_given

#: Where the workspace is put together before it is moved into place; left over only when the machine went down.
_STAGE = ".leafletgen-init.part"


@click.command("init", short_help="Make a workspace with starter leaflets in DIR.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a workspace in DIR: starter leaflets, layouts, a brand, fonts and pictures.

    DIR is a new folder or an empty one; "." is the folder you are in.
    """
    check_place(folder)
    if folder.exists() and not folder.is_dir():
        fail("folder-not-empty", f"{folder} is a file", "name a folder that does not exist yet", ExitCode.USAGE)
    try:
        if folder.exists() and any(path.name != _STAGE for path in folder.iterdir()):
            fail(
                "folder-not-empty",
                f"{folder} is not empty, and nothing in it is to be overwritten",
                "name a folder that does not exist yet, or an empty one",
                ExitCode.USAGE,
            )
        lay_out(starter(), folder)
    except OSError as fault:
        fail(
            "file-not-written",
            f"the workspace cannot be made in {folder}: {fault.strerror or fault}",
            "choose a folder that you may write to, on a disk that has room for 5 MB",
            ExitCode.ENVIRONMENT,
        )
    _say_what_next(folder)


def starter() -> Path:
    """The folder with the starter workspace: inside the installed package, else the checkout around it."""
    folder = starter_folder()
    if folder is not None:
        return folder
    fail(
        "starter-missing",
        "the starter workspace is missing from this installation",
        'install leafletgen again: "pip install --force-reinstall leafletgen"',
        ExitCode.ENVIRONMENT,
    )


def lay_out(source: Path, folder: Path) -> None:
    """Copy the starter workspace into a new or empty folder: all of it, or nothing.

    Raises:
        OSError: it cannot be written; what was made has been taken away again.
    """
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    stage = folder / _STAGE
    moved: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir()
        files = contents(source)
        for name, data in {**files, GIVEN: written_given(files)}.items():
            _write(stage / name, data)
        for path in sorted(stage.iterdir()):
            moved.append(path.rename(folder / path.name))
        stage.rmdir()
    except BaseException:
        for path in (stage, *moved):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        for path in made:
            if path.is_dir():
                path.rmdir()
        raise


def _write(path: Path, data: bytes) -> None:
    """Write a new file, with the rights that new files have: those of an installation may be read-only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _say_what_next(folder: Path) -> None:
    here = folder.resolve() == Path.cwd().resolve()
    leaflets = len(list((folder / "leaflets").glob("*.yaml")))
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
