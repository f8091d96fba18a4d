"""The shortcut that starts the clinic: what it says on each system, where it is written, and what it leaves alone."""

import os
import shlex
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from leafletgen.app import shortcut
from leafletgen.app.shortcut import MARK, TITLE, cmd_file, command_file, command_of, desktop_entry, make_shortcut
from leafletgen.errors import ExitCode, RefusedError
from leafletgen.system.known_folders import Known, Surroundings, known_folder
from leafletgen.system.targets import Kind, is_ours
from leafletgen.system.windows_link import makes_link
from tests.support.commands import write
from tests.support.processes import BOUND

#: What is asked of folders, rights and programs of other systems than Windows.
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other paths, rights and scripts")
ICON = Path("/opt/icon.png")
#: Everything that some system takes for more than a letter.
ODD = '/home/a b/it\'s "$HOME" `x` 100% \\n;&|'


def around(home: Path, platform: str = "linux", variables: Mapping[str, str] | None = None) -> Surroundings:
    """The surroundings of a user with a desktop."""
    (home / "Desktop").mkdir(parents=True, exist_ok=True)
    return Surroundings(platform, home, variables or {})


def values(entry: str) -> dict[str, str]:
    """The keys of a desktop entry, with the escapes of strings undone, as the specification says."""
    head, *lines = entry.splitlines()
    assert head == "[Desktop Entry]"
    found = dict(line.split("=", 1) for line in lines)
    letters = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    plain = {}
    for key, value in found.items():
        parts, rest = "", iter(value)
        for letter in rest:
            parts += letters[next(rest)] if letter == "\\" else letter
        plain[key] = parts
    return plain


def words(line: str) -> list[str]:
    """The arguments of an Exec key: quoting undone (only these four letters have a backslash), then field codes."""
    found: list[str] = []
    rest = iter(line + " ")
    word, quoted, any_yet = "", False, False
    for letter in rest:
        if quoted and letter == "\\":
            letter = next(rest)
            assert letter in '"`$\\'
            word += letter
        elif letter == '"':
            quoted, any_yet = not quoted, True
        elif letter == " " and not quoted:
            found += [word] if any_yet else []
            word, any_yet = "", False
        else:
            word, any_yet = word + letter, True
    assert not quoted
    for each in found:
        assert "%" not in each.replace("%%", ""), "a field code"
    return [each.replace("%%", "%") for each in found]


def test_the_entry_of_linux_has_the_words_that_it_was_given() -> None:
    command = (f"{ODD}/python", "-P", "-m", "leafletgen", "clinic", "--workspace", ODD, "")
    found = values(desktop_entry(command, ICON))
    assert words(found["Exec"]) == list(command)
    assert found["Type"] == "Application"
    assert found["Terminal"] == "false"
    assert found["Icon"] == "/opt/icon.png"


def test_plain_words_are_not_quoted() -> None:
    entry = desktop_entry(("/usr/bin/python3", "-P", "--workspace", "/home/sam/sheets"), ICON)
    assert "\nExec=/usr/bin/python3 -P --workspace /home/sam/sheets\n" in entry


@pytest.mark.skipif(shutil.which("gio") is None, reason="gio is not installed")
def test_a_desktop_of_linux_starts_what_the_entry_says(tmp_path: Path) -> None:
    """GLib reads the entry, as GNOME and others do; the program notes the words that it is given."""
    noted = tmp_path / "noted"
    odd = ODD.replace("/", ":")
    # GLib looks for the program before it undoes %%, so one with % in its path is started by none of them.
    program = write(
        tmp_path / odd.replace("%", "") / "python",
        f'#!/bin/sh\nprintf "%s\\n" "$@" > {noted}.part\nmv {noted}.part {noted}\n',
    )
    program.chmod(0o755)
    entry = write(tmp_path / "it.desktop", desktop_entry((str(program), "-m", odd), ICON))
    ended = subprocess.run(["gio", "launch", str(entry)], capture_output=True, check=False, timeout=BOUND)
    assert ended.returncode == 0, ended.stderr
    until = time.monotonic() + BOUND
    while not noted.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert noted.read_text("utf-8").splitlines() == ["-m", odd]


@posix
def test_the_command_that_is_started_exists(tmp_path: Path) -> None:
    made = make_shortcut(tmp_path / "my sheets", Path(sys.executable), around(tmp_path))
    command = words(values(made.files[0].read_text("utf-8"))["Exec"])
    assert command[-2:] == ["--workspace", str(tmp_path / "my sheets")]
    ended = subprocess.run([*command, "--help"], capture_output=True, encoding="utf-8", check=False, timeout=BOUND)
    assert ended.returncode == 0, ended.stderr
    assert "--workspace" in ended.stdout


@posix
def test_linux_has_it_on_the_desktop_and_in_the_menu(tmp_path: Path) -> None:
    made = make_shortcut(tmp_path / "sheets", Path("/opt/v/bin/python"), around(tmp_path))
    menu = tmp_path / ".local/share/applications/leafletgen-clinic.desktop"
    assert made.files == (tmp_path / "Desktop/leafletgen-clinic.desktop", menu)
    assert {file.read_bytes() for file in made.files} == {menu.read_bytes()}
    assert [file.stat().st_mode & 0o777 for file in made.files] == [0o755, 0o755]
    assert "Allow Launching" in made.notes[0]
    icon = Path(values(menu.read_text("utf-8"))["Icon"])
    with Image.open(icon) as picture:
        assert picture.size == (256, 256)


@posix
def test_linux_asks_which_folder_is_the_desktop(tmp_path: Path) -> None:
    write(tmp_path / ".config/user-dirs.dirs", '# a note\nXDG_DESKTOP_DIR="$HOME/Schreib\\"tisch"\n')
    (tmp_path / 'Schreib"tisch').mkdir()
    made = make_shortcut(tmp_path / "sheets", Path("/opt/v/bin/python"), around(tmp_path))
    assert made.files[0].parent == tmp_path / 'Schreib"tisch'


@posix
@pytest.mark.parametrize(
    ("said", "folder"),
    [
        ('XDG_DESKTOP_DIR="$HOME/"', None),
        ('XDG_DESKTOP_DIR="$HOME"', None),
        ('XDG_DESKTOP_DIR="/srv/desktop"', "/srv/desktop"),
        ('XDG_DESKTOP_DIR="elsewhere"', "/home/sam/Desktop"),
        ("", "/home/sam/Desktop"),
    ],
)
def test_what_user_dirs_may_say(tmp_path: Path, said: str, folder: str | None) -> None:
    write(tmp_path / "user-dirs.dirs", said + "\n")
    home = Surroundings("linux", Path("/home/sam"), {"XDG_CONFIG_HOME": str(tmp_path)})
    assert known_folder(Known.DESKTOP, home) == (Path(folder) if folder else None)


@posix
def test_linux_without_a_desktop_has_it_in_the_menu(tmp_path: Path) -> None:
    data = tmp_path / "data"
    made = make_shortcut(
        tmp_path / "s", Path("/v/python"), Surroundings("linux", tmp_path, {"XDG_DATA_HOME": str(data)})
    )
    assert made.files == (data / "applications/leafletgen-clinic.desktop",)
    assert "menu of applications" in made.notes[0]


@posix
def test_the_file_of_macos_runs_the_words_that_it_was_given(tmp_path: Path) -> None:
    program = write(tmp_path / "a 'b'" / "python", '#!/bin/sh\nprintf "%s\\n" "$@"\n')
    program.chmod(0o755)
    text = command_file((str(program), "-m", ODD))
    ended = subprocess.run(["/bin/sh", "-c", text], capture_output=True, encoding="utf-8", check=True, timeout=BOUND)
    assert ended.stdout.splitlines() == ["-m", ODD]


@posix
def test_macos_has_it_on_the_desktop(tmp_path: Path) -> None:
    made = make_shortcut(tmp_path / "my sheets", Path("/opt/v/bin/python"), around(tmp_path, "darwin"))
    assert made.files == (tmp_path / "Desktop" / f"{TITLE}.command",)
    text = made.files[0].read_text("utf-8")
    last = shlex.split(text.splitlines()[-1])
    assert last == ["exec", *command_of(tmp_path / "my sheets", Path("/opt/v/bin/python"), "darwin")]
    assert made.files[0].stat().st_mode & 0o777 == 0o755
    assert "window of Terminal" in made.notes[0]


@posix
def test_windows_without_powershell_has_a_file_of_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    made = make_shortcut(tmp_path / "my sheets", Path("/opt/v/python.exe"), around(tmp_path, "win32"))
    assert made.files == (tmp_path / "Desktop" / f"{TITLE}.cmd",)
    assert "without our icon" in made.notes[0]
    assert made.files[0].read_bytes().endswith(f'"--workspace" "{tmp_path}/my sheets"\r\n'.encode())


def test_a_file_of_commands_has_the_line_ends_of_windows_and_doubled_percent_signs() -> None:
    text = cmd_file((r"C:\Users\Sam Example\v\pythonw.exe", "-m", r"C:\100%\a & b^"))
    assert text.replace("\r\n", "").isprintable()
    assert text.splitlines()[0] == "@echo off"
    started = r'start "" "C:\Users\Sam Example\v\pythonw.exe" "-m" "C:\100%%\a & b^"'
    assert text.splitlines()[-1] == started


def test_windows_takes_the_interpreter_without_a_window(tmp_path: Path) -> None:
    write(tmp_path / "pythonw.exe", "")
    assert command_of(Path("w"), tmp_path / "python.exe", "win32")[0] == str(tmp_path / "pythonw.exe")
    assert command_of(Path("w"), tmp_path / "python.exe", "linux")[0] == str(tmp_path / "python.exe")


#: Stands for PowerShell: writes the values that it was given into the link, as Windows Script Host has them.
HOST = """\
#!{python}
import os, sys
assert "$env:LEAFLETGEN_LINK" in sys.argv[-1] and sys.argv[-1].isascii()
names = ("TARGET", "ARGUMENTS", "ICON", "DESCRIPTION")
values = [os.environ["LEAFLETGEN_" + name] for name in names]
with open(os.environ["LEAFLETGEN_LINK"], "wb") as file:
    file.write(b"L\\0\\0\\0" + "\\0".join(values).encode("utf-16-le"))
sys.exit({code})
"""


def host(folder: Path, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program into the place of PowerShell."""
    program = write(folder / "powershell", HOST.format(python=sys.executable, code=code))
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(program))


@posix
def test_windows_has_a_link_with_the_words_and_our_icon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    host(tmp_path, 0, monkeypatch)
    at = around(tmp_path, "win32")
    left_over = write(tmp_path / "Desktop" / f"{TITLE}.cmd", cmd_file(("python",)))
    made = make_shortcut(tmp_path / "my sheets", Path("/opt/v/python.exe"), at)
    assert made.files == (tmp_path / "Desktop" / f"{TITLE}.lnk",)
    assert not left_over.exists()
    target, arguments, icon, description = made.files[0].read_bytes()[4:].decode("utf-16-le").split("\0")
    assert target == "/opt/v/python.exe"
    assert arguments == f'-P -m leafletgen.cli.from_shortcut --workspace "{tmp_path}/my sheets"'
    assert description == MARK
    with Image.open(icon) as picture:
        assert picture.info["sizes"] == {(side, side) for side in (16, 24, 32, 48, 64, 256)}
    assert is_ours(made.files[0], Kind.SHORTCUT)
    assert make_shortcut(tmp_path / "other", Path("/opt/v/python.exe"), at).files == made.files


@posix
def test_where_a_policy_forbids_links_there_is_a_file_of_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host(tmp_path, 1, monkeypatch)
    made = make_shortcut(tmp_path / "sheets", Path("/opt/v/python.exe"), around(tmp_path, "win32"))
    assert [file.suffix for file in made.files] == [".cmd"]


@posix
@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_a_second_one_replaces_ours(tmp_path: Path, platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcut, "makes_link", lambda *_: False)
    at = around(tmp_path, platform)
    first = make_shortcut(tmp_path / "first", Path("/opt/v/python"), at)
    assert all(is_ours(file, Kind.SHORTCUT) for file in first.files)
    second = make_shortcut(tmp_path / "second", Path("/opt/v/python"), at)
    assert second.files == first.files
    for file in second.files:
        text = file.read_text("utf-8")
        assert str(tmp_path / "second") in text
        assert str(tmp_path / "first") not in text


@pytest.mark.parametrize(
    ("platform", "name"),
    [
        ("linux", "Desktop/leafletgen-clinic.desktop"),
        ("linux", ".local/share/applications/leafletgen-clinic.desktop"),
        ("darwin", f"Desktop/{TITLE}.command"),
        ("win32", f"Desktop/{TITLE}.lnk"),
        ("win32", f"Desktop/{TITLE}.cmd"),
    ],
)
def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path, platform: str, name: str) -> None:
    at = around(tmp_path, platform)
    write(tmp_path / name, "my own work\n")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(RefusedError, match="is not a shortcut that leafletgen made") as refusal:
        make_shortcut(tmp_path / "sheets", Path("/opt/v/python"), at)
    assert refusal.value.status is ExitCode.USAGE
    assert (tmp_path / name).read_text("utf-8") == "my own work\n"
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_where_there_is_no_desktop_that_is_told(tmp_path: Path, platform: str) -> None:
    with pytest.raises(RefusedError, match="the folder of the desktop is not there") as refusal:
        make_shortcut(tmp_path / "sheets", Path("/opt/v/python"), Surroundings(platform, tmp_path, {}))
    assert refusal.value.status is ExitCode.ENVIRONMENT


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    at = around(tmp_path)
    write(tmp_path / ".local", "a file where the folder is to be")
    with pytest.raises(RefusedError, match="cannot be written") as refusal:
        make_shortcut(tmp_path / "sheets", Path("/opt/v/python"), at)
    assert refusal.value.status is ExitCode.ENVIRONMENT


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows to make a link")
def test_windows_makes_a_link(tmp_path: Path) -> None:
    link = tmp_path / f"{TITLE}.lnk"
    command = command_of(tmp_path / "my sheets", Path(sys.executable), "win32")
    assert makes_link(link, command, Path(shortcut.__file__).parent / "icons" / "clinic.ico", MARK)
    assert is_ours(link, Kind.SHORTCUT)


def test_a_link_of_windows_is_known_again(tmp_path: Path) -> None:
    """The head of a shell link and its description, as [MS-SHLLINK] 2.1 and 2.4 lay them out."""
    head = struct.pack("<I16sI", 0x4C, bytes.fromhex("0114020000000000c000000000000046"), 0x84).ljust(0x4C, b"\0")
    link = tmp_path / "a.lnk"
    link.write_bytes(head + struct.pack("<H", len(MARK)) + MARK.encode("utf-16-le"))
    assert is_ours(link, Kind.SHORTCUT)
    link.write_bytes(head + struct.pack("<H", 5) + "Excel".encode("utf-16-le"))
    assert not is_ours(link, Kind.SHORTCUT)
