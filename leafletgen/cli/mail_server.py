"""``leafletgen outbox server``: which mail server is used, and how its password is kept; never what it is."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leafletgen.cli.wording import new_report
from leafletgen.cli.workspace import fail, show
from leafletgen.errors import ExitCode, Report
from leafletgen.languages.numbers import count, size

if TYPE_CHECKING:
    from leafletgen.mail.server import Server

#: Characters that are read of a line with a password; more is none.
_LONGEST = 1000


@click.command("server", short_help="Show, set or try the mail server.")
@click.option("--host", metavar="NAME", help="The mail server for submission, such as smtp.example.org.")
@click.option("--port", metavar="NUMBER", help="Its port; else 587 for starttls, 465 for tls.")
@click.option("--security", type=click.Choice(["starttls", "tls"]), help="How the connection is encrypted.")
@click.option("--user", metavar="USER", help='Who logs in; "" for nobody.')
@click.option("--from", "sender", metavar="ADDRESS", help='Whom messages come from: "Name <address>", or an address.')
@click.option("--per-minute", metavar="NUMBER", help="How many messages are sent in a minute; else 30.")
@click.option("--keep-sent", metavar="DAYS", help="How long sent messages stay in the outbox; else 0 days.")
@click.option(
    "--remember-sent", metavar="DAYS", help="How long it is known what was sent, so that it is not sent again; else 30."
)
@click.option("--ca-file", metavar="FILE", help='Certificates (PEM) to trust; "" for those of the system.')
@click.option("--password", "ask", is_flag=True, help="Ask for the password, and keep it in the system's keyring.")
@click.option("--test", "tries", is_flag=True, help="Connect and log in, and send nothing.")
@click.option("--forget", is_flag=True, help="Forget the settings and the password.")
def server(
    ask: bool,
    tries: bool,
    forget: bool,
    sender: str | None,
    keep_sent: str | None,
    remember_sent: str | None,
    **said: str | None,
) -> None:
    """Show the mail server that messages are sent through, or set it.

    The settings are yours, in a file that you alone can read, and never those of a workspace. The variables
    LEAFLETGEN_SMTP_HOST, _PORT, _SECURITY, _USER, _FROM and _CA_FILE come first, and _PASSWORD before the keyring.

    \b
    For example:
      leafletgen outbox server --host smtp.example.org --user physio@example.org --from physio@example.org --password

    --password asks without showing what is typed, or reads one line from a pipe. Exit codes: 2 a setting is not valid,
    3 there is no server, no keyring or no connection.
    """  # noqa: D301 - the backslash is Click's mark for lines to be kept as they are
    given = _given({**said, "from": sender, "keep_sent_days": keep_sent, "remember_sent_days": remember_sent})
    if forget:
        _forget(bool(given) or ask or tries)
        return
    if given:
        _keep(given)
    report = new_report()
    known = _needed(report)
    if ask:
        _keep_password(known, report)
    if tries:
        _try(known, report)
    elif not ask:
        _show(known)


def _given(said: Mapping[str, str | None]) -> dict[str, str]:
    """What is set, by the keys of the file; a path in full, as it would mean another file from another folder."""
    given = {key: text.strip() for key, text in said.items() if text is not None}
    if given.get("ca_file"):
        given["ca_file"] = str(Path(given["ca_file"]).absolute())
    return given


def _keep(given: Mapping[str, str]) -> None:
    from leafletgen.mail.password import forget_password
    from leafletgen.mail.server import keep_server, read_server, settings_file

    before, report = read_server(Report()), new_report()
    kept = keep_server(given, report)
    show(report.diagnostics)
    if kept is None:
        sys.exit(ExitCode.USAGE)
    click.echo(f"kept in {settings_file()}")
    now = read_server(Report())
    if before is not None and now is not None and before.account != now.account and forget_password(before):
        click.echo("the password of the account before is forgotten")


def _needed(report: Report) -> "Server":
    """The server that is set; ends the command when there is none."""
    from leafletgen.mail.server import needed_server

    found = needed_server(report)
    show(report.diagnostics)
    if found is None:
        sys.exit(ExitCode.ENVIRONMENT)
    return found


def _keep_password(known: "Server", report: Report) -> None:
    from leafletgen.mail.password import keep_password

    if not known.user:
        fail(
            "options-do-not-fit",
            "--password belongs to a user, and none is set",
            "name the one who logs in with --user",
            ExitCode.USAGE,
        )
    password = _password_read()
    if not password:
        fail("option-empty", "--password: nothing was read", "type it when you are asked", ExitCode.USAGE)
    kept = keep_password(known, password, report)
    show(report.diagnostics)
    if not kept:
        sys.exit(ExitCode.ENVIRONMENT)
    click.echo("the password is kept in the system's keyring")


def _password_read() -> str:
    """What is typed, or the first line of a pipe; nothing where there is no input at all."""
    if sys.stdin is None:
        return ""
    if sys.stdin.isatty():
        typed: str = click.prompt("password of the mail server (it is not shown)", hide_input=True, err=True)
        return typed
    try:
        return sys.stdin.buffer.readline(_LONGEST).decode("utf-8", "replace").rstrip("\r\n")
    except OSError:  # it was closed, or cannot be read
        return ""


def _try(known: "Server", report: Report) -> None:
    """Connect and say what was found; what is not possible ends the command."""
    from leafletgen.mail.line import try_out
    from leafletgen.mail.password import password_of

    password = password_of(known, report)
    show(report.diagnostics)
    if report.has_errors:
        sys.exit(ExitCode.ENVIRONMENT)
    found = try_out(known, password)
    told = [f"encrypted with {found.encryption}", "the certificate is right"]
    told += ["logged in"] if known.user else ["nobody logs in"]
    told += [f"it takes messages of up to {size(found.limit)}"] if found.limit else []
    click.echo(f"{known.host}:{known.port} answers: {', '.join(told)}; nothing was sent")


def _show(known: "Server") -> None:
    from leafletgen.mail.password import where_kept
    from leafletgen.mail.server import VARIABLES, written

    rows = {
        **{"host": known.host, "port": str(known.port), "security": known.security.value},
        **{"user": known.user or "nobody logs in", "from": written(known.sender)},
        **{"per minute": f"{known.per_minute:g}", "keep sent": count(int(known.keep_sent_days), "day")},
        "remember sent": count(int(known.remember_sent_days), "day"),
        "ca file": str(known.ca_file) if known.ca_file else "those of the system",
    }
    if known.user:
        where = where_kept(known)
        rows["password"] = f"in {where}" if where else "none is kept"
    for name, value in rows.items():
        variable = VARIABLES.get(name.replace(" ", "_"), "")
        told = f"  ({variable})" if variable and os.environ.get(variable, "").strip() else ""
        click.echo(f"{name.ljust(13)}  {value}{told}")


def _forget(others: bool) -> None:
    from leafletgen.mail.password import forget_password
    from leafletgen.mail.server import forget_server, read_server

    if others:
        fail(
            "options-do-not-fit",
            "--forget goes with no other option",
            "forget first, then set what is new",
            ExitCode.USAGE,
        )
    known = read_server(Report())
    password = known is not None and bool(known.user) and forget_password(known)
    click.echo("the settings are forgotten" if forget_server() else "there were no settings")
    click.echo("the password is forgotten" if password else "no password was in the keyring")
