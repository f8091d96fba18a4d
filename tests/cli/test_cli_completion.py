"""Shell completion, with the subcommands loaded one by one, and help that needs none of the work."""

import subprocess
import sys
from pathlib import Path

import pytest

from leafletgen.cli.main import COMMANDS
from leafletgen.errors import ExitCode
from tests.support.commands import LEAFLET, run, small_workspace, write
from tests.support.exercise_sample import write_workspace
from tests.support.processes import BOUND

#: The module's own name for the program would be "python -m leafletgen"; the installed script is called leafletgen.
SCRIPT = "import sys; sys.argv[0] = 'leafletgen'; from leafletgen.cli.main import run; run()"


HELPED: tuple[list[str], ...] = ([], ["build"], ["init"], ["sheet"], ["figure"], ["list"], ["translate"])
NEW = ("leaflet", "brand", "email", "exercise", "programme", "prescription")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace with two leaflets."""
    root = small_workspace(tmp_path / "w")
    write(root / "leaflets" / "P2-knee.yaml", LEAFLET)
    write(root / "layouts" / "large.yaml", "faulty: true")
    return root


def complete(folder: Path, *words: str, shell: str = "bash") -> list[str]:
    """Return what the shell is told for the last word."""
    environment = {
        "_LEAFLETGEN_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(["leafletgen", *words]),
        "COMP_CWORD": str(len(words)),
    }
    process = _run(folder, environment)
    assert process.stderr == ""
    return process.stdout.split()


def _run(folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, **environment},
        check=False,
        timeout=BOUND,
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell(tmp_path: Path, shell: str) -> None:
    process = _run(tmp_path, {"_LEAFLETGEN_COMPLETE": f"{shell}_source"})
    assert f"_LEAFLETGEN_COMPLETE={shell}_complete" in process.stdout


def test_subcommands(tmp_path: Path) -> None:
    assert complete(tmp_path, "") == [f"plain,{name}" for name in COMMANDS]
    assert complete(tmp_path, "l") == ["plain,list", "plain,lsp"]
    assert complete(tmp_path, "new", "l") == ["plain,leaflet"]
    assert complete(tmp_path, "new", "p") == ["plain,prescription", "plain,programme"]
    assert complete(tmp_path, "list", "la") == ["plain,layouts"]
    assert complete(tmp_path, "schema", "l") == ["plain,leaflet", "plain,layout"]


def test_leaflets(root: Path) -> None:
    assert complete(root, "build", "") == ["plain,P1-good", "plain,P2-knee"]
    assert complete(root, "build", "P1-good", "") == ["plain,P2-knee"]
    assert complete(root, "preview", "P2") == ["plain,P2-knee"]
    assert complete(root / "leaflets", "build", "P") == ["plain,P1-good", "plain,P2-knee"]
    assert complete(root, "build", "leaflets/P") == ["file,leaflets/P"]


def test_layouts_and_brands(root: Path) -> None:
    assert complete(root, "build", "--layout", "") == ["plain,large", "plain,small"]
    assert complete(root, "preview", "P1-good", "--layout", "s") == ["plain,small"]
    assert complete(root, "new", "leaflet", "x", "--brand", "") == ["plain,plain"]


def test_email_templates(root: Path) -> None:
    write(root / "assets" / "brands" / "plain" / "emails" / "reminder.yaml", "subject: Hello\nbefore: [Hello]\n")
    ours = ["plain,leaflet", "plain,protected", "plain,reminder", "plain,sheet"]
    assert complete(root, "email", "x.pdf", "--template", "") == ours
    assert complete(root, "email", "x.pdf", "--brand", "plain", "--template", "r") == ["plain,reminder"]
    assert complete(root, "email", "x.pdf", "--brand", "none", "--template", "") == []
    assert complete(root, "sheet", "--template", "s") == ["plain,sheet"]


def test_exercise_sheets(tmp_path: Path) -> None:
    root = write_workspace(tmp_path / "w")
    write(root / "layouts" / "sheets" / "sheet-2.yaml", "faulty: true")
    assert complete(root, "sheet", "--pick", "b") == ["plain,back-extension", "plain,bird-dog", "plain,bridge"]
    assert complete(root, "sheet", "--without", "bi") == ["plain,bird-dog"]
    assert complete(root, "sheet", "--programme", "") == ["plain,back-strength", "plain,hip"]
    assert complete(root, "sheet", "--layout", "") == ["plain,sheet-2"]
    assert complete(root, "sheet", "--person", "j") == ["plain,joan"]
    assert complete(root, "sheet", "")[:1] == ["file,"]
    assert complete(root, "figure", "br") == ["plain,bridge"]
    assert complete(root, "figure", "bridge", "--person", "w") == ["plain,walter"]
    assert complete(root, "figure", "bridge", "--pose", "f") == ["plain,finish"]


def test_in_a_workspace_that_is_named(root: Path, tmp_path: Path) -> None:
    assert complete(tmp_path, "build", "--workspace", str(root), "P1") == ["plain,P1-good"]


def test_outside_a_workspace(tmp_path: Path) -> None:
    assert complete(tmp_path, "build", "") == []
    assert complete(tmp_path, "build", "--layout", "") == []
    for option in ("--pick", "--programme", "--layout", "--template"):
        assert complete(tmp_path, "sheet", option, "") == []


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS), *(["new", name] for name in NEW)])
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help(command: list[str], flag: str) -> None:
    result = run(*command, flag)
    assert result.exit_code == ExitCode.OK
    assert result.stdout.startswith("Usage: ")
    assert "..." not in result.stdout.partition("Commands:")[2], "a description is cut off"


def test_help_names_the_exit_codes() -> None:
    text = " ".join(run("--help").stdout.split())
    for code in ("0 all is well", "1 faults in the content", "2 wrong usage", "3 something is missing"):
        assert code in text


def test_help_and_version_load_nothing_of_the_work() -> None:
    script = (
        "import sys\n"
        "from leafletgen.cli.main import main\n"
        "main(sys.argv[1:], standalone_mode=False)\n"
        "heavy = ('yaml', 'reportlab', 'PIL', 'lxml', 'json', 'pypdfium2', 'icalendar', 'jinja2', 'stdnum')\n"
        "heavy += ('leafletgen.content', 'leafletgen.source', 'leafletgen.library', 'leafletgen.pdf')\n"
        "heavy += ('leafletgen.scripts', 'leafletgen.translation', 'uharfbuzz', 'polib', 'icu')\n"
        "print('loaded:', [name for name in heavy if name in sys.modules])\n"
    )
    for arguments in (["--version"], ["new", "leaflet", "--help"], *([*name, "--help"] for name in HELPED)):
        process = subprocess.run(
            [sys.executable, "-c", script, *arguments], capture_output=True, encoding="utf-8", check=True, timeout=BOUND
        )
        assert process.stdout.splitlines()[-1] == "loaded: []", arguments


def test_a_subcommand_that_is_not_there() -> None:
    result = run("biuld")
    assert result.exit_code == ExitCode.USAGE
    assert "build" in result.stderr
