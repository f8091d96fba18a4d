"""``leafletgen outbox``: the messages that wait, how they are sent, and the mail server that takes them."""

import sys
import time
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.mail_server import server
from leafletgen.cli.outbox_folder import complete_numbers, open_existing, outbox_option
from leafletgen.cli.outbox_send import send
from leafletgen.cli.table import table
from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import fail, show
from leafletgen.errors import ExitCode, RefusedError, Report
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

    What is kept of sent messages no longer is removed. Nothing is connected to. Exit codes: 0, 2 the folder that is
    named is no outbox, 3 the outbox cannot be read.
    """
    report = new_report()
    outbox = open_existing(outbox_folder)
    with suppress(RefusedError):  # what cannot be removed can be shown all the same
        outbox.tidy()
    entries = outbox.entries(report)
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
                rows.append([str(entry.number), str(entry.origin), state.value, why, next_try])
    return [*table(["NUMBER", "FROM", "STATE", "WHY", "NEXT TRY"], rows), _sum(entries), *_next_steps(entries)]


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
@click.argument("numbers", nargs=-1, metavar="[NUMBER]...", type=click.IntRange(min=1), shell_complete=complete_numbers)
@click.option("--refused", "states", flag_value="refused", multiple=True, help="Those that the server refused.")
@click.option("--unknown", "states", flag_value="unknown", multiple=True, help="Those that may have arrived.")
@click.option("--sent", "states", flag_value="sent", multiple=True, help="Those that are kept after they were sent.")
@click.option("--waiting", "states", flag_value="waiting", multiple=True, help="Those that were not sent yet.")
@click.option(
    "--older-than", "days", type=click.FloatRange(min=0), metavar="DAYS", help="Only if they are so for so many days."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@outbox_option
def purge(
    numbers: tuple[int, ...], states: tuple[str, ...], days: float | None, yes: bool, outbox_folder: Path | None
) -> None:
    """Delete messages for good, by their number or by their state.

    \b
      leafletgen outbox purge 12 15
      leafletgen outbox purge --refused

    "leafletgen outbox status" shows the number. What was deleted is not sent. Exit codes: 2 none is named, a number is
    not in the outbox, or the folder that is named is none, 3 the messages cannot be deleted or are being sent.
    """  # noqa: D301 - the backslash is Click's mark for lines to be kept as they are
    from leafletgen.mail.entry import State

    _check_named(numbers, states)
    outbox = open_existing(outbox_folder)
    entries = outbox.entries(new_report())
    _check_there(numbers, {entry.number for entry in entries})
    wanted = [State(state) for state in states or STATES]
    only = set(numbers) or None
    meant = [entry for entry in entries if entry.state in wanted and (only is None or entry.number in only)]
    if meant and not yes:
        _ask(meant, days)
    click.echo(f"{count(outbox.purge(wanted, days, only), 'message')} deleted")


def _check_named(numbers: Collection[int], states: Collection[str]) -> None:
    """End the command unless messages are named in one way."""
    if numbers and states:
        fail(
            "options-do-not-fit",
            f"a number names a message whatever its state, and --{next(iter(states))} names all that are so",
            "name the numbers, or the state",
            ExitCode.USAGE,
        )
    if not numbers and not states:
        fail(
            "nothing-named",
            "it is not said which messages are deleted",
            "name their numbers, or say --refused, --unknown, --sent or --waiting, or several of them",
            ExitCode.USAGE,
        )


def _check_there(numbers: Collection[int], known: Collection[int]) -> None:
    """End the command when a message that is named is not in the outbox, before another is deleted."""
    gone = [str(number) for number in sorted(set(numbers)) if number not in known]
    if gone:
        fail(
            "outbox-message-unknown",
            f"there is no message {', '.join(gone)} in the outbox, and nothing was deleted",
            "it may have been sent already; leafletgen outbox status --json lists all that are there",
            ExitCode.USAGE,
        )


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
