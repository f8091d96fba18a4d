"""``leafletgen outbox``: the messages that wait, how they are sent, and the mail server that takes them."""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.mail_server import server
from leafletgen.cli.outbox_folder import open_outbox, outbox_option
from leafletgen.cli.outbox_send import send
from leafletgen.cli.table import table
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import fail, show
from leafletgen.errors import ExitCode, Report
from leafletgen.languages.numbers import count

if TYPE_CHECKING:
    from leafletgen.mail.entry import Entry

#: As in leafletgen.mail.entry.State, which no help text may load; a test compares them.
STATES = ("waiting", "unknown", "refused", "sent")

#: What is said below the count of each state.
NEXT_STEPS = {
    "waiting": "leafletgen outbox send",
    "refused": "correct the address and make the message anew; then leafletgen outbox purge --refused",
    "unknown": "ask the patient; then leafletgen outbox send --resend-unknown, or leafletgen outbox purge --unknown",
}


@click.group(
    "outbox",
    short_help="Send the messages that wait, and look after them.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
def command() -> None:
    """Send the messages that wait in the outbox, and look after them.

    A message is told by the line of the list that it was made from, or by its number; never by name or address.
    """


command.add_command(send)
command.add_command(server)


@command.command("status", short_help="Show what waits, and what could not be sent.")
@click.option("--json", "as_json", is_flag=True, help="As data, every message.")
@outbox_option
def status(as_json: bool, outbox_folder: Path | None) -> None:
    """Show how many messages wait, and each that was refused, may have arrived, or was put off.

    Nothing is connected to. Exit code: 0, or 3 when the outbox cannot be read.
    """
    report = new_report()
    entries = open_outbox(outbox_folder).entries(report)
    click.echo(_json(entries, report) if as_json else "\n".join(_lines(entries)))
    if not as_json:
        show(report.diagnostics)
    sys.exit(ExitCode.ENVIRONMENT if report.has_errors else ExitCode.OK)


def _lines(entries: "Sequence[Entry]") -> list[str]:
    from leafletgen.mail.entry import State
    from leafletgen.mail.replies import in_time, meaning_of

    now = time.time()
    rows = []
    for state in (State.REFUSED, State.UNKNOWN, State.WAITING):
        for entry in entries:
            if entry.state is state and (entry.tries or state is not State.WAITING):
                waits = state is State.WAITING
                next_try = in_time(0 if entry.is_due(now) else entry.not_before - now) if waits else ""
                broke = "the connection broke" if waits else "it broke off at the very end"
                why = meaning_of(entry.why) if entry.why else broke
                rows.append([entry.called, state.value, why, next_try])
    return [*table(["MESSAGE", "STATE", "WHY", "NEXT TRY"], rows), _sum(entries), *_next_steps(entries)]


def _next_steps(entries: "Sequence[Entry]") -> list[str]:
    """What can be done about those that are not sent."""
    there = {entry.state.value for entry in entries}
    return [f"{state}: {step}" for state, step in NEXT_STEPS.items() if state in there]


def _sum(entries: "Sequence[Entry]") -> str:
    """How many there are in each state."""
    numbers = Counter(entry.state.value for entry in entries)
    sums = ", ".join(f"{numbers[state]} {state}" for state in STATES if numbers[state])
    return f"{count(len(entries), 'message')}: {sums}" if entries else "the outbox is empty"


def _json(entries: "Sequence[Entry]", report: Report) -> str:
    import json

    numbers = Counter(entry.state.value for entry in entries)
    data = {
        "messages": [
            {
                **{"number": entry.number, "state": entry.state.value, "tries": entry.tries, "since": entry.since},
                **{"file": entry.origin.file or None, "line": entry.origin.line},
                **{"code": entry.why or None, "not_before": entry.not_before or None},
            }
            for entry in entries
        ],
        "counts": {state: numbers[state] for state in STATES},
        "diagnostics": [diagnostic.as_data() for diagnostic in report.diagnostics],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


@command.command("purge", short_help="Delete messages for good.")
@click.option("--refused", "states", flag_value="refused", multiple=True, help="Those that the server refused.")
@click.option("--unknown", "states", flag_value="unknown", multiple=True, help="Those that may have arrived.")
@click.option("--sent", "states", flag_value="sent", multiple=True, help="Those that are kept after they were sent.")
@click.option("--waiting", "states", flag_value="waiting", multiple=True, help="Those that were not sent yet.")
@click.option(
    "--older-than", "days", type=click.FloatRange(min=0), metavar="DAYS", help="Only if they are so for so many days."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@outbox_option
def purge(states: tuple[str, ...], days: float | None, yes: bool, outbox_folder: Path | None) -> None:
    """Delete messages for good, by their state.

    What was deleted is not sent. Exit codes: 2 no state is named, 3 the messages cannot be deleted or are being sent.
    """
    from leafletgen.mail.entry import State

    if not states:
        fail(
            "nothing-named",
            "it is not said which messages are deleted",
            "say --refused, --unknown, --sent or --waiting, or several of them",
            ExitCode.USAGE,
        )
    outbox = open_outbox(outbox_folder, _days_kept())
    wanted = [State(state) for state in STATES if state in states]
    meant = [entry for entry in outbox.entries(new_report()) if entry.state in wanted]
    if meant and not yes:
        _ask(meant, days)
    click.echo(f"{count(outbox.purge(wanted, days), 'message')} deleted")


def _days_kept() -> float:
    """How long sent messages are kept, so that no others are deleted than those that are named."""
    from leafletgen.mail.server import read_server

    report = Report()
    server = read_server(report)
    return inf if report.has_errors else server.keep_sent_days if server is not None else 0


def can_be_asked() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def _ask(meant: "Sequence[Entry]", days: float | None) -> None:
    """Ask whether they are to go; ends the command when they are not, or nobody can be asked."""
    if not can_be_asked():
        fail(
            "options-do-not-fit",
            "purge deletes messages for good, and nobody can be asked here",
            "add --yes",
            ExitCode.USAGE,
        )
    told = f", of these what is so for {days:g} days" if days is not None else ""
    if not click.confirm(f"{_sum(meant)}{told}: delete them for good?", err=True):
        click.echo("nothing was deleted")
        sys.exit(ExitCode.OK)
