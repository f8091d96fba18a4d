"""``leafletgen schema``: the JSON Schemas of the content files, for editors."""

from pathlib import Path

import click

from leafletgen.app.writing import check_output
from leafletgen.cli.workspace import fail, seen_from_here
from leafletgen.errors import ExitCode
from leafletgen.system.writing import WriteError

#: The kinds of file that have a schema; a constant, so that ``--help`` need not load the models.
KINDS = (
    *("leaflet", "brand", "email", "layout", "shared", "exercise", "programme"),
    *("brand-translation", "exercise-translation", "programme-translation", "prescription", "rules", "topics"),
)


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
    from leafletgen.library.schemas import schema_text, write_schemas

    if kind is not None:
        click.echo(schema_text(kind), nl=False)
        return
    assert folder is not None
    targets = [folder / f"{name}.json" for name in KINDS]
    for target in targets:
        check_output(target, "SCHEMA")
    try:
        write_schemas(folder)
    except WriteError as fault:
        fail("file-not-written", f"{folder}: {fault}", "choose a folder that you may write to", ExitCode.ENVIRONMENT)
    for target in targets:
        click.echo(seen_from_here(target))
