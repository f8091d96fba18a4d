"""``docs/reference/commands.md``, from what ``--help`` says."""

import inspect
import re

import click

from leafletgen.cli.main import main
from leafletgen.errors import ExitCode
from tests.docs.markdown import cell, code, plain, table

_BEGINNING = """\
# Commands

This page is made from what `leafletgen COMMAND --help` says.

LEAFLET is a path, a file name without `.yaml`, or the number in a code (`P4396`). All commands but `init` and `schema`
work on the workspace you are in, or on `--workspace DIR`. Diagnostics go to standard error, results to standard output;
`--json` puts both into its data. The [shell completes](../start/install.md#what-the-shell-completes) commands, options
and names.

"""


def text() -> str:
    """Return the page."""
    context = click.Context(main, info_name="leafletgen", **main.context_settings)
    found = [each for name in main.list_commands(context) for each in _commands(_get(main, context, name), context)]
    overview = [(f"[{code(name)}](#{name.replace(' ', '-')})", cell(_first(command))) for name, command, _ in found]
    parts = [
        _BEGINNING,
        table(("Command", "What it does"), overview),
        "\n`leafletgen --version` says which version it is; `--help` or `-h` helps with every command.\n",
        "\n## Exit codes\n\n",
        table(("Exit code", "Meaning"), _exit_codes()),
        "\nAnything else is a bug.\n",
        *(_section(name, command, within) for name, command, within in found),
    ]
    return "".join(parts)


def _get(group: click.Group, context: click.Context, name: str) -> click.Command:
    command = group.get_command(context, name)
    assert command is not None
    return command


def _commands(command: click.Command, parent: click.Context) -> list[tuple[str, click.Command, click.Context]]:
    """Return a command, or those of a group, by what is typed, with the context that they run in."""
    within = click.Context(command, parent=parent, info_name=command.name, **command.context_settings)
    if not isinstance(command, click.Group):
        return [(within.command_path, command, within)]
    return [each for name in command.list_commands(within) for each in _commands(_get(command, within, name), within)]


def _first(command: click.Command) -> str:
    return command.get_short_help_str(limit=200)


def _exit_codes() -> list[tuple[str, str]]:
    """Return the exit codes with what is written under each in its class."""
    source = inspect.getsource(ExitCode)
    meanings = dict(re.findall(r'^    ([A-Z]+) = [0-9]+\n    """(.*?)"""', source, re.MULTILINE | re.DOTALL))
    return [(str(each.value), cell(meanings[each.name])) for each in ExitCode]


def _section(name: str, command: click.Command, within: click.Context) -> str:
    usage = " ".join(command.collect_usage_pieces(within))
    parts = [f"\n## {name}\n", f"\n```text\n{name} {usage}\n```\n", *_paragraphs(command.help or "")]
    options = [
        record
        for option in command.params
        if isinstance(option, click.Option) and (record := option.get_help_record(within)) is not None
    ]
    if options:
        rows = [(code(declared), cell(meaning)) for declared, meaning in options]
        parts.append("\n" + table(("Option", "Meaning"), rows))
    return "".join(parts)


def _paragraphs(help_text: str) -> list[str]:
    """Return the paragraphs of a help text; what click leaves as it is becomes a block of code."""
    parts = []
    for paragraph in inspect.cleandoc(help_text).split("\n\n"):
        if paragraph.startswith("\b\n"):
            parts.append(f"\n```text\n{inspect.cleandoc(paragraph[2:])}\n```\n")
        else:
            parts.append(f"\n{plain(paragraph)}\n")
    return parts
