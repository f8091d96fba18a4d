"""``leafletgen init``: a workspace with the starter leaflets, to print and to change."""

import shutil
from pathlib import Path

import click

from leafletgen.cli.schema import write_schemas
from leafletgen.cli.workspace import fail, seen_from_here
from leafletgen.errors import ExitCode

#: Where the workspace is put together before it is moved into place; left over only when the machine went down.
_STAGE = ".leafletgen-init.part"
_PARTS = ("leaflets", "layouts", "assets")
_IGNORED = """\
# What leafletgen makes; all of it can be made again.
build/
leaflets/.*.lock
leaflets/.*.part
leaflets/.releasing.json
"""

#: A patient's record has no place in the history of leaflets.
_PATIENTS = """\
# What may name patients.
exercise-sheet*.pdf
prescription*.yaml
patients*
*.csv
"""

#: Lines that two people added to the ledger are all kept when git merges their work; their order is of no account.
#: So are those of the signatures, of which the later one counts.
_ATTRIBUTES = """\
leaflets/releases.jsonl text eol=lf merge=union
leaflets/signatures.jsonl text eol=lf merge=union
"""

#: The one hidden folder that a workspace begins with: what the released leaflets said.
_HISTORY = ".history"


@click.command("init", short_help="Make a workspace with starter leaflets in DIR.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a workspace in DIR: starter leaflets, layouts, a brand, fonts and pictures.

    DIR is a new folder or an empty one; "." is the folder you are in.
    """
    if folder.exists() and not folder.is_dir():
        fail(f"{folder} is a file", "name a folder that does not exist yet", ExitCode.USAGE)
    try:
        if folder.exists() and any(path.name != _STAGE for path in folder.iterdir()):
            fail(
                f"{folder} is not empty, and nothing in it is to be overwritten",
                "name a folder that does not exist yet, or an empty one",
                ExitCode.USAGE,
            )
        lay_out(starter(), folder)
    except OSError as fault:
        fail(
            f"the workspace cannot be made in {folder}: {fault.strerror or fault}",
            "choose a folder that you may write to, on a disk that has room for 5 MB",
            ExitCode.ENVIRONMENT,
        )
    _say_what_next(folder)


def starter() -> Path:
    """The folder with the starter workspace: inside the installed package, else the checkout around it."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "starter", package.parent):
        if all((folder / part).is_dir() for part in _PARTS):
            return folder
    fail(
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
        for part in _PARTS:
            _copy(source / part, stage / part)
        write_schemas(stage / ".schema")
        (stage / ".gitignore").write_text(_IGNORED + _PATIENTS, encoding="utf-8", newline="\n")
        (stage / ".gitattributes").write_text(_ATTRIBUTES, encoding="utf-8", newline="\n")
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


def _copy(source: Path, target: Path) -> None:
    """Copy a folder without hidden files, except the history of releases, and without the rights of the files.

    Those may be read-only.
    """
    target.mkdir()
    for path in sorted(source.iterdir()):
        if path.name.startswith(".") and path.name != _HISTORY:
            continue
        if path.is_dir():
            _copy(path, target / path.name)
        else:
            shutil.copyfile(path, target / path.name)


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
