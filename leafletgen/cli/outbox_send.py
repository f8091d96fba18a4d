"""``leafletgen outbox send``: a bar or nothing while messages go, each that does not go, and a count at the end."""

import sys
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from leafletgen.cli.outbox_folder import open_existing, outbox_option
from leafletgen.cli.wording import new_report, option
from leafletgen.cli.workspace import show
from leafletgen.errors import Diagnostic, ExitCode, RefusedError
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from leafletgen.mail.entry import Entry
    from leafletgen.mail.events import Event
    from leafletgen.mail.outbox import Outbox
    from leafletgen.mail.server import Server

#: From so many on there is a bar on a terminal.
_MANY = 8


@click.command("send", short_help="Send what waits.")
@click.option("--resend-unknown", is_flag=True, help="Send those again that may have arrived.")
@click.option("--once", is_flag=True, help="Try each once, and do not wait to try again.")
@outbox_option
def send(resend_unknown: bool, once: bool, outbox_folder: Path | None) -> None:
    """Send the messages that wait in the outbox, one recipient each.

    They go to the mail server that "leafletgen outbox server" has set, evenly spread over the minute. What the server
    puts off is tried again after 1, 5, 15 and 60 minutes while this command runs; with --once it waits for a later run.
    A message leaves the outbox when the server has taken it. Ctrl-C ends it after the message in hand.

    Exit codes: 0 all are gone, 1 there are refused ones or such as may have arrived, 2 the folder that is named is no
    outbox, 3 the server cannot be used or has not taken all yet, 130 Ctrl-C.
    """
    report = new_report()
    outbox = open_existing(outbox_folder)
    entries = outbox.entries(report)
    show(report.diagnostics)
    wanted = ("waiting", "unknown") if resend_unknown else ("waiting",)
    meant = [entry for entry in entries if entry.state.value in wanted]
    if not meant:
        outbox.tidy()
        click.echo("nothing waits in the outbox")
        _end(entries, Counter())
    server, password = _server()
    send_and_tell(outbox, server, password, len(meant), resend_unknown, once)


def _server() -> "tuple[Server, str | None]":
    """The mail server and its password; ends the command when there are none."""
    from leafletgen.mail.password import password_of
    from leafletgen.mail.server import needed_server

    report = new_report()
    server = needed_server(report)
    password = None if server is None else password_of(server, report)
    show(report.diagnostics)
    if server is None or report.has_errors:
        sys.exit(ExitCode.ENVIRONMENT)
    return server, password


def send_and_tell(
    outbox: "Outbox",
    server: "Server",
    password: str | None,
    number: int,
    resend_unknown: bool = False,
    once: bool = False,
    only: Collection[int] | None = None,
) -> NoReturn:
    """Send, say what becomes of each message that does not go, and end the command with the code of all of it."""
    from leafletgen.mail.sending import send as sending
    from leafletgen.system.workers import Stop

    told = _Told()
    refusal: RefusedError | None = None
    with Stop() as stop, _bar(number) as bar:
        run = sending(
            outbox, server, password, stop, resend_unknown=resend_unknown, once=once, only=only, wording=option
        )
        try:
            for event in run:
                told.add(event, bar)
        except RefusedError as fault:
            refusal = fault
    told.show_kept()
    left = outbox.entries(new_report())
    click.echo(told.total)
    if refusal is not None:
        show(refusal.diagnostics)
        sys.exit(refusal.status)
    if stop.wished:
        click.echo("stopped: what waits stays in the outbox", err=True)
        sys.exit(ExitCode.INTERRUPTED)
    _end([entry for entry in left if only is None or entry.number in only], told.numbers)


class _Told:
    """Says what becomes of messages; while a bar shows how far the run is, faults wait for its end."""

    def __init__(self) -> None:
        self.numbers: Counter[str] = Counter()
        self.kept: list[Diagnostic] = []

    def add(self, event: "Event", bar: "ProgressBar[int] | None") -> None:
        self.numbers[event.outcome.value] += 1
        said = [event.diagnostic] if event.diagnostic is not None else []
        if bar is None:
            show(said)
            return
        if event.outcome.value == "pause":
            bar.label = "waiting"
            bar.render_progress()
            return
        self.kept += said
        bar.label = "sending"
        bar.update(event.outcome.value != "waiting")

    def show_kept(self) -> None:
        """Say what waited for the end of the bar."""
        show(self.kept)
        self.kept = []

    @property
    def total(self) -> str:
        """How many went which way."""
        numbers = [(self.numbers[word], word) for word in ("sent", "refused", "unknown")]
        return ", ".join(f"{number} {word}" for number, word in numbers if number or word == "sent")


def _bar(number: int) -> "AbstractContextManager[ProgressBar[int] | None]":
    """A bar for many messages on a terminal."""
    if number < _MANY or not (sys.stderr.isatty() and sys.stdout.isatty()):
        return nullcontext()
    return click.progressbar(length=number, label="sending", show_pos=True, file=sys.stderr)


def _end(left: "Sequence[Entry]", numbers: Counter[str]) -> NoReturn:
    """Say what is still in the outbox, and end with the code for it."""
    states = Counter(entry.state.value for entry in left)
    earlier = {state: states[state] - numbers[state] for state in ("refused", "unknown")}
    told = ", ".join(f"{number} {state}" for state, number in earlier.items() if number > 0)
    if told:
        click.echo(f"from earlier runs there are {told} in the outbox: leafletgen outbox status", err=True)
    if states["waiting"]:
        click.echo(f"{count(states['waiting'], 'message')} still in the outbox: {_next_try(left)}", err=True)
        sys.exit(ExitCode.ENVIRONMENT)
    sys.exit(ExitCode.CONTENT if states["refused"] or states["unknown"] else ExitCode.OK)


def _next_try(left: "Sequence[Entry]") -> str:
    """When the first of what waits may be tried."""
    import time

    from leafletgen.mail.entry import State
    from leafletgen.mail.replies import in_time

    now = time.time()
    waits = [0 if entry.is_due(now) else entry.not_before - now for entry in left if entry.state is State.WAITING]
    return f"the next try may be {in_time(min(waits))}"
