"""``leafletgen new``: a leaflet, a brand, an exercise … to fill in, which builds as it is."""

from pathlib import Path

import click

from leafletgen.cli.new_exercise import exercise, prescription, programme
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import complete_brands, open_workspace, seen_from_here, workspace_option


@click.group(
    "new",
    short_help="Begin a leaflet, brand, e-mail template, exercise, programme or prescription.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
def command() -> None:
    """Begin a leaflet, a brand, an e-mail template, or what exercise sheets need: a file with notes, to fill in."""


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
    from leafletgen.app.new_content import new_leaflet

    target = new_leaflet(open_workspace(folder), name, brand_name, new_report())
    click.echo(f"{seen_from_here(target)} is ready to be filled in.")
    click.echo(f"Build it with: leafletgen build {name}")


@command.command("brand", short_help="Write a brand to fill in.")
@click.argument("name")
@workspace_option
def brand(name: str, folder: Path | None) -> None:
    """Write assets/brands/NAME/, a brand to fill in, with stand-ins for the logo.

    NAME is what leaflets call it: letters, digits and hyphens, such as riverside.
    """
    from leafletgen.app.new_content import new_brand

    target = new_brand(open_workspace(folder), name)
    click.echo(f"{seen_from_here(target / 'brand.yaml')} is ready to be filled in.")
    click.echo("Put your logo over logo.svg and logo-reversed.svg beside it.")
    click.echo(f'Use it with "brand: {name}" in a leaflet, or: leafletgen new leaflet NAME --brand {name}')


@command.command("email", short_help="Write an e-mail template to fill in.")
@click.argument("name")
@click.option(
    "--brand", "brand_name", metavar="NAME", help="Its brand; else the only one.", shell_complete=complete_brands
)
@workspace_option
def email(name: str, brand_name: str | None, folder: Path | None) -> None:
    """Write assets/brands/BRAND/emails/NAME.yaml, the words around what is sent by e-mail, to fill in.

    NAME is sheet, leaflet or protected for what every message of that kind says, or another name of letters, digits
    and hyphens.
    """
    from leafletgen.app.new_content import new_email

    target = new_email(open_workspace(folder), name, brand_name, new_report())
    click.echo(f"{seen_from_here(target)} is ready to be filled in.")
    click.echo("See all with: leafletgen list emails")
