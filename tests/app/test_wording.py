"""Messages speak of settings, and each front end calls those in its own way."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module

import click
import pytest

from leafletgen.cli.main import COMMANDS
from leafletgen.cli.wording import OPTIONS, new_report, option
from leafletgen.errors import ExitCode, LeafletError, Report, Setting, plainly, refused
from leafletgen.library.exercises import parse_pick
from tests.support.commands import ROOT

PACKAGE = ROOT / "leafletgen"
#: What below the command line speaks of options all the same: those of Java and pip, a note that builds keep,
#: and names in style sheets, which look the same.
OTHERS = ("--enable-native-access", "pip install --force-reinstall", "build --strict refuses dots", "--face: ")

#: A shortcut is made of words of the command line.
WORDS_OF_COMMANDS = {("shortcut.py", "--workspace")}


def options_of(command: click.Command) -> set[str]:
    """Return the options of a command and of those below it."""
    found = {name for parameter in command.params for name in parameter.opts}
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return found.union(*map(options_of, below))


def texts(tree: ast.AST) -> Iterator[str]:
    """Yield the texts of a module that are no docstrings."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.value


def test_the_command_line_calls_every_setting_by_an_option_that_it_has() -> None:
    assert OPTIONS.keys() == set(Setting)
    there = set().union(*(options_of(import_module(module).command) for module in COMMANDS.values()))
    assert set(OPTIONS.values()) <= there


@pytest.mark.parametrize("room", sorted(path.name for path in PACKAGE.iterdir() if path.name != "cli"))
def test_no_text_below_the_command_line_speaks_of_options(room: str) -> None:
    path = PACKAGE / room
    found = [
        (module.name, text)
        for module in (path.rglob("*.py") if path.is_dir() else [path] if path.suffix == ".py" else ())
        for text in texts(ast.parse(module.read_text("utf-8")))
        if re.search(r"(?<![-\w])--[a-z]", text) and not any(other in text for other in OTHERS)
    ]
    assert set(found) <= WORDS_OF_COMMANDS


def test_a_setting_with_and_without_a_value() -> None:
    assert (option(Setting.PICK), option(Setting.PICK, "bridge:10")) == ("--pick", "--pick bridge:10")
    assert (plainly(Setting.PICK), plainly(Setting.PICK, "bridge:10")) == ('"pick"', '"pick: bridge:10"')


def test_the_same_fault_in_the_words_of_three_front_ends() -> None:
    def page(setting: Setting, value: str = "") -> str:
        return f"{value} in the field {setting}" if value else f"the field {setting}"

    said = []
    for report in (new_report(), Report(page), Report()):
        assert parse_pick("bridge:", report) is None
        said.append(report.diagnostics[0].message)
    assert said == [
        "--pick bridge:: this dose is empty",
        "bridge: in the field pick: this dose is empty",
        '"pick: bridge:": this dose is empty',
    ]


def test_a_refusal_says_what_is_wrong_and_whose_matter_it_is() -> None:
    refusal = refused("name-taken", "there is one", "choose another", ExitCode.USAGE)
    assert isinstance(refusal, LeafletError)
    assert refusal.status == ExitCode.USAGE
    assert str(refusal) == "error: there is one\n  hint: choose another"
    assert [one.code for one in refusal.diagnostics] == ["name-taken"]
