"""``leafletgen schema``: the JSON Schemas of the content files, for editors."""

from pathlib import Path

import click

from leafletgen.cli.workspace import check_output, fail, seen_from_here
from leafletgen.errors import ExitCode
from leafletgen.system.writing import WriteError, write_whole

#: The kinds of file that have a schema; a constant, so that ``--help`` need not load the models.
KINDS = ("leaflet", "brand", "layout", "shared", "exercise", "programme", "prescription")


@click.command("schema", short_help="Print the JSON Schema of a kind of file.")
@click.argument("kind", type=click.Choice(KINDS), required=False)
@click.option(
    "--all",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write all of them into this folder, as leaflet.json and so on.",
)
def command(kind: str | None, folder: Path | None) -> None:
    """Print the JSON Schema of a kind of file, so that an editor completes and checks it.

    A file names its schema in its first line, as the starter files do:

    \b
      # yaml-language-server: $schema=../.schema/leaflet.json

    The schemas of a workspace stand in .schema/; after an update of leafletgen, renew them with
    "leafletgen schema --all .schema".
    """  # noqa: D301 - click reads the escape
    if (kind is None) == (folder is None):
        raise click.UsageError(f"name one kind of file ({', '.join(KINDS)}), or write all with --all DIR")
    if kind is not None:
        click.echo(schema_text(kind), nl=False)
        return
    assert folder is not None
    for name in KINDS:
        check_output(folder / f"{name}.json", "SCHEMA")
    try:
        write_schemas(folder)
    except WriteError as fault:
        fail(f"{folder}: {fault}", "choose a folder that you may write to", ExitCode.ENVIRONMENT)
    for name in KINDS:
        click.echo(seen_from_here(folder / f"{name}.json"))


def write_schemas(folder: Path) -> None:
    """Write the schema of every kind of file into a folder.

    Raises:
        WriteError: one of them cannot be written.
    """
    for kind in KINDS:
        write_whole(folder / f"{kind}.json", schema_text(kind).encode())


def schema_text(kind: str) -> str:
    """The JSON Schema of one kind of file as text."""
    from leafletgen.library import schemas as published

    return published.schema_text(kind)
