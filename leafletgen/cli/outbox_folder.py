"""The outbox as commands name it: the option, and the folder that is taken without it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.workspace import fail, seen_from_here
from leafletgen.errors import ExitCode, RefusedError, Report

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

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


def open_existing(folder: Path | None) -> "Outbox":
    """The outbox as `open_outbox` returns it; ends the command when a folder was named that is none."""
    outbox = open_outbox(folder)
    if folder is not None and not outbox.is_there:
        why = "is no outbox: other files are in it" if folder.exists() else "is not there"
        hint = "check its name; without --outbox yours is taken"
        fail("no-outbox", f"{seen_from_here(folder)} {why}", hint, ExitCode.USAGE)
    return outbox


def complete_numbers(context: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Numbers of the outbox's messages for the shell's completion, with where each is from; it never complains."""
    from click.shell_completion import CompletionItem

    from leafletgen.mail.outbox import outbox_as_set, outbox_folder

    folder = context.params.get("outbox_folder") or outbox_folder()
    given = context.params.get("numbers") or ()
    try:
        entries = outbox_as_set(folder).entries(Report()) if folder is not None else []
    except RefusedError:
        return []
    return [
        CompletionItem(str(entry.number), help=f"{entry.called}, {entry.state.value}")
        for entry in entries
        if str(entry.number).startswith(incomplete) and entry.number not in given
    ]
