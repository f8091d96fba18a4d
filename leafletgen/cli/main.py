"""The command ``leafletgen`` and its subcommands, each loaded when it is asked for."""

import importlib
import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from leafletgen import __version__
from leafletgen.cli.short_life import leave
from leafletgen.cli.workspace import show
from leafletgen.errors import ExitCode, RefusedError
from leafletgen.system import clock
from leafletgen.system.rubbish import collect_rarely

#: Subcommand to the module that holds a click command of the same name.
COMMANDS = {
    "build": "leafletgen.cli.build",
    "check": "leafletgen.cli.check",
    "clinic": "leafletgen.cli.clinic",
    "diff": "leafletgen.cli.diff",
    "due": "leafletgen.cli.due",
    "email": "leafletgen.cli.email",
    "figure": "leafletgen.cli.figure",
    "import": "leafletgen.cli.import_word",
    "impose": "leafletgen.cli.impose",
    "init": "leafletgen.cli.init",
    "list": "leafletgen.cli.list",
    "lsp": "leafletgen.cli.lsp",
    "new": "leafletgen.cli.new",
    "outbox": "leafletgen.cli.outbox",
    "preview": "leafletgen.cli.preview",
    "rebrand": "leafletgen.cli.rebrand",
    "release": "leafletgen.cli.release",
    "schema": "leafletgen.cli.schema",
    "sheet": "leafletgen.cli.sheet",
    "sign": "leafletgen.cli.sign",
    "status": "leafletgen.cli.status",
    "translate": "leafletgen.cli.translate",
    "upgrade": "leafletgen.cli.upgrade",
    "verify": "leafletgen.cli.verify",
    "withdraw": "leafletgen.cli.withdraw",
}


class LazyGroup(click.Group):
    """Imports a subcommand's module when it runs, so that ``--help`` and errors are instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all subcommands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one subcommand."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a subcommand; what is refused below, and Ctrl-C that it does not see to itself, end it with a code."""
        self._check_day()
        try:
            return super().invoke(ctx)
        except RefusedError as refusal:
            show(refusal.diagnostics)
            sys.exit(refusal.status)
        except (KeyboardInterrupt, click.Abort):  # Click turns the former into the latter while it asks
            click.echo("\nstopped", err=True)
            sys.exit(ExitCode.INTERRUPTED)

    @staticmethod
    def _check_day() -> None:
        """End when a test has named a day that is none, before anything rests on it."""
        if os.environ.get(clock.VARIABLE):
            try:
                clock.today()
            except ValueError as fault:
                click.echo(f"error: {clock.VARIABLE}: {fault}\n  hint: it is for tests: unset it", err=True)
                sys.exit(ExitCode.USAGE)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest a near name for a subcommand that does not exist."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as fault:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            if not near or "did you mean" in fault.message.lower():
                raise
            raise click.UsageError(f"{fault.message} Did you mean {near[0]!r}?", ctx) from fault


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="leafletgen")
def main() -> None:
    """Make patient leaflets and exercise sheets: branded PDF that people can read on paper and by screen reader.

    Run it inside a workspace, a folder that has leaflets/, layouts/ and assets/. "leafletgen init DIR" makes one.

    Exit codes: 0 all is well, 1 faults in the content, 2 wrong usage, 3 something is missing on this machine
    or a file cannot be written, 130 Ctrl-C.
    """


def run() -> None:
    """Entry point: UTF-8 on every system, also where the terminal's code page is another."""
    # Where the caller closed a stream, what is told there goes nowhere.
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115 - for as long as the process
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    collect_rarely()
    try:
        main()
    except SystemExit as ended:
        leave(ended.code)
        raise
    except OSError as fault:  # a full disk behind the output, or a terminal that went away
        with suppress(OSError):
            sys.stderr.write(f"error: the output cannot be written: {fault.strerror or fault}\n")
        sys.exit(3)
