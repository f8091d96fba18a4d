"""``leafletgen email``: PDFs as a draft for the mail program, or sent through the mail server that is set."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from leafletgen.app.writing import check_output, writes
from leafletgen.cli.email_asking import ask_password, ask_recipient
from leafletgen.cli.outbox_folder import outbox_option
from leafletgen.cli.wording import option
from leafletgen.cli.workspace import (
    complete_brands,
    complete_email_templates,
    fail,
    open_workspace,
    seen_from_here,
    show,
    workspace_option,
)
from leafletgen.errors import ExitCode
from leafletgen.languages.numbers import count, size

if TYPE_CHECKING:
    from leafletgen.app.emailing.posting import Outcome
    from leafletgen.app.emailing.wish import Faults
    from leafletgen.mail.parts import Message

_ENDING = ".eml"


class _Way(NamedTuple):
    """Where the message goes."""

    is_sent: bool
    draft: Path
    """What is written when it is not sent."""
    is_opened: bool
    outbox: Path | None


@click.command("email", short_help="Write an e-mail with PDFs, as a draft, or send it.")
@click.argument("files", nargs=-1, required=True, metavar="FILE.pdf...", type=click.Path(path_type=Path))
@click.option(
    "--to", required=True, metavar="ADDRESS", help='Whom it goes to; "-" asks for it, or reads a line of a pipe.'
)
@click.option("--subject", metavar="TEXT", help="In place of the template's.")
@click.option(
    "--template",
    metavar="NAME",
    help="The e-mail template; else sheet, leaflet, or protected.",
    shell_complete=complete_email_templates,
)
@click.option(
    "--brand", metavar="NAME", help="Whose words it has; else the only brand.", shell_complete=complete_brands
)
@click.option("--password", "is_protected", is_flag=True, help="Attach copies that open with a password; asks for it.")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.eml",
    help="The draft to write; else beside the first PDF.",
)
@click.option("--draft/--send", "is_draft", default=None, help="Write a draft; or send. Else: send if a server is set.")
@click.option("--open", "open_it", is_flag=True, help="Open the draft in your mail program.")
@click.option("--again", is_flag=True, help="Send it although the very same was sent already.")
@outbox_option
@workspace_option
def command(
    files: tuple[Path, ...],
    to: str,
    subject: str | None,
    template: str | None,
    brand: str | None,
    is_protected: bool,
    output: Path | None,
    is_draft: bool | None,
    open_it: bool,
    again: bool,
    outbox_folder: Path | None,
    folder: Path | None,
) -> None:
    """Write an e-mail with PDFs, and what they say as its text.

    \b
      leafletgen email build/exercise-sheet.pdf --to - --open
      leafletgen email build/exercise-sheet.pdf --to - --password
      leafletgen email build/P4396-persistent-back-pain.a5-booklet.pdf --to sam@example.org --send

    The draft is an .eml beside the first PDF, which only you can read. Your mail program opens it; look at it there and
    send it. Where a mail server is set ("leafletgen outbox server"), the message is sent; what cannot be sent now waits
    in the outbox. --draft and -o write a draft all the same.

    The words are those of the brand's e-mail template. The first PDF that leafletgen made is written out below them,
    for people who cannot open it; the others are attached. With --password nothing of them is written out: tell the
    password by telephone, and never by e-mail. It is kept nowhere.

    An address that is typed after --to stays in your shell's history, and other users of this computer can see it while
    the command runs: "--to -" asks for it.
    """  # noqa: D301 - click reads the escape
    from leafletgen.app.emailing.from_pdfs import pdfs_message
    from leafletgen.app.emailing.wish import Faults, Wish

    workspace = open_workspace(folder)
    way = _way(files, output, is_draft, open_it, again, outbox_folder)
    recipient = ask_recipient(to)
    password = ask_password() if is_protected else None
    faults = Faults(option)
    wish = Wish(recipient, subject, (template or "").strip(), password)
    message = pdfs_message(workspace, files, wish, brand, faults)
    if message is None:
        show(faults.diagnostics)
        sys.exit(_status(faults))
    if way.is_sent:
        _send(message, way, again, faults)
    else:
        show(faults.diagnostics)
        _write(message, way)


def _way(
    files: tuple[Path, ...],
    output: Path | None,
    is_draft: bool | None,
    open_it: bool,
    again: bool,
    outbox: Path | None,
) -> _Way:
    """Decide whether it is sent; ends the command for options that do not go together."""
    if is_draft is False and output is not None:
        fail("options-do-not-fit", "-o names a draft, and --send sends", "leave one of them out", ExitCode.USAGE)
    is_sent = not is_draft and output is None and _has_server(is_draft is False)
    if is_sent and open_it:
        fail("options-do-not-fit", "--open opens a draft, and this is sent", "give --draft too", ExitCode.USAGE)
    if not is_sent and (again or outbox is not None):
        name = "--again" if again else "--outbox"
        hint = "leave it out; or set a mail server with leafletgen outbox server"
        fail("options-do-not-fit", f"{name} is for what is sent, and this is a draft", hint, ExitCode.USAGE)
    target = output or (files[0].with_suffix(_ENDING) if files[0].name else Path(f"message{_ENDING}"))
    if not is_sent:
        if target.suffix.lower() != _ENDING:
            fail("file-wrong-kind", f"{target.name} does not end in {_ENDING}", "name it draft.eml", ExitCode.USAGE)
        check_output(target, "DRAFT")
    return _Way(is_sent, target, open_it, outbox)


def _has_server(is_needed: bool) -> bool:
    """Whether a mail server is set; ends the command when its settings are faulty, or it is needed and not set."""
    from leafletgen.app.emailing.posting import can_send
    from leafletgen.app.emailing.wish import Faults

    faults = Faults(option)
    is_set = can_send(faults, is_needed=is_needed)
    show(faults.diagnostics)
    if faults.has_errors:
        sys.exit(ExitCode.ENVIRONMENT)
    return is_set


def _write(message: "Message", way: _Way) -> None:
    from leafletgen.app.emailing.composing import draft_file
    from leafletgen.system.writing import write_whole

    data = draft_file(message)
    with writes():
        write_whole(way.draft, data, private=True)
    click.echo(f"{seen_from_here(way.draft)}  {count(len(message.attachments), 'PDF')}, {size(len(data))}")
    if way.is_opened and click.launch(str(way.draft.absolute())) != 0:
        fail(
            "file-not-opened",
            f"{seen_from_here(way.draft)} is written, but cannot be opened from here",
            "open it yourself, in your mail program",
            ExitCode.ENVIRONMENT,
        )
    if not way.is_opened:
        click.echo("Open it in your mail program, look at it, and send it there. Then delete it: it names the patient.")


def _send(message: "Message", way: _Way, again: bool, faults: "Faults") -> None:
    from leafletgen.app.emailing.posting import identity_of, post

    outcome = post(message, identity_of(message), faults, folder=way.outbox, again=again)
    show(faults.diagnostics)
    if outcome is None:
        sys.exit(ExitCode.ENVIRONMENT)
    sys.exit(_told(outcome))


def _told(outcome: "Outcome") -> ExitCode:
    """Say what became of the message, and return the code to end with."""
    number = f"message {outcome.number}"
    if outcome.state == "sent":
        before = "sent before, and not again; --again sends it once more"
        click.echo(f"{number}: {before if outcome.was_sent else 'sent'}")
        return ExitCode.OK
    words = {
        "waiting": (f'{number}: waits in the outbox; "leafletgen outbox send" tries again', ExitCode.ENVIRONMENT),
        "unknown": (f"{number}: it is not known whether it arrived", ExitCode.CONTENT),
        "refused": (f"{number}: refused, and not kept", ExitCode.CONTENT),
    }
    said, status = words[outcome.state]
    click.echo(said, err=True)
    return status


def _status(faults: "Faults") -> ExitCode:
    """Whose matter the faults are: those of files and templates are content."""
    from leafletgen.app.emailing.wish import Field

    typed = (Field.TO, Field.SUBJECT, Field.PASSWORD, Field.AGAIN)
    errors = [field for field, one in faults.found() if one.severity == "error"]
    return ExitCode.USAGE if errors and all(field in typed for field in errors) else ExitCode.CONTENT
