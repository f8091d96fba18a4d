"""Commands that pages show: those in blocks of shell are run, those in sentences exist as they are written."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from leafletgen.cli.main import main
from leafletgen.errors import ExitCode
from tests.docs.markdown import blocks, name, pages, prose
from tests.support.processes import Child
from tests.translation.agency import Accented, returned
from tests.word.own_file import own_file

PAGES = pages()
#: Files that a page has its reader make before a command: the language of the first block that says what is in each.
MADE = {
    "docs/howto/patients-from-a-csv.md": ("patients.csv", "text"),
    "docs/howto/send-by-email.md": ("patients.csv", "csv"),
}
#: Word files that a page's reader has: one leaflet without a code, and a folder.
WORD_FILES = {"docs/howto/from-word.md": ("Sore heel.docx", "old-leaflets/Stiff neck.docx")}
#: A page whose reader sends files out, which come back translated before they are brought in.
SENT_OUT = "docs/howto/translations.md"
#: Options of other programs that pages name by themselves.
OF_OTHERS = {"--tags", "--text", "--prepare"}


def call(*arguments: str) -> Result:
    """Run a command in this process; a fault that would be a traceback is raised."""
    result = CliRunner().invoke(main, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def shown(page: Path) -> list[list[str]]:
    """Return the commands of a page's blocks of shell, word by word, without comments."""
    lines = [line for block in blocks(page.read_text("utf-8")) if block.language == "sh" for line in block.lines]
    parts = [shlex.split(part, comments=True) for line in lines for part in line.split(" && ")]
    return [words for words in parts if words and words[0] in ("leafletgen", "cd")]


RUN = [page for page in PAGES if shown(page)]


@pytest.mark.parametrize("page", RUN, ids=name)
def test_blocks_of_shell_run_in_their_order(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAFLETGEN_TODAY", "2026-11-29")
    monkeypatch.setenv("LEAFLETGEN_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("LEAFLETGEN_STATE", str(tmp_path / "state"))
    for variable, folder in (("HOME", "home"), ("XDG_DATA_HOME", "data")):
        monkeypatch.setenv(variable, str(tmp_path / folder))
    monkeypatch.chdir(tmp_path)
    commands = shown(page)
    if not any(words[1] == "init" for words in commands):
        # The page is for a workspace that is there, with what was built in it.
        commands = [["leafletgen", "init", "my-leaflets"], ["cd", "my-leaflets"], ["leafletgen", "build"], *commands]
    for program, *arguments in commands:
        if program == "cd":
            monkeypatch.chdir(arguments[0])
            make_what_the_page_says(page)
        elif arguments == ["clinic"]:
            assert_serves(tmp_path)
        else:
            if arguments[0] == "init":
                monkeypatch.chdir(tmp_path)
            if name(page) == SENT_OUT:
                do_what_others_do(page, arguments)
            result = call(*arguments)
            # A code that was superseded is told by the exit code.
            allowed = (ExitCode.OK, ExitCode.CONTENT) if arguments[0] == "verify" else (ExitCode.OK,)
            assert result.exit_code in allowed, f"{shlex.join(arguments)}\n{result.output}"


def assert_serves(scratch: Path) -> None:
    """Start the clinic as a page says, without the browser; it goes on until it is ended."""
    command = [sys.executable, "-m", "leafletgen", "clinic", "--no-browser"]
    with (
        (scratch / "stderr").open("w") as faults,
        Child(command, stdout=subprocess.PIPE, stderr=faults, text=True) as clinic,
    ):
        assert clinic.stdout is not None
        address = clinic.stdout.readline()
    assert address.startswith("http://127.0.0.1:"), (scratch / "stderr").read_text("utf-8")


def make_what_the_page_says(page: Path) -> None:
    """Write the file that the page tells its reader to make, and those that its reader has."""
    file, language = MADE.get(name(page), ("", ""))
    if file:
        block = next(block for block in blocks(page.read_text("utf-8")) if block.language == language)
        Path(file).write_text("\n".join(block.lines) + "\n", "utf-8")
    for word_file in map(Path, WORD_FILES.get(name(page), ())):
        word_file.parent.mkdir(exist_ok=True)
        word_file.write_bytes(own_file(code=""))


def do_what_others_do(page: Path, arguments: list[str]) -> None:
    """Translate what was sent out before it comes back, and sign the words of a language before a release."""
    if "--import" in arguments:
        returned(Path(arguments[arguments.index("--import") + 1]), Accented())
    if arguments[0] == "release":
        (line,) = next(block for block in blocks(page.read_text("utf-8")) if block.language == "po").lines
        catalogue = Path("assets", "languages", "pl.po")
        text = catalogue.read_text("utf-8")
        assert text.count('"X-Reviewed-By: \\n"') == 1
        catalogue.write_text(text.replace('"X-Reviewed-By: \\n"', line), "utf-8")


@cache
def commands() -> dict[str, set[str]]:
    """Return the options of every command, by what is typed."""
    context = click.Context(main, info_name="leafletgen", **main.context_settings)
    found = {}
    for key in main.list_commands(context):
        command = main.get_command(context, key)
        assert command is not None
        within = {key: command}
        if isinstance(command, click.Group):
            within |= {f"{key} {inner}": command.commands[inner] for inner in command.commands}
        for typed, each in within.items():
            found[typed] = {"--help", *(option for parameter in each.params for option in parameter.opts)}
    return found


def spans(page: Path) -> Iterator[str]:
    """Yield the code in a page's sentences and cells, and the lines of its blocks of shell."""
    text = page.read_text("utf-8")
    for found in re.finditer(r"(?<!`)`([^`]+)`(?!`)", prose(text)):
        yield " ".join(found[1].split())
    for block in blocks(text):
        if block.language == "sh":
            yield from block.lines


def wrong(span: str) -> str:
    """Return what is wrong with a command in a sentence; it may have words in capitals that stand for something."""
    found = re.match(r"leafletgen ([a-z]+(?: [a-z]+)?)", span)
    if found is None:
        alone = re.match(r"--[a-z][a-z-]*", span)
        known = set().union(*commands().values()) | OF_OTHERS
        return f"no option {alone[0]}" if alone and alone[0] not in known else ""
    typed = found[1] if found[1] in commands() else found[1].partition(" ")[0]
    if typed not in commands():
        return f"no command {typed}"
    options = set(re.findall(r"(?<=[ (\[])--?[a-z][a-z-]*", span))
    return " ".join(f"no option {option} of {typed}" for option in sorted(options - commands()[typed]))


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent.name != "develop"], ids=name)
def test_commands_in_sentences_exist(page: Path) -> None:
    faults = [f"{span}: {fault}" for span in spans(page) if (fault := wrong(span))]
    assert faults == []


def test_a_wrong_command_is_seen() -> None:
    assert wrong("leafletgen bild P4396") == "no command bild"
    assert wrong("leafletgen build --colour") == "no option --colour of build"
    assert wrong("--colour red") == "no option --colour"
    assert wrong('leafletgen new leaflet NAME --brand "x"') == ""
