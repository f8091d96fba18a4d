"""The outbox as commands name it: the option, and the folder that is taken without it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.workspace import fail
from leafletgen.errors import ExitCode

if TYPE_CHECKING:
    from leafletgen.mail.outbox import Outbox

outbox_option = click.option(
    "--outbox",
    "outbox_folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the messages; else yours.",
)


def open_outbox(folder: Path | None) -> "Outbox":
    """The outbox that was named, or the user's; ends the command when the user has no place for one."""
    from leafletgen.mail.outbox import outbox_as_set, outbox_folder

    folder = folder or outbox_folder()
    if folder is None:
        fail(
            "outbox-without-folder",
            "this user has no folder for an outbox",
            "name one with --outbox, or in the variable LEAFLETGEN_STATE",
            ExitCode.ENVIRONMENT,
        )
    return outbox_as_set(folder)
