"""``leafletgen sheet --email``: its options, what does not fit them, and what became of each patient's message."""

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import click

from leafletgen.cli.outbox_folder import open_outbox, outbox_option
from leafletgen.cli.sheet_making import counted, processes, progress, say_what_is_left
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import complete_email_templates, fail, show, written
from leafletgen.errors import Diagnostic, ExitCode, RefusedError, visible
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from leafletgen.library.workspace import Workspace
    from leafletgen.patients.mailing import Mailed
    from leafletgen.patients.making import Options
    from leafletgen.patients.message_jobs import Post
    from leafletgen.patients.row import Row

#: What makes no sense for many messages, and what to do instead; options of `sheet`, whatever was said of them.
_NOT_FOR_MESSAGES = {
    "-o names one file": "leave it out; --out DIR writes the PDFs as well, to be printed",
    "--open opens one file": "leave it out",
    "--summary prints texts for records": "make it in a run without --email",
    "--format is what is written": "leave it out: the PDF is attached, and the message itself says the same",
    "--columns is for plain text": "leave it out: mail programs break lines by themselves",
}


#: What is said of a message that is not put in, as it was there before.
_KNOWN = {
    "waiting": "waits in the outbox already",
    "unknown": "in the outbox already: it may have arrived",
    "refused": 'refused before; "leafletgen outbox purge --refused", then this again, makes it anew',
    "sent": "sent already",
    "twin": "the same as a line above",
}


def email_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of messages to a command."""
    options = (
        click.option(
            "--email",
            "emailed",
            is_flag=True,
            help="With --from: put a message for each line into the outbox, to the address in its column email.",
        ),
        outbox_option,
        click.option(
            "--template",
            metavar="NAME",
            help='With --email: the e-mail template; else "sheet".',
            shell_complete=complete_email_templates,
        ),
        click.option("--subject", metavar="TEXT", help="With --email: the subject of all, in place of the template's."),
        click.option(
            "--again", is_flag=True, help="With --email: also what is in the outbox already, or was sent lately."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


class Emails(NamedTuple):
    """What is said of messages."""

    wanted: bool
    outbox: Path | None
    template: str | None
    subject: str | None
    again: bool

    @classmethod
    def taken_from(cls, said: dict[str, Any]) -> Self:
        """Take them out of what was said of a command with `email_options`."""
        return cls(*(said.pop(name) for name in ("emailed", "outbox_folder", "template", "subject", "again")))

    def post(self, given: Mapping[str, object], source: Path | None, workspace: "Workspace") -> "Post | None":
        """What holds for every message, or None when none is wanted; ends the command for what does not fit.

        Args:
            workspace: whose e-mail templates there are.
            given: what was said of the options that fit no messages, by their names.
            source: the CSV file.
        """
        if not self.wanted:
            for name, value in zip(self._fields[1:], self[1:], strict=True):
                if value not in (None, False):
                    fail("options-do-not-fit", f"--{name} is for messages", "say --email too", ExitCode.USAGE)
            return None
        if source is None:
            fail(
                "options-do-not-fit",
                "--email makes a message for each line of a CSV file, and none is named",
                "name it with --from; one sheet that is made goes by: leafletgen email FILE.pdf --to ADDRESS",
                ExitCode.USAGE,
            )
        for message, hint in _NOT_FOR_MESSAGES.items():
            if given[message.partition(" ")[0]]:
                fail("options-do-not-fit", f"{message}, and --email makes messages", hint, ExitCode.USAGE)
        return self._post(workspace)

    def _post(self, workspace: "Workspace") -> "Post":
        from leafletgen.mail.server import needed_server
        from leafletgen.patients.message_jobs import Post, check_post
        from leafletgen.patients.sheet_messages import TEMPLATE

        report = new_report()
        server = needed_server(report)
        show(report.diagnostics)
        if server is None:
            sys.exit(ExitCode.ENVIRONMENT)
        post = Post(open_outbox(self.outbox).folder, server.sender, self.template or TEMPLATE, self.subject)
        if self.template is not None or self.subject is not None:
            check_post(workspace, post, report)
            if report.has_errors:
                show(report.diagnostics)
                sys.exit(ExitCode.USAGE)
        return post

    def fill(
        self,
        workspace: "Workspace",
        post: "Post",
        sources: "Sequence[Path | Row | None]",
        targets: Sequence[Path],
        options: "Options",
        jobs: int | None,
        shown: Sequence[Diagnostic] = (),
    ) -> None:
        """Put the messages into the outbox and say what became of each; ends the command when one of them fails.

        Args:
            workspace: whose sheets they are.
            post: what holds for every message.
            sources: the lines of the CSV file.
            targets: the PDFs that are written as well, one for each line, or nothing.
            options: what holds for every sheet.
            jobs: how many processes, if that was said.
            shown: what was found in the file, and told already; it counts.
        """
        from secrets import token_bytes

        from leafletgen.patients.mailing import make_messages
        from leafletgen.patients.message_jobs import message_jobs
        from leafletgen.patients.row import Row
        from leafletgen.system.workers import Stop
        from leafletgen.system.writing import WriteError

        rows = [row for row in sources if isinstance(row, Row)]
        work = message_jobs(rows, targets, options, post, again=token_bytes(16) if self.again else b"")
        told = _Told(shown)
        try:
            with Stop() as stop, progress("messages", len(work)) as bar:
                for one in make_messages(workspace.root, work, options, post, processes(jobs, len(work)), stop):
                    told.add(one, bar)
        except RefusedError:
            told.show_kept()
            raise
        except WriteError as fault:
            told.show_kept()
            hint = "check that the folder can be written to and the disk has room"
            fail("file-not-written", str(fault), hint, ExitCode.ENVIRONMENT)
        told.show_kept()
        _say_what_is_left(targets, told.files)
        told.show_total("" if self.outbox is None else f' --outbox "{self.outbox}"')
        if stop.wished:
            click.echo(f"stopped: {told.lines} of {count(len(work), 'line')} are done", err=True)
            sys.exit(ExitCode.INTERRUPTED)
        if told.failed:
            sys.exit(ExitCode.USAGE if told.usage == told.failed else ExitCode.CONTENT)


def _say_what_is_left(targets: Sequence[Path], made: Collection[Path]) -> None:
    """Say which numbered sheets of another run stand beside those that were written, if any were to be."""
    from leafletgen.patients.jobs import left_over
    from leafletgen.patients.making import Job

    if targets:
        left = left_over([Job(None, (target,)) for target in targets], {*targets, *made})
        say_what_is_left(targets[0].parent, left)


class _Told:
    """Says what became of the messages; while a bar shows how far the work is, faults wait for its end."""

    def __init__(self, shown: Sequence[Diagnostic]) -> None:
        self.found: dict[Diagnostic, None] = dict.fromkeys(shown)
        self.kept: list[Callable[[], None]] = []
        self.files: set[Path] = set()
        self.fates: dict[str, int] = {}
        self.lines = self.usage = 0

    @property
    def failed(self) -> int:
        """How many lines came to nothing."""
        return self.fates.get("failed", 0)

    def add(self, result: "Mailed", bar: "ProgressBar[int] | None") -> None:
        new = [diagnostic for diagnostic in result.diagnostics if diagnostic not in self.found]
        self.found.update(dict.fromkeys(new))
        self.files.update(file.path for file in result.files)
        self.fates[result.fate] = self.fates.get(result.fate, 0) + 1
        self.lines += 1
        self.usage += result.usage
        if bar is None:
            show(new)
            self._show(result)
            return
        bar.update(1)
        if new:
            self.kept.append(partial(show, new))

    @staticmethod
    def _show(result: "Mailed") -> None:
        for file in result.files:
            click.echo(written(*file))
        said = "put in the outbox" if result.fate == "put" else _KNOWN.get(result.known)
        if said:
            click.echo(f"{visible(result.place.file)}:{result.place.line}  {said}")

    def show_kept(self) -> None:
        """Say what waited for the end of the bar."""
        for say in self.kept:
            say()
        self.kept = []

    def show_total(self, outbox: str) -> None:
        """Count, and say what to do next; outbox is the option that names it, if that is needed."""
        put, already, unaddressed = (self.fates.get(fate, 0) for fate in ("put", "already", "unaddressed"))
        parts = [count(put, "message") + " put in the outbox"]
        parts += [f"{already} in it or sent already"] if already else []
        parts += [f"{unaddressed} without an address"] if unaddressed else []
        parts += [f"{self.failed} failed"] if self.failed else []
        click.echo(", ".join([*parts, *counted(self.found)]))
        if already:
            click.echo("what is in the outbox or was sent already is left out; --again puts it in once more")
        if put:
            click.echo(f"nothing is sent yet: leafletgen outbox send{visible(outbox)}")
